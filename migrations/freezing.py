"""Freezes what the newest migration has to do: the difference between what the earlier ones made and what the code says now.

`python -m migrations.freezing` writes `versions/<newest>.sql` and its way back. Tables that change need words by hand
(`<newest>_by_hand.sql` and `_by_hand_down.sql`), because how rows get from the old shape to the new one cannot be derived;
`<newest>_tables.sql` keeps what they look like after it, for the next migration to compare with, and is never run. Indexes of
tables that stay are made and dropped concurrently, outside the transaction: `<newest>_live.sql` and `_down_live.sql`.
A migration that landed is never written again.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from api.storage.schema import statements
from migrations.frozen import SEPARATOR, freeze

VERSIONS: Final = Path(__file__).parent / "versions"
APART: Final = ("0003_jobs",)  # the queue's own schema: frozen from api.storage.queue, not from the tables
NAMED: Final = re.compile(
    r"CREATE (?:OR REPLACE )?(TABLE|POLICY|TRIGGER|FUNCTION|(?:UNIQUE )?INDEX) (\w+)(?:(?: .*?)? ON (\w+))?", re.DOTALL
)
# It runs in an autocommit block, whose COMMIT the check is not shown.
ALONE: Final = "-- squawk-ignore ban-concurrent-index-creation-in-transaction\n"

GRANTED: Final = re.compile(r"GRANT ((?:SELECT|INSERT|UPDATE|DELETE).*) ON (\w+) TO (\w+)")


def newest() -> str:
    """The migration that has not landed."""
    return max(p.stem for p in VERSIONS.glob("[0-9]*.py") if p.stem not in APART)


def frozen_before(name: str) -> list[str]:
    """What the earlier migrations made, statement by statement; a later word on the same thing counts.

    How they got there (what they dropped, their words by hand) and what is frozen apart is no part of it: the way back would
    do it again.
    """
    found: dict[str, str] = {}
    for path in sorted(VERSIONS.glob("[0-9]*.sql")):
        if path.stem < name and path.stem not in APART and not path.stem.endswith(("_down", "_by_hand", "_down_live")):
            by_hand = {part.strip() for part in _text(f"{path.stem}_by_hand.sql").split(SEPARATOR)}
            for statement in (_at_rest(part.strip()) for part in path.read_text().split(SEPARATOR)):
                if statement.startswith("DROP "):
                    found.pop(statement.removeprefix("DROP ").partition("(")[0], None)
                elif statement.startswith("REVOKE ") and " FROM " in statement:
                    found.pop("GRANT" + statement.removeprefix("REVOKE").replace(" FROM ", " TO "), None)
                elif statement not in by_hand:
                    found[key_of(statement)] = statement
    return list(found.values())


def key_of(statement: str) -> str:
    """What a statement makes: kind and name; for all that has none, the statement itself."""
    made = NAMED.match(re.sub(r"^(--.*\n)+", "", statement.strip()))
    if made is None:
        return statement.strip()
    kind, name, on = made.groups()
    kind = kind.removeprefix("UNIQUE ")
    return f"{kind} {name}" + (f" ON {on}" if kind in ("POLICY", "TRIGGER") else "")


def difference(old: list[str], new: list[str], *, by_hand: str) -> Iterator[str]:
    """The statements that lead from old to new. What changed is dropped and made anew, but tables: these are changed by hand."""
    before = {key_of(s): s.strip() for s in old}
    after = {key_of(s): s.strip() for s in new}
    # Before the words by hand: a column that a policy looks at cannot be dropped.
    gone = [key for key in before if after.get(key) != before[key] and key.startswith(("POLICY", "TRIGGER"))]
    tables_gone = [key.removeprefix("TABLE ") for key in before if key.startswith("TABLE") and key not in after]
    yield from (f"DROP {key}" for key in gone if key.rpartition(" ON ")[2] not in tables_gone)
    taken_back = _taken_back(before, after, tables_gone)
    yield from (f"REVOKE {right} ON {table} FROM {role}" for right, table, role in taken_back)
    granted_anew = {table for _, table, _ in taken_back}  # a column in both the old list and the new one was taken back too
    if tables_gone:
        yield f"DROP TABLE {', '.join(reversed(tables_gone))}"
    indexes = [key for key in before if key.startswith("INDEX") and before[key] != after.get(key)]
    yield from (f"DROP {key}" for key in indexes if _table_of(before[key]) not in tables_gone)  # else it went with its table
    yield from (part.strip() for part in by_hand.split(SEPARATOR) if part.strip())
    for key, statement in after.items():
        known = before.get(key)
        granted = GRANTED.fullmatch(key)
        if known == statement and (granted is None or granted[2] not in granted_anew):
            continue
        kind = key.partition(" ")[0]
        if known is not None and kind == "TABLE":
            if key.removeprefix("TABLE ") not in by_hand:
                message = f"{key} changed: say by hand how"
                raise SystemExit(message)
            continue
        if kind == "FUNCTION" and known is not None and "CREATE OR REPLACE" not in statement:
            yield f"DROP {key}"
        if statement.startswith(("GRANT CREATE ON SCHEMA", "REVOKE CREATE ON SCHEMA")):
            continue
        yield statement
    yield from (f"DROP FUNCTION {s}" for s in _functions_gone(before, after))


def _taken_back(before: dict[str, str], after: dict[str, str], tables_gone: list[str]) -> list[tuple[str, str, str]]:
    """What was granted on tables and is not any more: a narrower grant alone would leave the wider one standing."""
    found = [GRANTED.fullmatch(key) for key in before if key not in after]
    return [(m[1], m[2], m[3]) for m in found if m is not None and m[2] not in tables_gone]


def _table_of(index: str) -> str | None:
    found = NAMED.match(index)
    return found and found[3]


def _functions_gone(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for key in before:
        if key.startswith("FUNCTION") and key not in after:
            signature = re.search(
                r"ALTER FUNCTION (" + key.removeprefix("FUNCTION ") + r"\(.*?\)) OWNER", "\n".join(before.values())
            )
            yield signature[1] if signature else key.removeprefix("FUNCTION ")


def main() -> None:
    """Write the newest migration's SQL, both ways."""
    name = newest()
    old, new = frozen_before(name), statements()
    hand, hand_down = (_text(f"{name}_by_hand.sql"), _text(f"{name}_by_hand_down.sql"))
    wanted = ("GRANT CREATE ON SCHEMA public TO wt_kernel", "REVOKE CREATE ON SCHEMA public FROM wt_kernel")
    _freeze(name, [wanted[0], *difference(old, new, by_hand=hand), wanted[1]], old, new)
    before = {key_of(s): s.strip() for s in old}
    changed = [s for s in new if key_of(s).startswith("TABLE") and before.get(key_of(s), s.strip()) != s.strip()]
    if changed:
        freeze(f"{name}_tables", changed)
    _freeze(f"{name}_down", [wanted[0], *difference(new, old, by_hand=hand_down), wanted[1]], new, old)


