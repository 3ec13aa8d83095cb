"""Nobody meets a barrier on the pages on which people sign in, as far as a machine can tell (WCAG 2.2, levels A and AA)."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.sign_in.browser.axe_core import barriers
from tests.sign_in.browser.conftest import SECONDS, Site
from tests.sign_in.browser.front_end_server import FrontEnd
from tests.sign_in.browser.states import FRONT_END, NAMES, question, walk
from tests.world import PASSWORD

# A folder for pictures of all pages, for whoever wants to look at them.
PICTURES = os.environ.get("PICTURES_FOLDER")
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 320, "height": 640}  # a small phone; also 1280 at 400 % (WCAG 1.4.10)
SIDEWAYS = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""
BIG_TEXT = "html { font-size: 200% !important }"
# Whatever can be pressed, and is no link within words (WCAG 2.5.8).
SMALL = """() => [...document.querySelectorAll("button, .button, input:not([type=hidden]), select, summary")]
  .filter((one) => one.checkVisibility()).map((one) => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([_, box]) => box.width < 24 || box.height < 24).map(([html, _]) => html)"""


@dataclass(frozen=True)
class Seen:
    """What was found of a page in one state."""

    barriers: list[str]
    sideways: dict[str, int]
    small: list[str]
    title: str
    headings: int


@pytest.fixture(scope="module")
def seen(site: Site, registered: FrontEnd, chrome: Browser) -> dict[str, Seen]:
    """All pages in all their states, looked at in one walk."""
    found: dict[str, Seen] = {}

    def see(name: str, page: Page) -> None:
        """Measure narrow, with big text, and wide."""
        sideways = {}
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]  # Playwright's own dictionary
        sideways["320 px"] = page.evaluate(SIDEWAYS)
        narrow = barriers(page)
        _picture(page, f"{name}-narrow")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]  # as above
        style = page.add_style_tag(content=BIG_TEXT)
        sideways["text of 200 %"] = page.evaluate(SIDEWAYS)
        style.evaluate("(one) => one.remove()")
        _picture(page, f"{name}-wide")
        all_ = sorted({*narrow, *barriers(page)})
        found[name] = Seen(all_, sideways, page.evaluate(SMALL), page.title(), page.locator("h1").count())

    context = chrome.new_context(bypass_csp=True, locale="en-GB", viewport=WIDE, extra_http_headers={})  # type: ignore[arg-type]  # as above
    context.set_default_timeout(SECONDS)
    walk(site, registered, context.new_page(), see)
    context.close()
    site.asks_second_factor(yes=False)
    return found


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_every_state_was_seen(seen: dict[str, Seen]) -> None:
    assert set(seen) == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_nobody_meets_a_barrier(seen: dict[str, Seen], name: str) -> None:
    one = seen[name]
    assert not one.barriers, "\n".join(one.barriers)
    assert one.sideways == {"320 px": 0, "text of 200 %": 0}, "nobody must scroll sideways"
    assert not one.small, "a finger needs 24 px"
    assert one.headings == 1
    assert one.title.startswith("Error: ") == name.endswith("-error"), "a screen reader says the title first"


def test_the_whole_way_in_needs_no_mouse(site: Site, registered: FrontEnd, chrome: Browser) -> None:
    """With Tab, the space bar and Enter alone; and where one is can be seen."""
    page = chrome.new_page()
    page.goto(site.url + question(registered))
    keys = page.keyboard
    steps = []

    def tab() -> str:
        keys.press("Tab")
        where = page.evaluate("() => [document.activeElement.textContent.trim() || document.activeElement.name,"
                              " getComputedStyle(document.activeElement).outlineStyle]")  # fmt: skip
        assert where[1] != "none", f"{where[0]} has the focus, and nobody sees it"
        steps.append(where[0])
        return str(where[0])

    def tab_to(name: str) -> None:
        for _ in range(12):
            if tab() == name:
                return
        pytest.fail(f"{name} is not reached: {steps}")

    tab_to("username")
    keys.type(site.world.account("coach").username)
    tab_to("password")
    keys.type("not the password")
    keys.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    # The summary's link leads to the field.
    tab()
    keys.press("Enter")
    expect(page.get_by_label("User name")).to_be_focused()
    keys.type(site.world.account("coach").username)
    tab_to("password")
    keys.type(PASSWORD)
    tab_to("Sign in")
    keys.press("Space")
    expect(page.locator("h1")).to_have_text(f"Sign in to {FRONT_END}")
    tab_to("Allow")
    keys.press("Enter")
    page.wait_for_url(f"{registered.origin}/**")
    page.close()
