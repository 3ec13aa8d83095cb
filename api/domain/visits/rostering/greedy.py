"""A first proposal at once: one place after the other, never taken back.

The solver starts from it, and it is what stands if the solver finds nothing in time.
"""

from collections.abc import Iterable

from api.domain.visits.rostering.fitting import Place, Week, open_places, taken_by
from api.domain.visits.rostering.weighing import NEW_FACE, Weights


def filled(week: Week, weights: Weights, chosen: Iterable[Place] = ()) -> set[Place]:
    """A proposal with every place filled that still can be, the visits first that the fewest could take."""
    result = set(chosen)
    taken = taken_by(result, len(week.members))
    missing = open_places(week, result)
    for visit in sorted(range(len(week.visits)), key=lambda v: (len(week.able(v)), v)):
        for _ in range(missing[visit]):
            might = [m for m in week.able(visit) if (visit, m) not in result and week.hindered(visit, m, taken[m]) is None]
            if not might:
                break
            member = min(might, key=lambda m: (-_points(week, weights, visit, m, taken[m]), _load(week, m, taken[m]), m))
            result.add((visit, member))
            taken[member].append(visit)
    return result


def _points(week: Week, weights: Weights, visit: int, member: int, taken: list[int]) -> int:
    person = week.visits[visit].person_id
    new = weights.is_new(visit, member) and not any(week.visits[v].person_id == person for v in taken)
    return weights.points[visit, member] - NEW_FACE * new


def _load(week: Week, member: int, taken: list[int]) -> float:
    who, minutes = week.members[member], sum(week.minutes[v] for v in taken)
    return (who.planned_minutes + minutes) / (who.contracted_minutes or 7 * 24 * 60)
