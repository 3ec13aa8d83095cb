"""The plan of a fund as it is told: what it costs, what became of it, how long the money lasts."""

from datetime import date
from typing import Any

import orjson

from api.domain.funds import forecast as f
from api.domain.funds.models import FeeKind, HowOften


def told(read: bytes) -> bytes:
    """The answer, of what the statement read."""
    known = orjson.loads(read)
    today = date.fromisoformat(known["on"])
    items = [_item(said) for said in known["items"]]
    fee = f.FeeTerms(FeeKind(known["fee_kind"]), known["fee_weekly_pence"] or 0, known["fee_basis_points"] or 0)
    year = f.per_year(items, today)
    until = f.looked_until(today, _day(known["until_on"]))
    planned = [f.planned_until(item, today) for item in items]
    ends = f.runs_out_on(known["left_pence"], items, fee, today, until)
    kept = ("measures", "fund_id", "person_id", "on", "spent_pence", "left_pence", "committed_pence")
    return orjson.dumps(
        {name: known[name] for name in kept}
        | {
            "per_week_pence": (year + 26) // 52,
            "per_year_pence": year,
            "fee_per_year_pence": f.fee_per_year(fee, year),
            "planned_pence": sum(planned),
            "spent_unplanned_pence": known["spent_pence"] - sum(said["spent_pence"] for said in known["items"]),
            "items": [said | {"planned_pence": cost} for said, cost in zip(known["items"], planned, strict=True)],
            "forecast": {
                "runs_out_on": ends.isoformat() if ends else None,
                "looked_until": until.isoformat(),
                "assumption": f.ASSUMPTION,
            },
        }
    )


def _item(said: dict[str, Any]) -> f.Planned:
    return f.Planned(
        HowOften(said["how_often"]), said["pence_each"], date.fromisoformat(said["from_on"]), _day(said["until_on"]),
        said["committed_pence"],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
