"""The table of secret calendar feeds."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM
from api.domain.shared.owners import Owner, Right, Rules
from api.domain.shared.table import TeamOwned, instant, one_of
from api.domain.visits.availability.models import OWN, of_member


class NamesShown(StrEnum):
    """How a calendar names people: whoever borrows the phone reads it."""

    initials = "initials"
    preferred_name = "preferred_name"


class CalendarFeed(TeamOwned, table=True):
    """A member's feed under a secret address. Only the hash of the secret is kept; a new one ends the old."""

    owner: ClassVar[Owner] = Owner.private
    rules: ClassVar[Rules] = Rules(
        secret=("secret_hash",),
        rights={Role.carer: Right(write=True, where=f"{BY_TEAM} AND {OWN}"), Role.person: None, Role.family: None},
    )  # fmt: skip
    __table_args__ = (
        of_member(), one_of("names_shown", NamesShown),
        Index("uq_calendar_feed_secret", "secret_hash", unique=True),
        Index("uq_calendar_feed_now", "member_id", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    member_id: UUID
    secret_hash: bytes = Field(sa_type=LargeBinary)
    names_shown: str = Field(default="initials", max_length=20)
    rotated_at: datetime | None = instant(default=None, nullable=True)
