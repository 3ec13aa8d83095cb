"""The table of whom a council works with. A provider names the council, and only the council can agree."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_ORGANISATION, uuid
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import OrganisationOwned, instant


class CommissionedState(StrEnum):
    """Whether a council works with a provider. It follows from what the council said, and from the day."""

    asked = "asked"
    agreed = "agreed"
    ended = "ended"


AGREEMENT: Final = ("agreed_at", "agreed_by_account_id", "until_on")


class CommissionedProvider(OrganisationOwned, table=True):
    """A council works with a provider (`organisation_id`), or is asked to.

    hold_arrangement() alone makes it, when the provider first names the council. agreed_providers() reads it for all that a
    council is told: what the provider says of itself gives it nothing.
    """

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            **dict.fromkeys(Role),
            Role.manager: Right(where=BY_ORGANISATION),
            Role.commissioner: Right(where=f"council_id = {uuid('organisation_id')}", write=AGREEMENT, add=False),
        },
    )
    __table_args__ = (
        CheckConstraint("(agreed_at IS NULL) = (agreed_by_account_id IS NULL)", name="agreed"),
        CheckConstraint("until_on IS NULL OR agreed_at IS NOT NULL", name="ended"),
        Index("uq_commissioned_provider_once", "council_id", "organisation_id", unique=True),
        Index(None, "organisation_id"),
    )

    council_id: UUID = Field(foreign_key="organisation.id")
    provider_name: str = Field(max_length=200)  # as it was called when it asked: a council reads no other organisation
    agreed_at: datetime | None = instant(default=None, nullable=True)
    agreed_by_account_id: UUID | None = None
    until_on: date | None = None  # the last day
