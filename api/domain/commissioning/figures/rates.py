"""Rates out of the counts of a part of a snapshot, for a council's (published) and a provider's (exact) alike. Pure.

They are worked out from the cells that the reader is told and from nothing else, so nothing follows from them that does not from
the cells, however many digits they have. Nothing is worked out from what is hidden: None in, None out.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from api.domain.commissioning.figures.intervals import Limits, poisson_limits
from api.domain.commissioning.figures.registry import FAMILIES, PART_OF

Shown = dict[str, Any]
Counts = Mapping[str, int | None]
DAYS_OF_YEAR: Final = 365.25
DAYS_OF_WEEK: Final = 7
PER: Final = 1000
NHS: Final = "nhs"  # who pays for stays in hospital
TURNOVER: Final = "leavers / (member_days / days)"
# A part to the whole that it is shown as a share of. Introductions of two kinds are never one whole, nor are stays.
SHARES: Final[dict[str, str]] = PART_OF | {
    part: total for total in ("outcomes", "moves", "week_items") for part in FAMILIES[total]
}
ASSUMED: Final = ("admission_pence", "admission_source", "compared_rate", "compared_source")


def rates_of(cells: Mapping[str, Any], days: int, made_with: Mapping[str, Any], provider: str | None = None) -> Shown:
    """The rates beside these cells of so many days. `provider`: whose part it is, where it is one's; only theirs is assumed."""
    counts = cells["counts"]
    said = [one for one in made_with.get("assumptions") or () if provider in (None, one["provider_id"])]
    return {
        "admissions": _admissions(counts, said, mean_of(cells["means"].get("cost_pence_per_person_week"))),
        "falls": _falls(counts),
        "turnover": _turnover(counts, days),
        "shares": {part: _share(counts, part, whole) for part, whole in SHARES.items()},
    }


def mean_of(mean: Mapping[str, float] | None) -> float | None:
    """A mean, as it was published, or out of the sum that a provider has."""
    if mean is None:
        return None
    return mean["mean"] if "mean" in mean else mean["sum"] / mean["n"] if mean["n"] else None


def _begun(counts: Counts, numerator: str, denominator: str) -> tuple[Shown, tuple[int, int] | None]:
    """How a rate begins; and its two numbers, when both are known and there is something to divide by."""
    part, whole = counts[numerator], counts[denominator]
    shown: Shown = {"numerator": numerator, "denominator": denominator, "suppressed": part is None or whole is None}
    return shown, (part, whole) if part is not None and whole else None


def _share(counts: Counts, numerator: str, denominator: str) -> Shown:
    part, whole = counts[numerator], counts[denominator]
    hidden = part is None or whole is None
    # Two rounded numbers: the part can be the larger one.
    share = None if part is None or not whole else round(min(part / whole, 1.0), 4)
    return {"numerator": numerator, "denominator": denominator, "share": share, "suppressed": hidden}


def _falls(counts: Counts) -> Shown:
    shown, known = _begun(counts, "falls", "person_days")
    if known is None:
        return shown | dict.fromkeys(("per_1000_days", "low", "high"))
    falls, days = known
    low, high = poisson_limits(falls)
    return shown | {name: round(PER * n / days, 3) for name, n in (("per_1000_days", falls), ("low", low), ("high", high))}


def _turnover(counts: Counts, days: int) -> Shown:
    shown, known = _begun(counts, "leavers", "member_days")
    whole = counts["member_days"]
    return shown | {
        "days": days,
        "average_members": None if whole is None else round(whole / days, 2),
        "share": known and round(known[0] * days / known[1], 4),
        "formula": TURNOVER,
    }


def _admissions(counts: Counts, said: Sequence[Mapping[str, Any]], cost: float | None) -> Shown:
    shown, known = _begun(counts, "stays_unplanned", "person_days")
    whole = counts["person_days"]
    shown["person_years"] = None if whole is None else round(whole / DAYS_OF_YEAR, 2)
    if known is None:
        unknown = dict.fromkeys(("per_person_year", "per_1000_person_years", "low", "high"))
        return shown | unknown | {"compared": [_nothing(one, cost) for one in _distinct(said)]}
    stays, days = known
    years, limits = days / DAYS_OF_YEAR, poisson_limits(stays)
    return shown | {
        "per_person_year": round(stays / years, 4),
        "per_1000_person_years": round(PER * stays / years, 1),
        "low": round(PER * limits.low / years, 1),
        "high": round(PER * limits.high / years, 1),
        "compared": [_compared(one, known, limits, cost) for one in _distinct(said)],
    }


def _distinct(said: Sequence[Mapping[str, Any]]) -> Iterator[Shown]:
    """Each comparison that is stated, once, with all who state it."""
    found: dict[tuple[Any, ...], Shown] = {}
    for one in said:
        if one["compared_rate"] is None:
            continue
        values = {name: one[name] for name in ASSUMED}
        same = found.setdefault(tuple(values.values()), values | {"provider_ids": [], "council_ids": []})
        for names, who in (("provider_ids", one["provider_id"]), ("council_ids", one["council_id"])):
            if who not in same[names]:
                same[names].append(who)
    yield from found.values()


def _nothing(assumed: Shown, cost: float | None) -> Shown:
    """What is assumed, where what it would be compared with is not known."""
    unknown = dict.fromkeys(("expected", "fewer", "ratio", "ratio_low", "ratio_high"))
    pences = dict.fromkeys(("pence", "low_pence", "high_pence", "pence_per_person_week"))
    return _told(assumed) | unknown | {"saved": _saved(assumed, pences, cost)}


def _compared(assumed: Shown, known: tuple[int, int], limits: Limits, cost: float | None) -> Shown:
    stays, days = known
    expected = assumed["compared_rate"] / PER * days / DAYS_OF_YEAR
    ratios = (("ratio", stays), ("ratio_low", limits.low), ("ratio_high", limits.high))
    pence = assumed["admission_pence"] or 0
    saved = (expected - stays) * pence
    pences: dict[str, int | None] = {
        "pence": round(saved),
        "low_pence": round((expected - limits.high) * pence),
        "high_pence": round((expected - limits.low) * pence),
        "pence_per_person_week": round(saved / (days / DAYS_OF_WEEK)),
    }
    return _told(assumed) | {
        "expected": round(expected, 2),
        "fewer": round(expected - stays, 2),
        **{name: round(n / expected, 3) if expected else None for name, n in ratios},
        "saved": _saved(assumed, pences, cost),
    }


def _told(assumed: Shown) -> Shown:
    return {name: assumed[name] for name in ("provider_ids", "council_ids", "compared_rate", "compared_source")}


def _saved(assumed: Shown, pences: Mapping[str, int | None], cost: float | None) -> Shown | None:
    if assumed["admission_pence"] is None:
        return None
    told = {name: assumed[name] for name in ("admission_pence", "admission_source")}
    return told | {"payer": NHS, **pences, "cost_pence_per_person_week": None if cost is None else round(cost)}
