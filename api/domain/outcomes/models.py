"""Outcomes: what somebody wants in their life, in their words; how it moves, and the steps towards it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, json_list, one_of


class OutcomeStatus(StrEnum):
    """How it stands."""

    exploring = "exploring"
    on_track = "on_track"
    off_track = "off_track"
    achieved = "achieved"
    changed = "changed"
    set_aside = "set_aside"


_ENDS = frozenset({OutcomeStatus.achieved, OutcomeStatus.changed, OutcomeStatus.set_aside})
# exploring → on_track ⇄ off_track → achieved / changed / set_aside. What has ended stays so; a new wish is a new outcome.
OUTCOME_MOVES: dict[OutcomeStatus, frozenset[OutcomeStatus]] = {
    OutcomeStatus.exploring: frozenset({OutcomeStatus.on_track, OutcomeStatus.off_track}) | _ENDS,
    OutcomeStatus.on_track: frozenset({OutcomeStatus.off_track}) | _ENDS,
    OutcomeStatus.off_track: frozenset({OutcomeStatus.on_track}) | _ENDS,
    OutcomeStatus.achieved: frozenset(),
    OutcomeStatus.changed: frozenset(),
    OutcomeStatus.set_aside: frozenset(),
}
ENDED = tuple(sorted(_ENDS))


class WellbeingArea(StrEnum):
    """The outcomes of the Care Act 2014 (Eligibility Regulations 2015, regulation 2), in the codes of the MAIS vocabulary."""

    nutrition = "CA-NUTRITION"
    hygiene = "CA-HYGIENE"
    toilet = "CA-TOILET"
    clothing = "CA-CLOTHING"
    home_safety = "CA-HOMESAFETY"
    habitable_home = "CA-HABITABLEHOME"
    relationships = "CA-RELATIONSHIPS"
    work_training_education_volunteering = "CA-WTEV"
    community = "CA-COMMUNITY"
    caring_for_others = "CA-CARINGOTHERS"


_AREAS = ", ".join(f"'{area}'" for area in WellbeingArea)
# The words of an outcome: kept in versions, never overwritten.
WORDS = ("statement", "why_it_matters", "what_good_looks_like", "who_helps")


class Outcome(PersonOwned, table=True):
    """Something the person wants in their life. Its words are those of its newest wording; the earlier ones stand beside."""

    rules: ClassVar[Rules] = Rules(shared_as="outcomes", kept=True, rights={Role.connector: None, Role.manager: READ})
    __table_args__ = indexes(
        one_of("status", OutcomeStatus),
        CheckConstraint(f"areas <@ ARRAY[{_AREAS}]", name="areas"),
        CheckConstraint("baseline_score BETWEEN 0 AND 10", name="baseline"),
        CheckConstraint("(baseline_score IS NULL) OR (zero_words IS NOT NULL AND ten_words IS NOT NULL)", name="scale"),
        UniqueConstraint("id", "person_id"),
        Index(None, "team_id", "status", "id"), Index(None, "person_id", "created_at", "id"),
        Index(None, "organisation_id", "created_at", "id"),
    )  # fmt: skip

    statement: str = Field(max_length=1000)
    why_it_matters: str | None = Field(default=None, max_length=2000)
    what_good_looks_like: str | None = Field(default=None, max_length=2000)
    who_helps: list[str] = json_list()
    wording: int = 1
    areas: list[str] = Field(default_factory=list, sa_type=ARRAY(Text), sa_column_kwargs={"server_default": text("'{}'::text[]")})
    started_on: date
    zero_words: str | None = Field(default=None, max_length=200)
    ten_words: str | None = Field(default=None, max_length=200)
    baseline_score: int | None = None
    baseline_words: str | None = Field(default=None, max_length=2000)
    status: str = Field(default="exploring", max_length=10)
    status_since: date
    ended_on: date | None = None
    provided_by_team_id: UUID


class OutcomeWording(PersonOwned, table=True):
    """One wording of an outcome: the person's words, who helped, and why they changed."""

    rules: ClassVar[Rules] = Rules(
        shared_as="outcomes",
        kept=True,
        rights={
            Role.carer: Right(add=True), Role.person: Right(add=True), Role.integration: Right(add=True), Role.manager: READ,
            Role.connector: None,
        },
    )  # fmt: skip
    __table_args__ = indexes(
        ForeignKeyConstraint(["outcome_id", "person_id"], ["outcome.id", "outcome.person_id"], ondelete="RESTRICT"),
        UniqueConstraint("outcome_id", "number", name="uq_outcome_wording_number"),
    )

    outcome_id: UUID
    number: int
    statement: str = Field(max_length=1000)
    why_it_matters: str | None = Field(default=None, max_length=2000)
    what_good_looks_like: str | None = Field(default=None, max_length=2000)
    who_helps: list[str] = json_list()
    helped_by: str | None = Field(default=None, max_length=120)
    because: str | None = Field(default=None, max_length=1000)


class OutcomeMove(PersonOwned, table=True):
    """A move of an outcome's status, with its day and reason. Added by the verb; never changed."""

    rules: ClassVar[Rules] = Rules(
        shared_as="outcomes",
        kept=True,
        rights={
            Role.carer: Right(add=True), Role.person: Right(add=True), Role.integration: Right(add=True), Role.manager: READ,
            Role.connector: None,
        },
    )  # fmt: skip
    __table_args__ = indexes(
        one_of("to_status", OutcomeStatus),
        ForeignKeyConstraint(["outcome_id", "person_id"], ["outcome.id", "outcome.person_id"], ondelete="RESTRICT"),
        Index(None, "outcome_id", "moved_on"), Index(None, "provided_by_team_id", "moved_on"),
    )  # fmt: skip

    outcome_id: UUID
    from_status: str | None = Field(default=None, max_length=10)
    to_status: str = Field(max_length=10)
    moved_on: date
    reason: str | None = Field(default=None, max_length=2000)
    provided_by_team_id: UUID


class StepState(StrEnum):
    """What has become of a step."""

    to_do = "to_do"
    doing = "doing"
    done = "done"
    dropped = "dropped"


class OutcomeStep(PersonOwned, table=True):
    """What we try: what, who, by when, and what happened."""

    rules: ClassVar[Rules] = Rules(shared_as="outcomes", rights={Role.connector: None, Role.manager: READ})
    __table_args__ = indexes(
        one_of("state", StepState),
        CheckConstraint("state NOT IN ('done', 'dropped') OR what_happened IS NOT NULL", name="happened"),
        ForeignKeyConstraint(["outcome_id", "person_id"], ["outcome.id", "outcome.person_id"], ondelete="RESTRICT"),
        Index(None, "outcome_id", "by_on"),
    )

    outcome_id: UUID
    what: str = Field(max_length=1000)
    who: str = Field(max_length=200)
    by_on: date | None = None
    state: str = Field(default="to_do", max_length=10)
    what_happened: str | None = Field(default=None, max_length=2000)
    ended_on: date | None = None
