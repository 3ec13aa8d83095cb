"""Funds, their plans and their ledgers."""

from typing import Final

from api.domain.shared.clock import london_today
from tests.access_matrix.places import Place
from tests.contract.resource import Json, Resource, numbered


def _entry(n: int, _place: Place) -> Json:
    return {"kind": "allocation", "pence": n, "on_day": str(london_today()), "words": f"Number {n}"}


FUNDS: Final = (
    Resource("fund", "/people/{person_id}/funds", numbered("name", from_on="2026-01-05"), {"name": "This year"}),
    Resource(
        "fund_plan_item",
        "/funds/{fund_id}/plan-items",
        numbered("what", pence_each=550, from_on="2026-01-05"),
        {"position": 2},
    ),
    Resource("fund_entry", "/funds/{fund_id}/entries", _entry),
    Resource("fund_statement", "/fund-statements", forbidden="coach"),
    Resource("figure_report", "/figure-reports", writer="manager", stranger="other_manager", forbidden="person"),
)
