"""Who accounts are at a provider: said by their manager, or joined with a one-time link."""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.access.secrets import new_secret
from api.domain.shared.ids import new_id
from tests.providers.world import OURS, Browser, NewBrowser, Provider, Register, signed
from tests.world import PASSWORD, Caller

As = Callable[..., Caller]
NewLink = Callable[..., str]


@pytest.fixture
def new_link(operator: psycopg.Connection[Any]) -> NewLink:
    """A one-time link of an account; its token."""

    def made(account: UUID, *, ends: str = "1 hour", kind: str = "invitation") -> str:
        token, digest = new_secret()
        operator.execute(
            "UPDATE one_time_link SET removed_at = now() WHERE account_id = %s AND used_at IS NULL AND removed_at IS NULL",
            [account],
        )
        operator.execute(
            "INSERT INTO one_time_link (id, organisation_id, account_id, kind, expires_at, digest)"
            " SELECT %s, organisation_id, id, %s, now() + %s::interval, %s FROM account WHERE id = %s",
            [new_id(), kind, ends, digest, account],
        )
        return token

    return made


async def with_link(
    browser: Browser, provider: Provider, registered: str, link: str, subject: str = "subject-1"
) -> httpx2.Response:
    out = await browser.go_out(registered, link=link)
    provider.token = lambda _: {"id_token": signed(provider.key, provider.claims(out.said("nonce"), sub=subject))}
    return await browser.come_back(code="c", state=out.said("state"))


async def test_a_link_joins_its_account_once(
    browser: Browser, new_browser: NewBrowser, provider: Provider, register: Register, world: World, new_link: NewLink, as_: As
) -> None:
    carer = world.account("carer")
    registered = await register(provider.issuer)
    link = new_link(carer.account_id)
    assert (await with_link(browser, provider, registered["id"], link)).status_code == 303
    assert carer.name in (await browser.http.get(f"{OURS}/account")).text
    found = (
        await as_("manager").get(f"/accounts/{carer.account_id}/identities", params={"provider_id": registered["id"]})
    ).json()
    assert [one["subject"] for one in found["items"]] == ["subject-1"]
    again = new_browser()
    assert (await with_link(again, provider, registered["id"], link, "subject-2")).status_code == 403, "it is used up"
    assert not await again.is_in()
    history = await as_("manager").get(f"/accounts/{carer.account_id}/identities/{found['items'][0]['id']}")
    assert history.status_code == 200


@pytest.mark.parametrize("which", ["unknown", "run out", "of another organisation", "a reset", "too long"])
async def test_a_link_that_is_no_good_joins_nobody(
    which: str, browser: Browser, provider: Provider, register: Register, world: World, new_link: NewLink,
    operator: psycopg.Connection[Any],
) -> None:  # fmt: skip
    registered = await register(provider.issuer)
    match which:
        case "unknown":
            link = new_secret()[0]
        case "run out":
            link = new_link(world.account("carer").account_id, ends="-1 second")
        case "of another organisation":
            link = new_link(world.account("other_manager").account_id)
        case "a reset":  # the right to choose a password, and no more
            link = new_link(world.account("carer").account_id, kind="reset")
        case _:
            assert (await browser.press(registered["id"], link="x" * 65)).status_code == 403
            return
    back = await with_link(browser, provider, registered["id"], link)
    assert back.status_code == 403
    assert "not good any more" in back.text
    assert not await browser.is_in()
    count = operator.execute("SELECT count(*) FROM account_identity WHERE provider_id = %s", [registered["id"]]).fetchone()
    assert count == (0,)


@pytest.mark.usefixtures("second_factors")
async def test_a_link_is_no_way_around_the_second_factor_of_whoever_has_one(
    browser: Browser, provider: Provider, register: Register, world: World, new_link: NewLink,
    operator: psycopg.Connection[Any],
) -> None:  # fmt: skip
    manager = world.account("manager").account_id
    operator.execute("INSERT INTO second_factor (account_id, sealed_secret, confirmed_at) VALUES (%s, '', now())", [manager])
    try:
        registered = await register(provider.issuer, assures_second_factor=True)
        back = await with_link(browser, provider, registered["id"], new_link(manager), "somebody else's")
        assert back.status_code == 403
        assert not await browser.is_in()
    finally:
        operator.execute("DELETE FROM second_factor WHERE account_id = %s", [manager])


