"""Instruments that come with the service: the same for every organisation, in the code and without a row."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from api.domain.outcomes.instruments.definition import Band, Definition, Direction, Item, Kind, Rule, Scale, Scoring

# Their ids are made of their keys, so they are read at the address of any other instrument and are the same everywhere.
NAMESPACE: Final = UUID("6f7a9f1c-52b5-5b0e-9c39-0d3c3b7b7a10")


def id_of(key: str, number: int | None = None) -> UUID:
    """The id of a built-in instrument, or of one version of it."""
    return uuid5(NAMESPACE, key if number is None else f"{key}/{number}")


# https://www.ons.gov.uk/peoplepopulationandcommunity/wellbeing/methodologies/personalwellbeingsurveyuserguide
# Thresholds as ONS publishes them; they are never added up: each of the four says something of its own.
WELL: Final = [
    Band(least=0, most=4, label="low"),
    Band(least=5, most=6, label="medium"),
    Band(least=7, most=8, label="high"),
    Band(least=9, most=10, label="very high"),
]
ANXIOUS: Final = [
    Band(least=0, most=1, label="very low"),
    Band(least=2, most=3, label="low"),
    Band(least=4, most=5, label="medium"),
    Band(least=6, most=10, label="high"),
]
FROM_0_TO_10: Final = Scale(least=0, most=10, least_words="not at all", most_words="completely")


def _asks(key: str, text: str, *, reversed_: bool = False) -> Item:
    return Item(
        key=key, text=text, kind=Kind.scale, scale=FROM_0_TO_10, reversed=reversed_, bands=ANXIOUS if reversed_ else WELL
    )  # fmt: skip


ONS4: Final = "ons4"
ONS4_1: Final = Definition(
    items=[
        _asks("satisfaction", "Overall, how satisfied are you with your life nowadays?"),
        _asks("worthwhile", "Overall, to what extent do you feel that the things you do in your life are worthwhile?"),
        _asks("happiness", "Overall, how happy did you feel yesterday?"),
        _asks(
            "anxiety",
            "On a scale where 0 is “not at all anxious” and 10 is “completely anxious”, overall, "
            "how anxious did you feel yesterday?",
            reversed_=True,
        ),
    ],
    scoring=Scoring(rule=Rule.per_item, direction=Direction.higher_is_better, never_sum=True),
)
ONS4_PUBLISHED_ON: Final = date(2011, 4, 1)

# Key to its versions by number: what a check-in is validated against.
BUILT_IN: Final[dict[str, dict[int, Definition]]] = {ONS4: {1: ONS4_1}}
# Licensed ones that have a place but no wording here: an organisation loads its own and confirms its licence.
SLOTS: Final = frozenset({"ascot", "poet"})
