"""Verbs of a council about the providers that it works with."""

from datetime import date, datetime
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.commissioning.providers import queries as q
from api.domain.commissioning.providers.errors import NotAgreedError
from api.domain.commissioning.providers.models import CommissionedProvider
from api.domain.commissioning.providers.schemas import CommissionedProviderEnding
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.storage.writing import ANY_VERSION, Writing


async def agree(work: Writing, id_: UUID) -> None:
    """The council works with the provider. What was said of an ending is taken back; said again, nothing changes."""
    agreed_at, until_on = await _held(work, id_)
    if agreed_at is None or until_on is not None:
        said = {"agreed_at": utc_now(), "agreed_by_account_id": work.asker.subject, "until_on": None}
        await work.change(CommissionedProvider, id_, ANY_VERSION, said)


async def end(work: Writing, id_: UUID, body: CommissionedProviderEnding) -> None:
    """Say the last day, or another one. NotAgreedError where the council never agreed."""
    agreed_at, until_on = await _held(work, id_)
    if agreed_at is None:
        raise NotAgreedError
    if until_on != body.until_on:
        await work.change(CommissionedProvider, id_, ANY_VERSION, {"until_on": body.until_on})


async def _held(work: Writing, id_: UUID) -> tuple[datetime | None, date | None]:
    """When the council agreed and until when, held until its word is written. NotThereError for what is not the council's."""
    await work.version_of(CommissionedProvider, id_)
    if work.reader != Role.commissioner:  # also where there is nothing to change: nobody agrees for a council
        raise ForbiddenError
    found = await work.find(q.HELD, id=id_)
    if found is None:
        raise NotThereError
    return found[0], found[1]
