"""Exchanging an id token of the organisation's provider for an access token of ours (RFC 8693)."""

from collections.abc import Awaitable, Callable
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.access.providers.exchange import ACCESS_TOKEN, GRANT, ID_TOKEN
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.access.secrets import new_secret
from api.domain.shared.ids import new_id
from tests.providers.world import Json, Provider, Register, rsa_key, signed
from tests.world import Caller

As = Callable[..., Caller]
Exchange = Callable[..., Awaitable[httpx2.Response]]


@pytest.fixture
def new_client(operator: psycopg.Connection[Any], world: World) -> Callable[..., tuple[str, str]]:
    """A client with its secret, as a manager registers one."""

    def made(
        organisation: Any = None,
        *,
        grants: tuple[str, ...] = (GRANT,),
        scopes: frozenset[str] = ROLE_SCOPES[Role.carer],
        public: bool = False,
    ) -> tuple[str, str]:
        id_, (secret, digest) = new_id(), new_secret()
        operator.execute(
            "INSERT INTO client (id, organisation_id, name, grants, scopes, secret_hash, public)"
            " VALUES (%s, %s, 'Rota', %s, %s, %s, %s)",
            [id_, organisation or world.organisation_id, list(grants), sorted(scopes), None if public else digest, public],
        )
        return str(id_), secret

    return made


@pytest.fixture
def exchange(api: httpx2.AsyncClient, new_client: Callable[..., tuple[str, str]]) -> Exchange:
    known: list[tuple[str, str]] = []

    async def doing(token: str, *, client: tuple[str, str] | None = None, **more: str) -> httpx2.Response:
        if client is None:
            known.extend([] if known else [new_client()])
            client = known[0]
        form = {"grant_type": GRANT, "subject_token": token, "subject_token_type": ID_TOKEN} | more
        return await api.post("/oauth/token", data=form, auth=client)

    return doing


def token_of(provider: Provider, **claims: Any) -> str:
    return signed(provider.key, provider.claims(**claims))


async def test_who_is_joined_gets_fifteen_minutes_and_no_refresh_token(
    provider: Provider,
    register: Register,
    exchange: Exchange,
    world: World,
    api: httpx2.AsyncClient,
    operator: psycopg.Connection[Any],
) -> None:
    carer = world.account("carer")
    await register(provider.issuer, account=carer.account_id)
    answer = await exchange(token_of(provider), role="carer", scope="visits:read people:read")
    assert answer.status_code == 200, answer.text
    told = answer.json()
    access_token = told.pop("access_token")
    assert told == {
        "token_type": "Bearer", "expires_in": 900, "issued_token_type": ACCESS_TOKEN, "scope": "people:read visits:read",
        "role": "carer",
    }  # fmt: skip
    me = Caller(api, access_token)
    assert (await me.get("/me")).json()["subject"] == str(carer.account_id)
    assert (await me.get("/people")).status_code == 200
    session = operator.execute("SELECT how, client_name FROM session WHERE account_id = %s ORDER BY id DESC", [carer.account_id])
    assert session.fetchone() == ("exchange", "Rota")
    event = operator.execute("SELECT what FROM sign_in_event WHERE account_id = %s ORDER BY id DESC", [carer.account_id])
    assert event.fetchone() == ("signed_in",)


async def test_the_next_request_is_refused_once_the_identity_is_taken_back(
    provider: Provider, register: Register, exchange: Exchange, world: World, api: httpx2.AsyncClient, as_: As
) -> None:
    carer = world.account("carer")
    registered = await register(provider.issuer, account=carer.account_id)
    me = Caller(api, (await exchange(token_of(provider))).json()["access_token"])
    assert (await me.get("/me")).status_code == 200
    manager = as_("manager")
    found = await manager.get(f"/accounts/{carer.account_id}/identities", params={"provider_id": registered["id"]})
    mine = found.json()["items"][0]
    await manager.delete(f"/accounts/{carer.account_id}/identities/{mine['id']}", version=mine["version"])
    assert (await me.get("/me")).status_code == 401
    assert (await exchange(token_of(provider))).status_code == 400


async def test_a_token_for_a_system_that_the_organisation_named_is_taken_and_for_no_other(
    provider: Provider, register: Register, exchange: Exchange, world: World
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id, audiences=["rota"])
    assert (await exchange(token_of(provider, aud="rota"))).status_code == 200
    assert (await exchange(token_of(provider, aud=["rota", "wellbeing"], azp="rota"))).status_code == 200
    for claims in ({"aud": "payroll"}, {"aud": ["rota", "payroll"], "azp": "rota"}, {"aud": "rota", "azp": "payroll"}):
        answer = await exchange(token_of(provider, **claims))
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("lie", ["another key", "old", "expired", "no algorithm", "elsewhere", "no token"])
async def test_a_token_that_is_not_good_is_exchanged_for_nothing(
    lie: str, provider: Provider, register: Register, exchange: Exchange, world: World
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id)
    now = provider.claims()["iat"]
    token = {
        "another key": signed(rsa_key(), provider.claims()),
        "old": token_of(provider, iat=now - 700),
        "expired": token_of(provider, iat=now - 300, exp=now - 200),
        "no algorithm": signed(provider.key, provider.claims(), alg="none"),
        "elsewhere": token_of(provider, iss="https://elsewhere.example"),
        "no token": "x.y.z",
    }[lie]
    answer = await exchange(token)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    assert "access_token" not in answer.json()


