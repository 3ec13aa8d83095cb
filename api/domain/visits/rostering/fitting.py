"""What one member may do in a week: the hard rules of a proposal, worked out once for each pair of visits.

Rest is that of the Working Time Regulations 1998 (SI 1998/1833), regulation 10(1): at least 11 consecutive hours in each 24 hours
in which one works. A proposal keeps it by these rules for any two pieces of a member's work:

- Work belongs to the day on which it starts, and a day runs from 05:00 to 05:00 in London: a night's rounds are one day's work
  (night time always includes midnight to 05:00, regulation 2(1)), and whoever starts at half past five starts a new day.
- Pieces of different days have at least 11 hours between them.
- What starts on one day lies within 13 hours, from the first start to the last end.

So of the 24 hours after a day's first start the last 11 at least are free. It is stricter than the law where a long break lies
within a day (an hour in the morning, then the night): such a day is for the member to take, not for a proposal to suggest. For
the same reason a visit of more than 13 hours is suggested to nobody. Hours are those that pass, not those of the clock: the
nights on which the clocks change count as long as they are. What was planned by hand against these rules stays as it is.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Final, NamedTuple
from uuid import UUID

from api.domain.shared.clock import LONDON
from api.domain.visits.rostering.problem import Hindrance, Member, OpenVisit, Problem, Slot

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
REST: Final = 11 * HOUR
LONGEST_DAY: Final = 13 * HOUR
LONGEST_LONDON_DAY: Final = 25 * HOUR
DAY_BEGINS: Final = timedelta(hours=5)

Place = tuple[int, int]  # a visit and a member, by their positions in a Week


class Work(NamedTuple):
    """A piece of work in seconds that pass, and the day to which it belongs."""

    start: int
    end: int
    day: int
    person_id: UUID | None


def seconds(moment: datetime) -> int:
    """Seconds that pass: two times of one zone would be subtracted by the clock on the wall."""
    return int(moment.timestamp())


def day_of(moment: datetime) -> int:
    """The day of work that starts then."""
    wall = moment.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)
    return (wall - DAY_BEGINS).date().toordinal()


def work_of(thing: Slot | OpenVisit) -> Work:
    """A planned slot or an open visit as work."""
    return Work(seconds(thing.starts), seconds(thing.ends), day_of(thing.starts), thing.person_id)


def in_order(work: Iterable[Work]) -> list[Work]:
    """Pieces of work in order of start."""
    return sorted(work, key=lambda w: (w.start, w.end))


def merged(free: Iterable[tuple[datetime, datetime]]) -> list[tuple[int, int]]:
    """Free times, those that touch made one: a night is often written as two halves."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((seconds(a), seconds(b)) for a, b in free):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


