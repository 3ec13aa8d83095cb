"""Bodies about councils: arrangements, the rule for small numbers, ratings."""

from typing import Any

from tests.access_matrix.bodies_made import Made
from tests.access_matrix.places import Place


def _arrangement(place: Place) -> dict[str, Any]:
    return {
        "kind": "individual_service_fund", "from_on": "2026-01-05", "council_id": place.record("council"),
        "funded_person_id": place.person,
    }  # fmt: skip


def _rating(_: Place) -> dict[str, Any]:
    return {"published_on": "2020-02-02", "overall": "good", "caring": "outstanding"}


def _hand_over(place: Place) -> dict[str, Any]:
    return {"asked_team_id": place.team, "preferred_name": "Hilda", "needs": "Company, and a hand with the stairs."}


def _stay(_: Place) -> dict[str, Any]:
    """One that has ended, for somebody is in one hospital at a time."""
    return {"admitted_on": "2026-01-05", "left_on": "2026-01-07", "planned": True, "notification": "police"}


def _fall(_: Place) -> dict[str, Any]:
    return {"fell_at": "2026-01-05T09:00:00Z", "where_words": "In the hall", "notification": "police"}


def _assessment(_: Place) -> dict[str, Any]:
    return {"started_on": "2026-01-05", "assessment_type": "Long term assessment"}


COMMISSIONING: dict[str, Made] = {
    "add_hospital_stay": _stay,
    "put_hospital_stay": _stay,
    "update_hospital_stay": lambda _: {"what_we_learned": "To ring the ward."},
    "record_discharge": lambda _: {},
    "add_fall": _fall,
    "put_fall": _fall,
    "update_fall": lambda _: {"harm": "none"},
    **dict.fromkeys(
        ("record_concern_notification", "record_fall_notification", "record_hospital_stay_notification"),
        lambda _: {"reference": "CQC-1"},
    ),
    "put_council_details": lambda _: {"gender": "Female", "dementia": "No"},
    "update_council_details": lambda _: {"dementia": "Yes"},
    "add_care_assessment": _assessment,
    "put_care_assessment": _assessment,
    "update_care_assessment": lambda _: {"method": "At home"},
    "make_cld_export": lambda place: {"council_id": place.record("council")},
    "make_figure_report": lambda place: {"snapshot_id": place.record("figure_snapshot")},
    "send_hand_over": _hand_over,
    "put_hand_over": _hand_over,
    "update_hand_over": lambda _: {"who_is_around": "Her sister."},
    "withdraw_hand_over": lambda _: {},
    "start_getting_to_know": lambda _: {"words": "We would love to meet her."},
    "accept_hand_over": lambda _: {},
    "decline_hand_over": lambda _: {"because": "no_room"},
    "create_arrangement": _arrangement,
    "put_arrangement": _arrangement,
    "update_arrangement": lambda _: {"until_on": "2026-12-31"},
    "agree_to_provider": lambda _: {},
    "end_commissioned_provider": lambda _: {"until_on": "2099-12-31"},
    "put_small_numbers": lambda _: {"threshold": 10, "base": 10},
    "create_cqc_rating": _rating,
    "put_cqc_rating": _rating,
    "update_cqc_rating": lambda _: {"words": "Our second."},
}
