"""Adding to the record of a person who is supported."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.domain.people import queries as q
from api.domain.people.errors import PersonEndedError
from api.domain.people.models import PersonStatus
from api.domain.shared.table import Record
from api.storage.writing import Writing


async def add_for(work: Writing, cls: type[Record], values: Mapping[str, Any], person: UUID) -> UUID:
    """Add a record that belongs to a person. PersonEndedError once support has ended.

    The id is tried first: what was sent before is answered as it is now, whatever became of the person since.
    """
    id_ = await work.add(cls, values, person_id=person)
    state = await work.find(q.STATUS, id=person)
    if state is not None and state[0] == PersonStatus.ended:
        raise PersonEndedError
    return id_