class Week:
    """A problem made ready: visits by start, members by id, who could take what as things stand, and what excludes what."""

    def __init__(self, problem: Problem) -> None:
        """Work out all that does not depend on what is proposed."""
        self.problem = problem
        self.visits: Sequence[OpenVisit] = sorted(
            (v for v in problem.visits if v.places > 0), key=lambda v: (seconds(v.starts), v.id)
        )
        self.members: Sequence[Member] = sorted(problem.members, key=lambda m: m.id)
        self.work = [work_of(v) for v in self.visits]
        self.minutes = [-(-(w.end - w.start) // MINUTE) for w in self.work]
        self.planned = [in_order(work_of(s) for s in m.planned) for m in self.members]
        self.clashes = self._clashes()
        self.standing = [self._standing(m) for m in range(len(self.members))]

    def able(self, visit: int) -> list[int]:
        """Members whom nothing that stands rules out."""
        return [m for m in range(len(self.members)) if self.standing[m][visit] is None]

    def hindered(self, visit: int, member: int, taken: Sequence[int]) -> Hindrance | None:
        """What rules a member out of a visit when they take those others too; None if nothing does."""
        if stands := self.standing[member][visit]:
            return stands
        found = {self.clashes[visit].get(other) for other in taken}
        for code in (Hindrance.overlaps, Hindrance.rest):
            if code in found:
                return code
        left = self.members[member].minutes_left
        if left is not None and sum(self.minutes[v] for v in (visit, *taken)) > left:
            return Hindrance.hours_left
        return None

    def clash(self, one: Work, other: Work) -> Hindrance | None:
        """Why nobody can do both."""
        first, second = in_order((one, other))
        gap = second.start - first.end
        if gap < MINUTE * (self.problem.minutes_between(first.person_id, second.person_id) or 0):
            return Hindrance.overlaps
        if first.day != second.day:
            return Hindrance.rest if gap < REST else None
        return Hindrance.rest if second.end - first.start > LONGEST_DAY else None

    def _clashes(self) -> list[dict[int, Hindrance]]:
        found: list[dict[int, Hindrance]] = [{} for _ in self.visits]
        for a, one in enumerate(self.work):
            for b in range(a + 1, len(self.work)):
                if self.work[b].start - one.end > LONGEST_LONDON_DAY:
                    break  # in order of start: nothing later can belong to the same day or be too near
                if code := self.clash(one, self.work[b]):
                    found[a][b] = found[b][a] = code
        return found

    def _standing(self, member: int) -> list[Hindrance | None]:
        who = self.members[member]
        free = None if who.free is None else merged(who.free)
        return [self._stands(member, v, free) for v in range(len(self.visits))]

    def _stands(self, member: int, visit: int, free: list[tuple[int, int]] | None) -> Hindrance | None:
        who, work, planned = self.members[member], self.work[visit], self.planned[member]
        if who.id in self.visits[visit].members:
            return Hindrance.already_there
        if free is not None and not any(start <= work.start and work.end <= end for start, end in free):
            return Hindrance.not_free
        found = {self.clash(work, slot) for slot in planned}
        that_day = [work, *(slot for slot in planned if slot.day == work.day)]
        if max(w.end for w in that_day) - min(w.start for w in that_day) > LONGEST_DAY:
            found.add(Hindrance.rest)  # also between two planned pieces whose long break would be broken by this
        for code in (Hindrance.overlaps, Hindrance.rest):
            if code in found:
                return code
        left = who.minutes_left
        return Hindrance.hours_left if left is not None and self.minutes[visit] > left else None


def taken_by(chosen: Iterable[Place], members: int) -> list[list[int]]:
    """What each member takes, in order of start."""
    taken: list[list[int]] = [[] for _ in range(members)]
    for visit, member in sorted(chosen):
        taken[member].append(visit)
    return taken


def open_places(week: Week, chosen: Iterable[Place]) -> list[int]:
    """How many places of each visit are open still."""
    filled = Counter(visit for visit, _ in chosen)
    return [v.places - filled[i] for i, v in enumerate(week.visits)]


def cliques(week: Week) -> list[list[int]]:
    """Sets of visits of which a member can take one at most: together they hold every pair that excludes each other.

    The solver reasons far better over these than over pairs. Visits in order of start make them large.
    """
    near = [set(clashes) for clashes in week.clashes]
    covered: set[Place] = set()
    found: list[list[int]] = []
    for a, others in enumerate(near):
        for b in sorted(o for o in others if o > a):
            if (a, b) in covered:
                continue
            clique = [a, b]
            for c in sorted(others & near[b]):
                if all(c in near[d] for d in clique):
                    clique.append(c)
            clique.sort()
            covered.update((x, y) for i, x in enumerate(clique) for y in clique[i + 1 :])
            found.append(clique)
    return found


def before(week: Week, visit: int, member: int, taken: Sequence[int]) -> Work | None:
    """What a member does last before a visit on the same day."""
    work = week.work[visit]
    day = in_order(w for w in (*week.planned[member], *(week.work[v] for v in taken)) if w.day == work.day)
    return next((first for first, second in pairwise(day) if second == work), None)
