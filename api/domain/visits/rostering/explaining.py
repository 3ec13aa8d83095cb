"""Why this member, and why nobody: a proposal in words that both sides can check."""

from collections import Counter
from collections.abc import Sequence

from api.domain.visits.rostering.fitting import Place, Week, before, open_places, taken_by
from api.domain.visits.rostering.problem import Because, Hindrance, Line, NotPlaced, Reason, WhyNot


def explained(week: Week, chosen: set[Place], *, most_placed: bool) -> tuple[tuple[Line, ...], tuple[NotPlaced, ...]]:
    """The lines with their reasons, in order of start, and the places left open with theirs."""
    taken = taken_by(chosen, len(week.members))
    lines = (Line(week.visits[v].id, week.members[m].id, _reasons(week, v, m, taken[m])) for v, m in sorted(chosen))
    missing = enumerate(open_places(week, chosen))
    left = (NotPlaced(week.visits[v].id, n, _why_not(week, v, taken, most_placed=most_placed)) for v, n in missing if n)
    return tuple(lines), tuple(left)


def _reasons(week: Week, visit: int, member: int, taken: Sequence[int]) -> tuple[Reason, ...]:
    who, person = week.members[member], week.visits[visit].person_id
    known = week.problem.acquaintance(who.id, person)
    found = []
    if known.in_small_team:
        found.append(Reason(Because.in_small_team))
    if known.met:
        found.append(Reason(Because.met_lately, known.met))
    if who.free is not None:
        found.append(Reason(Because.free))
    if who.minutes_left is not None:
        found.append(Reason(Because.hours_left, who.minutes_left - sum(week.minutes[v] for v in taken)))
    came_from = before(week, visit, member, taken)
    travel = week.problem.minutes_between(came_from.person_id, person) if came_from else None
    if travel is not None:
        found.append(Reason(Because.travel, travel))
    return tuple(found)


def _why_not(week: Week, visit: int, taken: Sequence[Sequence[int]], *, most_placed: bool) -> tuple[WhyNot, ...]:
    counted: Counter[Hindrance] = Counter()
    for member, others in enumerate(taken):
        code = Hindrance.already_there if visit in others else week.hindered(visit, member, others)
        if code:
            counted[code] += 1
    why = [WhyNot(code, counted[code]) for code in Hindrance if counted[code]]
    if not week.able(visit):
        why.append(WhyNot(Hindrance.nobody))
    elif not most_placed:
        why.append(WhyNot(Hindrance.time_ran_out))
    return tuple(why)
