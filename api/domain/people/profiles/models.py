"""The table of one-page profiles."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import Right, Rules
from api.domain.shared.table import PersonOwned, instant, json_list

# The one thing that happens to a version after it was written.
SIGNING_OFF = ("signed_off_at", "signed_off_by", "signed_off_how")


class ProfileVersion(PersonOwned, table=True):
    """One version of a person's one-page profile, in their words. Versions are added, never overwritten."""

    rules: ClassVar[Rules] = Rules(
        shared_as="profile",
        kept=True,
        rights={
            Role.carer: Right(write=SIGNING_OFF), Role.person: Right(write=SIGNING_OFF), Role.manager: Right(write=SIGNING_OFF),
            Role.integration: Right(add=True),
        },
    )  # fmt: skip
    __table_args__ = indexes(UniqueConstraint("person_id", "number"))

    number: int
    appreciate: list[str] = json_list()
    matters: list[str] = json_list()
    support: list[str] = json_list()
    people_important: list[str] = json_list()
    communicate: list[str] = json_list()
    wellness: list[str] = json_list()
    please_do: list[str] = json_list()
    please_dont: list[str] = json_list()
    also_worth_knowing: list[str] = json_list()
    helped_by: list[str] = json_list()
    written_on: date
    signed_off_at: datetime | None = instant(default=None, nullable=True)
    signed_off_by: str | None = Field(default=None, max_length=200)
    signed_off_how: str | None = Field(default=None, max_length=500)
