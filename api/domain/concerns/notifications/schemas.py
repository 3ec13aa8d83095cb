"""What is sent and shown of notifications to the regulator."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.concerns.notifying import Notification
from api.domain.shared.fields import Body, Instant, PastTime, Shown, line
from api.storage.lists import ListQuery

ToBeTold = Annotated[
    Notification,
    Field(description="What the regulator must be told (CQC Registration Regulations 2009, 16 to 18); null if nothing."),
]
NotifiedAt = Annotated[Instant, Field(description="When the regulator was told; null while that is due.")]
NotifiedReference = Annotated[str, line(60), Field(description="The reference it gave.", examples=["CQC-2026-104477"])]


class NotificationRecord(Body):
    """The regulator was told."""

    at: Annotated[PastTime, Field(description="When; now, if left out.")] | None = None
    reference: NotifiedReference | None = None


class NotificationAbout(StrEnum):
    """What kind of record it is about."""

    concern = "concern"
    fall = "fall"
    hospital_stay = "hospital_stay"


class NotificationRead(Shown):
    """Something the regulator must be told of, or was."""

    about: Annotated[NotificationAbout, Field(description="The kind of record in which it stands.")]
    id: Annotated[UUID, Field(description="That record's id.")]
    person_id: UUID
    team_id: UUID
    noted_at: Annotated[Instant, Field(description="When the record was written.")]
    notification: ToBeTold
    notified_at: NotifiedAt | None
    notified_reference: NotifiedReference | None


class NotificationsQuery(ListQuery):
    """Filters of the list of notifications."""

    due: Annotated[bool, Field(description="Only those that are due, or only those that were made.")] | None = None
