"""What goes on one page. Letters first become smaller, down to a floor; below it whole items are left out, never parts of them.

The order in which items are left out: those whose letters cannot be printed; one that would not fit even if it stood alone; then,
again and again, the last item of the part that has the most items (of equal parts, the one further down). So each part keeps what
was said first, and no part is emptied for the sake of another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Final, Protocol

from api.domain.outcomes.pages.content import Content, LeftOut, Part, Why

SIZES: Final = (22, 20, 19, 18, 17, 16, 15, 14)  # points; 14 is what a page on the wall must not be below
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
    for size in SIZES:
        page = Page(content, size, whole, _left_out(content, whole, strange))
        if _fits(page, ruler):
            return page
    size = SIZES[-1]
    kept: Items = {part: tuple(words for words in whole[part] if _alone(content, part, words, strange, ruler)) for part in Part}
    for _ in count():
        page = Page(content, size, kept, _left_out(content, kept, strange))
        fullest = max(reversed(Part), key=lambda part: len(kept[part]))
        if not kept[fullest] or _fits(page, ruler):
            return page
        kept = kept | {fullest: kept[fullest][:-1]}
    raise AssertionError  # there are not more rounds than items


def _alone(content: Content, part: Part, words: str, strange: dict[Part, int], ruler: Ruler) -> bool:
    """Whether an item fits when nothing else is on the page."""
    items: Items = dict.fromkeys(Part, ()) | {part: (words,)}
    return _fits(Page(content, SIZES[-1], items, _left_out(content, items, strange)), ruler)


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
