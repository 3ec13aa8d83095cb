"""Figures as they are told: the cells as they are kept, with rates worked out from them; or a sheet of the same numbers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson

from api.domain.commissioning.figures.count_schemas import FigureCounts
from api.domain.commissioning.figures.models import Breakdown
from api.domain.commissioning.figures.rates import mean_of, rates_of
from api.domain.commissioning.figures.registry import MEANS
from api.domain.shared.sheets import sheet

Told = dict[str, Any]
NAMES: Final = FigureCounts.names()
OF: Final = ("snapshot_id", "span", "from_on", "until_on", "breakdown", "part", "label")
COLUMNS: Final = (
    "snapshot", *OF[1:], "measure", "value", "n", "numerator", "denominator", "lowest", "highest", "hidden", "threshold",
    "assumption",
)  # fmt: skip
# Of a comparison: its measure, and where its interval stands.
COMPARED: Final = (("expected", "", ""), ("fewer", "", ""), ("ratio", "ratio_low", "ratio_high"))
SAVED: Final = (("pence", "low_pence", "high_pence"), ("pence_per_person_week", "", ""))


def shaped(body: bytes, measures: Mapping[str, str] | None = None) -> bytes:
    """One part's figures, with the entries of their measures first where these are told beside them."""
    return orjson.dumps(({} if measures is None else {"measures": measures}) | figures_of(orjson.loads(body)))


def figures_of(said: Told) -> Told:
    """What the database says of one part, as the contract has it."""
    cells, made_with = said.pop("cells"), said.pop("made_with")
    days = (date.fromisoformat(said["until_on"]) - date.fromisoformat(said["from_on"])).days
    provider = said["part"] if said["breakdown"] == Breakdown.provider else None
    return said | {
        "counts": {name: cells["counts"][name] for name in NAMES},
        "means": {name: _mean(cells["means"].get(name)) for name in MEANS},
        "rates": rates_of(cells, days, made_with, provider),
    }


def _mean(mean: Mapping[str, float] | None) -> Told | None:
    value = mean_of(mean)
    return None if mean is None or value is None else {"n": round(mean["n"]), "mean": round(value, 4)}


def sheet_of_part(body: bytes) -> bytes:
    """The sheet of one part alone."""
    return as_sheet([body])


def as_sheet(parts: Sequence[bytes]) -> bytes:
    """A row for each measure of each part. What is hidden has no value and says so; what nobody was asked has none either."""
    return sheet(COLUMNS, (row for body in parts for row in _rows(figures_of(orjson.loads(body)))), quoted=True)


def _rows(told: Told) -> Iterator[tuple[object, ...]]:
    counts, means, rates, rule = told["counts"], told["means"], told["rates"], told["rule"]
    head, threshold = tuple(told[name] for name in OF), rule and rule["threshold"]

    def row(
        measure: str, value: object, *, hidden: bool, of: Mapping[str, Any] | None = None, n: object = None,
        ends: tuple[object, object] = (None, None), assumed: str | None = None,
    ) -> tuple[object, ...]:  # fmt: skip
        divided = (counts[of["numerator"]], counts[of["denominator"]]) if of else (None, None)
        return *head, measure, value, n, *divided, *ends, "true" if hidden else "false", threshold, assumed

    for name, count in counts.items():
        yield row(f"counts.{name}", count, hidden=count is None)
    for name, mean in means.items():
        # Without a mean: too few, unless it is told that there is nobody.
        hidden = mean is None and rule is not None and counts.get(name if name.startswith("ons4") else "people") != 0
        yield row(f"means.{name}", mean and mean["mean"], n=mean and mean["n"], hidden=hidden)
    for name, one in rates["shares"].items():
        yield row(f"rates.shares.{name}", one["share"], of=one, hidden=one["suppressed"])
    stays, falls, left = rates["admissions"], rates["falls"], rates["turnover"]
    yield row("rates.falls.per_1000_days", falls["per_1000_days"], of=falls, ends=_ends(falls), hidden=falls["suppressed"])
    yield row("rates.turnover.average_members", left["average_members"], hidden=counts["member_days"] is None)
    yield row("rates.turnover.share", left["share"], of=left, hidden=left["suppressed"])
    hidden = stays["suppressed"]
    yield row("rates.admissions.person_years", stays["person_years"], hidden=counts["person_days"] is None)
    yield row("rates.admissions.per_person_year", stays["per_person_year"], of=stays, hidden=hidden)
    yield row(
        "rates.admissions.per_1000_person_years", stays["per_1000_person_years"], of=stays, ends=_ends(stays), hidden=hidden
    )
    for one in stays["compared"]:
        assumed = f"{one['compared_rate']} per 1,000 person-years: {one['compared_source']}"
        for name, low, high in COMPARED:
            yield row(
                f"rates.admissions.compared.{name}", one[name], of=stays, ends=(one.get(low), one.get(high)), hidden=hidden,
                assumed=assumed,
            )  # fmt: skip
        if (saved := one["saved"]) is not None:
            assumed = f"{assumed}; {saved['admission_pence']} pence an admission: {saved['admission_source']}"
            for name, low, high in SAVED:
                yield row(
                    f"rates.admissions.compared.saved.{name}", saved[name], of=stays, ends=(saved.get(low), saved.get(high)),
                    hidden=hidden, assumed=assumed,
                )  # fmt: skip


def _ends(rate: Mapping[str, Any]) -> tuple[object, object]:
    return rate["low"], rate["high"]
