"""Instruments that come with the service: the same for every organisation, in the code and without a row."""

from typing import Any, Final
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

# Key to its versions by number: what a check-in is validated against.
BUILT_IN: Final[dict[str, dict[int, Definition]]] = {ONS4: {1: ONS4_1}}
# Licensed ones that have a place but no wording here: an organisation loads its own and confirms its licence.
SLOTS: Final = frozenset({"ascot", "poet"})

FIRST_PUBLISHED: Final = "2011-04-01T00:00:00.000000Z"
_STAMPS: Final = {"version": 1, "created_at": FIRST_PUBLISHED, "updated_at": FIRST_PUBLISHED}
_LICENSED: Final = (
    "Licensed by its authors: no wording comes with this service. Add an instrument with this key and the wording that your"
    " licence gives you, and confirm the licence."
)


def _shown(key: str, name: str, purpose: str, licence: str, words: str) -> dict[str, Any]:
    """As InstrumentRead."""
    said = {"key": key, "name": name, "purpose": purpose, "answered_for": "people", "licence": licence, "licence_words": words}
    return {"id": str(id_of(key)), **_STAMPS, **said, "licence_confirmed_at": None, "used_by": [], "built_in": True}


INSTRUMENTS: Final[dict[UUID, dict[str, Any]]] = {
    id_of(said["key"]): said
    for said in (
        _shown("ascot", "ASCOT", "Social care related quality of life.", "licensed", _LICENSED),
        _shown(
            ONS4,
            "ONS4 personal well-being",
            "Four questions about how somebody feels about their life. Never added up; less anxiety is better.",
            "open_government",
            "Office for National Statistics, licensed under the Open Government Licence v3.0.",
        ),
        _shown("poet", "POET", "How personal budgets and support work for the person.", "licensed", _LICENSED),
    )
}
VERSIONS: Final[dict[UUID, list[dict[str, Any]]]] = {
    id_of(key): [
        {
            "id": str(id_of(key, number)), "instrument_id": str(id_of(key)), **_STAMPS, "number": number,
            **definition.model_dump(mode="json"), "state": "published", "published_on": FIRST_PUBLISHED[:10],
            "withdrawn_on": None, "withdrawn_because": None,
        }
        for number, definition in BUILT_IN.get(key, {}).items()
    ]
    for key in (ONS4, *SLOTS)
}  # fmt: skip
