"""Tables of the weekly figures.

Two walls by construction: what a council reads stands in `published_figures`, which holds nothing that the rule for small numbers
hid; the true counts of a provider's people stand in `exact_figures`, which no role of a council reaches. A council's true counts
are in no table at all: the job takes them from snapshot_cells(), publishes, and forgets them.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_ORGANISATION, BY_TEAM, uuid
from api.domain.shared.ids import new_id
from api.domain.shared.owners import Owner, Right, Rules
from api.domain.shared.table import OrganisationOwned, Row, instant, one_of

THRESHOLD: Final = 7  # counts from 1 to this are hidden (reliability: small numbers)
BASE: Final = 5  # everything else is rounded to this, from the true value


class Side(StrEnum):
    """For whom a snapshot is."""

    council = "council"
    provider = "provider"


class Span(StrEnum):
    """What time a snapshot is about. Quarters are those of the calendar; a year is the four quarters that end with one."""

    week = "week"
    quarter = "quarter"
    year = "year"


class Breakdown(StrEnum):
    """The only ways in which figures are broken down. Never two at once: a table of both would tell of few."""

    everyone = "everyone"
    provider = "provider"
    team = "team"
    place = "place"


SETTINGS: Final = ("threshold", "base", "admission_pence", "admission_source", "compared_rate", "compared_source")


class FigureSetting(OrganisationOwned, table=True):
    """The rule for small numbers towards one council, and what an admission is said to cost. A council cannot loosen its own."""

    rules: ClassVar[Rules] = Rules(
        rights={
            **dict.fromkeys(Role),
            Role.manager: Right(write=SETTINGS, add=True),
            Role.commissioner: Right(where=f"council_id = {uuid('organisation_id')}"),
        }
    )  # fmt: skip
    __table_args__ = (
        CheckConstraint("threshold BETWEEN 7 AND 50", name="threshold"),
        CheckConstraint("base = 5 OR base = 10", name="base"),
        CheckConstraint("admission_pence BETWEEN 0 AND 100000000", name="admission"),
        CheckConstraint("compared_rate BETWEEN 0 AND 10000", name="compared"),
        CheckConstraint("admission_pence IS NULL OR admission_source IS NOT NULL", name="admission_source"),
        CheckConstraint("compared_rate IS NULL OR compared_source IS NOT NULL", name="compared_source"),
        Index("uq_figure_setting_now", "organisation_id", "council_id", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "organisation_id"), Index(None, "council_id"),
    )  # fmt: skip

    council_id: UUID = Field(foreign_key="organisation.id")
    threshold: int = THRESHOLD
    base: int = BASE
    admission_pence: int | None = None
    admission_source: str | None = Field(default=None, max_length=300)
    compared_rate: int | None = None  # admissions per 1,000 person-years that ours are compared with
    compared_source: str | None = Field(default=None, max_length=300)


class FigureSnapshot(Row, table=True):
    """One council's or provider's figures for one span, made once in the jobs process. `organisation_id` reads it."""

    owner: ClassVar[Owner] = Owner.organisation
    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            **dict.fromkeys(Role),
            **dict.fromkeys(
                (Role.commissioner, Role.integration, Role.manager, Role.carer, Role.coach), Right(where=BY_ORGANISATION)
            ),
        },
    )
    __table_args__ = (
        one_of("side", Side), one_of("span", Span),
        UniqueConstraint("organisation_id", "side", "span", "from_on", name="uq_figure_snapshot_once"),
        UniqueConstraint("id", "organisation_id"),
        Index(None, "organisation_id", "span", "from_on"),
    )  # fmt: skip

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organisation_id: UUID = Field(foreign_key="organisation.id")
    side: str = Field(max_length=10)
    span: str = Field(max_length=10)
    from_on: date
    until_on: date  # the first day after it
    made_at: datetime = instant(sa_column_kwargs={"server_default": text("now()")})
    # What it was made with: the strictest rule of the providers in it, and the assumptions as they stood.
    made_with: dict[str, Any] = Field(
        default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": text("'{}'::jsonb")}
    )


def _of_snapshot() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["snapshot_id", "organisation_id"], ["figure_snapshot.id", "figure_snapshot.organisation_id"], ondelete="RESTRICT"
    )


SHOWN: Final = ("id", "organisation_id", "snapshot_id", "breakdown", "part", "label", "cells")


class PublishedFigures(Row, table=True):
    """What a council may know of one part of a snapshot: published cells only. `organisation_id` is the council.

    `known` is what follows from them for whoever thinks hard; the next snapshots are told so that no more does.
    """

    owner: ClassVar[Owner] = Owner.organisation
    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            **dict.fromkeys(Role),
            **dict.fromkeys((Role.commissioner, Role.integration), Right(columns=SHOWN, where=BY_ORGANISATION)),
        },
    )
    __table_args__ = (
        one_of("breakdown", Breakdown), _of_snapshot(),
        Index(None, "organisation_id", "snapshot_id", "breakdown"),
        Index("ix_published_figures_snapshot", "snapshot_id", "breakdown", "part"),
    )  # fmt: skip

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organisation_id: UUID
    snapshot_id: UUID
    breakdown: str = Field(max_length=10)
    part: UUID | None = None  # the provider's or team's id; none for everyone and for places
    label: str = Field(max_length=200)
    cells: dict[str, Any] = Field(sa_type=JSONB)
    known: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, sa_column_kwargs={"server_default": text("'{}'::jsonb")})


class ExactFigures(Row, table=True):
    """The true counts of one part of a provider's snapshot: for the team, its coaches and the manager. No council reads these."""

    owner: ClassVar[Owner] = Owner.organisation
    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            **dict.fromkeys(Role),
            **dict.fromkeys((Role.carer, Role.coach, Role.integration), Right(where=BY_TEAM)),
            Role.manager: Right(where=BY_ORGANISATION),
        },
    )
    __table_args__ = (
        one_of("breakdown", Breakdown), _of_snapshot(),
        CheckConstraint("(breakdown = 'team') = (team_id IS NOT NULL)", name="team"),
        Index(None, "organisation_id", "snapshot_id", "breakdown"), Index(None, "team_id", "snapshot_id"),
        Index(None, "snapshot_id"),
    )  # fmt: skip

    id: UUID = Field(default_factory=new_id, primary_key=True)
    organisation_id: UUID
    snapshot_id: UUID
    breakdown: str = Field(max_length=10)
    team_id: UUID | None = None
    label: str = Field(max_length=200)
    cells: dict[str, Any] = Field(sa_type=JSONB)


