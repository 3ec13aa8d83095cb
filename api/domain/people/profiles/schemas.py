"""What is sent and shown of a person's one-page profile."""

from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.shared.fields import Body, Day, Instant, PastDay, Shown, Version, line, prose, some, whole
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

# The three questions of a one-page profile, and the headings of PRSB's About Me.
HEADINGS: Final = (
    "appreciate", "matters", "support", "people_important", "communicate", "wellness", "please_do", "please_dont",
    "also_worth_knowing",
)  # fmt: skip

Words = Annotated[str, prose(1000)]
Number = Annotated[int, whole(1, 100_000)]
Appreciate = Annotated[
    list[Words],
    some(30),
    Field(
        description="What people appreciate about me.", examples=[["My sense of humour", "That I remember everybody's birthday"]]
    ),
]
Matters = Annotated[
    list[Words],
    some(30),
    Field(description="What matters to me.", examples=[["My knitting, and somebody to show it to", "Mass on Sunday"]]),
]
Support = Annotated[
    list[Words],
    some(30),
    Field(description="How to support me well.", examples=[["Let me do the buttons myself, however long it takes"]]),
]
PeopleImportant = Annotated[list[Words], some(30), Field(description="About Me: people who are important to me.")]
Communicate = Annotated[list[Words], some(30), Field(description="About Me: how I communicate and how to communicate with me.")]
Wellness = Annotated[list[Words], some(30), Field(description="About Me: my wellness.")]
PleaseDo = Annotated[list[Words], some(30), Field(description="About Me: please do.", examples=[["Knock and wait for my voice"]])]
PleaseDont = Annotated[
    list[Words], some(30), Field(description="About Me: please don't.", examples=[["Please don't move my chair"]])
]
AlsoWorthKnowing = Annotated[list[Words], some(30), Field(description="About Me: also worth knowing about me.")]
HelpedBy = Annotated[
    list[Annotated[str, line(120)]], some(20), Field(description="Who helped to write it.", examples=[["Siobhan, my daughter"]])
]


class ProfileVersionCreate(Body):
    """A new version of a one-page profile, in the person's own words. The server numbers it."""

    based_on: Annotated[UUID, Field(description="Id of the version this was written from; left out for the first.")] | None = None
    appreciate: Appreciate = []
    matters: Matters = []
    support: Support = []
    people_important: PeopleImportant = []
    communicate: Communicate = []
    wellness: Wellness = []
    please_do: PleaseDo = []
    please_dont: PleaseDont = []
    also_worth_knowing: AlsoWorthKnowing = []
    helped_by: HelpedBy = []
    written_on: Annotated[PastDay, Field(description="The day it was written; today if left out.")] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "ProfileVersionCreate":
        if not any(getattr(self, heading) for heading in HEADINGS):
            msg = "Send some words under at least one heading."
            raise ValueError(msg)
        return self


class ProfileVersionNew(ProfileVersionCreate):
    """As ProfileVersionCreate, with an id of the client's making."""

    id: NewId | None = None


class ProfileVersionRead(Shown):
    """A version of a one-page profile. Its words stand as they were written."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    number: Annotated[Number, Field(description="1 for the first.", examples=[1])]
    appreciate: Appreciate
    matters: Matters
    support: Support
    people_important: PeopleImportant
    communicate: Communicate
    wellness: Wellness
    please_do: PleaseDo
    please_dont: PleaseDont
    also_worth_knowing: AlsoWorthKnowing
    helped_by: HelpedBy
    written_on: Day
    signed_off_at: Instant | None
    signed_off_by: Annotated[str, line(200)] | None
    signed_off_how: Annotated[str, prose(500)] | None


class ProfileSignOff(Body):
    """The person says that these are their words. They need say no more than that; who hears it writes down how they said so."""

    by: (
        Annotated[
            str,
            line(200),
            Field(description="Who signed it off. The person's own name if their own token says it.", examples=["Jean"]),
        ]
        | None
    ) = None
    how: (
        Annotated[
            str, prose(500), Field(description="How they said so.", examples=["Read it aloud together; she nodded at each line"])
        ]
        | None
    ) = None


class ProfileVersionsQuery(ListQuery):
    """The list of versions has no filters of its own."""
