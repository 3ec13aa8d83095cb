"""Figures as they are told: the cells as they are kept, each with whether it is hidden, and rates worked out from them."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import orjson

from api.domain.commissioning.figures.count_schemas import FigureCounts
from api.domain.commissioning.figures.models import Breakdown
from api.domain.commissioning.figures.rates import mean_of, rates_of
from api.domain.commissioning.figures.registry import MEANS, ONS4

Told = dict[str, Any]
NAMES: Final = FigureCounts.names()
# The count of those of whom a mean is.
MEAN_OF: Final = dict.fromkeys(MEANS, "people") | {f"ons4_{question}": f"ons4_{question}" for question in ONS4}


def shaped(body: bytes, measures: Mapping[str, str] | None = None) -> bytes:
    """One part's figures, with the entries of their measures first where these are told beside them."""
    said = orjson.loads(body)
    means, rates = means_of(said["cells"], exact=said["rule"] is None), rates_beside(said)
    counts = said.pop("cells")["counts"]
    del said["made_with"]
    told = {"counts": {name: _count(counts[name]) for name in NAMES}, "means": means, "rates": rates}
    return orjson.dumps(({} if measures is None else {"measures": measures}) | said | told)


def rates_beside(said: Mapping[str, Any]) -> Told:
    """The rates of what the database says of one part."""
    days = (date.fromisoformat(said["until_on"]) - date.fromisoformat(said["from_on"])).days
    provider = said["part"] if said["breakdown"] == Breakdown.provider else None
    return rates_of(said["cells"], days, said["made_with"], provider)


def means_of(cells: Mapping[str, Any], *, exact: bool) -> Told:
    """The means of one part, as they are kept: of what is exact nothing is hidden."""
    # Without a mean it is of too few, unless it is told that there is nobody.
    return {name: _mean(cells["means"].get(name), hidden=not exact and cells["counts"][of] != 0) for name, of in MEAN_OF.items()}


def _count(count: int | None) -> Told:
    return {"value": count, "suppressed": count is None}


def _mean(mean: Mapping[str, float] | None, *, hidden: bool) -> Told:
    value = mean_of(mean)
    if mean is None or value is None:
        return {"mean": None, "n": None if hidden else 0, "suppressed": hidden}
    # Of what is exact both are known, people and what they said; of what is published people alone.
    return {"mean": round(value, 4), "n": round(mean.get("people", mean["n"])), "suppressed": False}
