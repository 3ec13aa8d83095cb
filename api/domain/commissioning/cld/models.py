"""Tables of Client Level Data: what the return asks of a person beyond their record, assessments, and exports.

The words of the return's own lists (release 2, beside this page) are kept as they stand there: they are codes of the councils,
shown as such, and no way in which we speak of anybody.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM, uuid, uuids
from api.domain.people.models import indexes
from api.domain.shared.owners import NONE, OPENING, READ, Right, Rules
from api.domain.shared.table import OrganisationOwned, PersonOwned, instant, one_of, text_list, uuid_list


class CouncilDetails(PersonOwned, table=True):
    """What a council's return asks of a person and their record does not say. One for each person; nothing is guessed."""

    rules: ClassVar[Rules] = Rules(rights={Role.coach: NONE, OPENING: NONE})
    __table_args__ = indexes(
        Index("uq_council_details_person", "person_id", unique=True, postgresql_where=text("removed_at IS NULL")),
    )

    # Each is a word of the list of that name in cld_release2.json; the schemas hold it to the list, which is a file of its own.
    gender: str | None = Field(default=None, max_length=20)
    ethnicity: str | None = Field(default=None, max_length=120)
    accommodation_status: str | None = Field(default=None, max_length=160)
    employment_status: str | None = Field(default=None, max_length=80)
    autism: str | None = Field(default=None, max_length=10)
    visual_impairment: str | None = Field(default=None, max_length=60)
    hearing_impairment: str | None = Field(default=None, max_length=60)
    dementia: str | None = Field(default=None, max_length=10)
    funding_status: str | None = Field(default=None, max_length=60)
    primary_support_reason: str | None = Field(default=None, max_length=80)


class AssessmentType(StrEnum):
    """Known in part: the binding list was not to be had."""

    short_term = "Short term assessment"
    long_term = "Long term assessment"


class CareAssessment(PersonOwned, table=True):
    """An assessment of what somebody needs, as the return counts them: begun, ended, what came of it."""

    rules: ClassVar[Rules] = Rules(rights={Role.coach: NONE, OPENING: NONE})
    __table_args__ = indexes(
        one_of("assessment_type", AssessmentType),
        CheckConstraint("ended_on >= started_on", name="dates"),
        Index(None, "person_id", "started_on", "id"),
    )

    started_on: date
    ended_on: date | None = None
    assessment_type: str = Field(max_length=30)
    needs_identified: str | None = Field(default=None, max_length=60)
    method: str | None = Field(default=None, max_length=120)
    outcome: str | None = Field(default=None, max_length=120)
    provided_by_team_id: UUID


class ExportState(StrEnum):
    """How far an export is."""

    asked = "asked"
    made = "made"
    failed = "failed"


class CldExport(OrganisationOwned, table=True):
    """Client Level Data for one council, rolling twelve months. Fetching it is a look at all in it; emptied after a week."""

    rules: ClassVar[Rules] = Rules(
        secret=("csv", "person_ids"),
        rights={
            **dict.fromkeys(Role),
            Role.manager: Right(add=True, write=("removed_at",)),
            # A client has those that it asked for itself, as long as it is named for all teams that they are of.
            Role.integration: Right(
                add=True,
                where=f"client_id = {uuid('client_id')} AND cardinality(team_ids) > 0 AND team_ids <@ {uuids('team_ids')}",
            ),
        },
    )
    __table_args__ = (
        one_of("state", ExportState),
        CheckConstraint("until_on > from_on", name="dates"),
        CheckConstraint("(state = 'made') = (made_at IS NOT NULL)", name="made"),
        CheckConstraint("csv IS NULL OR (state = 'made' AND removed_at IS NULL)", name="kept"),
        UniqueConstraint("id", "organisation_id"),
        Index(None, "organisation_id", "created_at", "id"), Index(None, "client_id"),
    )  # fmt: skip

    client_id: UUID | None = None  # that asked for it, if a machine did
    team_ids: list[UUID] = uuid_list()  # only people whom these support; empty is all of the provider
    council_id: UUID = Field(foreign_key="organisation.id")
    from_on: date
    until_on: date  # the first day after it
    state: str = Field(default="asked", max_length=10)
    made_at: datetime | None = instant(default=None, nullable=True)
    rows: int | None = None
    person_ids: list[UUID] = uuid_list()
    incomplete: int | None = None  # of how many of them the provider has something to put right
    # The file, packed (gzip).
    csv: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)


class CldMissing(PersonOwned, table=True):
    """What an export wants of one person and nobody wrote down, and what cannot be. A row each, so that a page costs a page.

    It goes with its export. The person's team stands in it and moves with them: a client is told of those whom it reaches.
    """

    rules: ClassVar[Rules] = Rules(
        logged=False,
        rights={
            **dict.fromkeys((*Role, OPENING)),
            Role.manager: READ,
            Role.integration: Right(where=f"client_id = {uuid('client_id')} AND {BY_TEAM}"),
        },
    )
    __table_args__ = indexes(
        ForeignKeyConstraint(
            ["export_id", "organisation_id"], ["cld_export.id", "cld_export.organisation_id"], ondelete="RESTRICT"
        ),
        Index("uq_cld_missing_person", "export_id", "person_id", unique=True),
    )

    export_id: UUID
    client_id: UUID | None = None  # the export's
    fields: list[str] = text_list()
    left_to_council: list[str] = text_list()
    wrong: list[str] = text_list()
