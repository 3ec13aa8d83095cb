"""Verbs about printed pages."""

from uuid import UUID

from api.domain.outcomes.pages import queries as q
from api.domain.outcomes.pages.models import PersonPage
from api.domain.people.adding import add_for
from api.storage.writing import Writing


async def ask(work: Writing, person: UUID, *, id_: UUID) -> UUID:
    """Ask for a page. It is queued in the same transaction: both are there, or neither.

    PersonEndedError once support has ended: a page is for living with.
    """
    await add_for(work, PersonPage, {"id": id_}, person)
    work.do(q.QUEUE, page_id=id_, person_id=person)
    return id_
