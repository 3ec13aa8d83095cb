"""The ledger stands whoever writes past the service: every role, the login, the kernel's own; each wall alone holds it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from psycopg import sql

from api.demo.made import World
from api.domain.access.roles import Role
from tests.funds.keeping import opened, posted
from tests.people.saying import As
from tests.world import Database

TABLES = ("fund_entry", "fund_line")
WRITES = (
    "UPDATE {} SET pence = pence + 1", "UPDATE {} SET organisation_id = gen_random_uuid()", "UPDATE {} SET removed_at = now()",
    "DELETE FROM {}",
)  # fmt: skip
GROUPS = tuple(f"wt_{role}" for role in Role)


@pytest.fixture(name="beside")
def _beside(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Another connection, past the service, whose doings are rolled back."""
    with closing(psycopg.connect(database.admin_url)) as connection:
        yield connection
        connection.rollback()


@pytest.fixture(name="written")
async def _written(as_: As, world: World) -> str:
    """A fund with an entry."""
    fund = await opened(as_("carer"), world.person("Jean").id)
    await posted(as_("carer"), fund, "allocation", 100)
    return fund


def refused_to(connection: psycopg.Connection[Any], role: str, statement: str, table: str) -> str | None:
    """The SQLSTATE with which PostgreSQL refuses it; None when it does not, or touches nothing."""
    try:
        with connection.transaction(force_rollback=True):
            connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
            touched = connection.execute(sql.SQL(statement).format(sql.Identifier(table))).rowcount
            return "nothing" if touched == 0 else None
    except psycopg.Error as error:
        return error.sqlstate


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", WRITES)
@pytest.mark.parametrize("role", [*GROUPS, "wt_api", "wt_kernel"])
async def test_nobody_changes_or_removes_what_was_written(
    written: str, beside: psycopg.Connection[Any], role: str, statement: str, table: str
) -> None:
    assert written
    assert refused_to(beside, role, statement, table) == "42501"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", WRITES)
async def test_the_grants_alone_hold_the_ledger(
    written: str, beside: psycopg.Connection[Any], statement: str, table: str
) -> None:
    assert written
    beside.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    beside.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    for role in GROUPS:
        assert refused_to(beside, role, statement, table) == "42501"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", WRITES)
async def test_the_trigger_alone_holds_the_ledger(
    written: str, beside: psycopg.Connection[Any], statement: str, table: str
) -> None:
    assert written
    beside.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    for role in GROUPS:
        beside.execute(sql.SQL("GRANT ALL ON {} TO {}").format(sql.Identifier(table), sql.Identifier(role)))
        assert refused_to(beside, role, statement, table) == "42501"


@pytest.mark.parametrize("role", GROUPS)
async def test_no_role_inserts_an_entry_or_moves_a_balance_itself(
    written: str, beside: psycopg.Connection[Any], role: str
) -> None:
    for table in TABLES:
        assert refused_to(beside, role, "INSERT INTO {0} SELECT * FROM {0} LIMIT 0", table) == "42501"
    for statement in ("UPDATE {} SET allocated_pence = 1", "DELETE FROM {}"):
        assert refused_to(beside, role, statement, "fund_balance") == "42501"
    assert written


async def test_lines_that_do_not_add_up_are_refused_whoever_writes_them(written: str, beside: psycopg.Connection[Any]) -> None:
    line = (
        "INSERT INTO {} (id, organisation_id, team_id, person_id, fund_id, entry_id, account, pence)"
        " SELECT gen_random_uuid(), organisation_id, team_id, person_id, fund_id, id, 'allocated', 1 FROM fund_entry LIMIT 1"
    )
    assert written
    assert refused_to(beside, "wt_kernel", line, "fund_line") == "WT409"
    assert refused_to(beside, "wt_kernel", line.replace("1 FROM", "-1 FROM"), "fund_line") == "WT409"
