"""Rows that a seed makes in the server itself, batch by batch, without triggers and their change log."""

from typing import Any

import psycopg


class Batches:
    """Statements of one seed into `tables`, each committed: what breaks off leaves whole batches."""

    def __init__(self, connection: psycopg.Connection[Any], *tables: str) -> None:
        self.connection, self.tables = connection, tables
        self.replica = _as_replica(connection)

    def batch(self, statement: str, given: dict[str, Any], *, counts: bool = False) -> int:
        """Run it. Answers how many rows it wrote, or with `counts` the number that it answers."""
        with self.connection.transaction():
            self._triggers("DISABLE")
            cursor = self.connection.execute(statement.encode(), given)
            row = cursor.fetchone() if counts else (cursor.rowcount,)
            self._triggers("ENABLE")
        return int(row[0]) if row else 0

    def settle(self, *beside: str) -> None:
        """Let the planner know, and the rows be known as visible to all."""
        self.connection.execute("RESET ROLE")
        if self.replica:
            self.connection.execute("RESET session_replication_role")
        self.connection.commit()
        self.connection.autocommit = True
        self.connection.execute(f"VACUUM (ANALYZE) {', '.join((*self.tables, *beside))}".encode())
        self.connection.autocommit = False

    def _triggers(self, which: str) -> None:
        """Where the login may not be a replica: as the tables' owner. The lock lets nobody else write until this batch is in."""
        if not self.replica:
            self.connection.execute("RESET ROLE")
            for table in self.tables:
                self.connection.execute(f"ALTER TABLE {table} {which} TRIGGER USER".encode())
            self.connection.execute("SET ROLE wt_operator")


def _as_replica(connection: psycopg.Connection[Any]) -> bool:
    """Triggers and foreign-key checks off for this session, where the login may: a superuser, most managed servers' admins."""
    connection.commit()
    try:
        with connection.transaction():
            connection.execute("RESET ROLE")
            connection.execute("SET session_replication_role = replica")
    except psycopg.errors.InsufficientPrivilege:
        found = False
    else:
        found = True
    connection.execute("SET ROLE wt_operator")
    connection.commit()
    return found
