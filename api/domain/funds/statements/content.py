"""What a statement says, worked out from what the ledger told. Pure: the same facts make the same statement."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from api.domain.funds import forecast as f
from api.domain.funds.models import FeeKind, HowOften
from api.domain.funds.statements.wording import sentences

Facts = Mapping[str, Any]


def content_of(facts: Facts) -> dict[str, Any]:
    """The statement as its document shows it, without the links to its measures."""
    before, sums, items = facts["before"], facts["sums"], facts["items"]
    began = before["allocated"] + before["committed"]
    out = ("spent_inside", "spent_outside", "fee", "carried", "paid_back")
    ended = began + sums["came_in"] - sum(sums[name] for name in out)
    promised = max(0, before["committed"] + sums["committed"])  # what is spent on a day before its promise's was free till then
    said: dict[str, Any] = {
        "id": facts["id"], "fund_id": facts["fund_id"], "person_id": facts["person_id"],
        "from_on": facts["from_on"], "until_on": facts["until_on"], "made_on": facts["made_on"],
        "name": facts["preferred_name"], "fund": facts["name"], "provider": facts["provider"], "team": facts["team"],
        "began_with_pence": began, "came_in_pence": sums["came_in"], **{f"{name}_pence": sums[name] for name in out},
        "ended_with_pence": ended, "promised_pence": promised, "free_pence": ended - promised,
        "overspent_pence": max(0, promised - ended), "items": _items(facts),
        "unplanned_pence": sums["spent_inside"] + sums["spent_outside"] - sum(item["spent"] for item in items),
        "payees": facts["payees"], "payees_more_pence": facts["payees_more"],
        "entries": [
            {"entry_id": entry["id"]} | {name: entry[name] for name in entry if name != "id"} for entry in facts["entries"]
        ],
        "entries_more": facts["entries_more"], "fee_kind": facts["fee_kind"], "fee_words": facts["fee_words"],
        "forecast": _forecast(facts),
    }  # fmt: skip
    return said | {"sentences": sentences(said, facts)}


def _items(facts: Facts) -> list[dict[str, Any]]:
    first = date.fromisoformat(facts["from_on"])
    last = date.fromisoformat(facts["until_on"]) - timedelta(days=1)
    return [
        {
            "plan_item_id": item["id"], "what": item["what"], "inside": item["inside"], "spent_pence": item["spent"],
            "planned_pence": item["pence_each"] * f.times(_planned(item), first, last),
        }
        for item in facts["items"]
    ]  # fmt: skip


def _forecast(facts: Facts) -> dict[str, Any] | None:
    if facts["closed_on"] is not None:
        return None
    today = date.fromisoformat(facts["made_on"])
    until = f.looked_until(today, _day(facts["agreed_until_on"]))
    fee = f.FeeTerms(FeeKind(facts["fee_kind"]), facts["fee_weekly_pence"] or 0, facts["fee_basis_points"] or 0)
    ends = f.runs_out_on(facts["now"]["allocated"], [_planned(item) for item in facts["items"]], fee, today, until)
    return {
        "runs_out_on": ends.isoformat() if ends else None, "looked_until": until.isoformat(), "assumption": f.ASSUMPTION
    }  # fmt: skip


def _planned(item: Facts) -> f.Planned:
    return f.Planned(
        HowOften(item["how_often"]), item["pence_each"], date.fromisoformat(item["from_on"]), _day(item["until_on"]),
        item["committed"],
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
