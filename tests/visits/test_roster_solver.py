"""A proposal for a week keeps the rules, places all it can, puts continuity first, and says what it could not place and why."""

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.domain.visits.rostering.checking import verify
from api.domain.visits.rostering.fitting import Place, Week
from api.domain.visits.rostering.greedy import filled
from api.domain.visits.rostering.problem import (
    Acquaintance,
    Found,
    Hindrance,
    Line,
    Member,
    OpenVisit,
    Problem,
    Proposal,
    Rank,
    Slot,
)
from api.domain.visits.rostering.solver import propose
from api.domain.visits.rostering.weighing import Weights
from tests.visits.weeks import at, one, whole_week

ANNA, BO, CAZ, JEAN, MO = one(1), one(2), one(3), one(21), one(22)
TEAM = (ANNA, BO, CAZ)
PEOPLE = (JEAN, MO)
EFFORT = 0.5  # in the solver's own time: no test depends on how fast a machine is
LONG = 600.0
UNHURRIED = settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])

minutes = st.sampled_from([15, 30, 45, 60, 90, 240])
starts = st.builds(at, st.integers(0, 2), st.sampled_from([0, 4, 5, 7, 8, 9, 12, 19, 20, 21, 22, 23]), st.sampled_from([0, 30]))
times = st.tuples(starts, minutes).map(lambda t: (t[0], t[0] + timedelta(minutes=t[1])))
free = st.none() | st.lists(
    min_size=4,
    unique=True,
    elements=st.sampled_from([(at(d, a), at(d, b)) for d in range(3) for a, b in ((0, 8), (7, 15), (14, 24))]),
).map(tuple)


@st.composite
def problems(draw: st.DrawFn, most_visits: int = 6, most_members: int = 3) -> Problem:
    """Small weeks in which everything happens: nights, double-handed visits, members without a pattern or without hours."""
    team = TEAM[: draw(st.sampled_from([0, *[1, 2, 3][:most_members] * 3]))]
    visits = []
    for number in range(draw(st.sampled_from(range(most_visits, -1, -1)))):
        there = frozenset(draw(st.sampled_from([(), (), (), team[:1]])))
        visits.append(
            OpenVisit(one(30 + number), draw(st.sampled_from(PEOPLE)), *draw(times), draw(st.sampled_from([1, 1, 2])), there)
        )
    members = [
        Member(
            who, draw(free), tuple(Slot(*t, draw(st.sampled_from([None, *PEOPLE]))) for t in draw(st.lists(times, max_size=2))),
            draw(st.sampled_from([None, 600, 240, 90, 0])), draw(st.sampled_from([0, 45])),
        )
        for who in team
    ]  # fmt: skip
    known = draw(st.dictionaries(
        st.tuples(st.sampled_from(TEAM), st.sampled_from(PEOPLE)), st.builds(Acquaintance, st.booleans(), st.integers(0, 20))
    ))  # fmt: skip
    return Problem(tuple(visits), tuple(members), known, {(MO, JEAN): draw(st.sampled_from([0, 10, 30]))})


def told(proposal: Proposal) -> set[tuple[int, int]]:
    """Which visit by whom, in numbers."""
    return {(line.visit_id.int, line.member_id.int) for line in proposal.lines}


def lines_of(week: Week, chosen: set[Place]) -> list[Line]:
    return [Line(week.visits[v].id, week.members[m].id) for v, m in chosen]


def best(problem: Problem) -> Proposal:
    """A proposal that is proven the best."""
    proposal = propose(problem, seconds=LONG)
    assert proposal.found is Found.optimal
    assert proposal.gap is None
    return proposal


