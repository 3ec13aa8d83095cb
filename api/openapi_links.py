"""OpenAPI links: how to go on from what was just created. Readers learn the way, and stateful testers get past 404 and 412."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Json = dict[str, Any]


def operations(doc: Json) -> Iterator[tuple[str, str, Json]]:
    """Yield (path, method, operation) for each operation of a document."""
    for path, item in doc["paths"].items():
        for method, operation in item.items():
            yield path, method, operation


def add_links(doc: Json) -> None:
    """Say with OpenAPI links how to go on from what was just created: read it, change it, remove it."""
    everywhere = {operation["operationId"]: (path, method) for path, method, operation in operations(doc)}
    for path, method, operation in operations(doc):
        answer = operation["responses"].get("201", {})
        if method == "put":
            target = path
        elif method == "post" and _has_id(doc, answer):
            target = _resource(doc, path, operation["operationId"], everywhere)
        else:
            continue
        if target and answer:
            answer["links"] = _links_to(doc["paths"][target], path, target)


def _resource(doc: Json, path: str, operation_id: str, everywhere: Mapping[str, tuple[str, str]]) -> str:
    """Return the path of what a POST creates: the same path and an id, or the get_x of its create_x or add_x."""
    for other in doc["paths"]:
        head, _, last = other.rpartition("/")
        if head == path and last.startswith("{") and "get" in doc["paths"][other]:
            return str(other)
    verb, _, noun = operation_id.partition("_")
    other, method = everywhere.get(f"get_{noun}", ("", "")) if verb in {"add", "create"} else ("", "")
    unknown = set(_ids(other)) - set(_ids(path))
    return other if method == "get" and len(unknown) == 1 else ""


def _links_to(item: Json, path: str, target: str) -> Json:
    parameters = {
        f"path.{name}": f"$request.path.{name}" if name in _ids(path) else "$response.body#/id" for name in _ids(target)
    }
    fresh = {"header.If-Match": "$response.header.ETag"}
    names = {"read": ("get", {}), "change": ("patch", fresh), "remove": ("delete", fresh)}
    return {
        name: {"operationId": item[method]["operationId"], "parameters": {**parameters, **extra}}
        for name, (method, extra) in names.items()
        if method in item
    }


def _ids(path: str) -> Sequence[str]:
    return [step[1:-1] for step in path.split("/") if step.startswith("{")]


def _has_id(doc: Json, answer: Json) -> bool:
    schema: Json = answer.get("content", {}).get("application/json", {}).get("schema", {})
    if "$ref" in schema:
        schema = doc["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    return "id" in schema.get("properties", {})
