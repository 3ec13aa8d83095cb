from playwright.sync_api import Page, expect

from tests.sign_in.browser.conftest import MakeContext, Site
from tests.sign_in.browser.front_end_server import FrontEnd
from tests.sign_in.browser.people import agree, fill_in, headed, says
from tests.world import PASSWORD

NEW = "a kettle under the stairs"


def at_work(page: Page, site: Site, front_end: FrontEnd, who: str) -> Page:
    """A page of the front end in which somebody has signed in."""
    page.goto(front_end.origin)
    page.get_by_role("button", name="Sign in").click()
    fill_in(page, site.world.account(who).username)
    agree(page)
    says(page, f"Signed in as {site.world.account(who).role}")
    return page


def at_home(page: Page, site: Site, who: str, password: str = PASSWORD) -> Page:
    """One's own account on our pages."""
    page.goto(f"{site.url}/account")
    fill_in(page, site.world.account(who).username, password)
    headed(page, "Your account")
    return page


def still_in(page: Page, *, yes: bool) -> None:
    page.get_by_role("button", name="Who am I").click()
    says(page, "/me 200" if yes else "/me 401")


def test_a_lost_phone_is_signed_out_from_any_browser(site: Site, registered: FrontEnd, profile: MakeContext, page: Page) -> None:
    phone = at_work(profile().new_page(), site, registered, "carer")
    desk = at_work(profile().new_page(), site, registered, "carer")
    home = at_home(page, site, "carer")
    cards = home.locator(".cards li")
    expect(cards).to_have_count(2)
    expect(cards.first).to_contain_text("Rota of Wigan North")
    expect(cards.first).to_contain_text("Chrome on Linux, as team member")
    cards.last.get_by_role("button").click()  # the older one: the phone
    expect(home.get_by_role("status")).to_have_text("That sign-in has ended.")
    expect(cards).to_have_count(1)
    still_in(phone, yes=False)
    still_in(desk, yes=True)
    # Whoever found it is not known to its browser either.
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_label("Password")).to_be_visible()

    home.get_by_role("button", name="Sign out everywhere else").click()
    expect(home.get_by_text("In this browser, on this page, and in no app.")).to_be_visible()
    still_in(desk, yes=False)
    headed(home, "Your account")

    home.get_by_role("button", name="Sign out here").click()
    home.goto(f"{site.url}/account")
    expect(home.get_by_label("Password")).to_be_visible()


def test_nobody_ends_the_sign_in_of_another(site: Site, registered: FrontEnd, profile: MakeContext, page: Page) -> None:
    anna = at_work(profile().new_page(), site, registered, "carer")
    ben = at_work(page, site, registered, "carer_2")
    ben.goto(f"{site.url}/account")
    row = site.operator.execute(
        "SELECT id FROM session WHERE account_id = %s AND ended_at IS NULL ORDER BY created_at DESC LIMIT 1",
        [site.world.account("carer").account_id],
    ).fetchone()
    assert row is not None
    ben.locator("input[name=session]").first.evaluate("(field, id) => { field.value = id }", str(row[0]))
    ben.locator(".cards button").first.click()
    headed(ben, "Your account")
    still_in(anna, yes=True)


def test_a_password_is_changed_by_who_knows_it_and_others_are_out(
    site: Site, registered: FrontEnd, profile: MakeContext, page: Page
) -> None:
    other = at_work(profile().new_page(), site, registered, "coach")
    home = at_home(page, site, "coach")
    home.get_by_role("link", name="Change your password").click()

    def choose(current: str, new: str, again: str) -> None:
        home.get_by_label("The password that you have now").fill(current)
        home.get_by_label("New password", exact=True).fill(new)
        home.get_by_label("New password, once more").fill(again)
        home.get_by_role("button", name="Change the password").click()

    for wrong, where in (
        (("not this one at all", NEW, NEW), "#current-error"),
        ((PASSWORD, "short", "short"), "#new-error"),
        ((PASSWORD, NEW, NEW + "s"), "#again-error"),
        ((PASSWORD, PASSWORD, PASSWORD), "#new-error"),
        (("", "", ""), "#current-error"),
    ):
        choose(*wrong)
        expect(home.locator(where)).to_be_visible()
        still_in(other, yes=True)
    choose(PASSWORD, NEW, NEW)
    expect(home.get_by_role("status")).to_contain_text("Your password is changed.")
    still_in(other, yes=False)
    at_home(profile().new_page(), site, "coach", NEW)


def test_who_is_not_signed_in_sees_nobody_s_account(site: Site, page: Page) -> None:
    for path in ("/account", "/account/password"):
        page.goto(site.url + path)
        expect(page.get_by_label("User name")).to_be_visible()
        assert page.url == f"{site.url}/sign-in?back_to={path.replace('/', '%2F')}"
