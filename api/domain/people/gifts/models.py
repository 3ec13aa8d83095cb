"""The table of a person's gifts."""

from typing import ClassVar

from sqlmodel import Field

from api.domain.people.models import indexes
from api.domain.shared.gifts import GiftDirection, GiftPart, WouldShare, gift_indexes
from api.domain.shared.owners import Rules
from api.domain.shared.table import PersonOwned, one_of, text_list


class Gift(PersonOwned, table=True):
    """A gift of head, heart or hands that a person has or seeks."""

    rules: ClassVar[Rules] = Rules(shared_as="gifts")
    __table_args__ = indexes(
        *gift_indexes("gift"),
        one_of("part", GiftPart), one_of("direction", GiftDirection), one_of("would_share", WouldShare),
    )  # fmt: skip

    part: str = Field(max_length=10)
    direction: str = Field(default="has", max_length=10)
    words: str = Field(max_length=500)
    tags: list[str] = text_list()
    would_share: str = Field(default="not_now", max_length=10)
