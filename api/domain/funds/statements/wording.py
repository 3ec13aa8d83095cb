"""The words of a statement: short sentences, to the person whose money it is."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from api.domain.funds.models import DecidedBy, FeeKind, FundHolder
from api.domain.outcomes.papers.blocks import day, one_line

ONES: Final = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
TENS: Final = ("no", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES: Final = ((1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"))
TEEN: Final = 20
HUNDRED: Final = 100


def pounds(pence: int) -> str:
    """An amount in figures: £1,234.50."""
    return f"{'-' if pence < 0 else ''}£{abs(pence) // HUNDRED:,}.{abs(pence) % HUNDRED:02}"


def in_words(pence: int) -> str:
    """An amount in words: twelve pounds and 50 pence."""
    whole, rest = divmod(abs(pence), HUNDRED)
    said = f"{_number(whole)} pound{'' if whole == 1 else 's'}"
    return f"{said} and {rest} {'penny' if rest == 1 else 'pence'}" if rest else said


def _number(whole: int) -> str:
    for size, name in SCALES:
        if whole >= size:
            rest = whole % size
            joined = f"{' and' if rest < HUNDRED else ','} {_number(rest)}" if rest else ""
            return f"{_number(whole // size)} {name}{joined}"
    if whole >= HUNDRED:
        rest = whole % HUNDRED
        return f"{ONES[whole // HUNDRED]} hundred{f' and {_number(rest)}' if rest else ''}"
    if whole >= TEEN:
        return TENS[whole // 10] + (f"-{ONES[whole % 10]}" if whole % 10 else "")
    return ONES[whole]


def sentences(said: Mapping[str, Any], facts: Mapping[str, Any]) -> list[str]:
    """What it comes to: what was there, what came in, where it went, what is left, how long it lasts.

    A sum is less than nothing where what was put right stood in an earlier statement.
    """
    first = date.fromisoformat(said["from_on"])
    last = date.fromisoformat(said["until_on"]) - timedelta(days=1)
    there = _there(f"At the end of {day(last)}", said["ended_with_pence"])
    lines = [
        _there(f"At the start of {day(first)}", said["began_with_pence"]),
        _moved(said["came_in_pence"], "came in.", "of what came in before was taken back.") or "No money came in.",
        *_spent(said),
        _fee(said, facts),
        _moved(said["carried_pence"], "was moved into another fund.", "came back from another fund."),
        _moved(said["paid_back_pence"], "was paid back to who gave it.", "of what was paid back before is here again."),
        f"{there[:-1]}: {in_words(said['ended_with_pence'])}." if said["ended_with_pence"] > 0 else there,
        f"{pounds(said['promised_pence'])} is promised for what is to come." if said["promised_pence"] else "",
        _free(said, facts),
        _ahead(said),
    ]
    return [line for line in lines if line]


def _moved(pence: int, there: str, back: str) -> str:
    return f"{pounds(abs(pence))} {there if pence > 0 else back}" if pence else ""


def _spent(said: Mapping[str, Any]) -> list[str]:
    inside, outside, provider = said["spent_inside_pence"], said["spent_outside_pence"], one_line(said["provider"])
    if not inside and not outside:
        return ["Nothing was spent."]
    in_all = _moved(inside + outside, "was spent.", "of what was spent before came back.") or "As much came back as was spent."
    if inside >= 0 and outside >= 0:
        return [in_all, f"Of that, {pounds(inside)} went to {provider}, and {pounds(outside)} went to others."]
    sides = ((inside, provider), (outside, "others"))
    return [in_all, *filter(None, (_moved(pence, f"went to {who}.", f"came back from {who}.") for pence, who in sides))]


def _there(when: str, pence: int) -> str:
    if pence < 0:
        return f"{when} you had spent {pounds(-pence)} more than there was."
    return f"{when} you had {pounds(pence)}." if pence else f"{when} there was no money."


def _free(said: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    over = said["overspent_pence"]
    if over:
        allowed = facts["overspend_up_to_pence"]
        agreed = f" It was agreed that this may go up to {pounds(allowed)}." if allowed else ""
        known = said["ended_with_pence"] == -over  # and was said just now
        return (
            agreed.strip() or "This was not agreed."
            if known
            else f"{pounds(over)} more is used or promised than there is.{agreed}"
        )
    return (
        f"{pounds(said['free_pence'])} is free. You can plan with it." if said["free_pence"] else "Nothing is left to plan with."
    )


def _fee(said: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    who, fee = one_line(said["provider"]), said["fee_pence"]
    taken = f"{who} took {pounds(fee)} for its own work." if fee > 0 else f"{who} took nothing for its own work."
    if fee < 0:
        taken = f"{who} gave back {pounds(-fee)} of what it took for its own work."
    if facts["fee_kind"] == FeeKind.weekly:
        taken += f" It was agreed: {pounds(facts['fee_weekly_pence'])} a week."
    elif facts["fee_kind"] == FeeKind.share:
        taken += f" It was agreed: {facts['fee_basis_points'] / HUNDRED:g} pence of each pound that is spent."
    return f"{taken} What it is for, as agreed: “{one_line(facts['fee_words'])}”" if facts["fee_words"] else taken


def _ahead(said: Mapping[str, Any]) -> str:
    ahead = said["forecast"]
    if ahead is None:
        return "This fund is closed."
    if ahead["runs_out_on"] is None:
        until = day(date.fromisoformat(ahead["looked_until"]))
        return f"If all goes to plan, the money lasts until {until} at the least."
    ends = day(date.fromisoformat(ahead["runs_out_on"]))
    if ahead["runs_out_on"] == said["made_on"]:
        return "There is no money for the plan now. Talk with your team about what can wait."
    return f"If all goes to plan, there will not be enough money on {ends}. You can change the plan before then."


HELD: Final = {
    FundHolder.provider: "{provider} holds the money for you.",
    FundHolder.council: "The council holds the money.",
    FundHolder.third_party: "{holder} holds the money.",
}
DECIDED: Final = {
    DecidedBy.person: "You decide what it is for.",
    DecidedBy.person_with_support: "You decide what it is for, with support.",
    DecidedBy.representative: "Somebody decides for you what it is for.",
    DecidedBy.best_interest: "It is decided in your best interest what it is for.",
}


def agreement(facts: Mapping[str, Any]) -> list[str]:
    """Who holds the money, who decides."""
    holder = one_line(facts["holder_name"] or "Somebody else")
    held = HELD[FundHolder(facts["held_by"])].format(provider=one_line(facts["provider"]), holder=holder)
    decided = DECIDED[DecidedBy(facts["decided_by"])]
    return [held, f"{decided} As agreed: “{one_line(facts['decided_words'])}”" if facts["decided_words"] else decided]
