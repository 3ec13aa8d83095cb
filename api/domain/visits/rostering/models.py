"""Tables of self-rostering: offers and swaps between members, and proposals for a week's open visits."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned, TeamOwned, instant, json_list, one_of


class OfferState(StrEnum):
    """What became of an offer. `lapsed`: the visit changed hands, began or closed meanwhile."""

    offered = "offered"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"
    lapsed = "lapsed"


class VisitOffer(PersonOwned, table=True):
    """A member offers a visit to a team mate or to all; with `for_visit_id`, in exchange for one of theirs."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: None, Role.integration: None, Role.manager: READ, Role.coach: READ})
    __table_args__ = (
        one_of("state", OfferState),
        CheckConstraint("(state = 'offered') = (answered_at IS NULL)", name="answered"),
        CheckConstraint("for_visit_id <> visit_id", name="swap"),
        CheckConstraint("for_visit_id IS NULL OR to_member_id IS NOT NULL", name="swap_with"),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["for_visit_id"], ["visit.id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["from_member_id"], ["team_member.id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["to_member_id"], ["team_member.id"], ondelete="RESTRICT"),
        Index(
            "uq_visit_offer_now", "visit_id", "from_member_id", unique=True,
            postgresql_where=text("state = 'offered' AND removed_at IS NULL"),
        ),
        Index(None, "for_visit_id"),
        Index(None, "team_id", "created_at", "id"), Index(None, "person_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    visit_id: UUID
    from_member_id: UUID
    to_member_id: UUID | None = None
    for_visit_id: UUID | None = None
    words: str | None = Field(default=None, max_length=500)
    state: str = Field(default="offered", max_length=10)
    answered_by_member_id: UUID | None = None
    answered_at: datetime | None = instant(default=None, nullable=True)
    answer_words: str | None = Field(default=None, max_length=500)


class ProposalState(StrEnum):
    """How far a proposal is."""

    waiting = "waiting"
    working = "working"
    ready = "ready"
    failed = "failed"


class LineState(StrEnum):
    """What the team made of a line. `not_placed`: nobody was found, and `why` says so."""

    proposed = "proposed"
    accepted = "accepted"
    declined = "declined"
    not_placed = "not_placed"


class RosterProposal(TeamOwned, table=True):
    """A suggestion for a week's open visits. It changes nothing: the team accepts it line by line."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: None})
    __table_args__ = (
        one_of("state", ProposalState),
        CheckConstraint("extract(isodow FROM week_on) = 1", name="week"),
        CheckConstraint("within_seconds BETWEEN 1 AND 60", name="within"),
        Index(None, "team_id", "created_at", "id"), Index(None, "organisation_id"),
    )  # fmt: skip

    week_on: date
    within_seconds: int = 20
    state: str = Field(default="waiting", max_length=10)
    found: str | None = Field(default=None, max_length=20)
    gap: float | None = None
    gap_rank: str | None = Field(default=None, max_length=20)
    open_places: int | None = None
    placed: int | None = None
    ready_at: datetime | None = instant(default=None, nullable=True)


class ProposalLine(PersonOwned, table=True):
    """One suggestion of a proposal: this member for this visit, with the reasons; or nobody, and why."""

    rules: ClassVar[Rules] = Rules(
        rights={
            Role.carer: Right(write=("state", "answered_at"), add=False), Role.person: None, Role.integration: None,
            Role.manager: READ, Role.coach: READ,
        }
    )  # fmt: skip
    __table_args__ = (
        one_of("state", LineState),
        CheckConstraint("(state = 'not_placed') = (member_id IS NULL)", name="member"),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["proposal_id"], ["roster_proposal.id"], ondelete="RESTRICT"),
        ForeignKeyConstraint(["member_id"], ["team_member.id"], ondelete="RESTRICT"),
        Index(None, "proposal_id", "planned_start_at", "id"),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    proposal_id: UUID
    visit_id: UUID
    planned_start_at: datetime = instant()
    member_id: UUID | None = None
    reasons: list[dict[str, Any]] = json_list()
    state: str = Field(default="proposed", max_length=10)
    answered_at: datetime | None = instant(default=None, nullable=True)
