"""Runs cells of the table over the live service and says which came out otherwise."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx2
import pytest
from typing_extensions import override

from api.domain.shared.ids import new_id
from api.storage.writing import Writing
from tests.access_matrix import table
from tests.access_matrix.bodies import BODIES
from tests.access_matrix.operations import Operation, is_log, operations
from tests.access_matrix.places import Place
from tests.access_matrix.stage import Stage
from tests.world import Caller

REACHED = (200, 201, 202, 204, 304, 409, 412, 428)
# Names in paths to kinds of record; under any other name the path means what the table's line is of.
KINDS = {
    "person_id": "person", "team_id": "team", "member_id": "team_member", "role_id": "shared_role", "account_id": "account",
    "sign_in_id": "account_session", "absence_id": "absence", "visit_id": "visit", "visit_record_id": "visit_record",
    "review_id": "review", "cycle_id": "change_cycle",
    "outcome_id": "outcome",
    "check_in_id": "check_in",
    "circle_id": "circle",
    "circle_member_id": "circle_member",
    "group_id": "community_group", "session_id": "group_session",
    "item_id": "good_week_item",
    "proposal_id": "roster_proposal",
    "introduction_id": "introduction",
    "connection_id": "connection",
    "instrument_id": "instrument",
    "page_id": "person_page",
    "report_id": "figure_report",
    "snapshot_id": "figure_snapshot",
    "fund_id": "fund",
    "council_id": "council",
    "export_id": "cld_export",
}  # fmt: skip
# What is named by a code and is nobody's.
CODES = {"measure_code": "visits-on-time"}
AT_ONCE = 4


@dataclass(frozen=True)
class Cell:
    """One question: whether this role may do this to that."""

    operation: str
    role: str
    relation: str
    expected: str

    @override
    def __str__(self) -> str:
        """As a row of a report."""
        return f"{self.operation:30}{self.role:14}{self.relation:12}"


@dataclass(frozen=True)
class Answer:
    """What came of it: `yes`, `404`, `403`, or whatever else was said."""

    cell: Cell
    outcome: str
    response: httpx2.Response


def cells(stage: Stage, *, roles: Iterable[str] = table.ROLES, relations: Iterable[str] | None = None) -> list[Cell]:
    """Every cell of the table. Where the scope decides, two ids are as good as all."""
    found = []
    for operation, (_, words) in table.rows().items():
        for role in roles:
            for relation in (*stage.cells[role], *crossed(operation, role)):
                if relations is not None and relation not in relations:
                    continue
                if words[role] == "-" and relation not in ("own", "random"):
                    continue
                found.append(Cell(operation, role, relation, expected(operation, role, words[role], relation)))
    return found


def crossed(operation: str, role: str) -> tuple[str, ...]:
    """The relation of one's own parent with a record of somebody else's, where a path names both."""
    known = operations().get(operation.removesuffix("_create"))
    return (
        ("crossed",)
        if known and len(known.parameters) > 1 and not operation.endswith("_create") and role != "commissioner"
        else ()
    )


def expected(operation: str, role: str, word: str, relation: str) -> str:
    """What the table says."""
    if word == "-":
        return "403"
    if special := table.SPECIAL.get((operation, role, relation)):
        return special
    if word == "no" or (word == "mine" and relation == "beside"):
        return "refused"
    if relation == "opened" and word != "any":
        return "yes" if operation in table.OPENED else "refused"
    return "yes" if relation in table.REACHED[word] else "404"


def path_of(operation: Operation, of: str, place: Place, last: Place | None = None) -> str:
    """The path with the place's ids. `last`: where the last id is from, if it is from elsewhere."""
    ids: dict[str, UUID | str] = {}
    for name in operation.parameters:
        if name in CODES:
            ids[name] = CODES[name]
            continue
        source = last if last is not None and name == operation.parameters[-1] else place
        ids[name] = source.record(KINDS.get(name, of))
    return operation.path.format(**ids)


async def ask(caller: Caller, stage: Stage, cell: Cell, **more: Any) -> Answer:
    """Ask one question."""
    create = cell.operation.endswith("_create")
    operation = operations()[cell.operation.removesuffix("_create")] if create else operations()[cell.operation]
    of, _ = table.rows()[cell.operation]
    last = None
    if cell.relation == "crossed":
        _, place = stage.cells[cell.role]["own"]
        last = stage.places["elm" if cell.role == "manager" else "mill"]
    else:
        _, place = stage.cells[cell.role][cell.relation]
    path = path_of(operation, of, place, last)
    if create:
        path = path.rpartition("/")[0] + f"/{new_id()}"
    made = BODIES.get(cell.operation) or BODIES.get(operation.name)
    body = None if made is None else made(place)
    version = None if create or operation.method in ("GET", "POST") else "*"
    if operation.is_list:
        path += "?limit=200" if operation.method == "GET" else ""
    response = await caller.send(operation.method, path, body, version=version, **more)
    return Answer(cell, outcome(operation, of, place, response), response)


def outcome(operation: Operation, of: str, place: Place, response: httpx2.Response) -> str:
    """What an answer means. A list reaches a record when the record is in it."""
    status = response.status_code
    if status not in REACHED:
        return str(status)
    if not operation.is_list or status != 200:
        return "yes"
    if is_log(operation):
        return "yes" if of == "-" or response.json()["items"] else "empty"
    ids = {item.get("id") for item in response.json()["items"]}
    if of != "-" and str(place.record(of)) in ids:
        return "yes"
    # A list of one's own without somebody else's record in it; under a parent's id it has to be 404.
    return "yes" if of == "-" else "empty" if operation.parameters else "404"


def agrees(answer: Answer) -> bool:
    """Whether the answer is what the table says."""
    if answer.cell.expected == "refused":
        return answer.outcome in ("404", "empty") or 400 <= answer.response.status_code < 500
    return answer.outcome == answer.cell.expected


async def run(callers: Mapping[tuple[str, str], Caller], stage: Stage, asked: Iterable[Cell], **more: Any) -> list[Answer]:
    """Ask everything, a few at a time."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(cell: Cell) -> Answer:
        relation = "own" if cell.relation == "crossed" else cell.relation
        async with gate:
            return await ask(callers[cell.role, relation], stage, cell, **more)

    return list(await asyncio.gather(*(one(cell) for cell in asked)))


def report(answers: Iterable[Answer]) -> str:
    """All mismatches as one table; empty when there are none."""
    lines = [f"{a.cell}expected {a.cell.expected:8}was {a.outcome:6}{_code(a.response)}" for a in answers if not agrees(a)]
    return "\n".join(["", *lines]) if lines else ""


def _code(response: httpx2.Response) -> str:
    if response.status_code < 400:
        return ""
    body = response.json()
    return str(body["type"].rsplit("/", 1)[-1]) + " " + str([(e["pointer"], e["code"]) for e in body.get("errors", [])])[:160]


def roll_back(patch: pytest.MonkeyPatch) -> None:
    """Every write is done up to its commit and then rolled back: each cell meets the same world."""

    async def almost(self: Writing) -> None:
        if self._queue:
            await self.flush()

    patch.setattr(Writing, "commit", almost)
