"""Councils: arrangements, the rule for small numbers, ratings."""

from datetime import date, timedelta
from typing import Final

from tests.access_matrix.places import Place
from tests.contract.resource import Json, Resource


def _arrangement(n: int, place: Place) -> Json:
    return {
        "kind": "direct_payment", "from_on": "2026-01-05", "council_id": str(place.record("council")),
        "funded_person_id": str(place.person), "weekly_amount_pence": n,
    }  # fmt: skip


def _rating(n: int, _place: Place) -> Json:
    """Of a day of its own."""
    return {"published_on": str(date(2000, 1, 1) + timedelta(days=n % 8000)), "overall": "good"}


def _hand_over(n: int, place: Place) -> Json:
    return {"asked_team_id": str(place.team), "preferred_name": f"Number {n}", "needs": "Company, and a hand with the stairs."}


def _stay(n: int, _place: Place) -> Json:
    """One that has ended, for somebody is in one hospital at a time."""
    return {"admitted_on": "2026-01-05", "left_on": "2026-01-07", "planned": True, "because": f"Number {n}"}


def _assessment(n: int, _place: Place) -> Json:
    return {"started_on": "2026-01-05", "assessment_type": "Long term assessment", "method": f"Number {n}"}


COMMISSIONING: Final = (
    Resource(
        "hand_over",
        "/hand-overs",
        _hand_over,
        {"who_is_around": "Her sister."},
        "commissioner",
        "council_client",
        forbidden="coach",
    ),
    Resource(
        "arrangement",
        "/arrangements",
        _arrangement,
        {"until_on": "2026-12-31"},
        "manager",
        "other_manager",
        forbidden="family",
    ),
    Resource(
        "figure_setting",
        "/councils/{council_id}/small-numbers",
        lambda n, _p: {"admission_pence": n, "admission_source": "The national schedule"},
        writer="manager",
        stranger="other_manager",
        forbidden="family",
        only=True,
    ),
    Resource("hospital_stay", "/people/{person_id}/hospital-stays", _stay, {"what_we_learned": "To ring the ward."}),
    Resource(
        "fall",
        "/people/{person_id}/falls",
        lambda n, _p: {"fell_at": "2026-01-05T09:00:00Z", "words": f"Number {n}"},
        {"seen": True},
    ),
    Resource(
        "council_details",
        "/people/{person_id}/council-details",
        lambda n, _p: {"dementia": ("Yes", "No", "Unknown")[n % 3]},
        {"gender": "Unknown"},
        only=True,
    ),
    Resource("care_assessment", "/people/{person_id}/care-assessments", _assessment, {"outcome": "NFA: Other"}),
    Resource(
        "commissioned_provider", "/commissioned-providers", writer="commissioner", stranger="other_manager", forbidden="family"
    ),
    Resource("cld_export", "/cld-exports", writer="manager", stranger="other_manager"),
    Resource("figure_snapshot", "/figure-snapshots", writer="manager", stranger="other_manager", forbidden="person"),
    Resource("cqc_rating", "/cqc-ratings", _rating, {"words": "Our second."}, "manager", "other_manager", forbidden=None),
)
