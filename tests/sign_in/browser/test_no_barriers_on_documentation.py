import pytest
from playwright.sync_api import Page

from tests.sign_in.browser.axe_core import barriers, no_barriers
from tests.sign_in.browser.conftest import MakeContext, Site


@pytest.fixture
def seen(profile: MakeContext) -> Page:
    return profile(bypass_csp=True).new_page()


@pytest.mark.parametrize("path", ["/problems", "/problems/not-found"])
def test_nobody_meets_a_barrier_on_the_pages_of_problems(site: Site, seen: Page, path: str) -> None:
    seen.set_extra_http_headers({"accept": "text/html"})
    seen.goto(f"{site.url}{path}")
    no_barriers(seen)


def test_nobody_meets_a_barrier_on_the_documentation(site: Site, seen: Page) -> None:
    seen.goto(f"{site.url}/docs")
    seen.locator(".opblock").first.wait_for()  # only those in view are there
    no_barriers(seen)


def test_axe_core_would_notice_a_barrier(seen: Page) -> None:
    seen.set_content("<!doctype html><html lang=en><title>A page</title><main><h1>A page</h1><input></main></html>")
    assert any(line.startswith("label:") for line in barriers(seen))
