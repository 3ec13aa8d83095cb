"""A statement as a paper: what happened, first in sentences, then in tables."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from api.domain.funds.ledger.models import EntryKind
from api.domain.funds.statements.wording import agreement, pounds
from api.domain.outcomes.papers.blocks import Bar, Block, Chart, Heading, Paper, Table, Words, day, one_line

LETTERS: Final = 160  # of the words of an entry; all of them stand in the ledger
KINDS: Final = {
    EntryKind.allocation: "Came in", EntryKind.carried_in: "Came in from another fund", EntryKind.commitment: "Promised",
    EntryKind.release: "No longer promised", EntryKind.spending: "Spent", EntryKind.fee: "Fee",
    EntryKind.carry: "Moved to another fund", EntryKind.repayment: "Paid back", EntryKind.reversal: "Put right",
}  # fmt: skip


# The forecast's assumption, in shorter sentences.
GRANTED: Final = (
    "We take it that no more money comes in.",
    "Each thing in the plan costs what the plan says, from tomorrow on. What is promised for it pays for it first.",
    "What was planned before and not spent stays unspent.",
    "The fee goes on as agreed.",
)


def paper_of(said: Mapping[str, Any], facts: Mapping[str, Any]) -> Paper:
    """The paper of a statement's content."""
    first, last = date.fromisoformat(said["from_on"]), date.fromisoformat(said["until_on"]) - timedelta(days=1)
    name, provider = one_line(said["name"]), one_line(said["provider"])
    blocks: list[Block] = [
        Words(f"{name}, this is what happened with your money from {day(first)} to {day(last)}.", strong=True),
        Words(f"Fund: {one_line(said['fund'])}. {' '.join(agreement(facts))}"),
        Heading("In short"),
        *map(Words, said["sentences"]),
        _sum(said, provider, first, last),
        *_where(said),
        *_what_for(said),
        *_who(said, provider),
        *_entries(said),
    ]
    if said["forecast"] is not None:
        blocks += [Heading("How we work out how long it lasts"), *map(Words, GRANTED)]
    made = day(date.fromisoformat(said["made_on"]))
    foot = (
        f"Made on {made} by {provider}, with {one_line(said['team'])}. What was written down after that day is not in it. Is"
        " something wrong? Tell your team: it is put right where everybody can see it."
    )
    return Paper(f"{name}: my money", provider, tuple(blocks), foot)


def _sum(said: Mapping[str, Any], provider: str, first: date, last: date) -> Table:
    rows = [
        (f"There at the start of {day(first)}", pounds(said["began_with_pence"])),
        ("Came in", pounds(said["came_in_pence"])),
        (f"Spent with {provider}", pounds(-said["spent_inside_pence"])),
        ("Spent with others", pounds(-said["spent_outside_pence"])),
        (f"Fee of {provider}", pounds(-said["fee_pence"])),
        *((words, pounds(-said[key])) for words, key in (
            ("Moved to another fund", "carried_pence"), ("Paid back", "paid_back_pence")) if said[key]),
        (f"There at the end of {day(last)}", pounds(said["ended_with_pence"])),
    ]  # fmt: skip
    return Table("How it adds up", ("What", "Pounds"), tuple(rows), frozenset({1}), (3, 1), sums=True)


def _where(said: Mapping[str, Any]) -> list[Block]:
    went = (
        ("The provider, for support", said["spent_inside_pence"]), ("Others", said["spent_outside_pence"]),
        ("The provider, as a fee", said["fee_pence"]),
    )  # fmt: skip
    most = max(pence for _, pence in went)
    if most <= 0:
        return []
    bars = tuple(Bar(label, pounds(pence), max(0, pence)) for label, pence in went)
    return [Chart("Where the money went", "How much went to the provider and to others.", ("To whom", "Pounds"), bars, most)]


def _what_for(said: Mapping[str, Any]) -> list[Block]:
    rows = [
        (one_line(item["what"]), pounds(item["planned_pence"]), pounds(item["spent_pence"])) for item in said["items"]
    ]  # fmt: skip
    if said["unplanned_pence"]:
        rows.append(("Not in the plan", "", pounds(said["unplanned_pence"])))
    if not rows:
        return []
    heads = ("What for", "Planned", "Spent")
    return [Heading("What it was for"), Table("Planned and spent", heads, tuple(rows), frozenset({1, 2}), (4, 1, 1))]


def _who(said: Mapping[str, Any], provider: str) -> list[Block]:
    rows = [
        (provider if paid["inside"] else one_line(paid["payee"] or "Others, not named"), pounds(paid["pence"]))
        for paid in said["payees"]
    ]
    if said["payees_more_pence"]:
        rows.append(("All others together", pounds(said["payees_more_pence"])))
    return [Heading("Who got it"), Table("Who was paid", ("Who", "Pounds"), tuple(rows), frozenset({1}), (3, 1))] if rows else []


def _entries(said: Mapping[str, Any]) -> list[Block]:
    rows = tuple(map(_entry, said["entries"]))
    if not rows:
        return [Heading("Day by day"), Words("Nothing happened on these days.")]
    heads = ("Day", "What", "In", "Out")
    more = said["entries_more"]
    found: list[Block] = [
        Heading("Day by day"),
        Table("All that was written down", heads, rows, frozenset({2, 3}), (14, 25, 8, 8)),
    ]
    if more:
        found.append(Words(f"There {'is' if more == 1 else 'are'} {more} more. All of them stand in your fund's book."))
    return found


def _entry(entry: Mapping[str, Any]) -> tuple[str, ...]:
    kind = KINDS[EntryKind(entry["kind"])]
    words = one_line(entry["words"])
    words = words if len(words) <= LETTERS else f"{words[: LETTERS - 1].rstrip()}…"
    what = f"{f'Put right ({kind.lower()})' if entry['put_right'] else kind}: {words}"
    payee = f" ({one_line(entry['payee'])})" if entry["payee"] else ""
    change = entry["change_pence"]
    if not change:
        what += f" {pounds(entry['pence'])}."
    on = day(date.fromisoformat(entry["on_day"]))
    return (on, what + payee, pounds(change) if change > 0 else "", pounds(-change) if change < 0 else "")
