"""Every page that people can come to, in every state: to look for barriers, to measure, and to look at.

`walk` goes through them in one browser and tells `see` of each by name, with the page as it stands there.
"""

from collections.abc import Callable
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.sign_in.browser.conftest import Site
from tests.sign_in.browser.front_end_server import FrontEnd
from tests.sign_in.browser.people import code_of, fill_in, headed, key_on

See = Callable[[str, Page], None]
FRONT_END = "Rota of Wigan North"
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"  # RFC 7636, appendix B
NAMES = (
    "sign-in", "sign-in-error", "sign-in-of-a-front-end", "consent", "consent-roles", "consent-roles-error", "consent-obstacle",
    "unknown-front-end", "set-up", "set-up-error", "recovery-codes", "second-factor", "second-factor-error", "recovery-code-used",
    "prove", "new-recovery-codes", "needs-second-factor", "account", "account-signed-in-elsewhere", "password", "password-error",
    "link", "link-error", "link-gone", "forgotten", "not-ours", "signed-out", "provider", "provider-told", "problem", "problems",
)  # fmt: skip


def question(front_end: FrontEnd) -> str:
    """The path on which the front end asks for somebody."""
    asked = {
        "response_type": "code", "client_id": front_end.config["client_id"], "redirect_uri": front_end.redirect_uri,
        "state": "a state", "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    }  # fmt: skip
    return f"/oauth/authorize?{urlencode(asked)}"


def walk(site: Site, front_end: FrontEnd, page: Page, see: See) -> None:
    """Through all of them."""
    _sign_in(site, front_end, page, see)
    _second_factor(site, page, see)
    _account(site, front_end, page, see)
    _links(site, page, see)
    _others(site, page, see)


def _sign_in(site: Site, front_end: FrontEnd, page: Page, see: See) -> None:
    site.asks_second_factor(yes=False)
    body = {"name": "Wigan Council", "issuer": "https://login.wigan.example", "client_id": "wellbeing-teams"}
    site.asked("manager", "POST", "/identity-providers", body, status=201)
    page.goto(f"{site.url}/sign-in")
    see("sign-in", page)
    fill_in(page, "somebody@example.org", "not a password")
    see("sign-in-error", page)
    page.goto(site.url + question(front_end))
    see("sign-in-of-a-front-end", page)
    fill_in(page, site.world.account("carer").username)
    headed(page, f"Sign in to {FRONT_END}")
    see("consent", page)
    page.goto(site.url + question(front_end).replace("a+state", "a+state&role=manager"))
    see("consent-obstacle", page)
    page.goto(f"{site.url}/oauth/authorize?client_id=nobody")
    see("unknown-front-end", page)
    page.context.clear_cookies()
    ben = site.world.account("carer_2")
    site.asked("manager", "POST", f"/accounts/{ben.account_id}/grants", {"role": "coach"}, status=201)
    page.goto(site.url + question(front_end))
    fill_in(page, ben.username)
    see("consent-roles", page)
    page.locator("form").evaluate("(form) => { form.noValidate = true }")
    page.get_by_role("button", name="Allow").click()
    page.get_by_role("alert").wait_for()
    see("consent-roles-error", page)
    page.context.clear_cookies()


def _second_factor(site: Site, page: Page, see: See) -> None:
    site.asks_second_factor(yes=True)
    ruth = site.world.account("manager").username
    page.goto(f"{site.url}/account")
    fill_in(page, ruth)
    headed(page, "Set up a second factor")
    see("set-up", page)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("alert").wait_for()
    see("set-up-error", page)
    used = code_of(key := key_on(page))
    page.get_by_label("Code", exact=True).fill(used)
    page.get_by_role("button", name="Turn it on").click()
    headed(page, "Your second factor is on")
    see("recovery-codes", page)
    codes = page.locator(".codes li").all_inner_texts()
    page.context.clear_cookies()
    page.goto(f"{site.url}/account")
    fill_in(page, ruth)
    headed(page, "Enter the code from your app")
    see("second-factor", page)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("alert").wait_for()
    see("second-factor-error", page)
    page.get_by_text("I do not have my phone").click()
    page.get_by_label("Recovery code").fill(codes[0])
    page.get_by_role("button", name="Use this code").click()
    headed(page, "That recovery code is used up")
    see("recovery-code-used", page)
    page.goto(f"{site.url}/sign-in/second-factor/recovery-codes?back_to=/account")
    see("prove", page)
    page.get_by_label("Code from your app").fill(code_of(key, later_than=used))
    page.get_by_role("button", name="Go on").click()
    headed(page, "Your new recovery codes")
    see("new-recovery-codes", page)
    page.goto(f"{site.url}/sign-in/second-factor/remove?back_to=/account")
    see("needs-second-factor", page)
    page.goto(f"{site.url}/account")
    see("account", page)
    page.context.clear_cookies()


def _account(site: Site, front_end: FrontEnd, page: Page, see: See) -> None:
    page.goto(site.url + question(front_end))
    fill_in(page, site.world.account("carer").username)
    other = page.context.new_page()
    other.goto(front_end.origin)
    other.get_by_role("button", name="Sign in").click()
    other.get_by_role("button", name="Allow").click()
    other.locator("#said", has_text="Signed in").wait_for()
    other.close()
    page.goto(f"{site.url}/account")
    see("account-signed-in-elsewhere", page)
    page.goto(f"{site.url}/account/password")
    see("password", page)
    page.get_by_role("button", name="Change the password").click()
    page.get_by_role("alert").wait_for()
    see("password-error", page)
    page.goto(f"{site.url}/account")
    page.get_by_role("button", name="Sign out here").click()
    headed(page, "You are signed out")
    see("signed-out", page)


def _links(site: Site, page: Page, see: See) -> None:
    body = {"invited_as": "coach", "username": "ola.brand@example.org", "name": "Ola Brand", "by_hand": True}
    link = site.asked("manager", "POST", "/invitations", body, status=201)["link"]
    page.goto(link)
    see("link", page)
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_label("New password, once more").fill("short")
    page.get_by_role("button", name="Choose this password").click()
    page.get_by_role("alert").wait_for()
    see("link-error", page)
    page.goto(f"{link[:-3]}xyz")
    see("link-gone", page)
    page.goto(f"{site.url}/sign-in/forgotten")
    see("forgotten", page)


def _others(site: Site, page: Page, see: See) -> None:
    page.goto(f"{site.url}/sign-in")
    page.context.clear_cookies()
    fill_in(page, "somebody@example.org", "not a password")
    headed(page, "This form was not accepted")
    see("not-ours", page)
    provider = site.asked("manager", "GET", "/identity-providers")["items"][0]["id"]
    page.goto(f"{site.url}/sign-in/provider/{provider}?back_to=/account")
    see("provider", page)
    page.goto(f"{site.url}/sign-in/provider/callback?state=old&code=old")
    headed(page, "Please begin again")
    see("provider-told", page)
    page.goto(f"{site.url}/problems/not-found")
    see("problem", page)
    page.goto(f"{site.url}/problems")
    see("problems", page)
