import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from api.http.docs import ASSETS, PAGE_HEADERS, docs_routes
from tests.contract.browser import serving, visit
from tests.contract.sample import sample_document

PROBLEMS = {
    "visit-closed": ("The visit is closed", 409, "Ask the team to open it again, or record a <new> visit."),
    "not-found": ("Not there, or not yours to see", 404, "Check the id."),
}
ACCOUNTS = [
    {"role": "carer", "name": "Asha <b>Patel</b>", "username": "asha", "password": "correct-horse"},
    {"role": "coach", "name": "Ben Osei", "username": "ben", "password": "battery-staple"},
]

# What a person does on the page; a file because the page's policy forbids inline scripts to us as well. It waits for the
# parameters because Swagger UI follows references only when an operation is opened, and runs it only after that.
CLICK = """\
const step = (find) => new Promise((done) => {
  const timer = setInterval(() => { const found = find(); if (found) { clearInterval(timer); done(found); } }, 20);
});
(async () => {
  (await step(() => document.querySelector("#demo button"))).click();
  await step(() => document.getElementById("status").textContent.startsWith("Signed in"));
  (await step(() => document.querySelector("#operations-people-list_people .opblock-summary-control"))).click();
  await step(() => document.querySelector('#operations-people-list_people tr[data-param-name="limit"]'));
  (await step(() => document.querySelector("#operations-people-list_people .execute"))).click();
  await step(() => document.querySelector("#operations-people-list_people .live-responses-table"));
  // What the Authorize dialog's button calls; typing into React's inputs from a script proves nothing more.
  const schema = ui.specSelectors.specJson().getIn(["components", "securitySchemes", "oauth2"]).set("flow", "password")
    .set("tokenUrl", "/oauth/token");
  ui.authActions.authorizePassword({
    name: "oauth2", schema, username: "ben", password: "battery-staple", scopes: [],
    passwordType: "basic", clientId: "docs", clientSecret: "",
  });
  await step(() => ui.authSelectors.authorized().getIn(["oauth2", "username"]) === "ben");
  document.body.dataset.walked = "to the end";
})();
"""


class Site:
    """The pages with a pretended API behind them, which keeps what it was sent."""

    def __init__(self, *, demo: bool) -> None:
        self.token_requests: list[dict[str, Any]] = []
        self.token_credentials: list[str | None] = []
        self.authorizations: list[str | None] = []
        routes = docs_routes((lambda: ACCOUNTS) if demo else None, PROBLEMS)
        self.app = Starlette(
            routes=[
                *routes,
                Route("/v1/openapi.json", lambda _: JSONResponse(sample_document())),
                Route("/v1/people", self.people),
                Route("/oauth/token", self.token, methods=["POST"]),
                Route("/walk", self.walk),
                Route("/walk.js", lambda _: Response(CLICK, media_type="text/javascript")),
            ]
        )
        self.client = TestClient(self.app)

    async def token(self, request: Request) -> Response:
        async with request.form() as form:
            self.token_requests.append(dict(form))
        self.token_credentials.append(request.headers.get("authorization"))
        return JSONResponse({"access_token": "demo-token", "token_type": "Bearer", "expires_in": 900})

    async def people(self, request: Request) -> Response:
        self.authorizations.append(request.headers.get("authorization"))
        return JSONResponse({"items": [], "next": None})

    def walk(self, _: Request) -> Response:
        page = self.client.get("/docs").text.replace("</head>", '<script defer src="/walk.js"></script></head>')
        return HTMLResponse(page, headers=PAGE_HEADERS)


@pytest.fixture
def site() -> Site:
    return Site(demo=True)


@pytest.fixture
def client(site: Site) -> Iterator[TestClient]:
    with site.client as client:
        yield client


def test_the_page_carries_a_policy_without_foreign_hosts_or_inline_scripts(client: TestClient) -> None:
    answer = client.get("/docs")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "http" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", answer.text)
    assert not re.search(r"""(src|href)=["'](https?:)?//""", answer.text)


def test_the_page_says_its_language_its_title_and_where_its_main_part_is(client: TestClient) -> None:
    page = client.get("/docs").text
    assert '<html lang="en-GB">' in page
    assert re.search("<title>[^<]+</title>", page)
    assert "<main>" in page
    assert 'class="skip" href="#swagger-ui"' in page
    assert "maximum-scale" not in page  # a reader must be able to zoom


