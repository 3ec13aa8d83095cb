from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.sign_in.browser.conftest import MakeContext, Site
from tests.sign_in.browser.front_end_server import FrontEnd
from tests.sign_in.browser.people import agree, headed, says

SUBJECT = "7b1f0c52-58c5-4d0a-9f5e-2f6f1d6a4c11"


def at_the_provider(page: Page, subject: str) -> None:
    """What somebody does at the provider, whose page wants a style sheet from elsewhere."""
    page.route("https://**", lambda route: route.abort())
    page.get_by_role("button", name="Sign in with Ashbrook Borough").click()
    page.locator("input[name=sub]").fill(subject)
    page.get_by_role("button", name="Authorize").click()


def test_who_is_invited_joins_with_their_organisation_s_sign_in_and_comes_in_with_it_from_then_on(
    site: Site, registered: FrontEnd, real_provider: str, page: Page, profile: MakeContext
) -> None:
    provider = {"name": "Ashbrook Borough", "issuer": real_provider, "client_id": "wellbeing", "client_secret": "a secret there"}
    site.asked("manager", "POST", "/identity-providers", provider, status=201)
    body = {"invited_as": "coach", "username": "sam.okoro@example.org", "name": "Sam Okoro", "by_hand": True}
    page.goto(site.asked("manager", "POST", "/invitations", body, status=201)["link"])
    at_the_provider(page, SUBJECT)
    headed(page, "Your account")
    expect(page.get_by_text("Sam Okoro")).to_be_visible()
    expect(page.get_by_text("You have none here: you come in through your organisation.")).to_be_visible()
    expect(page.get_by_text("Ashbrook Borough, since")).to_be_visible()

    elsewhere = profile().new_page()
    elsewhere.goto(registered.origin)
    elsewhere.get_by_role("button", name="Sign in").click()
    at_the_provider(elsewhere, SUBJECT)
    agree(elsewhere)
    says(elsewhere, "Signed in as coach")

    stranger = profile().new_page()
    stranger.goto(registered.origin)
    stranger.get_by_role("button", name="Sign in").click()
    at_the_provider(stranger, "somebody else")
    headed(stranger, "Ashbrook Borough knows you, and we do not yet")
    assert urlsplit(stranger.url).netloc == urlsplit(site.url).netloc
