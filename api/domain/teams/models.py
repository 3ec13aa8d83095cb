"""Teams, their members, shared roles, agreements and coaches."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import BY_TEAM, uuids
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare, gift_indexes
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import TeamOwned, json_list, one_of, text_list

MOST_MEMBERS = 12
NOW = "until_on IS NULL AND removed_at IS NULL"
OF_THE_SIX = "kind <> 'own' AND removed_at IS NULL"


class TeamSetting(StrEnum):
    """Where a team works (domain.md)."""

    home_care = "home_care"
    extra_care = "extra_care"
    gp_practice = "gp_practice"
    care_home_household = "care_home_household"
    mental_health = "mental_health"
    learning_disability = "learning_disability"
    family_support = "family_support"


class Team(TeamOwned, table=True):
    """A self-managing team: a purpose, values and agreements of its own, at most 12 members, no manager."""

    rules: ClassVar[Rules] = Rules(
        rights={
            Role.carer: Right(
                write=("name", "name_key", "purpose", "values", "place", "postcode", "late_after_minutes"), add=False
            ),
            Role.manager: Right(write=("ended_on",), add=True),
            # A provider's client writes people down for the teams it is named for: it asks whether they work, and what is late.
            Role.integration: Right(columns=("started_on", "ended_on", "late_after_minutes"), where=BY_TEAM),
        }
    )
    team_id: ClassVar[None] = None  # type: ignore[assignment,misc]  # it is its own
    __table_args__ = (
        one_of("setting", TeamSetting),
        CheckConstraint("ended_on >= started_on", name="dates"),
        CheckConstraint("late_after_minutes BETWEEN 1 AND 240", name="late_after"),
        Index(None, "organisation_id", "name_key", "id"),
    )

    name: str = Field(max_length=120)
    name_key: str = Field(sa_type=Text)
    purpose: str = Field(max_length=1000)
    values: list[str] = text_list()
    setting: str = Field(max_length=40)
    place: str | None = Field(default=None, max_length=200)
    postcode: str | None = Field(default=None, max_length=8)
    started_on: date
    ended_on: date | None = None
    late_after_minutes: int = 15


def _of_account() -> ForeignKeyConstraint:
    """An account of the same organisation: a key on the id alone would let in anybody's."""
    return ForeignKeyConstraint(["account_id", "organisation_id"], ["account.id", "account.organisation_id"], ondelete="RESTRICT")


class CameFrom(StrEnum):
    """Where a member worked before: the sector's claims are checked with it."""

    home_care = "home_care"
    other_care = "other_care"
    health = "health"
    outside_care = "outside_care"
    not_working = "not_working"
    not_said = "not_said"


class LeavingReason(StrEnum):
    """Why a member left."""

    new_job_in_care = "new_job_in_care"
    new_job_elsewhere = "new_job_elsewhere"
    study = "study"
    family = "family"
    health = "health"
    retired = "retired"
    moved_away = "moved_away"
    not_the_right_fit = "not_the_right_fit"
    team_ended = "team_ended"
    died = "died"
    other = "other"


class TeamMember(TeamOwned, table=True):
    """Somebody who supports people and shares the jobs that a manager has elsewhere. Dated; at most 12 at a time."""

    rules: ClassVar[Rules] = Rules(
        rights={
            Role.carer: Right(write=True),
            Role.person: Right(columns=("name", "name_key", "preferred_name", "joined_on", "left_on")),
            Role.manager: Right(write=("account_id", "left_on", "leaving_reason", "leaving_words"), add=True),
        }
    )
    __table_args__ = (
        one_of("came_from", CameFrom),
        one_of("leaving_reason", LeavingReason),
        CheckConstraint("left_on >= joined_on", name="dates"),
        CheckConstraint("contracted_minutes > 0", name="contracted"),
        UniqueConstraint("id", "team_id"),
        _of_account(),
        Index(None, "organisation_id"),
        Index(None, "team_id", "name_key", "id"),
        Index(
            "uq_team_member_now",
            "account_id",
            "team_id",
            unique=True,
            postgresql_where=text("left_on IS NULL AND removed_at IS NULL"),
        ),
    )

    account_id: UUID | None = None
    name: str = Field(max_length=120)
    preferred_name: str | None = Field(default=None, max_length=120)
    name_key: str = Field(sa_type=Text)
    worked_in_care_before: bool | None = None
    came_from: str = Field(default="not_said", max_length=40)
    contracted_minutes: int
    joined_on: date
    left_on: date | None = None
    leaving_reason: str | None = Field(default=None, max_length=40)
    leaving_words: str | None = Field(default=None, max_length=2000)


# A member writes their own profile and gifts; team mates read them.
OWN_PAGE = Right(write=True, write_where=f"member_id = ANY {uuids('member_ids')}")


