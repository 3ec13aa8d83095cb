"""Visits, how they are shared out, and the hours they come to; what a command makes has no body here."""

from datetime import timedelta
from typing import Final

from api.domain.shared.clock import utc_now
from tests.access_matrix.places import Place
from tests.contract.resource import Json, Resource, numbered


def _series(n: int, _place: Place) -> Json:
    first = f"{utc_now().date() + timedelta(days=n % 300 + 1)}T09:00:00"
    return {"rule": "FREQ=WEEKLY", "first_local": first, "length_minutes": 60, "purpose": "Bake together."}


def _visit(n: int, place: Place) -> Json:
    starts = utc_now() + timedelta(days=3)
    ends = starts + timedelta(hours=1)
    said = {"planned_start_at": starts.isoformat(), "planned_end_at": ends.isoformat(), "purpose": f"Number {n}"}
    return {"person_id": str(place.person), **said}


VISITS: Final = (
    Resource("visit", "/visits", _visit, {"purpose": "Tea."}),
    Resource("visit_series", "/people/{person_id}/visit-series", _series, {"purpose": "Tea."}),
    Resource(
        "visit_link",
        "/visits/{visit_id}/links",
        lambda n, p: {"kind": "outcome", "target_id": str(p.records[f"outcome_{n % 50}"])},
    ),
    Resource("opening", "/openings", stranger="other_carer"),
    Resource(
        "hours_agreement",
        "/people/{person_id}/hours/agreements",
        lambda n, _p: {"weekly_minutes": 300, "from_on": f"{2100 + n // 300}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"},
        {"words": "As we said."},
    ),
    Resource("visit_offer", "/visit-offers"),
    Resource("roster_proposal", "/roster-proposals"),
    Resource("proposal_line", "/roster-proposals/{proposal_id}/lines"),
    Resource("hours_entry", "/people/{person_id}/hours/entries"),
    Resource("visit_record", "/visit-records"),
    Resource(
        "visit_amendment",
        "/visit-records/{visit_record_id}/amendments",
        numbered("words", field="what_happened", because="I forgot."),
    ),
)
