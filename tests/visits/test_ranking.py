"""Who could take a visit: the order, the reasons, and what stands in the way. Without a database."""

import math
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
import pytest

from api.domain.visits.rostering.ranking import ranked, told_candidates
from api.domain.visits.rostering.travelling import minutes_between, straight_km, travel
from tests.visits.weeks import at, one

PERSON, OTHER, THIRD = one(1001), one(1002), one(1003)
ALBERT, BEA, CARYS = one(1), one(2), one(3)
HOME = (53.5450, -2.6325)  # Wigan's market place
ALL_DAY = [
    {"week": 1, "weekday": day, "starts": "06:00", "ends": "22:00"}
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
]


def member(id_: UUID, **more: Any) -> dict[str, Any]:
    """A member who works every day and has nothing planned."""
    pattern = {"from_on": "2026-01-05", "until_on": None, "cycle_weeks": 1, "times": ALL_DAY}
    usual = {"id": str(id_), "joined_on": "2025-01-01", "left_on": None, "contracted_minutes": 1200, "patterns": [pattern]}
    return {**usual, "away": [], "planned": [], **more}


def planned(person: UUID, starts: datetime, minutes: int = 60) -> dict[str, str]:
    """Something planned."""
    return {
        "person_id": str(person),
        "starts_at": starts.isoformat(),
        "ends_at": (starts + timedelta(minutes=minutes)).isoformat(),
    }


def known(id_: UUID, *, small: bool = False, mutual: bool = False, met: int = 0) -> dict[str, Any]:
    """How well a member and the person know one another."""
    return {
        "member_id": str(id_), "person_id": str(PERSON), "in_small_team": small, "chose_each_other": mutual, "met": met,
    }  # fmt: skip


