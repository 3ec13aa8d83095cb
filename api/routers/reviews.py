"""Person-centred reviews, the actions they decide, and whose review is due."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes.reviews import queries as q
from api.domain.outcomes.reviews import schemas as s
from api.domain.outcomes.reviews import service
from api.domain.shared.errors import ForbiddenError
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import PersonId, TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("reviews")
ReviewPage = page_of(s.ReviewRead)
ReviewActionPage = page_of(s.ReviewActionRead)
Reads = Annotated[Call, Requires("outcomes:read")]
Writes = Annotated[Call, Requires("outcomes:write")]
ReviewId = Annotated[UUID, Path(description="The review's id.")]
NewReviewId = Annotated[NewId, Path(description="A UUIDv7 of your own making for a new review, or the id of one that is there.")]
ActionId = Annotated[UUID, Path(description="The action's id.")]


@router.get("/reviews", response_model=ReviewPage)
async def list_all_reviews(call: Reads, query: Annotated[s.AllReviewsQuery, Query()]) -> Response:
    """List all reviews that you reach.

    The last planned first. Of your team's people, of the teams you coach, of the organisation for a manager, your own for a
    person, and for family those of people who share their reviews with you.
    """
    return await call.page(q.REVIEW, query, q.ALL_REVIEWS_FILTERS)


@router.get("/teams/{team_id}/reviews-due", response_model=s.ReviewsDue)
async def get_reviews_due(call: Reads, team_id: TeamId, query: Annotated[s.ReviewsDueQuery, Query()]) -> Response:
    """Read whose review is due.

    People whom the team supports now, and whose last review (or the day on which support began) was six months ago, or will be
    within so many days; the longest overdue first, with the review that is planned, if there is one. Nobody who is paused,
    whose support ended, who died or moved away: life goes on without our reminders. Recorded as a look at each of them. Members
    of the team, its coaches, a provider's client, the manager; a person of the team finds themself in it and nobody else.
    """
    if call.reader not in q.ASK_WHO_IS_DUE:
        raise ForbiddenError
    return await call.told(q.due(call.reader), {"team": team_id, "days": query.within_days})


@router.get("/people/{person_id}/reviews", response_model=ReviewPage)
async def list_reviews(call: Reads, person_id: PersonId, query: Annotated[s.ReviewsQuery, Query()]) -> Response:
    """List a person's reviews.

    The last planned first. The person, their team, its coaches, a provider's client and the manager; family if the person
    shares their reviews.
    """
    return await call.page(q.REVIEW, query, q.REVIEWS_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/reviews", response_model=s.ReviewRead, status_code=201)
async def plan_review(call: Writes, person_id: PersonId, body: s.ReviewNew) -> Response:
    """Plan a review, or write down what was said at it.

    The team, the person, a provider's client. Who was there, what people like and admire, what matters now and for the future,
    what works and what does not from each point of view, questions, and the top two of each to learn from. It is planned until
    /holding says that it was held. Refused with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.REVIEW, verb, place=f"/people/{person_id}/reviews", person_id=person_id)


@router.get("/people/{person_id}/reviews/{review_id}", response_model=s.ReviewRead)
async def get_review(call: Reads, person_id: PersonId, review_id: ReviewId) -> Response:
    """Read a review.

    The person, their team, its coaches, a provider's client and the manager; family if the person shares their reviews.
    """
    return await call.read(q.REVIEW, id=review_id, person_id=person_id)


