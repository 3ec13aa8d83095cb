"""What is sent and shown of the way into a person's home."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, model_validator

from api.domain.shared.fields import Body, Instant, Shown, Version, line, prose

Place = Annotated[
    str, prose(500), Field(description="Where the key safe is.", examples=["Left of the back door, behind the water butt"])
]
Code = Annotated[str, line(40), Field(description="Its code. Never in the change log.", examples=["C4471Y"])]
Instructions = Annotated[str, prose(2000), Field(examples=["Ring twice, then come in. She hears you."])]
Alarm = Annotated[str, prose(500), Field(description="The alarm, and how it is silenced.", examples=["Panel in the hall"])]


class AccessToHomePut(Body):
    """How to get in."""

    key_safe_place: Place | None = None
    key_safe_code: Code | None = None
    instructions: Instructions | None = None
    alarm: Alarm | None = None

    @model_validator(mode="after")
    def _says_something(self) -> "AccessToHomePut":
        if not any((self.key_safe_place, self.key_safe_code, self.instructions, self.alarm)):
            msg = "Say something about how to get in, or delete the record."
            raise ValueError(msg)
        return self


class AccessToHomePatch(Body):
    """JSON Merge Patch: left out is unchanged, null clears."""

    key_safe_place: Place | None = None
    key_safe_code: Code | None = None
    instructions: Instructions | None = None
    alarm: Alarm | None = None


class AccessToHomeRead(Shown):
    """How to get into a person's home. Whoever reads it is recorded as having looked."""

    id: UUID
    person_id: UUID
    version: Version
    created_at: Instant
    updated_at: Instant
    key_safe_place: Place | None
    key_safe_code: Code | None
    instructions: Instructions | None
    alarm: Alarm | None
