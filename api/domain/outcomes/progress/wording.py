"""The same as the picture in words: for who does not see it, and for what did not fit."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

VOICE: Final = {"self": "The person", "family": "Family", "team_on_behalf": "Team, for them"}
MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Mark(NamedTuple):
    """A score in the picture. `scale`: a line joins only scores of one scale. `start`: where it began."""

    on: date
    score: float
    answered_by: str
    scale: Any
    start: bool = False


class Subject(NamedTuple):
    """What is drawn: its title, both ends with their words, the scores, and the figures that tell the same in words."""

    title: str
    least: float
    least_words: str
    most: float
    most_words: str
    marks: Sequence[Mark]
    figures: Sequence[dict[str, Any]]
    higher: bool = True


def described(subject: Subject) -> str:
    """The scale, and for each who answered: how many, the first and the latest, the range, the mean, the change."""
    scale = f"Scores from {number(subject.least)} ({subject.least_words}) to {number(subject.most)} ({subject.most_words})."
    better = "" if subject.higher else " Lower is better."
    if not subject.figures:
        return f"{scale}{better} No score yet."
    return f"{scale}{better} " + " ".join(_voice(line, subject.marks) for line in subject.figures)


def _voice(line: dict[str, Any], marks: Sequence[Mark]) -> str:
    who, n, baseline, latest = VOICE[line["answered_by"]], line["n"], line["baseline"], line["latest"]
    began = f" It began at {_at(baseline)}." if baseline.get("said_in") == "outcome" else ""
    if latest is None:
        return f"{who}: no score yet.{began}"
    if n == 1:
        said = f"{who}: 1 score, {_at(latest)}.{began}"
    else:
        first = next(mark for mark in marks if mark.answered_by == line["answered_by"] and not mark.start)
        began_with = f"the first {number(first.score)} on {day(first.on)}"
        said = f"{who}: {n} scores, {began_with}, the latest {_at(latest)}{_spread(line)}.{began}"
    return said + _changed(line)


def _spread(line: dict[str, Any]) -> str:
    if line["mean"] is None:
        parts = [
            f"{one['n']} from {number(one['lowest'])} to {number(one['highest'])} with a mean of {number(one['mean'])}{_on(one)}"
            for one in line["scales"]
        ]
        return "; on different scales: " + "; ".join(parts)
    return f", from {number(line['lowest'])} to {number(line['highest'])}, with a mean of {number(line['mean'])}"


def _on(scale: dict[str, Any]) -> str:
    if "zero_words" in scale:
        return f" (0: {scale['zero_words']}, 10: {scale['ten_words']})"
    return f" (version {scale['instrument_version']})"


def _changed(line: dict[str, Any]) -> str:
    if not line["comparable"]:
        return " The scale changed: the first and the latest cannot be compared."
    change = line["change"]
    if change is None:
        return ""
    if change == 0:
        return " No change."
    return f" {'Up' if change > 0 else 'Down'} by {number(abs(change))}: {line['change_is']}."


def _at(score: dict[str, Any]) -> str:
    return f"{number(score['score'])} on {day(score['on'])}"


def number(value: float) -> str:
    """Without a needless fraction."""
    return f"{value:g}"


def day(on: str | date) -> str:
    """3 March 2026."""
    when = date.fromisoformat(on) if isinstance(on, str) else on
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(on: date) -> str:
    """3 Mar 26: as many as stand beside each other under the axis."""
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year % 100:02}"
