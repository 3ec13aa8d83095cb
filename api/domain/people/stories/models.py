"""The table of a life story's chapters."""

from typing import Any, ClassVar

from sqlalchemy.dialects.postgresql import TSTZMULTIRANGE
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import Owner, Right, Rules
from api.domain.shared.table import PersonOwned

# What a chapter says. When the team reads it follows from consents and is written by the database alone.
STORY = ("title", "words", "about_when", "position")


class LifeStoryChapter(PersonOwned, table=True):
    """A chapter of a life, in the person's words. Who reads it is the person's choice, chapter by chapter."""

    owner: ClassVar[Owner] = Owner.private
    rules: ClassVar[Rules] = Rules(
        rights={
            Role.carer: Right(write=STORY),
            Role.person: Right(write=STORY),
            Role.family: Right(columns=STORY),
        }
    )
    __table_args__ = indexes()

    title: str = Field(max_length=200)
    words: str = Field(max_length=20000)
    about_when: str | None = Field(default=None, max_length=120)
    position: int = 0
    team_reads: Any = Field(default=None, sa_type=TSTZMULTIRANGE, nullable=True)
