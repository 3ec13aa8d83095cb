"""What a report says of rates: going into hospital, which pot saved, falls, turnover. Nothing out of what is hidden."""

from collections.abc import Mapping
from typing import Any, Final

from api.domain.outcomes.papers.blocks import Bar, Block, Chart, Table, Words, one_line

HIDDEN: Final = "too few to show"
NOTHING: Final = "nothing to count from"
INTERVAL: Final = "95 % interval"
WORDS_BESIDE: Final = 1.4  # how much wider than its marks a chart is, so that an interval in words has room
Rates = Mapping[str, Any]
CAVEAT: Final = (
    "It does not say why: people may be healthier or younger than those of the comparison, and stays may be written down in"
    " another way. A ratio whose interval holds 1 can be chance alone; one that does not is still no proof."
)
POT: Final = (
    "Nobody hands this money over: a bed that is not used is used for somebody else. It is what the stated cost makes of the"
    " difference, and no better than the two assumptions that it rests on."
)
# The numbers of a report, and under what name the list of measures says what each is for and what it does not say.
ENTRIES: Final = {
    "People, and days of support": ("snapshot-people",),
    "Outcomes": ("snapshot-outcomes", "snapshot-moves"),
    "Good weeks": ("snapshot-week-items", "snapshot-week-scores"),
    "Wellbeing": ("snapshot-wellbeing",),
    "Contacts and continuity": ("snapshot-contacts", "contacts-share", "four-faces-share", "snapshot-continuity"),
    "Visits": ("snapshot-visits", "short-visits-share"),
    "Introductions": ("snapshot-introductions", "accompanied-share"),
    "Circles and connections": ("snapshot-connections", "connected-share"),
    "Reviews": ("snapshot-reviews", "reviews-share"),
    "Stays in hospital": ("snapshot-stays", "admission-rate", "admission-ratio", "pot-saved"),
    "Falls": ("snapshot-falls", "falls-rate"),
    "Members": ("snapshot-members", "member-turnover", "new-to-care-share"),
    "What a week costs": ("snapshot-week-cost",),
}


def hospital(rates: Rates) -> list[Block]:
    """Unplanned admissions, beside each rate that was stated."""
    found = rates["admissions"]
    rate, compared = found["per_1000_person_years"], found["compared"]
    here = Bar("Here", _empty(found) if rate is None else f"{rate:,.0f} ({found['low']:,.0f} to {found['high']:,.0f})", rate,
               None if rate is None else (found["low"], found["high"]))  # fmt: skip
    stated = [
        Bar(_elsewhere(number, compared), f"{one['compared_rate']:,}", one["compared_rate"], (one["compared_rate"],) * 2)
        for number, one in enumerate(compared, 1)
    ]
    most = max((bar.ends[1] for bar in (here, *stated) if bar.ends is not None), default=0.0)
    blocks: list[Block] = [
        Chart(
            "Unplanned admissions for 1,000 years of support",
            f"How many unplanned admissions there were for each 1,000 years of support, with the {INTERVAL}, beside each rate"
            " that they are compared with.",
            ("Where", f"Admissions ({INTERVAL})"),
            (here, *stated),
            most * WORDS_BESIDE,
            compared[0]["compared_rate"] if len(compared) == 1 else None,
        ),
        Words(_for_a_year(found)),
    ]
    if not compared:
        return [*blocks, Words("Nobody stated a rate to compare with, so nothing is compared.")]
    blocks += [Words(_beside(_elsewhere(number, compared), one)) for number, one in enumerate(compared, 1)]
    blocks.append(Words(CAVEAT))
    for number, one in enumerate(compared, 1):
        if one["saved"] is not None:
            blocks += [_pots(f"Which pot saved, beside {_elsewhere(number, compared).lower()}", one, one["saved"])]
    return [*blocks, Words(POT)] if any(one["saved"] for one in compared) else blocks


