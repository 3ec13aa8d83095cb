"""The words for gifts, which people, team members, circle members and groups have or seek."""

from enum import StrEnum


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
