"""Say in JSON Schema what Pydantic leaves unsaid, in the form that generators read best."""

from typing import Any

Json = dict[str, Any]

# The longest text that each format can have, so that a reader may size a column or a buffer.
LENGTHS = {"date": 10, "date-time": 40, "email": 254, "ipv4": 15, "ipv6": 45, "time": 30, "uri": 2083, "uuid": 36}
INT32 = 2**31 - 1
_DATA = frozenset({"const", "default", "enum", "example", "examples"})  # values, not schemas: never touched
_NULL = {"type": "null"}


def tidy(node: Any, *, names: bool = False, inline: bool = False) -> None:  # noqa: ANN401 -- any piece of JSON
    """Tidy a document in place.

    `names`: the keys are names that somebody chose (of properties, components), so none of them is a keyword.
    `inline`: this schema stands under a name already, so Pydantic's title only repeats it.
    """
    if isinstance(node, list):
        for item in node:
            tidy(item)
    if not isinstance(node, dict):
        return
    if not names:
        if inline and isinstance(node.get("title"), str):
            del node["title"]
        _nullable(node)
        _bounds(node)
    for key, value in node.items():
        if names or key not in _DATA:
            tidy(
                value,
                names=not names and key in {"properties", "schemas"},
                inline=key == "schema" or (names and isinstance(value, dict) and "properties" not in value),
            )


def _kind(node: Json) -> str:
    kinds = [kind for kind in ([node["type"]] if isinstance(node.get("type"), str) else node.get("type") or []) if kind != "null"]
    return str(kinds[0]) if len(kinds) == 1 else ""


def _nullable(node: Json) -> None:
    """Turn `anyOf [x, null]` into `type: [x, null]` where x is a plain type: many generators make a union class of the former."""
    options = node.get("anyOf")
    if not isinstance(options, list) or len(options) != 2 or _NULL not in options:  # noqa: PLR2004 -- x and null
        return
    other: Json = next((option for option in options if option != _NULL), {})
    if isinstance(other.get("type"), str) and not {"enum", "const"} & set(other):
        del node["anyOf"]
        node.update({key: value for key, value in other.items() if key not in node}, type=[other["type"], "null"])


def _bounds(node: Json) -> None:
    kind, form = _kind(node), node.get("format")
    if kind == "string" and form in LENGTHS and "enum" not in node:
        node.setdefault("maxLength", LENGTHS[form])
    if kind == "integer" and {"minimum", "maximum"} <= set(node):
        node.setdefault("format", "int32" if max(abs(node["minimum"]), abs(node["maximum"])) <= INT32 else "int64")
