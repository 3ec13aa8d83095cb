"""Community life at 100,000 people and 20,000 groups of one organisation: what its figures cost, asked as the service asks them.

The questions go through the service's own role and `enter()`, so the checks of who may ask are in the time.
"""

import statistics
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg

from api.domain.shared.ids import new_id
from api.storage import embedded
from api.storage.provision import create_database, migrate

DATABASE: Final = "bench_connections"
AT_MOST: Final = 1.0  # seconds
TEAM_OF: Final = 50
FILL: Final = Path(__file__).with_name("connections.sql").read_text().split("\n--=\n")
YEAR: Final = "current_date - 365, current_date + 1"
PERSON: Final = "'00000000-0000-7000-8002-000000000002'"
TEAM: Final = "'00000000-0000-7000-8001-000000000002'"
# What is asked, and by whom; `tests` says of whom something must come out.
QUESTIONS: Final = {
    "a person's people, 12 months": ("carer", f"connection_figures({PERSON}, 12)"),
    "a person's reach": ("carer", f"person_reach({PERSON})"),
    "a team's super-connectors": ("carer", f"super_connectors({TEAM})"),
    "a team's community life": ("carer", f"community_figures('team', {TEAM}, NULL, {YEAR})"),
    "a postcode district's": ("manager", f"community_figures('place', NULL, 'WN2', {YEAR})"),
    "the whole organisation's": ("manager", f"community_figures('place', NULL, NULL, {YEAR})"),
}


def measure(folder: Path, people: int, groups: int, rounds: int) -> None:
    """Fill a server of one's own, ask, print, and end it by its own id."""
    server = embedded.start(folder / "connections", durable=False)
    try:
        began = time.perf_counter()
        url = create_database(server.superuser_url, DATABASE)
        migrate(url)
        organisation = new_id()
        with psycopg.connect(url, autocommit=True) as connection:
            _fill(connection, organisation, people, groups)
            taken = time.perf_counter() - began
            print(f"\nCommunity life of {people} people and {groups} groups in one organisation (seeded in {taken:.0f} s)")
            for name, (role, question) in QUESTIONS.items():
                times = _asked(connection, organisation, role, question, rounds)
                middle = statistics.median(times)
                verdict = "holds" if middle <= AT_MOST else "MISSED"
                said = f"{middle * 1000:>9.1f} ms ({min(times) * 1000:.1f}-{max(times) * 1000:.1f})"
                print(f"  {name:<32}{said:<32}<= {AT_MOST:g} s {verdict}", flush=True)
    finally:
        with suppress(Exception):
            server.destroy()


def _fill(connection: psycopg.Connection[Any], organisation: UUID, people: int, groups: int) -> None:
    given = {"organisation": organisation, "people": people, "groups": groups, "teams": people // TEAM_OF}
    connection.execute("SET session_replication_role = replica")  # no log of what nobody did
    connection.execute("INSERT INTO organisation (id, kind, name) VALUES (%s, 'provider', 'Bench')", [organisation])
    for statement in FILL:
        connection.execute(statement.encode(), given)
    connection.execute("SET session_replication_role = origin")
    connection.execute("VACUUM ANALYZE")


def _asked(connection: psycopg.Connection[Any], organisation: UUID, role: str, question: str, rounds: int) -> list[float]:
    """Seconds of each round, as the role asks: its settings stand as `enter()` leaves them."""
    settings = {"app.role": role, "app.organisation_id": str(organisation), "app.team_ids": f"{{{TEAM[1:-1]}}}"}
    found = []
    for _ in range(rounds + 1):
        with connection.transaction():
            for name, value in settings.items():
                connection.execute("SELECT set_config(%s, %s, true)", [name, value])
            connection.execute(f"SET LOCAL ROLE wt_{role}".encode())
            began = time.perf_counter()
            row = connection.execute(f"SELECT {question}".encode()).fetchone()
            found.append(time.perf_counter() - began)
            if row is None or row[0] is None:
                message = f"Nothing came of {question}"
                raise RuntimeError(message)
    return found[1:]  # the first warms everything up
