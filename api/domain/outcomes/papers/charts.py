"""A chart as SVG: bars in black and white, each with its words beside it, and all of it in words for who does not see it.

What is not known has no bar: a dashed frame stands there with its words, so that it looks neither like nothing nor like a gap.
What may be a little more or less is a point on a line from end to end.
"""

from typing import Final
from xml.etree import ElementTree as ET

from api.domain.outcomes.papers.blocks import Bar, Chart
from api.domain.outcomes.svg import SVG, fit, svg_part, svg_text, wrapped

WIDTH: Final = 1000
LEFT: Final = 330  # where bars begin
ROOM: Final = 400  # how long the longest is
HIGH: Final = 56
BAR: Final = 30
SIZE: Final = 22
BESIDE: Final = 14
ON_SCREEN: Final = "Arial, Helvetica, 'Liberation Sans', sans-serif"


def drawn(chart: Chart, name: str, letters: str = ON_SCREEN) -> str:
    """The chart. `name`: what its title and description are called in the document that it stands in."""
    ET.register_namespace("", SVG)
    high = HIGH * len(chart.bars) + 16
    root = svg_part(None, "svg", viewBox=f"0 0 {WIDTH} {high}", width=WIDTH, height=high, role="img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    root.set("font-family", letters)
    svg_part(root, "title", fit(chart.title), id=f"{name}-title")
    svg_part(root, "desc", fit(said(chart)), id=f"{name}-desc")
    beyond = 0.0 if chart.line is None else _long(chart.line, chart.most)  # no words upon the line
    for place, bar in enumerate(chart.bars):
        top = 8 + HIGH * place
        middle = top + HIGH / 2
        lines = wrapped(bar.label, LEFT - 30, SIZE, 2)
        for number, line in enumerate(lines):
            svg_text(root, LEFT - 16, middle + 8 + 25 * (number - (len(lines) - 1) / 2), line, SIZE, anchor="end")
        long = max(_mark(root, bar, middle, chart.most), beyond)
        svg_text(root, LEFT + long + BESIDE, middle + 8, bar.said, SIZE, weight="bold")
    svg_part(root, "line", x1=LEFT, x2=LEFT, y1=4, y2=high - 4, stroke="#000", stroke_width=2)
    if chart.line is not None:
        svg_part(
            root,
            "line",
            x1=LEFT + beyond,
            x2=LEFT + beyond,
            y1=4,
            y2=high - 4,
            stroke="#000",
            stroke_width=2,
            stroke_dasharray="8 6",
        )
    return ET.tostring(root, encoding="unicode")


def _long(value: float, most: float) -> float:
    return max(0.0, min(1.0, value / most if most else 0.0)) * ROOM


def _mark(root: ET.Element, bar: Bar, middle: float, most: float) -> float:
    """Draw what a bar stands for. How far it reaches."""
    if bar.value is None:
        svg_part(
            root, "rect", x=LEFT, y=middle - BAR / 2, width=ROOM, height=BAR, fill="none", stroke="#000", stroke_width=1.5,
            stroke_dasharray="3 6",
        )  # fmt: skip
        return float(ROOM)
    long = _long(bar.value, most)
    if bar.ends is None:
        svg_part(root, "rect", x=LEFT, y=middle - BAR / 2, width=max(long, 2.0), height=BAR, fill="#333")
        return long
    low, high = (_long(end, most) for end in bar.ends)
    svg_part(root, "line", x1=LEFT + low, x2=LEFT + high, y1=middle, y2=middle, stroke="#000", stroke_width=4)
    for end in (low, high):
        svg_part(root, "line", x1=LEFT + end, x2=LEFT + end, y1=middle - 10, y2=middle + 10, stroke="#000", stroke_width=4)
    svg_part(root, "circle", cx=LEFT + long, cy=middle, r=10, fill="#000")
    return max(high, long + 10)


def said(chart: Chart) -> str:
    """The whole chart in words."""
    return f"{chart.described} {'; '.join(f'{bar.label}: {bar.said}' for bar in chart.bars)}."
