"""Signing in at the provider of one's organisation: a real one, run as a process of its own."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import psycopg
import pytest

from api.demo.made import World
from api.domain.access.authorizing import challenge_of
from api.domain.access.secrets import new_secret
from api.domain.shared.ids import new_id
from tests.providers.world import CALLBACK, OURS, Browser, NewBrowser, Register
from tests.world import Caller

As = Callable[..., Caller]


async def signed_in(
    browser: Browser, provider: str, back_to: str = "/account", subject: str = "anna-at-wigan", **fields: str
) -> httpx2.Response:
    """Out to the provider, its own form there, and back."""
    out = await browser.go_out(provider, back_to, **fields)
    there = await browser.http.post(out.address, data={"sub": subject})
    assert there.status_code == 302, there.text
    assert there.headers["location"].startswith(CALLBACK)
    return await browser.http.get(there.headers["location"])


async def test_who_is_joined_comes_in(browser: Browser, real_provider: str, register: Register, world: World) -> None:
    carer = world.account("carer")
    provider = await register(real_provider, account=carer.account_id, subject="anna-at-wigan")
    assert not await browser.is_in()
    back = await signed_in(browser, provider["id"])
    assert (back.status_code, back.headers["location"]) == (303, "/account")
    page = await browser.http.get(f"{OURS}/account")
    assert page.status_code == 200
    assert carer.name in page.text


async def test_a_front_end_gets_tokens_for_who_came_in_so_and_none_once_the_identity_is_taken_back(
    browser: Browser, real_provider: str, register: Register, world: World, as_: As, api: httpx2.AsyncClient
) -> None:
    carer = world.account("carer")
    provider = await register(real_provider, account=carer.account_id, subject="anna-at-wigan")
    verifier, _ = new_secret()
    asked = {
        "response_type": "code", "client_id": "docs", "redirect_uri": f"{OURS}/docs/signed-in", "state": "s", "role": "carer",
        "code_challenge": challenge_of(verifier), "code_challenge_method": "S256",
    }  # fmt: skip
    back = await signed_in(browser, provider["id"], f"/oauth/authorize?{urlencode(asked)}")
    assert back.status_code == 303
    consent = await browser.http.get(OURS + back.headers["location"])
    assert consent.status_code == 200, consent.text
    form = dict(re.findall(r'name="([a-z_]+)" value="([^"]*)"', consent.text)) | {"answer": "allow"}
    allowed = await browser.http.post(OURS + back.headers["location"], data=form, headers={"origin": OURS})
    assert allowed.status_code == 303, allowed.text
    code = parse_qs(urlsplit(allowed.headers["location"]).query)["code"][0]
    redeemed = await api.post(
        "/oauth/token",
        data={
            "grant_type": "authorization_code", "client_id": "docs", "code": code, "code_verifier": verifier,
            "redirect_uri": asked["redirect_uri"],
        },
    )  # fmt: skip
    assert redeemed.status_code == 200, redeemed.text
    me = Caller(api, redeemed.json()["access_token"])
    assert (await me.get("/me")).json()["subject"] == str(carer.account_id)

    manager = as_("manager")
    listed = (await manager.get(f"/accounts/{carer.account_id}/identities")).json()["items"]
    mine = next(one for one in listed if one["provider_id"] == provider["id"])
    gone = await manager.delete(f"/accounts/{carer.account_id}/identities/{mine['id']}", version=mine["version"])
    assert gone.status_code == 204
    assert (await me.get("/me")).status_code == 401, "the very next request"
    refreshed = await api.post(
        "/oauth/token",
        data={"grant_type": "refresh_token", "client_id": "docs", "refresh_token": redeemed.json()["refresh_token"]},
    )
    assert refreshed.status_code == 400
    assert not await browser.is_in()


async def test_what_came_in_with_a_password_stays_when_an_identity_is_taken_back(
    real_provider: str, register: Register, world: World, as_: As
) -> None:
    coach = world.account("coach")
    provider = await register(real_provider, account=coach.account_id, subject="imran")
    caller = as_("coach", fresh=True)
    assert (await caller.get("/me")).status_code == 200
    manager = as_("manager")
    mine = (await manager.get(f"/accounts/{coach.account_id}/identities", params={"provider_id": provider["id"]})).json()["items"]
    assert (await manager.delete(f"/accounts/{coach.account_id}/identities/{mine[0]['id']}", version=1)).status_code == 204
    assert (await caller.get("/me")).status_code == 200


async def test_a_provider_that_is_removed_signs_nobody_in_and_whoever_did_is_out(
    browser: Browser, real_provider: str, register: Register, world: World, as_: As
) -> None:
    provider = await register(real_provider, account=world.account("carer").account_id, subject="anna-at-wigan")
    await signed_in(browser, provider["id"])
    assert await browser.is_in()
    assert (await as_("manager").delete(f"/identity-providers/{provider['id']}", version=provider["version"])).status_code == 204
    assert not await browser.is_in()
    assert (await browser.press(provider["id"])).status_code == 403


async def test_an_unknown_subject_is_told_to_ask_the_manager_and_nothing_is_made(
    browser: Browser, real_provider: str, register: Register, world: World, operator: psycopg.Connection[Any]
) -> None:
    provider = await register(real_provider)
    before = operator.execute("SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM account_identity)").fetchone()
    # An e-mail address that is an account's user name: who says so at the provider is not that account.
    username = operator.execute("SELECT username FROM account WHERE id = %s", [world.account("manager").account_id]).fetchone()
    assert username is not None
    httpx2.put(f"{real_provider}/users/a-stranger", json={"email": username[0], "email_verified": True})
    back = await signed_in(browser, provider["id"], subject="a-stranger")
    assert back.status_code == 403
    assert "Ask your manager" in back.text
    assert "a-stranger" not in back.text
    assert username[0] not in back.text
    assert not await browser.is_in()
    assert operator.execute("SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM account_identity)").fetchone() == before


async def test_a_disabled_account_does_not_come_in_and_the_evidence_says_so(
    browser: Browser, real_provider: str, register: Register, world: World, as_: As, operator: psycopg.Connection[Any]
) -> None:
    family = world.account("family")
    provider = await register(real_provider, account=family.account_id, subject="karen")
    manager = as_("manager")
    assert (await manager.post(f"/accounts/{family.account_id}/disabling", {"reason": "Lost phone"})).status_code == 200
    back = await signed_in(browser, provider["id"], subject="karen")
    assert back.status_code == 403
    assert not await browser.is_in()
    noted = operator.execute(
        "SELECT what, client_name FROM sign_in_event WHERE account_id = %s ORDER BY id DESC LIMIT 1", [family.account_id]
    )
    assert noted.fetchone() == ("closed", "Wigan Council")
    await manager.post(f"/accounts/{family.account_id}/enabling")
    assert (await signed_in(browser, provider["id"], subject="karen")).status_code == 303


async def test_a_sign_in_begins_anew_so_that_a_planted_cookie_is_nobodys(
    browser: Browser, new_browser: NewBrowser, real_provider: str, register: Register, world: World
) -> None:
    provider = await register(real_provider, account=world.account("carer").account_id, subject="anna-at-wigan")
    await signed_in(browser, provider["id"])
    first = browser.http.cookies["sign-in"]
    await signed_in(browser, provider["id"])
    assert browser.http.cookies["sign-in"] != first
    old = new_browser()
    old.http.cookies.set("sign-in", first, domain="testserver.local")
    assert not await old.is_in()


@pytest.mark.usefixtures("second_factors")
async def test_a_provider_that_assures_a_second_factor_spares_ours_and_one_that_does_not_does_not(
    browser: Browser, real_provider: str, register: Register, world: World, as_: As
) -> None:
    provider = await register(real_provider, account=world.account("manager").account_id, subject="ruth")
    await signed_in(browser, provider["id"], subject="ruth")
    page = await browser.http.get(f"{OURS}/account")
    assert page.status_code == 303, "a manager sets one up first"
    assert "/sign-in/second-factor" in page.headers["location"]
    changed = await as_("manager").patch(
        f"/identity-providers/{provider['id']}", {"assures_second_factor": True}, version=provider["version"]
    )
    assert changed.status_code == 200
    await signed_in(browser, provider["id"], subject="ruth")
    assert (await browser.http.get(f"{OURS}/account")).status_code == 200


@pytest.mark.usefixtures("second_factors")
async def test_what_came_in_on_a_providers_word_for_the_second_factor_ends_when_nobody_vouches_for_that_any_more(
    browser: Browser, real_provider: str, register: Register, world: World, as_: As, operator: psycopg.Connection[Any]
) -> None:
    ruth = world.account("manager")
    provider = await register(real_provider, account=ruth.account_id, subject="ruth", assures_second_factor=True)
    await signed_in(browser, provider["id"], subject="ruth")
    session = new_id()
    operator.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, last_used_at, expires_at,"
        " how, browser) SELECT %s, %s, account_id, 'docs', 'manager', 'me:read', now(), now(), now() + interval '1 hour',"
        " 'page', digest FROM browser_sign_in WHERE provider_id = %s AND ended_at IS NULL",
        [session, world.organisation_id, provider["id"]],
    )
    stands = "SELECT FROM session WHERE id = %s AND ended_at IS NULL"
    renamed = await as_("manager").patch(f"/identity-providers/{provider['id']}", {"name": "Wigan"}, version=1)
    assert renamed.status_code == 200
    assert operator.execute(stands, [session]).rowcount == 1
    changed = await as_("manager").patch(f"/identity-providers/{provider['id']}", {"assures_second_factor": False}, version=2)
    assert changed.status_code == 200
    assert operator.execute(stands, [session]).rowcount == 0
    assert not await browser.is_in()
