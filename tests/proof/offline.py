"""T12 and T13: 10,000 visits from phones over a road that cuts 40 % of connections; 200 times 50 identical records at once.

0 lost, 0 doubled, 0 wrong. Run: python -m tests.proof.offline [visits].
"""

import asyncio
import json
import sys
import time
from collections import Counter
from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.process import serving
from tests.proof.standing import Standing, standing
from tests.visits.cutting import send
from tests.visits.fleet import AGAIN, Fleet

VISITS = 10_000
TWINS = 200
AT_ONCE = 50
WORKERS = 2
TRIES = 30


async def _until_answered(port: int, token: str, path: str, body: bytes) -> int | None:
    """A phone comes again when the service asks it to."""
    for _ in range(TRIES):
        status = await send(port, token, "PUT", path, body)
        if status not in AGAIN:
            return status
        await asyncio.sleep(1)
    return None


async def _twins(stand: Standing, url: str) -> bool:
    """Fifty identical records at once, again and again: one is made, and all the others are answered with it."""
    team, port, made = stand.world.team("Ashbrook North"), urlsplit(url).port or 0, Counter[tuple[int | None, ...]]()
    person, token, ids = stand.world.people_of(team.id)[0].id, stand.token("carer"), list[UUID]()
    began = time.monotonic()
    for number in range(TWINS):
        start = utc_now() - timedelta(days=100, hours=number)
        end = (start + timedelta(minutes=30)).isoformat()
        body = json.dumps({
            "person_id": str(person), "kind": "at_home", "arrival": {"at": start.isoformat(), "proof": "qr_code"},
            "departure": {"at": end, "proof": "qr_code"}, "note": {"at": end, "what_happened": f"Number {number}"},
        }).encode()  # fmt: skip
        ids.append(new_id())
        path = f"/visits/{ids[-1]}/record"
        answers = await asyncio.gather(*(_until_answered(port, token, path, body) for _ in range(AT_ONCE)))
        made[tuple(sorted(answer or 0 for answer in answers))] += 1
    counted = stand.operator.execute(
        "SELECT (SELECT count(*) FROM visit WHERE id = ANY (%(ids)s)),"
        " (SELECT count(*) FROM visit_record WHERE visit_id = ANY (%(ids)s)),"
        " (SELECT -sum(minutes) FROM hours_entry WHERE visit_id = ANY (%(ids)s))",
        {"ids": ids},
    ).fetchone()
    seconds = time.monotonic() - began
    one_made = made[*([200] * (AT_ONCE - 1)), 201]
    print(
        f"{TWINS} times {AT_ONCE} identical records at once, {seconds:.0f} s: {one_made} times one made and the others answered"
    )
    print(f"visits, records, minutes booked: {counted} (to be: {(TWINS, TWINS, TWINS * 30)})")
    return one_made == TWINS and counted == (TWINS, TWINS, TWINS * 30)


def main(visits: int = VISITS) -> bool:
    """Let the fleet hand in its visits, print what was found. True when nothing was lost, doubled or wrong."""
    with standing() as stand, serving(stand.settings, workers=WORKERS) as url:
        began = time.monotonic()
        fleet = Fleet(stand.operator, stand.world, stand.token, visits=visits)
        result = asyncio.run(fleet.send_all(url))
        print(
            f"{result.visits} visits, {len(fleet.phones)} phones, {result.submissions} submissions, {result.cut:.1%} cut,"
            f" {time.monotonic() - began:.0f} s: {result.lost} lost, {result.doubled} doubled, {result.wrong} wrong"
        )
        print("fates: " + ", ".join(f"{fate} {number}" for fate, number in sorted(result.fates.items())))
        if result.refused:
            print(f"refused: {dict(result.refused)}")
        twins = asyncio.run(_twins(stand, url))
    return result.held() and result.submissions > 2 * visits and twins


if __name__ == "__main__":
    sys.exit(0 if main(*map(int, sys.argv[1:])) else 1)
