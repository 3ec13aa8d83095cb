"""The table of ratings by the Care Quality Commission."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from api.domain.shared.owners import Rules
from api.domain.shared.table import OrganisationOwned, one_of


class Rating(StrEnum):
    """The four words of the regulator."""

    outstanding = "outstanding"
    good = "good"
    requires_improvement = "requires_improvement"
    inadequate = "inadequate"


QUESTIONS = ("safe", "effective", "caring", "responsive", "well_led")


class CqcRating(OrganisationOwned, table=True):
    """One rating of the provider, as published. It is public: everyone of the provider reads it, the manager writes."""

    rules: ClassVar[Rules] = Rules()
    __table_args__ = (
        *(one_of(name, Rating) for name in ("overall", *QUESTIONS)),
        CheckConstraint("report_url ~ '^https://'", name="report_url"),
        Index("uq_cqc_rating_on", "organisation_id", "published_on", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "organisation_id", "published_on", "id"),
    )  # fmt: skip

    published_on: date
    overall: str = Field(max_length=20)
    safe: str | None = Field(default=None, max_length=20)
    effective: str | None = Field(default=None, max_length=20)
    caring: str | None = Field(default=None, max_length=20)
    responsive: str | None = Field(default=None, max_length=20)
    well_led: str | None = Field(default=None, max_length=20)
    report_url: str | None = Field(default=None, max_length=500)
    words: str | None = Field(default=None, max_length=1000)
