"""Tables of the hours bank: what was agreed for a week, and a ledger that only grows and always sums."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, one_of


class HoursKind(StrEnum):
    """Why minutes came or went."""

    agreed = "agreed"  # a week's minutes come in
    used = "used"  # minutes that members were there (each member's count)
    moved = "moved"  # from one day to another: two entries that sum to nothing
    adjusted = "adjusted"  # put right by the team, with the reason


class HoursAgreement(PersonOwned, table=True):
    """How many minutes a week a person and the team agreed, from when until when."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: READ})
    __table_args__ = (
        CheckConstraint("weekly_minutes BETWEEN 1 AND 40320", name="minutes"),
        CheckConstraint("until_on > from_on", name="dates"),
        Index("uq_hours_agreement_from", "person_id", "from_on", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    weekly_minutes: int
    from_on: date
    until_on: date | None = None
    words: str | None = Field(default=None, max_length=1000)


class HoursEntry(PersonOwned, table=True):
    """An entry of the bank. Minutes in are positive, minutes out negative; nothing is changed or taken away."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(add=True, write_where="kind IN ('moved', 'adjusted')"),
            Role.person: Right(add=True, write_where="kind = 'moved'"),
            Role.manager: READ,
            Role.integration: READ,
        },
    )
    __table_args__ = (
        one_of("kind", HoursKind),
        CheckConstraint("minutes <> 0", name="minutes"),
        CheckConstraint("(kind = 'moved') = (move_id IS NOT NULL)", name="move"),
        CheckConstraint("kind <> 'adjusted' OR words IS NOT NULL", name="reason"),
        Index("uq_hours_entry_week", "person_id", "on_day", unique=True, postgresql_where=text("kind = 'agreed'")),
        Index(None, "person_id", "on_day", "id"), Index(None, "move_id"), Index(None, "visit_id"),
        Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    kind: str = Field(max_length=10)
    on_day: date
    minutes: int
    visit_id: UUID | None = None
    move_id: UUID | None = None
    words: str | None = Field(default=None, max_length=1000)
    provided_by_team_id: UUID