@given(problems())
@UNHURRIED
def test_every_proposal_keeps_the_rules_and_says_of_every_place_what_became_of_it(problem: Problem) -> None:
    proposal = propose(problem, seconds=LONG, effort=EFFORT)
    assert verify(problem, proposal.lines) == []
    placed = Counter(line.visit_id for line in proposal.lines)
    left = {n.visit_id: n.places for n in proposal.not_placed}
    assert {v.id: v.places for v in problem.visits} == {v.id: placed[v.id] + left.get(v.id, 0) for v in problem.visits}
    for missing in proposal.not_placed:
        assert sum(why.members or 0 for why in missing.why) == len(problem.members), "each member is ruled out once"


@given(problems())
@UNHURRIED
def test_what_is_found_at_once_keeps_the_rules_and_is_never_better_than_the_best(problem: Problem) -> None:
    week = Week(problem)
    weights = Weights(week)
    first = filled(week, weights)
    assert verify(problem, lines_of(week, first)) == []
    proposal = propose(problem, seconds=LONG, effort=EFFORT)
    assert len(proposal.lines) >= len(first)
    at_visit, at_member = {v.id: i for i, v in enumerate(week.visits)}, {m.id: i for i, m in enumerate(week.members)}
    assert weights.score({(at_visit[x.visit_id], at_member[x.member_id]) for x in proposal.lines}) >= weights.score(first)


@given(problems(most_visits=4, most_members=2))
@UNHURRIED
def test_the_best_is_the_best_of_all_that_keep_the_rules(problem: Problem) -> None:
    week = Week(problem)
    weights = Weights(week)
    every = [(v, m) for v in range(len(week.visits)) for m in range(len(week.members))]
    allowed = (
        set(some)
        for size in range(len(every) + 1)
        for some in combinations(every, size)
        if verify(problem, lines_of(week, set(some))) == []
    )
    highest = max(weights.score(chosen) for chosen in allowed)
    proposal = propose(problem, seconds=LONG)
    assert proposal.found is (Found.optimal if problem.visits else Found.nothing_to_place)
    at_visit, at_member = {v.id: i for i, v in enumerate(week.visits)}, {m.id: i for i, m in enumerate(week.members)}
    assert weights.score({(at_visit[x.visit_id], at_member[x.member_id]) for x in proposal.lines}) == highest


def test_a_planted_overlap_is_found() -> None:
    problem = whole_week(members=4, visits=30)
    lines = propose(problem, seconds=LONG, effort=EFFORT).lines
    assert verify(problem, lines) == []
    busy = next(line for line in lines)
    visit = next(v for v in problem.visits if v.id == busy.visit_id)
    same_time = replace(visit, id=one(99), places=1, members=frozenset())
    planted = replace(problem, visits=(*problem.visits, same_time))
    assert "overlaps" in {b.rule for b in verify(planted, [*lines, Line(same_time.id, busy.member_id)])}


def test_the_same_week_gets_the_same_answer_in_whatever_order_it_is_asked() -> None:
    problem = whole_week(members=5, visits=40)
    turned = replace(problem, visits=problem.visits[::-1], members=problem.members[::-1])
    answers = [propose(p, seconds=LONG, effort=EFFORT) for p in (problem, problem, turned)]
    assert len({(a.found, a.lines, a.not_placed, a.gap) for a in answers}) == 1


def test_without_time_the_first_answer_stands_and_says_that_time_ran_out() -> None:
    problem = whole_week(members=3, visits=80)
    proposal = propose(problem, seconds=0.0)
    week = Week(problem)
    assert proposal.found is Found.best_so_far
    assert proposal.gap is not None
    assert proposal.gap.rank is Rank.places
    assert verify(problem, proposal.lines) == []
    assert {(x.visit_id, x.member_id) for x in proposal.lines} == {
        (x.visit_id, x.member_id) for x in lines_of(week, filled(week, Weights(week)))
    }
    codes = [{why.code for why in n.why} for n in proposal.not_placed]
    assert codes
    assert all((Hindrance.time_ran_out in c) != (Hindrance.nobody in c) for c in codes)


