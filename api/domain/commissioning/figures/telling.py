"""Figures as they are told: the cells as they are kept, with rates worked out from them; or a sheet of the same numbers."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import orjson

from api.domain.commissioning.figures.count_schemas import FigureCounts
from api.domain.commissioning.figures.models import Breakdown
from api.domain.commissioning.figures.rates import mean_of, rates_of
from api.domain.commissioning.figures.registry import MEANS
from api.domain.shared.sheets import END, quoted

Told = dict[str, Any]
NAMES: Final = FigureCounts.names()
OF: Final = ("snapshot_id", "span", "from_on", "until_on", "breakdown", "part", "label")
COLUMNS: Final = (
    "snapshot", *OF[1:], "measure", "value", "n", "numerator", "denominator", "lowest", "highest", "hidden", "threshold",
    "assumption",
)  # fmt: skip
# A rate: its measure, value, what names the counts that it is of, the ends of its interval, if it is hidden, what is assumed.
Ends = tuple[object, object]
Rate = tuple[str, object, Told | None, Ends, bool, str | None]
NO_ENDS: Final[Ends] = (None, None)
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
    if mean is None or value is None:
        return None
    # Of what is exact both are known, people and what they said; of what is published people alone.
    return {"n": round(mean.get("people", mean["n"])), "mean": round(value, 4)}


def sheet_of_part(body: bytes) -> bytes:
    """The sheet of one part alone."""
    return as_sheet([body])


def as_sheet(parts: Sequence[bytes]) -> bytes:
    """A row for each measure of each part. What is hidden has no value and says so; what nobody was asked has none either."""
    lines = [quoted(COLUMNS)]
    for body in parts:
        lines += _lines(figures_of(orjson.loads(body)))
    return (END.join(lines) + END).encode()


def _lines(told: Told) -> Iterator[str]:
    """All of one part. Only how they begin and end is text that somebody wrote; in between are names and numbers of our own."""
    counts, means, rates, rule = told["counts"], told["means"], told["rates"], told["rule"]
    head, threshold = quoted(told[name] for name in OF), quoted([rule and rule["threshold"]])
    end = f'{threshold},""'
    for name, count in counts.items():
        told_as = '","","","","","","true",' if count is None else f'{count}","","","","","","false",'
        yield f'{head},"counts.{name}","{told_as}{end}'
    for name, mean in means.items():
        # Without a mean: too few, unless it is told that there is nobody.
        hidden = mean is None and rule is not None and counts[name if name.startswith("ons4") else "people"] != 0
        value, n = (mean["mean"], mean["n"]) if mean else ("", "")
        yield f'{head},"means.{name}","{value}","{n}","","","","","{_said(hidden)}",{end}'
    for measure, value, of, ends, hidden, assumed in _rates(rates, counts):
        low, high = map(_text, ends)
        part, whole = (_text(counts[of["numerator"]]), _text(counts[of["denominator"]])) if of else ("", "")
        tail = end if assumed is None else f"{threshold},{quoted([assumed])}"
        yield f'{head},"rates.{measure}","{_text(value)}","","{part}","{whole}","{low}","{high}","{_said(hidden)}",{tail}'


def _rates(rates: Told, counts: Mapping[str, int | None]) -> Iterator[Rate]:
    for name, one in rates["shares"].items():
        yield f"shares.{name}.share", one["share"], one, NO_ENDS, one["suppressed"], None
    stays, falls, left = rates["admissions"], rates["falls"], rates["turnover"]
    yield "falls.per_1000_days", falls["per_1000_days"], falls, (falls["low"], falls["high"]), falls["suppressed"], None
    yield "turnover.average_members", left["average_members"], None, NO_ENDS, counts["member_days"] is None, None
    yield "turnover.share", left["share"], left, NO_ENDS, left["suppressed"], None
    hidden, ends = stays["suppressed"], (stays["low"], stays["high"])
    yield "admissions.person_years", stays["person_years"], None, NO_ENDS, counts["person_days"] is None, None
    yield "admissions.per_person_year", stays["per_person_year"], stays, NO_ENDS, hidden, None
    yield "admissions.per_1000_person_years", stays["per_1000_person_years"], stays, ends, hidden, None
    for one in stays["compared"]:
        assumed = f"{one['compared_rate']} per 1,000 person-years: {one['compared_source']}"
        for name, low, high in COMPARED:
            yield f"admissions.compared.{name}", one[name], stays, (one.get(low), one.get(high)), hidden, assumed
        if (saved := one["saved"]) is not None:
            assumed = f"{assumed}; {saved['admission_pence']} pence an admission: {saved['admission_source']}"
            for name, low, high in SAVED:
                ends = saved.get(low), saved.get(high)
                yield f"admissions.compared.saved.{name}", saved[name], stays, ends, hidden, assumed


def _text(value: object) -> object:
    return "" if value is None else value


def _said(hidden: bool) -> str:  # noqa: FBT001 - reads as it is said
    return "true" if hidden else "false"
