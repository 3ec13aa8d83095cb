"""The table of printed pages: asked for, made in the jobs process, kept for a while, never changed."""

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, Index, LargeBinary
from sqlmodel import Field

from api.domain.access.roles import Role
from api.domain.people.models import indexes
from api.domain.shared.owners import OPENING, READ, Right, Rules
from api.domain.shared.table import PersonOwned, instant, json_list, one_of


class PageState(StrEnum):
    """How far a page is. `failed`: it could not be made; ask for another."""

    asked = "asked"
    made = "made"
    failed = "failed"


class PersonPage(PersonOwned, table=True):
    """One A4 page with the profile, the good week and the outcomes as they were when it was made, as PDF and as HTML.

    Its two forms repeat what the records say, so they are no values of the change log, and are gone when the page is removed.
    """

    rules: ClassVar[Rules] = Rules(
        secret=("html", "pdf"),
        rights={
            Role.carer: Right(add=True, write=("removed_at",)), Role.person: Right(add=True, write=("removed_at",)),
            Role.manager: READ, Role.coach: None, Role.integration: None, OPENING: None,
        },
    )  # fmt: skip
    __table_args__ = indexes(
        one_of("state", PageState),
        CheckConstraint("(state = 'made') = (made_at IS NOT NULL)", name="made"),
        CheckConstraint("(html IS NOT NULL) = (pdf IS NOT NULL)", name="forms"),
        CheckConstraint("(html IS NOT NULL) = (state = 'made' AND removed_at IS NULL)", name="kept"),
        Index(None, "person_id", "created_at", "id"), Index(None, "team_id", "created_at", "id"),
    )  # fmt: skip

    state: str = Field(default="asked", max_length=10)
    made_at: datetime | None = instant(default=None, nullable=True)
    # What did not fit, each with what it is and how many: a page says what it left out.
    left_out: list[dict[str, Any]] = json_list()
    html: str | None = Field(default=None, max_length=200_000)
    pdf: bytes | None = Field(default=None, sa_type=LargeBinary, nullable=True)
