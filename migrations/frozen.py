"""SQL files beside a migration: statements separated by a line `--;`, run one by one."""

from pathlib import Path

from alembic import op

SEPARATOR = "\n--;\n"


def run(name: str) -> None:
    """Run the statements of `versions/<name>.sql`."""
    for statement in (Path(__file__).parent / "versions" / f"{name}.sql").read_text().split(SEPARATOR):
        if statement.strip():
            # exec_driver_sql semantics: no bind parameters, so a colon or a percent sign in a function stays what it is
            op.execute(statement.replace(":", "\\:") if ":" in statement else statement)


def run_live(name: str) -> None:
    """Run the statements of `versions/<name>.sql` each by itself: indexes that are made and dropped beside a table's traffic."""
    with op.get_context().autocommit_block():
        run(name)


def freeze(name: str, statements: list[str]) -> None:
    """Write statements as they are now; a migration that landed is never written again."""
    (Path(__file__).parent / "versions" / f"{name}.sql").write_text(SEPARATOR.join(statements) + "\n")
