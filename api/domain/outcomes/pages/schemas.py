"""What is sent and shown of printed pages."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from api.domain.outcomes.pages.content import Part, Why
from api.domain.outcomes.pages.models import PageState
from api.domain.shared.fields import INT32, Body, Instant, Shown, Version, some
from api.domain.shared.ids import NewId
from api.storage.lists import ListQuery

Number = Annotated[int, Field(ge=1, le=2147483647, json_schema_extra=INT32)]


class PersonPageNew(Body):
    """Ask for a page. There is nothing to say beside it."""

    id: NewId | None = None


class PersonPageLeftOut(Shown):
    """So many of a part did not go on the page."""

    part: Annotated[Part, Field(description="The part of the page.")]
    items: Annotated[Number, Field(description="How many of it are not on the page.")]
    because: Annotated[Why, Field(description="There was no room, or it is in letters that the page cannot print.")]


class PersonPageRead(Shown):
    """A person's one-page profile and plan on one sheet of A4, as it was when it was made."""

    id: UUID
    person_id: UUID
    team_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    state: Annotated[PageState, Field(description="Read again until it is `made` or `failed`.")]
    made_at: Instant | None
    left_out: Annotated[
        list[PersonPageLeftOut], some(10), Field(description="What is in the record and not on the page; the page says so too.")
    ]


class PersonPagesQuery(ListQuery):
    """Filters of the list of printed pages."""

    state: PageState | None = None
