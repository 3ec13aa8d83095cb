"""The table of contributions: both ways, so that a circle is no list of helpers."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from api.domain.circles.models import indexes, of_circle
from api.domain.shared.owners import Rules
from api.domain.shared.table import CircleOwned, one_of


class ContributionWay(StrEnum):
    """Both ways: what somebody gives, and what they get."""

    gives = "gives"
    gets = "gets"


class CircleContribution(CircleOwned, table=True):
    """What a member, or the person (no `member_id`), gives to the circle or gets from it."""

    rules: ClassVar[Rules] = Rules()
    __table_args__ = (
        *indexes(), of_circle(), one_of("way", ContributionWay),
        CheckConstraint("until_on >= since_on", name="dates"),
        Index(None, "member_id"),
    )  # fmt: skip

    member_id: UUID | None = None
    way: str = Field(max_length=10)
    words: str = Field(max_length=1000)
    since_on: date | None = None
    until_on: date | None = None