def test_without_time_a_double_handed_visit_gets_two_members() -> None:
    double = OpenVisit(one(31), JEAN, at(0, 9), at(0, 10), places=2)
    assert told(propose(Problem((double,), (Member(ANNA), Member(BO))), seconds=0.0)) == {(31, 1), (31, 2)}


def test_a_limit_in_between_answers_with_the_best_so_far() -> None:
    problem = whole_week(members=8, visits=120)
    proposal = propose(problem, seconds=LONG, effort=0.2)
    assert proposal.found is Found.best_so_far
    assert proposal.gap is not None
    assert 0 <= proposal.gap.share <= 1
    assert verify(problem, proposal.lines) == []


def test_where_nothing_is_open_nothing_is_proposed() -> None:
    full = OpenVisit(one(31), JEAN, at(0, 9), at(0, 10), places=0)
    for visits in ((), (full,)):
        proposal = propose(Problem(visits, (Member(ANNA),)))
        assert (proposal.found, proposal.lines, proposal.not_placed) == (Found.nothing_to_place, (), ())


def morning(number: int, person: object = JEAN, day: int = 0, hour: int = 9) -> OpenVisit:
    """An hour in the morning."""
    assert person in PEOPLE
    return OpenVisit(one(number), JEAN if person == JEAN else MO, at(day, hour), at(day, hour + 1))


def test_the_chosen_small_team_comes_before_having_met_and_that_before_strangers() -> None:
    members = (
        Member(ANNA, contracted_minutes=3000),
        Member(BO, contracted_minutes=1000, planned_minutes=600),
        Member(CAZ, contracted_minutes=500, planned_minutes=400),
    )
    known = {(BO, JEAN): Acquaintance(met=20), (CAZ, JEAN): Acquaintance(in_small_team=True)}
    problem = Problem((morning(31),), members, known)
    assert told(best(problem)) == {(31, 3)}
    assert told(best(replace(problem, members=members[:2]))) == {(31, 2)}
    assert told(best(replace(problem, members=members[:1]))) == {(31, 1)}


def test_no_continuity_is_worth_an_empty_place() -> None:
    only_then = Member(BO, free=((at(0, 9), at(0, 10)),))
    known = {(ANNA, JEAN): Acquaintance(in_small_team=True, met=30)}
    problem = Problem((morning(31), morning(32, MO)), (Member(ANNA), only_then), known)
    assert told(best(problem)) == {(31, 1), (32, 2)}
    nobody_else = {(ANNA, JEAN): Acquaintance(in_small_team=True), (ANNA, MO): Acquaintance(in_small_team=True)}
    unfree = replace(problem, known=nobody_else, members=(Member(ANNA), Member(BO, contracted_minutes=60)))
    assert len(best(unfree).lines) == 2


def test_a_person_sees_few_faces_in_a_week() -> None:
    week = tuple(morning(31 + day, day=day) for day in range(4))
    equals = (Member(ANNA, contracted_minutes=900), Member(BO, contracted_minutes=900))
    assert len({member for _, member in told(best(Problem(week, equals)))}) == 1
    planned = replace(equals[1], planned=(Slot(at(5, 9), at(5, 10), JEAN),))
    assert {member for _, member in told(best(Problem(week, (equals[0], planned))))} == {2}


def test_whoever_is_on_another_visit_of_a_person_is_no_new_face() -> None:
    double = OpenVisit(one(31), JEAN, at(0, 9), at(0, 10), members=frozenset({BO}))
    later = ((at(1, 0), at(2, 0)),)
    team = (Member(ANNA, later, contracted_minutes=2000), Member(BO, later, contracted_minutes=600, planned_minutes=400))
    assert told(best(Problem((double, morning(32, day=1)), team))) == {(32, 2)}


def test_two_short_visits_are_taken_rather_than_one_long_one_around_them() -> None:
    long = [OpenVisit(one(31 + i), JEAN, at(0, 9 + i), at(0, 12 + i)) for i in range(2)]
    short = [OpenVisit(one(41), MO, at(0, 10), at(0, 11)), OpenVisit(one(42), MO, at(0, 11, 30), at(0, 12))]
    assert told(best(Problem((*long, *short), (Member(ANNA),)))) == {(41, 1), (42, 1)}


