"""The documentation page signs in by code with PKCE, as any front end does, under a policy that allows no inline script."""

import json

from playwright.sync_api import Page, Route, expect

from api.domain.access.roles import SCOPES
from api.openapi_parts import security_scheme
from tests.sign_in.browser.conftest import Site
from tests.sign_in.browser.people import agree, fill_in


def shortened(route: Route) -> None:
    """The document with one path: Swagger UI takes long over all of them, and signs in no differently."""
    answer = route.fetch()
    document = answer.json()
    document["paths"] = {"/me": document["paths"]["/me"]}
    document["components"]["securitySchemes"]["oauth2"] = security_scheme(SCOPES)
    route.fulfill(json=document)


def test_the_documentation_signs_in_on_our_pages_and_calls_with_the_token(site: Site, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route("**/v1/openapi.json", shortened)
    page.goto(f"{site.url}/docs")
    page.get_by_role("button", name="Authorize").first.click()
    expect(page.locator(".auth-container h4").first).to_contain_text("authorizationCode with PKCE")
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Apply given OAuth2 credentials").first.click()
    pages = popup.value
    pages.on("console", lambda message: said.append(message.text))
    carer = site.world.account("carer")
    fill_in(pages, carer.username)
    expect(pages.locator("h1")).to_have_text("Sign in to the documentation of this service")
    with pages.expect_event("close"):
        agree(pages)
    expect(page.locator(".auth-container h6").first).to_have_text("Authorized")
    told = page.evaluate("() => ui.authSelectors.authorized().getIn(['oauth2', 'token']).toJS()")
    answer = page.request.get(f"{site.url}/v1/me", headers={"authorization": f"Bearer {told['access_token']}"})
    assert json.loads(answer.text())["subject"] == str(carer.account_id)
    assert told["refresh_token"]
    assert not [words for words in said if "Content Security Policy" in words], said
