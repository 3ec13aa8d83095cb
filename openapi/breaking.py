#!/usr/bin/env python3
"""Say which differences between two OpenAPI 3.1 documents break a client. Standard library only.

    python openapi/breaking.py                             # published.json (main's contract) against openapi.json
    python openapi/breaking.py published.json current.json # any two; exit 1 and one line for each break

Widening what we accept and adding to what we send are fine; narrowing what we accept and taking from,
or loosening, what we send are breaks. An enum that we send may grow only if it says x-extensible-enum: true.
"""

import json
import sys
from pathlib import Path
from typing import Any, Literal

Json = dict[str, Any]
Way = Literal["in", "out"]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
UPPER = ("maxLength", "maxItems", "maximum", "exclusiveMaximum", "maxProperties")
LOWER = ("minLength", "minItems", "minimum", "exclusiveMinimum", "minProperties")
LONGEST_WHERE = 600  # a schema that holds itself would be walked for ever


def follow(doc: Json, node: Json | None) -> Json:
    """Return what a node stands for, its $ref resolved."""
    node = node or {}
    while "$ref" in node:
        rest = {key: value for key, value in node.items() if key != "$ref"}
        target: Any = doc
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step.replace("~1", "/").replace("~0", "~")]
        node = {**target, **rest}
    return node


def types(schema: Json) -> set[str]:
    """Return the JSON types that a schema allows by name; a number type takes integers too."""
    kind = schema.get("type")
    found = set(kind if isinstance(kind, list) else [kind] if kind else [])
    for option in schema.get("anyOf", []) + schema.get("oneOf", []):
        found |= types(option) if "$ref" not in option else set()
    return found


def enum(schema: Json) -> list[Any] | None:
    """Return the closed list of a schema's values, or None."""
    found: list[Any] | None = schema.get("enum", [schema["const"]] if "const" in schema else None)
    return found


