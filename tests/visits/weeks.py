"""Weeks to propose, for the tests of the solver and for measuring it."""

from datetime import datetime, timedelta
from itertools import product
from random import Random
from uuid import UUID

from api.domain.shared.clock import LONDON
from api.domain.visits.rostering.problem import Acquaintance, Member, OpenVisit, Problem

MONDAY = datetime(2026, 6, 1, tzinfo=LONDON)
# When visits of a day begin, and how long they last: the round of a home care team, its morning the heaviest.
ROUND = (
    (7, 45),
    (7, 30),
    (8, 45),
    (8, 60),
    (9, 30),
    (10, 45),
    (12, 30),
    (12, 45),
    (13, 60),
    (15, 45),
    (17, 30),
    (18, 45),
    (19, 30),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time in the week of 1 June 2026, by the clocks in London."""
    return MONDAY + timedelta(days=day, hours=hour, minutes=minute)


def one(number: int) -> UUID:
    """An id that is easy to tell."""
    return UUID(int=number)


def whole_week(members: int = 12, visits: int = 250, people: int = 14, seed: int = 1) -> Problem:
    """A team's whole week, as it might be asked for: most fits, not all."""
    random = Random(seed)
    team = []
    for m in range(members):
        off = random.sample(range(7), 2)
        early = random.random() < 0.5
        hours = [(7, 15), (7, 22), (14, 22)] if early else [(14, 22), (7, 22), (7, 15)]
        free = [(d, *random.choices(hours, (3, 2, 1))[0]) for d in range(7) if d not in off]
        contracted = 60 * random.choice((16, 20, 24, 30))
        team.append(
            Member(one(m + 1), tuple((at(d, a), at(d, b)) for d, a, b in free), contracted_minutes=contracted, planned_minutes=60)
        )
    living = [one(1000 + p) for p in range(people)]
    open_visits = []
    for v in range(visits):
        hour, minutes = random.choice(ROUND)
        starts = at(random.randrange(7), hour, random.choice((0, 15, 30, 45)))
        places = 2 if random.random() < 0.1 else 1
        open_visits.append(OpenVisit(one(10_000 + v), random.choice(living), starts, starts + timedelta(minutes=minutes), places))
    known = {}
    for p in living:
        small = random.sample(team, min(4, members))
        for who in team:
            known[who.id, p] = Acquaintance(who in small, random.choice((0, 0, 1, 3)) + 6 * (who in small))
    travel = {(a, b): random.randrange(4, 25) for a, b in product(living, living) if a < b}
    return Problem(tuple(open_visits), tuple(team), known, travel)
