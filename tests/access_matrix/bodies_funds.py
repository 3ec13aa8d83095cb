"""Bodies about funds."""

from typing import Any

from api.domain.shared.clock import london_today
from tests.access_matrix.bodies_made import Made
from tests.access_matrix.places import Place


def _fund(_: Place) -> dict[str, Any]:
    return {"name": "Another year", "from_on": "2026-01-05"}


def _item(_: Place) -> dict[str, Any]:
    return {"what": "Swimming", "pence_each": 550, "from_on": "2026-01-05"}


def _entry(_: Place) -> dict[str, Any]:
    return {"kind": "allocation", "pence": 100, "on_day": str(london_today()), "words": "From the council."}


FUNDS: dict[str, Made] = {
    "open_fund": _fund,
    "put_fund": _fund,
    "update_fund": lambda _: {"name": "This year"},
    "close_fund": lambda _: {"words": "A new year."},
    "add_fund_plan_item": _item,
    "put_fund_plan_item": _item,
    "update_fund_plan_item": lambda _: {"position": 2},
    "post_fund_entry": _entry,
    "put_fund_entry": _entry,
    "reverse_fund_entry": lambda _: {"words": "By mistake."},
    "make_fund_statement": lambda _: {"from_on": "2026-01-05", "until_on": "2026-02-01"},
    "charge_fund_fee": lambda _: {"from_on": "2026-01-05", "until_on": "2026-01-11"},
}
