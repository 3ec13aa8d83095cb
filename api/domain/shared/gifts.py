"""The words for gifts, which people, team members, circle members and groups have or seek."""

from enum import StrEnum
from typing import Final

from sqlalchemy import Index, text


class GiftPart(StrEnum):
    """Of the head (knowledge), of the heart (passions), of the hands (skills)."""

    head = "head"
    heart = "heart"
    hands = "hands"


class GiftDirection(StrEnum):
    """A gift that somebody has, or one they seek."""

    has = "has"
    seeks = "seeks"


class WouldShare(StrEnum):
    """Would like to share it."""

    yes = "yes"
    not_now = "not_now"


# What gifts are matched by: their words, stemmed, without what is denied (up to a 'but' or the end of the clause), and their
# tags. The same expression as gift_terms() in api/storage/functions/matching.sql, of built-ins only: an index stands on it.
GIFT_DENIED: Final = r"\m(not|never|no|cannot|\w+n[''’]t)\M((?!\mbut\M)[^.,;\:!?\n])*"  # noqa: RUF001 - phones write it
_SAID: Final = f"regexp_replace(words, '{GIFT_DENIED}', ' ', 'gi')"
GIFT_TERMS: Final = f"to_tsvector('english'::regconfig, {_SAID} || ' ' || array_to_tsvector(tags)\\:\\:text)"


def gift_indexes(table: str) -> tuple[Index, Index]:
    """What finds gifts by their terms, and by words that are spelt nearly the same."""
    return (
        Index(f"ix_{table}_terms", text(GIFT_TERMS), postgresql_using="gin"),
        Index(f"ix_{table}_words", "words", postgresql_using="gin", postgresql_ops={"words": "gin_trgm_ops"}),
    )