@pytest.mark.parametrize("ended", ["identity_provider", "account_identity"])
async def test_nobody_comes_in_by_what_ended_while_the_provider_was_asked(
    ended: str, browser: Browser, provider: Provider, register: Register, world: World, operator: psycopg.Connection[Any]
) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    out = await browser.go_out(registered["id"])

    def answered(_: dict[str, str]) -> dict[str, Any]:
        key = "id" if ended == "identity_provider" else "provider_id"
        operator.execute(f"UPDATE {ended} SET removed_at = now() WHERE {key} = %s", [registered["id"]])
        return {"id_token": signed(provider.key, provider.claims(out.said("nonce")))}

    provider.token = answered
    assert (await browser.come_back(code="c", state=out.said("state"))).status_code == 403
    assert not await browser.is_in()


async def test_a_browser_does_not_outlive_what_it_came_in_by_even_if_both_happen_at_once(
    browser: Browser, provider: Provider, register: Register, world: World, operator: psycopg.Connection[Any]
) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    out = await browser.go_out(registered["id"])
    provider.token = lambda _: {"id_token": signed(provider.key, provider.claims(out.said("nonce")))}
    assert (await browser.come_back(code="c", state=out.said("state"))).status_code == 303
    assert await browser.is_in()
    operator.execute("UPDATE identity_provider SET removed_at = now() WHERE id = %s", [registered["id"]])
    # As if it had begun a moment later, where the end could not see it.
    operator.execute("UPDATE browser_sign_in SET ended_at = NULL WHERE provider_id = %s", [registered["id"]])
    assert not await browser.is_in()


async def test_who_changes_their_password_stays_in_by_their_provider_only_as_long_as_that_stands(
    browser: Browser, provider: Provider, register: Register, world: World, operator: psycopg.Connection[Any]
) -> None:
    carer = world.account("carer")
    before = operator.execute("SELECT password_hash FROM account WHERE id = %s", [carer.account_id]).fetchone()
    assert before is not None
    registered = await register(provider.issuer, account=carer.account_id)
    out = await browser.go_out(registered["id"])
    provider.token = lambda _: {"id_token": signed(provider.key, provider.claims(out.said("nonce")))}
    await browser.come_back(code="c", state=out.said("state"))
    token = re.findall(r'name="csrf" value="([0-9a-f]+)"', (await browser.http.get(f"{OURS}/account/password")).text)[0]
    form = {"csrf": token, "current": PASSWORD, "new": "kettle, thimble, gulls", "again": "kettle, thimble, gulls"}
    try:
        changed = await browser.http.post(f"{OURS}/account/password", data=form, headers={"origin": OURS})
        assert changed.status_code == 303, changed.text
        assert await browser.is_in()
        operator.execute("UPDATE account_identity SET removed_at = now() WHERE account_id = %s", [carer.account_id])
        assert not await browser.is_in()
    finally:
        operator.execute("UPDATE account SET password_hash = %s WHERE id = %s", [before[0], carer.account_id])


async def test_a_link_does_not_join_a_subject_that_is_somebody_else_already(
    browser: Browser, provider: Provider, register: Register, world: World, new_link: NewLink, operator: psycopg.Connection[Any]
) -> None:
    registered = await register(provider.issuer, account=world.account("coach").account_id)
    link = new_link(world.account("carer").account_id)
    assert (await with_link(browser, provider, registered["id"], link)).status_code == 403
    assert not await browser.is_in()
    stands = operator.execute(
        "SELECT count(*) FROM one_time_link WHERE account_id = %s AND used_at IS NULL AND removed_at IS NULL",
        [world.account("carer").account_id],
    ).fetchone()
    assert stands == (1,), "the link was not used up by it"


async def test_a_link_does_not_give_an_account_a_second_subject(
    browser: Browser, provider: Provider, register: Register, world: World, new_link: NewLink
) -> None:
    carer = world.account("carer")
    registered = await register(provider.issuer, account=carer.account_id)
    link = new_link(carer.account_id)
    assert (await with_link(browser, provider, registered["id"], link, "subject-2")).status_code == 403
    assert (await with_link(browser, provider, registered["id"], link, "subject-1")).status_code == 303, "who they are already"


