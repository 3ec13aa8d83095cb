"""The table of the relationships in a person's life."""

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import Rules
from api.domain.shared.table import PersonOwned, json_list, one_of


class Closeness(StrEnum):
    """The rings of a relationship map, from the middle outwards."""

    closest = "closest"
    close = "close"
    known = "known"
    paid = "paid"


class CarerPart(StrEnum):
    """Whether they are an unpaid carer."""

    none = "none"
    main = "main"
    shares = "shares"


class Relationship(PersonOwned, table=True):
    """Somebody in the person's life: what they are to them, how close, and what they may be told."""

    rules: ClassVar[Rules] = Rules(shared_as="relationships", rights={Role.coach: None})
    __table_args__ = indexes(one_of("closeness", Closeness), one_of("carer_part", CarerPart))

    name: str = Field(max_length=120)
    what_they_are_to_me: str = Field(max_length=200)
    closeness: str = Field(max_length=20)
    carer_part: str = Field(default="none", max_length=10)
    may_be_told: list[str] = json_list()
    phone: str | None = Field(default=None, max_length=40)
    email: str | None = Field(default=None, max_length=254)
    circle_member_id: UUID | None = None
