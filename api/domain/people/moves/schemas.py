"""What is sent and shown when a person moves to another team."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.people.moves.models import MoveState
from api.domain.shared.fields import Body, Instant, Shown, Version, line, prose
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Words = Annotated[str, prose(2000)]
State = Annotated[MoveState, Field(description="offered, then accepted, declined or withdrawn.", examples=["offered"])]


class MoveOfferNew(Body):
    """The team that supports a person offers them to another team of the provider."""

    id: NewId | None = None
    to_team_id: Annotated[UUID, Field(description="A team of the same provider that is working.")]
    words: (
        Annotated[
            Words,
            Field(
                description="What the new team should know before it answers.",
                examples=["Jean moves to Leigh, near her daughter"],
            ),
        ]
        | None
    ) = None


class MoveAnswer(Body):
    """An answer to an offer, or its withdrawal."""

    words: Annotated[Words, Field(examples=["Very welcome. Tom and Amira will come and meet her."])] | None = None


class MoveOfferRead(Shown):
    """An offer of a move, as both teams see it: the name, and what one says to the other. No more of the person's record."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    preferred_name: Annotated[str, line(120)]
    from_team_id: UUID
    from_team_name: Annotated[str, line(120)]
    to_team_id: UUID
    to_team_name: Annotated[str, line(120)]
    words: Words | None
    state: State
    answered_at: Instant | None
    answer_words: Words | None


class MoveOffersQuery(ListQuery):
    """Filters of the list of offers."""

    state: MoveState | None = None
    person_id: UUID | None = None
    from_team_id: UUID | None = None
    to_team_id: UUID | None = None
