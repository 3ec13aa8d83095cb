"""What goes on one page. Letters first become smaller, down to a floor; below it whole items are left out, never parts of them.

The order in which items are left out: those whose letters cannot be printed; one that would not fit even if it stood alone; then,
again and again, the last item of the part that has the most items (of equal parts, the one further down). So each part keeps what
was said first, and loses the last that it has only when no other has more.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from api.domain.outcomes.pages.content import Content, LeftOut, Part, Why

SIZES: Final = (22, 20, 19, 18, 17, 16, 15, 14)  # points; smaller ones cannot be read on a wall
SHORT: Final = 300  # characters, of which the widest fill half a page
Items = dict[Part, tuple[str, ...]]


class Ruler(Protocol):
    """Knows how high things stand on the page at a size."""

    @property
    def room(self) -> float:
        """How much height there is."""

    def head(self, content: Content, size: int) -> float:
        """The name at the top."""

    def heading(self, part: Part, size: int) -> float:
        """A part's heading with the space around it."""

    def item(self, words: str, size: int) -> float:
        """One item with the space after it."""

    def foot(self, content: Content, left_out: tuple[LeftOut, ...]) -> float:
        """What is not here, and when and with whom it was made."""


@dataclass(frozen=True)
class Page:
    """A page as it is drawn: it fits."""

    content: Content
    size: int
    items: Items
    left_out: tuple[LeftOut, ...]


def fitted(content: Content, ruler: Ruler, printable: Callable[[str], bool]) -> Page:
    """The page that fits, in the largest letters that leave nothing out; else at the floor, with what had to be left out."""
    whole: Items = {part: tuple(filter(printable, content.parts.get(part, ()))) for part in Part}
    strange = {part: len(content.parts.get(part, ())) - len(whole[part]) for part in Part}

    def page(size: int, items: Items) -> Page:
        return Page(content, size, items, _left_out(content, items, strange))

    def fits(tried: Page) -> bool:
        return _fits(tried, ruler)

    nothing: Items = dict.fromkeys(Part, ())
    floor = SIZES[-1]
    pages = [page(size, whole) for size in SIZES]
    if not fits(pages[-1]):
        # What is short fits alone, without measuring it.
        alone = {
            part: tuple(w for w in whole[part] if len(w) <= SHORT or fits(page(floor, nothing | {part: (w,)}))) for part in Part
        }
        pages = [page(floor, items) for items in _fewer(alone)]
    return pages[bisect_left(pages, True, hi=len(pages) - 1, key=fits)]


def _fewer(items: Items) -> Iterator[Items]:
    """All of them, then without one, without two: in the order in which they are left out."""
    yield items
    while any(items.values()):
        fullest = max(reversed(Part), key=lambda part: len(items[part]))
        items = items | {fullest: items[fullest][:-1]}
        yield items


def _left_out(content: Content, kept: Items, strange: dict[Part, int]) -> tuple[LeftOut, ...]:
    found = []
    for part in Part:
        all_of_it = len(content.parts.get(part, ())) + content.more.get(part, 0)
        found += [LeftOut(part, n, Why.room) for n in [all_of_it - strange[part] - len(kept[part])] if n]
        found += [LeftOut(part, n, Why.letters) for n in [strange[part]] if n]
    return tuple(found)


def _fits(page: Page, ruler: Ruler) -> bool:
    left = ruler.room - ruler.head(page.content, page.size) - ruler.foot(page.content, page.left_out)
    for part, items in page.items.items():
        if items:
            left -= ruler.heading(part, page.size)
        for words in items:
            left -= ruler.item(words, page.size)
            if left < 0:
                return False
    return left >= 0
