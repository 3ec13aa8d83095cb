"""Tables of person-centred reviews and their actions."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Rules
from api.domain.shared.table import PersonOwned, instant, json_list, one_of

MONTHS_BETWEEN = 6  # at least so often (domain.md)
COMPLETE_WITHIN_HOURS = 24  # after it is said that it was held; then the words stand


class ReviewState(StrEnum):
    """How far a review is."""

    planned = "planned"
    held = "held"
    cancelled = "cancelled"


class ActionState(StrEnum):
    """What has become of an action."""

    to_do = "to_do"
    done = "done"
    carried = "carried"
    dropped = "dropped"


class Review(PersonOwned, table=True):
    """A person-centred review: who was there, what matters now and for the future, what works and what does not, for whom."""

    rules: ClassVar[Rules] = Rules(shared_as="reviews", kept=True, rights={Role.connector: None, Role.manager: READ})
    __table_args__ = indexes(
        one_of("state", ReviewState),
        CheckConstraint("(state = 'held') = (held_on IS NOT NULL)", name="held"),
        CheckConstraint("(held_on IS NULL) = (words_stand_from IS NULL)", name="stand"),
        UniqueConstraint("id", "person_id"),
        Index(None, "person_id", "planned_on", "id"), Index(None, "team_id", "planned_on", "id"),
        Index(None, "organisation_id", "planned_on", "id"), Index(None, "organisation_id", "state", "planned_on", "id"),
        Index(None, "provided_by_team_id", "held_on"),
    )  # fmt: skip

    planned_on: date
    held_on: date | None = None
    words_stand_from: datetime | None = instant(default=None, nullable=True)
    state: str = Field(default="planned", max_length=10)
    where_words: str | None = Field(default=None, max_length=200)
    who_was_there: list[dict[str, Any]] = json_list()
    like_and_admire: list[str] = json_list()
    matters_now: list[str] = json_list()
    matters_for_the_future: list[str] = json_list()
    working: list[dict[str, Any]] = json_list()
    not_working: list[dict[str, Any]] = json_list()
    questions: list[str] = json_list()
    top_working: list[str] = json_list()
    top_not_working: list[str] = json_list()
    top_for_the_future: list[str] = json_list()
    share_for_change: bool = False
    provided_by_team_id: UUID


class ReviewAction(PersonOwned, table=True):
    """Something a review decided: what, who, by when. It never vanishes: done, carried or dropped with a reason."""

    rules: ClassVar[Rules] = Rules(shared_as="reviews", kept=True, rights={Role.connector: None, Role.manager: READ})
    __table_args__ = indexes(
        one_of("state", ActionState),
        CheckConstraint("state NOT IN ('dropped', 'carried') OR words IS NOT NULL", name="words"),
        ForeignKeyConstraint(["review_id", "person_id"], ["review.id", "review.person_id"], ondelete="RESTRICT"),
        Index(None, "review_id"), Index(None, "team_id", "by_on", "id"),
    )  # fmt: skip

    review_id: UUID
    what: str = Field(max_length=1000)
    who: str = Field(max_length=200)
    by_on: date | None = None
    state: str = Field(default="to_do", max_length=10)
    words: str | None = Field(default=None, max_length=1000)
    ended_on: date | None = None
