"""The pages that people read: the documentation with Swagger UI, and one page for each kind of problem.

Everything is served from this package, under a Content-Security-Policy that allows nothing from elsewhere: a council's
network may have no internet. Swagger UI (Apache-2.0, its licence and notice lie beside it) is a plain copy of npm's
swagger-ui-dist 5.35.0; to renew it, copy the same four files of a newer version.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

ASSETS = Path(__file__).parent / "docs_assets"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".txt": "text/plain; charset=utf-8"}

# 'unsafe-inline' for styles only: Swagger UI sets style attributes. No script runs that is not a file of ours.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGE_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}

_QUALITY = re.compile(r"[01](\.[0-9]{0,3})?")

# code -> (title, status, what to do)
Problems = Mapping[str, tuple[str, int, str]]
DemoAccounts = Callable[[], list[dict[str, Any]]]


@dataclass(frozen=True)
class Asset:
    """A file of the page as it goes over the wire."""

    body: bytes
    packed: bytes
    media: str
    digest: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return the files that the page loads, by name, read and compressed once: the bundle is 1.7 MB plain and 0.5 MB packed."""
    found = {}
    for path in sorted(ASSETS.iterdir()):
        if path.suffix in MEDIA:
            body = path.read_bytes()
            digest = hashlib.sha256(body).hexdigest()[:16]
            found[path.name] = Asset(body, gzip.compress(body, 6, mtime=0), MEDIA[path.suffix], digest)
    return found


def docs_routes(demo_accounts: DemoAccounts | None, problems: Problems, openapi_url: str = "/v1/openapi.json") -> list[Route]:
    """Return the routes of /docs and /problems.

    `demo_accounts` gives dicts with role, name, username and password, and is None wherever passwords must not be shown:
    then `/docs/demo-accounts.json` is 404. `problems` is the caller's one table of problem codes. What is not there raises
    Starlette's HTTPException(404), which the application answers in its own way.
    """

    def page(_: Request) -> Response:
        versions = {
            "ui_css": assets()["swagger-ui.css"].digest,
            "docs_css": assets()["docs.css"].digest,
            "ui_js": assets()["swagger-ui-bundle.js"].digest,
            "init_js": assets()["init.js"].digest,
        }
        return HTMLResponse(_fill("index.html", **versions, openapi_url=escape(openapi_url)), headers=PAGE_HEADERS)

    def signed_in(_: Request) -> Response:
        versions = {"docs_css": assets()["docs.css"].digest, "signed_in_js": assets()["signed-in.js"].digest}
        return HTMLResponse(_fill("signed-in.html", **versions), headers=PAGE_HEADERS | {"Cache-Control": "no-store"})

    def accounts(_: Request) -> Response:
        if demo_accounts is None:
            raise HTTPException(404)
        return JSONResponse({"items": demo_accounts()}, headers={"Cache-Control": "no-store"})

    def problem_index(request: Request) -> Response:
        return _problem_index(request, problems)

    def problem(request: Request) -> Response:
        return _problem(request, problems)

    return [
        Route("/docs", page, name="docs"),
        Route("/docs/demo-accounts.json", accounts, name="demo_accounts"),
        Route("/docs/signed-in", signed_in, name="docs_signed_in"),
        Route("/docs/{asset}", _asset, name="docs_asset"),
        Route("/problems", problem_index, name="problems"),
        Route("/problems/{code}", problem, name="problem"),
    ]


def _fill(template: str, **values: str) -> str:
    return Template((ASSETS / template).read_text("utf-8")).substitute(values)


def _asset(request: Request) -> Response:
    asset = assets().get(request.path_params["asset"])
    if asset is None:
        raise HTTPException(404)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    tag = f'"{asset.digest}{"-gzip" if packed else ""}"'
    # The page names each file with its digest, so a new version has a new address and the old may be kept for ever.
    fresh = request.query_params.get("v") == asset.digest
    headers = {
        "ETag": tag,
        "Cache-Control": "public, max-age=31536000, immutable" if fresh else "public, max-age=300",
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if tag in [known.strip().removeprefix("W/") for known in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(asset.packed if packed else asset.body, headers=headers, media_type=asset.media)


# ---- problems --------------------------------------------------------------------------------------------------
def _problem_index(request: Request, problems: Problems) -> Response:
    if _wants_json(request):
        return JSONResponse({"items": [_as_json(code, problems[code]) for code in sorted(problems)]}, headers=_negotiated())
    rows = "\n".join(
        f'      <tr><th scope="row"><a href="/problems/{escape(code)}"><code>{escape(code)}</code></a></th>'
        f"<td>{status}</td><td>{escape(title)}</td></tr>"
        for code, (title, status, _) in sorted(problems.items(), key=lambda item: (item[1][1], item[0]))
    )
    content = (
        "    <p>Every error answer is <code>application/problem+json</code>; its <code>type</code> is the address of one of "
        'these pages.</p>\n    <div class="scroll" role="region" aria-label="All problems" tabindex="0"><table>\n'
        '      <thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">What happened</th></tr></thead>\n'
        f"      <tbody>\n{rows}\n      </tbody>\n    </table></div>"
    )
    return _html("Problems and what to do", content)


def _problem(request: Request, problems: Problems) -> Response:
    code = request.path_params["code"]
    if code not in problems:
        raise HTTPException(404)
    if _wants_json(request):
        return JSONResponse(_as_json(code, problems[code]), headers=_negotiated())
    title, status, advice = problems[code]
    content = (
        f'    <p class="facts">Code <code>{escape(code)}</code>, status {status}</p>\n'
        f"    <h2>What to do</h2>\n    <p>{escape(advice)}</p>\n"
        "    <p>If it happens again, quote the <code>Request-Id</code> of the answer when you ask for help.</p>"
    )
    return _html(title, content)


def _html(title: str, content: str) -> Response:
    page = _fill("problems.html", title=escape(title), content=content, docs_css=assets()["docs.css"].digest)
    return HTMLResponse(page, headers=PAGE_HEADERS | _negotiated())


def _as_json(code: str, problem: tuple[str, int, str]) -> dict[str, Any]:
    title, status, advice = problem
    return {"code": code, "type": f"/problems/{code}", "title": title, "status": status, "what_to_do": advice}


def _negotiated() -> dict[str, str]:
    return {"Vary": "Accept", "Cache-Control": "no-cache"}


def _wants_json(request: Request) -> bool:
    """A browser names text/html; whoever names JSON at least as strongly is a program. `*/*` alone is a person with curl."""
    weights = {"html": 0.0, "json": 0.0}
    for part in request.headers.get("accept", "").lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        family = {"text/html": "html", "application/json": "json", "application/problem+json": "json"}.get(kind)
        if family:
            quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
            weights[family] = max(weights[family], float(quality) if _QUALITY.fullmatch(quality) else 0.0)
    return weights["json"] > 0 and weights["json"] >= weights["html"]
