"""Arrangements: which council funds whose support. A commissioner's reach is these, never membership of the provider."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import uuid, uuids
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import OrganisationOwned, one_of


class ArrangementKind(StrEnum):
    """How the money is held."""

    individual_service_fund = "individual_service_fund"
    council_managed_personal_budget = "council_managed_personal_budget"
    direct_payment = "direct_payment"
    personal_health_budget = "personal_health_budget"
    joint = "joint"
    self_funded = "self_funded"
    block_contract = "block_contract"


class HeldBy(StrEnum):
    """Who holds the money."""

    provider = "provider"
    council = "council"
    person = "person"
    representative = "representative"
    nhs = "nhs"
    third_party = "third_party"


class ArrangementModel(StrEnum):
    """What is paid for: what comes of it, or minutes of tasks."""

    outcomes = "outcomes"
    time_and_task = "time_and_task"


# Others pay for these, or nobody but the person: no council need stand behind them.
WITHOUT_COUNCIL: Final = (ArrangementKind.self_funded, ArrangementKind.personal_health_budget)
# Who is funded by whom stands as it was made: another council or person is another arrangement.
_TERMS: Final = ("kind", "from_on", "until_on", "weekly_amount_pence", "weekly_minutes", "purchaser", "held_by", "model")
# Written by hold_arrangement() alone, whatever is sent.
_NAMES: Final = ("council_name", "provider_name")
ARRANGEMENT_WRITES: Final = (*_TERMS, "council_reference", "words")


class Arrangement(OrganisationOwned, table=True):
    """A council funds a person's support, or a team's (block contract), by a provider (`organisation_id`)."""

    rules: ClassVar[Rules] = Rules(
        rights={
            **dict.fromkeys(Role),
            Role.manager: Right(write=ARRANGEMENT_WRITES, add=True),
            Role.person: Right(where=f"funded_person_id = ANY {uuids('person_ids')}"),
            # Neither whom nor which team: the council knows its own reference, and counts are the figures' to tell.
            Role.commissioner: Right(
                where=f"council_id = {uuid('organisation_id')}", columns=("council_id", *_TERMS, "council_reference", *_NAMES)
            ),
        }
    )
    __table_args__ = (
        one_of("kind", ArrangementKind),
        one_of("held_by", HeldBy),
        one_of("model", ArrangementModel),
        CheckConstraint("num_nonnulls(funded_person_id, funded_team_id) = 1", name="person_or_team"),
        CheckConstraint("(kind = 'block_contract') = (funded_team_id IS NOT NULL)", name="block_contract"),
        CheckConstraint("council_id IS NOT NULL OR kind IN ('self_funded', 'personal_health_budget')", name="council"),
        CheckConstraint("until_on >= from_on", name="dates"),
        CheckConstraint("weekly_amount_pence BETWEEN 0 AND 10000000", name="weekly_amount"),
        CheckConstraint("weekly_minutes BETWEEN 0 AND 100800", name="weekly_minutes"),
        Index(None, "organisation_id"), Index(None, "council_id"), Index(None, "funded_person_id"), Index(None, "funded_team_id"),
    )  # fmt: skip

    council_id: UUID | None = Field(default=None, foreign_key="organisation.id", nullable=True)
    funded_person_id: UUID | None = Field(default=None, foreign_key="person.id")
    funded_team_id: UUID | None = Field(default=None, foreign_key="team.id")
    kind: str = Field(max_length=40)
    from_on: date
    until_on: date | None = None
    weekly_amount_pence: int | None = None
    weekly_minutes: int | None = None
    purchaser: str | None = Field(default=None, max_length=200)
    held_by: str | None = Field(default=None, max_length=20)
    model: str = Field(default="time_and_task", max_length=20)
    council_reference: str | None = Field(default=None, max_length=40)
    words: str | None = Field(default=None, max_length=2000)
    # As both were called when it was written: neither a person nor a council reads the other's organisation.
    council_name: str | None = Field(default=None, max_length=200)
    provider_name: str = Field(max_length=200)
