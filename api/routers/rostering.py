"""Self-rostering: members take, hand back, offer and swap visits themselves."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.shared.ids import new_id
from api.domain.visits import queries as visits
from api.domain.visits.rostering import offering, taking
from api.domain.visits.rostering import queries as q
from api.domain.visits.rostering import schemas as s
from api.domain.visits.schemas import VisitRead
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("rostering")
OfferPage = page_of(s.VisitOfferRead)
Reads = Annotated[Call, Requires("visits:read")]
Writes = Annotated[Call, Requires("visits:write")]
VisitId = Annotated[UUID, Path(description="The visit's id.")]
OfferId = Annotated[UUID, Path(description="The offer's id.")]
PLACE = "/visit-offers"


@router.post("/visits/{visit_id}/claim", response_model=VisitRead)
async def claim_visit(call: Writes, visit_id: VisitId, body: s.VisitClaim) -> Response:
    """Take an open visit.

    A member of the team that makes it, for themself; nobody approves. Of several who try at once one gets it for each place, the
    others are refused with visit-taken; refused with double-booked when the member has another visit at that time. With the
    history's words, if there are any.
    """

    async def verb(work: Writing) -> None:
        await taking.claim(work, visit_id, body.words)

    return await call.do(visits.VISIT, verb, record=visit_id)


@router.post("/visits/{visit_id}/hand-back", response_model=VisitRead)
async def hand_back_visit(call: Writes, visit_id: VisitId, body: s.VisitHandBack) -> Response:
    """Hand a visit back to the team.

    A member who is on it, while it is still to come: the visit is open again. Their offers of it lapse.
    """

    async def verb(work: Writing) -> None:
        await taking.hand_back(work, visit_id, body.words)

    return await call.do(visits.VISIT, verb, record=visit_id)


@router.post("/visits/{visit_id}/offers", response_model=s.VisitOfferRead, status_code=201)
async def offer_visit(call: Writes, visit_id: VisitId, body: s.VisitOfferNew) -> Response:
    """Offer a visit that one is on.

    To a team mate, or to all of the team; with `for_visit_id` as a swap for a visit of theirs. Until somebody accepts, whoever
    offers it stays on it.
    """

    async def verb(work: Writing) -> UUID:
        return await offering.offer(work, visit_id, body, id_=body.id or new_id())

    return await call.add(q.OFFER, verb, place=PLACE)


@router.get("/visit-offers", response_model=OfferPage)
async def list_visit_offers(call: Reads, query: Annotated[s.VisitOffersQuery, Query()]) -> Response:
    """List all offers of visits within reach.

    The newest first. Members of the teams, their coaches, the manager.
    """
    return await call.page(q.OFFER, query, q.OFFERS_FILTERS)


@router.get("/teams/{team_id}/visit-offers", response_model=OfferPage)
async def list_team_visit_offers(call: Reads, team_id: TeamId, query: Annotated[s.VisitOffersQuery, Query()]) -> Response:
    """List a team's offers of visits.

    The newest first; `state=offered` are those that wait for an answer.
    """
    return await call.page(q.OFFER, query, q.OFFERS_FILTERS, team_id=team_id)


@router.get("/visit-offers/{offer_id}", response_model=s.VisitOfferRead)
async def get_visit_offer(call: Reads, offer_id: OfferId) -> Response:
    """Read an offer of a visit."""
    return await call.read(q.OFFER, id=offer_id)


@router.post("/visit-offers/{offer_id}/acceptance", response_model=s.VisitOfferRead)
async def accept_visit_offer(call: Writes, offer_id: OfferId, body: s.VisitOfferAnswer) -> Response:
    """Accept an offer of a visit.

    The member it was made to, or any other of the team if it was made to all. The visit changes hands at once; of a swap both do.
    Refused with visit-offer-answered when the visit has changed hands meanwhile, with double-booked when one of them is not free.
    """

    async def verb(work: Writing) -> None:
        await offering.accept(work, offer_id, body.words)

    return await call.do(q.OFFER, verb, record=offer_id)


@router.post("/visit-offers/{offer_id}/decline", response_model=s.VisitOfferRead)
async def decline_visit_offer(call: Writes, offer_id: OfferId, body: s.VisitOfferAnswer) -> Response:
    """Decline an offer of a visit.

    The member it was made to. The visit stays with whoever offered it.
    """

    async def verb(work: Writing) -> None:
        await offering.decline(work, offer_id, body.words)

    return await call.do(q.OFFER, verb, record=offer_id)


@router.post("/visit-offers/{offer_id}/withdrawal", response_model=s.VisitOfferRead)
async def withdraw_visit_offer(call: Writes, offer_id: OfferId, body: s.VisitOfferAnswer) -> Response:
    """Withdraw one's own offer of a visit."""

    async def verb(work: Writing) -> None:
        await offering.withdraw(work, offer_id, body.words)

    return await call.do(q.OFFER, verb, record=offer_id)
