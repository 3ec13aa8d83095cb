"""Tables of community groups: what the organisation knows of them, and, apart from it, what is a person's own."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.access.rules import uuid, uuids
from api.domain.people.models import indexes
from api.domain.shared.gifts import GiftDirection, GiftPart, gift_indexes
from api.domain.shared.owners import OPENING, READ, WRITE, Reader, Right, Rules
from api.domain.shared.table import OrganisationOwned, PersonOwned, instant, json_list, one_of, text_list

# A person writes about the groups that they run.
RUN_BY_ME: Final = f"run_by_account_id = {uuid('account_id')}"
# Whoever has left every team, or a client of none, still reads what is shared with all, and writes none of it.
OF_A_TEAM: Final = f"cardinality{uuids('team_ids')} > 0"
OF_MY_GROUP: Final = f"EXISTS (SELECT FROM community_group g WHERE g.id = group_id AND g.{RUN_BY_ME})"

PUBLISHED: Final = "published_at IS NOT NULL AND removed_at IS NULL"
# What the community feed is searched by: the same expression as in feed_groups(), for its index stands on it.
FEED_TERMS: Final = (
    "to_tsvector('english'::regconfig, name || ' ' || what || ' ' || coalesce(place_name, '') || ' ' || coalesce(town, ''))"
)


def _rights(mine: str) -> dict[Reader, Right | None]:
    """Whoever supports people writes; a person writes what is theirs; a council reads the public feed and figures."""
    of_a_team = Right(write=True, write_where=OF_A_TEAM)
    return {
        Role.carer: of_a_team, Role.connector: WRITE, Role.manager: WRITE, Role.integration: of_a_team,
        Role.person: Right(write=True, write_where=mine), Role.coach: READ, Role.family: READ, Role.commissioner: None,
    }  # fmt: skip


# What is told of a person's community life: those who help read and write it, the connector where the person shares it.
OF_A_PERSON: Final[dict[Reader, Right | None]] = {Role.connector: WRITE, Role.manager: WRITE, Role.integration: WRITE}

# Break-glass is for what cannot wait; which groups somebody goes to can.
NOT_BY_OPENING: Final[dict[Reader, Right | None]] = {**OF_A_PERSON, OPENING: None}


class GroupStatus(StrEnum):
    """Whether a group goes on."""

    active = "active"
    resting = "resting"
    ended = "ended"


class CommunityGroup(OrganisationOwned, table=True):
    """Something going on locally: what, where, when, who runs it. Public only when it was published."""

    rules: ClassVar[Rules] = Rules(kept=True, rights=_rights(RUN_BY_ME))
    __table_args__ = (
        one_of("status", GroupStatus),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates"),
        CheckConstraint("maximum_age >= minimum_age", name="ages"),
        CheckConstraint("rrule IS NULL OR (first_on IS NOT NULL AND begins_at IS NOT NULL)", name="when"),
        CheckConstraint("begins_at ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'", name="begins_at"),
        CheckConstraint("lasts_minutes BETWEEN 1 AND 1440", name="lasts_minutes"),
        # Nothing is public that nobody could find, nor what has ended.
        CheckConstraint(
            "published_at IS NULL OR num_nonnulls(place_name, postcode, phone, email, website) > 0", name="findable"
        ),
        CheckConstraint("published_at IS NULL OR status <> 'ended'", name="ended_not_public"),
        CheckConstraint("status = 'active' OR status_because IS NOT NULL", name="status_because"),
        CheckConstraint("(assured_on IS NULL) = (assured_by IS NULL)", name="assured"),
        UniqueConstraint("id", "organisation_id"),
        Index(None, "organisation_id", "name_key", "id"), Index(None, "organisation_id", "updated_at"),
        Index("ix_community_group_terms", text("to_tsvector('english'::regconfig, name)"), postgresql_using="gin"),
        Index("ix_community_group_feed", text(FEED_TERMS), postgresql_using="gin", postgresql_where=text(PUBLISHED)),
        Index("ix_community_group_public", "id", postgresql_where=text(PUBLISHED)),
    )  # fmt: skip

    name: str = Field(max_length=120)
    name_key: str = Field(max_length=1000, sa_column_kwargs={"server_default": text("''")})
    what: str = Field(max_length=2000)
    who_runs_it: str = Field(max_length=200)
    run_by_account_id: UUID | None = Field(default=None, foreign_key="account.id")
    place_name: str | None = Field(default=None, max_length=120)
    address_lines: list[str] = json_list()
    town: str | None = Field(default=None, max_length=80)
    postcode: str | None = Field(default=None, max_length=8)
    latitude: float | None = None
    longitude: float | None = None
    rrule: str | None = Field(default=None, max_length=300)
    first_on: date | None = None
    begins_at: str | None = Field(default=None, max_length=5)
    lasts_minutes: int | None = None
    when_words: str | None = Field(default=None, max_length=500)
    cost_words: str | None = Field(default=None, max_length=200)
    cost_pence: int | None = None
    accessibility: list[str] = text_list()
    languages: list[str] = text_list()
    minimum_age: int | None = None
    maximum_age: int | None = None
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    website: str | None = Field(default=None, max_length=300)
    assured_on: date | None = None
    assured_by: str | None = Field(default=None, max_length=200)
    status: str = Field(default="active", max_length=10)
    status_on: date | None = None
    status_because: str | None = Field(default=None, max_length=1000)
    published_at: datetime | None = instant(default=None, nullable=True)


def _of_group() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["group_id", "organisation_id"], ["community_group.id", "community_group.organisation_id"], ondelete="RESTRICT"
    )


class GroupGift(OrganisationOwned, table=True):
    """A gift of head, heart or hands that a group seeks or has."""

    rules: ClassVar[Rules] = Rules(rights=_rights(OF_MY_GROUP))
    __table_args__ = (
        _of_group(), one_of("part", GiftPart), one_of("direction", GiftDirection), *gift_indexes("group_gift"),
        Index(None, "organisation_id"), Index(None, "group_id"),
    )  # fmt: skip

    group_id: UUID
    part: str = Field(max_length=10)
    direction: str = Field(default="seeks", max_length=10)
    words: str = Field(max_length=500)
    tags: list[str] = text_list()


class GroupSession(OrganisationOwned, table=True):
    """A time when the group met: how many came, what they did, what they made or gave. Names nobody."""

    rules: ClassVar[Rules] = Rules(rights=_rights(OF_MY_GROUP))
    __table_args__ = (
        _of_group(),
        CheckConstraint("came BETWEEN 0 AND 10000", name="came"),
        CheckConstraint("held_on <= (now() AT TIME ZONE 'Europe/London')::date", name="held_on"),
        UniqueConstraint("id", "group_id", "held_on", "organisation_id"),
        Index(None, "organisation_id"), Index(None, "group_id", "held_on", "id"),
    )  # fmt: skip

    group_id: UUID
    held_on: date
    came: int | None = None
    what_happened: str | None = Field(default=None, max_length=2000)
    made_or_gave: str | None = Field(default=None, max_length=2000)


class GroupOrigin(PersonOwned, table=True):
    """Whose remark a group was born from, in their words. Others read it only while the person consents (purpose `story`)."""

    rules: ClassVar[Rules] = Rules(shared_as="community", rights={**NOT_BY_OPENING, Role.coach: None, Role.integration: None})
    __table_args__ = indexes(
        _of_group(),
        Index("uq_group_origin_group", "group_id", unique=True, postgresql_where=text("removed_at IS NULL")),
    )

    group_id: UUID
    words: str = Field(max_length=2000)


class GroupMembership(PersonOwned, table=True):
    """A person takes part in a group: since when, what it means to them, and until when."""

    rules: ClassVar[Rules] = Rules(shared_as="community", rights={**NOT_BY_OPENING})
    __table_args__ = indexes(
        _of_group(),
        CheckConstraint("left_on >= joined_on", name="dates"),
        Index(
            "uq_group_membership_now", "group_id", "person_id", unique=True,
            postgresql_where=text("left_on IS NULL AND removed_at IS NULL"),
        ),
        Index(None, "group_id"),
    )  # fmt: skip

    group_id: UUID
    joined_on: date
    words: str | None = Field(default=None, max_length=1000)
    left_on: date | None = None
    left_because: str | None = Field(default=None, max_length=1000)


class GroupAttendance(PersonOwned, table=True):
    """A person was at a session."""

    rules: ClassVar[Rules] = Rules(shared_as="community", rights={**NOT_BY_OPENING})
    __table_args__ = indexes(
        # Which group it was, and on what day, follows the session, whoever writes.
        ForeignKeyConstraint(
            ["session_id", "group_id", "held_on", "organisation_id"],
            ["group_session.id", "group_session.group_id", "group_session.held_on", "group_session.organisation_id"],
            name="fk_group_attendance_session", onupdate="CASCADE", ondelete="RESTRICT",
        ),
        Index(
            "uq_group_attendance_once", "session_id", "person_id", unique=True, postgresql_where=text("removed_at IS NULL")
        ),
        Index(None, "person_id", "held_on"),
    )  # fmt: skip

    session_id: UUID
    group_id: UUID
    held_on: date
    words: str | None = Field(default=None, max_length=1000)
