"""What people do on our pages, in the words that stand there."""

import time

import pyotp
from playwright.sync_api import Page, expect

from tests.world import PASSWORD

STEP = 30  # seconds in which a second factor's code is good


def fill_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """The sign-in page, filled in and sent."""
    page.get_by_label("User name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def agree(page: Page, role: str | None = None) -> None:
    """The page that asks whether a front end may act for somebody; `role` as the page calls it, for who has several."""
    if role is not None:
        page.get_by_role("radio", name=role, exact=True).check()
    page.get_by_role("button", name="Allow").click()


def says(page: Page, words: str) -> None:
    """What the front end's line says, once it does."""
    expect(page.locator("#said")).to_have_text(words)


def headed(page: Page, words: str) -> None:
    """The page's heading."""
    expect(page.locator("h1")).to_have_text(words)


def key_on(page: Page) -> str:
    """The key of a second factor that is being set up, as it is typed into an app."""
    return page.locator(".secret").inner_text().replace(" ", "")


def code_of(secret: str, *, later_than: str | None = None) -> str:
    """What the app on the phone shows for a secret: waits for the next code, where one was used already."""
    app = pyotp.TOTP(secret)
    while (code := app.now()) == later_than:
        time.sleep(STEP - time.time() % STEP)
    return code
