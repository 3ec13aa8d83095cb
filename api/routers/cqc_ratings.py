"""Ratings by the Care Quality Commission: the provider's own, and those of the providers that a council works with."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.access.roles import Role
from api.domain.commissioning.ratings import queries as q
from api.domain.commissioning.ratings import schemas as s
from api.domain.commissioning.ratings import service
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("cqc-ratings")
CqcRatingPage = page_of(s.CqcRatingRead)
ProviderRatingPage = page_of(s.ProviderRatingRead)
Reads = Annotated[Call, Requires("organisation:read")]
Writes = Annotated[Call, Requires("organisation:write")]
RatingId = Annotated[UUID, Path(description="The rating's id.")]
NewRatingId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new rating, or the id of one that is there.")]


@router.get("/cqc-ratings", response_model=CqcRatingPage)
async def list_cqc_ratings(call: Reads, query: Annotated[s.CqcRatingsQuery, Query()]) -> Response:
    """List the provider's ratings, the last published first.

    Everyone of the organisation.
    """
    return await call.page(q.CQC_RATING, query)


@router.post("/cqc-ratings", response_model=s.CqcRatingRead, status_code=201)
async def create_cqc_rating(call: Writes, body: s.CqcRatingNew) -> Response:
    """Write down a rating as it was published.

    The manager. Overall, and of each question that was rated. Refused with rated-that-day where one of that day is here.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write(work, body, id_=body.id or new_id())

    return await call.add(q.CQC_RATING, verb, place="/cqc-ratings")


@router.get("/cqc-ratings/{rating_id}", response_model=s.CqcRatingRead)
async def get_cqc_rating(call: Reads, rating_id: RatingId) -> Response:
    """Read a rating of the provider."""
    return await call.read(q.CQC_RATING, id=rating_id)


@router.put("/cqc-ratings/{rating_id}", response_model=s.CqcRatingRead)
async def put_cqc_rating(call: Writes, rating_id: NewRatingId, body: s.CqcRatingCreate) -> Response:
    """Write down a rating under an id of your own.

    The manager. The same body again, at any later time, answers the rating as it is now. With If-Match it replaces what it says.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write(work, body, id_=rating_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, rating_id, version, body)

    return await call.put(q.CQC_RATING, rating_id, body, create, replace, place="/cqc-ratings")


@router.patch("/cqc-ratings/{rating_id}", response_model=s.CqcRatingRead)
async def update_cqc_rating(call: Writes, rating_id: RatingId, body: s.CqcRatingPatch) -> Response:
    """Change what is written down of a rating.

    The manager. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, rating_id, version, body)

    return await call.change(q.CQC_RATING, rating_id, verb)


@router.delete("/cqc-ratings/{rating_id}", status_code=204)
async def remove_cqc_rating(call: Writes, rating_id: RatingId) -> Response:
    """Take away a rating written down by mistake.

    The manager. Needs If-Match.
    """
    return await call.remove(q.CQC_RATING, rating_id)


@router.get("/provider-ratings", response_model=ProviderRatingPage)
async def list_provider_ratings(
    call: Annotated[Call, Requires("reports:read")], query: Annotated[s.ProviderRatingsQuery, Query()]
) -> Response:
    """List ratings of the providers that a council works with.

    The last published first: those of every provider with whom the council has, or had, an arrangement. A commissioner and a
    council's client; for a provider's client the list is empty.
    """
    if call.reader not in (Role.commissioner, Role.integration):
        raise ForbiddenError
    return await call.trail(query, q.OF_PROVIDERS, {}, q.OF_PROVIDERS_COUNT, newest=q.NEWEST)
