"""Verbs of break-glass."""

from uuid import UUID

from api.domain.access import trail_queries as q
from api.domain.access.errors import NotYourOpeningError
from api.domain.access.opening_schemas import OpeningNew
from api.domain.access.roles import Role
from api.domain.access.trails import Notice
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing


async def open_person(work: Writing, body: OpeningNew) -> UUID:
    """Open one person of another team, to read. The team, the manager and the person are told in the same transaction."""
    if work.reader != Role.carer:
        raise ForbiddenError
    id_ = body.id or new_id()
    await work.rows(
        q.OPEN_PERSON, id=id_, person=body.person_id, reason=body.reason, words=body.words, minutes=body.minutes, digest=None
    )
    return id_


async def close(work: Writing, id_: UUID) -> None:
    """End an opening before its time. Again is fine and changes nothing."""
    now = await work.find(q.OPENING_STATE, id=id_)
    if now is None:
        raise NotThereError
    if now[0] is None and not (await work.rows(q.CLOSE_OPENING, id=id_))[0][0]:
        raise NotYourOpeningError


async def read_notice(work: Writing, id_: UUID) -> None:
    """Keep that this account has read a notice. Again is fine: the first time stays."""
    await work.version_of(Notice, id_)
    work.do(q.READ_NOTICE, id=id_)
