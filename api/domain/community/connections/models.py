"""Tables of connections: who somebody sees who is not paid to come."""

from datetime import date
from enum import StrEnum
from typing import ClassVar, Final
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import OPENING, READ, WRITE, Reader, Right, Rules
from api.domain.shared.table import PersonOwned, one_of


class ConnectionKind(StrEnum):
    """What somebody is to the person."""

    family = "family"
    friend = "friend"
    neighbour = "neighbour"
    group = "group"
    faith = "faith"
    work = "work"
    other = "other"


# Who the person knows is not the coach's to read: they see how many.
_RIGHTS: Final[dict[Reader, Right | None]] = {Role.coach: None, Role.integration: None, Role.manager: READ, Role.connector: WRITE}


class Connection(PersonOwned, table=True):
    """Somebody outside paid support with whom the person is connected: how, through what, since and until when."""

    rules: ClassVar[Rules] = Rules(shared_as="community", rights=_RIGHTS)
    __table_args__ = indexes(
        one_of("kind", ConnectionKind),
        CheckConstraint("until_on >= since_on", name="dates"),
        ForeignKeyConstraint(
            ["introduction_id", "person_id"], ["introduction.id", "introduction.person_id"], ondelete="RESTRICT"
        ),
        ForeignKeyConstraint(
            ["group_id", "organisation_id"], ["community_group.id", "community_group.organisation_id"], ondelete="RESTRICT"
        ),
        UniqueConstraint("id", "person_id"),
        Index(None, "group_id"), Index(None, "circle_member_id"), Index(None, "introduction_id"),
    )  # fmt: skip

    name: str = Field(max_length=120)
    kind: str = Field(max_length=20)
    circle_member_id: UUID | None = None
    group_id: UUID | None = None
    introduction_id: UUID | None = None
    since_on: date | None = None
    until_on: date | None = None
    words: str | None = Field(default=None, max_length=1000)


class ConnectionSeen(PersonOwned, table=True):
    """They saw each other on a day."""

    rules: ClassVar[Rules] = Rules(shared_as="community", rights=_RIGHTS)
    __table_args__ = indexes(
        ForeignKeyConstraint(["connection_id", "person_id"], ["connection.id", "connection.person_id"], ondelete="RESTRICT"),
        Index("uq_connection_seen_day", "connection_id", "seen_on", unique=True, postgresql_where=text("removed_at IS NULL")),
        Index(None, "person_id", "seen_on"),
    )

    connection_id: UUID
    seen_on: date
    words: str | None = Field(default=None, max_length=1000)


class ReachWish(PersonOwned, table=True):
    """The person wants to be known as somebody who brings people together. Without it nobody's reach is worked out.

    Told to the person, their team, the manager and the connector whom they share it with; taken back by taking it away.
    """

    rules: ClassVar[Rules] = Rules(
        shared_as="community", rights={**_RIGHTS, Role.connector: READ, Role.family: None, OPENING: None}
    )
    __table_args__ = indexes(
        Index("uq_reach_wish_now", "person_id", unique=True, postgresql_where=text("removed_at IS NULL")),
    )

    since_on: date
    words: str | None = Field(default=None, max_length=1000)
