"""A report of figures as a paper: one snapshot's numbers, each with what it is of and what it does not say.

What is hidden says so. It is not always a small number itself: a total that would tell one is hidden with it.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from api.domain.commissioning.figures.registry import FAMILIES, ONS4
from api.domain.commissioning.figures.reports.rates import HIDDEN, NOTHING, entries, hospital, others
from api.domain.commissioning.figures.telling import means_of, rates_beside
from api.domain.outcomes.papers.blocks import Bar, Block, Chart, Heading, Paper, Table, Words, day, one_line

NONE_ASKED: Final = "nobody asked"
Counts = Mapping[str, int | None]
LABELS: Final = {
    "exploring": "Exploring", "on_track": "On track", "off_track": "Off track", "achieved": "Achieved", "changed": "Changed",
    "set_aside": "Set aside", "happened": "Happened", "partly": "Partly", "not": "Did not happen", "very_low": "Very low",
    "low": "Low", "medium": "Medium", "high": "High", "very_high": "Very high", "signposting": "Signposting",
    "social_prescribing": "Social prescribing", "planned": "Planned", "unplanned": "Not planned",
}  # fmt: skip
# Title, what it says to who does not see it, and the caveat, of each family that is drawn.
CHARTS: Final = {
    "outcomes": (
        "Where outcomes stand", "How many outcomes stand where at the end.", "In people's own words; they say where."),
    "moves": ("How outcomes moved", "How many outcomes moved to where.", "An outcome that moved twice is counted twice."),
    "week_items": (
        "What makes a week good", "How often what makes a good week happened.", "Only weeks that somebody looked back on."),
    "introductions": (
        "Introductions into community life", "How many introductions of each kind.", "It says nothing about what came of them."),
    "stays": (
        "Stays in hospital", "How many stays, planned or not.", "As teams wrote them down; a hospital's own list may have more."),
}  # fmt: skip
ASKED: Final = {
    "satisfaction": "How satisfied with life", "worthwhile": "How worthwhile what they do is", "happiness": "How happy yesterday",
    "anxiety": "How anxious yesterday (lower is better)",
}  # fmt: skip
# A part of a whole: its words, the count, what its whole is called, and the caveat.
SHARES: Final = {
    "Contacts with the three people one sees most of": (
        "contacts_top_three", "contacts", "A small number of faces is not in itself good company."),
    "People who saw four faces or fewer": (
        "people_within_four_faces", "people", "Faces of those who are paid to come. Who met none is among all people."),
    "Visits shorter than half an hour": (
        "visits_short", "visits planned", "As planned; some people want a short one."),
    "Reviews held in time": ("reviews_in_time", "reviews due", "It says nothing about how good they were."),
    "People with somebody who is not paid to come": (
        "people_with_connections", "people", "Only whom teams know of and wrote down."),
    "Introductions that somebody went along to": (
        "introductions_accompanied", "social prescribing",
        "Signposting is never accompanied."),
    "Members who are new to care": (
        "members_new_to_care", "members who told us", "Members who did not say are not in it."),
}  # fmt: skip
ALONE: Final = {
    "Days of support": ("person_days", "Each day of each person."),
    "Circles that meet": ("circles_meeting", "As they are on the day of counting."),
    "People whom somebody sees who is not paid to come": ("connections", "Each tie is counted."),
    "Falls": ("falls", "Falls that were written down."),
    "Days of members in teams": ("member_days", "Each day of each member."),
    "Members who left": ("leavers", "Who went on in another team of the provider is not among them."),
    "Members who joined": ("members_joined", "Who came from another team of the provider is not among them."),
}  # fmt: skip
SPANS: Final = {"week": "Week", "quarter": "Quarter", "year": "Year"}


def paper_of(facts: Mapping[str, Any]) -> Paper:
    """The paper of one part of a snapshot."""
    counts = facts["cells"]["counts"]
    first, last = date.fromisoformat(facts["from_on"]), date.fromisoformat(facts["until_on"]) - timedelta(days=1)
    rates = rates_beside(facts)
    whose, part = one_line(facts["whose"]), "everyone" if facts["breakdown"] == "everyone" else one_line(facts["label"])
    blocks: list[Block] = [
        Words(f"{SPANS[facts['span']]} from {day(first)} to {day(last)}. For: {whose}. Of: {part}.", strong=True),
        Words(_rule(facts)),
        Heading("People"),
        Words(f"People supported: {_count(counts['people'])}.", strong=True),
        _means(means_of(facts["cells"], exact=facts["side"] != "council")),
        Heading("Outcomes and good weeks"),
        *_chart(counts, "outcomes"), *_chart(counts, "moves"), *_chart(counts, "week_items"),
        Heading("Wellbeing, in their own answers"),
        Words("Four questions of the Office for National Statistics. Each person's last answer is counted, and nobody answers for"
              " them. The four are never added up."),
        *(block for question in ONS4 for block in _asked(counts, question)),
        Heading("Community"),
        *_chart(counts, "introductions"),
        Heading("Going into hospital"),
        *_chart(counts, "stays"), *hospital(rates),
        Heading("Parts of a whole"),
        _shares(counts, rates["shares"]),
        Heading("Falls, and members who stay"),
        others(rates, counts),
        Heading("Other numbers"),
        Table("Counted", ("What", "How many", "What to know"), tuple(
            (words, _count(counts[name]), caveat) for words, (name, caveat) in ALONE.items()), frozenset({1}), (4, 2, 4)),
        Heading("Where each number is explained"),
        entries(),
    ]  # fmt: skip
    if counts["people"] is None:  # and nothing else is told of them either
        blocks[2:] = [Words("There are too few people here for any number to be shown.", strong=True)]
    made = day(date.fromisoformat(facts["made_on"]))
    counted = day(date.fromisoformat(facts["made_at"][:10]))
    foot = (
        f"Made on {made} from figures counted on {counted}, which are never counted anew. What each measure is for, and what"
        " it does not say, is in the list of measures of this service."
    )
    return Paper(f"Figures: {part}", whose, tuple(blocks), foot)


def _rule(facts: Mapping[str, Any]) -> str:
    """What is not shown, and how numbers are rounded."""
    made_with = facts["made_with"]
    if facts["side"] != "council":
        return "These are exact numbers of one's own people. They are not for passing on: small numbers can point at somebody."
    few, base = made_with["threshold"] + 1, made_with["base"]
    return (
        f"Numbers are rounded to the nearest {base}. “{HIDDEN.capitalize()}” stands where a number is from 1 to {few - 1}, or"
        " would let somebody work out one that is; do not read it as 0. Rounded numbers need not add up."
    )


def _count(shown: int | None) -> str:
    return HIDDEN if shown is None else f"{shown:,}"


def _bars(counts: Counts, names: tuple[str, ...], total: str) -> tuple[tuple[Bar, ...], float]:
    bars = tuple(Bar(LABELS[name.removeprefix(f"{total}_")], _count(counts[name]), counts[name]) for name in names)
    return bars, max((bar.value or 0 for bar in bars), default=0)


def _chart(counts: Counts, total: str) -> list[Block]:
    title, described, caveat = CHARTS[total]
    names = FAMILIES[total]
    bars, most = _bars(counts, names, total)
    return [
        Chart(title, described, ("What", "How many"), bars, most),
        Words(f"In all: {_count(counts[total])}. {caveat}"),
    ]


def _asked(counts: Counts, question: str) -> list[Block]:
    total = f"ons4_{question}"
    bars, most = _bars(counts, FAMILIES[total], total)
    return [
        Chart(ASKED[question], "How many people answered in which band.", ("Band", "People"), bars, most),
        Words(f"Answered by: {_count(counts[total])}."),
    ]


def _shares(counts: Counts, shares: Mapping[str, Any]) -> Table:
    rows = tuple((words, _share(counts, shares[part], of), caveat) for words, (part, of, caveat) in SHARES.items())
    return Table("How many of how many", ("What", "Of how many", "What to know"), rows, widths=(4, 3, 3))


def _share(counts: Counts, found: Mapping[str, Any], of: str) -> str:
    """Never a share of what is hidden."""
    part, whole = counts[found["numerator"]], counts[found["denominator"]]
    if whole is None:
        return HIDDEN if part is None else f"{part:,} (of how many: {HIDDEN})"
    if not whole:
        return NOTHING
    if part is None:
        return f"{HIDDEN}, of {whole:,} {of}"
    said = f"{part:,} of {whole:,} {of}"
    return said if found["share"] is None else f"{said} ({round(100 * found['share'])} %)"


NAMES: Final = {
    "week_score": ("How good weeks were, 0 to 10", "{:.1f}"),
    "ons4_satisfaction": ("Satisfied with life, 0 to 10", "{:.1f}"),
    "ons4_worthwhile": ("What they do is worthwhile, 0 to 10", "{:.1f}"),
    "ons4_happiness": ("Happy yesterday, 0 to 10", "{:.1f}"),
    "ons4_anxiety": ("Anxious yesterday, 0 to 10 (lower is better)", "{:.1f}"),
    "bice": ("Continuity (Bice-Boxerman), 0 to 1", "{:.2f}"),
    "cost_pence_per_person_week": ("Cost of a person's week", "£{:,.2f}"),
}  # fmt: skip


def _means(means: Mapping[str, Any]) -> Table:
    rows = []
    for name, (words, how) in NAMES.items():
        mean, n = means[name]["mean"], means[name]["n"]
        value = HIDDEN if means[name]["suppressed"] else NONE_ASKED
        if mean is not None:
            value = how.format(mean / 100 if "pence" in name else mean)
        rows.append((words, value, HIDDEN if n is None else f"{n:,}"))
    return Table("On average", ("What", "Average", "Of how many"), tuple(rows), frozenset({1, 2}), (5, 3, 3))
