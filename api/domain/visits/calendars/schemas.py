"""What is sent and shown of a member's calendar address."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.domain.shared.fields import Body, Instant, Shown, Version
from api.domain.visits.calendars.models import NamesShown

Names = Annotated[NamesShown, Field(description="How it names people. Whoever borrows the phone reads it: initials say less.")]


class CalendarCreate(Body):
    """A new secret address; the one before ends."""

    names_shown: Names = NamesShown.initials


class CalendarRead(Shown):
    """That there is a calendar address, without the address."""

    id: UUID
    member_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    names_shown: Names
    rotated_at: Annotated[Instant, Field(description="When it was made anew.")] | None


class CalendarSecretRead(CalendarRead):
    """With its address, this once."""

    url: Annotated[
        str,
        StringConstraints(min_length=60, max_length=500, pattern=r"^https?://\S+\.ics$"),
        Field(
            description="Subscribe to it in the phone's calendar. Who has it reads the calendar without signing in.",
            examples=["https://api.example.org/calendars/0Kq3nq2m7TgH1oFf6b8s2yVtW4xZ9aBcDeFgHiJkLmN.ics"],
        ),
    ]
