"""A queue to oneself."""

from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from tests.jobs.working import Queue
from tests.world import Database


@pytest.fixture
def queue(database: Database) -> Iterator[Queue]:
    """The queue of this module's database, empty."""
    with closing(psycopg.connect(database.admin_url, autocommit=True)) as owner:
        owner.execute("DELETE FROM jobs.procrastinate_periodic_defers")
        owner.execute("DELETE FROM jobs.procrastinate_jobs")
        owner.execute("DELETE FROM jobs.procrastinate_workers")
        yield Queue(database, owner)
