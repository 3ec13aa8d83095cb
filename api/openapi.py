"""The public contract: FastAPI's OpenAPI made complete, bounded and the same on every run.

Handlers declare what is special to them (models, scope, words). What holds for all of them because the kernel does it for
all of them (statuses, conditional and idempotency headers, problems, rate limits) is added here by method and path, so that
no handler can forget it and the document cannot say two things.
"""

import difflib
import inspect
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from http.client import responses as stock_phrases
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies import utils as dependencies
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from pydantic import BaseModel

from api.domain.measures.registry import MEASURED
from api.openapi_links import add_links, operations
from api.openapi_parts import ALWAYS, CONVENTIONS, ERRORS, HEADERS, PARAMETERS, PROBLEM_MEDIA, security_scheme
from api.openapi_tidy import tidy

Json = dict[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")  # also the order inside a path; HEAD is GET's shadow and not listed
MERGE_PATCH = "application/merge-patch+json"
OK, CREATED, NOT_MODIFIED = 200, 201, 304  # we send no other 3xx: below is success, above is a problem
SUMMARY_LENGTH = 60  # house style: the first line of an endpoint's docstring


@contextmanager
def _fields_kept() -> Iterator[None]:
    """FastAPI keeps the fields of 128 models of parameters, and finds them by who they are: of more, the first would be lost."""
    name = "get_cached_model_fields"
    few: Any = getattr(dependencies, name)
    setattr(dependencies, name, cache(few.__wrapped__))
    try:
        yield
    finally:
        setattr(dependencies, name, few)


def document(
    app: FastAPI,
    *,
    problem: type[BaseModel],
    tags: Mapping[str, str],
    scopes: Mapping[str, str],
    server: str = "/v1",
    prefix: str = "",
) -> Json:
    """Return the OpenAPI 3.1 document of an app.

    Title, version, description and contact are the app's. `problem` is the model of the RFC 9457 body, `tags` and `scopes`
    say each name's meaning (their order is kept), `server` is the base URL. `prefix` is a leading part of the app's own
    paths that is already in `server`; paths without it are left out. Raises ValueError if two operations share an id or a
    tag or scope has no words.
    """
    with _fields_kept():
        doc = get_openapi(
            title=app.title,
            version=app.version,
            description=f"{app.description.strip()}\n\n{CONVENTIONS}".strip(),
            routes=app.routes,
            tags=[{"name": name, "description": words} for name, words in tags.items()],
            servers=[{"url": server, "description": "Production, or wherever this service is installed.", "x-internal": False}],
            contact=app.contact,
            license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
            separate_input_output_schemas=False,  # no Foo-Input and Foo-Output twins in generated clients
        )
    routes = {(route.path_format, method.lower()): route for route in _routes(app) for method in route.methods or ()}
    doc["paths"] = {
        path.removeprefix(prefix): {m: _operation(path, m, item[m], routes[path, m]) for m in METHODS if m in item}
        for path, item in sorted(doc["paths"].items())
        if path.startswith(prefix)
    }
    _check_names(doc, tags, scopes)
    _components(doc, problem, scopes)
    add_links(doc)
    tidy(doc)
    return doc


def write(doc: Json, path: Path) -> None:
    """Write the document as it is committed: indented, in UTF-8, with a newline at the end."""
    path.write_text(text(doc), encoding="utf-8")


def drift(doc: Json, path: Path) -> str:
    """Return a unified diff from the committed document to this one, empty when the file is current."""
    committed = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = difflib.unified_diff(committed.splitlines(), text(doc).splitlines(), str(path.name), "the code", lineterm="", n=2)
    return "\n".join(lines)


def text(doc: Json) -> str:
    """Return the document as it is committed: the same bytes on every run."""
    return json.dumps(doc, indent=1, ensure_ascii=False) + "\n"


# ---- routes ----------------------------------------------------------------------------------------------------
def _routes(app: FastAPI) -> Iterator[RouteContext]:
    # Included routers are no longer copied into app.routes (FastAPI 0.16x): this is the way to see what they add.
    for route in iter_route_contexts(app.routes):
        if isinstance(route.original_route, APIRoute) and route.include_in_schema:
            yield route


def guards(route: RouteContext | APIRoute) -> list[Any]:
    """Return the `Requires` objects in a route's signature or router: whatever dependency has a `scope`."""
    found, waiting = [], list(route.dependant.dependencies)
    while waiting:
        dependant = waiting.pop(0)
        # A guard may be the callable itself or the object whose bound method is called.
        for candidate in (dependant.call, getattr(dependant.call, "__self__", None)):
            if candidate is not None and not isinstance(candidate, type) and isinstance(getattr(candidate, "scope", None), str):
                found.append(candidate)
                break
        waiting.extend(dependant.dependencies)
    return found


# ---- one operation ---------------------------------------------------------------------------------------------
def _operation(path: str, method: str, operation: Json, route: RouteContext) -> Json:
    operation["operationId"] = route.operation_id or route.name
    _words(operation, route)
    found = guards(route)
    wanted = sorted({scope for guard in found for scope in guard.scope.split()})
    operation["security"] = [{"oauth2": wanted}] if found else []
    if roles := sorted({str(role) for guard in found for role in getattr(guard, "roles", None) or ()}):
        operation["x-roles"] = roles
    _parameters(method, operation)
    if method == "patch" and "requestBody" in operation:
        (media,) = operation["requestBody"]["content"].values()
        operation["requestBody"]["content"] = {MERGE_PATCH: media}
    if "requestBody" in operation:
        operation["requestBody"].setdefault("required", True)
    _responses(path, method, operation)
    return operation


def _words(operation: Json, route: RouteContext) -> None:
    """Take summary and description from the docstring, where the manual is written, unless the route gave its own."""
    lines = inspect.cleandoc(route.endpoint.__doc__ or "").splitlines() if route.endpoint else []
    if lines and not route.summary and len(lines[0]) <= SUMMARY_LENGTH:
        operation["summary"] = lines[0].rstrip(".")
        operation["description"] = "\n".join(lines[1:]).strip() or lines[0]


def _parameters(method: str, operation: Json) -> None:
    ours = {
        "get": ["If-None-Match"],
        "post": ["Idempotency-Key"],
        "put": ["If-Match-Optional"],
        "patch": ["If-Match"],
        "delete": ["If-Match"],
    }
    for parameter in operation.get("parameters", []):  # a field's words stand in its schema when it may be left out
        if "description" not in parameter:
            options = [parameter.get("schema", {}), *parameter.get("schema", {}).get("anyOf", [])]
            parameter["description"] = next(
                (o["description"] for o in options if "description" in o), f"Only those with this {parameter['name']}."
            )
    names = {PARAMETERS[key]["name"] for key in ours[method]}
    given = [p for p in operation.get("parameters", []) if p["in"] != "header" or p["name"] not in names]
    operation["parameters"] = given + [{"$ref": f"#/components/parameters/{key}"} for key in ours[method]]


def statuses(path: str, method: str, operation: Json) -> set[int]:
    """Return the error statuses that the kernel can answer for an operation of this shape."""
    codes = set(ALWAYS)
    if "requestBody" in operation:
        codes |= {400, 413, 415}
    if _is_list(operation):
        codes |= {400}
    if "{" in path or method == "post":  # a body can name what is not there, or not theirs
        codes |= {404}
    if method != "get":
        codes |= {409}
    if method in {"put", "patch", "delete"}:
        codes |= {412, 428}
    return codes


def _is_list(operation: Json) -> bool:
    return any(p.get("name") == "cursor" for p in operation["parameters"])


def _responses(path: str, method: str, operation: Json) -> None:
    given = {int(code): answer for code, answer in operation["responses"].items()}
    if given.get(422, {}).get("description") == "Validation Error":  # FastAPI's own shape, which we never send
        del given[422]
    if method == "put":  # creates or replaces; which one it is depends on the moment
        content = next((given[code]["content"] for code in (CREATED, OK) if "content" in given.get(code, {})), None)
        for code, words in ((CREATED, "Created."), (OK, "As it is now.")) if content else ():
            given.setdefault(code, {"description": words, "content": json.loads(json.dumps(content))})
    if method == "get":
        given.setdefault(NOT_MODIFIED, {"description": "You have the current version."})
    for code in statuses(path, method, operation):
        given.setdefault(code, {"$ref": f"#/components/responses/Problem{code}"})
    for code, answer in given.items():
        if "$ref" not in answer:
            _answer(method, code, answer, linking=_is_list(operation) or operation["operationId"] in MEASURED)
    operation["responses"] = {str(code): given[code] for code in sorted(given)}


def _answer(method: str, code: int, answer: Json, *, linking: bool = False) -> None:
    """Complete one response: its headers, and for an error the one body that all errors have."""
    names = {"Access-Control-Allow-Origin", "RateLimit", "RateLimit-Policy", "Request-Id"}
    if (code in {OK, CREATED} and "content" in answer) or code == NOT_MODIFIED:
        names.add("ETag")
    if code == CREATED:
        names.add("Location")
    if code == OK and linking:
        names.add("Link")
    if method == "post" and code < NOT_MODIFIED:
        names.add("Idempotency-Replayed")
    names |= {
        401: {"WWW-Authenticate"},
        409: {"Retry-After"},
        415: {"Accept-Patch"},
        429: {"Retry-After"},
        503: {"Retry-After"},
    }.get(code, set())
    refs = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
    answer["headers"] = dict(sorted({**refs, **answer.get("headers", {})}.items()))
    if code > NOT_MODIFIED:
        if answer.get("description", stock_phrases.get(code)) == stock_phrases.get(code):
            answer["description"] = ERRORS[code]
        examples = [media for media in answer.get("content", {}).values() if media.get("examples")]
        body = {"schema": {"$ref": "#/components/schemas/Problem"}, **({"examples": examples[0]["examples"]} if examples else {})}
        answer["content"] = {PROBLEM_MEDIA: body}
    elif answer.get("description") in {"Successful Response", stock_phrases.get(code)}:
        answer["description"] = {OK: "As it is now.", CREATED: "Created.", 202: "Accepted.", 204: "Done; nothing to say."}.get(
            code, "Done."
        )


# ---- the whole -------------------------------------------------------------------------------------------------
def _check_names(doc: Json, tags: Mapping[str, str], scopes: Mapping[str, str]) -> None:
    """Refuse what a generator would trip over or a reader could not look up."""
    ids: set[str] = set()
    for path, method, operation in operations(doc):
        where = f"{method.upper()} {path}"
        if operation["operationId"] in ids:
            raise ValueError(f"{where}: the operation id {operation['operationId']} is used twice")
        ids.add(operation["operationId"])
        used = {scope for requirement in operation["security"] for scope in requirement["oauth2"]}
        if missing := (used - set(scopes)) | (set(operation.get("tags", [])) - set(tags)):
            raise ValueError(f"{where}: no description was given for {', '.join(sorted(missing))}")


def _components(doc: Json, problem: type[BaseModel], scopes: Mapping[str, str]) -> None:
    components = doc.setdefault("components", {})
    schemas: Json = components.get("schemas", {})
    for stock in ("HTTPValidationError", "ValidationError"):
        schemas.pop(stock, None)
    own = problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas |= own.pop("$defs", {}) | {"Problem": own}
    answers: Json = {f"Problem{code}": {} for code in ERRORS}
    for code in ERRORS:
        _answer("", code, answers[f"Problem{code}"])
    # Only what is used: an unused component is a lint error, and a reader's wasted time.
    answers = _used("responses", answers, doc["paths"])
    doc["components"] = {
        "headers": _used("headers", HEADERS, doc["paths"], answers),
        "parameters": _used("parameters", PARAMETERS, doc["paths"]),
        "responses": answers,
        "schemas": dict(sorted(schemas.items())),
        "securitySchemes": {"oauth2": security_scheme(scopes)},
    }


def _used(kind: str, parts: Json, *within: Json) -> Json:
    text = json.dumps(within)
    return {name: part for name, part in sorted(parts.items()) if f'"#/components/{kind}/{name}"' in text}
