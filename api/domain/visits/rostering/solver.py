"""A proposal for a week's open visits by OR-Tools' CP-SAT. Loaded in the jobs process only: the solver takes long to import."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from time import monotonic
from typing import Final
from uuid import UUID

from ortools.sat.python import cp_model

from api.domain.visits.rostering.explaining import explained
from api.domain.visits.rostering.fitting import Place, Week, cliques, taken_by
from api.domain.visits.rostering.greedy import filled
from api.domain.visits.rostering.problem import Found, Gap, Problem, Proposal, Rank
from api.domain.visits.rostering.weighing import NEW_FACE, TENTHS, Weights

# What of the time that is left each rank may take before the next gets its turn; the last takes what there is.
SHARES: Final = ((Rank.places, 0.4), (Rank.continuity, 0.7), (Rank.load_and_travel, 1.0))
SEED: Final = 3
KEPT_BACK: Final = 1.0  # seconds, or a tenth if that is less: for stopping and for telling the reasons


@dataclass(frozen=True)
class _Answer:
    chosen: set[Place]
    gap: Gap | None


def propose(problem: Problem, *, seconds: float = 20.0, effort: float = math.inf) -> Proposal:
    """The best proposal found within so many seconds.

    `effort`: a limit in the solver's own deterministic time (about seconds on one core). The same problem with the same effort
    gets the same answer, however busy the machine, as long as `seconds` do not cut it off before.
    """
    began = monotonic()
    week = Week(problem)
    if not week.visits:
        return Proposal(Found.nothing_to_place, seconds=monotonic() - began)
    weights = Weights(week)
    first = filled(week, weights)
    answer = _solve(weights, first, began + seconds - min(KEPT_BACK, seconds / 10), effort)
    chosen = answer.chosen
    if answer.gap:
        chosen = max(filled(week, weights, chosen), first, key=weights.score)
    lines, not_placed = explained(week, chosen, most_placed=answer.gap is None or answer.gap.rank != Rank.places)
    found = Found.best_so_far if answer.gap else Found.optimal
    return Proposal(found, lines, not_placed, answer.gap, monotonic() - began)


def _solve(weights: Weights, first: set[Place], until: float, effort: float) -> _Answer:
    """The ranks in order: the best for one is kept as a condition for the next, so that numbers stay small and proofs short."""
    if not weights.able:
        return _Answer(set(), None)
    model = _Model(weights)
    best, gap, spent = first, None, 0.0
    for rank, share in SHARES:
        seconds, units = (until - monotonic()) * share, (effort - spent) * share
        if min(seconds, units) <= 0:
            return _Answer(best, gap or Gap(rank, 1.0))
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.max_deterministic_time = units
        solver.parameters.num_workers = 1
        solver.parameters.interleave_search = True  # several ways of searching take turns, by a fixed order
        solver.parameters.random_seed = SEED
        model.ask(rank, best)
        status = solver.solve(model.model)
        spent += solver.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return _Answer(best, gap or Gap(rank, 1.0))
        best = {place for place, variable in model.takes.items() if solver.boolean_value(variable)}
        if status != cp_model.OPTIMAL and gap is None:
            bound, reached = solver.best_objective_bound, weights.reached(rank, best)
            gap = Gap(rank, (bound - reached) / max(1.0, abs(bound), abs(reached)))
        model.keep(rank, best)
    return _Answer(best, gap)


class _Model:
    """The rules of fitting.py and the score of weighing.py in the solver's terms."""

    def __init__(self, weights: Weights) -> None:
        self.weights, self.week = weights, weights.week
        self.model = cp_model.CpModel()
        self.takes = {place: self.model.new_bool_var("") for place in weights.able}
        self.faces: dict[tuple[int, UUID], cp_model.IntVar] = {}
        self.loads: dict[tuple[int, int], cp_model.IntVar] = {}
        self.legs: dict[tuple[int, int, int], cp_model.IntVar] = {}
        self._rules()
        self._new_faces()
        self._even_load()
        self._travel()

    def _of(self, visits: Iterable[int], member: int) -> list[cp_model.IntVar]:
        return [self.takes[v, member] for v in visits if (v, member) in self.takes]

    def _rules(self) -> None:
        week, members = self.week, range(len(self.week.members))
        for v, visit in enumerate(week.visits):
            able = [self.takes[v, m] for m in week.able(v)]
            if len(able) > visit.places:
                self.model.add(cp_model.LinearExpr.sum(able) <= visit.places)
        together = cliques(week)
        for m in members:
            for clique in together:
                if len(some := self._of(clique, m)) > 1:
                    self.model.add_at_most_one(some)
            left = week.members[m].minutes_left
            if left is not None:
                self.model.add(self._minutes(m) <= left)

    def _minutes(self, member: int) -> cp_model.LinearExprT:
        might = [v for v in range(len(self.week.visits)) if (v, member) in self.takes]
        return cp_model.LinearExpr.weighted_sum(self._of(might, member), [self.week.minutes[v] for v in might])

    def _new_faces(self) -> None:
        for (v, m), takes in self.takes.items():
            if self.weights.is_new(v, m):
                key = (m, self.week.visits[v].person_id)
                if key not in self.faces:
                    self.faces[key] = self.model.new_bool_var("")
                self.model.add_implication(takes, self.faces[key])

    def _even_load(self) -> None:
        for m, who in enumerate(self.week.members):
            most = self.weights.loads(m, who.minutes_left or 0)
            for i, (tenth, top) in enumerate(zip(TENTHS, most, strict=False)):
                contracted = who.contracted_minutes or 0
                self.loads[m, i] = self.model.new_int_var(0, top, "")
                used = 10 * (self._minutes(m) + who.planned_minutes)
                self.model.add(contracted * self.loads[m, i] >= used - tenth * contracted)

    def _travel(self) -> None:
        for a, b in self.weights.legs:
            for m in range(len(self.week.members)):
                if (a, m) in self.takes and (b, m) in self.takes:
                    leg = self.legs[a, b, m] = self.model.new_bool_var("")
                    self.model.add_bool_or(self.takes[a, m].negated(), self.takes[b, m].negated(), leg)

    def _worth(self, rank: Rank) -> cp_model.LinearExprT:
        w = self.weights
        if rank == Rank.places:
            return cp_model.LinearExpr.sum(list(self.takes.values()))
        if rank == Rank.continuity:
            worth = [(x, w.points[place]) for place, x in self.takes.items()]
            worth += [(x, -NEW_FACE) for x in self.faces.values()]
        else:
            worth = [(x, -w.legs_from_planned[place]) for place, x in self.takes.items()]
            worth += [(x, -w.load) for x in self.loads.values()]
            worth += [(x, -w.legs[a, b]) for (a, b, _), x in self.legs.items()]
        return cp_model.LinearExpr.weighted_sum([x for x, _ in worth], [n for _, n in worth])

    def ask(self, rank: Rank, best: set[Place]) -> None:
        """What is to be best now, and from where to start."""
        self.model.maximize(self._worth(rank))
        self._hint(best)

    def keep(self, rank: Rank, best: set[Place]) -> None:
        """What was reached in one rank is given up for no other."""
        self.model.add(self._worth(rank) >= self.weights.reached(rank, best))

    def _hint(self, chosen: set[Place]) -> None:
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        week = self.week
        taken = taken_by(chosen, len(week.members))
        met = {(m, week.visits[v].person_id) for v, m in chosen}
        for place, x in self.takes.items():
            self.model.add_hint(x, place in chosen)
        for face, x in self.faces.items():
            self.model.add_hint(x, face in met)
        for (m, i), x in self.loads.items():
            self.model.add_hint(x, self.weights.loads(m, sum(week.minutes[v] for v in taken[m]))[i])
        for (a, b, m), x in self.legs.items():
            self.model.add_hint(x, (a, m) in chosen and (b, m) in chosen)
