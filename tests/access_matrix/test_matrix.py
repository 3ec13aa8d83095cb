"""T2: every role, every operation, every relation, over the live service; the table says what is right."""

import pytest

from tests.access_matrix import harness, table
from tests.access_matrix.columns import FIELDS
from tests.access_matrix.operations import operations
from tests.access_matrix.stage import Stage
from tests.world import Caller

Callers = dict[tuple[str, str], Caller]


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize("role", table.ROLES)
async def test_a_role_reaches_what_the_access_matrix_says_and_nothing_else(role: str, stage: Stage, callers: Callers) -> None:
    answers = await harness.run(callers, stage, harness.cells(stage, roles=[role]))
    if found := harness.report(answers):
        pytest.fail(found, pytrace=False)


@pytest.mark.usefixtures("nothing_stays")
async def test_a_cell_that_is_otherwise_is_reported(stage: Stage, callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    right, wrong = (
        "get_gift  gift  team team shared self shared - all team",
        "get_gift  gift  team - shared self shared - all all",
    )
    monkeypatch.setattr(table, "TABLE", right)
    assert not harness.report(await harness.run(callers, stage, harness.cells(stage)))
    monkeypatch.setattr(table, "TABLE", wrong)
    found = harness.report(await harness.run(callers, stage, harness.cells(stage))).split("\n")
    assert [line.split()[:3] for line in found if line] == [
        ["get_gift", "coach", "own"], ["get_gift", "coach", "random"], ["get_gift", "integration", "team"],
    ]  # fmt: skip


@pytest.mark.parametrize("operation", FIELDS)
async def test_a_role_sees_the_fields_it_may_see(operation: str, stage: Stage, callers: Callers) -> None:
    of, words = table.rows()[operation]
    known = operations()[operation]
    seen: dict[str, frozenset[str]] = {}
    expected: dict[str, frozenset[str]] = {}
    for role in (r for r in table.ROLES if words[r] not in ("-", "none")):
        _, place = stage.cells[role]["own"]
        answer = await callers[role, "own"].get(harness.path_of(known, of, place))
        body = answer.json()
        seen[role] = frozenset(body["items"][0] if known.is_list else body)
        expected[role] = FIELDS[operation].get(role, FIELDS[operation]["carer"])
    assert seen == expected
