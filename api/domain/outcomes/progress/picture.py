"""The picture of scores over time, as SVG: for a print in black and white, and in words for who does not see it.

Who answered is told by the form of the marker, by the dashes of the line and by a label beside its end; nothing by colour.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

from api.domain.outcomes.progress.wording import VOICE, Mark, Subject, described, number, short_day
from api.domain.outcomes.svg import SVG, fit, svg_part, svg_text, wrapped

MEDIA: Final = "image/svg+xml"
WIDTH: Final = 1000
HEIGHT: Final = 600
LEFT: Final = 250  # the field of the scores
RIGHT: Final = 760
TOP: Final = 120
BOTTOM: Final = 520
LABEL: Final = 20  # on A4 across its width: 10, 9 and 13 points
SMALL: Final = 18
HEAD: Final = 26
FEW: Final = 12  # up to so many scores each is numbered
MANY: Final = 60  # beyond so many only some are marked
SOME: Final = 30
HALO: Final = {"stroke": "#fff", "stroke_width": "4", "paint_order": "stroke"}
SHORT: Final = 12  # a scale of so many steps shows each
DASHES: Final = {"self": "", "family": "14 6", "team_on_behalf": "2 7"}


def drawn(subject: Subject) -> bytes:
    """The picture."""
    ET.register_namespace("", SVG)
    root = svg_part(None, "svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT, role="img", lang="en-GB")
    root.set("aria-labelledby", "progress-title progress-desc")
    root.set("font-family", "Arial, Helvetica, 'Liberation Sans', sans-serif")
    svg_part(root, "title", fit(subject.title), id="progress-title")
    svg_part(root, "desc", fit(described(subject)), id="progress-desc")
    svg_part(root, "rect", width=WIDTH, height=HEIGHT, fill="#fff")
    for place, text in enumerate(wrapped(subject.title, WIDTH - 60, HEAD, 2)):
        svg_text(root, 30, 48 + 34 * place, text, HEAD, weight="bold")
    field = _Field(subject)
    _frame(root, subject, field)
    if not subject.marks:
        svg_text(root, (LEFT + RIGHT) / 2, (TOP + BOTTOM) / 2 - 14, "No score yet", HEAD, anchor="middle", **HALO)
    notes = ["The ring is where it began."] if any(mark.start for mark in subject.marks) else []
    notes += [] if subject.higher else ["Lower is better."]
    notes += _other_words(root, subject, field)
    _voices(root, subject, field)
    svg_text(root, 30, HEIGHT - 16, " ".join(notes), SMALL)
    picture: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return picture


class _Field:
    """Where a day and a score lie."""

    def __init__(self, subject: Subject) -> None:
        days = [mark.on for mark in subject.marks] or [date.min]
        self.first, self.last = min(days), max(days)
        self.least, self.most = subject.least, subject.most

    def x(self, on: date) -> float:
        """From left to right."""
        span = (self.last - self.first).days
        return (LEFT + RIGHT) / 2 if span == 0 else LEFT + 20 + (RIGHT - LEFT - 40) * (on - self.first).days / span

    def y(self, score: float) -> float:
        """From the bottom up."""
        return BOTTOM - (BOTTOM - TOP) * (score - self.least) / (self.most - self.least)


def _frame(root: ET.Element, subject: Subject, field: _Field) -> None:
    """The axes: scores with their words at both ends, and days."""
    for score in _steps(subject.least, subject.most):
        y, end = field.y(score), score in (subject.least, subject.most)
        svg_part(root, "line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke="#000" if score == subject.least else "#999", stroke_width=1)
        svg_text(root, LEFT - 12, y + 7, number(score), LABEL, anchor="end", weight="bold" if end else "normal")
    svg_part(root, "line", x1=LEFT, x2=LEFT, y1=TOP, y2=BOTTOM, stroke="#000", stroke_width=1)
    room = LEFT - 78
    for place, text in enumerate(wrapped(subject.most_words, room, SMALL, 7)):
        svg_text(root, 30, TOP + 7 + 23 * place, text, SMALL)
    lines = wrapped(subject.least_words, room, SMALL, 7)
    for place, text in enumerate(reversed(lines)):
        svg_text(root, 30, BOTTOM + 7 - 23 * place, text, SMALL)
    if subject.marks:
        for on in _days(field):
            svg_part(root, "line", x1=field.x(on), x2=field.x(on), y1=BOTTOM, y2=BOTTOM + 8, stroke="#000", stroke_width=1)
            svg_text(root, field.x(on), BOTTOM + 32, short_day(on), SMALL, anchor="middle")


def _other_words(root: ET.Element, subject: Subject, field: _Field) -> list[str]:
    """Where somebody's scale changed: what stands on both sides cannot be set against each other."""
    changed: dict[date, None] = {}
    for voice in VOICE:
        theirs = [mark for mark in subject.marks if mark.answered_by == voice]
        changed |= dict.fromkeys(b.on for a, b in pairwise(theirs) if a.scale != b.scale)
    for on in changed:
        x = field.x(on) - 9
        svg_part(root, "line", x1=x, x2=x, y1=TOP - 12, y2=BOTTOM, stroke="#000", stroke_width=1.5, stroke_dasharray="2 5")
    return ["At the dotted upright the scale changed: do not compare before and after."] if changed else []


