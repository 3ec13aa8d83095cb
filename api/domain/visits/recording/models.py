"""Tables of what happened on a visit: each member's own record, and amendments once the note is locked."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM, uuids
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, instant, one_of, text_list

LOCKS_AFTER_HOURS = 24
MOST_SKEW_SECONDS = 300
LATE_RECORD_DAYS = 30


class Proof(StrEnum):
    """How the time is known."""

    at_the_place = "at_the_place"
    qr_code = "qr_code"
    by_hand = "by_hand"


class NoteField(StrEnum):
    """The parts of a note that can be amended."""

    what_happened = "what_happened"
    how_they_were = "how_they_were"
    what_worked = "what_worked"
    what_next_time = "what_next_time"
    made_their_day = "made_their_day"
    handover = "handover"
    about_others = "about_others"
    arrived_at = "arrived_at"
    departed_at = "departed_at"


# What the person and the coach read: all but passages about a third party, where the phone was, and why a time was given by hand.
OPEN_COLUMNS = (
    "visit_id", "member_id", "provided_by_team_id", "arrived_at", "arrived_recorded_at", "arrival_proof", "departed_at",
    "departed_recorded_at", "departure_proof", "what_happened", "how_they_were", "what_worked", "what_next_time",
    "made_their_day", "handover", "note_at", "note_recorded_at", "flags",
)  # fmt: skip
FAMILY_COLUMNS = tuple(c for c in OPEN_COLUMNS if c not in ("handover", "flags"))


class VisitRecord(PersonOwned, table=True):
    """One member's record of one visit. Times are the device's and ours side by side; nothing is ever overwritten unseen."""

    rules: ClassVar[Rules] = Rules(
        shared_as="visits",
        kept=True,
        rights={
            Role.carer: Right(write=True, write_where=f"member_id = ANY {uuids('member_ids')}"),
            Role.coach: Right(columns=OPEN_COLUMNS),
            Role.person: Right(columns=OPEN_COLUMNS),
            Role.family: Right(columns=FAMILY_COLUMNS),
            Role.connector: None,
            Role.manager: READ,
            Role.integration: Right(columns=OPEN_COLUMNS),
        },
    )
    __table_args__ = (
        one_of("arrival_proof", Proof), one_of("departure_proof", Proof),
        CheckConstraint("departed_at >= arrived_at", name="times"),
        CheckConstraint("departed_at <= arrived_at + interval '24 hours'", name="length"),
        UniqueConstraint("visit_id", "member_id"),
        UniqueConstraint("id", "person_id"),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["member_id"], ["team_member.id"], ondelete="RESTRICT"),
        Index(None, "person_id", "created_at", "id"), Index(None, "team_id", "created_at", "id"),
        Index(None, "organisation_id", "created_at", "id"), Index(None, "member_id", "arrived_at"),
    )  # fmt: skip

    visit_id: UUID
    member_id: UUID
    provided_by_team_id: UUID
    arrived_at: datetime | None = instant(default=None, nullable=True)
    arrived_recorded_at: datetime | None = instant(default=None, nullable=True)
    arrival_proof: str | None = Field(default=None, max_length=20)
    arrival_words: str | None = Field(default=None, max_length=500)
    arrival_latitude: float | None = None
    arrival_longitude: float | None = None
    departed_at: datetime | None = instant(default=None, nullable=True)
    departed_recorded_at: datetime | None = instant(default=None, nullable=True)
    departure_proof: str | None = Field(default=None, max_length=20)
    departure_words: str | None = Field(default=None, max_length=500)
    departure_latitude: float | None = None
    departure_longitude: float | None = None
    what_happened: str | None = Field(default=None, max_length=4000)
    how_they_were: str | None = Field(default=None, max_length=2000)
    what_worked: str | None = Field(default=None, max_length=2000)
    what_next_time: str | None = Field(default=None, max_length=2000)
    made_their_day: str | None = Field(default=None, max_length=1000)
    handover: str | None = Field(default=None, max_length=2000)
    about_others: str | None = Field(default=None, max_length=2000)
    note_at: datetime | None = instant(default=None, nullable=True)
    note_recorded_at: datetime | None = instant(default=None, nullable=True)
    whole_digest: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
    flags: list[str] = text_list()


AMENDED_OPENLY = ("visit_id", "record_id", "field", "words", "amended_at", "because", "account_id", "provided_by_team_id")


class VisitAmendment(PersonOwned, table=True):
    """A later word on a locked record, with its reason. What it amends stands as it was."""

    rules: ClassVar[Rules] = Rules(
        shared_as="visits",
        kept=True,
        rights={
            Role.carer: Right(add=True, where=BY_TEAM),
            Role.coach: Right(columns=AMENDED_OPENLY),
            Role.person: Right(columns=AMENDED_OPENLY),
            Role.family: Right(columns=tuple(c for c in AMENDED_OPENLY if c not in ("because", "account_id"))),
            Role.connector: None,
            Role.manager: READ,
            Role.integration: Right(columns=AMENDED_OPENLY),
        },
    )
    __table_args__ = (
        one_of("field", NoteField),
        CheckConstraint("field = 'about_others' OR words_about_others IS NULL", name="others"),
        CheckConstraint("field <> 'handover' OR words IS NOT NULL", name="words"),
        ForeignKeyConstraint(["record_id", "person_id"], ["visit_record.id", "visit_record.person_id"], ondelete="RESTRICT"),
        Index(None, "record_id"), Index(None, "visit_id"),
        Index(None, "person_id"), Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    visit_id: UUID
    record_id: UUID
    field: str = Field(max_length=20)
    words: str | None = Field(default=None, max_length=4000)
    words_about_others: str | None = Field(default=None, max_length=4000)
    amended_at: datetime | None = instant(default=None, nullable=True)
    because: str = Field(max_length=500)
    account_id: UUID | None = None
    provided_by_team_id: UUID