async def test_one_subject_is_one_account_and_one_account_one_subject(
    provider: Provider, register: Register, world: World, as_: As
) -> None:
    carer, coach, manager = world.account("carer"), world.account("coach"), as_("manager")
    registered = await register(provider.issuer, account=carer.account_id)

    async def joined(account: UUID, subject: str, provider_id: str = registered["id"]) -> httpx2.Response:
        return await manager.post(f"/accounts/{account}/identities", {"provider_id": provider_id, "subject": subject})

    taken = await joined(coach.account_id, "subject-1")
    assert (taken.status_code, taken.json()["type"]) == (409, "/problems/subject-in-use")
    second = await joined(carer.account_id, "subject-2")
    assert (second.status_code, second.json()["type"]) == (409, "/problems/identity-there")
    assert (await joined(coach.account_id, "Subject-1")).status_code == 201, "to the letter: this is somebody else"
    unknown = await joined(coach.account_id, "subject-3", str(new_id()))
    assert (unknown.status_code, unknown.json()["type"]) == (422, "/problems/unknown-provider")
    for subject in ("", " x", "x ", "é", "x" * 256, "a\nb"):
        assert (await joined(coach.account_id, subject)).status_code == 422


async def test_a_manager_reaches_no_other_organisations_providers_and_accounts(
    provider: Provider, register: Register, world: World, as_: As
) -> None:
    registered = await register(provider.issuer, account=world.account("carer").account_id)
    other, path = as_("other_manager"), f"/identity-providers/{registered['id']}"
    assert (await other.get(path)).status_code == 404
    assert (await other.patch(path, {"name": "Ours"}, version=1)).status_code == 404
    assert (await other.delete(path, version=1)).status_code == 404
    assert (await other.post(f"{path}/check")).status_code == 404
    theirs = world.account("other_manager").account_id
    answer = await other.post(f"/accounts/{theirs}/identities", {"provider_id": registered["id"], "subject": "subject-9"})
    assert answer.status_code == 422
    answer = await as_("manager").post(
        f"/accounts/{theirs}/identities", {"provider_id": registered["id"], "subject": "subject-9"}
    )
    assert answer.status_code == 404
    assert registered["id"] not in (await other.get("/identity-providers")).text


async def test_a_secret_is_never_shown_and_the_issuer_never_changed(
    provider: Provider, register: Register, as_: As, operator: psycopg.Connection[Any]
) -> None:
    registered = await register(provider.issuer, client_secret="a very secret word")
    manager, path = as_("manager"), f"/identity-providers/{registered['id']}"
    assert registered["has_secret"]
    everything = (await manager.get(path)).text + (await manager.get("/identity-providers")).text
    assert "a very secret word" not in everything
    assert "sealed" not in everything
    logged = operator.execute(
        "SELECT count(*) FROM change_value v JOIN change c ON c.id = v.change_id"
        " WHERE c.record_id = %s AND v::text LIKE '%%sealed%%'",
        [registered["id"]],
    ).fetchone()
    assert logged == (0,)
    assert (await manager.patch(path, {"issuer": "https://elsewhere.example"}, version=1)).status_code == 422
    public = await manager.patch(path, {"client_secret": None}, version=1)
    assert (public.status_code, public.json()["has_secret"]) == (200, False)
    for name in ("name", "client_id", "audiences", "assures_second_factor"):
        assert (await manager.patch(path, {name: None}, version=2)).status_code == 422


@pytest.mark.parametrize(
    "issuer",
    ["http://login.example.org", "https://", "https://user@login.example.org", "https://login.example.org?x=1",
     "https://login.example.org#x", "ftp://login.example.org", "https://login.example.org:port"],
)  # fmt: skip
async def test_an_issuer_that_is_none_is_refused(issuer: str, as_: As) -> None:
    body = {"name": "Wigan Council", "issuer": issuer, "client_id": "wellbeing"}
    assert (await as_("manager").post("/identity-providers", body)).status_code == 422


async def test_an_issuer_is_registered_once(provider: Provider, register: Register, as_: As) -> None:
    await register(provider.issuer)
    again = await as_("manager").post("/identity-providers", {"name": "Again", "issuer": provider.issuer, "client_id": "x"})
    assert (again.status_code, again.json()["type"]) == (409, "/problems/provider-there")
