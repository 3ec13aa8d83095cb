"""The price of row security at two million rows that look like visits: a team's day, as the rule of a team's own reads it."""

import statistics
from collections.abc import Iterator
from typing import Any

import psycopg

from api.domain.access.rules import BY_TEAM
from api.storage.embedded import Server
from api.storage.provision import create_database

DATABASE = "bench_rows"
ROLE = "wt_bench_rows"
TEAMS = 100
VISITS_A_DAY = 180  # sixty people, three visits each
RULE = BY_TEAM.format(team="team_id")
TABLE = """
CREATE TABLE visit_like (id uuid PRIMARY KEY, organisation_id uuid NOT NULL, team_id uuid NOT NULL, person_id uuid NOT NULL,
  starts_at timestamptz NOT NULL, minutes integer NOT NULL, state text NOT NULL, words text)
"""
FILL = f"""
INSERT INTO visit_like
SELECT gen_random_uuid(), '00000000-0000-7000-8000-000000000000',
  ('00000000-0000-7000-8000-' || lpad((n % {TEAMS})::text, 12, '0'))::uuid, gen_random_uuid(),
  timestamptz '2026-01-01' + (n / {TEAMS} / {VISITS_A_DAY}) * interval '1 day'
    + (n / {TEAMS} % {VISITS_A_DAY}) * interval '4 minutes',
  30, 'done', 'Breakfast together, then a walk to the shop and back.'
FROM generate_series(0, $1 - 1) n
"""
SECURE = (
    "CREATE INDEX ON visit_like (team_id, starts_at)",
    "ALTER TABLE visit_like ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE visit_like FORCE ROW LEVEL SECURITY",
    f"CREATE ROLE {ROLE} NOLOGIN",
    f"CREATE POLICY carer_read ON visit_like FOR SELECT TO {ROLE} USING ({RULE})",
    f"GRANT SELECT ON visit_like TO {ROLE}",
    "VACUUM ANALYZE visit_like",
)
DAY = "starts_at >= $1 AND starts_at < $1 + interval '1 day'"
CASES = {
    # name: (role that asks, WHERE). The administrator bypasses row security: same heap, same index.
    # Two of them, and the quicker one counts: the planner guesses differently for a value and for the rule's own text.
    "no row security, team_id = $2": (None, f"team_id = $2 AND {DAY}"),
    "no row security, the rule's text": (None, f"{RULE} AND {DAY}"),
    "with the application's filter": (ROLE, f"{RULE} AND {DAY}"),
    "filter forgotten": (ROLE, DAY),
}
TEAM = "00000000-0000-7000-8000-000000000042"


def measure(server: Server, *, rows: int, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of execution in the server, by case, interleaved."""
    url = create_database(server.superuser_url, DATABASE)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLE.encode())
        connection.execute(FILL.replace("$1", str(rows)).encode())
        for statement in SECURE:
            connection.execute(statement.encode())
        connection.execute("SET plan_cache_mode = force_generic_plan")  # as the service's pool
        for number, (_, where) in enumerate(CASES.values()):
            kinds = "(timestamptz, uuid)" if "$2" in where else "(timestamptz)"
            query = f"SELECT id, person_id, starts_at, minutes, state, words FROM visit_like WHERE {where}"
            connection.execute(f"PREPARE q{number} {kinds} AS {query}".encode())
        found: dict[str, list[float]] = {name: [] for name in CASES}
        for turn in range(-2, rounds):
            day = f"2026-0{1 + turn % 3}-{1 + turn % 27:02}" if rows > 1_500_000 else f"2026-01-{1 + turn % 5:02}"
            # Each turn begins with another case, and with one run that warms the day's pages and does not count.
            order = [(turn + i) % len(CASES) for i in range(len(CASES))]
            for place, number in enumerate([order[-1], *order]):
                name, (role, where) = list(CASES.items())[number]
                spent, seen = _once(connection, number, role, day, with_team="$2" in where)
                if seen != VISITS_A_DAY:
                    message = f"{name}: {seen} rows and not {VISITS_A_DAY}"
                    raise RuntimeError(message)
                if turn >= 0 and place > 0:
                    found[name].append(spent)
    return found


def ratios(found: dict[str, list[float]]) -> Iterator[tuple[str, float, float]]:
    """Name, median milliseconds and median of the ratios per round to the quicker one without row security."""
    without = min((name for name, (role, _) in CASES.items() if role is None), key=lambda name: statistics.median(found[name]))
    base = found[without]
    for name, times in found.items():
        yield name, statistics.median(times), statistics.median(t / b for t, b in zip(times, base, strict=True))


def _once(connection: psycopg.Connection[Any], number: int, role: str | None, day: str, *, with_team: bool) -> tuple[float, int]:
    arguments = f"'{day}', '{TEAM}'" if with_team else f"'{day}'"
    explain = f"EXPLAIN (ANALYZE, TIMING OFF, BUFFERS OFF, FORMAT JSON) EXECUTE q{number} ({arguments})"
    with connection.transaction():
        connection.execute("SELECT set_config('app.team_ids', %s, true)", [f"{{{TEAM}}}"])
        if role:
            connection.execute(f"SET LOCAL ROLE {role}".encode())
        row = connection.execute(explain.encode()).fetchone()
    assert row is not None
    plan = row[0][0]
    return float(plan["Execution Time"]), int(plan["Plan"]["Actual Rows"])
