"""A week to be proposed, and what was found: plain values, so that whoever asks needs no solver."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID


@dataclass(frozen=True)
class Slot:
    """Work that stands already: from when until when, and with whom where that is known."""

    starts: datetime
    ends: datetime
    person_id: UUID | None = None


@dataclass(frozen=True)
class OpenVisit:
    """A visit that still needs members. `places`: how many more. `members`: who is on it already."""

    id: UUID
    person_id: UUID
    starts: datetime
    ends: datetime
    places: int = 1
    members: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Member:
    """A member of the team, and what is known of their week.

    `free`: when they could work (pattern without absences); None where no pattern is known, and then they are asked at any time.
    `planned`: what they have planned this week and on the days around it, for the rest between. `contracted_minutes`: None where
    nothing is agreed, and then nothing is exceeded. `planned_minutes`: those of this week only.
    """

    id: UUID
    free: tuple[tuple[datetime, datetime], ...] | None = None
    planned: tuple[Slot, ...] = ()
    contracted_minutes: int | None = None
    planned_minutes: int = 0

    @property
    def minutes_left(self) -> int | None:
        """What their contract leaves this week; None where nothing is agreed."""
        return None if self.contracted_minutes is None else max(0, self.contracted_minutes - self.planned_minutes)


@dataclass(frozen=True)
class Acquaintance:
    """How well a member and a person know one another. `met`: their visits in the last 28 days."""

    in_small_team: bool = False
    met: int = 0


STRANGERS: Final = Acquaintance()


@dataclass(frozen=True)
class Problem:
    """A week's open visits and the team. `known` by (member, person); `travel`: minutes by (person, person), either way round."""

    visits: tuple[OpenVisit, ...]
    members: tuple[Member, ...]
    known: Mapping[tuple[UUID, UUID], Acquaintance] = field(default_factory=dict)
    travel: Mapping[tuple[UUID, UUID], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what would be answered wrongly in silence."""
        for things in (self.visits, self.members):
            if len({thing.id for thing in things}) < len(things):
                raise ValueError("Each visit and each member stands in a problem once.")
        times = [(v.starts, v.ends) for v in self.visits]
        times += [(s.starts, s.ends) for m in self.members for s in m.planned]
        times += [free for m in self.members for free in m.free or ()]
        if any(moment.utcoffset() is None for pair in times for moment in pair):
            raise ValueError("Times in a problem say their zone.")
        if any(starts.timestamp() >= ends.timestamp() for starts, ends in times):
            raise ValueError("What a problem holds ends after it starts.")

    def minutes_between(self, person: UUID | None, other: UUID | None) -> int | None:
        """Travel minutes from one to the other, None where unknown; from a person to themselves none."""
        if person is None or other is None:
            return None
        if person == other:
            return 0
        there, back = self.travel.get((person, other)), self.travel.get((other, person))
        return back if there is None else there

    def acquaintance(self, member: UUID, person: UUID) -> Acquaintance:
        """How well they know one another."""
        return self.known.get((member, person), STRANGERS)


class Because(StrEnum):
    """Why this member. `hours_left`: once they took all that is proposed; `travel`: to there from what comes before."""

    in_small_team = "in_small_team"
    met_lately = "met_lately"
    free = "free"
    hours_left = "hours_left"
    travel = "travel"


class Hindrance(StrEnum):
    """Why not, in the order in which a member is asked: each is counted under the first that rules them out.

    `already_there`: is on this very visit. `nobody`: what stands rules out everyone, whatever else is proposed.
    `time_ran_out`: with more time a better answer might have been found.
    """

    already_there = "already_there"
    not_free = "not_free"
    overlaps = "overlaps"
    rest = "rest"
    hours_left = "hours_left"
    nobody = "nobody"
    time_ran_out = "time_ran_out"


UNITS: Final[Mapping[str, str]] = {
    Because.met_lately: "visits",
    Because.hours_left: "minutes",
    Because.travel: "minutes",
}


@dataclass(frozen=True)
class Reason:
    """Why a member for a visit, with the number that belongs to it."""

    code: Because
    number: int | None = None

    def told(self) -> dict[str, str | int]:
        """As it is stored and shown: `{"code": "met_lately", "visits": 5}`."""
        return {"code": self.code.value} | ({} if self.number is None else {UNITS[self.code]: self.number})


@dataclass(frozen=True)
class WhyNot:
    """What stands in the way, and of how many members."""

    code: Hindrance
    members: int | None = None

    def told(self) -> dict[str, str | int]:
        """As it is stored and shown: `{"code": "rest", "members": 3}`."""
        return {"code": self.code.value} | ({} if self.members is None else {"members": self.members})


@dataclass(frozen=True)
class Line:
    """A suggestion: this member for this visit."""

    visit_id: UUID
    member_id: UUID
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class NotPlaced:
    """Places of a visit for which nobody was found. `why` counts every member once."""

    visit_id: UUID
    places: int
    why: tuple[WhyNot, ...]


class Found(StrEnum):
    """How good the answer is: proven the best, the best found in the time, or nothing was asked."""

    optimal = "optimal"
    best_so_far = "best_so_far"
    nothing_to_place = "nothing_to_place"


class Rank(StrEnum):
    """What is sought, in this order: no later rank takes anything from an earlier one (weighing.py)."""

    places = "places"
    continuity = "continuity"
    load_and_travel = "load_and_travel"


@dataclass(frozen=True)
class Gap:
    """The first rank in which no proof was found, and by which share of it at most a better answer could be better."""

    rank: Rank
    share: float


@dataclass(frozen=True)
class Proposal:
    """The answer. `gap`: None where it is proven the best."""

    found: Found
    lines: tuple[Line, ...] = ()
    not_placed: tuple[NotPlaced, ...] = ()
    gap: Gap | None = None
    seconds: float = 0.0
