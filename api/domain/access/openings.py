"""Break-glass: a carer opens one person of another team, to read, for at most four hours, and everybody concerned is told."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from api.domain.access.consents import OpeningReason
from api.domain.access.roles import Role
from api.domain.access.rules import BY_ACCOUNT, BY_ORGANISATION, BY_PERSON, BY_TEAM
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import OrganisationOwned, instant, one_of

MOST_MINUTES = 240


class Opening(OrganisationOwned, table=True):
    """One opening. Made by `open_person()` alone, which also tells the team, the manager and the person."""

    rules: ClassVar[Rules] = Rules(
        rights={
            **dict.fromkeys(Role),
            Role.carer: Right(where=f"({BY_ACCOUNT} OR {BY_TEAM})"),
            Role.manager: Right(where=BY_ORGANISATION),
            Role.person: Right(where=BY_PERSON),
        }
    )
    __table_args__ = (
        one_of("reason", OpeningReason),
        CheckConstraint(f"until_at <= created_at + interval '{MOST_MINUTES} minutes'", name="hours"),
        Index(None, "account_id"), Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
        Index("uq_opening_one", "account_id", unique=True, postgresql_where=text("closed_at IS NULL")),
    )  # fmt: skip

    account_id: UUID = Field(foreign_key="account.id")
    person_id: UUID = Field(foreign_key="person.id")
    team_id: UUID = Field(foreign_key="team.id")
    reason: str = Field(max_length=40)
    words: str = Field(max_length=1000)
    until_at: datetime = instant()
    closed_at: datetime | None = instant(default=None, nullable=True)
