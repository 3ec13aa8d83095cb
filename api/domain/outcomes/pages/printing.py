"""The page on paper: one sheet of A4 as PDF, with its letters embedded. Loads fpdf2: only the jobs process imports it.

Black on white without shades, so that any printer prints it; one column; a heading and a thick line for each part.
"""

import logging
import unicodedata
from functools import cache, cached_property
from pathlib import Path
from typing import Final, Literal

from fpdf import FPDF, ViewerPreferences
from fpdf.enums import MethodReturnValue, XPos, YPos

from api.domain.outcomes.pages.content import EMPTY, HEADINGS, Content, LeftOut, Part, not_here
from api.domain.outcomes.pages.fitting import Page

FONTS: Final = Path(__file__).parent / "fonts"
MARGIN: Final = 15.0  # millimetres, as all that follows
HIGH: Final = 297.0 - 2 * MARGIN
POINT: Final = 25.4 / 72
LEADING: Final = 1.28  # a line's height, in letters
SMALL: Final = 12  # points of the foot: the smallest letters on the page
NAME: Final = 1.7  # the name and the headings, against the size of the items
HEADING: Final = 1.12
NO_NAME: Final = "My page"
Bold = Literal["", "B"]
# Letters that the first lacks, or joins worse; of these there is one style.
SCRIPTS: Final = {
    "arabic": "NotoSansArabic", "bengali": "NotoSansBengali", "devanagari": "NotoSansDevanagari", "gujarati": "NotoSansGujarati",
    "gurmukhi": "NotoSansGurmukhi", "tamil": "NotoSansTamil", "signs": "NotoEmoji",
}  # fmt: skip
ARABIC: Final = frozenset(map(chr, range(0x600, 0x900)))
# What shapes or joins the letters beside it and is no sign of its own.
SILENT: Final = frozenset({"Cf", "Mn", "Me"})
for name in ("fpdf", "fontTools"):  # their warnings quote the words
    logging.getLogger(name).setLevel(logging.CRITICAL)