class Diff:
    """Walks the old document and looks for what the new one takes away."""

    def __init__(self, old: Json, new: Json) -> None:
        self.old, self.new = old, new
        self.found: dict[str, None] = {}  # an ordered set
        self.seen: set[tuple[str, str, str]] = set()

    def say(self, where: str, what: str) -> None:
        """Note one break."""
        self.found[f"{where}: {what}"] = None

    def run(self) -> list[str]:
        """Return the breaks, one line each."""
        for path, item in self.old["paths"].items():
            after = self.new["paths"].get(path, {})
            for method in METHODS:
                if method not in item:
                    continue
                where = f"{method.upper()} {path}"
                if method not in after:
                    self.say(where, "removed")
                else:
                    self.operation(where, item, after, method)
        return list(self.found)

    def operation(self, where: str, old_item: Json, new_item: Json, method: str) -> None:
        """Compare one operation: its name, credentials, parameters, body and answers."""
        a, b = old_item[method], new_item[method]
        if a.get("operationId") != b.get("operationId"):
            was, now = a.get("operationId"), b.get("operationId")
            self.say(where, f"operationId {was} became {now}; generated methods are renamed")
        self.security(where, a, b)
        self.parameters(where, (old_item, a), (new_item, b))
        x, y = follow(self.old, a.get("requestBody")), follow(self.new, b.get("requestBody"))
        if y.get("required") and not x.get("required"):
            self.say(where, "body became required")
        for kind, media in x.get("content", {}).items():
            if kind not in y.get("content", {}):
                self.say(where, f"no longer reads {kind}")
            else:
                self.schema(f"{where} body", media.get("schema"), y["content"][kind].get("schema"), "in")
        for code, answer in a.get("responses", {}).items():
            self.answer(where, code, answer, b.get("responses", {}).get(code))

    def security(self, where: str, a: Json, b: Json) -> None:
        """Compare credentials: each way in that was good must stay good."""
        before: list[Json] = a.get("security", self.old.get("security")) or []
        after: list[Json] = b.get("security", self.new.get("security")) or []
        kept = [json.dumps(way, sort_keys=True) for way in after]
        lost = not before or any(json.dumps(way, sort_keys=True) not in kept for way in before)
        if after and {} not in after and lost:
            self.say(where, "asks for other or more credentials")

    def answer(self, where: str, code: str, before: Json, after: Json | None) -> None:
        """Compare one status' headers and bodies."""
        if after is None:
            if code[0] in "23d":
                self.say(where, f"no longer answers {code}")
            return
        x, y = follow(self.old, before), follow(self.new, after)
        for name in x.get("headers", {}):
            if name not in y.get("headers", {}):
                self.say(f"{where} {code}", f"header {name} removed")
        for kind, media in x.get("content", {}).items():
            if kind not in y.get("content", {}):
                self.say(f"{where} {code}", f"no longer sends {kind}")
            else:
                self.schema(f"{where} {code}", media.get("schema"), y["content"][kind].get("schema"), "out")

    def parameters(self, where: str, before: tuple[Json, Json], after: tuple[Json, Json]) -> None:
        """Compare the parameters of path item and operation together."""

        def collect(doc: Json, parts: tuple[Json, Json]) -> dict[tuple[str, str], Json]:
            both = [follow(doc, p) for part in parts for p in part.get("parameters") or []]
            return {(p["in"], p["name"].lower() if p["in"] == "header" else p["name"]): p for p in both}

        old, new = collect(self.old, before), collect(self.new, after)
        for key, parameter in old.items():
            label = f"{where} {key[0]} {key[1]}"
            if key not in new:
                self.say(label, "parameter removed")
                continue
            if new[key].get("required") and not parameter.get("required"):
                self.say(label, "became required")
            self.schema(label, parameter.get("schema"), new[key].get("schema"), "in")
        for key, parameter in new.items():
            if key not in old and parameter.get("required"):
                self.say(f"{where} {key[0]} {key[1]}", "new required parameter")

    def schema(self, where: str, a: Json | None, b: Json | None, way: Way) -> None:
        """Compare two schemas; `way` says whether clients send or receive such a value."""
        mark = (where, json.dumps(a, sort_keys=True), json.dumps(b, sort_keys=True))
        if mark in self.seen or len(where) > LONGEST_WHERE:
            return
        self.seen.add(mark)
        a, b = follow(self.old, a), follow(self.new, b)
        self.kinds(where, a, b, way)
        self.values(where, a, b, way)
        if way == "in":
            self.limits(where, a, b)
        self.options(where, a, b, way)
        if a.get("items") or b.get("items"):
            self.schema(f"{where}[]", a.get("items"), b.get("items"), way)
        self.properties(where, a, b, way)

    def kinds(self, where: str, a: Json, b: Json, way: Way) -> None:
        """Compare the types."""
        old, new = types(a), types(b)
        lost, gained = old - new, new - old
        if "number" in new:
            lost -= {"integer"}  # every integer is a number
        if way == "in" and lost and new:
            self.say(where, f"no longer takes {', '.join(sorted(lost))}")
        if way == "in" and new and not a:  # the empty schema took anything
            self.say(where, f"takes only {', '.join(sorted(new))}")
        if "number" in old:
            gained -= {"integer"}
        if way == "out" and gained and old:
            self.say(where, f"may now be {', '.join(sorted(gained))}")

    def options(self, where: str, a: Json, b: Json, way: Way) -> None:
        """Compare the branches of anyOf, oneOf and allOf, in their order."""
        for key in ("anyOf", "oneOf", "allOf"):
            x, y = ([option for option in schema.get(key, []) if option != {"type": "null"}] for schema in (a, b))
            for i, (p, q) in enumerate(zip(x, y, strict=False)):
                self.schema(where if len(x) == 1 else f"{where}[{key} {i}]", p, q, way)
            fewer_in = way == "in" and x and y and len(y) < len(x)
            more_out = way == "out" and x and len(y) > len(x)
            if fewer_in or more_out:
                self.say(where, f"{key} has {len(y)} options and had {len(x)}")

    def values(self, where: str, a: Json, b: Json, way: Way) -> None:
        """Compare closed lists of values, and formats."""
        x, y = enum(a), enum(b)
        if way == "in" and y is not None:
            lost = None if x is None else [value for value in x if value not in y]
            if lost is None or lost:
                self.say(where, f"takes only {y}" if lost is None else f"no longer takes {lost}")
        if way == "out" and x is not None and not b.get("x-extensible-enum"):
            gained = None if y is None else [value for value in y if value not in x]
            if gained is None or gained:
                self.say(where, "is no longer a closed list" if gained is None else f"may now be {gained}")
        if a.get("format") != b.get("format") and (b if way == "in" else a).get("format"):
            self.say(where, f"format {a.get('format')} became {b.get('format')}")

    def limits(self, where: str, a: Json, b: Json) -> None:
        """Compare the bounds of what we accept."""
        for key in UPPER + LOWER:
            if key in b and (key not in a or (b[key] < a[key] if key in UPPER else b[key] > a[key])):
                self.say(where, f"{key} tightened from {a.get(key)} to {b[key]}")
        if b.get("pattern") and b["pattern"] != a.get("pattern"):
            self.say(where, f"pattern became {b['pattern']}")

    def properties(self, where: str, a: Json, b: Json, way: Way) -> None:
        """Compare the members of objects."""
        old, new = a.get("properties", {}), b.get("properties", {})
        closed = b.get("additionalProperties") is False
        for name in old:
            if name in new:
                self.schema(f"{where}.{name}", old[name], new[name], way)
            elif way == "out" or closed:
                self.say(f"{where}.{name}", "removed")
        before, after = set(a.get("required", [])), set(b.get("required", []))
        for name in sorted(after - before if way == "in" else (before - after) & set(new)):
            self.say(f"{where}.{name}", "became required" if way == "in" else "may now be absent")
        if way == "in" and closed and a.get("additionalProperties", True) is not False:
            self.say(where, "no longer takes unknown members")


def breaks(old: Json, new: Json) -> list[str]:
    """Return what in the new document breaks a client of the old one, sorted, one line each."""
    return sorted(Diff(old, new).run())


def main(arguments: list[str]) -> int:
    """Compare two files and return the exit status."""
    here = Path(__file__).parent
    before, after = [Path(name) for name in arguments] or [here / "published.json", here / "openapi.json"]
    if not arguments and not before.exists():
        sys.stdout.write("nothing is published yet, so nothing can break\n")
        return 0
    found = breaks(json.loads(before.read_text("utf-8")), json.loads(after.read_text("utf-8")))
    sys.stdout.write("\n".join(found or ["no breaking change"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
