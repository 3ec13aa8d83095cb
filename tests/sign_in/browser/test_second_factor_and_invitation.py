from playwright.sync_api import Page, expect

from tests.sign_in.browser.conftest import MakeContext, Site
from tests.sign_in.browser.front_end_server import FrontEnd
from tests.sign_in.browser.people import agree, code_of, fill_in, headed, key_on, says


def test_a_manager_sets_up_a_second_factor_before_anything_else_and_is_asked_for_it_from_then_on(
    site: Site, registered: FrontEnd, page: Page, profile: MakeContext
) -> None:
    ruth = site.world.account("manager")
    site.asks_second_factor(yes=True)
    page.goto(registered.origin)
    page.get_by_role("button", name="Sign in").click()
    fill_in(page, ruth.username)
    headed(page, "Set up a second factor")

    key = key_on(page)
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert key_on(page) == key, "a wrong code does not make the app's entry worthless"
    used = code_of(key)
    page.get_by_label("Code", exact=True).fill(used)
    page.get_by_role("button", name="Turn it on").click()
    headed(page, "Your second factor is on")
    codes = page.locator(".codes li").all_inner_texts()
    assert len(set(codes)) == 10
    page.get_by_role("link", name="I have written them down").click()
    agree(page)
    says(page, "Signed in as manager")

    # Another day, another browser: password and code.
    elsewhere = profile(java_script_enabled=False).new_page()
    elsewhere.goto(f"{site.url}/account")
    fill_in(elsewhere, ruth.username)
    headed(elsewhere, "Enter the code from your app")
    elsewhere.get_by_label("Code", exact=True).fill(used)  # read over somebody's shoulder
    elsewhere.get_by_role("button", name="Go on").click()
    expect(elsewhere.get_by_role("alert")).to_be_visible()
    elsewhere.get_by_label("Code", exact=True).fill(code_of(key, later_than=used))
    elsewhere.get_by_role("button", name="Go on").click()
    headed(elsewhere, "Your account")
    expect(elsewhere.get_by_text("10 of your recovery codes are left.")).to_be_visible()

    # And when the phone is gone.
    third = profile().new_page()
    third.goto(f"{site.url}/account")
    fill_in(third, ruth.username)
    third.get_by_text("I do not have my phone").click()
    third.get_by_label("Recovery code").fill(codes[3])
    third.get_by_role("button", name="Use this code").click()
    headed(third, "That recovery code is used up")
    third.get_by_role("link", name="Go on").click()
    headed(third, "Your account")
    expect(third.get_by_text("9 of your recovery codes are left.")).to_be_visible()


def test_who_is_invited_chooses_a_password_with_the_link_once(site: Site, page: Page, profile: MakeContext) -> None:
    site.asks_second_factor(yes=False)
    name = "nadia.karim@example.org"
    body = {"invited_as": "coach", "username": name, "name": "Nadia Karim", "by_hand": True}
    link = site.asked("manager", "POST", "/invitations", body, status=201)["link"]
    page.goto(link)
    headed(page, "Choose your password")
    for password, again in (("short", "short"), ("three brown hens laugh", "three brown hens laughs")):
        page.get_by_label("New password", exact=True).fill(password)
        page.get_by_label("New password, once more").fill(again)
        page.get_by_role("button", name="Choose this password").click()
        expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_label("New password", exact=True).fill("three brown hens laugh")
    page.get_by_label("New password, once more").fill("three brown hens laugh")
    page.get_by_role("button", name="Choose this password").click()
    headed(page, "Your account")
    expect(page.get_by_text("Nadia Karim")).to_be_visible()

    elsewhere = profile().new_page()
    elsewhere.goto(link)
    headed(elsewhere, "This link is no longer good")
    elsewhere.goto(f"{site.url}/account")
    fill_in(elsewhere, name, "three brown hens laugh")
    headed(elsewhere, "Your account")
