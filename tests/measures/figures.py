"""The numbers that the service's answers hold, read from its own contract."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from api.main import create_app
from api.routers.site import contract
from api.settings import Settings

Json = dict[str, Any]
NUMBERS = {"integer", "number"}


@cache
def document() -> Json:
    """The contract, generated from the code."""
    app: Any = create_app(Settings(log_level="error")).app
    return contract(app)


@cache
def answers() -> dict[str, dict[str, str]]:
    """Each read's number-valued members: path without brackets to the `Schema.member` that says so."""
    doc = document()
    found = {}
    for item in doc["paths"].values():
        content = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
        if "schema" in content.get("application/json", {}):
            found[item["get"]["operationId"]] = dict(numbers(doc, content["application/json"]["schema"]))
    return found


def scopes() -> dict[str, set[str]]:
    """Each read's scopes."""
    gets = [item["get"] for item in document()["paths"].values() if "get" in item]
    return {get["operationId"]: {scope for way in get["security"] for scope in way.get("oauth2", ())} for get in gets}


def numbers(doc: Json, schema: Json, path: str = "", owner: str = "", seen: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """The paths of all numbers below a schema, each with the named schema and the member that it is there."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        if name not in seen:
            yield from numbers(doc, doc["components"]["schemas"][name], path, owner=owner, seen=(*seen, name))
        return
    for choice in (c for key in ("anyOf", "oneOf", "allOf") for c in schema.get(key, ())):
        yield from numbers(doc, choice, path, owner, seen)
    kinds = schema.get("type", [])
    if NUMBERS & {*([kinds] if isinstance(kinds, str) else kinds)}:
        yield path, owner
    here = seen[-1] if seen else ""
    for name, member in schema.get("properties", {}).items():
        yield from numbers(doc, member, f"{path}.{name}" if path else name, f"{here}.{name}", seen)
    for below in (schema.get("items"), schema.get("additionalProperties")):
        if isinstance(below, dict):
            yield from numbers(doc, below, path, owner, seen)
