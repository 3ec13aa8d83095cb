"""The table of offers to move a person to another team."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM, uuids
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, instant, one_of


class MoveState(StrEnum):
    """Where the offer of a move is."""

    offered = "offered"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"


MY_TEAMS = uuids("team_ids")
ANSWERING = ("state", "answered_at", "answer_words")


class MoveOffer(PersonOwned, table=True):
    """The old team offers, the new team accepts: then the person and all that is theirs moves in one act."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            # Both sides see an offer and what became of it; the rest of the record only the team that supports the person now.
            Role.carer: Right(
                where=f"({BY_TEAM} OR to_team_id = ANY {MY_TEAMS} OR from_team_id = ANY {MY_TEAMS})", write=ANSWERING
            ),
            Role.manager: Right(write=ANSWERING),
            Role.person: READ,
            Role.integration: None,
        },
    )
    __table_args__ = indexes(
        one_of("state", MoveState),
        ForeignKeyConstraint(["to_team_id", "organisation_id"], ["team.id", "team.organisation_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["from_team_id", "organisation_id"], ["team.id", "team.organisation_id"], ondelete="RESTRICT"),
        CheckConstraint("to_team_id <> from_team_id", name="teams"),
        Index("uq_move_offer_open", "person_id", unique=True, postgresql_where=text("state = 'offered' AND removed_at IS NULL")),
        Index(None, "to_team_id"), Index(None, "from_team_id"),
    )  # fmt: skip

    from_team_id: UUID
    to_team_id: UUID
    preferred_name: str = Field(max_length=120)
    from_team_name: str = Field(max_length=120)
    to_team_name: str = Field(max_length=120)
    words: str | None = Field(default=None, max_length=2000)
    state: str = Field(default="offered", max_length=20)
    answered_at: datetime | None = instant(default=None, nullable=True)
    answer_words: str | None = Field(default=None, max_length=2000)
