"""A council's tokens over every route of the service: figures, its own hand-overs and arrangements; never a life."""

import inspect
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.access.roles import SCOPES
from api.domain.commissioning.hand_overs.models import HandOver
from api.domain.funds.statements import paper, wording
from tests.access_matrix import harness, table
from tests.access_matrix.bodies import BODIES
from tests.access_matrix.conftest import nothing_stays
from tests.access_matrix.operations import Operation, operations
from tests.access_matrix.places import Place, nowhere
from tests.access_matrix.stage import Stage, set_up
from tests.commissioning import needles
from tests.commissioning import test_reports as reports
from tests.commissioning.handing import sent
from tests.funds import test_statements as statements
from tests.world import Caller

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
FORMS: Final = ("text/html", "text/csv", "application/pdf", "image/svg+xml", "application/fhir+json", "text/calendar")
ROADS: Final = ("theirs", "jean", "elm", "random")
# All that answers 200 or 201 to a council at all. What is new here was thought about; what is not here and answers is a leak.
OF_ANYBODY: Final = frozenset({
    "get_me", "get_organisation", "list_measures", "get_measure", "list_looks", "list_notices", "get_notice",
    "record_notice_reading", "list_own_sessions", "get_own_session", "end_own_session", "end_other_sessions",
    "list_cqc_ratings",
})  # fmt: skip
OF_COUNCILS: Final = frozenset({
    "list_hand_over_teams", "list_hand_overs", "get_hand_over", "send_hand_over", "put_hand_over", "update_hand_over",
    "withdraw_hand_over",
    "list_provider_ratings",
    "list_figure_snapshots", "get_figure_snapshot", "list_figures", "get_figures", "list_latest_figures",
})  # fmt: skip
OF_COMMISSIONERS: Final = OF_COUNCILS | frozenset({
    "list_arrangements", "get_arrangement", "list_small_numbers", "list_outcome_summaries", "get_outcome_summary_counts",
    "list_all_fund_statements",
    "list_commissioned_providers", "get_commissioned_provider", "agree_to_provider", "end_commissioned_provider",
    "make_figure_report", "list_figure_reports", "get_figure_report", "get_figure_report_document", "remove_figure_report",
    "get_fund_statement", "get_fund_statement_document",
})  # fmt: skip
REACHED: Final = {"commissioner": OF_ANYBODY | OF_COMMISSIONERS, "council_client": OF_ANYBODY | OF_COUNCILS}
# What must have answered, for the walk to have been one: lists with something in them, and each with what is theirs.
SOMETHING: Final = 400  # letters: an empty list says half as much
PHONE: Final = 8
FULL: Final = {"council_client": {
    "list_hand_overs", "get_hand_over", "list_hand_over_teams", "list_latest_figures", "list_figures", "get_figures",
    "list_looks",
}}  # fmt: skip
FULL["commissioner"] = FULL["council_client"] | {
    "list_arrangements", "get_arrangement", "list_outcome_summaries", "get_figure_report_document", "list_all_fund_statements",
    "get_fund_statement_document",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """An answer, to which operation, and what it says."""

    operation: str
    status: int
    path: str
    text: str


@pytest.fixture(scope="module")
def stage(operator: Operator, world: World) -> Stage:
    return set_up(operator, world)


@pytest.fixture(scope="module", autouse=True)
async def theirs(stage: Stage, as_: As, world: World, operator: Operator) -> Mapping[str, Place]:
    """What each may have: a hand-over of its own, figures and a report of them, and a statement that Jean lets it read."""
    jean = stage.places["jean"]
    row = operator.execute(
        "SELECT snapshot_id, id FROM published_figures WHERE organisation_id = %s AND breakdown = 'everyone' LIMIT 1",
        [world.council_id],
    ).fetchone()
    assert row is not None
    report = await reports.ask(as_("commissioner"), row[0])
    assert reports.work(operator, report)
    give = {"purpose": "commissioner_statement", "audience": "council", "audience_id": str(world.council_id)}
    assert (await as_("person").post(f"/people/{jean.person}/consents", give | {"given_how": "written"})).status_code == 201
    operator.execute("UPDATE fund_statement SET removed_at = now() WHERE person_id = %s", [jean.person])
    fund = operator.execute("SELECT fund_id FROM fund_entry WHERE person_id = %s ORDER BY on_day DESC", [jean.person]).fetchone()
    assert fund is not None
    statement = await statements.ask(as_("carer"), fund[0])
    assert statements.work(operator, statement)
    shared = {
        "figure_snapshot": row[0], "exact_figures": row[1], "figure_report": UUID(report), "fund_statement": UUID(statement),
    }  # fmt: skip
    found = {}
    for who in REACHED:
        records = {**jean.records, **shared, "hand_over": UUID((await sent(as_, world, who))["id"])}
        found[who] = replace(jean, records=records)
    return found


@pytest.fixture(scope="module")
def lives(stage: Stage, operator: Operator) -> frozenset[needles.Run]:
    _ = stage
    return needles.of_world(operator)


def own_words(operator: Operator, who: str, world: World) -> set[needles.Run]:
    """What a council wrote itself: of a client, what that client sent; and what it was answered."""
    mine = f"council_id = '{world.council_id}'"
    if who == "council_client":
        mine += f" AND sent_by_client_id = '{world.client(who).client_id}'"
    columns = [column.name for column in HandOver.__table__.columns]
    walked = (BODIES[operation](nowhere()) for operation in ("send_hand_over", "put_hand_over", "update_hand_over"))
    now = {run for body in walked for name, value in body.items() for run in needles.of_column(name, value)}
    return needles.of_table(operator, "hand_over", columns, mine) | now


async def walk(caller: Caller, stage: Stage, theirs: Place) -> list[Said]:
    """Every operation with ids of what is theirs, of people whom the council funds, of others, and of nobody.

    Reads in every form that there is.
    """
    found = []
    for operation in operations().values():
        # What is read without an id is the same on every road.
        for road in ROADS if operation.parameters or operation.method != "GET" else ROADS[:1]:
            place = {"random": nowhere(), "theirs": theirs}.get(road) or stage.places[road]
            answer = await asked(caller, operation, place)
            found.append(answer)
            if operation.method == "GET" and answer.status == 200:
                found += [await asked(caller, operation, place, form) for form in FORMS]
    return found


async def asked(caller: Caller, operation: Operation, place: Place, form: str | None = None) -> Said:
    """One question, with a body that would be good."""
    path = harness.path_of(operation, table.rows().get(operation.name, ("-", {}))[0], place)
    made = BODIES.get(operation.name)
    version = None if operation.method in ("GET", "POST") else "*"
    more: dict[str, Any] = {"headers": {"accept": form}} if form else {}
    where = f"{path}?limit=200" if operation.is_list and operation.method == "GET" else path
    answer = await caller.send(operation.method, where, None if made is None else made(place), version=version, **more)
    return Said(operation.name, answer.status_code, where, needles.written(answer))


def of_statement(operator: Operator, theirs: Place) -> set[needles.Run]:
    """What a statement says of the person who lets their council read it: who they are, and what stands in their fund."""
    jean = f"'{theirs.person}'"
    said = needles.of_table(operator, "person", ["preferred_name"], f"id = {jean}") | {needles.of_id(theirs.person)}
    for table_, columns in (
        ("fund", ["name", "decided_words", "fee_words"]), ("fund_plan_item", ["what"]), ("fund_entry", ["words", "payee"]),
    ):  # fmt: skip
        found = operator.execute(f"SELECT {', '.join(columns)} FROM {table_} WHERE person_id = {jean}".encode()).fetchall()
        said |= {run for row in found for text in row if text for run in (*needles.name_words(text), *needles.runs(text))}
    for module in (wording, paper):
        said |= set(needles.runs(inspect.getsource(module)))  # the service's own words
    row = operator.execute("SELECT content FROM fund_statement WHERE id = %s", [theirs.record("fund_statement")]).fetchone()
    assert row is not None
    return said | {(number,) for number in needles.leaves(row[0]) if number.isdigit() and len(number) < PHONE}  # pence


def leaks(
    said: list[Said], lives: frozenset[needles.Run], own: set[needles.Run], let: AbstractSet[needles.Run] = frozenset()
) -> Iterator[str]:
    """What was told of anybody, other than in one's own hand-overs what one wrote, and in a statement what one was let have."""
    for one in said:
        may = own if "hand_over" in one.operation else let if "fund_statement" in one.operation else set[needles.Run]()
        held = needles.found_in(one.text, lives)
        if held := held - may if one.status < 300 else held:
            yield f"{one.status} {one.operation} {one.path}: {sorted(held)[:6]}"


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize("who", REACHED)
async def test_a_council_meets_nobodys_life_on_any_route(
    who: str, stage: Stage, theirs: Mapping[str, Place], as_: As, lives: frozenset[needles.Run], operator: Operator, world: World
) -> None:
    said = await walk(as_(who), stage, theirs[who])
    said.append(await asked(as_(who), operations()["list_looks"], nowhere()))  # with all of the looks until now
    assert [one for one in said if one.status >= 500] == []
    assert {one.operation for one in said if one.status < 300} <= REACHED[who]
    assert {one.operation for one in said} == operations().keys()
    assert FULL[who] <= {one.operation for one in said if one.status == 200 and len(one.text) > SOMETHING}
    assert list(leaks(said, lives, own_words(operator, who, world), of_statement(operator, theirs[who]))) == []


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize("who", REACHED)
async def test_nor_with_every_scope_there_is(
    who: str, stage: Stage, theirs: Mapping[str, Place], as_: As, lives: frozenset[needles.Run], operator: Operator, world: World
) -> None:
    said = await walk(as_(who, scopes=" ".join(sorted(SCOPES))), stage, theirs[who])
    assert [one for one in said if one.status >= 500] == []
    assert list(leaks(said, lives, own_words(operator, who, world), of_statement(operator, theirs[who]))) == []


async def test_a_councils_looks_do_not_say_at_whom(
    stage: Stage, as_: As, lives: frozenset[needles.Run], operator: Operator, world: World
) -> None:
    jean, david = stage.places["jean"].person, world.account("commissioner").account_id
    operator.execute("DELETE FROM look WHERE operation = 'list_outcome_summaries'")
    operator.execute(
        "INSERT INTO look (id, organisation_id, account_id, role, operation, kind, ids, person_ids)"
        " VALUES (gen_random_uuid(), %s, %s, 'commissioner', 'list_outcome_summaries', 'outcome', '{}', ARRAY[%s]::uuid[])",
        [world.council_id, david, jean],
    )
    for who in ("commissioner", "council_manager"):
        told = await as_(who).get("/looks?operation=list_outcome_summaries")
        assert [one["person_ids"] for one in told.json()["items"]] == [[]]
        assert needles.found_in(needles.written(told), lives) == set()


@pytest.mark.parametrize(
    ("kept_in", "columns"),
    [
        ("person", ["preferred_name", "nhs_number", "date_of_birth"]),
        ("visit_record", ["what_happened"]),
        ("positive_risk", ["what_i_want"]),
        ("team_member", ["name"]),
        ("access_to_home", ["key_safe_code"]),
        ("arrangement", ["words"]),
    ],
)
def test_what_is_looked_for_is_in_the_world(
    kept_in: str, columns: list[str], lives: frozenset[needles.Run], operator: Operator
) -> None:
    looked_for = needles.of_table(operator, kept_in, columns) - needles.public(operator)
    assert looked_for
    assert looked_for - needles.spoken() <= lives
    assert len(looked_for & lives) > 0.9 * len(looked_for)


@pytest.mark.parametrize("column", ["preferred_name", "family_name", "nhs_number", "date_of_birth", "address_lines", "phones"])
async def test_a_leak_that_is_planted_is_found(
    column: str, stage: Stage, as_: As, lives: frozenset[needles.Run], operator: Operator, world: World
) -> None:
    jean = stage.places["jean"]
    told = operator.execute(f"SELECT {column}::text FROM person WHERE id = %s".encode(), [jean.person]).fetchone()
    assert told is not None
    operator.execute("UPDATE arrangement SET purchaser = %s WHERE id = %s", [told[0], jean.records["arrangement"]])
    said = await asked(as_("commissioner"), operations()["list_arrangements"], jean)
    operator.execute("UPDATE arrangement SET purchaser = NULL WHERE id = %s", [jean.records["arrangement"]])
    assert len(list(leaks([said], lives, own_words(operator, "commissioner", world)))) == 1
    clean = await asked(as_("commissioner"), operations()["list_arrangements"], jean)
    assert list(leaks([clean], lives, set())) == []


__all__ = ["nothing_stays"]
