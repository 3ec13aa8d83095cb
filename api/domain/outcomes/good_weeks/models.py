"""Tables of the good week: what makes it, in the person's words and in versions; how each week went; the person's own score."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, one_of


class AnsweredBy(StrEnum):
    """Whose word it is. Kept apart in every figure."""

    self = "self"
    family = "family"
    team_on_behalf = "team_on_behalf"


class Mark(StrEnum):
    """Whether an item of the good week happened."""

    happened = "happened"
    partly = "partly"
    not_this_week = "not"


ITEM_WORDS = ("what", "when_words", "with_whom", "how_often", "why_it_matters")


class GoodWeekItem(PersonOwned, table=True):
    """Something that makes a week good. Its words are those of its newest wording; the earlier ones stand beside."""

    rules: ClassVar[Rules] = Rules(shared_as="good_week", kept=True)
    __table_args__ = indexes(
        CheckConstraint("ended_on >= started_on", name="dates"),
        UniqueConstraint("id", "person_id"),
        Index(None, "person_id", "position", "id"),
    )

    what: str = Field(max_length=500)
    when_words: str | None = Field(default=None, max_length=200)
    with_whom: str | None = Field(default=None, max_length=200)
    how_often: str | None = Field(default=None, max_length=200)
    why_it_matters: str | None = Field(default=None, max_length=1000)
    wording: int = 1
    position: int = 1
    started_on: date
    ended_on: date | None = None
    ended_because: str | None = Field(default=None, max_length=1000)


class GoodWeekWording(PersonOwned, table=True):
    """One wording of an item: the person's words, who helped, and why they changed."""

    rules: ClassVar[Rules] = Rules(
        shared_as="good_week",
        kept=True,
        rights=dict.fromkeys((Role.carer, Role.person, Role.manager, Role.integration), Right(add=True)),
    )
    __table_args__ = indexes(
        ForeignKeyConstraint(["item_id", "person_id"], ["good_week_item.id", "good_week_item.person_id"], ondelete="RESTRICT"),
        UniqueConstraint("item_id", "number", name="uq_good_week_wording_number"),
    )

    item_id: UUID
    number: int
    what: str = Field(max_length=500)
    when_words: str | None = Field(default=None, max_length=200)
    with_whom: str | None = Field(default=None, max_length=200)
    how_often: str | None = Field(default=None, max_length=200)
    why_it_matters: str | None = Field(default=None, max_length=1000)
    helped_by: str | None = Field(default=None, max_length=120)
    because: str | None = Field(default=None, max_length=1000)


class GoodWeekMark(PersonOwned, table=True):
    """How one item went in one week, and why."""

    rules: ClassVar[Rules] = Rules(shared_as="good_week", kept=True, rights={Role.manager: READ})
    __table_args__ = indexes(
        one_of("mark", Mark), one_of("answered_by", AnsweredBy),
        CheckConstraint("extract(isodow FROM week_on) = 1", name="week"),
        ForeignKeyConstraint(["item_id", "person_id"], ["good_week_item.id", "good_week_item.person_id"], ondelete="RESTRICT"),
        Index("uq_good_week_mark_week", "item_id", "week_on", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "person_id", "week_on", "id"), Index(None, "provided_by_team_id", "week_on"),
    )  # fmt: skip

    item_id: UUID
    week_on: date
    mark: str = Field(max_length=10)
    why: str | None = Field(default=None, max_length=1000)
    answered_by: str = Field(max_length=20)
    provided_by_team_id: UUID


class GoodWeekScore(PersonOwned, table=True):
    """What somebody gives a week: 0 to 10 on the person's own scale, whose words stand with it."""

    rules: ClassVar[Rules] = Rules(shared_as="good_week", kept=True, rights={Role.manager: READ})
    __table_args__ = indexes(
        one_of("answered_by", AnsweredBy),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        CheckConstraint("extract(isodow FROM week_on) = 1", name="week"),
        Index(
            "uq_good_week_score_week", "person_id", "week_on", "answered_by", unique=True,
            postgresql_where=text("removed_at IS NULL"),
        ),
        Index(None, "provided_by_team_id", "week_on"),
    )  # fmt: skip

    week_on: date
    score: int
    zero_words: str = Field(max_length=200)
    ten_words: str = Field(max_length=200)
    words: str | None = Field(default=None, max_length=2000)
    answered_by: str = Field(max_length=20)
    provided_by_team_id: UUID