class Sheet:
    """A sheet of A4 to measure on and to draw on: one rule for both, so that what was measured is what is drawn."""

    room: Final = HIGH

    def __init__(self, words: str) -> None:
        """`words`: all that may be written on it. The other scripts are loaded only for those that write them."""
        self.pdf = pdf = FPDF(format="A4")
        pdf.set_margin(MARGIN)
        pdf.set_auto_page_break(auto=False)
        pdf.c_margin = 0
        pdf.add_font("page", "", FONTS / "DejaVuSans.ttf")
        pdf.add_font("page", "B", FONTS / "DejaVuSans-Bold.ttf")
        self._scripts = tuple(SCRIPTS) if self._is_written_otherwise(words) else ()
        for family in self._scripts:
            pdf.add_font(family, "", FONTS / f"{SCRIPTS[family]}.ttf")
        pdf.set_fallback_fonts(["page", *self._scripts], exact_match=False)
        pdf.set_text_shaping(use_shaping_engine=True)
        pdf.add_page()
        self._known: dict[tuple[str, float, Bold, float], float] = {}

    @cached_property
    def _letters(self) -> dict[str, frozenset[int]]:
        """What each family has; of the first, what both of its styles have."""
        fonts = {key: set(font.cmap) for key, font in self.pdf.fonts.items()}  # type: ignore[union-attr]  # all are of a file
        return {"page": frozenset(fonts["page"] & fonts["pageB"])} | {
            family: frozenset(fonts[family]) for family in self._scripts
        }

    def _is_written_otherwise(self, words: str) -> bool:
        known = set(self.pdf.fonts["pageB"].cmap)  # type: ignore[union-attr]  # the lesser of the two
        return any(ord(c) not in known or c in ARABIC for c in set(words))

    def printable(self, words: str) -> bool:
        """Whether our letters can print all of it."""
        return all(unicodedata.category(c) in SILENT or any(ord(c) in has for has in self._letters.values()) for c in words)

    def _family(self, words: str) -> str:
        """The family that has the most of these letters: a word whose letters come of two families would not join."""
        return max(self._letters, key=lambda family: sum(ord(c) in self._letters[family] for c in words))

    # Measuring: see fitting.Ruler.

    def head(self, content: Content, size: int) -> float:
        """The name, the line under it."""
        return self._high(self._name(content), size * NAME, "B") + 4

    def heading(self, part: Part, size: int) -> float:
        """Space, the heading, its line."""
        return _space(size) * 1.5 + self._high(HEADINGS[part], size * HEADING, "B") + 2.5

    def item(self, words: str, size: int) -> float:
        """The words beside their bullet, and space."""
        return self._high(words, size, "", _indent(size)) + _space(size)

    def foot(self, content: Content, left_out: tuple[LeftOut, ...]) -> float:
        """Space, what is not here, when and with whom it was made."""
        said = not_here(left_out)
        return 6 + (self._high(said, SMALL, "B") + 2 if said else 0) + self._high(self._made(content), SMALL, "")

    def _high(self, words: str, size: float, bold: Bold, indent: float = 0) -> float:
        key = (words, size, bold, indent)
        if key not in self._known:
            self._known[key] = self._write(words, size, bold, indent, dry=True)
        return self._known[key]

    def _name(self, content: Content) -> str:
        return content.name if self.printable(content.name) else NO_NAME

    def _made(self, content: Content) -> str:
        return content.made if self.printable(content.made) else content.made_then

    # Drawing.

    def draw(self, page: Page) -> bytes:
        """The sheet with a page on it."""
        pdf, size, content = self.pdf, page.size, page.content
        name = self._name(content)
        pdf.set_title(content.title)
        pdf.set_author(content.team)
        pdf.set_lang("en-GB")
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        pdf.set_xy(MARGIN, MARGIN)
        self._write(name, size * NAME, "B")
        self._line(1.2, 1.5)
        pdf.set_y(MARGIN + self.head(content, size))
        for part, items in page.items.items():
            if items:
                self._part(HEADINGS[part], items, size)
        if not any(page.items.values()) and not page.left_out:
            pdf.set_y(pdf.get_y() + _space(size) * 2)
            for words in EMPTY:
                self._write(words, size, "")
                pdf.set_y(pdf.get_y() + _space(size) * 2)
        pdf.set_y(MARGIN + HIGH - self.foot(content, page.left_out))
        self._line(0.4, 3)
        pdf.set_y(pdf.get_y() + 6)
        if said := not_here(page.left_out):
            self._write(said, SMALL, "B")
            pdf.set_y(pdf.get_y() + 2)
        self._write(self._made(content), SMALL, "")
        return bytes(pdf.output())

    def _part(self, heading: str, items: tuple[str, ...], size: int) -> None:
        pdf = self.pdf
        pdf.set_y(pdf.get_y() + _space(size) * 1.5)
        self._write(heading, size * HEADING, "B")
        self._line(0.6, 0.6)
        pdf.set_y(pdf.get_y() + 2.5)
        for words in items:
            top, rightwards = pdf.get_y(), not leftwards(words)
            dot = size * POINT * 0.16
            pdf.set_fill_color(0)
            across = MARGIN + dot if rightwards else 210 - MARGIN - dot
            pdf.circle(across, top + size * POINT * LEADING * 0.52, dot, style="F")
            self._write(words, size, "", _indent(size))
            pdf.set_y(pdf.get_y() + _space(size))

    def _line(self, thick: float, below: float) -> None:
        y = self.pdf.get_y() + below
        self.pdf.set_line_width(thick)
        self.pdf.line(MARGIN, y, 210 - MARGIN, y)

    def _write(self, words: str, size: float, bold: Bold, indent: float = 0, *, dry: bool = False) -> float:
        """Write words from here down, or only say how high they would stand."""
        pdf, back = self.pdf, leftwards(words)
        family = self._family(words)
        pdf.set_font(family, bold if family == "page" else "", size)
        pdf.set_x(MARGIN if back else MARGIN + indent)
        high = pdf.multi_cell(
            210 - 2 * MARGIN - indent, size * POINT * LEADING, words, align="R" if back else "L", dry_run=dry,
            output=MethodReturnValue.HEIGHT, new_x=XPos.LMARGIN, new_y=YPos.NEXT,
        )  # fmt: skip
        assert isinstance(high, float | int)  # noqa: S101 - what was asked for
        return float(high)

    def close(self) -> None:
        """Let go of the files of the letters."""
        for font in self.pdf.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]  # all are of a file


@cache
def _indent(size: float) -> float:
    return size * POINT * 1.1


@cache
def _space(size: float) -> float:
    return size * POINT * 0.32


def leftwards(words: str) -> bool:
    """Whether words are written from right to left: by their first letter that has a direction."""
    return next((kind in {"R", "AL"} for c in words if (kind := unicodedata.bidirectional(c)) in {"L", "R", "AL"}), False)
