"""T14: sixteen phones want the same open visits, 20,000 tries; each visit goes to one, and nobody is in two places.

Run: python -m tests.proof.claims. Over the real server, two workers; half of the visits overlap with the next one.
"""

import asyncio
import random
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx2

from api.demo.made import DemoAccount
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.process import serving
from tests.proof.standing import Standing, standing

TRIES = 20_000
PHONES = 16
DOUBLE_BOOKED = """
SELECT count(*) FROM visit a JOIN visit b ON a.id < b.id AND a.member_ids && b.member_ids
   AND a.planned_start_at < b.planned_end_at AND b.planned_start_at < a.planned_end_at
 WHERE a.id = ANY (%(ids)s) AND b.id = ANY (%(ids)s) AND a.state = 'planned' AND b.state = 'planned'"""


def _members(stand: Standing) -> list[str]:
    """A token for every member of one team."""
    team = stand.world.team("Ashbrook North").id
    rows = stand.operator.execute(
        "SELECT account_id, name, organisation_id FROM team_member"
        " WHERE team_id = %s AND account_id IS NOT NULL AND left_on IS NULL AND removed_at IS NULL",
        [team],
    ).fetchall()
    return [stand.token(DemoAccount(name, "carer", "", "", name, account, of)) for account, name, of in rows]


def _visits(stand: Standing, number: int) -> list[UUID]:
    """Open visits, each half an hour after the last and an hour long: two at any time."""
    team = stand.world.team("Ashbrook North").id
    person = next(p for p in stand.world.people_of(team) if p.status == "supported")
    start = (utc_now() + timedelta(days=100)).replace(minute=0, second=0, microsecond=0)
    ids = [new_id() for _ in range(number)]
    with stand.operator.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at,"
            " purpose) SELECT %s, organisation_id, team_id, id, team_id, %s, %s, 'A walk' FROM person WHERE id = %s",
            [
                (id_, start + timedelta(minutes=30 * n), start + timedelta(minutes=30 * n + 60), person.id)
                for n, id_ in enumerate(ids)
            ],
        )
    return ids


async def _claim(url: str, tokens: list[str], visits: list[UUID], tries: int) -> Counter[str]:
    """Everybody tries again and again, all near the same visits at the same time."""
    dice = random.Random(14)
    answers: Counter[str] = Counter()
    waiting = list(range(tries))

    async def phone(number: int, client: httpx2.AsyncClient) -> None:
        token = tokens[number % len(tokens)]
        while waiting:
            at = (tries - len(waiting)) * len(visits) // tries
            waiting.pop()
            visit = visits[min(at + dice.randint(0, 3), len(visits) - 1)]
            answer = await client.post(f"/v1/visits/{visit}/claim", json={}, headers={"authorization": f"Bearer {token}"})
            said: dict[str, Any] = answer.json()
            answers[f"{answer.status_code} {str(said.get('type', '')).rpartition('/')[2]}".strip()] += 1

    async with httpx2.AsyncClient(base_url=url, timeout=30) as client:
        await asyncio.gather(*(phone(n, client) for n in range(PHONES)))
    return answers


def main(tries: int = TRIES) -> bool:
    """Run it and print what came of it. True when nothing was booked twice and nobody heard of a deadlock."""
    with standing() as stand, serving(stand.settings, workers=2) as url:
        visits = _visits(stand, tries // 10)
        answers = asyncio.run(_claim(url, _members(stand), visits, tries))
        double = stand.operator.execute(DOUBLE_BOOKED, {"ids": visits}).fetchone()
        taken = stand.operator.execute(
            "SELECT count(*), count(*) FILTER (WHERE cardinality(member_ids) <> 1) FROM visit"
            " WHERE id = ANY (%s) AND state = 'planned'",
            [visits],
        ).fetchone()
        deadlocks = stand.operator.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
    assert double
    assert taken
    assert deadlocks
    print(f"{tries} tries by {PHONES} phones for {len(visits)} visits: {dict(answers)}")
    print(
        f"{taken[0]} visits taken, {taken[1]} by other than one member, {double[0]} pairs double-booked; deadlocks seen by"
        f" PostgreSQL {deadlocks[0]}, by callers 0"
        if not any(a.startswith(("5", "4")) and not a.startswith("409") for a in answers)
        else f"answers that should not be: {answers}"
    )
    right = double[0] == taken[1] == 0 and taken[0] == answers["200"]
    return right and all(a.startswith(("200", "409")) for a in answers)


if __name__ == "__main__":
    raise SystemExit(0 if main() else 1)
