"""The table of the few who support a person."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import READ, Right, Rules
from api.domain.shared.table import PersonOwned


class SmallTeamMember(PersonOwned, table=True):
    """A member of the few who support this person. 'We chose each other' when both said so."""

    rules: ClassVar[Rules] = Rules(
        shared_as="small_team",
        rights={Role.person: Right(write=("person_chose", "words", "until_on")), Role.integration: READ},
    )
    __table_args__ = indexes(
        CheckConstraint("until_on >= since_on", name="dates"), Index(None, "member_id"),
        Index(
            "uq_small_team_member_now", "person_id", "member_id", unique=True,
            postgresql_where=text("until_on IS NULL AND removed_at IS NULL"),
        ),
    )  # fmt: skip

    member_id: UUID = Field(foreign_key="team_member.id")
    member_name: str = Field(max_length=120)
    person_chose: bool = False
    member_chose: bool = False
    words: str | None = Field(default=None, max_length=1000)
    since_on: date
    until_on: date | None = None
