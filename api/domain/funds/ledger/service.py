"""Verbs about the ledger of a fund. The lines are made here; the database holds the balances, and says no under any race."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from api.domain.funds import errors, forecast
from api.domain.funds import queries as funds
from api.domain.funds.ledger import queries as q
from api.domain.funds.ledger import schemas as s
from api.domain.funds.ledger.models import WAYS, Account, EntryKind, FundEntry
from api.domain.funds.models import FeeKind, Fund
from api.domain.outcomes.papers.blocks import day
from api.domain.shared.clock import london_today
from api.domain.shared.errors import IdInUseError, NotThereError
from api.domain.shared.money import split
from api.domain.visits.models import Visit
from api.storage.wire import JsonList
from api.storage.writing import Writing

Line = dict[str, Any]


async def post(work: Writing, fund: UUID, body: s.FundEntryCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write an entry. The id is tried first: what was sent before is answered as it is, whatever became of the fund since."""
    person, from_on, *_ = await _fund(work, fund)
    said = {"kind": body.kind, "on_day": body.on_day, "words": body.words, "made_of": made_of}
    more = {"payee": body.payee, "evidence": body.evidence, "visit_id": body.visit_id}
    _made(await work.rows(q.POST, id=id_, fund=fund, lines=JsonList(lines_of(body)), more=more, **said), id_)
    if body.on_day < from_on:
        raise errors.EntryDayError(pointer="/on_day")
    if body.visit_id is not None:
        await work.version_of(Visit, body.visit_id, person_id=person)
    return id_


async def reverse(work: Writing, fund: UUID, entry: UUID, body: s.FundEntryReversal, *, id_: UUID) -> UUID:
    """Turn an entry round, once. Both stay, and the money is where it was."""
    await work.version_of(FundEntry, entry, fund_id=fund)
    sent = {"id": id_, "fund": fund, "entry": entry, "on_day": london_today(), "words": body.words, "made_of": None}
    _made(await work.rows(q.REVERSE, **sent), id_)
    return id_


async def charge(work: Writing, fund: UUID, body: s.FundFeeNew, *, id_: UUID) -> UUID:
    """Charge the provider's own part for some days, as the agreement says. The same days once."""
    _, from_on, _, _, kind, weekly, basis_points = await _fund(work, fund)
    if body.from_on < from_on:
        raise errors.EntryDayError(pointer="/from_on")
    pence = 0
    if kind == FeeKind.weekly:
        pence = forecast.weekly_for(weekly, body.from_on, body.until_on)
    elif kind == FeeKind.share:
        spent = await work.find(q.SPENT, fund=fund, first=body.from_on, last=body.until_on)
        pence = forecast.share_of(int(spent[0]) if spent else 0, basis_points)
    if pence <= 0:
        raise errors.NoFeeError
    words = body.words or f"Our fee from {day(body.from_on)} to {day(body.until_on)}"
    said = {"kind": EntryKind.fee, "on_day": london_today(), "words": words, "made_of": None}
    days = {"fee_from_on": body.from_on, "fee_until_on": body.until_on}
    lines = _between(Account.allocated, Account.fee, [(pence, None)])
    _made(await work.rows(q.POST, id=id_, fund=fund, lines=JsonList(lines), more=days, **said), id_)
    return id_


async def stands(work: Writing, fund: UUID, entry: UUID, version: int) -> None:
    """An entry is never replaced: whoever reaches it is told to turn it round."""
    await work.version_of(FundEntry, entry, expected=version, fund_id=fund)
    raise errors.EntryStandsError


def lines_of(body: s.FundEntryCreate) -> list[Line]:
    """The lines of an entry: what leaves one account comes to another, item by item, and nothing is lost on the way."""
    if body.kind is s.PostedKind.spending:
        source = Account.committed if body.from_committed else Account.allocated
        target = Account.spent_inside if body.inside else Account.spent_outside
    else:
        (source,), (target,) = WAYS[EntryKind(body.kind)]
    parts: list[tuple[int, UUID | None]] = [(body.pence, body.plan_item_id)]
    if body.splits:
        shares = split(body.pence, [part.weight for part in body.splits])
        parts = [(share, part.plan_item_id) for share, part in zip(shares, body.splits, strict=True)]
    return _between(source, target, parts)


def _between(source: Account, target: Account, parts: Iterable[tuple[int, UUID | None]]) -> list[Line]:
    return [
        {"account": account, "pence": sign * pence, "plan_item_id": item}
        for pence, item in parts
        if pence  # of very little an item may get nothing
        for account, sign in ((source, -1), (target, 1))
    ]


def _made(rows: list[tuple[Any, ...]], id_: UUID) -> None:
    if rows[0][0] is None:
        raise IdInUseError(extra={"id": str(id_)})


async def _fund(work: Writing, fund: UUID) -> tuple[Any, ...]:
    """Of whom the fund is, its days, its fee: if it is the writer's to reach."""
    await work.version_of(Fund, fund)
    found = await work.find(funds.STATE, id=fund)
    if found is None:
        raise NotThereError
    return found
