"""Arrangements: which council funds whose support. A commissioner's reach is these, never membership of the provider."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import uuid
from api.domain.shared.owners import READ, Right, Rules
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


class Arrangement(OrganisationOwned, table=True):
    """A council funds a person's support, or a team's (block contract), by a provider (`organisation_id`)."""

    rules: ClassVar[Rules] = Rules(
        rights={
            **dict.fromkeys(Role),
            Role.manager: READ,
            Role.commissioner: Right(
                where=f"council_id = {uuid('organisation_id')}", columns=("council_id", "kind", "from_on", "until_on")
            ),
        }
    )
    __table_args__ = (
        one_of("kind", ArrangementKind),
        CheckConstraint("num_nonnulls(funded_person_id, funded_team_id) = 1", name="person_or_team"),
        CheckConstraint("until_on >= from_on", name="dates"),
        Index(None, "organisation_id"), Index(None, "council_id"), Index(None, "funded_person_id"),
    )  # fmt: skip

    council_id: UUID = Field(foreign_key="organisation.id")
    funded_person_id: UUID | None = Field(default=None, foreign_key="person.id")
    funded_team_id: UUID | None = Field(default=None, foreign_key="team.id")
    kind: str = Field(max_length=40)
    from_on: date
    until_on: date | None = None
