"""Tables of check-ins: a dated moment on an outcome, on a week, or with an instrument; corrections stand beside."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_SHARE, uuids
from api.domain.outcomes.good_weeks.models import AnsweredBy
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, instant, json_list, one_of


class CheckInAbout(StrEnum):
    """What a check-in is on."""

    outcome = "outcome"
    week = "week"
    instrument = "instrument"


# Family check in when the person invited them: enter() fills the setting with whom they may speak about.
INVITED = f"person_id = ANY {uuids('invited_person_ids')} AND answered_by = 'family'"

# Who shares outcomes shares what is said on them: not their weeks, and not what they answered to an instrument.
OF_AN_OUTCOME = f"{BY_SHARE} AND EXISTS (SELECT FROM check_in c WHERE c.id = check_in_id AND c.about = 'outcome')"


class CheckIn(PersonOwned, table=True):
    """How it is: own score on its own scale, own words, what is working, what is not, what next. Never changed: amended."""

    rules: ClassVar[Rules] = Rules(
        shared_as="outcomes",
        kept=True,
        rights={
            Role.carer: Right(add=True), Role.person: Right(add=True), Role.integration: Right(add=True), Role.manager: READ,
            Role.connector: None, Role.family: Right(add=True, where=f"{BY_SHARE} AND about = 'outcome'", write_where=INVITED),
        },
    )  # fmt: skip
    # The columns that row rules look at begin an index with the time each: one more of the column alone would only tempt the
    # planner to read all of a person's years and sort them.
    __table_args__ = (
        one_of("about", CheckInAbout), one_of("answered_by", AnsweredBy),
        CheckConstraint("(about = 'outcome') = (outcome_id IS NOT NULL)", name="outcome"),
        CheckConstraint("(about = 'week') = (week_on IS NOT NULL)", name="week"),
        CheckConstraint("(about = 'instrument') = (instrument IS NOT NULL)", name="instrument"),
        CheckConstraint("(instrument IS NULL) = (instrument_version IS NULL)", name="instrument_version"),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        CheckConstraint("score IS NULL OR (zero_words IS NOT NULL AND ten_words IS NOT NULL)", name="scale"),
        ForeignKeyConstraint(["outcome_id", "person_id"], ["outcome.id", "outcome.person_id"], ondelete="RESTRICT"),
        UniqueConstraint("id", "person_id"),
        Index(None, "outcome_id", "given_at"),
        Index(None, "person_id", "given_at", "id"), Index(None, "team_id", "given_at", "id"),
        Index(None, "organisation_id", "given_at", "id"), Index(None, "provided_by_team_id", "given_at"),
        Index(None, "provided_by_team_id", "week_on", postgresql_where=text("about = 'week'")),
    )  # fmt: skip

    about: str = Field(max_length=12)
    outcome_id: UUID | None = None
    week_on: date | None = None
    instrument: str | None = Field(default=None, max_length=60)
    instrument_version: int | None = None
    answers: list[dict[str, Any]] = json_list()
    # What the answers came to by the version's rule, kept when they were given: a version is fixed, so it is the same for ever,
    # and figures over a million check-ins need no rule.
    results: dict[str, Any] | None = Field(default=None, sa_type=JSONB, nullable=True)
    score: int | None = None
    zero_words: str | None = Field(default=None, max_length=200)
    ten_words: str | None = Field(default=None, max_length=200)
    words: str | None = Field(default=None, max_length=4000)
    working: str | None = Field(default=None, max_length=2000)
    not_working: str | None = Field(default=None, max_length=2000)
    what_next: str | None = Field(default=None, max_length=2000)
    answered_by: str = Field(max_length=20)
    answered_by_name: str | None = Field(default=None, max_length=120)
    given_at: datetime = instant()
    provided_by_team_id: UUID


class CheckInAmendment(PersonOwned, table=True):
    """A correction of a check-in, with its reason. What it corrects stands as it was."""

    rules: ClassVar[Rules] = Rules(
        shared_as="outcomes",
        kept=True,
        rights={
            Role.carer: Right(add=True), Role.person: Right(add=True), Role.integration: READ, Role.manager: READ,
            Role.connector: None, Role.family: Right(where=OF_AN_OUTCOME),
        },
    )  # fmt: skip
    __table_args__ = indexes(
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        ForeignKeyConstraint(["check_in_id", "person_id"], ["check_in.id", "check_in.person_id"], ondelete="RESTRICT"),
        Index(None, "check_in_id"),
    )

    check_in_id: UUID
    score: int | None = None
    words: str | None = Field(default=None, max_length=4000)
    working: str | None = Field(default=None, max_length=2000)
    not_working: str | None = Field(default=None, max_length=2000)
    what_next: str | None = Field(default=None, max_length=2000)
    because: str = Field(max_length=1000)
    account_id: UUID | None = None


class CheckInInvitation(PersonOwned, table=True):
    """The person (or the team with how they said so) invites a member of their circle to check in on their outcomes."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(write=("withdrawn_at",), add=True), Role.person: Right(write=("withdrawn_at",), add=True),
            Role.manager: READ, Role.integration: None, Role.coach: None,
        },
    )  # fmt: skip
    __table_args__ = indexes(
        CheckConstraint("until_at > from_at", name="dates"),
        Index(None, "circle_member_id"),
    )

    circle_member_id: UUID
    from_at: datetime = instant()
    until_at: datetime | None = instant(default=None, nullable=True)
    withdrawn_at: datetime | None = instant(default=None, nullable=True)
    words: str | None = Field(default=None, max_length=500)
