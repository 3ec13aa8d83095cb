"""T5: each wall alone holds. With the other one away nobody reads or changes a row or a column that is not theirs."""

from collections.abc import Callable, Iterable, Iterator

import psycopg
import pytest
from sqlalchemy import literal_column

from api.domain.access.roles import SCOPES
from api.domain.people.gifts import queries as gifts
from api.storage.shape import Shape
from tests.access_matrix import harness, table, walls
from tests.access_matrix.columns import FIELDS
from tests.access_matrix.operations import operations
from tests.access_matrix.stage import Stage
from tests.world import Caller, Database

Callers = dict[tuple[str, str], Caller]
# A row of one's own that only a scope keeps back: one's own account, and the roles it holds.
ONES_OWN = ("account", "account_grant")


@pytest.fixture(scope="module")
def all_scopes(stage: Stage, as_: Callable[..., Caller]) -> Callers:
    """Callers whose token holds every scope there is."""
    every = " ".join(sorted(SCOPES))
    return {
        (role, relation): as_(who, scopes=every)
        for role, relations in stage.cells.items()
        for relation, (who, _) in relations.items()
    }


@pytest.fixture(autouse=True)
def _nothing_changed(stage: Stage, operator: psycopg.Connection[tuple[object, ...]]) -> Iterator[None]:
    """What is asked here is committed for real, and leaves the world as it was."""
    _ = stage
    before = walls.digest(operator)
    yield
    after = walls.digest(operator)
    assert [name for name in before if before[name] != after[name]] == []


def not_theirs(stage: Stage, *, whatever_the_scope: bool) -> list[harness.Cell]:
    """Every cell that the table refuses. `whatever_the_scope`: also those that only a scope refuses, with all their relations."""
    found = []
    for operation, (of, words) in table.rows().items():
        for role in table.ROLES:
            if words[role] == "-" and not whatever_the_scope:
                continue
            for relation in (*stage.cells[role], *harness.crossed(operation, role)):
                # Nothing can leak of nothing; and what is refused for its kind needs no more than one's own and two others'.
                if relation == "random" or (words[role] == "-" and relation not in ("own", "team", "elsewhere")):
                    continue
                said = harness.expected(operation, role, words[role], relation)
                if said != "yes" and not (words[role] == "-" and of in ONES_OWN and relation == "own"):
                    found.append(harness.Cell(operation, role, relation, said))
    return found


def leaks(answers: Iterable[harness.Answer]) -> str:
    """What gave or took something, or broke, as one table; a list without the record that was looked for gave nothing."""

    def gave(answer: harness.Answer) -> bool:
        status = answer.response.status_code
        operation = operations()[answer.cell.operation.removesuffix("_create")]
        nothing = operation.is_list and (answer.outcome in ("404", "empty") or b'"items":[]' in answer.response.content)
        return status >= 500 or (status < 400 and not nothing)

    lines = [f"{a.cell}was {a.response.status_code} {a.response.text[:160]}" for a in answers if gave(a)]
    return "\n".join(["", *lines]) if lines else ""


def fails_on(found: str) -> None:
    """A report that is not empty fails the test."""
    if found:
        pytest.fail(found, pytrace=False)


async def columns(callers: Callers, stage: Stage) -> dict[tuple[str, str], set[str]]:
    """Fields that a role was shown of its own and may not see."""
    found = {}
    for operation, allowed in FIELDS.items():
        known, (of, words) = operations()[operation], table.rows()[operation]
        for role in (r for r in table.ROLES if words[r] not in ("-", "no", "none")):
            answer = await callers[role, "own"].get(harness.path_of(known, of, stage.cells[role]["own"][1]))
            if answer.status_code == 200:
                item = answer.json()["items"][0] if known.is_list else answer.json()
                if more := set(item) - allowed.get(role, allowed["carer"]):
                    found[operation, role] = more
    return found


async def test_postgresql_alone_shows_and_changes_nothing_of_others(stage: Stage, all_scopes: Callers) -> None:
    with walls.without_the_application():
        fails_on(leaks(await harness.run(all_scopes, stage, not_theirs(stage, whatever_the_scope=True))))


async def test_postgresql_alone_shows_no_column_that_a_role_may_not_read(stage: Stage, all_scopes: Callers) -> None:
    with walls.without_the_application():
        assert await columns(all_scopes, stage) == {}


async def test_the_application_alone_shows_and_changes_nothing_of_others(
    stage: Stage, callers: Callers, database: Database
) -> None:
    with walls.without_row_security(database.admin_url):
        fails_on(leaks(await harness.run(callers, stage, not_theirs(stage, whatever_the_scope=False))))


async def test_the_application_alone_shows_no_column_that_a_role_may_not_read(
    stage: Stage, callers: Callers, database: Database
) -> None:
    with walls.without_row_security(database.admin_url):
        assert await columns(callers, stage) == {}


async def test_the_application_alone_does_not_tell_that_somebody_elses_nhs_number_is_known(
    stage: Stage, callers: Callers, database: Database
) -> None:
    body = {"team_id": stage.places["jean"].team, "preferred_name": "Joan", "nhs_number": stage.places["mill"].nhs_number}
    with walls.without_row_security(database.admin_url), pytest.MonkeyPatch.context() as patch:
        harness.roll_back(patch)
        answer = await callers["carer", "own"].post("/people", body)
    assert answer.status_code == 201


# ---- each was seen to fail: a wall with a hole is found ---------------------------------------------------------------


async def test_a_policy_that_lets_everybody_read_is_found(stage: Stage, all_scopes: Callers, database: Database) -> None:
    cells = [c for c in not_theirs(stage, whatever_the_scope=True) if c.operation == "get_gift" and c.role == "carer"]
    with psycopg.connect(database.admin_url, autocommit=True) as connection, walls.without_the_application():
        connection.execute("CREATE POLICY planted ON gift FOR SELECT TO wt_carer USING (true)")
        try:
            found = leaks(await harness.run(all_scopes, stage, cells))
        finally:
            connection.execute("DROP POLICY planted ON gift")
        assert not leaks(await harness.run(all_scopes, stage, cells))
    assert found.count("get_gift") >= 3


async def test_a_column_granted_too_widely_is_found(stage: Stage, all_scopes: Callers, database: Database) -> None:
    with psycopg.connect(database.admin_url, autocommit=True) as connection, walls.without_the_application():
        connection.execute("GRANT SELECT ON person TO wt_coach")
        try:
            found = await columns(all_scopes, stage)
        finally:
            connection.execute("REVOKE SELECT ON person FROM wt_coach")
    assert "ethnicity" in found["get_person", "coach"]


async def test_a_query_without_its_filter_is_found(stage: Stage, callers: Callers, database: Database) -> None:
    whole = Shape.visible
    cells = [c for c in not_theirs(stage, whatever_the_scope=False) if c.operation == "get_gift" and c.role == "carer"]
    with walls.without_row_security(database.admin_url), walls.made_anew(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Shape,
            "visible",
            lambda self, reader, **more: literal_column("true") if self is gifts.GIFT else whole(self, reader, **more),
        )
        walls.forget_statements()
        found = leaks(await harness.run(callers, stage, cells))
    assert found.count("get_gift") >= 3
