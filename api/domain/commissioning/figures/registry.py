"""The fixed list of what a snapshot counts. Its names are those of the cells; rates are worked out from these alone.

`FAMILIES`: counts that are parts of one another, so that no total tells of a part that is hidden. What is not here is not
counted, and a snapshot has every name, with 0 where there is nothing.
"""

from typing import Final

_STATES: Final = ("exploring", "on_track", "off_track", "achieved", "changed", "set_aside")
# The bands of the Office for National Statistics. Anxiety runs the other way, and its bands are cut elsewhere.
_BANDS: Final = ("low", "medium", "high", "very_high")
_ANXIETY_BANDS: Final = ("very_low", "low", "medium", "high")
ONS4: Final = ("satisfaction", "worthwhile", "happiness", "anxiety")

# A total's name to its parts. A total that is no name of its own is the sum, and is published as a count too.
FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "outcomes": tuple(f"outcomes_{state}" for state in _STATES),
    "moves": tuple(f"moves_{state}" for state in _STATES),
    "week_items": ("week_items_happened", "week_items_partly", "week_items_not"),
    **{
        f"ons4_{question}": tuple(f"ons4_{question}_{band}" for band in (_ANXIETY_BANDS if question == "anxiety" else _BANDS))
        for question in ONS4
    },
    "introductions": ("introductions_signposting", "introductions_social_prescribing"),
    "stays": ("stays_planned", "stays_unplanned"),
}
# Counts that are a part of another: what is left of the whole is a cell as well, for whoever subtracts.
PART_OF: Final[dict[str, str]] = {
    "contacts_top_three": "contacts",
    "people_within_four_faces": "people",
    "people_with_connections": "people",
    "visits_short": "visits_planned",
    "introductions_accompanied": "introductions_social_prescribing",
    "reviews_in_time": "reviews_due",
    "members_new_to_care": "members_asked",
}
ALONE: Final = (
    "people", "person_days", "contacts", "visits_planned", "circles_meeting", "connections", "reviews_due", "falls",
    "member_days", "leavers", "members_joined", "members_asked",
)  # fmt: skip
COUNTS: Final = (*ALONE, *PART_OF, *FAMILIES, *(part for parts in FAMILIES.values() for part in parts))
MEANS: Final = ("week_score", *(f"ons4_{question}" for question in ONS4), "bice", "cost_pence_per_person_week")
# Days of people and of members: one of them makes as many of these as the span has.
PER_DAY: Final = frozenset({"person_days", "member_days"})
# What happens on a day, so that weeks add up to their quarter; the others are so at an end, or of a person over a span.
ADD_UP: Final = frozenset(
    {
        *FAMILIES["moves"], *FAMILIES["week_items"], *FAMILIES["introductions"], *FAMILIES["stays"], "moves", "week_items",
        "introductions", "stays", "person_days", "contacts", "visits_planned", "visits_short", "introductions_accompanied",
        "reviews_due", "reviews_in_time", "falls", "member_days", "leavers", "members_joined",
    }
)  # fmt: skip
# What a count can be at most, as everybody knows: so many times another (None: the days of the span).
LIMITS: Final[dict[str, tuple[int | None, str]]] = {
    "person_days": (None, "people"),
    "people": (1, "person_days"),
    **{f"ons4_{question}": (1, "people") for question in ONS4},
}
