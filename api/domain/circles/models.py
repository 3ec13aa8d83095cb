"""Circles and their members: family, friends and neighbours around a focus person, a connector, a facilitator."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import uuid
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare, gift_indexes
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import CircleOwned, one_of, text_list

WEEKS_BETWEEN: Final = 6  # a circle meets about so often (domain.md)
MEETINGS_SUPPORTED: Final = 3  # the first, which the connector supports


class CircleStatus(StrEnum):
    """Where a circle is."""

    forming = "forming"
    meeting = "meeting"
    resting = "resting"
    ended = "ended"


# forming → meeting ⇄ resting, → ended from any. Ended is the end.
MOVES: Final[dict[CircleStatus, frozenset[CircleStatus]]] = {
    CircleStatus.forming: frozenset({CircleStatus.meeting, CircleStatus.ended}),
    CircleStatus.meeting: frozenset({CircleStatus.resting, CircleStatus.ended}),
    CircleStatus.resting: frozenset({CircleStatus.meeting, CircleStatus.ended}),
    CircleStatus.ended: frozenset(),
}


class DecidedBy(StrEnum):
    """Who said yes to the circle: the person, somebody who may decide for them, or a best-interest decision."""

    person = "person"
    representative = "representative"
    best_interest = "best_interest"


def of_circle() -> ForeignKeyConstraint:
    """A member of this very circle."""
    return ForeignKeyConstraint(["member_id", "circle_id"], ["circle_member.id", "circle_member.circle_id"], ondelete="RESTRICT")


def indexes() -> tuple[Index, ...]:
    """The columns that row rules look at, for a table of a circle's."""
    return (Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"), Index(None, "circle_id"))


# Whoever is of the circle writes about it, but who connects it is the person's and the team's to say.
_OF_THE_CIRCLE = ("purpose", "status", "meets_every_weeks", "stands_alone_on", "stands_alone_words", "ended_on", "ended_because")
# Who decided is for all to know; in which words, and on whose authority, is for those who keep the record (as with consents).
_FOR_THOSE_AROUND = (*_OF_THE_CIRCLE, "connector_account_id", "first_idea", "decided_by")
# A connector lays a circle down and hands it to nobody.
_LAYS_DOWN = f"(connector_account_id IS NULL OR connector_account_id = {uuid('account_id')})"


class Circle(CircleOwned, table=True):
    """Family, friends and neighbours around a focus person. Without a connector or a facilitator it has a gap, and goes on."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(write=(*_OF_THE_CIRCLE, "connector_account_id"), add=True),
            Role.person: Right(write=(*_OF_THE_CIRCLE, "connector_account_id"), add=True),
            Role.connector: Right(
                _FOR_THOSE_AROUND, write=(*_OF_THE_CIRCLE, "connector_account_id"), add=False, write_where=_LAYS_DOWN
            ),
            Role.family: Right(_FOR_THOSE_AROUND),
            Role.coach: Right(_FOR_THOSE_AROUND),
        },
    )
    circle_id: ClassVar[None] = None  # type: ignore[assignment,misc]  # it is its own
    __table_args__ = (
        one_of("status", CircleStatus), one_of("decided_by", DecidedBy),
        CheckConstraint("(decided_by = 'person') OR (decided_words IS NOT NULL)", name="decided"),
        CheckConstraint("decided_by <> 'representative' OR representative_id IS NOT NULL", name="representative"),
        CheckConstraint("(status = 'ended') = (ended_on IS NOT NULL)", name="ended"),
        CheckConstraint("meets_every_weeks BETWEEN 1 AND 52", name="meets_every_weeks"),
        ForeignKeyConstraint(
            ["representative_id", "person_id"], ["representative.id", "representative.person_id"], ondelete="RESTRICT"
        ),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"),
        Index("ix_circle_connector", "connector_account_id", postgresql_where=text("removed_at IS NULL")),
    )  # fmt: skip

    purpose: str = Field(max_length=1000)
    status: str = Field(default="forming", max_length=20)
    connector_account_id: UUID | None = Field(default=None, foreign_key="account.id")
    first_idea: str | None = Field(default=None, max_length=1000)
    decided_by: str = Field(default="person", max_length=20)
    decided_words: str | None = Field(default=None, max_length=1000)
    representative_id: UUID | None = None
    meets_every_weeks: int = WEEKS_BETWEEN
    stands_alone_on: date | None = None
    stands_alone_words: str | None = Field(default=None, max_length=1000)
    ended_on: date | None = None
    ended_because: str | None = Field(default=None, max_length=1000)


class CircleMemberKind(StrEnum):
    """What a member is to the person."""

    family = "family"
    friend = "friend"
    neighbour = "neighbour"
    other = "other"


class CircleMemberState(StrEnum):
    """invited → joined → left; or invited → declined. Only who has joined reads anything."""

    invited = "invited"
    joined = "joined"
    declined = "declined"
    left = "left"


# What the circle itself says of a member. `account_id` is not among them: who signs in as this member is the manager's to say.
_SAID = ("name", "kind", "state", "facilitator", "phone", "email", "invited_on", "joined_on", "left_on", "left_because")
# How to reach a member is the circle's own; a coach has no need of it.
_FOR_COACH = ("name", "kind", "state", "facilitator", "invited_on", "joined_on", "left_on")


class CircleMember(CircleOwned, table=True):
    """Somebody of the circle, with an account or without. At most one who joined is the facilitator."""

    rules: ClassVar[Rules] = Rules(
        kept=True,
        rights={
            Role.carer: Right(write=_SAID, add=True),
            Role.person: Right(write=_SAID, add=True),
            Role.connector: Right(write=_SAID, add=True),
            # Family ask somebody in; that somebody joined is said by the person, the team or the connector. Family leave by
            # leave_circle(), themselves only.
            Role.family: Right(add=True, write_where="state = 'invited' AND NOT facilitator"),
            Role.manager: Right(write=("account_id",), add=False),
            Role.coach: Right(columns=_FOR_COACH),
        },
    )
    __table_args__ = (
        one_of("kind", CircleMemberKind), one_of("state", CircleMemberState),
        CheckConstraint("left_on >= joined_on", name="dates"),
        CheckConstraint("(state IN ('joined', 'left')) = (joined_on IS NOT NULL)", name="joined"),
        CheckConstraint("(state = 'left') = (left_on IS NOT NULL)", name="left"),
        UniqueConstraint("id", "circle_id"),
        Index(None, "team_id"), Index(None, "person_id"), Index(None, "organisation_id"), Index(None, "circle_id"),
        Index("ix_circle_member_account", "account_id", postgresql_where=text("left_on IS NULL AND removed_at IS NULL")),
        Index(
            "uq_circle_member_facilitator", "circle_id", unique=True,
            postgresql_where=text("facilitator AND state = 'joined' AND removed_at IS NULL"),
        ),
        Index(
            "uq_circle_member_account", "circle_id", "account_id", unique=True,
            postgresql_where=text("account_id IS NOT NULL AND state <> 'left' AND removed_at IS NULL"),
        ),
    )  # fmt: skip

    account_id: UUID | None = Field(default=None, foreign_key="account.id")
    name: str = Field(max_length=120)
    kind: str = Field(max_length=20)
    joined_on: date | None = None
    left_on: date | None = None
    state: str = Field(default="invited", max_length=10)
    facilitator: bool = False
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    invited_on: date | None = None
    left_because: str | None = Field(default=None, max_length=1000)


class CircleMemberGift(CircleOwned, table=True):
    """A gift of head, heart or hands that a member of the circle has or seeks."""

    rules: ClassVar[Rules] = Rules()
    __table_args__ = (
        *indexes(), of_circle(), Index(None, "member_id"), *gift_indexes("circle_member_gift"),
        one_of("part", GiftPart), one_of("direction", GiftDirection), one_of("would_share", WouldShare),
    )  # fmt: skip

    member_id: UUID
    part: str = Field(max_length=10)
    direction: str = Field(default="has", max_length=10)
    words: str = Field(max_length=500)
    tags: list[str] = text_list()
    would_share: str = Field(default="not_now", max_length=10)
