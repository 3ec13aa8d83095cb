"""Tables of Working Together for Change: from many reviews to change, with the people who spoke."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.outcomes.reviews.models import ActionState
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import TeamOwned, json_list, one_of, text_list

SMALLEST_GROUP = 5  # statements of fewer people are shown to nobody: inside the provider, anonymous answers show from five up


class CycleStep(StrEnum):
    """The steps, in their order (Helen Sanderson Associates and the Department of Health, Working Together for Change, 2009)."""

    gathering = "gathering"
    theming = "theming"
    understanding = "understanding"  # root causes
    success = "success"  # what success looks like
    planning = "planning"
    doing = "doing"
    telling = "telling"  # everyone who spoke hears what came of it
    closed = "closed"


class StatementKind(StrEnum):
    """What is gathered: the top two of each review."""

    working = "working"
    not_working = "not_working"
    important_for_the_future = "important_for_the_future"


class ChangeCycle(TeamOwned, table=True):
    """One cycle of a team over a set of reviews. Its coach reads; people of the team read where it stands."""

    rules: ClassVar[Rules] = Rules(rights={Role.manager: READ})
    __table_args__ = (
        one_of("step", CycleStep),
        CheckConstraint("until_on > from_on", name="dates"),
        CheckConstraint("(gathered_on IS NULL) = (people IS NULL)", name="gathered"),
        UniqueConstraint("id", "team_id"),
        Index(None, "team_id", "created_at", "id"), Index(None, "organisation_id"),
    )  # fmt: skip

    name: str = Field(max_length=200)
    from_on: date
    until_on: date
    step: str = Field(default="gathering", max_length=20)
    gathered_on: date | None = None
    people: int | None = None  # how many people spoke
    feedback: str | None = Field(default=None, max_length=4000)
    told_on: date | None = None


def _of_cycle() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["cycle_id", "team_id"], ["change_cycle.id", "change_cycle.team_id"], ondelete="RESTRICT")


class CycleStatement(TeamOwned, table=True):
    """A statement from a review, without whose it was. `people` at gathering is kept with the cycle, never with a statement."""

    rules: ClassVar[Rules] = Rules(
        rights={Role.person: None, Role.carer: Right(write=("theme_id",), add=False), Role.manager: READ}
    )
    __table_args__ = (
        _of_cycle(), one_of("kind", StatementKind),
        Index(None, "cycle_id"), Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    cycle_id: UUID
    kind: str = Field(max_length=30)
    words: str = Field(max_length=1000)
    theme_id: UUID | None = None


class CycleTheme(TeamOwned, table=True):
    """A theme, named by the people themselves with an 'I' statement; why it is so, and what success looks like."""

    rules: ClassVar[Rules] = Rules(rights={Role.manager: READ})
    __table_args__ = (
        _of_cycle(), one_of("kind", StatementKind),
        Index(None, "cycle_id"), Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    cycle_id: UUID
    kind: str = Field(max_length=30)
    i_statement: str = Field(max_length=500)
    root_causes: list[str] = json_list()
    success_for_people: str | None = Field(default=None, max_length=1000)
    success_for_team: str | None = Field(default=None, max_length=1000)
    success_for_provider: str | None = Field(default=None, max_length=1000)
    chosen: bool = False
    tags: list[str] = text_list()


class CycleAction(TeamOwned, table=True):
    """What is done about a theme: what, who, by when, and what came of it."""

    rules: ClassVar[Rules] = Rules(rights={Role.manager: READ})
    __table_args__ = (
        _of_cycle(), one_of("state", ActionState),
        CheckConstraint("state NOT IN ('dropped', 'carried') OR what_came_of_it IS NOT NULL", name="words"),
        Index(None, "cycle_id"), Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    cycle_id: UUID
    theme_id: UUID | None = None
    what: str = Field(max_length=1000)
    who: str = Field(max_length=200)
    by_on: date | None = None
    state: str = Field(default="to_do", max_length=10)
    what_came_of_it: str | None = Field(default=None, max_length=2000)
