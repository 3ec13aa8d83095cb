"""The table of positive risks."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import PersonOwned, json_list, one_of


class WhoseRisk(StrEnum):
    """The person's risk stays theirs; the organisation's own is shared."""

    person = "person"
    shared = "shared"
    organisation = "organisation"


class PositiveRisk(PersonOwned, table=True):
    """A risk the person wants to take: what it brings them, whose it is, what was agreed, when to look at it again."""

    rules: ClassVar[Rules] = Rules(rights={Role.person: Right(write=True, write_where="whose = 'person'")})
    __table_args__ = indexes(one_of("whose", WhoseRisk))

    what_i_want: str = Field(max_length=2000)
    what_it_brings: str = Field(max_length=2000)
    what_could_happen: str | None = Field(default=None, max_length=2000)
    whose: str = Field(max_length=20)
    agreed: str | None = Field(default=None, max_length=2000)
    agreed_with: list[str] = json_list()
    review_on: date
    ended_on: date | None = None
    provided_by_team_id: UUID
