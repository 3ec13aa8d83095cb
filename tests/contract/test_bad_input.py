"""Bad input of every kind at every route with a body: a problem that says what to do, nothing half-written, never an echo."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import psycopg
import pytest
import structlog

from api.demo.made import World
from api.http import edge
from api.http.route import Route
from api.logs import configure
from api.main import create_app
from api.settings import Settings
from tests.access_matrix import harness, table, walls
from tests.access_matrix.bodies import BODIES
from tests.access_matrix.operations import operations
from tests.access_matrix.stage import Stage, set_up
from tests.world import MERGE, Caller

As = Callable[..., Caller]
MARKER = "quokka"  # stands for what somebody sent about somebody's health
BAD = (400, 404, 409, 413, 415, 422)

# Whole bodies that no route takes, with the status that each must have.
WHOLE: dict[str, tuple[bytes, int]] = {
    "nothing": (b"", 422),
    "half": (b'{"quokka": ', 400),
    "not UTF-8": (b'{"quokka": "\xff"}', 400),
    "not a number": (b'{"quokka": NaN}', 400),
    "infinity": (b'{"quokka": 1e400}', 400),
    "lone surrogate": (b'{"quokka": "\\ud800"}', 400),
    "deep": (b'{"quokka": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", 400),
    "two values": (b'{} {"quokka": 1}', 400),
    "list": (b'["quokka"]', 422),
    "text": (b'"quokka"', 422),
    "null": (b"null", 422),
    "number": (b"7", 422),
}


def bodies_of_routes() -> dict[str, dict[str, Any]]:
    """Operation to the JSON schema of its body."""
    app: Any = create_app(Settings(log_level="error")).app
    found = {}
    for route in app.routes:
        if isinstance(route, Route) and route.arguments.body is not None:
            _, model = route.arguments.body
            found[route.name] = model.model_json_schema()
    return found


SCHEMAS = bodies_of_routes()


# What a member of a kind, or of a format, cannot be.
WRONG: dict[str, tuple[Any, ...]] = {
    "string": (7, True, f"{MARKER}\x00", "", MARKER * 20_000),
    "date-time": ("2026-01-01T10:00:00", 0, MARKER, "2026-13-45T10:00:00Z"),
    "date": ("2026-02-30", "20260101", MARKER, "2026-01-01T10:00:00Z"),
    "uuid": (MARKER, "7"),
    "integer": (MARKER, "7", True, 10**30, -(10**30), 1.5),
    "number": (MARKER, "7", True, 10**30, -(10**30)),
    "boolean": (MARKER, 1, "true"),
    "array": (MARKER, [[MARKER]], [MARKER * 20_000] * 2, [{MARKER: MARKER}] * 500),
}


def wrong_values(schema: dict[str, Any], definitions: dict[str, Any]) -> Iterator[Any]:
    """Values that a member of this schema cannot have."""
    options = [definitions[o["$ref"].rpartition("/")[2]] if "$ref" in o else o for o in schema.get("anyOf", [schema])]
    kinds = {str(o.get(name)) for o in options for name in ("type", "format")}
    yield from ([MARKER], MARKER) if "object" in kinds else ({MARKER: MARKER}, [[MARKER]])
    if "null" not in kinds:
        yield None
    for kind in sorted(kinds & WRONG.keys()):
        yield from WRONG[kind]


@pytest.fixture(scope="module")
def stage(operator: psycopg.Connection[Any], world: World) -> Stage:
    return set_up(operator, world)


@pytest.fixture(autouse=True)
def _nothing_written(stage: Stage, operator: psycopg.Connection[Any], request: pytest.FixtureRequest) -> Iterator[None]:
    """Not a row more, less or otherwise, whatever was sent. Tests in a class set up a world first and compare for themselves."""
    _ = stage
    if request.cls is not None:
        yield
        return
    before = walls.digest(operator)
    yield
    assert walls.digest(operator) == before


@pytest.fixture(autouse=True)
def _nothing_echoed_in_the_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> Iterator[None]:
    """The log speaks at its usual level, and never with what was sent."""
    configure("info")
    monkeypatch.setattr(edge, "log", structlog.get_logger("api"))
    yield
    configure("error")
    said = "".join(capsys.readouterr())
    assert '"answered"' in said or request.cls is TestThatAFaultIsNoticed
    assert MARKER not in said


def sender(operation: str) -> str:
    """A role that may."""
    creating = f"{operation}_create"
    _, words = table.rows()[creating if creating in table.rows() else operation]
    return next(role for role in table.ROLES if words[role] not in ("-", "no", "none"))


def refused(answer: httpx2.Response, *statuses: int) -> dict[str, Any]:
    """The body of a refusal: a problem that says what to do and not what was sent."""
    assert answer.status_code in (statuses or BAD), f"{answer.status_code} {answer.text}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert MARKER not in answer.text
    assert MARKER not in str(answer.headers)
    body: dict[str, Any] = answer.json()
    assert len(body["detail"]) > 10
    for error in body.get("errors", []):
        assert error["detail"]
        assert error["code"]
    return body


def asked(name: str, stage: Stage, as_: As) -> tuple[Caller, str, str, dict[str, Any]]:
    """Who asks, the method, the path and a good body."""
    operation, role = operations()[name], "carer" if name == "open_person" else sender(name)
    who, place = stage.cells[role]["team" if name == "open_person" else "own"]
    path = harness.path_of(operation, table.rows()[name][0], place)
    return as_(who), operation.method, path, BODIES[name](place) if name in BODIES else {}


@pytest.mark.parametrize("name", SCHEMAS)
async def test_a_body_that_is_no_object_is_refused(name: str, stage: Stage, as_: As) -> None:
    caller, method, path, _ = asked(name, stage, as_)
    for content, status in WHOLE.values():
        refused(await caller.send(method, path, content=content, version="*" if method != "POST" else None), status)
    for media in ("text/plain", "application/xml", "multipart/form-data", "application/json" if method == "PATCH" else MERGE):
        refused(await caller.send(method, path, content=b'{"quokka": 1}', headers={"content-type": media}), 415)


@pytest.mark.parametrize("name", SCHEMAS)
async def test_a_value_of_the_wrong_kind_is_refused_and_its_place_is_named(name: str, stage: Stage, as_: As) -> None:
    caller, method, path, good = asked(name, stage, as_)
    version = "*" if method in ("PATCH", "PUT") else None
    schema = SCHEMAS[name]
    for member, part in schema["properties"].items():
        for value in wrong_values(part, schema.get("$defs", {})):
            sent = json.dumps(good | {member: value}, default=str)
            found = refused(await caller.send(method, path, content=sent, version=version), 422)
            assert any(error["pointer"].split("/")[1:2] in ([member], []) for error in found["errors"]), (member, value, found)
    unknown = refused(await caller.send(method, path, good | {"marsupial": MARKER}, version=version), 422)
    assert "/marsupial" in [error["pointer"] for error in unknown["errors"]]


@pytest.mark.parametrize("name", [n for n, s in SCHEMAS.items() if s.get("required")])
async def test_what_is_needed_is_asked_for(name: str, stage: Stage, as_: As) -> None:
    caller, method, path, good = asked(name, stage, as_)
    for member in SCHEMAS[name]["required"]:
        without = {k: v for k, v in good.items() if k != member}
        found = refused(await caller.send(method, path, without, version="*" if method == "PUT" else None), 422)
        assert f"/{member}" in [error["pointer"] for error in found["errors"]]


@pytest.mark.parametrize("name", [n for n, o in operations().items() if o.parameters])
async def test_a_path_with_no_id_in_it_is_refused_without_repeating_it(name: str, stage: Stage, as_: As) -> None:
    operation = operations()[name]
    caller = as_(stage.cells[sender(name)]["own"][0]) if name != "open_person" else as_("carer")
    path = operation.path.format(**dict.fromkeys(operation.parameters, MARKER))
    refused(await caller.send(operation.method, path, {} if name in SCHEMAS else None, version="*"), 404, 422)


async def test_headers_that_cannot_be_read_are_refused(stage: Stage, as_: As) -> None:
    caller, place = as_("carer"), stage.places["jean"]
    path = f"/people/{place.person}"
    for tag in (MARKER, f'"{MARKER}', f"W/{MARKER}", '"1" "2"', ""):
        refused(await caller.patch(path, {"pronouns": "they/them"}, version=tag), 412, 422)
    refused(await caller.patch(path, {"pronouns": "they/them"}, version=f'"{MARKER}"'), 412)
    for key in (f"{MARKER} {MARKER}", MARKER * 100, "\x7f"):
        refused(await caller.post(f"{path}/gifts", {"part": "head", "words": "S"}, key=key), 422)
    refused(await caller.get(path, headers={"accept": f"text/{MARKER}"}), 406)
    for name in ("limit", "cursor", "updated_since", "count", "status", "team_id", "postcode"):
        refused(await caller.get("/people", params={name: f"{MARKER}!"}), 400, 422)


# ---- what the field does not allow ---------------------------------------------------------------------------------------
async def test_a_wrong_check_digit_is_refused_and_the_number_is_not_repeated(stage: Stage, as_: As) -> None:
    for number in ("9990000019", "0000000000", "1111111111", "999000001", "99900000180", "999 000 0018"):
        body = {"team_id": stage.places["jean"].team, "preferred_name": MARKER, "nhs_number": number}
        found = refused(await as_("carer").post("/people", body), 422)
        assert [error["pointer"] for error in found["errors"]] == ["/nhs_number"]
        assert number not in json.dumps(found["errors"])


async def test_a_birth_to_come_is_refused(stage: Stage, as_: As) -> None:
    body = {"team_id": stage.places["jean"].team, "preferred_name": MARKER, "date_of_birth": "2099-01-01"}
    assert refused(await as_("carer").post("/people", body), 422)["errors"][0]["pointer"] == "/date_of_birth"
    refused(await as_("carer").patch(f"/people/{stage.places['jean'].person}", {"date_of_birth": "2099-01-01"}, version="*"), 422)


async def test_half_a_pair_of_coordinates_is_refused(stage: Stage, as_: As) -> None:
    refused(await as_("carer").patch(f"/people/{stage.places['jean'].person}", {"latitude": 53.5}, version="*"), 422)


class TestAgainstWhatIsThere:
    """Refusals that need a world of their own: it is set up first, and compared after that."""

    async def test_a_thirteenth_member_is_refused(self, stage: Stage, as_: As, operator: psycopg.Connection[Any]) -> None:
        team = stage.places["mill"].team
        row = operator.execute(
            "SELECT count(*) FROM team_member WHERE team_id = %s AND left_on IS NULL AND removed_at IS NULL", [team]
        ).fetchone()
        assert row is not None
        for number in range(12 - row[0]):
            assert (
                await as_("carer_3").post(f"/teams/{team}/members", {"name": f"S {number}", "contracted_minutes": 600})
            ).status_code == 201
        before = walls.digest(operator)
        refused(await as_("carer_3").post(f"/teams/{team}/members", {"name": MARKER, "contracted_minutes": 600}), 409)
        assert walls.digest(operator) == before

    async def test_nobody_is_moved_to_or_written_down_for_a_team_that_has_ended(
        self, stage: Stage, as_: As, operator: psycopg.Connection[Any]
    ) -> None:
        made = await as_("manager").post(
            "/teams", {"name": "Once", "purpose": "Was.", "setting": "home_care", "started_on": "2020-01-01"}
        )
        operator.execute("UPDATE team SET ended_on = current_date WHERE id = %s", [made.json()["id"]])
        theirs = stage.places["arthur"]
        operator.execute("UPDATE move_offer SET removed_at = now() WHERE person_id = %s", [theirs.person])
        before = walls.digest(operator)
        refused(
            await as_("carer").post(f"/people/{theirs.person}/move-offers", {"to_team_id": made.json()["id"], "words": MARKER}),
            409,
        )
        refused(await as_("manager").post("/people", {"team_id": made.json()["id"], "preferred_name": MARKER}), 409)
        assert walls.digest(operator) == before

    async def test_a_move_that_no_status_makes_is_refused(self, stage: Stage, as_: As, operator: psycopg.Connection[Any]) -> None:
        before = walls.digest(operator)
        for body in ({"to": "enquiry"}, {"to": "ended"}, {"to": "paused", "reason": "died"}, {"to": MARKER}):
            refused(await as_("carer").post(f"/people/{stage.places['jean'].person}/status-changes", body), 409, 422)
        assert walls.digest(operator) == before


class TestThatAFaultIsNoticed:
    """The helpers of this page, given what they must find."""

    def test_an_echo_would_be_noticed(self) -> None:
        kind = {"content-type": "application/problem+json"}
        with pytest.raises(AssertionError):
            refused(httpx2.Response(422, headers=kind, json={"detail": f"{MARKER} is not a valid date."}))
        assert refused(httpx2.Response(422, headers=kind, json={"detail": "Send a valid date."}))

    async def test_what_is_half_written_would_be_noticed(self, stage: Stage, operator: psycopg.Connection[Any]) -> None:
        before, gift = walls.digest(operator), [stage.places["jean"].record("gift")]
        operator.execute("UPDATE gift SET tags = '{quiet}' WHERE id = %s", gift)
        after = walls.digest(operator)
        assert {name for name in before if before[name] != after[name]} == {"gift", "change", "change_value"}
