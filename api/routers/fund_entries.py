"""The ledger of a fund: it only grows, and always adds up."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.funds.ledger import queries as q
from api.domain.funds.ledger import schemas as s
from api.domain.funds.ledger import service
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.funds import FundId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("funds")
FundEntryPage = page_of(s.FundEntryRead)
Reads = Annotated[Call, Requires("funds:read")]
Writes = Annotated[Call, Requires("funds:write")]
EntryId = Annotated[UUID, Path(description="The entry's id.")]
NewEntryId = Annotated[NewId, Path(description="A UUIDv7 of your own making.")]
ENTRIES = "/funds/{fund_id}/entries"


@router.get(ENTRIES, response_model=FundEntryPage)
async def list_fund_entries(call: Reads, fund_id: FundId, query: Annotated[s.FundEntriesQuery, Query()]) -> Response:
    """List the entries of a fund.

    The latest day first, each with its lines. The person, their team, a provider's client, the manager, family if it is shared.
    """
    return await call.page(q.ENTRY, query, q.ENTRIES_FILTERS, fund_id=fund_id)


@router.post(ENTRIES, response_model=s.FundEntryRead, status_code=201)
async def post_fund_entry(call: Writes, fund_id: FundId, body: s.FundEntryNew) -> Response:
    """Write an entry in a fund's ledger.

    Money that came in, was promised, was spent with the provider or elsewhere, was carried over or paid back. The team, a
    provider's client, the manager. Refused when there is not enough (fund-overspent, by the agreement's rule;
    fund-not-committed), when it is more than a fund holds (fund-full), and when the fund is closed, however many write at once.
    What was wrong is turned round, never changed.
    """

    async def verb(work: Writing) -> UUID:
        return await service.post(work, fund_id, body, id_=body.id or new_id())

    return await call.add(q.ENTRY, verb, place=f"/funds/{fund_id}/entries", fund_id=fund_id)


@router.get(f"{ENTRIES}/{{entry_id}}", response_model=s.FundEntryRead)
async def get_fund_entry(call: Reads, fund_id: FundId, entry_id: EntryId) -> Response:
    """Read an entry with its lines."""
    return await call.read(q.ENTRY, id=entry_id, fund_id=fund_id)


@router.put(f"{ENTRIES}/{{entry_id}}", response_model=s.FundEntryRead)
async def put_fund_entry(call: Writes, fund_id: FundId, entry_id: NewEntryId, body: s.FundEntryCreate) -> Response:
    """Write an entry under an id of your own.

    For phones without signal, and for systems that send again: the same body, at any later time, answers the entry as it is (200)
    and moves nothing; another one is refused with id-in-use. Nothing replaces an entry: with If-Match it is fund-entry-stands.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.post(work, fund_id, body, id_=entry_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.stands(work, fund_id, entry_id, version)

    return await call.put(q.ENTRY, entry_id, body, create, replace, place=f"/funds/{fund_id}/entries", fund_id=fund_id)


@router.post(f"{ENTRIES}/{{entry_id}}/reversal", response_model=s.FundEntryRead, status_code=201)
async def reverse_fund_entry(call: Writes, fund_id: FundId, entry_id: EntryId, body: s.FundEntryReversal) -> Response:
    """Turn an entry round.

    Answers the new entry, of today (of the old one's day, if that is to come), which takes back each line of the old one; both
    stay readable. The team, a provider's client, the manager. Once (fund-entry-reversed); a reversal itself stands
    (fund-reversal-stands); and not below nothing: what came in and was spent since is not taken back (fund-overspent).
    """

    async def verb(work: Writing) -> UUID:
        return await service.reverse(work, fund_id, entry_id, body, id_=body.id or new_id())

    return await call.add(q.ENTRY, verb, place=f"/funds/{fund_id}/entries", fund_id=fund_id)


@router.post("/funds/{fund_id}/fees", response_model=s.FundEntryRead, status_code=201)
async def charge_fund_fee(call: Writes, fund_id: FundId, body: s.FundFeeNew) -> Response:
    """Charge the provider's own part for some days.

    As the agreement says: a weekly amount for the days, or a share of what was spent on them. In whole pence; of a weekly amount,
    days charged one after the other come to what they are together. Answers the entry. The team, a provider's client, the
    manager. Days that were charged are not charged again (fund-fee-charged) unless that fee was turned round; without a fee in
    the agreement, or for less than a penny, it is fund-no-fee.
    """

    async def verb(work: Writing) -> UUID:
        return await service.charge(work, fund_id, body, id_=body.id or new_id())

    return await call.add(q.ENTRY, verb, place=f"/funds/{fund_id}/entries", fund_id=fund_id)
