"""Bodies about days and hours: when somebody works, what is planned, what happened at the door and what worried them."""

from datetime import date, timedelta
from typing import Any

from api.domain.shared.clock import utc_now
from tests.access_matrix.bodies_made import Made, next_day, next_monday
from tests.access_matrix.places import Place


def _series(_: Place) -> dict[str, Any]:
    first = f"{utc_now().date() + timedelta(days=3)}T09:00:00"
    return {"rule": "FREQ=WEEKLY", "first_local": first, "length_minutes": 60, "purpose": "Bake together."}


def _visit(place: Place) -> dict[str, Any]:
    starts = utc_now() + timedelta(days=3)
    return {
        "person_id": place.person,
        "planned_start_at": starts.isoformat(),
        "planned_end_at": (starts + timedelta(hours=1)).isoformat(),
        "purpose": "Bake together.",
    }


def _moment(minutes_ago: int = 30) -> dict[str, Any]:
    return {"at": (utc_now() - timedelta(minutes=minutes_ago)).isoformat(), "proof": "qr_code"}


def _note(_: Place) -> dict[str, Any]:
    return {"at": utc_now().isoformat(), "what_happened": "We baked."}


def _whole_visit(place: Place) -> dict[str, Any]:
    return {"person_id": place.person, "kind": "at_home", "arrival": _moment(), "departure": _moment(5), "note": _note(place)}


def _concern(_: Place) -> dict[str, Any]:
    return {"kind": "health", "words": "Her ankles are swollen."}


def _pattern(_: Place) -> dict[str, Any]:
    day = next_day()
    until = str(date.fromisoformat(day) + timedelta(days=1))
    return {"from_on": day, "until_on": until, "times": [{"weekday": "monday", "starts": "07:00", "ends": "14:00"}]}


def _absence(_: Place) -> dict[str, Any]:
    return {"kind": "leave", "starts_at": "2027-01-04T00:00:00Z", "ends_at": "2027-01-09T00:00:00Z"}


VISITS: dict[str, Made] = {
    "raise_concern": _concern,
    "put_concern": _concern,
    "update_concern": lambda _: {"words": "Both her ankles are swollen."},
    **dict.fromkeys(
        ("act_on_concern", "close_concern", "reopen_concern", "restrict_concern", "lift_concern_restriction"),
        lambda _: {"words": "The nurse came."},
    ),
    "add_working_pattern": _pattern,
    "put_working_pattern": _pattern,
    "update_working_pattern": lambda _: {"cycle_weeks": 2},
    "add_absence": _absence,
    "put_absence": _absence,
    "update_absence": lambda _: {"kind": "leave"},
    "put_absence_reason": lambda _: {"words": "The scan came back."},
    "make_calendar": lambda _: {"names_shown": "initials"},
    "record_arrival": lambda _: _moment(),
    "record_departure": lambda _: _moment(5),
    "write_visit_note": _note,
    "put_visit_record": _whole_visit,
    "amend_visit_record": lambda _: {"field": "handover", "words": "Tea is in the blue tin.", "because": "I forgot."},
    "begin_visit_series": _series,
    "put_visit_series": lambda place: _series(place) | {"first_local": "2026-01-05T09:00:00"},
    "put_visit_series_create": _series,
    "update_visit_series": lambda _: {"purpose": "A walk."},
    "change_visit_series": lambda place: {"from_local": _series(place)["first_local"], "purpose": "A walk."},
    "leave_out_visit": lambda _: {"on_local": "2026-01-12T09:00:00", "reason": "person_away"},
    "plan_visit_series": lambda _: {"until_on": str(utc_now().date() + timedelta(days=30))},
    "end_visit_series": lambda _: {"on": str(utc_now().date() + timedelta(days=3)), "reason": "other"},
    "plan_visit": _visit,
    "put_visit": _visit,
    "put_visit_create": _visit,
    "update_visit": lambda _: {"purpose": "A walk."},
    "cancel_visit": lambda _: {"closed_by": "person", "reason": "person_away"},
    "miss_visit": lambda _: {"reason": "nobody_free"},
    "reinstate_visit": lambda _: {},
    "add_visit_link": lambda place: {"kind": "outcome", "target_id": place.record("outcome")},
    "move_hours": lambda _: {"minutes": 15, "from_on": "2026-11-02", "to_on": "2026-11-04"},
    "adjust_hours": lambda _: {"minutes": 15, "on_day": "2026-11-02", "words": "Counted twice."},
    "agree_hours": lambda _: {"weekly_minutes": 300, "from_on": next_day()},
    "put_hours_agreement_create": lambda _: {"weekly_minutes": 300, "from_on": next_day()},
    "put_hours_agreement": lambda _: {"weekly_minutes": 240, "from_on": "2026-01-05", "words": "As agreed."},
    "update_hours_agreement": lambda _: {"words": "As agreed."},
    "claim_visit": lambda _: {},
    "hand_back_visit": lambda _: {},
    "offer_visit": lambda _: {},
    "accept_visit_offer": lambda _: {},
    "decline_visit_offer": lambda _: {},
    "withdraw_visit_offer": lambda _: {},
    "propose_roster": lambda _: {"week_on": next_monday()},
    "accept_proposal_line": lambda _: {},
    "decline_proposal_line": lambda _: {},
}
