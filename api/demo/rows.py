"""Rows of a world, collected and written in one statement for each table."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

import orjson
import psycopg
from psycopg import sql
from pydantic.fields import FieldInfo

from api.domain.registry import tables
from api.domain.shared.table import Record

# Rows sent in one statement: a JSON text of some megabytes.
AT_ONCE = 5000
# Who was at a meeting is looked up as it is written: its members come before it, though no key says so.
LATER = frozenset({"circle_meeting", "circle_action"})


class Rows:
    """Collects rows by table. A misspelt column is refused at once."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.found: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def add(self, cls: type[Record], **values: Any) -> UUID:  # noqa: ANN401 - columns of any type
        """Add a row; what is not given gets the model's default. Answers its id."""
        if strange := values.keys() - {name for name, _ in _defaults(cls)}:
            message = f"{cls.__name__} has no {sorted(strange)}"
            raise TypeError(message)
        given = {"created_at": self.now, "updated_at": self.now, **values}
        # As the model itself would fill it in; a table's model checks nothing, and making one of each row takes most of the time.
        row = {name: given[name] if name in given else default() for name, default in _defaults(cls)}
        self.found[str(cls.__tablename__)].append(row)
        identity: UUID = row["id"]
        return identity

    def write(self, connection: psycopg.Connection[Any]) -> None:
        """Write everything, parents first. COPY would be refused: it does not work under row security."""
        with connection.pipeline():
            for name in sorted(tables(), key=LATER.__contains__):
                rows = self.found.get(name, [])
                for start in range(0, len(rows), AT_ONCE):
                    _insert(connection, name, rows[start : start + AT_ONCE])
        self.found.clear()


@cache
def _defaults(cls: type[Record]) -> tuple[tuple[str, Callable[[], Any]], ...]:
    """What each column of a table is filled with where nothing is given."""
    return tuple((name, _default(cls.model_fields[name])) for name in cls.__table__.columns.keys())  # noqa: SIM118 - no dict


def _default(field: FieldInfo) -> Callable[[], Any]:
    if field.default_factory is not None:
        return cast("Callable[[], Any]", field.default_factory)  # none of a table's asks for the other values
    value = None if field.is_required() else field.default
    return lambda: value


def _insert(connection: psycopg.Connection[Any], name: str, rows: list[dict[str, Any]]) -> None:
    columns = sql.SQL(", ").join(map(sql.Identifier, rows[0]))
    statement = sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM jsonb_populate_recordset(NULL::{table}, %s::jsonb)"
    )
    # With its schema: `circle` alone would be PostgreSQL's own type.
    connection.execute(
        statement.format(table=sql.Identifier("public", name), columns=columns), [orjson.dumps(rows, default=_spelled).decode()]
    )


def _spelled(value: Any) -> str:  # noqa: ANN401 - what JSON has no word for
    """As PostgreSQL reads it."""
    if isinstance(value, bytes):
        return "\\x" + value.hex()
    raise TypeError(type(value).__name__)
