"""Clients made from our own contract, run against the real service: what a front end's developer does on the first day."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from api import openapi
from api.demo.made import World
from api.main import create_app
from api.routers.site import contract, served
from api.settings import Settings
from tests.contract.clients import compile_typescript, make_python_client, make_typescript_client
from tests.process import serving
from tests.world import Tokens

COMMITTED = Path(openapi.__file__).parents[1] / "openapi" / "openapi.json"

PYTHON = """
import json, sys
from uuid import UUID
from client import AuthenticatedClient
from client.api.people import get_person, list_people, update_person
from client.api.gifts import add_gift, list_gifts
from client.models import GiftNew, GiftPart, PersonPatch
from client.models.problem import Problem

url, token, person = sys.argv[1:]
with AuthenticatedClient(base_url=url + "/v1", token=token, raise_on_unexpected_status=True) as client:
    page = list_people.sync(client=client, limit=5)
    one = get_person.sync_detailed(UUID(person), client=client)
    socks = GiftNew(part=GiftPart.HANDS, words="Knits socks for the whole street")
    gift = add_gift.sync(UUID(person), client=client, body=socks, idempotency_key="first")
    again = add_gift.sync(UUID(person), client=client, body=socks, idempotency_key="first")
    changed = update_person.sync(UUID(person), client=client, body=PersonPatch(pronouns="she/her"), if_match=one.headers["etag"])
    stale = update_person.sync(UUID(person), client=client, body=PersonPatch(pronouns="they/them"), if_match='"999"')
    print(json.dumps({
        "listed": len(page.items), "name": one.parsed.preferred_name, "same": gift.id == again.id, "pronouns": changed.pronouns,
        "refused": isinstance(stale, Problem) and stale.status, "gifts": len(list_gifts.sync(UUID(person), client=client).items),
    }))
"""

TYPESCRIPT = """
import { wellbeing } from "./client.js";

declare const process: { argv: string[] };
const [url, token, person] = process.argv.slice(2) as [string, string, string];
const api = wellbeing(`${url}/v1`, token);
const page = await api.GET("/people", { params: { query: { limit: 5 } } });
const one = await api.GET("/people/{person_id}", { params: { path: { person_id: person } } });
const missing = await api.GET("/people/{person_id}", { params: { path: { person_id: "01932d8f-5a3c-7b41-9c1e-7f2a4b6c8d01" } } });
const gift = await api.POST("/people/{person_id}/gifts", {
  params: { path: { person_id: person }, header: { "Idempotency-Key": "from-typescript" } },
  body: { part: "heart", words: "Sings while she bakes" },
});
console.log(JSON.stringify({
  listed: page.data?.items.length, name: one.data?.preferred_name, refused: missing.error?.status,
  title: missing.error?.title, words: gift.data?.words, etag: one.response.headers.get("ETag"),
}));
"""


@pytest.fixture(name="live", scope="module")
def _live(service_settings: Settings) -> Iterator[str]:
    with serving(service_settings) as url:
        yield url


def test_the_committed_contract_is_what_the_code_says() -> None:
    assert openapi.drift(contract(create_app(Settings()).app), COMMITTED) == ""  # type: ignore[arg-type]


def test_what_is_served_is_the_committed_contract_and_without_one_what_the_code_says(tmp_path: Path) -> None:
    app: Any = create_app(Settings()).app
    assert json.loads(served(app)) == json.loads(COMMITTED.read_text("utf-8"))
    assert json.loads(served(app, tmp_path / "none.json")) == json.loads(json.dumps(contract(app)))


def test_a_python_client_works_against_the_service(live: str, token: Tokens, world: World, tmp_path: Path) -> None:
    make_python_client(COMMITTED, tmp_path / "client")
    (tmp_path / "main.py").write_text(PYTHON)
    said = _run([sys.executable, "main.py", live, token("carer"), _person(world)], tmp_path)
    assert said == {
        "listed": 5,
        "name": _name(world),
        "same": True,
        "pronouns": "she/her",
        "refused": 412,
        "gifts": said["gifts"],
    }
    assert said["gifts"] > 0


def test_a_typescript_client_works_against_the_service(live: str, token: Tokens, world: World, tmp_path: Path) -> None:
    out = make_typescript_client(COMMITTED, tmp_path / "client")
    (out / "main.ts").write_text(TYPESCRIPT)
    compile_typescript(out)
    said = _run(["node", "dist/main.js", live, token("carer"), _person(world)], out)
    assert {k: said[k] for k in ("listed", "refused", "title", "words")} == {
        "listed": 5,
        "refused": 404,
        "title": "Not found",
        "words": "Sings while she bakes",
    }
    assert said["name"] == _name(world)
    assert said["etag"]


def _person(world: World) -> str:
    """The person whom the demo's guide speaks of."""
    return str(world.account("person").person_id)


def _name(world: World) -> str:
    return next(p.name for p in world.people if str(p.id) == _person(world)).split()[0]


def _run(command: list[str], folder: Path) -> dict[str, Any]:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found
