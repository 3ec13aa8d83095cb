"""What is sent and shown of what happened on a visit."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from api.domain.shared.fields import Body, Instant, Shown, Timestamp, Version, prose, some
from api.domain.shared.ids import AnyId, NewId
from api.domain.visits.models import Flag
from api.domain.visits.recording.models import NoteField, Proof
from api.domain.visits.schemas import Kind, Purpose
from api.storage.lists import ListQuery

FIRST_YEAR, LAST_YEAR = 2000, 2199


def _believable(value: datetime) -> datetime:
    """Wrong by hours is kept and flagged; a clock that was never set is told."""
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        message = "No visit was then. Set the device's clock and send the time again."
        raise ValueError(message)
    return value


def _coarse(value: float) -> float:
    """About 100 metres: whether somebody was there, never where in the house."""
    return round(value, 3)


At = Annotated[
    Timestamp,
    AfterValidator(_believable),
    Field(description="By the device's clock, as it was then; kept beside our own time.", examples=["2026-03-30T09:02:00+01:00"]),
]
DeviceNow = Annotated[
    Timestamp,
    Field(
        description="The device's clock as it sends. More than five minutes from ours is flagged `clock_differs`, never refused.",
        examples=["2026-03-30T09:02:05+01:00"],
    ),
]
HowKnown = Annotated[Proof, Field(description="How the time is known.", examples=["at_the_place"])]
ProofWords = Annotated[
    str, prose(500), Field(description="Why by hand: needed then.", examples=["No signal in the stairwell, written down at once"])
]
Latitude = Annotated[
    float,
    Field(
        ge=-90, le=90, strict=True, description="Kept to three decimals, about 100 metres: coarse on purpose.", examples=[53.545]
    ),
    AfterValidator(_coarse),
]
Longitude = Annotated[
    float, Field(ge=-180, le=180, strict=True, description="Kept to three decimals.", examples=[-2.632]), AfterValidator(_coarse)
]
WhatHappened = Annotated[str, prose(4000), Field(examples=["We baked the scones for Saturday and froze half of them"])]
HowTheyWere = Annotated[str, prose(2000), Field(examples=["Bright, a little short of breath on the stairs"])]
WhatWorked = Annotated[str, prose(2000), Field(examples=["Laying the things out in order on the table"])]
WhatNextTime = Annotated[str, prose(2000), Field(examples=["Bring the big bowl down from the top shelf"])]
MadeTheirDay = Annotated[str, prose(1000), Field(examples=["Her sister rang while we were baking"])]
Handover = Annotated[str, prose(2000), Field(description="For whoever comes next.", examples=["Scones in the freezer, blue box"])]
AboutOthers = Annotated[
    str,
    prose(2000),
    Field(
        description="Passages about a third party: person, family and coach do not read them.",
        examples=["Her neighbour is going through a divorce and cried at the table"],
    ),
]


class Moment(Body):
    """An arrival or a departure, as the device knew it. Latitude and longitude go together."""

    at: At
    proof: HowKnown
    words: ProofWords | None = None
    latitude: Latitude | None = None
    longitude: Longitude | None = None


class VisitMoment(Moment):
    """An arrival or a departure, sent by itself."""

    device_now: DeviceNow | None = None


class Note(Body):
    """What the caller writes of a visit: at least one of its parts."""

    at: Annotated[At, Field(description="When it was written, by the device's clock.")]
    what_happened: WhatHappened | None = None
    how_they_were: HowTheyWere | None = None
    what_worked: WhatWorked | None = None
    what_next_time: WhatNextTime | None = None
    made_their_day: MadeTheirDay | None = None
    handover: Handover | None = None
    about_others: AboutOthers | None = None


class WholeVisit(Body):
    """A whole visit as the phone kept it. `kind` and `purpose` count only where the visit was not planned."""

    person_id: AnyId
    kind: Kind
    purpose: Purpose | None = None
    arrival: Moment
    departure: Moment
    note: Note | None = None
    device_now: DeviceNow | None = None


class VisitAmendmentCreate(Body):
    """A later word: `words`, or `amended_at` where a time is corrected."""

    field: Annotated[NoteField, Field(description="What is amended.", examples=["what_happened"])]
    words: Annotated[str, prose(4000), Field(examples=["It was the blue tin, not the red one"])] | None = None
    amended_at: Annotated[At, Field(description="The time as it was.")] | None = None
    because: Annotated[str, prose(500), Field(description="Why.", examples=["I mixed two visits up"])]


class VisitAmendmentNew(VisitAmendmentCreate):
    """As VisitAmendmentCreate, with an id of the client's making."""

    id: NewId | None = None


class VisitRecordRead(Shown):
    """One member's record of one visit: the times of the device and ours, and the note. Amendments stand beside it."""

    id: UUID
    person_id: UUID
    visit_id: UUID
    member_id: Annotated[UUID, Field(description="Who was there and wrote it.")]
    provided_by_team_id: Annotated[UUID, Field(description="The team that made the visit.")]
    version: Version
    created_at: Instant
    updated_at: Instant
    arrived_at: (
        Annotated[Instant, Field(description="As first recorded, by the device's clock; an amendment stands beside.")] | None
    )
    arrived_recorded_at: Annotated[Instant, Field(description="When we were told.")] | None
    arrival_proof: HowKnown | None
    arrival_words: ProofWords | None
    arrival_latitude: Latitude | None
    arrival_longitude: Longitude | None
    departed_at: Annotated[Instant, Field(description="As first recorded, by the device's clock.")] | None
    departed_recorded_at: Annotated[Instant, Field(description="When we were told.")] | None
    departure_proof: HowKnown | None
    departure_words: ProofWords | None
    departure_latitude: Latitude | None
    departure_longitude: Longitude | None
    what_happened: WhatHappened | None
    how_they_were: HowTheyWere | None
    what_worked: WhatWorked | None
    what_next_time: WhatNextTime | None
    made_their_day: MadeTheirDay | None
    handover: Handover | None
    about_others: AboutOthers | None
    note_at: Annotated[Instant, Field(description="When it was written, by the device's clock.")] | None
    note_recorded_at: Annotated[Instant, Field(description="When we first had it; locked 24 hours later.")] | None
    flags: Annotated[list[Flag], some(20), Field(description="What somebody should look at. A record is never refused for it.")]


class VisitAmendmentRead(Shown):
    """A later word on a record, with its reason. What it amends stands as it was."""

    id: UUID
    person_id: UUID
    visit_id: UUID
    record_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    field: Annotated[NoteField, Field(description="What is amended.")]
    words: Annotated[str, prose(4000)] | None
    words_about_others: Annotated[str, prose(4000), Field(description="Where field is about_others.")] | None
    amended_at: Annotated[Instant, Field(description="The time as it was: what figures use from then on.")] | None
    because: Annotated[str, prose(500), Field(description="Why; `sent again` where a second sending said something else.")]
    account_id: Annotated[UUID, Field(description="Whose word it is.")] | None
    provided_by_team_id: UUID


class VisitRecordsQuery(ListQuery):
    """Filters of lists of visit records."""

    member_id: Annotated[UUID | None, Field(description="Only this member's.")] = None
    flagged: Annotated[bool | None, Field(description="Only those that somebody should look at, or only the others.")] = None
    since: Annotated[Timestamp | None, Field(description="Only those first recorded at or after this instant.")] = None


class VisitAmendmentsQuery(ListQuery):
    """What the list of amendments takes."""

    field: Annotated[NoteField | None, Field(description="Only those of this part of the record.")] = None
