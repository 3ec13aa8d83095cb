"""What the database tells of a team's week (roster_problem(), candidate_facts()), as a problem to solve or to rank. Pure."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from api.domain.visits.availability.free import MIDNIGHT, Span, free_times, instant
from api.domain.visits.availability.service import pattern_of
from api.domain.visits.rostering.problem import Acquaintance, Member, OpenVisit, Problem, Slot
from api.domain.visits.rostering.travelling import travel

DAY: Final = timedelta(days=1)
MINUTE: Final = timedelta(minutes=1)


def problem_of(facts: Mapping[str, Any]) -> Problem:
    """The week as it stands."""
    week = _moment(facts["week_from"]), _moment(facts["week_until"])
    visits = tuple(_visit(v) for v in facts["visits"])
    return Problem(
        visits=visits,
        members=tuple(_member(m, week) for m in facts["members"]),
        known={(UUID(k["member_id"]), UUID(k["person_id"])): Acquaintance(k["in_small_team"], k["met"]) for k in facts["known"]},
        travel=travel({UUID(id_): (at[0], at[1]) for id_, at in facts["homes"].items()}),
    )


def _visit(told: Mapping[str, Any]) -> OpenVisit:
    members = frozenset(UUID(m) for m in told["members"])
    starts, ends = _moment(told["starts_at"]), _moment(told["ends_at"])
    return OpenVisit(UUID(told["id"]), UUID(told["person_id"]), starts, ends, told["places"], members)


def _member(told: Mapping[str, Any], week: Span) -> Member:
    planned = tuple(Slot(_moment(p["starts_at"]), _moment(p["ends_at"]), UUID(p["person_id"])) for p in told["planned"])
    return Member(
        UUID(told["id"]), _free(told, week), planned, told.get("contracted_minutes"),
        sum((s.ends - s.starts) // MINUTE for s in planned if week[0] <= s.starts < week[1]),
    )  # fmt: skip


def _free(told: Mapping[str, Any], week: Span) -> tuple[Span, ...] | None:
    """When they could work; None where nobody has said anything about it. Visits that begin in a week end within a day of it."""
    start, until = week[0] - DAY, week[1] + 2 * DAY
    away = [(_moment(a), _moment(b)) for a, b in told["away"]]
    joined = instant(date.fromisoformat(told["joined_on"]), MIDNIGHT)
    if joined > start:
        away.append((start, joined))
    if told["left_on"] is not None:  # the last day is still theirs
        left = instant(date.fromisoformat(told["left_on"]) + DAY, MIDNIGHT)
        if left < until:
            away.append((left, until))
    if not away and not told["patterns"]:
        return None
    return tuple(free_times([pattern_of(p) for p in told["patterns"]], away, start, until))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