@router.put("/people/{person_id}/reviews/{review_id}", response_model=s.ReviewRead)
async def put_review(call: Writes, person_id: PersonId, review_id: NewReviewId, body: s.ReviewCreate) -> Response:
    """Write a review under an id of your own.

    For phones without signal: the same body again, at any later time, answers the review as it is now. With If-Match it
    replaces what the review says, by the rules of PATCH.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write(work, person_id, body, id_=review_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, review_id, version, body)

    return await call.put(q.REVIEW, review_id, body, create, replace, place=f"/people/{person_id}/reviews", person_id=person_id)


@router.patch("/people/{person_id}/reviews/{review_id}", response_model=s.ReviewRead)
async def update_review(call: Writes, person_id: PersonId, review_id: ReviewId, body: s.ReviewPatch) -> Response:
    """Change what a review says.

    The team, the person, a provider's client. Needs If-Match. Once it was said that it was held there are 24 hours to complete
    it. Then the words stand (409 review-stands): what comes up later is an action of this review, or said at another one. Only
    `share_for_change` can be changed at any time. A cancelled one stays as it is (409 review-state).
    """

    async def verb(work: Writing, version: int) -> None:
        await service.write_anew(work, person_id, review_id, version, body)

    return await call.change(q.REVIEW, review_id, verb, person_id=person_id)


@router.post("/people/{person_id}/reviews/{review_id}/holding", response_model=s.ReviewRead)
async def hold_review(call: Writes, person_id: PersonId, review_id: ReviewId, body: s.ReviewHolding) -> Response:
    """Say that a review was held.

    The team, the person, a provider's client. It needs who was there (422 nobody-there), and a day that has come. The next one
    is due six months later. Refused with review-state if it was held or cancelled before.
    """

    async def verb(work: Writing) -> None:
        await service.hold(work, person_id, review_id, body)

    return await call.do(q.REVIEW, verb, record=review_id, person_id=person_id)


@router.post("/people/{person_id}/reviews/{review_id}/cancellation", response_model=s.ReviewRead)
async def cancel_review(call: Writes, person_id: PersonId, review_id: ReviewId, body: s.ReviewCancellation) -> Response:
    """Say that a planned review is not held.

    With why, which stays in its history. The team, the person, a provider's client. It stays readable, and the person's review
    stays as due as it was. Refused with review-state if it was held or cancelled before.
    """

    async def verb(work: Writing) -> None:
        await service.cancel(work, person_id, review_id, body)

    return await call.do(q.REVIEW, verb, record=review_id, person_id=person_id)


@router.get("/people/{person_id}/reviews/{review_id}/actions", response_model=ReviewActionPage)
async def list_review_actions(
    call: Reads, person_id: PersonId, review_id: ReviewId, query: Annotated[s.ReviewActionsQuery, Query()]
) -> Response:
    """List what a review decided.

    Every action: to do, done, dropped or carried to another review. Whoever reads the review.
    """
    return await call.page(q.ACTION, query, q.ACTIONS_FILTERS, person_id=person_id, review_id=review_id)


@router.post("/people/{person_id}/reviews/{review_id}/actions", response_model=s.ReviewActionRead, status_code=201)
async def add_review_action(call: Writes, person_id: PersonId, review_id: ReviewId, body: s.ReviewActionNew) -> Response:
    """Write down what was decided: what, who, by when.

    The team, the person, a provider's client; also later, when the review's words stand. Refused with review-state of a
    cancelled review, and with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.decide(work, person_id, review_id, body, id_=body.id or new_id())

    place = f"/people/{person_id}/reviews/{review_id}/actions"
    return await call.add(q.ACTION, verb, place=place, person_id=person_id, review_id=review_id)


@router.get("/people/{person_id}/reviews/{review_id}/actions/{action_id}", response_model=s.ReviewActionRead)
async def get_review_action(call: Reads, person_id: PersonId, review_id: ReviewId, action_id: ActionId) -> Response:
    """Read an action of a review.

    Whoever reads the review.
    """
    return await call.read(q.ACTION, id=action_id, person_id=person_id, review_id=review_id)


@router.patch("/people/{person_id}/reviews/{review_id}/actions/{action_id}", response_model=s.ReviewActionRead)
async def update_review_action(
    call: Writes, person_id: PersonId, review_id: ReviewId, action_id: ActionId, body: s.ReviewActionPatch
) -> Response:
    """Change what is to be done, by whom or by when.

    The team, the person, a provider's client. Needs If-Match. Refused with action-ended once it was said what became of it.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_action(work, person_id, review_id, action_id, version, body)

    return await call.change(q.ACTION, action_id, verb, person_id=person_id, review_id=review_id)


@router.post("/people/{person_id}/reviews/{review_id}/actions/{action_id}/end", response_model=s.ReviewActionRead)
async def end_review_action(
    call: Writes, person_id: PersonId, review_id: ReviewId, action_id: ActionId, body: s.ReviewActionEnd
) -> Response:
    """Say what became of an action.

    Done, dropped, or carried to another review; the last two with words. The team, the person, a provider's client. It never
    vanishes. Refused with action-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end_action(work, person_id, review_id, action_id, body)

    return await call.do(q.ACTION, verb, record=action_id, person_id=person_id, review_id=review_id)
