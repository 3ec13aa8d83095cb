"""Tests of visits begin with empty weeks: the demo world's own visits lie around the hour at which a test happens to run."""

from contextlib import closing

import psycopg
import pytest

from tests.world import Database

# Children first. The log keeps what was.
EMPTIED = (
    "concern", "visit_record", "visit_slot", "visit_link", "visit", "visit_series", "hours_entry", "hours_agreement",
    "absence_reason", "absence", "working_pattern",
)  # fmt: skip


@pytest.fixture(scope="module")
def database(database: Database) -> Database:
    """A copy of the world without its visits."""
    with closing(psycopg.connect(database.admin_url, autocommit=True)) as connection:
        connection.execute("SET ROLE wt_operator")
        for table in EMPTIED:
            connection.execute(f"DELETE FROM {table}".encode())
    return database