def _of_member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["member_id", "team_id"], ["team_member.id", "team_member.team_id"], ondelete="RESTRICT")


class MemberProfile(TeamOwned, table=True):
    """One version of a member's one-page profile. Versions are added, never overwritten."""

    rules: ClassVar[Rules] = Rules(rights={Role.carer: OWN_PAGE})
    __table_args__ = (
        _of_member(),
        UniqueConstraint("member_id", "number"),
        Index(None, "team_id"),
        Index(None, "organisation_id"),
    )

    member_id: UUID
    number: int
    appreciate: list[str] = json_list()
    matters: list[str] = json_list()
    support: list[str] = json_list()
    photo_url: str | None = Field(default=None, max_length=500)


class MemberGift(TeamOwned, table=True):
    """A gift of head, heart or hands that a member has or seeks."""

    rules: ClassVar[Rules] = Rules(rights={Role.carer: OWN_PAGE, Role.person: None})
    __table_args__ = (
        _of_member(), *gift_indexes("member_gift"),
        one_of("part", GiftPart), one_of("direction", GiftDirection), one_of("would_share", WouldShare),
        Index(None, "team_id"), Index(None, "organisation_id"), Index(None, "member_id"),
    )  # fmt: skip

    member_id: UUID
    part: str = Field(max_length=10)
    direction: str = Field(default="has", max_length=10)
    words: str = Field(max_length=500)
    tags: list[str] = text_list()
    would_share: str = Field(default="not_now", max_length=10)


class SharedRoleKind(StrEnum):
    """The jobs that a manager has elsewhere; `own` is one that the team named itself."""

    planner = "planner"
    finance = "finance"
    quality = "quality"
    recruitment = "recruitment"
    learning = "learning"
    wellbeing = "wellbeing"
    own = "own"


class SharedRole(TeamOwned, table=True):
    """A role that the team shares out. It is held, rotated, and can have a gap."""

    # The manager writes the six down when a team starts, and ends what somebody held where no member can do it.
    rules: ClassVar[Rules] = Rules(rights={Role.person: None, Role.manager: Right(write=("what_it_is",), add=True)})
    __table_args__ = (
        one_of("kind", SharedRoleKind), UniqueConstraint("id", "team_id"),
        Index(None, "team_id", "name_key", "id"), Index(None, "organisation_id"),
        Index("uq_shared_role_kind", "team_id", "kind", unique=True, postgresql_where=text(OF_THE_SIX)),
    )  # fmt: skip

    kind: str = Field(max_length=20)
    name: str = Field(max_length=120)
    name_key: str = Field(sa_type=Text)
    what_it_is: str | None = Field(default=None, max_length=2000)


class RoleHolding(TeamOwned, table=True):
    """Who holds a shared role, since when and until when."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: None, Role.manager: Right(write=("until_on",), add=False)})
    __table_args__ = (
        _of_member(),
        ForeignKeyConstraint(["role_id", "team_id"], ["shared_role.id", "shared_role.team_id"], ondelete="RESTRICT"),
        CheckConstraint("until_on >= since_on", name="dates"),
        Index(None, "team_id"), Index(None, "organisation_id"), Index(None, "role_id"), Index(None, "member_id"),
        Index("uq_role_holding_now", "role_id", unique=True, postgresql_where=text(NOW)),
    )  # fmt: skip

    role_id: UUID
    member_id: UUID
    since_on: date
    until_on: date | None = None


class Agreement(TeamOwned, table=True):
    """Something the team agreed with one another, with why and when to look at it again."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: None})
    __table_args__ = (
        CheckConstraint("look_again_on >= agreed_on AND ended_on >= agreed_on", name="dates"),
        Index(None, "team_id", "agreed_on", "id"), Index(None, "organisation_id"),
    )  # fmt: skip

    words: str = Field(max_length=2000)
    why: str | None = Field(default=None, max_length=2000)
    agreed_on: date
    look_again_on: date | None = None
    ended_on: date | None = None


class Coaching(TeamOwned, table=True):
    """That a coach supports a team, from when until when. The coach has no authority over it."""

    rules: ClassVar[Rules] = Rules(rights={Role.carer: READ, Role.person: None, Role.manager: Right(write=True)})
    __table_args__ = (
        CheckConstraint("until_on >= since_on", name="dates"),
        _of_account(),
        Index(None, "team_id"), Index(None, "organisation_id"),
        Index("ix_coaching_account", "account_id", postgresql_where=text("removed_at IS NULL")),
        Index("uq_coaching_now", "team_id", "account_id", unique=True, postgresql_where=text(NOW)),
    )  # fmt: skip

    account_id: UUID
    name: str = Field(max_length=120)
    since_on: date
    until_on: date | None = None
