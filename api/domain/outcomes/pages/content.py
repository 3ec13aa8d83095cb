"""What a page says: its parts in the order in which they stand on it, and the words for what is not on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final


class Part(StrEnum):
    """A part of the page."""

    appreciate = "appreciate"
    matters = "matters"
    support = "support"
    good_week = "good_week"
    outcomes = "outcomes"


class Why(StrEnum):
    """Why something is not on the page: there was no room, or our letters cannot print it."""

    room = "room"
    letters = "letters"


HEADINGS: Final = {
    Part.appreciate: "What people appreciate about me",
    Part.matters: "What matters to me",
    Part.support: "How to support me well",
    Part.good_week: "My good week",
    Part.outcomes: "What I want in my life",
}
# One of it, more of it, as they stand in "2 more things that matter to me".
NAMES: Final = {
    Part.appreciate: ("thing that people appreciate about me", "things that people appreciate about me"),
    Part.matters: ("thing that matters to me", "things that matter to me"),
    Part.support: ("way to support me well", "ways to support me well"),
    Part.good_week: ("part of my good week", "parts of my good week"),
    Part.outcomes: ("thing that I want in my life", "things that I want in my life"),
}
MONTHS: Final = (  # a server's locale has no say
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
EMPTY: Final = (
    "This page is still waiting for my words.",
    "Sit down with me and ask what matters to me and what makes a good week. Then we write it down together.",
)


@dataclass(frozen=True)
class Content:
    """All that could be on a page. `more`: how many of a part there are beside those that are here."""

    name: str
    team: str
    made_on: date
    parts: Mapping[Part, tuple[str, ...]]
    more: Mapping[Part, int]

    @property
    def made_then(self) -> str:
        """When it was made."""
        return f"Made on {self.made_on.day} {MONTHS[self.made_on.month - 1]} {self.made_on.year}"

    @property
    def made(self) -> str:
        """When it was made, and with whom."""
        return f"{self.made_then} with {self.team}"

    @property
    def words(self) -> str:
        """All of them."""
        return " ".join((self.name, self.team, *(words for items in self.parts.values() for words in items)))

    @property
    def title(self) -> str:
        """What the document is called."""
        return f"{self.name}: my page"


@dataclass(frozen=True)
class LeftOut:
    """So many of a part are not on the page."""

    part: Part
    items: int
    because: Why

    def told(self) -> dict[str, Any]:
        """As the answer shows it."""
        return {"part": self.part, "items": self.items, "because": self.because}


def content_of(facts: Mapping[str, Any]) -> Content:
    """From what page_content() tells. White space becomes one space, so that the words fill the lines; nothing else changes."""
    profile, week, outcomes = facts["profile"] or {}, facts["good_week"], facts["outcomes"]
    parts = {part: tuple(map(tidy, profile.get(part, ()))) for part in (Part.appreciate, Part.matters, Part.support)}
    parts[Part.good_week] = tuple(map(_item, week["items"]))
    parts[Part.outcomes] = tuple(map(_outcome, outcomes["items"]))
    more = {Part.good_week: week["of"] - len(week["items"]), Part.outcomes: outcomes["of"] - len(outcomes["items"])}
    return Content(tidy(facts["name"]), tidy(facts["team"]), date.fromisoformat(facts["made_on"]), parts, more)


def tidy(words: str) -> str:
    """Words in one line."""
    return " ".join(words.split())


def _item(item: Mapping[str, Any]) -> str:
    more = [tidy(words) for name in ("when_words", "with_whom", "how_often") if (words := item[name])]
    return f"{tidy(item['what'])} ({'; '.join(more)})" if more else tidy(item["what"])


def _outcome(outcome: Mapping[str, Any]) -> str:
    helping = ", ".join(map(tidy, outcome["who_helps"]))
    return f"{tidy(outcome['statement'])} (who helps: {helping})" if helping else tidy(outcome["statement"])


def not_here(left_out: tuple[LeftOut, ...]) -> str:
    """The line that says what is not on the page; nothing when all of it is."""
    said = []
    for because in Why:
        named = [
            f"{left.items} more {NAMES[left.part][left.items != 1]}" for left in left_out if left.because is because
        ]  # fmt: skip
        if not named:
            continue
        listed = " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))
        alone = len(named) == 1 and any(left.items == 1 and left.because is because for left in left_out)
        be = "is" if alone else "are"
        said.append(
            f"Not on this page: {listed}. {'It' if alone else 'They'} {be} in my record."
            if because is Why.room
            else f"In letters that this page cannot print: {listed}. {'It' if alone else 'They'} {be} in my record."
        )
    return " ".join(said)
