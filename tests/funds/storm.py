"""Sixteen writers on one fund at once: mixed entries, some sent twice, some turned round. What each was told is kept."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg

from api.domain.shared.ids import new_id
from tests.funds.keeping import entry, opened, posted, stands, summed
from tests.world import Caller

WRITERS = 16
MAY_OVERSPEND = 500
# What an entry does: the account that gives and the one that gets.
WAYS = {
    "allocation": ("source", "allocated"), "commitment": ("allocated", "committed"), "release": ("committed", "allocated"),
    "repayment": ("allocated", "source"), "carry": ("allocated", "carried"), "inside": ("allocated", "spent_inside"),
    "outside": ("allocated", "spent_outside"), "promised": ("committed", "spent_outside"),
}  # fmt: skip
OFTEN = {"allocation": 2, "commitment": 4, "release": 2, "repayment": 1, "carry": 1, "inside": 4, "outside": 4, "promised": 3}


@dataclass
class Told:
    """What the writers were told."""

    statuses: Counter[str] = field(default_factory=Counter)
    made: dict[str, tuple[str, str, int]] = field(default_factory=dict)  # id to who gave, who got, how much
    twice: list[str] = field(default_factory=list)  # told 201 although it was told before
    least: int = 0  # the lowest that anybody saw there


async def storm(caller: Caller, operator: psycopg.Connection[Any], person: UUID, tries: int, seed: int) -> tuple[str, Told]:
    """Let them write. Answers the fund and what they were told."""
    may = {"overspend_rule": "allow_up_to", "overspend_up_to_pence": MAY_OVERSPEND}
    fund = await opened(caller, person, **may)
    first = await posted(caller, fund, "allocation", 2_000)
    told = Told(made={first["id"]: ("source", "allocated", 2_000)})
    left = iter(range(tries))

    async def writer(number: int) -> None:
        chance = random.Random(seed * 1_000 + number)
        for _ in left:
            if chance.random() < 0.15:
                await turn_round(caller, fund, chance, told)
            else:
                await write(caller, fund, chance, told)

    async def watcher() -> None:
        while True:
            row = operator.execute("SELECT allocated_pence FROM fund_balance WHERE fund_id = %s", [fund]).fetchone()
            told.least = min(told.least, row[0] if row else 0)
            await asyncio.sleep(0.05)

    watching = asyncio.create_task(watcher())
    await asyncio.gather(*(writer(number) for number in range(WRITERS)))
    watching.cancel()
    return fund, told


async def write(caller: Caller, fund: str, chance: random.Random, told: Told) -> None:
    """An entry; one in four is sent twice at once, one in four twice one after the other, as phones do."""
    way = chance.choices(list(OFTEN), list(OFTEN.values()))[0]
    pence = chance.randint(1, 400)
    more: dict[str, Any] = {"inside": way == "inside"} if way in ("inside", "outside", "promised") else {}
    body = entry("spending" if more else way, pence, **more, from_committed=way == "promised")
    id_ = str(new_id())
    path = f"/funds/{fund}/entries/{id_}"
    again = chance.randint(0, 3)
    answers = await asyncio.gather(*(caller.put(path, body) for _ in range(2 if again == 0 else 1)))
    if again == 1:
        answers.append(await caller.put(path, body))
    for answer in answers:
        note(told, answer.status_code, answer.json(), (*WAYS[way], pence))


async def turn_round(caller: Caller, fund: str, chance: random.Random, told: Told) -> None:
    """A correction, of whatever entry, also of one that somebody else turns round at this moment."""
    of = chance.choice(list(told.made))
    source, target, pence = told.made[of]
    answer = await caller.post(f"/funds/{fund}/entries/{of}/reversal", {"words": "By mistake"})
    note(told, answer.status_code, answer.json(), (target, source, pence))


def note(told: Told, status: int, body: dict[str, Any], way: tuple[str, str, int]) -> None:
    """Keep what was said."""
    told.statuses[str(status) if status < 400 else f"{status} {body['type'].rsplit('/', 1)[-1]}"] += 1
    if status == 201:
        if body["id"] in told.made:
            told.twice.append(body["id"])
        told.made[body["id"]] = way


def wrong_with(operator: psycopg.Connection[Any], fund: str, told: Told) -> list[str]:
    """Everything that does not hold afterwards; nothing when all is well."""
    accounts: Counter[str] = Counter()
    for source, target, pence in told.made.values():
        accounts[source] -= pence
        accounts[target] += pence
    expected = {account: pence for account, pence in accounts.items() if pence}
    rows = operator.execute("SELECT id::text FROM fund_entry WHERE fund_id = %s", [fund]).fetchall()
    uneven = operator.execute(
        "SELECT count(*) FROM (SELECT FROM fund_line WHERE fund_id = %s GROUP BY entry_id HAVING sum(pence) <> 0) s", [fund]
    ).fetchone()
    may_be = {
        "200", "201", "409 fund-overspent", "409 fund-not-committed", "409 fund-entry-reversed", "409 fund-reversal-stands",
        "409 fund-spent-below-nothing",
    }  # fmt: skip
    held = {
        "balances are what was told": stands(operator, fund) == expected,
        "lines are what stands in the balances": summed(operator, fund) == expected,
        "all of it adds up to nothing": sum(expected.values()) == 0,
        "each entry adds up to nothing": uneven == (0,),
        "each 201 is one entry, and there is no other": {row[0] for row in rows} == set(told.made),
        "nothing was made twice": not told.twice,
        "never further below nothing than was agreed": told.least >= -MAY_OVERSPEND,
        "nothing else was said": set(told.statuses) <= may_be,
    }
    return [f"not so: {what}" for what, so in held.items() if not so]
