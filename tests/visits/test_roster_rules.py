"""What may be suggested to a member: free, in one place at a time, rested, within their hours. And a breach is found."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from api.domain.shared.clock import LONDON
from api.domain.visits.rostering.checking import Breach, verify
from api.domain.visits.rostering.fitting import Week
from api.domain.visits.rostering.problem import Hindrance, Line, Member, OpenVisit, Problem, Slot
from tests.visits.weeks import at, one

ANNA, BO, JEAN, MO = one(1), one(2), one(21), one(22)
Times = tuple[datetime, datetime]


def both(first: Times, second: Times, anna: Member | None = None, travel: int = 0) -> Problem:
    """Two open visits, to Jean and to Mo, and one member."""
    visits = (OpenVisit(one(31), JEAN, *first), OpenVisit(one(32), MO, *second))
    return Problem(visits, (anna or Member(ANNA),), travel={(MO, JEAN): travel})


def broken(problem: Problem) -> set[str]:
    """The rules broken by suggesting all that is open to the first member."""
    return {b.rule for b in verify(problem, [Line(v.id, problem.members[0].id) for v in problem.visits])}


def hindered(problem: Problem) -> Hindrance | None:
    """What rules out the second visit for a member who takes the first."""
    return Week(problem).hindered(1, 0, [0])


def hours(start: datetime, end: datetime) -> Times:
    return start, end


REST = [
    ("late, then early the next morning", (at(0, 20), at(0, 22)), (at(1, 7), at(1, 8)), False),
    ("late, then exactly eleven hours", (at(0, 20), at(0, 22)), (at(1, 9), at(1, 10)), True),
    ("a minute short of eleven hours", (at(0, 20), at(0, 22, 1)), (at(1, 9), at(1, 10)), False),
    ("a round in one night", (at(0, 22), at(0, 23)), (at(1, 3), at(1, 4, 30)), True),
    ("after a night, the morning", (at(0, 23), at(1, 6)), (at(1, 8), at(1, 9)), False),
    ("after a night, the next night", (at(0, 22), at(1, 7)), (at(1, 22), at(2, 7)), True),
    ("an early bird's morning", (at(1, 5, 30), at(1, 6)), (at(1, 8), at(1, 9)), True),
    ("a day of thirteen hours", (at(0, 8), at(0, 9)), (at(0, 20), at(0, 21)), True),
    ("a day of more than thirteen hours", (at(0, 8), at(0, 9)), (at(0, 20), at(0, 21, 1)), False),
]


@pytest.mark.parametrize(("first", "second", "rested"), [r[1:] for r in REST], ids=[r[0] for r in REST])
def test_between_days_lie_eleven_hours_and_a_day_is_thirteen_at_most(first: Times, second: Times, rested: bool) -> None:
    problem = both(first, second)
    assert hindered(problem) == (None if rested else Hindrance.rest)
    assert broken(problem) == (set() if rested else {"rest"})


@pytest.mark.parametrize(
    ("evening", "morning", "rested"),
    [
        (datetime(2026, 3, 28, 20, tzinfo=LONDON), datetime(2026, 3, 29, 8, tzinfo=LONDON), False),
        (datetime(2026, 3, 28, 20, tzinfo=LONDON), datetime(2026, 3, 29, 9, tzinfo=LONDON), True),
        (datetime(2026, 10, 24, 21, tzinfo=LONDON), datetime(2026, 10, 25, 8, tzinfo=LONDON), True),
    ],
    ids=["the night in March is an hour short", "one hour later it is enough", "the night in October is an hour longer"],
)
def test_rest_is_counted_in_hours_that_pass_when_the_clocks_change(evening: datetime, morning: datetime, rested: bool) -> None:
    hour = timedelta(hours=1)
    problem = both((evening, evening + hour), (morning, morning + hour))
    assert hindered(problem) == (None if rested else Hindrance.rest)
    assert broken(problem) == (set() if rested else {"rest"})


def test_a_long_break_between_planned_visits_is_not_broken() -> None:
    anna = Member(ANNA, planned=(Slot(at(0, 7), at(0, 8)), Slot(at(0, 19, 30), at(0, 20, 30))))
    problem = both(hours(at(0, 13), at(0, 14)), hours(at(3, 9), at(3, 10)), anna)
    assert Week(problem).standing[0] == [Hindrance.rest, None]
    assert broken(problem) == {"rest"}


def test_rest_that_was_short_before_is_left_to_those_who_planned_it() -> None:
    anna = Member(ANNA, planned=(Slot(at(0, 20), at(0, 22)), Slot(at(1, 7), at(1, 8))))
    problem = both(hours(at(1, 9), at(1, 10)), hours(at(1, 10), at(1, 11)), anna)
    assert Week(problem).standing[0] == [None, None]
    assert broken(problem) == set()


def test_the_days_around_the_week_count_for_rest() -> None:
    anna = Member(ANNA, planned=(Slot(at(-1, 21), at(-1, 23)),))
    problem = both(hours(at(0, 9), at(0, 10)), hours(at(0, 10), at(0, 11)), anna)
    assert Week(problem).standing[0] == [Hindrance.rest, None]
    assert broken(problem) == {"rest"}


def test_nobody_is_in_two_places_at_once() -> None:
    problem = both(hours(at(0, 9), at(0, 10)), hours(at(0, 9, 45), at(0, 10, 30)))
    assert hindered(problem) is Hindrance.overlaps
    assert broken(problem) == {"overlaps"}
    planned = Member(ANNA, planned=(Slot(at(0, 9), at(0, 12), JEAN),))
    within = both(hours(at(0, 10), at(0, 11)), hours(at(0, 12), at(0, 13)), planned)
    assert Week(within).standing[0] == [Hindrance.overlaps, None]
    assert broken(within) == {"overlaps"}


@pytest.mark.parametrize(("travel", "fits"), [(15, True), (16, False)])
def test_there_is_time_to_travel_where_it_is_known(travel: int, fits: bool) -> None:
    problem = both(hours(at(0, 9), at(0, 10)), hours(at(0, 10, 15), at(0, 11)), travel=travel)
    assert hindered(problem) == (None if fits else Hindrance.overlaps)
    assert broken(problem) == (set() if fits else {"overlaps"})


def test_a_member_is_asked_only_when_free_and_a_night_may_be_written_as_two_halves() -> None:
    night = hours(at(0, 22), at(1, 7))
    halves = Member(ANNA, free=((at(0, 22), at(1, 0)), (at(1, 0), at(1, 7))))
    problem = both(night, hours(at(2, 9), at(2, 10)), halves)
    assert Week(problem).standing[0] == [None, Hindrance.not_free]
    assert broken(problem) == {"not_free"}
    assert broken(replace(problem, members=(Member(ANNA),))) == set()


def test_what_is_contracted_is_not_exceeded() -> None:
    anna = Member(ANNA, contracted_minutes=600, planned_minutes=480)
    problem = both(hours(at(0, 9), at(0, 10)), hours(at(1, 9), at(1, 10, 1)), anna)
    assert hindered(problem) is Hindrance.hours_left
    assert broken(problem) == {"hours_left"}
    assert broken(replace(problem, members=(replace(anna, planned_minutes=479),))) == set()
    assert Week(replace(problem, members=(replace(anna, planned_minutes=540),))).standing[0] == [None, Hindrance.hours_left]
    assert Member(ANNA, contracted_minutes=60, planned_minutes=90).minutes_left == 0


def test_places_are_filled_by_different_members_and_no_more_than_are_open() -> None:
    visit = OpenVisit(one(31), JEAN, at(0, 9), at(0, 10), places=1, members=frozenset({BO}))
    problem = Problem((visit,), (Member(ANNA), Member(BO), Member(one(3))))
    assert Week(problem).standing == [[None], [Hindrance.already_there], [None]]
    assert verify(problem, [Line(visit.id, ANNA)]) == []
    assert verify(problem, [Line(visit.id, BO)]) == [Breach("twice", visit.id)]
    assert verify(problem, [Line(visit.id, ANNA), Line(visit.id, one(3))]) == [Breach("places", visit.id)]
    double = replace(problem, visits=(replace(visit, places=2),))
    assert verify(double, [Line(visit.id, ANNA)] * 2) == [Breach("twice", visit.id)]
    assert verify(problem, [Line(one(99), ANNA)]) == [Breach("unknown", one(99))]


def test_a_visit_of_more_than_thirteen_hours_is_suggested_to_nobody() -> None:
    problem = both(hours(at(0, 8), at(0, 21, 1)), hours(at(3, 8), at(3, 21)))
    assert Week(problem).standing[0] == [Hindrance.rest, None]
    assert broken(problem) == {"rest"}


def test_what_would_be_answered_wrongly_is_refused() -> None:
    visit = OpenVisit(one(31), JEAN, at(0, 9), at(0, 10))
    with pytest.raises(ValueError, match="once"):
        Problem((visit, visit), ())
    with pytest.raises(ValueError, match="zone"):
        Problem((replace(visit, starts=datetime(2026, 6, 1, 9)),), ())  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="ends after"):
        Problem((), (Member(ANNA, planned=(Slot(at(0, 9), at(0, 9)),)),))
