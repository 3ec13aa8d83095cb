"""What reading a snapshot of 800 teams costs a council over HTTP: page by page, as JSON and as a sheet, from one worker."""

import json
import secrets
import statistics
import time
from collections.abc import Iterable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg

from api.domain.access import tokens
from api.domain.access.key_files import prepare
from api.domain.access.keys import KeyRing
from api.domain.access.roles import ROLE_SCOPES, Role
from api.domain.shared.ids import new_id
from api.storage.provision import login_for_api
from tests.bench.processes import serving
from tests.bench.world import ISSUER

PARTS: Final = 800
FIRST: Final = "/v1/latest-figures?span=year&breakdown=team&limit=200"
# Of a rough look there are fewer teams: the same figures under other names until there are enough.
ENOUGH: Final = """
INSERT INTO published_figures (id, organisation_id, snapshot_id, breakdown, part, label, cells)
SELECT gen_random_uuid(), p.organisation_id, snapshot_id, breakdown, gen_random_uuid(), label || ' ' || n, cells
  FROM published_figures p JOIN figure_snapshot f ON f.id = p.snapshot_id AND f.span = 'year' AND f.organisation_id = %(council)s,
       generate_series(1, %(parts)s) AS n
 WHERE p.breakdown = 'team' ORDER BY n, label
 LIMIT greatest(0, %(parts)s - (SELECT count(*) FROM published_figures p JOIN figure_snapshot f ON f.id = p.snapshot_id
                                 WHERE f.span = 'year' AND f.organisation_id = %(council)s AND p.breakdown = 'team'))
"""


def measure(url: str, council: UUID, folder: Path, rounds: int) -> tuple[dict[str, float], float]:
    """Seconds, medians: of the slowest page of 200 parts in each form; and of all 800 parts in their four pages."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SET ROLE wt_operator")
        connection.execute(ENOUGH.encode(), {"council": council, "parts": PARTS})
        account, session = _commissioner(connection, council)
    keys = folder / "snapshot-keys"
    if not keys.exists():
        prepare(keys, time.time())
    token = tokens.sign(
        KeyRing.load(keys, issuer=ISSUER, audience=ISSUER), subject=account, session=session, client_id="bench",
        organisation=council, role=Role.commissioner, scopes=ROLE_SCOPES[Role.commissioner], now=time.time(),
    )  # fmt: skip
    settings = {
        "API_DATABASE_URL": login_for_api(url, secrets.token_hex(16)), "KEYS_FOLDER": str(keys), "PUBLIC_URL": ISSUER,
        "REQUESTS_PER_MINUTE": "100000000",
    }  # fmt: skip
    with serving("ours", settings, "/readyz", folder / "snapshot-reads.log") as served:
        connection_ = HTTPConnection("127.0.0.1", served.port, timeout=30)
        runs = {
            form: [list(_pages(connection_, token, form)) for _ in range(rounds + 1)][1:]  # the first prepares the statements
            for form in ("application/json", "text/csv")
        }
        connection_.close()
    slowest = {form: statistics.median(max(run) for run in found) for form, found in runs.items()}
    return slowest, statistics.median(sum(run) for run in runs["application/json"])


def _commissioner(connection: psycopg.Connection[Any], council: UUID) -> tuple[UUID, UUID]:
    account, session = new_id(), new_id()
    connection.execute(
        "INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, 'A commissioner')",
        [account, council, f"{account}@example.org"],
    )
    connection.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, 'commissioner')",
        [new_id(), council, account],
    )
    connection.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, created_at, expires_at)"
        " VALUES (%s, %s, %s, 'bench', 'commissioner', '', now(), now() + interval '1 day')",
        [session, council, account],
    )
    return account, session


def _pages(connection: HTTPConnection, token: str, form: str) -> Iterator[float]:
    """Seconds of each page, until there are enough parts."""
    following: str | None = FIRST
    parts = 0
    while following and parts < PARTS:
        began = time.perf_counter()
        connection.request("GET", following, headers={"Authorization": f"Bearer {token}", "Accept": form})
        answer = connection.getresponse()
        body = answer.read()
        yield time.perf_counter() - began
        assert answer.status == 200, body
        parts += body.count(b",counts.people,") if form == "text/csv" else len(json.loads(body)["items"])
        following = _next(answer.headers.get_all("link", []))
    assert parts >= PARTS, parts


def _next(links: Iterable[str]) -> str | None:
    for link in links:
        path, _, rel = link.partition(">; ")
        if rel == 'rel="next"':
            return path.removeprefix("<")
    return None