def _freeze(name: str, made: list[str], before: list[str], after: list[str]) -> None:
    """Write the statements; those about indexes of tables that were there before and are there after, apart."""
    stays = {key_of(s) for s in before} & {key_of(s) for s in after}
    tables = {
        f"INDEX {m[2]}": f"TABLE {m[3]}" for s in (*before, *after) if (m := NAMED.match(s.strip())) and m[3] and "INDEX" in m[1]
    }
    live = [s for s in made if tables.get(key_of(s).removeprefix("DROP ")) in stays]
    freeze(name, [s for s in made if s not in live])
    if live:
        freeze(f"{name}_live", [part for s in live for part in _live(s)])


def _live(statement: str) -> Iterator[str]:
    """Safe to run again: an index that was broken off is left invalid, and goes before it is made anew."""
    index = key_of(statement).removeprefix("DROP ").removeprefix("INDEX ")
    yield f"DROP INDEX CONCURRENTLY IF EXISTS {index}"
    if statement.startswith("CREATE"):
        yield ALONE + re.sub(r"^(CREATE (?:UNIQUE )?INDEX)", r"\1 CONCURRENTLY IF NOT EXISTS", statement)


def _at_rest(statement: str) -> str:
    """A statement as the tables say it."""
    return re.sub(r"^(CREATE (?:UNIQUE )?INDEX|DROP INDEX) CONCURRENTLY IF (?:NOT )?EXISTS", r"\1", statement.removeprefix(ALONE))


def _text(name: str) -> str:
    path = VERSIONS / name
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    main()
