"""The table of concerns. A restricted one is its author's and the manager's alone until it is lifted."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_OPENING, BY_PERSON, BY_TEAM, uuid
from api.domain.shared.owners import OPENING, Right, Rules
from api.domain.shared.table import PersonOwned, instant, one_of


class ConcernKind(StrEnum):
    """What it is about. Falls and hospital stays have records of their own."""

    health = "health"
    medication = "medication"
    safeguarding = "safeguarding"
    home_and_safety = "home_and_safety"
    food_and_drink = "food_and_drink"
    mood_and_loneliness = "mood_and_loneliness"
    money = "money"
    family_and_friends = "family_and_friends"
    other = "other"


class ConcernState(StrEnum):
    """What has become of it."""

    raised = "raised"
    acting = "acting"
    closed = "closed"


CONCERN_MOVES: dict[ConcernState, frozenset[ConcernState]] = {
    ConcernState.raised: frozenset({ConcernState.acting, ConcernState.closed}),
    ConcernState.acting: frozenset({ConcernState.closed}),
    ConcernState.closed: frozenset({ConcernState.acting}),
}
_MINE = f"(NOT restricted OR author_account_id = {uuid('account_id')})"


class Concern(PersonOwned, table=True):
    """Something that worries somebody about a person, and what was done about it."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(where=f"{BY_TEAM} AND {_MINE}", write=True),
            Role.coach: Right(where=f"{BY_TEAM} AND NOT restricted"),
            Role.person: Right(where=f"{BY_PERSON} AND NOT restricted"),
            Role.integration: Right(where=f"{BY_TEAM} AND NOT restricted", write=True),
            OPENING: Right(where=f"{BY_OPENING} AND NOT restricted"),
        },
    )
    __table_args__ = (
        one_of("kind", ConcernKind), one_of("state", ConcernState),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed"),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        Index(None, "team_id", "noticed_at", "id"), Index(None, "person_id", "noticed_at", "id"),
        Index(None, "organisation_id", "noticed_at", "id"), Index(None, "visit_id"),
    )  # fmt: skip

    visit_id: UUID | None = None
    kind: str = Field(max_length=20)
    words: str = Field(max_length=4000)
    noticed_at: datetime = instant()
    what_was_done: str | None = Field(default=None, max_length=4000)
    state: str = Field(default="raised", max_length=10)
    closed_at: datetime | None = instant(default=None, nullable=True)
    closed_words: str | None = Field(default=None, max_length=2000)
    restricted: bool = False
    lifted_at: datetime | None = instant(default=None, nullable=True)
    author_account_id: UUID | None = None
    provided_by_team_id: UUID
