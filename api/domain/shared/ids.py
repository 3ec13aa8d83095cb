"""Identifiers: UUID version 7, so that keys are close to their neighbours in time."""

from typing import Annotated
from uuid import UUID

import uuid_utils
from pydantic import AfterValidator, Field

VERSION_7 = 7


def new_id() -> UUID:
    """A new UUIDv7 (RFC 9562)."""
    return UUID(int=uuid_utils.uuid7().int)


def _version_7(value: UUID) -> UUID:
    """New ids are version 7; their clock is not judged (an offline phone's may be wrong)."""
    if value.version != VERSION_7:
        msg = "A new id must be a UUID of version 7."
        raise ValueError(msg)
    return value


VERSION_7_PATTERN = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$"
NewId = Annotated[
    UUID,
    AfterValidator(_version_7),
    Field(
        json_schema_extra={"pattern": VERSION_7_PATTERN},
        examples=["01932d8f-5a3c-7b41-9c1e-7f2a4b6c8d01"],
        description="A UUIDv7 of your own making.",
    ),
]
AnyId = Annotated[UUID, Field(description="A UUID.")]