async def test_a_client_of_another_organisation_is_told_nothing_of_ours(
    provider: Provider, register: Register, exchange: Exchange, world: World, new_client: Callable[..., tuple[str, str]]
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id)
    other = new_client(world.account("other_manager").organisation_id)
    theirs = await exchange(token_of(provider), client=other)
    nobodys = await exchange(token_of(provider, iss="https://elsewhere.example"), client=other)
    assert theirs.status_code == 400
    assert theirs.json() == nobodys.json()


async def test_only_a_client_with_a_secret_and_the_grant_may_exchange(
    provider: Provider, register: Register, exchange: Exchange, world: World, new_client: Callable[..., tuple[str, str]]
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id)
    id_, secret = new_client()
    token = token_of(provider)
    assert (await exchange(token, client=(id_, secret))).status_code == 200
    wrong = await exchange(token, client=(id_, secret[::-1]))
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    for client in (new_client(grants=("client_credentials",)), new_client(grants=("authorization_code",))):
        answer = await exchange(token, client=client)
        assert (answer.status_code, answer.json()["error"]) == (400, "unauthorized_client")
    public, _ = new_client(public=True)
    answer = await exchange(token, client=(public, ""))
    assert answer.json()["error"] == "unauthorized_client"
    answer = await exchange(token, client=("docs", ""))
    assert answer.json()["error"] == "unauthorized_client"


async def test_a_client_gives_no_more_than_it_may(
    provider: Provider, register: Register, exchange: Exchange, world: World, new_client: Callable[..., tuple[str, str]]
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id)
    narrow = new_client(scopes=frozenset({"visits:read", "accounts:write"}))
    assert (await exchange(token_of(provider), client=narrow)).json()["scope"] == "visits:read"
    none = await exchange(token_of(provider), client=narrow, scope="people:write")
    assert (none.status_code, none.json()["error"]) == (400, "invalid_scope")


async def test_a_role_that_is_not_held_is_not_given(
    provider: Provider, register: Register, exchange: Exchange, world: World
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id)
    answer = await exchange(token_of(provider), role="manager")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


async def test_nobody_who_is_unknown_or_closed_gets_a_token(
    provider: Provider, register: Register, exchange: Exchange, world: World, as_: As
) -> None:
    family = world.account("family")
    await register(provider.issuer, account=family.account_id)
    unknown = await exchange(token_of(provider, sub="subject-2"))
    manager = as_("manager")
    assert (await manager.post(f"/accounts/{family.account_id}/disabling", {"reason": "Lost phone"})).status_code == 200
    closed = await exchange(token_of(provider))
    await manager.post(f"/accounts/{family.account_id}/enabling")
    assert unknown.status_code == closed.status_code == 400
    assert unknown.json() == closed.json()
    assert (await exchange(token_of(provider))).status_code == 200


@pytest.mark.usefixtures("second_factors")
async def test_a_manager_needs_a_second_factor_here_too(
    provider: Provider, register: Register, exchange: Exchange, world: World, as_: As, new_client: Callable[..., tuple[str, str]]
) -> None:
    registered = await register(provider.issuer, account=world.account("manager").account_id)
    client = new_client(scopes=ROLE_SCOPES[Role.manager])
    refused = await exchange(token_of(provider, amr=["mfa"]), client=client)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_request")
    changed = await as_("manager").patch(
        f"/identity-providers/{registered['id']}", {"assures_second_factor": True}, version=registered["version"]
    )
    assert changed.status_code == 200
    assert (await exchange(token_of(provider, amr=["pwd"]), client=client)).status_code == 400
    assert (await exchange(token_of(provider, amr=["mfa"]), client=client)).status_code == 200
    assert (await exchange(token_of(provider), client=client)).status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        {"subject_token_type": "urn:ietf:params:oauth:token-type:jwt"},
        {"subject_token_type": ""},
        {"requested_token_type": "urn:ietf:params:oauth:token-type:refresh_token"},
        {"subject_token": ""},
        {"subject_token": "x" * 13_000},
    ],
)
async def test_a_request_of_another_kind_is_refused(
    more: Json, provider: Provider, register: Register, exchange: Exchange
) -> None:
    await register(provider.issuer)
    token = more.pop("subject_token", None)
    answer = await exchange(token_of(provider) if token is None else token, **more)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


async def test_a_provider_that_is_away_is_asked_again_later(
    provider: Provider, register: Register, exchange: Exchange, world: World
) -> None:
    await register(provider.issuer, account=world.account("carer").account_id)
    provider.says = {"issuer": "https://elsewhere.example"}
    answer = await exchange(token_of(provider))
    assert answer.status_code == 503
    assert answer.headers["retry-after"]


async def test_the_metadata_names_the_grant(api: httpx2.AsyncClient) -> None:
    assert GRANT in (await api.get("/.well-known/oauth-authorization-server")).json()["grant_types_supported"]
