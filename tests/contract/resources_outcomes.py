"""Outcomes and what asks after them; a mark or a score takes a week of its own, for a week holds only one."""

from datetime import timedelta
from typing import Final

from tests.access_matrix.places import Place, good_week_on
from tests.contract.resource import Json, Resource, numbered


def _marked(n: int, place: Place) -> Json:
    """A mark of a week of its own."""
    week = good_week_on() - timedelta(days=7 * (n % 1500 + 2))
    return {"item_id": str(place.record("good_week_item")), "week_on": str(week), "mark": "happened"}


def _scored(n: int, _place: Place) -> Json:
    """A score of a week of its own."""
    week = good_week_on() - timedelta(days=7 * (n % 1500 + 2))
    return {"week_on": str(week), "score": 7, "zero_words": "In bed.", "ten_words": "Out dancing."}


OUTCOMES: Final = (
    Resource(
        "review",
        "/people/{person_id}/reviews",
        lambda n, _p: {"planned_on": "2027-01-04", "like_and_admire": [f"Number {n}"]},
        {"where_words": "In the garden"},
    ),
    Resource(
        "review_action",
        "/people/{person_id}/reviews/{review_id}/actions",
        numbered("what", who="Anna"),
        {"by_on": "2027-02-01"},
    ),
    Resource(
        "instrument",
        "/instruments",
        lambda n, _p: {"key": f"number-{n}", "name": f"Number {n}", "purpose": "To try."},
        {"name": "Mood"},
        "manager",
        "other_manager",
    ),
    Resource(
        "instrument_version",
        "/instruments/{instrument_id}/versions",
        lambda n, _p: {"items": [{"key": "mood", "text": f"Number {n}", "kind": "text"}]},
        {"items": []},
        "manager",
        "other_manager",
    ),
    Resource("outcome", "/people/{person_id}/outcomes", numbered("statement"), {"areas": ["CA-COMMUNITY"]}),
    Resource(
        "outcome_wording", "/people/{person_id}/outcomes/{outcome_id}/wordings", numbered("statement", because="It is clearer.")
    ),
    Resource(
        "check_in",
        "/check-ins",
        lambda n, p: {
            "person_id": str(p.person),
            "about": "outcome",
            "outcome_id": str(p.record("outcome")),
            "words": f"Number {n}",
        },
    ),
    Resource("check_in_amendment", "/check-ins/{check_in_id}/amendments", numbered("words", because="I forgot.")),
    Resource("check_in_invitation", "/people/{person_id}/check-in-invitations"),
    Resource("outcome_step", "/people/{person_id}/outcomes/{outcome_id}/steps", numbered("what", who="Anna"), {"who": "Ben"}),
    Resource("good_week_item", "/people/{person_id}/good-week/items", numbered("what"), {"position": 2}),
    Resource("good_week_wording", "/people/{person_id}/good-week/items/{item_id}/wordings", numbered("what", because="Clearer.")),
    Resource("good_week_mark", "/people/{person_id}/good-week/marks", _marked),
    Resource("good_week_score", "/people/{person_id}/good-week/scores", _scored),
    Resource(
        "change_cycle",
        "/teams/{team_id}/change-cycles",
        numbered("name", from_on="2026-01-01", until_on="2026-04-01"),
        {"name": "Spring"},
    ),
    Resource("cycle_statement", "/teams/{team_id}/change-cycles/{cycle_id}/statements", patch={"theme_id": None}),
    Resource(
        "cycle_theme",
        "/teams/{team_id}/change-cycles/{cycle_id}/themes",
        numbered("i_statement", kind="not_working"),
        {"chosen": True},
    ),
    Resource("cycle_action", "/teams/{team_id}/change-cycles/{cycle_id}/actions", numbered("what", who="Ben"), {"who": "Anna"}),
)
