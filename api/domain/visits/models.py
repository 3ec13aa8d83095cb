"""Visits: the record, its states and their moves, and the slots that hold nobody twice in planned time."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import TIMESTAMP, CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import TSTZRANGE, ExcludeConstraint
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.shared.owners import READ, Owner, Right, Rules
from api.domain.shared.table import PersonOwned, Row, instant, one_of, text_list, uuid_list

MOST_MEMBERS_AT_A_VISIT = 4
SHORT_MINUTES = 30  # a planned visit under it needs a reason, which is counted
MOST_HOURS = 24


class VisitKind(StrEnum):
    """Where and how the time is spent."""

    at_home = "at_home"
    in_the_community = "in_the_community"
    phone_or_video = "phone_or_video"
    night = "night"


class VisitState(StrEnum):
    """How far a visit has come. `open`: somebody is still needed."""

    open = "open"
    planned = "planned"
    in_progress = "in_progress"
    completed = "completed"
    missed = "missed"
    cancelled = "cancelled"


# States as data. What was closed can still turn out to have happened: a phone without signal says so later, and is believed.
MOVES: dict[VisitState, frozenset[VisitState]] = {
    VisitState.open: frozenset(VisitState) - {VisitState.open},
    VisitState.planned: frozenset(VisitState) - {VisitState.planned},
    VisitState.in_progress: frozenset({VisitState.completed}),
    VisitState.completed: frozenset(),
    VisitState.missed: frozenset({VisitState.in_progress, VisitState.completed}),
    VisitState.cancelled: frozenset({VisitState.open, VisitState.planned, VisitState.in_progress, VisitState.completed}),
}
# Still to come or running: these hold a slot, and only these are planned anew.
AHEAD = (VisitState.open, VisitState.planned)
HOLDING = (VisitState.open, VisitState.planned, VisitState.in_progress)


class CloseReason(StrEnum):
    """Why a visit did not take place. None of them is a verdict on anybody."""

    person_asked = "person_asked"
    person_away = "person_away"
    person_in_hospital = "person_in_hospital"
    person_paused = "person_paused"
    support_ended = "support_ended"
    family_or_friend_was_there = "family_or_friend_was_there"
    nobody_answered_the_door = "nobody_answered_the_door"
    member_unwell = "member_unwell"
    nobody_free = "nobody_free"
    travel_or_weather = "travel_or_weather"
    mix_up_in_the_rota = "mix_up_in_the_rota"
    planned_twice = "planned_twice"
    other = "other"


class ClosedBy(StrEnum):
    """Who decided that a visit does not take place."""

    person = "person"
    family = "family"
    team = "team"
    other = "other"


class ShortReason(StrEnum):
    """Why a planned visit is under 30 minutes. Counted: short visits are what this way of working is an answer to."""

    person_chose = "person_chose"
    part_of_a_longer_day = "part_of_a_longer_day"
    just_checking_in = "just_checking_in"
    handing_over = "handing_over"
    hours_moved = "hours_moved"
    nobody_free_for_longer = "nobody_free_for_longer"
    other = "other"


class LinkKind(StrEnum):
    """What the time was for."""

    outcome = "outcome"
    good_week_item = "good_week_item"


class Flag(StrEnum):
    """What somebody should look at. A record is never refused for it."""

    clock_differs = "clock_differs"  # the device's clock and ours were more than five minutes apart
    overlaps = "overlaps"  # the member was with somebody else at the same time
    late_record = "late_record"  # handed in by somebody who has left since, or for a person who has moved
    sent_again = "sent_again"  # a second sending said something else; both are kept
    person_was_paused = "person_was_paused"
    was_closed = "was_closed"  # cancelled or missed before it turned out to have happened
    members_not_free = "members_not_free"  # whoever the series names was not free when it was planned ahead


# What family reads when the person shares their visits: who comes, when, and what for.
SHARED_COLUMNS = (
    "provided_by_team_id", "series_id", "kind", "planned_start_at", "planned_end_at", "earliest_at", "latest_at",
    "members_needed", "member_ids", "purpose", "unplanned", "state", "actual_start_at", "actual_end_at",
)  # fmt: skip


class Visit(PersonOwned, table=True):
    """Time with a person, tied to a purpose. Members are those who come; `team_id` says who may see it now."""

    rules: ClassVar[Rules] = Rules(
        shared_as="visits",
        kept=True,
        rights={
            Role.manager: READ,
            Role.family: Right(columns=SHARED_COLUMNS),
            Role.connector: None,
            # Moving their own hours makes one visit shorter and another longer.
            Role.person: Right(write=("planned_end_at", "short_reason", "short_words"), add=False),
        },
    )
    __table_args__ = (
        one_of("kind", VisitKind), one_of("state", VisitState), one_of("close_reason", CloseReason),
        one_of("closed_by", ClosedBy), one_of("short_reason", ShortReason),
        CheckConstraint("planned_end_at > planned_start_at", name="times"),
        CheckConstraint(f"planned_end_at <= planned_start_at + interval '{MOST_HOURS} hours'", name="length"),
        CheckConstraint("earliest_at <= planned_start_at AND latest_at >= planned_start_at", name="window"),
        CheckConstraint(
            f"unplanned OR short_reason IS NOT NULL OR planned_end_at >= planned_start_at + interval '{SHORT_MINUTES} minutes'",
            name="short",
        ),
        CheckConstraint(f"members_needed BETWEEN 1 AND {MOST_MEMBERS_AT_A_VISIT}", name="needed"),
        CheckConstraint("state NOT IN ('missed', 'cancelled') OR close_reason IS NOT NULL", name="closed"),
        CheckConstraint("state <> 'planned' OR cardinality(member_ids) >= members_needed", name="planned"),
        CheckConstraint("state <> 'open' OR cardinality(member_ids) < members_needed", name="open"),
        UniqueConstraint("id", "person_id"),
        ForeignKeyConstraint(
            ["series_id", "person_id"], ["visit_series.id", "visit_series.person_id"], ondelete="RESTRICT"
        ),
        Index(None, "team_id", "planned_start_at", "id"),
        Index(None, "person_id", "planned_start_at", "id"),
        Index(None, "organisation_id", "planned_start_at", "id"),
        Index(None, "provided_by_team_id", "planned_start_at"),
        # The short lists that teams live by: what still needs somebody, and what should have begun.
        Index("ix_visit_open", "team_id", "planned_start_at", "id", postgresql_where=text("state = 'open'")),
        Index("ix_visit_planned", "team_id", "planned_start_at", "id", postgresql_where=text("state = 'planned'")),
        Index(
            "uq_visit_occurrence", "series_id", "occurrence_local", unique=True,
            postgresql_where=text("series_id IS NOT NULL"),
        ),
    )  # fmt: skip

    provided_by_team_id: UUID
    series_id: UUID | None = None
    # London wall time: it names the visit within its series, whatever the clocks do.
    occurrence_local: datetime | None = Field(default=None, sa_type=TIMESTAMP(timezone=False))
    of_its_own: bool = False
    kind: str = Field(default="at_home", max_length=20)
    planned_start_at: datetime = instant()
    planned_end_at: datetime = instant()
    earliest_at: datetime | None = instant(default=None, nullable=True)
    latest_at: datetime | None = instant(default=None, nullable=True)
    members_needed: int = 1
    member_ids: list[UUID] = uuid_list()
    purpose: str | None = Field(default=None, max_length=500)
    travel_minutes: int = 0
    short_reason: str | None = Field(default=None, max_length=30)
    short_words: str | None = Field(default=None, max_length=500)
    unplanned: bool = False
    state: str = Field(default="open", max_length=12)
    closed_at: datetime | None = instant(default=None, nullable=True)
    closed_by: str | None = Field(default=None, max_length=10)
    close_reason: str | None = Field(default=None, max_length=40)
    close_words: str | None = Field(default=None, max_length=1000)
    actual_start_at: datetime | None = instant(default=None, nullable=True)
    actual_end_at: datetime | None = instant(default=None, nullable=True)
    delivered_minutes: int = 0
    late_at: datetime | None = instant(default=None, nullable=True)
    seems_missed_at: datetime | None = instant(default=None, nullable=True)
    flags: list[str] = text_list()


class VisitSlot(Row, table=True):
    """Planned time of a member, for visits ahead and running only. The database writes it from the visit; nobody else may.

    Over all of history an exclusion constraint slows every insert, and partitioned tables cannot carry one: what is over
    leaves this table.
    """

    owner: ClassVar[Owner] = Owner.system
    rules: ClassVar[Rules] = Rules(logged=False)
    __table_args__ = (ExcludeConstraint(("member_id", "="), ("during", "&&"), name="visit_slot_double_booked", using="gist"),)

    visit_id: UUID = Field(primary_key=True, foreign_key="visit.id", ondelete="RESTRICT")
    member_id: UUID = Field(primary_key=True, foreign_key="team_member.id", ondelete="RESTRICT")
    during: object = Field(sa_type=TSTZRANGE)


class VisitLink(PersonOwned, table=True):
    """What a visit was for: an outcome or an item of the person's good week. A trigger holds that it is the person's own."""

    rules: ClassVar[Rules] = Rules(rights={Role.manager: READ, Role.person: READ})
    __table_args__ = (
        one_of("kind", LinkKind),
        ForeignKeyConstraint(["visit_id", "person_id"], ["visit.id", "visit.person_id"], ondelete="RESTRICT"),
        Index("uq_visit_link_now", "visit_id", "kind", "target_id", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "target_id"),
        Index(None, "person_id"), Index(None, "team_id"), Index(None, "organisation_id"),
    )  # fmt: skip

    visit_id: UUID
    kind: str = Field(max_length=20)
    target_id: UUID
