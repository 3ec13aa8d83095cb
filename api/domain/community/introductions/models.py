"""Tables of introductions and of what happened on the way."""

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from api.domain.community.groups.models import OF_A_PERSON
from api.domain.people.models import indexes
from api.domain.shared.owners import Rules
from api.domain.shared.table import PersonOwned, one_of


class IntroductionKind(StrEnum):
    """`signposting`: information only. `social_prescribing`: someone goes along, and comes back to it. Never counted together."""

    signposting = "signposting"
    social_prescribing = "social_prescribing"


class IntroductionResult(StrEnum):
    """What came of it, for the person."""

    joined = "joined"
    tried = "tried"
    not_for_me = "not_for_me"
    not_now = "not_now"


class Introduction(PersonOwned, table=True):
    """A step into community life: from whom, to what, the first step, who goes along, what came of it, the message back."""

    rules: ClassVar[Rules] = Rules(shared_as="community", kept=True, rights={**OF_A_PERSON})
    __table_args__ = indexes(
        one_of("kind", IntroductionKind), one_of("result", IntroductionResult),
        CheckConstraint("num_nonnulls(group_id, to_words) = 1", name="to_what"),
        CheckConstraint("kind <> 'social_prescribing' OR goes_along IS NOT NULL", name="goes_along"),
        CheckConstraint("kind <> 'signposting' OR goes_along IS NULL", name="only_information"),
        CheckConstraint("(result IS NULL) = (result_on IS NULL)", name="result_on"),
        CheckConstraint("(message_back IS NULL) = (message_back_on IS NULL)", name="message_back"),
        CheckConstraint("message_back IS NULL OR result IS NOT NULL", name="message_after_result"),
        ForeignKeyConstraint(
            ["group_id", "organisation_id"], ["community_group.id", "community_group.organisation_id"], ondelete="RESTRICT"
        ),
        UniqueConstraint("id", "person_id"),
        Index(None, "group_id"), Index(None, "person_id", "made_on", "id"), Index(None, "team_id", "made_on", "id"),
        Index(None, "provided_by_team_id", "made_on"),
    )  # fmt: skip

    kind: str = Field(max_length=20)
    made_on: date
    from_whom: str = Field(max_length=200)
    group_id: UUID | None = None
    to_words: str | None = Field(default=None, max_length=500)
    why: str | None = Field(default=None, max_length=1000)
    first_step: str | None = Field(default=None, max_length=1000)
    goes_along: str | None = Field(default=None, max_length=200)
    result: str | None = Field(default=None, max_length=20)
    result_on: date | None = None
    result_words: str | None = Field(default=None, max_length=2000)
    message_back: str | None = Field(default=None, max_length=2000)
    message_back_on: date | None = None
    provided_by_team_id: UUID


class IntroductionContact(PersonOwned, table=True):
    """Something on the way: somebody called, met, went along, or the person went."""

    rules: ClassVar[Rules] = Rules(shared_as="community", rights={**OF_A_PERSON})
    __table_args__ = indexes(
        ForeignKeyConstraint(
            ["introduction_id", "person_id"], ["introduction.id", "introduction.person_id"], ondelete="RESTRICT"
        ),
        Index(None, "introduction_id"),
    )

    introduction_id: UUID
    on_day: date
    words: str = Field(max_length=1000)
    attended: bool = False
    went_along: str | None = Field(default=None, max_length=200)
