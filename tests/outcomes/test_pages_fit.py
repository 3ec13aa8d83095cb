"""One sheet, always: letters become smaller, then whole items are left out and named; never a part of one."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from api.domain.outcomes.pages.content import Content, LeftOut, Part, Why, content_of, not_here
from api.domain.outcomes.pages.fitting import SIZES, Page, fitted
from api.domain.outcomes.pages.printing import SMALL
from api.domain.outcomes.pages.web import document
from api.jobs.pages import printed

PROFILE = ("appreciate", "matters", "support")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=1000).filter(str.strip)
SENTENCES = st.lists(
    st.sampled_from(("tea", "Ŵyn", "żółw", "grandchildren", "Llanfairpwllgwyngyll", "چائے", "☕", "l" * 300)), min_size=1
)
ITEMS = st.lists(WORDS | SENTENCES.map(" ".join), max_size=12)

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=120).filter(str.strip)
PLAIN = st.lists(st.integers(1, 80).map(lambda n: " ".join(["plain words"] * n)), max_size=20)


def facts(name: str = "Nellie", week: tuple[str, ...] = (), outcomes: tuple[str, ...] = (), **profile: Any) -> dict[str, Any]:
    items = [{"what": words, "when_words": None, "with_whom": None, "how_often": None} for words in week]
    wanted = [{"statement": words, "who_helps": []} for words in outcomes]
    return {
        "name": name, "team": "Ashbrook North", "made_on": "2026-11-02", "profile": profile,
        "good_week": {"items": items, "of": len(items)}, "outcomes": {"items": wanted, "of": len(wanted)},
    }  # fmt: skip


def said_in(name: str, said: tuple[list[str], ...]) -> dict[str, Any]:
    """The parts in the order of the page."""
    return facts(name, tuple(said[3]), tuple(said[4]), **dict(zip(PROFILE, said, strict=False)))


def read(sheet: bytes) -> str:
    """All that can be read on the one sheet; white space counts for nothing, because lines end where they must."""
    reader = PdfReader(BytesIO(sheet))
    assert len(reader.pages) == 1
    return "".join(reader.pages[0].extract_text().split())


def places(sheet: bytes) -> Iterator[tuple[float, float]]:
    """How high each piece of text stands on the sheet, and how large its letters are."""
    found: list[tuple[float, float]] = []

    def seen(text: str, _cm: Any, tm: Any, _font: Any, size: float) -> None:
        if text.strip():
            found.append((float(tm[5]), float(size)))

    PdfReader(BytesIO(sheet)).pages[0].extract_text(visitor_text=seen)
    yield from found


@settings(max_examples=10, deadline=None)
@given(name=NAMES, said=st.tuples(ITEMS, ITEMS, ITEMS, ITEMS, ITEMS))
def test_it_is_one_sheet_whatever_was_said_and_all_of_it_is_counted(name: str, said: tuple[list[str], ...]) -> None:
    page, sheet = printed(said_in(name, said))
    assert len(PdfReader(BytesIO(sheet)).pages) == 1
    away = {part: sum(left.items for left in page.left_out if left.part is part) for part in Part}
    for part, words in zip(Part, said, strict=True):
        assert len(page.items[part]) + away[part] == len(words)
        rest = iter(page.content.parts[part])
        assert all(kept in rest for kept in page.items[part])  # in the order in which they were said
    assert bool(page.left_out) == ("in my record" in document(page))


@settings(max_examples=10, deadline=None)
@given(said=st.tuples(PLAIN, PLAIN, PLAIN, PLAIN, PLAIN))
def test_what_is_on_it_is_whole_and_stands_between_the_edges(said: tuple[list[str], ...]) -> None:
    page, sheet = printed(said_in("Nellie", said))
    on_it = "".join(words for part in Part for words in page.items[part])
    assert read(sheet).count("plain") == on_it.count("plain")
    for height, size in places(sheet):
        assert 15 / 25.4 * 72 - 1 <= height <= (297 - 15) / 25.4 * 72
        assert size >= SMALL


def test_the_smallest_letters_are_those_of_the_foot_and_still_large() -> None:
    assert SMALL >= 12
    assert min(SIZES) >= 14
    assert list(SIZES) == sorted(SIZES, reverse=True)


def test_letters_become_smaller_before_anything_is_left_out() -> None:
    few, some, many = [printed(facts(matters=["My chair by the window"] * n))[0] for n in (3, 22, 60)]
    assert (few.size, few.left_out) == (SIZES[0], ())
    assert SIZES[-1] < some.size < SIZES[0]
    assert some.left_out == ()
    assert many.size == SIZES[-1]
    assert [(left.part, left.because) for left in many.left_out] == [(Part.matters, Why.room)]
    assert many.left_out[0].items + len(many.items[Part.matters]) == 60


class Lines:
    """A ruler by which everything is one line high."""

    room = 12.0

    def head(self, _content: Content, _size: int) -> float:
        return 1

    def heading(self, _part: Part, _size: int) -> float:
        return 1

    def item(self, words: str, _size: int) -> float:
        return float(len(words))

    def foot(self, _content: Content, left_out: tuple[LeftOut, ...]) -> float:
        return 1 + bool(left_out)


def fit(**parts: list[str]) -> Page:
    said = {Part(name): tuple(words) for name, words in parts.items()}
    return fitted(Content("Nellie", "North", date(2026, 1, 1), said, {}), Lines(), str.islower)


def test_the_last_of_the_fullest_part_goes_first_and_of_equal_parts_the_one_further_down() -> None:
    page = fit(matters=["a", "b", "c", "x"], support=["d", "e"], outcomes=["f", "g"])  # head, foot of two, 3 headings: 6 are left
    assert {part: words for part, words in page.items.items() if words} == {
        Part.matters: ("a", "b"), Part.support: ("d", "e"), Part.outcomes: ("f", "g"),
    }  # fmt: skip
    page = fit(matters=["a", "b", "c"], support=["d", "e"], outcomes=["f", "g"], good_week=["h"])
    assert {part: words for part, words in page.items.items() if words} == {
        Part.matters: ("a", "b"), Part.support: ("d",), Part.good_week: ("h",), Part.outcomes: ("f",),
    }  # fmt: skip


def test_one_that_would_fill_more_than_a_page_stands_in_nobodys_way() -> None:
    page = fit(matters=["a", "x" * 301, "b"], outcomes=["c"])
    assert page.items[Part.matters] == ("a", "b")
    assert page.items[Part.outcomes] == ("c",)
    assert page.left_out == (LeftOut(Part.matters, 1, Why.room),)


def test_what_our_letters_cannot_print_is_left_out_whole_and_named_apart() -> None:
    page, sheet = printed(facts(matters=["我爱喝茶", "Tea"], outcomes=("海",)))
    assert page.left_out == (LeftOut(Part.matters, 1, Why.letters), LeftOut(Part.outcomes, 1, Why.letters))
    assert page.items[Part.matters] == ("Tea",)
    said = not_here(page.left_out)
    assert said == (
        "In letters that this page cannot print: 1 more thing that matters to me and 1 more thing that I want in my life."
        " They are in my record."
    )
    assert "".join(said.split()) in read(sheet)
    assert said in document(page)


@pytest.mark.parametrize(
    "words", ["Dw i'n hoffi tŷ a gŵr", "Zażółć gęślą jaźń", "Ζωή", "Чай", "Tea ☕ and wool 🧶", "Piękny dzień 👩‍👧", "naïve café"]
)
def test_what_is_written_from_left_to_right_is_read_as_it_was_said(words: str) -> None:
    page, sheet = printed(facts(matters=[words]))
    assert page.left_out == ()
    assert "".join(words.split()).replace("\u200d", "") in read(sheet).replace("\u200d", "")


@pytest.mark.parametrize("words", ["چائے کے ساتھ بیٹھنا", "שלום לכולם", "আমি চা খাই", "ਮੈਨੂੰ ਚਾਹ ਪਸੰਦ ਹੈ", "मुझे चाय", "મને ચા", "தேநீர்"])
def test_what_many_of_our_neighbours_write_is_on_it(words: str) -> None:
    page, sheet = printed(facts(words, matters=[words]))
    assert page.left_out == ()
    assert page.items[Part.matters] == (words,)
    assert len(set(words.replace(" ", "")) & set(read(sheet))) > 2
    assert "Mypage" not in read(sheet)


def test_a_name_is_printed_whole_or_not_at_all() -> None:
    _, sheet = printed(facts("Mei 美"))
    assert read(sheet).startswith("Mypage")


def test_a_word_that_is_longer_than_a_line_goes_on_on_the_next() -> None:
    word = "Llanfairpwllgwyngyll" * 40
    page, sheet = printed(facts(matters=[word]))
    assert page.left_out == ()
    assert word in read(sheet)


def test_what_is_beyond_the_first_forty_is_counted_too() -> None:
    known = facts(week=("Bingo",))
    known["good_week"]["of"] = 44
    page, _ = printed(known)
    assert page.left_out == (LeftOut(Part.good_week, 43, Why.room),)
    assert not_here(page.left_out) == "Not on this page: 43 more parts of my good week. They are in my record."


def test_lines_are_filled_and_nothing_else_is_changed() -> None:
    content = content_of(facts("  Nellie \n", matters=["Tea,\n\n and   toast "]))
    assert (content.name, content.parts[Part.matters]) == ("Nellie", ("Tea, and toast",))
