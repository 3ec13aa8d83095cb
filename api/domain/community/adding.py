"""Adding to what is told of a person's community life: also by a connector, who may not read the person's record itself."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import any_, bindparam, literal_column, select

from api.domain.access.roles import Role
from api.domain.access.rules import uuids
from api.domain.circles.models import Circle
from api.domain.people.adding import add_for
from api.domain.people.errors import PersonEndedError
from api.domain.shared.errors import NotThereError
from api.domain.shared.table import Record, UuidType
from api.storage.shape import Shape
from api.storage.wire import plain
from api.storage.writing import Writing

_c = Circle.__table__.c
_PERSON: Final = bindparam("person", type_=UuidType())
# The team of a person who shares their community life with this connector, as the connector's own circle says it.
TEAM: Final = (
    select(_c.team_id)
    .where(
        _c.person_id == _PERSON, _c.removed_at.is_(None), Shape(Circle, Circle).visible(Role.connector, opened=False),
        any_(literal_column(uuids("shared_community"))) == _PERSON,
    )
    .limit(1)
)  # fmt: skip
ENDED: Final = plain("SELECT support_ended_at($1::uuid) IS NOT NULL", "person")


async def add_to_community(work: Writing, cls: type[Record], values: Mapping[str, Any], person: UUID) -> UUID:
    """Add a record of a person's community life. NotThereError; PersonEndedError once support has ended."""
    if work.reader != Role.connector:
        return await add_for(work, cls, values, person)
    found = await work.find(TEAM, person=person)
    if found is None:
        raise NotThereError
    keys = {"person_id": person, "team_id": found[0]}
    if "provided_by_team_id" in cls.model_fields:
        keys["provided_by_team_id"] = found[0]
    id_ = await work.add(cls, {**values, **keys})
    await still_supported(work, person)
    return id_


async def still_supported(work: Writing, person: UUID) -> None:
    """PersonEndedError once support for the person has ended."""
    if (await work.rows(ENDED, person=person))[0][0]:
        raise PersonEndedError
