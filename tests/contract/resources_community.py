"""Circles, community groups, introductions and connections: what is written with people outside the team."""

from datetime import date, timedelta
from typing import Final

from api.domain.shared.clock import utc_now
from tests.access_matrix.places import Place
from tests.contract.resource import Json, Resource, numbered


def _meeting(n: int, _place: Place) -> Json:
    return {"starts_at": (utc_now() + timedelta(days=7)).isoformat(), "where_words": f"Number {n}"}


def _seen(n: int, place: Place) -> Json:
    """A day of its own on which they saw each other."""
    return {"connection_id": str(place.record("connection")), "seen_on": str(date(2010, 1, 1) + timedelta(days=n % 5000))}


COMMUNITY: Final = (
    Resource(
        "circle",
        "/circles",
        lambda n, p: {"person_id": str(p.person), "purpose": f"Number {n}"},
        {"meets_every_weeks": 4},
    ),
    Resource(
        "circle_member",
        "/circle-members",
        lambda n, p: {"circle_id": str(p.record("circle")), "name": f"Number {n}", "kind": "friend"},
        {"phone": "01942 555 010"},
    ),
    Resource(
        "circle_member_gift",
        "/circle-members/{circle_member_id}/gifts",
        numbered("words", part="hands"),
        {"words": "Bread."},
    ),
    Resource("circle_meeting", "/circles/{circle_id}/meetings", _meeting, {"agenda": ["Who drives?"]}),
    Resource("circle_action", "/circles/{circle_id}/actions", numbered("what", who="Dot"), {"by_on": "2099-01-01"}),
    Resource("circle_contribution", "/circles/{circle_id}/contributions", numbered("words", way="gets"), {"way": "gives"}),
    Resource(
        "community_group",
        "/community-groups",
        numbered("name", what="We knit.", who_runs_it="Dot"),
        {"town": "Wigan"},
        stranger="other_carer",
    ),
    Resource(
        "group_gift",
        "/community-groups/{group_id}/gifts",
        numbered("words", part="hands"),
        {"tags": ["socks"]},
        stranger="other_carer",
    ),
    Resource(
        "group_session",
        "/community-groups/{group_id}/sessions",
        numbered("what_happened", held_on="2026-01-08"),
        {"came": 10},
        stranger="other_carer",
    ),
    Resource("group_origin", "/people/{person_id}/group-origins", patch={"words": "My mother taught me to knit."}),
    Resource(
        "group_membership",
        "/people/{person_id}/group-memberships",
        lambda n, p: {"group_id": str(p.records[f"group_{n % 50}"]), "words": f"Number {n}"},
        {"words": "Mine."},
    ),
    Resource(
        "group_attendance",
        "/people/{person_id}/group-attendances",
        lambda n, p: {"session_id": str(p.records[f"session_{n % 50}"]), "words": f"Number {n}"},
        {"words": "I laughed."},
    ),
    Resource(
        "introduction",
        "/people/{person_id}/introductions",
        numbered("from_whom", kind="signposting", to_words="The bowls."),
        {"why": "She used to play."},
    ),
    Resource(
        "introduction_contact",
        "/people/{person_id}/introductions/{introduction_id}/contacts",
        numbered("words", on_day="2026-01-05"),
        {"attended": True},
    ),
    Resource("connection", "/people/{person_id}/connections", numbered("name", kind="friend"), {"words": "The crossword."}),
    Resource("connection_seen", "/people/{person_id}/sightings", _seen, {"words": "She brought the paper."}),
    Resource("reach_wish", "/people/{person_id}/reach-wish", numbered("words"), place="enquiry", only=True),
)