def others(rates: Rates, counts: Mapping[str, int | None]) -> Table:
    """Falls and turnover, with what they are worked out from."""
    falls, left = rates["falls"], rates["turnover"]
    per = falls["per_1000_days"]
    fell = _empty(falls) if per is None else f"{per:,.2f} ({falls['low']:,.2f} to {falls['high']:,.2f})"
    share = _empty(left) if left["share"] is None else f"{100 * left['share']:,.1f} %"
    formula = "Members who left / (days of members in teams / days)"
    if left["share"] is not None:
        formula += (
            f" = {counts['leavers']:,} / ({counts['member_days']:,} / {left['days']:,}); {left['average_members']:,.1f} members"
            " on average"
        )
    return Table(
        "Rates",
        ("What", "Rate", "How it is worked out, and what to know"),
        (
            (f"Falls for 1,000 days of support ({INTERVAL})", fell, "Whoever writes down every fall has a higher rate."),
            ("Turnover of members", share, f"{formula}. Of these {left['days']:,} days; only a year's is a yearly one."),
        ),
        frozenset({1}),
        (3, 3, 4),
    )


def entries() -> Table:
    """Where each number is explained."""
    rows = tuple((words, ", ".join(codes)) for words, codes in ENTRIES.items())
    return Table("In the list of measures (/v1/measures), under these names", ("Numbers", "Entries"), rows, widths=(3, 7))


def _empty(rate: Rates) -> str:
    return HIDDEN if rate["suppressed"] else NOTHING


def _elsewhere(number: int, compared: list[Rates]) -> str:
    return "The stated rate" if len(compared) == 1 else f"Stated rate {number}"


def _for_a_year(found: Rates) -> str:
    if found["per_person_year"] is None:
        return (
            f"Unplanned admissions for a person's year: {_empty(found)}. Nothing is worked out from a number that is not shown."
        )
    return (
        f"Unplanned admissions for a person's year: {found['per_person_year']:.3f}, over {found['person_years']:,.1f} years of"
        f" support (days / 365.25). The {INTERVAL} is exact (Garwood) and says what chance alone would bring."
    )


def _beside(name: str, one: Rates) -> str:
    said = f"{name}: {one['compared_rate']:,} for 1,000 years. Where it is from: {one_line(one['compared_source']).rstrip('.')}."
    if one["fewer"] is None:
        return f"{said} What it would have brought here, and the ratio: {HIDDEN}."
    said += f" It would have brought {one['expected']:,.1f} admissions here; there were {_difference(one['fewer'])}."
    if one["ratio"] is None:
        return said
    return f"{said} Ratio: {one['ratio']:.2f} ({INTERVAL} {one['ratio_low']:.2f} to {one['ratio_high']:.2f})."


def _difference(fewer: float) -> str:
    return f"{fewer:,.1f} fewer than expected" if fewer >= 0 else f"{-fewer:,.1f} more than expected"


def _pots(caption: str, one: Rates, saved: Rates) -> Table:
    each = f"£{saved['admission_pence'] / 100:,.2f}"
    rests = f"An admission is said to cost {each}: {one_line(saved['admission_source'])}"
    whole = HIDDEN
    if saved["pence"] is not None:
        whole = f"{_less(saved['pence'])} ({INTERVAL}: {_less(saved['low_pence'])} to {_less(saved['high_pence'])})"
        rests = f"{_difference(one['fewer']).capitalize()}, times {each}. {rests}"
    week = HIDDEN if saved["pence_per_person_week"] is None else _less(saved["pence_per_person_week"], ".2f")
    cost = saved["cost_pence_per_person_week"]
    return Table(
        caption,
        ("Pot", "Money", "What it rests on"),
        (
            ("The NHS", whole, rests),
            ("The NHS, for each week of a person's support", week, "The same, divided by the weeks of support."),
            ("Who pays for support, for each such week", HIDDEN if cost is None else f"£{cost / 100:,.2f} paid",
             "The average of weekly amounts: another pot."),
        ),
        widths=(3, 3, 4),
    )  # fmt: skip


def _less(pence: int, digits: str = ".0f") -> str:
    return f"£{abs(pence) / 100:,{digits}} {'less' if pence >= 0 else 'more'}"
