import copy
import importlib.util
import subprocess
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from api.openapi import write
from tests.contract.clients import OPENAPI, make_python_client, make_typescript_client
from tests.contract.sample import sample_document

Json = dict[str, Any]


@pytest.fixture(scope="module")
def doc() -> Json:
    return sample_document()


# ---- the tools ---------------------------------------------------------------------------------------------------
def lint(doc: Json, folder: Path) -> subprocess.CompletedProcess[str]:
    path = folder / "openapi.json"
    write(doc, path)
    return subprocess.run(["bash", OPENAPI / "lint.sh", path], capture_output=True, text=True, check=False, timeout=300)


def test_spectral_and_redocly_find_nothing_to_say(doc: Json, tmp_path: Path) -> None:
    done = lint(doc, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


def test_spectral_and_redocly_do_speak_up(doc: Json, tmp_path: Path) -> None:
    """Each break once, so that a rule that stops matching (as by a moved $ref) is noticed."""
    broken = copy.deepcopy(doc)
    broken["components"]["responses"]["Problem403"]["content"] = {"application/json": {"schema": {"type": "object"}}}
    del broken["components"]["responses"]["Problem429"]["headers"]["Retry-After"]
    del broken["components"]["schemas"]["PersonCreate"]["additionalProperties"]
    del broken["components"]["schemas"]["PersonRead"]["properties"]["preferred_name"]["maxLength"]
    broken["paths"]["/people"]["post"]["parameters"] = []
    broken["paths"]["/people/{person_id}"]["patch"]["parameters"].pop()
    done = lint(broken, tmp_path)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    rules = [
        "wt-problem-json",
        "wt-problem-schema",
        "wt-429-retry-after",
        "wt-closed-requests",
        "wt-post-idempotent",
        "wt-patch-if-match",
    ]
    rules += ["owasp:api4:2023-string-limit", "operation-4xx-problem-details-rfc7807"]
    assert [rule for rule in rules if rule not in said] == []


def test_a_python_client_can_be_made_of_the_document(doc: Json, tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    write(doc, path)
    out = make_python_client(path, tmp_path / "wellbeing_client")
    made = {file.stem for file in (out / "api").rglob("*.py")} - {"__init__"}
    assert made >= {operation["operationId"] for item in doc["paths"].values() for operation in item.values()}


def test_a_typescript_client_can_be_made_of_the_document_and_compiles_strictly(doc: Json, tmp_path: Path) -> None:
    path = tmp_path / "openapi.json"
    write(doc, path)
    out = make_typescript_client(path, tmp_path / "client")
    assert (out / "dist" / "client.js").exists()
    assert "update_person" in (out / "api.ts").read_text("utf-8")


# ---- breaking changes --------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def breaking() -> ModuleType:
    spec = importlib.util.spec_from_file_location("breaking", OPENAPI / "breaking.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_same_document_and_one_with_more_to_read_break_nothing(doc: Json, breaking: ModuleType) -> None:
    more = copy.deepcopy(doc)
    more["components"]["schemas"]["PersonRead"]["properties"]["nickname"] = {"type": "string"}
    more["components"]["schemas"]["PersonCreate"]["properties"]["nickname"] = {"type": "string"}
    more["paths"]["/new"] = {"get": more["paths"]["/healthz"]["get"]}
    assert breaking.breaks(doc, doc) == []
    assert breaking.breaks(doc, more) == []


def change(doc: Json, *steps: str, to: Any) -> Json:
    changed = copy.deepcopy(doc)
    node: Any = changed
    for step in steps[:-1]:
        node = node[step]
    if to is None:
        del node[steps[-1]]
    else:
        node[steps[-1]] = to
    return changed


@pytest.mark.parametrize(
    ("steps", "to", "word"),
    [
        (("paths", "/people", "get"), None, "removed"),
        (("paths", "/people", "get", "operationId"), "find_people", "renamed"),
        (("paths", "/people", "get", "security"), [{"oauth2": ["people:write"]}], "credentials"),
        (("components", "parameters", "Idempotency-Key", "required"), True, "became required"),
        (("components", "parameters", "Idempotency-Key", "schema", "maxLength"), 10, "tightened"),
        (("components", "responses", "Problem401", "headers", "WWW-Authenticate"), None, "header WWW-Authenticate removed"),
        (("components", "schemas", "PersonCreate", "required"), ["preferred_name", "nhs_number"], "became required"),
        (("components", "schemas", "PersonRead", "properties", "status"), None, "removed"),
        (("components", "schemas", "PersonRead", "required"), [], "may now be absent"),
        (("components", "schemas", "PersonRead", "properties", "version", "type"), ["integer", "null"], "may now be null"),
        (("components", "schemas", "PersonStatus", "enum"), ["supported", "ended", "paused"], "may now be ['paused']"),
    ],
)
def test_what_breaks_a_client_is_found(doc: Json, breaking: ModuleType, steps: tuple[str, ...], to: Any, word: str) -> None:
    found = breaking.breaks(doc, change(doc, *steps, to=to))
    assert any(word in line for line in found), found
