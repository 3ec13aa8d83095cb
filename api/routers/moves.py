"""A person moves to another team: offered by the one, accepted by the other, in one act."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from api.domain.people.moves import queries as q
from api.domain.people.moves import schemas as s
from api.domain.people.moves import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("moves")
MoveOfferPage = page_of(s.MoveOfferRead)
Reads = Annotated[Call, Requires("people:read")]
Writes = Annotated[Call, Requires("people:write")]


@router.post("/people/{person_id}/move-offers", response_model=s.MoveOfferRead, status_code=201)
async def offer_move(call: Writes, person_id: PersonId, body: s.MoveOfferNew) -> Response:
    """Offer a person to another team of the provider.

    A member of the team that supports them, or the manager. The new team is told and sees the name and your words; nothing
    else changes until it accepts. One offer at a time (move-offered); never to a team that has ended (team-ended).
    """

    async def verb(work: Writing) -> UUID:
        return await service.offer(work, person_id, body)

    return await call.add(q.OFFER, verb, place="/move-offers")


@router.get("/move-offers", response_model=MoveOfferPage)
async def list_move_offers(call: Reads, query: Annotated[s.MoveOffersQuery, Query()]) -> Response:
    """List offers of moves, newest first.

    Of your teams, going out and coming in; a manager sees the whole provider's, a person those about themself, a coach those
    about people of the teams they coach.
    """
    return await call.page(q.OFFER, query, q.OFFERS_FILTERS)


@router.get("/move-offers/{record_id}", response_model=s.MoveOfferRead)
async def get_move_offer(call: Reads, record_id: RecordId) -> Response:
    """Read an offer of a move.

    Both teams read it, also after it was answered.
    """
    return await call.read(q.OFFER, id=record_id)


@router.post("/move-offers/{record_id}/acceptance", response_model=s.MoveOfferRead)
async def accept_move(call: Writes, record_id: RecordId, body: s.MoveAnswer) -> Response:
    """Accept a person who is offered to your team.

    A member of the new team, or the manager. The person and all that is theirs is with the new team from this moment; the old
    team's access ends with it, and so do the few who supported them. Visits still to come stay and need members of the new team.
    What happened keeps the team that provided it. Old team, new team and person are told.
    Refused when the offer was answered, your team or the person's support has ended.
    """

    async def verb(work: Writing) -> None:
        await service.accept(work, record_id, body)

    return await call.do(q.OFFER, verb, record=record_id)


@router.post("/move-offers/{record_id}/decline", response_model=s.MoveOfferRead)
async def decline_move(call: Writes, record_id: RecordId, body: s.MoveAnswer) -> Response:
    """Decline a person who is offered to your team.

    A member of the new team, or the manager. The person stays where they are, and the old team is told.
    """

    async def verb(work: Writing) -> None:
        await service.decline(work, record_id, body)

    return await call.do(q.OFFER, verb, record=record_id)


@router.post("/move-offers/{record_id}/withdrawal", response_model=s.MoveOfferRead)
async def withdraw_move(call: Writes, record_id: RecordId, body: s.MoveAnswer) -> Response:
    """Take back your team's offer of a move.

    A member of the team that offered, or the manager, until it is answered. The other team is told.
    """

    async def verb(work: Writing) -> None:
        await service.withdraw(work, record_id, body)

    return await call.do(q.OFFER, verb, record=record_id)
