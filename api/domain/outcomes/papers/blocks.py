"""What a paper is made of, in the order in which it is read. Both forms are made of these alone: they say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

MONTHS: Final = (  # a server's locale has no say
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part."""

    words: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    words: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `numbers`: columns that stand to the right. `widths`: shares of a printed line. `sums`: its last row does."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a chart. `value`: how long it is, None when it is not known; `said`: what stands beside it, always.

    With `ends` it is no length but a point, and how far to either side it may be.
    """

    label: str
    said: str
    value: float | None
    ends: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars beneath one another, and the table that says the same in words. `most`: what the whole width stands for.

    `line`: a value that a line goes down from, for all bars to be seen beside it.
    """

    title: str
    described: str
    heads: tuple[str, str]
    bars: tuple[Bar, ...]
    most: float
    line: float | None = None

    @property
    def table(self) -> Table:
        """The same in words."""
        rows = tuple((bar.label, bar.said) for bar in self.bars)
        return Table(f"{self.title}: the same as a table", self.heads, rows, frozenset({1}), (3, 2))


Block = Heading | Words | Table | Chart


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: its title, by whom, what it says, and the line at its end."""

    title: str
    by: str
    blocks: tuple[Block, ...]
    foot: str

    @property
    def words(self) -> Iterator[str]:
        """All of its words, for whoever needs to know its letters."""
        yield from (self.title, self.by, self.foot)
        for block in self.blocks:
            if isinstance(block, Chart):
                yield from (block.title, *block.heads, *(word for bar in block.bars for word in (bar.label, bar.said)))
            elif isinstance(block, Table):
                yield from (block.caption, *block.columns, *(cell for row in block.rows for cell in row))
            else:
                yield block.words


def day(on: date) -> str:
    """A day, as it is said."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def one_line(words: str) -> str:
    """Words in one line."""
    return " ".join(words.split())
