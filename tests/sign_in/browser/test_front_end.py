"""Somebody else's front end, on an origin of its own: from registering it to being out of it."""

import json
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.sync_api import Page, Route, expect

from tests.sign_in.browser.conftest import MakeContext, Site
from tests.sign_in.browser.front_end_server import FrontEnd
from tests.sign_in.browser.people import agree, fill_in, headed, says


def come_in(page: Page, front_end: FrontEnd, username: str, *, role: str | None = None) -> None:
    page.goto(front_end.origin)
    says(page, "Signed out")
    page.get_by_role("button", name="Sign in").click()
    fill_in(page, username)
    agree(page, role)
    page.wait_for_url(f"{front_end.origin}/**")


def do(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def test_a_carer_comes_in_works_with_bad_signal_and_is_out_everywhere(site: Site, registered: FrontEnd, page: Page) -> None:
    anna = site.world.account("carer")
    come_in(page, registered, anna.username)
    says(page, "Signed in as carer")
    assert "code" not in page.url  # in no history

    do(page, "Who am I")
    says(page, "/me 200")
    assert json.loads(page.locator("#answer").inner_text())["subject"] == str(anna.account_id)
    do(page, "Teams")
    says(page, "/teams 200")
    assert "Ashbrook North" in page.locator("#answer").inner_text()

    # The answer is lost on the road: the server has done it, and the page never hears of it.
    lost: list[int] = []

    def lose(route: Route) -> None:
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    page.route("**/oauth/token", lose)
    do(page, "Refresh")
    says(page, "No signal")
    assert lost == [200]
    page.unroute("**/oauth/token")
    do(page, "Refresh")  # the same token again
    says(page, "Refreshed")
    do(page, "Who am I")
    says(page, "/me 200")

    do(page, "Sign out")
    says(page, "Signed out 200")
    do(page, "Who am I")
    says(page, "/me 401")
    do(page, "Refresh")
    says(page, "Refused: invalid_grant")

    # The browser's own sign-in has ended with it: whoever sits here next is asked who they are.
    do(page, "Sign in")
    expect(page.get_by_label("Password")).to_be_visible()
    assert urlsplit(page.url).netloc == urlsplit(site.url).netloc


def test_who_has_several_roles_chooses_one(site: Site, registered: FrontEnd, page: Page) -> None:
    ben = site.world.account("carer_2")
    site.asked("manager", "POST", f"/accounts/{ben.account_id}/grants", {"role": "coach"}, status=201)
    page.goto(registered.origin)
    do(page, "Sign in")
    fill_in(page, ben.username)
    page.get_by_role("radio", name="Coach", exact=True).check()
    agree(page)
    says(page, "Signed in as coach")


def test_our_pages_need_no_script(site: Site, registered: FrontEnd, page: Page, profile: MakeContext) -> None:
    """The third party's page makes the question; a browser without JavaScript answers it."""
    with page.expect_request(lambda asked: asked.url.startswith(f"{site.url}/oauth/authorize")) as asked:
        page.goto(registered.origin)
        do(page, "Sign in")
    plain = profile(java_script_enabled=False).new_page()
    plain.goto(asked.value.url)
    fill_in(plain, site.world.account("carer").username)
    agree(plain)
    plain.wait_for_url(f"{registered.origin}/**")
    assert f"iss={site.url.replace(':', '%3A').replace('/', '%2F')}" in plain.url
    assert "code=" in plain.url


def test_whoever_refuses_is_sent_back_and_nothing_is_given(site: Site, registered: FrontEnd, page: Page) -> None:
    page.goto(registered.origin)
    do(page, "Sign in")
    fill_in(page, site.world.account("carer").username)
    do(page, "Refuse")
    says(page, "Refused: access_denied")


def test_a_wrong_password_is_said_where_it_was_typed(site: Site, registered: FrontEnd, page: Page) -> None:
    page.goto(registered.origin)
    do(page, "Sign in")
    fill_in(page, site.world.account("carer").username, "not the password at all")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Password")).to_be_empty()
    fill_in(page, site.world.account("carer").username)
    agree(page)
    says(page, "Signed in as carer")


def test_an_address_that_was_not_registered_is_never_gone_to(site: Site, registered: FrontEnd, page: Page) -> None:
    stolen = {"response_type": "code", "client_id": registered.config["client_id"], "redirect_uri": f"{registered.origin}/evil"}
    page.goto(f"{site.url}/oauth/authorize?{httpx2.QueryParams(stolen)}")
    headed(page, "This sign-in does not work")
    assert urlsplit(page.url).netloc == urlsplit(site.url).netloc


OPEN = ["/oauth/token", "/oauth/revoke", "/.well-known/oauth-authorization-server", "/.well-known/jwks.json", "/v1/me"]


@pytest.mark.parametrize("path", OPEN)
def test_only_origins_that_were_registered_may_call(site: Site, registered: FrontEnd, page: Page, path: str) -> None:
    call = """async (url) => { try { return (await fetch(url, {method: "%s"})).status } catch { return "refused" } }"""
    call %= "POST" if path.startswith("/oauth") else "GET"
    page.goto(registered.origin)
    assert page.evaluate(call, site.url + path) in {200, 400, 401}
    page.goto(registered.origin.replace("localhost", "127.0.0.1"))  # the same page, on an origin that nobody registered
    assert page.evaluate(call, site.url + path) == "refused"


def test_our_pages_are_not_read_by_a_registered_front_end_either(site: Site, registered: FrontEnd, page: Page) -> None:
    """Its scripts may call the API. The pages on which people sign in are for people: with cookies, nothing is readable."""
    page.goto(registered.origin)
    read = "async (url) => { try { return (await fetch(url, {credentials: 'include'})).status } catch { return 'refused' } }"
    assert page.evaluate(read, f"{site.url}/account") == "refused"
    assert page.evaluate(read, f"{site.url}/sign-in") == "refused"
