"""Verbs about notifications to the regulator. What must be told stands in the record that it is about."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.concerns.errors import NothingToTellError, ToldAlreadyError
from api.domain.concerns.notifications import queries as q
from api.domain.concerns.notifications import schemas as s
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.domain.shared.table import Record
from api.storage.writing import ANY_VERSION, Writing

WHO = "The team and the manager say that the regulator was told."


async def record(work: Writing, cls: type[Record], person: UUID, id_: UUID, body: s.NotificationRecord) -> None:
    """The regulator was told of it. ToldAlreadyError the second time; NothingToTellError when nobody said that it must be."""
    if work.asker.role not in (Role.carer, Role.manager):
        raise ForbiddenError(WHO)
    await work.version_of(cls, id_, person_id=person)
    state = await work.find(q.STATES[cls], id=id_, person=person)
    if state is None:
        raise NotThereError
    if state[1] is not None:
        raise ToldAlreadyError
    if state[0] is None:
        raise NothingToTellError
    changes = {"notified_at": body.at or utc_now(), "notified_reference": body.reference}
    await work.change(cls, id_, ANY_VERSION, changes, person_id=person)


async def hold(work: Writing, cls: type[Record], person: UUID, id_: UUID, changes: Mapping[str, Any]) -> None:
    """Refuse to change what the regulator was told. ToldAlreadyError."""
    if "notification" in changes:
        state = await work.find(q.STATES[cls], id=id_, person=person)
        if state is not None and state[1] is not None and state[0] != changes["notification"]:
            raise ToldAlreadyError(pointer="/notification")


async def may_remove(work: Writing, cls: type[Record], person: UUID, id_: UUID, version: int) -> None:
    """Refuse to take away what the regulator was told of: it may ask for it. ToldAlreadyError."""
    state = await work.find(q.STATES[cls], id=id_, person=person)
    if state is not None and state[1] is not None:
        await work.version_of(cls, id_, expected=version, person_id=person)
        raise ToldAlreadyError
