"""T3: somebody else's id and an id of nothing get the same answer: status, headers and body apart from ids."""

import re

import pytest

from api.domain.shared.errors import StaleError
from tests.access_matrix import harness, table
from tests.access_matrix.operations import operations
from tests.access_matrix.stage import Stage
from tests.world import Caller

Callers = dict[tuple[str, str], Caller]
OF_THE_OCCURRENCE = ("request-id", "ratelimit", "date")
UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


def said(answer: harness.Answer) -> tuple[int, dict[str, str], str]:
    """An answer without what names the occurrence, and without ids."""
    response = answer.response
    headers = {name: value for name, value in response.headers.items() if name not in OF_THE_OCCURRENCE}
    return response.status_code, headers, UUID.sub("-", response.text)


def foreign_cells(stage: Stage, role: str) -> list[harness.Cell]:
    """What this role neither reaches nor sees for another reason, for every operation with an id in its path or body."""
    found = []
    for operation, (of, words) in table.rows().items():
        own_list = operation.startswith("list_") and not operations()[operation].parameters
        if of == "-" or own_list:
            continue
        for relation in set(stage.cells[role]) - {"own", "random", "opened"}:
            cell = harness.Cell(operation, role, relation, "404")
            if harness.expected(operation, role, words[role], relation) != "yes" and not seen(cell, words[role]):
                found.append(cell)
    return found


# Relations within a role's reach: such a record is read, and only refused what is asked of it.
SEEN = {
    "carer": ("beside",),
    "coach": ("beside",),
    "manager": ("beside", "team"),
    "person": ("beside",),
    "integration": ("beside",),
}


def seen(cell: harness.Cell, word: str) -> bool:
    """Whether the caller may read the record and is refused in words of its own."""
    of = table.rows()[cell.operation][0]
    return (cell.operation, cell.role, cell.relation) in table.SPECIAL or (
        word in ("no", "mine")
        and (
            cell.relation in SEEN.get(cell.role, ())
            # A circle is read by being of it, whatever the person shares or took back.
            or (of.startswith("circle") and cell.role in ("family", "connector") and cell.relation == "withdrawn")
        )
    )


@pytest.mark.usefixtures("nothing_stays")
@pytest.mark.parametrize("role", table.ROLES)
async def test_a_foreign_id_is_answered_like_one_of_nothing(role: str, stage: Stage, callers: Callers) -> None:
    cells = foreign_cells(stage, role)
    random = [harness.Cell(operation, role, "random", "404") for operation in sorted({c.operation for c in cells})]
    of_nothing = {a.cell.operation: said(a) for a in await harness.run(callers, stage, random)}
    foreign = await harness.run(callers, stage, cells)
    different = [
        f"{a.cell}{said(a)}\n{'':56}{of_nothing[a.cell.operation]}" for a in foreign if said(a) != of_nothing[a.cell.operation]
    ]
    if different:
        pytest.fail("\n".join(["", *different]), pytrace=False)


@pytest.mark.usefixtures("nothing_stays")
async def test_a_telling_answer_would_be_noticed(stage: Stage, callers: Callers, monkeypatch: pytest.MonkeyPatch) -> None:
    async def tells(*_: object) -> None:
        raise StaleError(extra={"current_version": 1})

    monkeypatch.setattr("api.domain.people.gifts.service.say_anew", tells)
    cells = [harness.Cell("update_gift", "carer", "team", "404"), harness.Cell("get_gift", "carer", "random", "404")]
    one, other = await harness.run(callers, stage, cells)
    assert said(one) != said(other)
