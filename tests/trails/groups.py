"""The second wall alone: SQL as a group role, whatever the application would have asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg


@contextmanager
def as_group(operator: psycopg.Connection[Any], group: str, **settings: object) -> Iterator[None]:
    """A transaction as a group role with these settings of enter(); rolled back. A defect of ours, or a thief."""
    with operator.transaction(force_rollback=True):
        operator.execute("SET LOCAL ROLE NONE")
        for name, value in settings.items():
            operator.execute("SELECT set_config(%s, %s, true)", [f"app.{name}", str(value)])
        operator.execute(f"SET LOCAL ROLE {group}".encode())
        yield