def test_every_file_that_the_page_names_is_there_and_may_be_kept_for_ever(client: TestClient) -> None:
    names = re.findall(r'(?:src|href)="(/docs/[^"]+)"', client.get("/docs").text)
    assert len(names) == 4
    for name in names:
        answer = client.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
        again = client.get(name, headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == answer.headers["etag"]


def test_a_file_without_its_digest_in_the_address_is_not_kept_for_ever(client: TestClient) -> None:
    assert "immutable" not in client.get("/docs/init.js").headers["cache-control"]


def test_the_bundle_travels_packed_to_whoever_can_unpack_and_plain_to_others(client: TestClient) -> None:
    packed = client.get("/docs/swagger-ui-bundle.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/docs/swagger-ui-bundle.js", headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < 700_000
    assert "content-encoding" not in plain.headers
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.content == plain.content == (ASSETS / "swagger-ui-bundle.js").read_bytes()


@pytest.mark.parametrize("name", ["nothing.js", "..%2fdocs.py", "index.html", "%2e%2e%2f__init__.py"])
def test_nothing_but_the_page_s_files_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/docs/{name}").status_code == 404


def test_the_licence_and_notice_of_swagger_ui_travel_with_it(client: TestClient) -> None:
    assert "Apache License" in client.get("/docs/swagger-ui.LICENSE.txt").text
    assert "SmartBear" in client.get("/docs/swagger-ui.NOTICE.txt").text


def test_demo_accounts_are_shown_in_the_demo_and_kept_by_nobody(client: TestClient) -> None:
    answer = client.get("/docs/demo-accounts.json")
    assert answer.json() == {"items": ACCOUNTS}
    assert answer.headers["cache-control"] == "no-store"


def test_there_are_no_demo_accounts_outside_the_demo() -> None:
    assert Site(demo=False).client.get("/docs/demo-accounts.json").status_code == 404


def test_a_problem_s_address_answers_a_page_for_people_that_says_what_to_do(client: TestClient) -> None:
    answer = client.get("/problems/visit-closed", headers={"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1>The visit is closed</h1>" in answer.text
    assert "record a &lt;new&gt; visit" in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("accept", ["application/json", "application/problem+json", "text/html;q=0.5, application/json"])
def test_a_problem_s_address_answers_json_to_a_program(client: TestClient, accept: str) -> None:
    answer = client.get("/problems/visit-closed", headers={"Accept": accept})
    assert answer.json()["type"] == "/problems/visit-closed"
    assert answer.json()["status"] == 409
    assert answer.headers["vary"] == "Accept"


@pytest.mark.parametrize("accept", ["*/*", "", "text/html;q=x", "application/json;q=²", ",;,"])
def test_an_odd_accept_header_gets_the_page(client: TestClient, accept: str) -> None:
    answer = client.get("/problems/not-found", headers={b"Accept": accept.encode("latin-1")})
    assert answer.headers["content-type"].startswith("text/html")


def test_the_index_names_every_problem(client: TestClient) -> None:
    page = client.get("/problems").text
    assert all(f'href="/problems/{code}"' in page for code in PROBLEMS)
    listed = client.get("/problems", headers={"Accept": "application/json"}).json()
    assert [item["code"] for item in listed["items"]] == sorted(PROBLEMS)


def test_an_unknown_problem_is_not_found(client: TestClient) -> None:
    assert client.get("/problems/no-such-thing").status_code == 404


def test_a_browser_shows_every_operation_and_the_policy_refuses_nothing(tmp_path: Path) -> None:
    site = Site(demo=False)
    with serving(site.app) as base:
        page, console = visit(f"{base}/docs", tmp_path / "profile")
    wanted = [operation["operationId"] for item in sample_document()["paths"].values() for operation in item.values()]
    assert wanted
    missing = [name for name in wanted if not re.search(rf'id="operations-[a-z]+-{name}"', page)]
    assert not missing
    assert "Content Security Policy" not in console
    assert "Refused" not in console
    assert "Uncaught" not in console
    assert re.search(r'<section id="demo"[^>]* hidden', page)  # no demo, no accounts


def test_in_a_browser_a_click_signs_in_as_a_demo_account_and_an_operation_runs_with_its_token(tmp_path: Path) -> None:
    site = Site(demo=True)
    with serving(site.app) as base:
        page, console = visit(f"{base}/walk", tmp_path / "profile")
    assert 'data-walked="to the end"' in page, console
    asha = ACCOUNTS[0]
    wanted = {"grant_type": "password", "client_id": "docs", "role": "carer", "username": "asha", "password": asha["password"]}
    dialog = {"grant_type": "password", "client_id": "docs", "username": "ben", "password": "battery-staple"}
    assert site.token_requests == [wanted, dialog]
    assert site.token_credentials == [None, None]  # a public client names itself and proves nothing
    assert site.authorizations == ["Bearer demo-token"]
    assert "Signed in as Asha" in page
    assert "<b>Patel</b>" not in page  # a name is data, never markup
    assert "Content Security Policy" not in console


def test_the_policy_s_check_would_notice_a_violation(tmp_path: Path) -> None:
    """Break it once: an inline script must show up in the console, or the tests above prove nothing."""

    def broken(_: Request) -> Response:
        return HTMLResponse("<!doctype html><title>x</title><script>document.title = 1</script>", headers=PAGE_HEADERS)

    with serving(Starlette(routes=[Route("/", broken)])) as base:
        _, console = visit(base, tmp_path / "profile", milliseconds=2_000)
    assert "Content Security Policy" in console


def test_the_accounts_answer_is_an_object_so_that_it_can_grow(client: TestClient) -> None:
    assert list(json.loads(client.get("/docs/demo-accounts.json").content)) == ["items"]


def test_the_end_of_the_code_flow_is_a_page_under_the_same_policy_that_nobody_keeps(client: TestClient) -> None:
    answer = client.get("/docs/signed-in?code=x&state=y")
    assert answer.headers["content-security-policy"] == client.get("/docs").headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=", answer.text)
    assert "code=x" not in answer.text
    (script,) = re.findall(r'<script defer src="([^"]+)"', answer.text)
    assert "immutable" in client.get(script).headers["cache-control"]
