"""Verbs of offers and swaps between members. Locks are taken in one order: visits by id, then the offer."""

from typing import NamedTuple
from uuid import UUID

from api.domain.shared.clock import utc_now
from api.domain.shared.errors import NotThereError
from api.domain.visits.rostering import errors
from api.domain.visits.rostering import queries as q
from api.domain.visits.rostering import schemas as s
from api.domain.visits.rostering.models import OfferState, VisitOffer
from api.domain.visits.rostering.taking import ahead, change_members, own_member
from api.domain.visits.service import Standing, standing
from api.storage.writing import ANY_VERSION, Writing


class Offer(NamedTuple):
    """An offer as it stands, held."""

    visit_id: UUID
    from_member_id: UUID
    to_member_id: UUID | None
    for_visit_id: UUID | None
    state: str


async def offer(work: Writing, visit: UUID, body: s.VisitOfferCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Offer a visit that one is on: to a team mate, to all, or in exchange for a visit of a team mate.

    The id is tried first: what was sent before is answered as it is now. OfferToError, SwapError, NotOnItError.
    """
    held = await _held(work, *sorted(v for v in (visit, body.for_visit_id) if v is not None))
    now = held[visit]
    member = await own_member(work, now.provided_by_team_id)
    values = body.model_dump(exclude={"id"}) | {"id": id_, "from_member_id": member, "created_digest": made_of}
    if body.for_visit_id is not None and (body.to_member_id is None or body.for_visit_id == visit):
        raise errors.SwapError(pointer="/for_visit_id")
    await work.add(VisitOffer, values, visit_id=visit)
    ahead(now)
    if member not in now.member_ids:
        raise errors.NotOnItError
    if body.to_member_id is not None:
        there = await work.find(q.MEMBER_OF_TEAM, id=body.to_member_id, team_id=now.provided_by_team_id)
        if there is None or body.to_member_id in now.member_ids:
            raise errors.OfferToError(pointer="/to_member_id")
    if body.for_visit_id is not None:
        other = held[body.for_visit_id]
        ahead(other)
        if body.to_member_id not in other.member_ids or member in other.member_ids:
            raise errors.SwapError(pointer="/for_visit_id")
    return id_


async def accept(work: Writing, offer_id: UUID, words: str | None) -> None:
    """Take what is offered. Of a swap both visits change hands, or neither."""
    named = await work.find(q.OFFER_VISITS, id=offer_id)
    if named is None:
        raise NotThereError
    held = await _held(work, *sorted(v for v in named if v is not None))
    stood = await _stood(work, offer_id)
    now = held[stood.visit_id]
    member = await own_member(work, now.provided_by_team_id)
    if member == stood.from_member_id or stood.to_member_id not in (None, member):
        raise errors.NotYoursToAnswerError
    for one in held.values():
        ahead(one)
    if stood.from_member_id not in now.member_ids:
        raise errors.OfferAnsweredError
    if member in now.member_ids:
        raise errors.OnItAlreadyError
    await _answer(work, offer_id, OfferState.accepted, words, member)
    if words:
        work.because(words)
    if stood.for_visit_id is None:
        await change_members(work, stood.visit_id, now, _instead(now.member_ids, stood.from_member_id, member))
        return
    other = held[stood.for_visit_id]
    if member not in other.member_ids or stood.from_member_id in other.member_ids:
        raise errors.OfferAnsweredError
    # Both let go first: two visits at the same time can be swapped, and nobody is in two places meanwhile.
    await change_members(work, stood.visit_id, now, [m for m in now.member_ids if m != stood.from_member_id])
    await change_members(work, stood.for_visit_id, other, _instead(other.member_ids, member, stood.from_member_id))
    await change_members(work, stood.visit_id, now, _instead(now.member_ids, stood.from_member_id, member))


async def decline(work: Writing, offer_id: UUID, words: str | None) -> None:
    """Say no to an offer made to oneself."""
    stood, member = await _answering(work, offer_id)
    if stood.to_member_id != member:
        raise errors.NotYoursToAnswerError
    await _answer(work, offer_id, OfferState.declined, words, member)


async def withdraw(work: Writing, offer_id: UUID, words: str | None) -> None:
    """Take one's own offer back."""
    stood, member = await _answering(work, offer_id)
    if stood.from_member_id != member:
        raise errors.NotYoursToAnswerError
    await _answer(work, offer_id, OfferState.withdrawn, words, member)


async def _held(work: Writing, *ids: UUID) -> dict[UUID, Standing]:
    """Visits, locked in the order given. NotThereError for one that is not the caller's."""
    return {id_: await standing(work, id_) for id_ in ids}


async def _stood(work: Writing, offer_id: UUID) -> Offer:
    found = await work.find(q.OFFER_STATE, id=offer_id)
    if found is None:
        raise NotThereError
    stood = Offer(*found)
    if stood.state != OfferState.offered:
        raise errors.OfferAnsweredError
    return stood


async def _answering(work: Writing, offer_id: UUID) -> tuple[Offer, UUID]:
    """The offer, and who the caller is in the team whose visit it is."""
    named = await work.find(q.OFFER_VISITS, id=offer_id)
    if named is None:
        raise NotThereError
    visit = await standing(work, named[0])
    return await _stood(work, offer_id), await own_member(work, visit.provided_by_team_id)


async def _answer(work: Writing, offer_id: UUID, state: OfferState, words: str | None, member: UUID) -> None:
    values = {"state": state, "answered_at": utc_now(), "answered_by_member_id": member, "answer_words": words}
    await work.change(VisitOffer, offer_id, ANY_VERSION, values)


def _instead(members: list[UUID], gone: UUID, new: UUID) -> list[UUID]:
    return [new if m == gone else m for m in members]
