"""Whether a proposal keeps the hard rules: written a second time and in another way, so that one slip does not excuse the other.

Where fitting.py compares two pieces of work, this looks at a member's whole week: what is proposed laid among what is planned.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import combinations, groupby, pairwise
from typing import NamedTuple
from uuid import UUID

from api.domain.shared.clock import LONDON
from api.domain.visits.rostering.problem import Line, Member, OpenVisit, Problem


class Breach(NamedTuple):
    """A rule that a proposal breaks, and for whom (a member, or a visit with too many or unknown ones)."""

    rule: str
    whose: UUID


class _Piece(NamedTuple):
    starts: datetime
    ends: datetime
    person_id: UUID | None
    proposed: bool


def verify(problem: Problem, lines: Iterable[Line]) -> list[Breach]:
    """Every rule that these lines break; nothing if they may be suggested."""
    lines = tuple(lines)
    visits, members = {v.id: v for v in problem.visits}, {m.id: m for m in problem.members}
    found = [Breach("unknown", line.visit_id) for line in lines if line.visit_id not in visits or line.member_id not in members]
    if found:
        return found
    for visit_id, filled in Counter(line.visit_id for line in lines).items():
        if filled > visits[visit_id].places:
            found.append(Breach("places", visit_id))
    for (visit_id, member_id), times in Counter((line.visit_id, line.member_id) for line in lines).items():
        if times > 1 or member_id in visits[visit_id].members:
            found.append(Breach("twice", visit_id))
    for member_id, member in members.items():
        theirs = [visits[v] for v in {line.visit_id for line in lines if line.member_id == member_id}]
        found += [Breach(rule, member_id) for rule in _broken(problem, member, theirs)]
    return found


def _broken(problem: Problem, member: Member, theirs: list[OpenVisit]) -> list[str]:
    week = [_Piece(s.starts.astimezone(UTC), s.ends.astimezone(UTC), s.person_id, proposed=False) for s in member.planned]
    proposed = [_Piece(v.starts.astimezone(UTC), v.ends.astimezone(UTC), v.person_id, proposed=True) for v in theirs]
    week = sorted(week + proposed, key=lambda p: (p.starts, p.ends))
    holds = {
        "not_free": all(_free(member, piece) for piece in proposed),
        "overlaps": not any(_too_near(problem, a, b) for a, b in combinations(week, 2) if a.proposed or b.proposed),
        "rest": _rests(week),
        "hours_left": member.contracted_minutes is None
        or sum(((p.ends - p.starts) / timedelta(minutes=1) for p in proposed), 0.0)
        <= max(0, member.contracted_minutes - member.planned_minutes),
    }
    return [rule for rule, kept in holds.items() if not kept]


def _free(member: Member, piece: _Piece) -> bool:
    """Walk from the start of a piece to its end through the times that are free."""
    reached = piece.starts
    for start, end in sorted((a.astimezone(UTC), b.astimezone(UTC)) for a, b in member.free or ()):
        if start <= reached < end:
            reached = end
    return member.free is None or reached >= piece.ends


def _too_near(problem: Problem, first: _Piece, second: _Piece) -> bool:
    travel = timedelta(minutes=problem.minutes_between(first.person_id, second.person_id) or 0)
    return second.starts < first.ends + travel


def _london_day(piece: _Piece) -> int:
    return (piece.starts.astimezone(LONDON).replace(tzinfo=None) - timedelta(hours=5)).toordinal()


def _rests(week: list[_Piece]) -> bool:
    """Each day to which something was added lies within 13 hours, with 11 free on both sides."""
    days = [list(pieces) for _, pieces in groupby(week, key=_london_day)]
    for day in days:
        if any(p.proposed for p in day) and max(p.ends for p in day) - day[0].starts > timedelta(hours=13):
            return False
    for day, following in pairwise(days):
        last, first = max(p.ends for p in day), following[0].starts
        short = [p for p in day if first - p.ends < timedelta(hours=11)]
        short += [p for p in following if p.starts - last < timedelta(hours=11)]
        if any(p.proposed for p in short):  # between two planned pieces it was so before
            return False
    return True
