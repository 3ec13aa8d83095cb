"""Who could take a visit, best first, with the reasons that both sides can see. Pure: facts in, an answer out.

First those whom nothing stands in the way of. Among them continuity decides, in the points that a proposal uses (weighing.py);
then gifts and interests in common, then whether the hours left this week are enough, then the way there and from there. What
stands in the way is a suggestion's rule and not the team's: a member may take a visit that is listed here with `could_take`
false, as long as they have no other at that time.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson

from api.domain.measures.registry import links
from api.domain.shared.clock import LONDON
from api.domain.visits.rostering.facts import problem_of
from api.domain.visits.rostering.fitting import Week, Work
from api.domain.visits.rostering.problem import Hindrance, Member, Problem
from api.domain.visits.rostering.travelling import DETOUR, KM_PER_HOUR
from api.domain.visits.rostering.weighing import MET_MOST, SMALL_TEAM

MOST_TAGS: Final = 20
MEASURES: Final = links("get_candidates")


class CandidateReason(StrEnum):
    """Why somebody could take a visit well, or what stands in the way."""

    chose_each_other = "chose_each_other"
    in_small_team = "in_small_team"
    met_lately = "met_lately"
    shared_gifts = "shared_gifts"
    free = "free"
    not_free = "not_free"
    with_somebody_else = "with_somebody_else"
    too_far_between = "too_far_between"
    rest = "rest"
    hours_left = "hours_left"
    travel_before = "travel_before"
    travel_after = "travel_after"


STANDS_IN_THE_WAY: Final = frozenset(
    {CandidateReason.not_free, CandidateReason.with_somebody_else, CandidateReason.too_far_between, CandidateReason.rest}
)
Reasons = list[dict[str, Any]]


class Ways(NamedTuple):
    """Travel minutes from what comes before on that day and to what comes after; None where nothing does, or it is unknown."""

    before: int | None
    after: int | None


def told_candidates(facts: bytes) -> bytes:
    """The answer's bytes, of what `candidate_facts()` answered."""
    return orjson.dumps(ranked(orjson.loads(facts)))


def ranked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Who could take the visit, best first. Who is on it already, or no member on its day, is no candidate."""
    problem = problem_of(facts)
    visit = problem.visits[0]
    day = visit.starts.astimezone(LONDON).date()
    here = {UUID(m["id"]) for m in facts["members"] if _in_team(m, day)} - visit.members
    asked = replace(visit, places=1, members=frozenset())
    problem = replace(problem, visits=(asked,), members=tuple(m for m in problem.members if m.id in here))
    stands, ways = _standing(problem), _ways(problem)
    mutual = {UUID(k["member_id"]) for k in facts["known"] if k["chose_each_other"]}
    minutes = -(-(visit.ends - visit.starts).total_seconds() // 60)
    found = []
    for member in problem.members:
        tags = facts["shared"].get(str(member.id), [])[:MOST_TAGS]
        known, way = problem.acquaintance(member.id, visit.person_id), ways[member.id]
        reasons = _knows(known.in_small_team, member.id in mutual, known.met, tags) + stands[member.id] + _costs(member, way)
        could = not any(r["code"] in STANDS_IN_THE_WAY for r in reasons)
        points = SMALL_TEAM * known.in_small_team + (member.id in mutual) + min(MET_MOST, known.met.bit_length())
        enough = member.minutes_left is None or member.minutes_left >= minutes
        order = (not could, -points, -len(tags), not enough, (way.before or 0) + (way.after or 0), member.id)
        item = {"member_id": str(member.id), "name": facts["names"][str(member.id)], "could_take": could, "reasons": reasons}
        found.append((order, item))
    items = [item | {"place": place} for place, (_, item) in enumerate(sorted(found, key=lambda f: f[0]), start=1)]
    return {
        "measures": MEASURES, "visit_id": str(visit.id), "open_places": visit.places, "items": items,
        "travel_assumes": {"km_per_hour": KM_PER_HOUR, "detour": DETOUR},
    }  # fmt: skip


def _in_team(told: Mapping[str, Any], day: date) -> bool:
    left = told["left_on"]
    return date.fromisoformat(told["joined_on"]) <= day and (left is None or day <= date.fromisoformat(left))


def _standing(problem: Problem) -> dict[UUID, Reasons]:
    """Whether each is free and rests enough. A proposal's own rules, asked one by one: they answer the first that is broken."""
    anybody = replace(problem, members=tuple(replace(m, contracted_minutes=None) for m in problem.members))
    by_pattern = Week(replace(anybody, members=tuple(replace(m, planned=()) for m in anybody.members)))
    by_plan = replace(anybody, members=tuple(replace(m, free=None) for m in anybody.members))
    in_time, with_ways = Week(replace(by_plan, travel={})), Week(by_plan)
    found: dict[UUID, Reasons] = {}
    for i, member in enumerate(in_time.members):
        codes = []
        if by_pattern.standing[i][0] is Hindrance.not_free:
            codes.append(CandidateReason.not_free)
        plan = in_time.standing[i][0]
        if plan is Hindrance.overlaps:
            codes.append(CandidateReason.with_somebody_else)
        elif with_ways.standing[i][0] is Hindrance.overlaps:
            codes.append(CandidateReason.too_far_between)
        if Hindrance.rest in (plan, by_pattern.standing[i][0]):
            codes.append(CandidateReason.rest)
        found[member.id] = [{"code": code} for code in codes or (CandidateReason.free,)]
    return found


def _ways(problem: Problem) -> dict[UUID, Ways]:
    """The way to the visit from what a member does last before it on that day, and from it to what they do next."""
    week = Week(problem)
    work = week.work[0]
    found = {}
    for member, planned in zip(week.members, week.planned, strict=True):
        before = [p for p in planned if p.day == work.day and p.end <= work.start]
        after = [p for p in planned if p.day == work.day and p.start >= work.end]

        def way(others: list[Work]) -> int | None:
            return problem.minutes_between(others[0].person_id, work.person_id) if others else None

        found[member.id] = Ways(way(before[-1:]), way(after[:1]))
    return found


def _knows(in_small_team: bool, mutual: bool, met: int, tags: list[str]) -> Reasons:  # noqa: FBT001 - a line of facts
    found: Reasons = []
    if in_small_team:
        found.append({"code": CandidateReason.chose_each_other if mutual else CandidateReason.in_small_team})
    if met:
        found.append({"code": CandidateReason.met_lately, "visits": met})
    if tags:
        found.append({"code": CandidateReason.shared_gifts, "tags": tags})
    return found


def _costs(member: Member, way: Ways) -> Reasons:
    found: Reasons = []
    if member.minutes_left is not None:
        found.append({"code": CandidateReason.hours_left, "minutes": member.minutes_left})
    if way.before is not None:
        found.append({"code": CandidateReason.travel_before, "minutes": way.before})
    if way.after is not None:
        found.append({"code": CandidateReason.travel_after, "minutes": way.after})
    return found
