"""What is shown of gifts that meet: with whom, on what, why, and how near."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.measures.schemas import Measures
from api.domain.people.gifts.schemas import Part
from api.domain.shared.fields import Shown, line, prose, some, whole


class PartyKind(StrEnum):
    """Whose gift it is that meets."""

    person = "person"
    member = "member"
    circle_member = "circle_member"
    group = "group"


class How(StrEnum):
    """Which way it goes: the one asked about has what the other seeks, seeks what the other has, or both have it at heart."""

    gives = "gives"
    gets = "gets"
    shares = "shares"


class WhyMatched(StrEnum):
    """Why two gifts meet."""

    same_tag = "same_tag"
    same_word = "same_word"
    same_meaning = "same_meaning"
    nearly_spelt = "nearly_spelt"


class Party(Shown):
    """With whom. Outside the team of the one asked about: a first name, and no id; a group is known to all."""

    kind: Annotated[PartyKind, Field(description="A person, a team member, a member of a circle, or a community group.")]
    id: Annotated[UUID | None, Field(description="Of groups; and of one's own team, for those who read that team.")]
    name: Annotated[str, line(120), Field(examples=["Walter"])]
    same_team: Annotated[bool, Field(description="Of the same team as the one asked about.")]


class MatchedGift(Shown):
    """A gift that meets another. Of a group it may be its name, which says what it is for."""

    part: Part
    words: Annotated[str, prose(500), Field(examples=["Dominoes and crib, I've never turned down a game"])]


class Reason(Shown):
    """Why they meet: what both sides can see of each other's gifts."""

    because: Annotated[
        WhyMatched,
        Field(description="A tag or a word in common, words that mean the same, or a word that is spelt nearly the same."),
    ]
    word: Annotated[str, line(500), Field(description="The tag, the word, or what the words mean.", examples=["dominoes"])]


class Meeting(Shown):
    """One gift of each side, and why they meet."""

    how: Annotated[How, Field(description="The one asked about gives it, gets it, or both share the passion.")]
    mine: Annotated[MatchedGift, Field(description="Of the one asked about.")]
    theirs: Annotated[MatchedGift, Field(description="Of the other.")]
    reasons: Annotated[list[Reason], some(200)]


class Nearness(Shown):
    """How near they are, as far as is known: never where."""

    km: Annotated[int | None, whole(0, 21_000), Field(description="Whole kilometres, where both are on the map.")]
    same_district: Annotated[
        bool | None, Field(description="Where they are not: whether the first half of the postcode is the same.")
    ]


class Match(Shown):
    """Somebody with whom something could be shared."""

    who: Party
    on: Annotated[list[Meeting], some(5), Field(description="What on, the best first.")]
    strength: Annotated[
        int, whole(1, 2147483647), Field(description="Only to order by: a tag counts 3, a word or a meaning 2, a spelling 1.")
    ]
    near: Nearness


class Matches(Shown):
    """Who could share something with the one asked about: the strongest first, then the nearest; at most 50."""

    measures: Measures
    items: Annotated[list[Match], some(50)]