def facts(*members: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A visit on Wednesday at ten, and the team."""
    visit = {"id": str(one(9)), "person_id": str(PERSON), "places": 1, "members": [], **planned(PERSON, at(2, 10))}
    return {
        "week_from": at(0, 0).isoformat(), "week_until": at(7, 0).isoformat(), "visits": [visit | more.pop("visit", {})],
        "members": list(members), "known": [], "homes": {}, "shared": {}, "names": {m["id"]: "Somebody" for m in members}, **more,
    }  # fmt: skip


def order(answer: dict[str, Any]) -> list[UUID]:
    """The members, best first."""
    assert [item["place"] for item in answer["items"]] == list(range(1, len(answer["items"]) + 1))
    return [UUID(item["member_id"]) for item in answer["items"]]


def reasons(answer: dict[str, Any], id_: UUID) -> dict[str, dict[str, Any]]:
    """What is said of a member, by code."""
    item = next(i for i in answer["items"] if i["member_id"] == str(id_))
    return {str(r["code"]): {k: v for k, v in r.items() if k != "code"} for r in item["reasons"]}


def could(answer: dict[str, Any], id_: UUID) -> bool:
    """Whether nothing stands in the way."""
    return bool(next(i for i in answer["items"] if i["member_id"] == str(id_))["could_take"])


def test_the_chosen_small_team_comes_first_then_who_met_often_then_shared_gifts() -> None:
    team = [member(one(n)) for n in range(1, 7)]
    answer = ranked(
        facts(
            *team,
            known=[
                known(one(5), small=True, mutual=True),
                known(one(4), small=True),
                known(one(6), met=9),
                known(one(2), met=1),
            ],
            shared={str(one(3)): ["baking"]},
        )
    )
    assert order(answer) == [one(n) for n in (5, 4, 6, 2, 3, 1)]
    assert reasons(answer, one(5)).keys() == {"chose_each_other", "free", "hours_left"}
    assert reasons(answer, one(4)).keys() == {"in_small_team", "free", "hours_left"}
    assert reasons(answer, one(6))["met_lately"] == {"visits": 9}
    assert reasons(answer, one(3))["shared_gifts"] == {"tags": ["baking"]}


def test_whom_something_stands_in_the_way_of_comes_after_all_who_could() -> None:
    busy = member(ALBERT, planned=[planned(OTHER, at(2, 10, 30))])
    answer = ranked(facts(busy, member(BEA), known=[known(ALBERT, small=True, mutual=True, met=20)]))
    assert order(answer) == [BEA, ALBERT]
    assert not could(answer, ALBERT)
    assert "with_somebody_else" in reasons(answer, ALBERT)
    assert "free" not in reasons(answer, ALBERT)


def test_nothing_in_the_answer_says_with_whom_somebody_is() -> None:
    team = member(ALBERT, planned=[planned(OTHER, at(2, 10, 30)), planned(THIRD, at(2, 12))])
    answer = told_candidates(orjson.dumps(facts(team, homes={str(PERSON): HOME, str(OTHER): HOME, str(THIRD): HOME})))
    assert str(OTHER).encode() not in answer
    assert str(THIRD).encode() not in answer
    assert str(ALBERT).encode() in answer


@pytest.mark.parametrize(
    "more",
    [
        {"away": [[at(2, 10, 45).isoformat(), at(2, 18).isoformat()]]},
        {"patterns": [{"from_on": "2026-01-05", "until_on": None, "cycle_weeks": 1, "times": ALL_DAY[:2] + ALL_DAY[3:]}]},
    ],
    ids=["away", "another weekday"],
)
def test_who_is_away_or_does_not_work_then_is_not_free(more: dict[str, Any]) -> None:
    answer = ranked(facts(member(ALBERT, **more)))
    assert not could(answer, ALBERT)
    assert "not_free" in reasons(answer, ALBERT)
    assert "with_somebody_else" not in reasons(answer, ALBERT)


def test_who_has_said_nothing_about_when_they_work_is_free() -> None:
    answer = ranked(facts(member(ALBERT, patterns=[])))
    assert could(answer, ALBERT)
    assert "free" in reasons(answer, ALBERT)


def test_both_that_somebody_is_away_and_that_they_have_another_visit_is_said() -> None:
    both = member(ALBERT, away=[[at(2, 0).isoformat(), at(3, 0).isoformat()]], planned=[planned(OTHER, at(2, 10))])
    assert reasons(ranked(facts(both)), ALBERT).keys() == {"not_free", "with_somebody_else", "hours_left"}


@pytest.mark.parametrize(("starts", "rests"), [((1, 22), False), ((1, 21), False), ((1, 20), True)])
def test_eleven_hours_of_rest_are_kept_from_the_day_before(starts: tuple[int, int], rests: bool) -> None:
    # The visit is at ten; what ends by 23:00 the evening before leaves 11 hours.
    late = member(ALBERT, patterns=[], planned=[planned(OTHER, at(*starts), 180)])
    answer = ranked(facts(late))
    assert could(answer, ALBERT) is rests
    assert ("rest" in reasons(answer, ALBERT)) is not rests


def test_hours_left_are_those_of_the_week_of_the_visit() -> None:
    work = [planned(OTHER, at(day, 13), 120) for day in (-1, 0, 4, 6, 7)]
    answer = ranked(facts(member(ALBERT, planned=work), member(BEA)))
    assert reasons(answer, ALBERT)["hours_left"] == {"minutes": 1200 - 3 * 120}
    assert reasons(answer, BEA)["hours_left"] == {"minutes": 1200}


def test_who_has_hours_left_for_it_comes_before_who_has_not_and_both_could_take_it() -> None:
    answer = ranked(facts(member(ALBERT, contracted_minutes=59), member(BEA, contracted_minutes=60)))
    assert order(answer) == [BEA, ALBERT]
    assert could(answer, ALBERT)


def test_who_is_told_no_hours_reads_none() -> None:
    told = member(ALBERT)
    del told["contracted_minutes"]
    assert reasons(ranked(facts(told)), ALBERT).keys() == {"free"}


def test_travel_is_told_from_the_visit_before_and_to_the_one_after_on_that_day() -> None:
    far = (HOME[0] + 0.05, HOME[1])  # 5.6 km north: 15.6 minutes
    work = [planned(THIRD, at(2, 7)), planned(OTHER, at(2, 8)), planned(PERSON, at(2, 12)), planned(OTHER, at(3, 8))]
    homes = {str(PERSON): HOME, str(OTHER): far}
    answer = ranked(facts(member(ALBERT, planned=work), member(BEA), homes=homes))
    assert reasons(answer, ALBERT)["travel_before"] == {"minutes": 15}
    assert reasons(answer, ALBERT)["travel_after"] == {"minutes": 0}
    assert reasons(answer, BEA).keys() == {"free", "hours_left"}
    unknown = ranked(facts(member(ALBERT, planned=work), homes={str(OTHER): far}))
    assert reasons(unknown, ALBERT).keys() == {"travel_after", "free", "hours_left"}


def test_the_nearer_of_two_who_are_alike_comes_first() -> None:
    homes = {str(PERSON): HOME, str(OTHER): (HOME[0] + 0.1, HOME[1]), str(THIRD): (HOME[0] + 0.02, HOME[1])}
    answer = ranked(
        facts(member(ALBERT, planned=[planned(OTHER, at(2, 7))]), member(BEA, planned=[planned(THIRD, at(2, 7))]), homes=homes)
    )
    assert order(answer) == [BEA, ALBERT]


def test_a_way_that_takes_longer_than_there_is_stands_in_the_way() -> None:
    homes = {str(PERSON): HOME, str(OTHER): (HOME[0] + 0.1, HOME[1])}  # 31 minutes
    near, late = planned(OTHER, at(2, 8, 30)), planned(OTHER, at(2, 8, 45))
    answer = ranked(facts(member(ALBERT, planned=[late]), member(BEA, planned=[near]), homes=homes))
    assert "too_far_between" in reasons(answer, ALBERT)
    assert "with_somebody_else" not in reasons(answer, ALBERT)
    assert could(answer, BEA)


def test_who_is_on_it_already_or_not_in_the_team_that_day_is_no_candidate() -> None:
    team = [
        member(ALBERT),
        member(BEA, joined_on="2026-06-04"),
        member(CARYS, left_on="2026-06-02"),
        member(one(4), joined_on="2026-06-03", left_on="2026-06-03"),
    ]
    assert order(ranked(facts(*team, visit={"members": [str(ALBERT)]}))) == [one(4)]
    assert could(ranked(facts(*team)), one(4))


def test_a_visit_with_all_its_members_has_candidates_too_for_an_offer() -> None:
    answer = ranked(facts(member(ALBERT), member(BEA), visit={"members": [str(ALBERT)], "places": 0}))
    assert (answer["open_places"], order(answer)) == (0, [BEA])


def test_a_straight_line_is_as_long_as_the_globe_says() -> None:
    assert math.isclose(straight_km((51.4778, 0.0), (52.4778, 0.0)), 111.195, rel_tol=1e-4)
    assert math.isclose(straight_km((53.4808, -2.2426), (53.4084, -2.9916)), 50.2, rel_tol=0.01)  # Manchester to Liverpool
    assert straight_km(HOME, HOME) == 0


def test_travel_is_a_straight_line_with_a_detour_to_the_nearest_five_minutes() -> None:
    km = straight_km(HOME, (53.6, -2.6325))
    exact = km * 1.4 / 30 * 60
    told = minutes_between(HOME, (53.6, -2.6325))
    assert told % 5 == 0
    assert abs(told - exact) <= 2.5
    assert minutes_between(HOME, (HOME[0] + 0.003, HOME[1])) == 0  # a neighbour
    assert travel({PERSON: HOME, OTHER: (53.6, -2.6325), THIRD: HOME}) == {
        (PERSON, OTHER): told, (PERSON, THIRD): 0, (OTHER, THIRD): told
    }  # fmt: skip
