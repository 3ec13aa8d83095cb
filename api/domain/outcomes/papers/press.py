"""A paper in print: A4 as PDF, as many pages as it needs, with its letters embedded. Only the jobs process loads it.

The same letters and the same black on white as the page for the fridge; a table's head stands again on each page.
"""

from contextlib import closing
from io import BytesIO
from typing import Final, Literal

from fpdf import ViewerPreferences
from fpdf.enums import MethodReturnValue, XPos, YPos

from api.domain.outcomes.pages.printing import HIGH, MARGIN, POINT, Sheet, leftwards
from api.domain.outcomes.papers.blocks import Block, Chart, Heading, Paper, Table, Words
from api.domain.outcomes.papers.charts import drawn, said

SIZE: Final = 12
SMALL: Final = 10
HEAD: Final = 14
TITLE: Final = 20
ACROSS: Final = 210 - 2 * MARGIN
BOTTOM: Final = MARGIN + HIGH - 8  # the number of the page stands below
LEADING: Final = 1.35
GAP: Final = 1.4  # above and below the words of a cell
BETWEEN: Final = 3  # beside them
UNKNOWN: Final = "\N{WHITE SQUARE}"


def printed(paper: Paper) -> bytes:
    """The paper as PDF."""
    with closing(Press(" ".join(paper.words))) as press:
        return press.run(paper)


