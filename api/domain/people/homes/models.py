"""The table of how to get into a home."""

from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field

from api.domain.people.models import indexes
from api.domain.shared.owners import Owner, Rules
from api.domain.shared.table import PersonOwned


class AccessToHome(PersonOwned, table=True):
    """How to get in: key safe and the like. Values are never logged."""

    owner: ClassVar[Owner] = Owner.home
    rules: ClassVar[Rules] = Rules(secret=("key_safe_place", "key_safe_code", "instructions", "alarm"))
    __table_args__ = indexes(
        Index("uq_access_to_home_person", "person_id", unique=True, postgresql_where=text("removed_at IS NULL"))
    )

    key_safe_place: str | None = Field(default=None, max_length=500)
    key_safe_code: str | None = Field(default=None, max_length=40)
    instructions: str | None = Field(default=None, max_length=2000)
    alarm: str | None = Field(default=None, max_length=500)
