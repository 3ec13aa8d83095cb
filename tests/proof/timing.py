"""T3: an id of somebody else's takes as long as an id of nothing. Run: python -m tests.proof.timing.

A thousand pairs for each route, the two of a pair in turn and in changing order; the medians are compared.
"""

import asyncio
import sys
import time
from statistics import median

from api.domain.shared.ids import new_id
from tests.proof.running import Running, running
from tests.world import Caller

PAIRS = 1_000
WARM = 100
WITHIN = 0.10


async def spent(caller: Caller, method: str, path: str, body: object, *, expected: int = 404) -> float:
    """Seconds for one request."""
    began = time.perf_counter()
    answer = await caller.send(method, path, body, version="*" if method in ("PATCH", "DELETE") else None)
    took = time.perf_counter() - began
    if answer.status_code != expected:
        message = f"{method} {path} answered {answer.status_code}"
        raise RuntimeError(message)
    return took


async def compare(caller: Caller, method: str, foreign: str, template: str, body: object) -> float:
    """The foreign id's median time over that of random ids."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for number in range(PAIRS + WARM):
        for is_foreign in (True, False) if number % 2 else (False, True):
            path = foreign if is_foreign else template.format(new_id(), new_id())
            took = await spent(caller, method, path, body)
            if number >= WARM:
                times[is_foreign].append(took)
    return median(times[True]) / median(times[False])


async def routes(here: Running) -> list[tuple[str, str, str, str, object]]:
    """Role, method, the foreign path, the path of nothing, a body."""
    world = here.world
    theirs, elsewhere = world.people_of(world.teams[1].id)[0], world.other_people[0]
    gift = here.operator.execute("SELECT id FROM gift WHERE person_id = %s LIMIT 1", [theirs.id]).fetchone()
    account, client = world.account("other_carer").account_id, world.client("other_integration").client_id
    found: list[tuple[str, str, str, str, object]] = []
    for person in (theirs, elsewhere):
        found += [
            ("carer", "GET", f"/people/{person.id}", "/people/{}", None),
            ("carer", "PATCH", f"/people/{person.id}", "/people/{}", {"pronouns": "she/her"}),
            ("carer", "GET", f"/people/{person.id}/gifts", "/people/{}/gifts", None),
            ("family", "GET", f"/people/{person.id}", "/people/{}", None),
        ]
    if gift:
        path, nothing = f"/people/{theirs.id}/gifts/{gift[0]}", "/people/{}/gifts/{}"
        found += [
            ("carer", "GET", path, nothing, None),
            ("carer", "PATCH", path, nothing, {"words": "S"}),
            ("carer", "DELETE", path, nothing, None),
        ]
    return [
        *found,
        ("carer", "GET", f"/people/{theirs.id}/history", "/people/{}/history", None),
        ("carer", "GET", f"/teams/{theirs.team_id}", "/teams/{}", None),
        ("carer", "GET", f"/teams/{theirs.team_id}/members", "/teams/{}/members", None),
        ("manager", "GET", f"/accounts/{account}", "/accounts/{}", None),
        ("manager", "GET", f"/clients/{client}", "/clients/{}", None),
        ("manager", "GET", f"/people/{elsewhere.id}", "/people/{}", None),
    ]


async def run() -> int:
    """Compare every route, print a table, and answer how many told the two apart."""
    apart = 0
    async with running() as here:
        for role, method, foreign, template, body in await routes(here):
            ratio = await compare(here.as_(role), method, foreign, template, body)
            apart += abs(ratio - 1) > WITHIN
            print(f"{role:10}{method:8}{template:28}{ratio:6.3f}{'' if abs(ratio - 1) <= WITHIN else '  told apart'}")
    print(f"{apart} routes tell a foreign id from one of nothing ({PAIRS} pairs each, medians within {WITHIN:.0%})")
    return apart


def main() -> None:
    """Fail if any route tells."""
    sys.exit(1 if asyncio.run(run()) else 0)


if __name__ == "__main__":
    main()
