"""Small things for pictures as SVG: parts, words, and about how long words are."""

import re
from typing import Any, Final
from xml.etree import ElementTree as ET

SVG: Final = "http://www.w3.org/2000/svg"
# What XML cannot hold, and what would turn the words around it.
UNFIT: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]"
)
NARROW: Final = frozenset("iljtfr.,:;'!|()[] ")
WIDE: Final = frozenset("mwMW@%—…")


def wrapped(words: str, room: float, size: int, most: int) -> list[str]:
    """Words in lines that fit; what does not fit stands in the text alternative, and an ellipsis says so."""
    lines, line = [], ""
    for word in fit(words).split():
        for part in _broken(word, room, size):
            if line and _long(f"{line} {part}", size) > room:
                lines.append(line)
                line = part
            else:
                line = f"{line} {part}".strip()
    lines = [*lines, line] if line else lines
    if len(lines) > most:
        last = lines[most - 1]
        while last and _long(f"{last}…", size) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip()}…"]
    return lines


def _broken(word: str, room: float, size: int) -> list[str]:
    """A word that is longer than the line, in parts."""
    parts = [""]
    for letter in word:
        if _long(parts[-1] + letter, size) > room:
            parts.append("")
        parts[-1] += letter
    return parts


def _long(text: str, size: int) -> float:
    """About how long a text is in a usual sans serif: rather more than less."""
    return size * sum(
        0.32 if letter in NARROW else 0.95 if letter in WIDE else 0.72 if letter.isupper() else 0.57 if letter < "\u0500" else 1.0
        for letter in text
    )  # fmt: skip


def fit(text: str) -> str:
    """Words as XML can hold them, none of which turns those around it."""
    return UNFIT.sub("\ufffd", text)


def svg_text(parent: ET.Element, x: float, y: float, words: str, size: int, **how: str) -> None:
    """Words at a place. `how`: anchor, weight, and whatever SVG knows."""
    names = {"anchor": "text_anchor", "weight": "font_weight"}
    said = {names.get(name, name): value for name, value in how.items()}
    svg_part(parent, "text", words, x=x, y=y, font_size=size, **{"fill": "#000", **said})


def svg_part(parent: ET.Element | None, name: str, words: str | None = None, **attributes: Any) -> ET.Element:  # noqa: ANN401 - numbers and texts
    """An element; numbers to one decimal."""
    said = {_name(key): f"{v:.1f}" if isinstance(v, float) else str(v) for key, v in attributes.items()}
    tag = f"{{{SVG}}}{name}"
    part = ET.Element(tag, said) if parent is None else ET.SubElement(parent, tag, said)
    part.text = words
    return part


def _name(key: str) -> str:
    return key if key == "viewBox" else key.replace("_", "-")