def test_the_load_is_even_for_what_each_is_contracted() -> None:
    week = tuple(morning(31 + day, JEAN if day % 2 else MO, day) for day in range(6))
    met = {(who, person): Acquaintance(met=20) for who in TEAM for person in PEOPLE}
    seen = tuple(Slot(at(-3 - i, 9), at(-3 - i, 10), person) for i, person in enumerate(PEOPLE))
    team = (Member(ANNA, planned=seen, contracted_minutes=480), Member(BO, planned=seen, contracted_minutes=240))
    assert Counter(member for _, member in told(best(Problem(week, team, met)))) == {1: 4, 2: 2}


def test_what_follows_within_the_hour_is_near() -> None:
    visits = (morning(31, JEAN, hour=9), OpenVisit(one(32), MO, at(0, 10, 30), at(0, 11, 30)))
    seen = tuple(Slot(at(-3 - i, 9), at(-3 - i, 10), person) for i, person in enumerate(PEOPLE))
    team = (
        Member(ANNA, planned=(*seen, Slot(at(0, 8), at(0, 8, 30), MO))),
        Member(BO, planned=(*seen, Slot(at(0, 8), at(0, 8, 30), JEAN))),
    )
    far = Problem(visits, team, travel={(JEAN, MO): 30})
    assert told(best(far)) == {(31, 2), (32, 1)}


def test_a_line_says_why_this_member() -> None:
    anna = Member(
        ANNA, ((at(0, 7), at(0, 15)),), (Slot(at(0, 8), at(0, 8, 30), MO),), contracted_minutes=600, planned_minutes=300
    )
    problem = Problem((morning(31),), (anna,), {(ANNA, JEAN): Acquaintance(in_small_team=True, met=5)}, {(MO, JEAN): 12})
    (line,) = best(problem).lines
    assert [reason.told() for reason in line.reasons] == [
        {"code": "in_small_team"},
        {"code": "met_lately", "visits": 5},
        {"code": "free"},
        {"code": "hours_left", "minutes": 240},
        {"code": "travel", "minutes": 12},
    ]
    (bare,) = best(Problem((morning(31),), (Member(ANNA),))).lines
    assert bare.reasons == (), "nothing is said of what is not known"


def test_what_is_not_placed_says_how_many_members_each_reason_rules_out() -> None:
    members = (
        Member(one(1), free=((at(1, 7), at(1, 15)),)),
        Member(one(2), planned=(Slot(at(0, 9), at(0, 10)),)),
        Member(one(3), planned=(Slot(at(0, 20), at(0, 23)),)),
        Member(one(4), contracted_minutes=30),
        Member(one(5)),
    )
    visit = replace(morning(31), members=frozenset({one(5)}))
    (missing,) = best(Problem((visit,), members)).not_placed
    assert (missing.visit_id, missing.places) == (visit.id, 1)
    assert [why.told() for why in missing.why] == [
        {"code": "already_there", "members": 1},
        {"code": "not_free", "members": 1},
        {"code": "overlaps", "members": 1},
        {"code": "rest", "members": 1},
        {"code": "hours_left", "members": 1},
        {"code": "nobody"},
    ]
    (lost,) = best(Problem((morning(31), morning(32, MO)), (Member(ANNA),))).not_placed
    assert [why.told() for why in lost.why] == [{"code": "overlaps", "members": 1}]
    (alone,) = best(Problem((visit,), ())).not_placed
    assert [why.told() for why in alone.why] == [{"code": "nobody"}]


def test_whoever_asks_loads_no_solver() -> None:
    modules = ("problem", "fitting", "weighing", "greedy", "explaining", "checking")
    asked = (
        "".join(f"import api.domain.visits.rostering.{m}; " for m in modules) + "import sys; sys.exit('ortools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
