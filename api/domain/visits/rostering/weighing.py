"""What makes one proposal better than another: whole numbers, in ranks of which the first decides first.

1. Places: each place that is filled.
2. Continuity, in points for each line: 6 for a member of the person's chosen small team, up to 5 for having met in the last
   28 days (1 visit: 1, from 2: 2, from 4: 3, from 8: 4, from 16: 5), and 2 off for each member who is new to a person that week.
3. An even load: for each member every tenth of their contracted minutes beyond 5 tenths costs 1, beyond 6 one more, up to 9.
4. Travel: every 10 minutes begun between pieces of work that follow each other within an hour.

Ranks are worked through in order: what is reached in one is a condition for the next. Load and travel are one rank, in which a
point of load weighs more than all travel of the problem together.
"""

from collections.abc import Collection
from typing import Final

from api.domain.visits.rostering.fitting import HOUR, Place, Week, Work, in_order, taken_by
from api.domain.visits.rostering.problem import Rank

SMALL_TEAM: Final = 6
MET_MOST: Final = 5
NEW_FACE: Final = 2
TENTHS: Final = (5, 6, 7, 8, 9)
TRAVEL_STEP: Final = 10
FOLLOWS_WITHIN: Final = HOUR


class Weights:
    """All that the score of a problem's proposals is made of."""

    def __init__(self, week: Week) -> None:
        """Work out what each line is worth."""
        self.week = week
        self.able = [(v, m) for v in range(len(week.visits)) for m in week.able(v)]
        self.points = {(v, m): self._points(v, m) for v, m in self.able}
        self.faces = {(m.id, s.person_id) for m in week.members for s in m.planned}
        self.faces |= {(m, v.person_id) for v in week.visits for m in v.members}
        self.legs = self._legs()
        self.legs_from_planned = {(v, m): sum(self.leg(week.work[v], w) for w in week.planned[m]) for v, m in self.able}
        places = [min(v.places, len(week.able(i))) for i, v in enumerate(week.visits)]
        most_travel = sum(cost * min(places[a], places[b]) for (a, b), cost in self.legs.items())
        self.load = most_travel + sum(self.legs_from_planned.values()) + 1

    def _points(self, visit: int, member: int) -> int:
        week = self.week
        known = week.problem.acquaintance(week.members[member].id, week.visits[visit].person_id)
        return SMALL_TEAM * known.in_small_team + min(MET_MOST, known.met.bit_length())

    def _legs(self) -> dict[Place, int]:
        work = self.week.work
        pairs = ((a, b) for a in range(len(work)) for b in range(a + 1, len(work)) if b not in self.week.clashes[a])
        costs = {(a, b): self.leg(work[a], work[b]) for a, b in pairs}
        return {pair: cost for pair, cost in costs.items() if cost}

    def leg(self, one: Work, other: Work) -> int:
        """What going from one to the other costs; nothing where they do not follow each other within an hour."""
        first, second = in_order((one, other))
        if not 0 <= second.start - first.end <= FOLLOWS_WITHIN:
            return 0
        return -(-(self.week.problem.minutes_between(first.person_id, second.person_id) or 0) // TRAVEL_STEP)

    def loads(self, member: int, minutes: int) -> list[int]:
        """What a member's load costs at each tenth when they take so many minutes more."""
        who = self.week.members[member]
        if not who.contracted_minutes:
            return []
        used = 10 * (who.planned_minutes + minutes)
        return [max(0, -(-(used - t * who.contracted_minutes) // who.contracted_minutes)) for t in TENTHS]

    def is_new(self, visit: int, member: int) -> bool:
        """Whether a person would meet a member whom they have not planned yet."""
        return (self.week.members[member].id, self.week.visits[visit].person_id) not in self.faces

    def reached(self, rank: Rank, chosen: Collection[Place]) -> int:
        """How good a whole proposal is in one rank; more is better."""
        week = self.week
        if rank == Rank.places:
            return len(chosen)
        if rank == Rank.continuity:
            faces = {(m, week.visits[v].person_id) for v, m in chosen if self.is_new(v, m)}
            return sum(self.points[place] for place in chosen) - NEW_FACE * len(faces)
        load, travel = 0, sum(self.legs_from_planned[place] for place in chosen)
        for member, taken in enumerate(taken_by(chosen, len(week.members))):
            load += sum(self.loads(member, sum(week.minutes[v] for v in taken)))
            travel += sum(self.legs.get((a, b), 0) for i, a in enumerate(taken) for b in taken[i + 1 :])
        return -self.load * load - travel

    def score(self, chosen: Collection[Place]) -> tuple[int, ...]:
        """How good a whole proposal is: what it reaches in each rank, the first deciding first."""
        return tuple(self.reached(rank, chosen) for rank in Rank)
