"""Bodies about what somebody wants of life, and how they and their team look at whether it comes about."""

from datetime import timedelta
from typing import Any

from tests.access_matrix.bodies_made import Made, next_day
from tests.access_matrix.places import Place, good_week_on


def _risk(_: Place) -> dict[str, Any]:
    return {"what_i_want": "To swim.", "what_it_brings": "Joy.", "whose": "person", "review_on": "2099-01-01"}


def _outcome(_: Place) -> dict[str, Any]:
    return {"statement": "To walk to Mass."}


def _marked(place: Place) -> dict[str, Any]:
    """As the stage has it."""
    week = good_week_on() - timedelta(weeks=20)
    return {"item_id": place.record("good_week_item"), "week_on": str(week), "mark": "happened"}


def _scored(_: Place) -> dict[str, Any]:
    """As the stage has it."""
    week = good_week_on() - timedelta(weeks=20)
    return {"week_on": str(week), "score": 7, "zero_words": "In bed.", "ten_words": "Out dancing."}


def _this_week(made: Made) -> Made:
    return lambda place: made(place) | {"week_on": str(good_week_on())}


def _check_in(place: Place) -> dict[str, Any]:
    return {"about": "outcome", "outcome_id": place.record("outcome"), "words": "To the corner and back."}


def _put_check_in(place: Place) -> dict[str, Any]:
    return {"person_id": place.person} | _check_in(place)


def _invited(place: Place) -> dict[str, Any]:
    return {"circle_member_id": place.record("free_circle_member"), "words": "She asked for it."}


def _review(_: Place) -> dict[str, Any]:
    return {"planned_on": next_day(), "who_was_there": [{"name": "Siobhan", "as_what": "Her daughter"}]}


OUTCOMES: dict[str, Made] = {
    "begin_change_cycle": lambda _: {"name": "This spring", "from_on": "2026-01-01", "until_on": "2026-04-01"},
    "update_change_cycle": lambda _: {"name": "Spring"},
    "move_change_cycle": lambda _: {"to": "theming"},
    "theme_cycle_statement": lambda _: {"theme_id": None},
    "name_cycle_theme": lambda _: {"kind": "not_working", "i_statement": "I know who comes."},
    "update_cycle_theme": lambda _: {"chosen": True},
    "add_cycle_action": lambda _: {"what": "Photos on the fridge.", "who": "Ben"},
    "update_cycle_action": lambda _: {"who": "Anna"},
    "end_cycle_action": lambda _: {"state": "done"},
    "plan_review": _review,
    "put_review": _review,
    "update_review": lambda _: {"share_for_change": True},
    "hold_review": lambda _: {},
    "cancel_review": lambda _: {"words": "She would rather wait."},
    "add_review_action": lambda _: {"what": "Ring the choir.", "who": "Anna"},
    "update_review_action": lambda _: {"who": "Ben"},
    "end_review_action": lambda _: {"state": "done"},
    "add_check_in": _check_in,
    "put_check_in": _put_check_in,
    "amend_check_in": lambda _: {"words": "Only to the gate.", "because": "I thought of another day."},
    "invite_to_check_in": _invited,
    "withdraw_check_in_invitation": lambda _: {},
    "add_outcome": _outcome,
    "put_outcome": _outcome,
    "update_outcome": lambda _: {"areas": ["CA-COMMUNITY"]},
    "move_outcome": lambda _: {"to": "on_track"},
    "add_outcome_wording": lambda _: {"statement": "To walk anywhere.", "because": "Mass is one place of many."},
    "add_outcome_step": lambda _: {"what": "Walk to the corner.", "who": "Jean and Amira"},
    "update_outcome_step": lambda _: {"doing": True},
    "end_outcome_step": lambda _: {"state": "done", "what_happened": "She went on alone."},
    "add_good_week_item": lambda _: {"what": "Bingo."},
    "put_good_week_item": lambda _: {"what": "Bingo."},
    "update_good_week_item": lambda _: {"position": 2},
    "end_good_week_item": lambda _: {"because": "The hall has closed."},
    "add_good_week_wording": lambda _: {"what": "Bingo with Dot."},
    "put_good_week_mark": _marked,
    "put_good_week_mark_create": _this_week(_marked),
    "put_good_week_score": _scored,
    "put_good_week_score_create": _this_week(_scored),
    "add_risk": _risk,
    "put_risk": _risk,
    "update_risk": lambda _: {"agreed": "I ring when I am home."},
    "end_risk": lambda _: {"words": "Not for now."},
}
