"""What is sent and shown of community groups."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator
from typing_extensions import override

from api.domain.community.groups.models import GroupStatus
from api.domain.people.gifts.schemas import Tag
from api.domain.people.schemas import Email
from api.domain.shared.fields import (
    Body,
    Day,
    Instant,
    PastDay,
    Postcode,
    Shown,
    Version,
    folded,
    line,
    prose,
    some,
    unsent,
    whole,
)  # fmt: skip
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

# What the public reads of a group once it was published, beside the tags of the gifts it seeks: see api/open_referral/shapes.py,
# which also says why neither who runs it nor who made sure of it is among them.
PUBLIC_FIELDS: Final = (
    "name", "what", "place_name", "address_lines", "town", "postcode", "latitude", "longitude", "rrule",
    "first_on", "begins_at", "lasts_minutes", "when_words", "cost_words", "cost_pence", "accessibility", "languages",
    "minimum_age", "maximum_age", "phone", "email", "website", "assured_on", "status",
)  # fmt: skip

Name = Annotated[str, line(120), Field(examples=["Knit and natter"])]
What = Annotated[str, prose(2000), Field(description="What goes on there.", examples=["We knit for the baby unit, and talk"])]
WhoRunsIt = Annotated[
    str,
    line(200),
    Field(description="Who runs it, as they like to be named. It stays within the organisation.", examples=["Jean and Dot"]),
]
PlaceName = Annotated[str, line(120), Field(examples=["The Corner Café"])]
AddressLines = Annotated[list[Annotated[str, line(120)]], some(5), Field(examples=[["1 Mill Lane"]])]
Latitude = Annotated[float, Field(ge=49.0, le=61.0, examples=[53.545])]
Longitude = Annotated[float, Field(ge=-9.0, le=2.1, examples=[-2.632])]
# In a body a number is a number: `true` would be a place in the sea. In a query everything is text.
SentLatitude = Annotated[Latitude, Field(strict=True)]
SentLongitude = Annotated[Longitude, Field(strict=True)]
RRule = Annotated[
    str,
    line(300),
    Field(description="When it meets, as RFC 5545 writes it; in London wall time.", examples=["FREQ=WEEKLY;BYDAY=TH"]),
]
FirstOn = Annotated[Day, Field(description="The day from when on the rule counts.")]
BeginsAt = Annotated[
    str,
    StringConstraints(min_length=5, max_length=5, pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$"),
    Field(description="On the wall in London.", examples=["10:30"]),
]
LastsMinutes = Annotated[int, whole(1, 1440), Field(examples=[120])]
WhenWords = Annotated[str, prose(500), Field(description="What a rule cannot say.", examples=["Not in August"])]
CostWords = Annotated[str, line(200), Field(examples=["Free; tea is a pound"])]
CostPence = Annotated[int, whole(0, 1_000_000), Field(examples=[100])]
Accessibility = Annotated[list[Annotated[str, line(120)]], some(20), Field(examples=[["Step-free", "Hearing loop"]])]
LanguageCode = Annotated[
    str, Field(min_length=2, max_length=10, pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,4})?|q[0-9])$", examples=["en"])
]
Languages = Annotated[list[LanguageCode], some(10), Field(examples=[["en", "q4"]])]
Age = Annotated[int, whole(0, 120)]
Phone = Annotated[str, Field(min_length=5, max_length=20, pattern=r"^\+?[0-9 ()-]+$", examples=["01942 555 010"])]
Website = Annotated[
    str,
    Field(min_length=10, max_length=300, pattern=r"^https?://[^\s\x00-\x1f\x7f]+$", examples=["https://example.org/knit"]),
]
AssuredBy = Annotated[str, line(200), Field(examples=["Lorna, who went to see it"])]
Because = Annotated[str, prose(1000), Field(description="Why. Everyone of the organisation reads it: name nobody.")]


class CommunityGroupCreate(Body):
    """Something going on locally. It holds nothing about the people who come."""

    name: Name
    what: What
    who_runs_it: WhoRunsIt
    place_name: PlaceName | None = None
    address_lines: AddressLines = []
    town: Annotated[str, line(80)] | None = None
    postcode: Postcode | None = None
    latitude: SentLatitude | None = None
    longitude: SentLongitude | None = None
    rrule: RRule | None = None
    first_on: FirstOn | None = None
    begins_at: BeginsAt | None = None
    lasts_minutes: LastsMinutes | None = None
    when_words: WhenWords | None = None
    cost_words: CostWords | None = None
    cost_pence: CostPence | None = None
    accessibility: Accessibility = []
    languages: Languages = []
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: Website | None = None
    assured_on: Annotated[PastDay, Field(description="When somebody made sure that it is safe and welcoming.")] | None = None
    assured_by: AssuredBy | None = None


class CommunityGroupNew(CommunityGroupCreate):
    """As CommunityGroupCreate, with an id of the client's making."""

    id: NewId | None = None


class CommunityGroupPatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears what can be empty. Status and publication move by verbs."""

    name: Name = unsent()
    what: What = unsent()
    who_runs_it: WhoRunsIt = unsent()
    place_name: PlaceName | None = None
    address_lines: AddressLines = unsent()
    town: Annotated[str, line(80)] | None = None
    postcode: Postcode | None = None
    latitude: SentLatitude | None = None
    longitude: SentLongitude | None = None
    rrule: RRule | None = None
    first_on: FirstOn | None = None
    begins_at: BeginsAt | None = None
    lasts_minutes: LastsMinutes | None = None
    when_words: WhenWords | None = None
    cost_words: CostWords | None = None
    cost_pence: CostPence | None = None
    accessibility: Accessibility = unsent()
    languages: Languages = unsent()
    minimum_age: Age | None = None
    maximum_age: Age | None = None
    phone: Phone | None = None
    email: Email | None = None
    website: Website | None = None
    assured_on: PastDay | None = None
    assured_by: AssuredBy | None = None


class CommunityGroupRead(Shown):
    """A community group. How many take part is nowhere in it: that is in the records of the people who do."""

    id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    name: Name
    what: What
    who_runs_it: WhoRunsIt
    run_by_me: Annotated[bool, Field(description="Whether the caller runs it: a person writes about the groups that they run.")]
    place_name: PlaceName | None
    address_lines: AddressLines
    town: Annotated[str, line(80)] | None
    postcode: Postcode | None
    latitude: Latitude | None
    longitude: Longitude | None
    rrule: RRule | None
    first_on: FirstOn | None
    begins_at: BeginsAt | None
    lasts_minutes: LastsMinutes | None
    when_words: WhenWords | None
    cost_words: CostWords | None
    cost_pence: CostPence | None
    accessibility: Accessibility
    languages: Languages
    minimum_age: Age | None
    maximum_age: Age | None
    phone: Phone | None
    email: Email | None
    website: Website | None
    assured_on: Day | None
    assured_by: AssuredBy | None
    status: GroupStatus
    status_on: Annotated[Day, Field(description="Since when; none while it has always been active.")] | None
    status_because: Because | None
    published_at: Annotated[Instant, Field(description="Public since; none while it is for the organisation alone.")] | None
    public_fields: Annotated[
        list[Annotated[str, line(60)]],
        some(len(PUBLIC_FIELDS)),
        Field(description="Fields with something in them that are public while it is published.", examples=[["name", "what"]]),
    ]
    origin: (
        Annotated[
            str,
            prose(2000),
            Field(
                description="Whose remark it was born from, in their words; only while they consent to the story being told.",
                examples=["I said my mother taught me to knit, and Amira asked who else would like to"],
            ),
        ]
        | None
    )


class GroupStatusMove(Body):
    """The group rests, ends, or is taken up again."""

    to: Annotated[GroupStatus, Field(examples=["resting"])]
    because: Because | None = None


class GroupWithdrawal(Body):
    """No longer public."""

    because: Because | None = None


class GroupDate(Shown):
    """One time when it meets."""

    on: Annotated[date, Field(description="The day in London.", examples=["2026-12-03"])]
    begins_at: BeginsAt
    starts_at: Instant
    ends_at: Annotated[Instant, Field(description="None where nobody said how long it lasts.")] | None


class GroupDatesRead(Shown):
    """When the group meets next."""

    next_on: Annotated[
        list[GroupDate], some(5), Field(description="At most five; none while it rests, has ended, or has no rule.")
    ]


class Weekday(StrEnum):
    """A day of the week."""

    monday = "monday"
    tuesday = "tuesday"
    wednesday = "wednesday"
    thursday = "thursday"
    friday = "friday"
    saturday = "saturday"
    sunday = "sunday"


class CommunityGroupsQuery(ListQuery):
    """Filters of the list of community groups."""

    status: GroupStatus | None = None
    q: Annotated[str, line(120), Field(description="Part of its name or of what goes on there.")] | None = None
    tag: Annotated[Tag, Field(description="Only those that seek a gift with this tag.")] | None = None
    postcode_district: (
        Annotated[
            str,
            StringConstraints(pattern=r"^[A-Za-z]{1,2}[0-9][0-9A-Za-z]?$", min_length=2, max_length=4),
            Field(description="The first half of a postcode.", examples=["WN1"]),
        ]
        | None
    ) = None
    latitude: Annotated[Latitude, Field(description="With longitude and within_km: only those near.")] | None = None
    longitude: Longitude | None = None
    within_km: Annotated[float, Field(gt=0, le=500, description="As the crow flies.", examples=[5])] | None = None
    weekday: Annotated[Weekday, Field(description="Only those whose rule has this day.")] | None = None
    published: bool | None = None
    assured: bool | None = None

    @model_validator(mode="after")
    def _near(self) -> "CommunityGroupsQuery":
        if len({self.latitude is None, self.longitude is None, self.within_km is None}) > 1:
            msg = "Send latitude, longitude and within_km together, or none of them."
            raise ValueError(msg)
        return self

    @override
    def parameters(self, given: dict[str, Any]) -> dict[str, Any]:
        """The words are folded as the name's key is, and their wildcards are letters."""
        values = dict(given)
        if "q" in values:
            values["q"] = "%" + folded(values["q"]).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        if "postcode_district" in values:
            values["postcode_district"] = values["postcode_district"].upper()
        if "weekday" in values:
            values["weekday"] = values["weekday"][:2].upper()
        return values
