import time
from uuid import UUID

import pytest

from api.domain.access.keys import KeyRing
from api.domain.access.roles import Role
from api.domain.access.tokens import verify
from api.domain.shared.ids import new_id
from tests.sign_in.world import Caller, World, refused, told


async def test_a_client_signs_in_with_its_secret_in_header_or_body(world: World, anna: Caller, ring: KeyRing) -> None:
    id_, secret = await world.client("people:read", "looks:read")
    for answer in (
        await anna.prove((id_, secret), "token", grant_type="client_credentials"),
        await anna.post("token", grant_type="client_credentials", client_id=id_, client_secret=secret),
        await anna.prove((id_, secret), "token", client_id=id_, grant_type="client_credentials", role="integration"),
    ):
        tokens = told(answer)
        assert "refresh_token" not in tokens
        assert tokens["scope"] == "looks:read people:read"
        claims = verify(ring, tokens["access_token"], time.time())
        assert (claims.subject, claims.client_id, claims.role) == (UUID(id_), id_, Role.integration)
        rows = await world.run(
            "SELECT account_id, client_id, client_name, organisation_id, extract(epoch FROM expires_at - created_at)::int "
            "FROM session WHERE id = %s", claims.session,
        )  # fmt: skip
        assert rows == [(None, UUID(id_), "Rota", world.provider, 900)]


async def test_a_client_has_what_it_was_given_and_asks_for_and_an_integration_may(world: World, anna: Caller) -> None:
    client = await world.client("people:read", "looks:read", "home:read", "accounts:write")
    grant = {"grant_type": "client_credentials"}
    assert told(await anna.prove(client, "token", **grant))["scope"] == "looks:read people:read"
    assert told(await anna.prove(client, "token", scope="people:read people:write", **grant))["scope"] == "people:read"
    assert refused(await anna.prove(client, "token", scope="home:read", **grant)) == "invalid_scope"


async def test_a_councils_client_never_has_a_scope_about_people(world: World, anna: Caller) -> None:
    client = await world.client("people:read", "organisation:read", "consents:read", organisation=world.council)
    assert told(await anna.prove(client, "token", grant_type="client_credentials"))["scope"] == "organisation:read"
    only = await world.client("people:read", organisation=world.council)
    assert refused(await anna.prove(only, "token", grant_type="client_credentials")) == "invalid_scope"


async def test_a_client_may_use_only_its_grants_and_its_role(world: World, anna: Caller) -> None:
    other = await world.client("people:read", grants=["authorization_code"])
    assert refused(await anna.prove(other, "token", grant_type="client_credentials")) == "unauthorized_client"
    client = await world.client("people:read")
    assert refused(await anna.prove(client, "token", grant_type="client_credentials", role="manager")) == "invalid_grant"


async def test_every_failed_proof_has_one_answer(world: World, anna: Caller) -> None:
    id_, secret = await world.client("people:read")
    removed = await world.client("people:read")
    await world.run("UPDATE client SET removed_at = now() WHERE id = %s", removed[0])
    without = await world.client("people:read")
    await world.run("UPDATE client SET secret_hash = NULL WHERE id = %s", without[0])
    ended = await world.client("looks:read", organisation=world.council)
    await world.run("UPDATE organisation SET ended_on = current_date WHERE id = %s", world.council)
    tried = [
        (id_, "wrong"), (id_, ""), (id_.upper(), secret), (str(new_id()), secret), ("docs", ""), ("no uuid", secret),
        removed, without, (without[0], ""), ended,
    ]  # fmt: skip
    answers = [await anna.prove(client, "token", grant_type="client_credentials") for client in tried]
    answers += [
        await anna.post("token", grant_type="client_credentials"),
        await anna.post("token", grant_type="client_credentials", client_id=id_),
        await anna.post("token", grant_type="client_credentials", client_secret=secret),
    ]
    for answer in answers:
        assert refused(answer, 401) == "invalid_client"
        assert answer.headers["www-authenticate"].startswith("Basic ")
    assert len({answer.content for answer in answers}) == 1


async def test_a_client_is_named_once(world: World, anna: Caller) -> None:
    id_, secret = await world.client("people:read")
    grant = {"grant_type": "client_credentials"}
    assert refused(await anna.prove((id_, secret), "token", client_secret=secret, **grant)) == "invalid_request"
    assert refused(await anna.prove((id_, secret), "token", client_id="docs", **grant)) == "invalid_request"


@pytest.mark.parametrize("header", ["Basic", "Basic ", "Basic !", "Basic YQ==", "Basic " + "QUFB" * 300, "basic w6k6w6k="])
async def test_a_header_nobody_can_read_is_a_failed_proof(anna: Caller, header: str) -> None:
    answer = await anna.http.post("/oauth/token", data={"grant_type": "client_credentials"}, headers={"authorization": header})
    assert refused(answer, 401) == "invalid_client"


async def test_an_old_bearer_token_in_the_header_is_no_proof_and_no_harm(world: World, anna: Caller) -> None:
    form = {"grant_type": "password", "username": await world.account("carer"), "password": "wrong"}
    answer = await anna.http.post("/oauth/token", data=form, headers={"authorization": "Bearer old"})
    assert refused(answer) == "invalid_grant"