def _voices(root: ET.Element, subject: Subject, field: _Field) -> None:
    ends, taken = [], list[tuple[float, float]]()
    for voice in VOICE:
        marks = [mark for mark in subject.marks if mark.answered_by == voice]
        if marks:
            group = svg_part(root, "g", id=f"progress-{voice}", fill="none", stroke="#000", stroke_width=2)
            _line(group, marks, field)
            _markers(group, marks, field)
            numbered = marks if len(subject.marks) <= FEW else [marks[0], marks[-1]]
            _numbers(group, numbered, field, taken)
            ends.append((field.y(marks[-1].score), marks[-1], len([m for m in marks if not m.start])))
    _labels(root, sorted(ends, key=lambda end: end[0]), field)


def _line(group: ET.Element, marks: Sequence[Mark], field: _Field) -> None:
    """Joined where the scale stays the same."""
    runs: list[list[Mark]] = []
    for mark in marks:
        if runs and runs[-1][-1].scale == mark.scale:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    for run in runs:
        if len(run) > 1:
            points = " ".join(f"{field.x(m.on):.1f},{field.y(m.score):.1f}" for m in run)
            line = svg_part(group, "polyline", points=points, stroke_width=1.5 if len(marks) > MANY else 2.5)
            if dashes := DASHES[marks[0].answered_by]:
                line.set("stroke-dasharray", dashes)
                line.set("stroke-linecap", "round" if dashes.startswith("2") else "butt")


def _markers(group: ET.Element, marks: Sequence[Mark], field: _Field) -> None:
    """Each where there is room; so many that the line is known by them where there is not."""
    apart = 1 if len(marks) <= MANY else -(-len(marks) // SOME)
    for mark in dict.fromkeys([*marks[::apart], marks[-1]]):
        x, y = field.x(mark.on), field.y(mark.score)
        _marker(group, mark.answered_by, x, y, 1 if len(marks) <= MANY // 2 else 0.7)
        if mark.start:
            svg_part(group, "circle", cx=x, cy=y, r=13)


def _numbers(group: ET.Element, marks: Sequence[Mark], field: _Field, taken: list[tuple[float, float]]) -> None:
    """The score itself, where no other number stands yet."""
    for mark in marks:
        x, y = field.x(mark.on), field.y(mark.score)
        y = y + 32 if y < TOP + 30 else y - 17
        if all(abs(x - a) > SMALL or abs(y - b) > SMALL for a, b in taken):
            taken.append((x, y))
            svg_text(group, x, y, number(mark.score), SMALL, anchor="middle", **HALO)


def _marker(group: ET.Element, voice: str, x: float, y: float, size: float) -> None:
    """A full circle, an empty square, an empty triangle: they can lie on one another and stay legible."""
    if voice == "self":
        svg_part(group, "circle", cx=x, cy=y, r=6 * size, fill="#000")
    elif voice == "family":
        svg_part(group, "rect", x=x - 8 * size, y=y - 8 * size, width=16 * size, height=16 * size)
    else:
        points = ((x, y - 13 * size), (x + 12 * size, y + 8 * size), (x - 12 * size, y + 8 * size))
        svg_part(group, "polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in points))


def _labels(root: ET.Element, ends: Sequence[tuple[float, Mark, int]], field: _Field) -> None:
    """Beside the end of each line who answered, with its marker and how often; never one on another."""
    below = TOP - 20.0
    for place, (y, mark, n) in enumerate(ends):
        left = len(ends) - place - 1
        at = min(max(y, below + 62), BOTTOM - 24 - 62 * left)
        below = at
        x = field.x(mark.on)
        svg_part(root, "line", x1=x + 14, y1=y, x2=RIGHT + 14, y2=at, stroke="#000", stroke_width=0.7, stroke_dasharray="1 4")
        _marker(svg_part(root, "g", fill="none", stroke="#000", stroke_width=2), mark.answered_by, RIGHT + 30, at, 1)
        svg_text(root, RIGHT + 50, at, VOICE[mark.answered_by], LABEL, weight="bold")
        says = "where it began" if mark.start else f"{n} score{'' if n == 1 else 's'}, latest {number(mark.score)}"
        svg_text(root, RIGHT + 50, at + 24, says, SMALL)


# ---- small things ----------------------------------------------------------------------------------------------------
def _steps(least: float, most: float) -> list[float]:
    """Every score of a short scale; of a long one five and its end."""
    span = int(most - least)
    step = 1 if span <= SHORT else -(-span // 5)
    return [*(at for k in range(span // step + 1) if most - (at := least + step * k) >= max(step / 2, 1)), most]


def _days(field: _Field) -> list[date]:
    """The first day, the last, and up to three between."""
    span = (field.last - field.first).days
    parts = next((n for n in (4, 3, 2) if span and span % n == 0), min(4, span) or 1)
    return list(dict.fromkeys(field.first + timedelta(days=round(span * k / parts)) for k in range(parts + 1)))
