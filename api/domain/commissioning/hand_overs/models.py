"""The table of hand-overs. Two organisations have a part in each: the council that sent it, and the provider asked."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import uuid, uuids
from api.domain.commissioning.models import ArrangementKind
from api.domain.shared.owners import NONE, Right, Rules
from api.domain.shared.table import TeamOwned, instant, json_list, one_of


class HandOverState(StrEnum):
    """Where a hand-over is."""

    sent = "sent"
    getting_to_know = "getting_to_know"
    accepted = "accepted"
    declined = "declined"
    withdrawn = "withdrawn"


_OPEN: Final = frozenset({HandOverState.accepted, HandOverState.declined, HandOverState.withdrawn})
# sent → getting_to_know → accepted / declined; withdrawn by the council from either. The database holds this too, and who may.
HAND_OVER_MOVES: Final[dict[HandOverState, frozenset[HandOverState]]] = {
    HandOverState.sent: _OPEN | {HandOverState.getting_to_know},
    HandOverState.getting_to_know: _OPEN,
    HandOverState.accepted: frozenset(),
    HandOverState.declined: frozenset(),
    HandOverState.withdrawn: frozenset(),
}


class DeclinedReason(StrEnum):
    """Why a team cannot. It never says whether the person is known."""

    no_room = "no_room"
    too_far = "too_far"
    not_the_right_team = "not_the_right_team"
    person_said_no = "person_said_no"
    funding_not_agreed = "funding_not_agreed"
    other = "other"


# What the council wrote, and the answer. Which person came of it is the provider's: two hand-overs of one person would tell.
SENT: Final = (
    "preferred_name", "given_names", "family_name", "date_of_birth", "nhs_number", "council_reference", "address_lines",
    "postcode", "phone", "needs", "what_matters", "who_is_around", "funding_kind", "funding_words", "weekly_amount_pence",
    "weekly_minutes", "desired_start_on", "contact_name", "contact_details",
)  # fmt: skip
ANSWER: Final = ("state", "answered_at", "answer_words", "declined_because")
WITHDRAWAL: Final = ("state", "withdrawn_at", "withdrawn_words")
_COUNCIL_READS: Final = ("council_id", "council_name", "asked_team_id", *SENT, *ANSWER, "withdrawn_at", "withdrawn_words")
_OF_COUNCIL: Final = f"council_id = {uuid('organisation_id')}"


class HandOver(TeamOwned, table=True):
    """A council asks a team (of the provider `organisation_id`) whether it can support somebody; the team answers.

    `team_id` says who may see it now and follows the person it made; `asked_team_id` stays. Sent by send_hand_over() alone, which
    looks the team up: no policy sees both organisations. hold_hand_over() holds who may move it where.
    """

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(write=(*ANSWER, "made_person_id"), add=False),
            Role.manager: Right(write=(*ANSWER, "made_person_id"), add=False),
            Role.coach: NONE,
            Role.person: Right(where=f"made_person_id = ANY {uuids('person_ids')}"),
            Role.commissioner: Right(_COUNCIL_READS, where=_OF_COUNCIL, write=(*SENT, *WITHDRAWAL), add=False),
            # A client has those that it sent itself; a provider's client has sent none.
            Role.integration: Right(
                (*_COUNCIL_READS, "sent_by_client_id"),  # the rule looks at it
                where=f"{_OF_COUNCIL} AND sent_by_client_id = {uuid('client_id')}",
                write=(*SENT, *WITHDRAWAL),
                add=False,
            ),
        },
    )
    __table_args__ = (
        one_of("state", HandOverState), one_of("funding_kind", ArrangementKind), one_of("declined_because", DeclinedReason),
        CheckConstraint("(state IN ('sent', 'withdrawn')) OR (answered_at IS NOT NULL)", name="answered"),
        CheckConstraint("(state = 'declined') = (declined_because IS NOT NULL)", name="declined"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn"),
        CheckConstraint("state <> 'accepted' OR made_person_id IS NOT NULL", name="accepted"),
        CheckConstraint("nhs_number ~ '^[0-9]{10}$'", name="nhs_number"),
        CheckConstraint("weekly_amount_pence BETWEEN 0 AND 10000000", name="weekly_amount"),
        CheckConstraint("weekly_minutes BETWEEN 0 AND 100800", name="weekly_minutes"),
        ForeignKeyConstraint(
            ["made_person_id", "team_id", "organisation_id"], ["person.id", "person.team_id", "person.organisation_id"],
            name="fk_hand_over_made_person", onupdate="CASCADE", ondelete="RESTRICT",
        ),
        Index(None, "team_id", "created_at", "id"), Index(None, "organisation_id", "created_at", "id"),
        Index(None, "council_id", "created_at", "id"), Index(None, "made_person_id"), Index(None, "sent_by_client_id"),
    )  # fmt: skip

    council_id: UUID = Field(foreign_key="organisation.id")
    council_name: str = Field(max_length=200)  # as it was called when it asked: the provider reads no other organisation
    asked_team_id: UUID
    sent_by_account_id: UUID | None = None
    sent_by_client_id: UUID | None = None
    made_person_id: UUID | None = None
    preferred_name: str = Field(max_length=120)
    given_names: str | None = Field(default=None, max_length=200)
    family_name: str | None = Field(default=None, max_length=120)
    date_of_birth: date | None = None
    nhs_number: str | None = Field(default=None, max_length=10)
    council_reference: str | None = Field(default=None, max_length=40)
    address_lines: list[str] = json_list()
    postcode: str | None = Field(default=None, max_length=8)
    phone: str | None = Field(default=None, max_length=40)
    needs: str = Field(max_length=4000)
    what_matters: str | None = Field(default=None, max_length=4000)
    who_is_around: str | None = Field(default=None, max_length=2000)
    funding_kind: str | None = Field(default=None, max_length=40)
    funding_words: str | None = Field(default=None, max_length=1000)
    weekly_amount_pence: int | None = None
    weekly_minutes: int | None = None
    desired_start_on: date | None = None
    contact_name: str | None = Field(default=None, max_length=120)
    contact_details: str | None = Field(default=None, max_length=254)
    state: str = Field(default="sent", max_length=20)
    answered_at: datetime | None = instant(default=None, nullable=True)
    answer_words: str | None = Field(default=None, max_length=2000)
    declined_because: str | None = Field(default=None, max_length=30)
    withdrawn_at: datetime | None = instant(default=None, nullable=True)
    withdrawn_words: str | None = Field(default=None, max_length=1000)