class ReportState(StrEnum):
    """How far a report is."""

    asked = "asked"
    made = "made"
    failed = "failed"


class FigureReport(OrganisationOwned, table=True):
    """One snapshot's figures to read and to print: a council's of what is published, a provider's manager's of what is exact."""

    rules: ClassVar[Rules] = Rules(
        secret=("html", "pdf"),
        rights={
            **dict.fromkeys(Role),
            **dict.fromkeys((Role.manager, Role.commissioner), Right(add=True, write=("removed_at",))),
        },
    )
    __table_args__ = (
        one_of("state", ReportState), one_of("breakdown", Breakdown), _of_snapshot(),
        CheckConstraint("(state = 'made') = (made_at IS NOT NULL)", name="made"),
        CheckConstraint("(html IS NOT NULL) = (pdf IS NOT NULL)", name="forms"),
        Index(None, "organisation_id", "created_at", "id"), Index(None, "snapshot_id"),
    )  # fmt: skip

    snapshot_id: UUID
    breakdown: str = Field(default="everyone", max_length=10)
    part: UUID | None = None
    label: str | None = Field(default=None, max_length=200)  # as the figures are called
    state: str = Field(default="asked", max_length=10)
    made_at: datetime | None = instant(default=None, nullable=True)
    html: str | None = Field(default=None, max_length=400_000)
    pdf: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