class Press(Sheet):
    """Prints a paper, block by block."""

    def run(self, paper: Paper) -> bytes:
        """All of it."""
        pdf = self.pdf
        pdf.set_title(self._legible(paper.title))
        pdf.set_author(self._legible(paper.by))
        pdf.set_lang("en-GB")
        pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        pdf.set_xy(MARGIN, MARGIN)
        self._say(paper.title, TITLE, "B")
        self._line(1.0, 1.2)
        pdf.set_y(pdf.get_y() + 5)
        for place, block in enumerate(paper.blocks):
            self._block(block, paper.blocks[place + 1] if place + 1 < len(paper.blocks) else None, f"part-{place}")
        self._room_for(self._tall(paper.foot, SMALL, "", ACROSS) + 8)
        self._line(0.4, 3)
        pdf.set_y(pdf.get_y() + 5)
        self._say(paper.foot, SMALL, "")
        for number in range(1, len(pdf.pages) + 1):
            pdf.page = number
            pdf.set_font("page", "B", SMALL)  # what this page was last written in is not what fpdf2 remembers
            pdf.set_font("page", "", SMALL)
            pdf.set_xy(MARGIN, MARGIN + HIGH - 3)
            pdf.cell(ACROSS, 5, f"Page {number} of {len(pdf.pages)}", align="R")
        return bytes(pdf.output())

    def _block(self, block: Block, after: Block | None, name: str) -> None:
        if isinstance(block, Heading):
            high = self._tall(block.words, HEAD, "B", ACROSS)
            self._room_for(4 + high + 4 + (self._least(after) if after is not None else 0))
            self.pdf.set_y(self.pdf.get_y() + 4)
            self._say(block.words, HEAD, "B")
            self._line(0.5, 0.6)
            self.pdf.set_y(self.pdf.get_y() + 3)
        elif isinstance(block, Words):
            self._room_for(min(self._tall(block.words, SIZE, "", ACROSS), 60))
            self._say(block.words, SIZE, "B" if block.strong else "")
            self.pdf.set_y(self.pdf.get_y() + 1.8)
        elif isinstance(block, Chart):
            self._chart(block, name)
        else:
            self._table(block)

    def _least(self, block: Block) -> float:
        """How much of a block stands below its heading, at the least."""
        if isinstance(block, Chart):
            return self._picture(block) + 22 + sum(self._row_high(row, self._wide(block.table), "") for row in block.table.rows)
        return 30 if isinstance(block, Table) else 12

    @staticmethod
    def _picture(chart: Chart) -> float:
        return ACROSS * (56 * len(chart.bars) + 16) / 1000

    def _chart(self, chart: Chart, name: str) -> None:
        high = self._picture(chart)
        wide = self._wide(chart.table)
        self._room_for(high + 22 + sum(self._row_high(row, wide, "") for row in chart.table.rows))
        self._say(chart.title, SIZE, "B")
        picture = BytesIO(drawn(chart, name, "page").encode())
        y = self.pdf.get_y() + 1
        self.pdf.image(picture, x=MARGIN, y=y, w=ACROSS, h=high, title=chart.title, alt_text=said(chart))
        self.pdf.set_y(y + high + 2)
        self._table(chart.table)

    def _table(self, table: Table) -> None:
        wide = self._wide(table)
        head = self._row_high(table.columns, wide, "B")
        self._room_for(self._tall(table.caption, SIZE, "B", ACROSS) + head + 12)
        self._say(table.caption, SMALL if table.caption.endswith("as a table") else SIZE, "B")
        self._row(table, table.columns, wide, "B", 0.5)
        for number, row in enumerate(table.rows, 1):
            bold: Literal["", "B"] = "B" if table.sums and number == len(table.rows) else ""
            if self._room_for(self._row_high(row, wide, bold)):
                self._row(table, table.columns, wide, "B", 0.5)
            self._row(table, row, wide, bold, 0.2)
        self.pdf.set_y(self.pdf.get_y() + 4)

    @staticmethod
    def _wide(table: Table) -> list[float]:
        shares = table.widths or (1,) * len(table.columns)
        return [ACROSS * share / sum(shares) for share in shares]

    def _row_high(self, row: tuple[str, ...], wide: list[float], bold: Literal["", "B"]) -> float:
        return max(self._tall(words, SMALL + 1, bold, w - BETWEEN) for words, w in zip(row, wide, strict=True)) + 2 * GAP

    def _row(self, table: Table, row: tuple[str, ...], wide: list[float], bold: Literal["", "B"], thick: float) -> None:
        pdf, top, x = self.pdf, self.pdf.get_y(), MARGIN
        high = self._row_high(row, wide, bold)
        for place, (words, w) in enumerate(zip(row, wide, strict=True)):
            last = place == len(row) - 1
            pdf.set_xy(x + (BETWEEN if last else 0), top + GAP)
            self._cell(words, SMALL + 1, bold, w - BETWEEN, right=place in table.numbers)
            x += w
        pdf.set_line_width(thick)
        pdf.line(MARGIN, top + high, 210 - MARGIN, top + high)
        pdf.set_y(top + high)

    def _room_for(self, high: float) -> bool:
        """Begin another page if this one has no room. Whether it did."""
        if self.pdf.get_y() + high <= BOTTOM or self.pdf.get_y() <= MARGIN:
            return False
        self.pdf.add_page()
        self.pdf.set_xy(MARGIN, MARGIN)
        return True

    def _legible(self, words: str) -> str:
        """The words; a square for each letter that none of ours can print."""
        return words if self.printable(words) else "".join(c if self.printable(c) else UNKNOWN for c in words)

    def _say(self, words: str, size: float, bold: Literal["", "B"]) -> None:
        """A paragraph from here down, over pages if it is that long."""
        pdf = self.pdf
        pdf.set_auto_page_break(auto=True, margin=297 - BOTTOM)
        pdf.set_x(MARGIN)
        self._cell(words, size, bold, ACROSS)
        pdf.set_auto_page_break(auto=False)

    def _cell(self, words: str, size: float, bold: Literal["", "B"], across: float, *, right: bool = False) -> None:
        self._lay(words, size, bold, across, right=right, dry=False)

    def _tall(self, words: str, size: float, bold: Literal["", "B"], across: float) -> float:
        key = (words, size, bold, across)
        if key not in self._known:
            self._known[key] = self._lay(words, size, bold, across, right=False, dry=True)
        return self._known[key]

    def _lay(self, words: str, size: float, bold: Literal["", "B"], across: float, *, right: bool, dry: bool) -> float:
        words = self._legible(words)
        family = self._family(words)
        self.pdf.set_font(family, bold if family == "page" else "", size)
        high = self.pdf.multi_cell(
            across, size * POINT * LEADING, words, align="R" if right or leftwards(words) else "L", dry_run=dry,
            output=MethodReturnValue.HEIGHT, new_x=XPos.LMARGIN, new_y=YPos.NEXT,
        )  # fmt: skip
        assert isinstance(high, float | int)  # noqa: S101 - what was asked for
        return float(high)
