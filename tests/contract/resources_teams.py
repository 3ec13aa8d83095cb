"""Teams, their members, and when those can work: most is written by any member, for a team runs itself."""

from datetime import date, timedelta
from typing import Final

from tests.access_matrix.bodies import assessment
from tests.access_matrix.places import Place
from tests.contract.resource import Json, Resource, numbered


def _one_day(n: int, _place: Place) -> Json:
    """A working pattern of one day: no two hold at once."""
    day = date(2030, 1, 7) + timedelta(days=n)
    times = [{"weekday": "monday", "starts": "07:00", "ends": "14:00"}]
    return {"from_on": str(day), "until_on": str(day + timedelta(days=1)), "times": times}


TEAMS: Final = (
    Resource(
        "team",
        "/teams",
        numbered("name", purpose="To help.", setting="home_care", started_on="2026-01-01"),
        {"place": "Ashbrook"},
        "manager",
        "other_manager",
    ),
    Resource(
        "team_member",
        "/teams/{team_id}/members",
        numbered("name", contracted_minutes=600),
        {"preferred_name": "Xen"},
        "carer_3",
        "carer_2",
        place="mill",
    ),
    Resource(
        "member_profile",
        "/teams/{team_id}/members/{member_id}/profile-versions",
        lambda n, _p: {"appreciate": [f"Number {n}"]},
        place="jean",
    ),
    Resource(
        "member_gift",
        "/teams/{team_id}/members/{member_id}/gifts",
        numbered("words", part="hands"),
        {"words": "Bread."},
        place="jean",
    ),
    Resource("shared_role", "/teams/{team_id}/roles", numbered("name"), {"what_it_is": "Listens."}),
    Resource("role_holding", "/teams/{team_id}/roles/{role_id}/holdings"),
    Resource("agreement", "/teams/{team_id}/agreements", numbered("words"), {"why": "It is kind."}),
    Resource("coaching", "/teams/{team_id}/coaches", stranger="carer_3"),
    Resource(
        "team_assessment",
        "/teams/{team_id}/assessments",
        lambda n, p: assessment(p) | {"who_was_there": [f"Number {n}"]},
        {"actions": [{"what": "Ask Jean."}]},
    ),
    Resource(
        "working_pattern",
        "/teams/{team_id}/members/{member_id}/working-patterns",
        _one_day,
        {"times": [{"week": 1, "weekday": "friday", "starts": "22:00", "ends": "07:00"}]},
    ),
    Resource(
        "absence",
        "/teams/{team_id}/members/{member_id}/absences",
        lambda n, _p: {"kind": "leave", "starts_at": "2027-01-04T09:00:00Z", "ends_at": f"{2028 + n}-01-04T09:00:00Z"},
        {"kind": "other"},
    ),
    Resource(
        "absence_reason",
        "/teams/{team_id}/members/{member_id}/absences/{absence_id}/reason",
        numbered("words"),
        place="jean",
        only=True,
    ),
    Resource("calendar_feed", "/teams/{team_id}/members/{member_id}/calendar", place="jean", only=True),
)
