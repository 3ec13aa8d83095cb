"""Hand-overs: a council asks a team to support somebody, the team answers, and nothing is written twice."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.commissioning.hand_overs import queries as q
from api.domain.commissioning.hand_overs import schemas as s
from api.domain.commissioning.hand_overs import service
from api.domain.commissioning.hand_overs.models import HandOverState
from api.domain.shared.ids import NewId, new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("hand-overs")
HandOverPage = page_of(s.HandOverRead)
HandOverTeamPage = page_of(s.HandOverTeamRead)
Reads = Annotated[Call, Requires("hand-overs:read")]
Sends = Annotated[Call, Requires("hand-overs:write")]
Answers = Annotated[Call, Requires("hand-overs:answer")]
HandOverId = Annotated[UUID, Path(description="The hand-over's id.")]
NewHandOverId = Annotated[
    NewId, Path(description="A UUIDv7 of your own making for a new hand-over, or the id of one that is there.")
]


@router.get("/hand-over-teams", response_model=HandOverTeamPage)
async def list_hand_over_teams(call: Sends, query: Annotated[s.HandOverTeamsQuery, Query()]) -> Response:
    """List the teams that a council may ask.

    By name: the working teams of providers with whom the council has, or had, an arrangement. A commissioner and a council's
    client.
    """
    return await call.trail(query, q.TEAMS, {}, q.TEAMS_COUNT, newest=q.BEFORE_ALL)


@router.get("/hand-overs", response_model=HandOverPage)
async def list_hand_overs(call: Reads, query: Annotated[s.HandOversQuery, Query()]) -> Response:
    """List hand-overs, newest first.

    A commissioner those of their council, a council's client those that it sent; the team and the manager those that the team
    answers or that became a person it supports now; a person what was handed over of them. Each is a look.
    """
    return await call.page(q.HAND_OVER, query, q.HAND_OVERS_FILTERS)


@router.post("/hand-overs", response_model=s.HandOverRead, status_code=201)
async def send_hand_over(call: Sends, body: s.HandOverNew) -> Response:
    """Ask a team whether it can support somebody.

    A commissioner and a council's client. Who it is, what they need in the council's words, what matters to them, how it is
    funded, from when. The team and its manager read it at once. 404 for a team that is not one of list_hand_over_teams.
    """

    async def verb(work: Writing) -> UUID:
        return await service.send(work, body, id_=body.id or new_id())

    return await call.add(q.HAND_OVER, verb, place="/hand-overs")


@router.get("/hand-overs/{hand_over_id}", response_model=s.HandOverRead)
async def get_hand_over(call: Reads, hand_over_id: HandOverId) -> Response:
    """Read a hand-over.

    Whom it became, and who supports them now, is shown to the provider and to the person; the council sees what it wrote and
    what it was answered. Once there is a person, they can see who read it.
    """
    return await call.read(q.HAND_OVER, id=hand_over_id)


@router.put("/hand-overs/{hand_over_id}", response_model=s.HandOverRead)
async def put_hand_over(call: Sends, hand_over_id: NewHandOverId, body: s.HandOverCreate) -> Response:
    """Send a hand-over under an id of your own.

    The same body again, at any later time, answers the hand-over as it is now. With If-Match it replaces what the council wrote,
    until the team answers (hand-over-answered); the team that is asked stands (hand-over-team-stands).
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.send(work, body, id_=hand_over_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.rewrite(work, hand_over_id, version, body)

    return await call.put(q.HAND_OVER, hand_over_id, body, create, replace, place="/hand-overs")


@router.patch("/hand-overs/{hand_over_id}", response_model=s.HandOverRead)
async def update_hand_over(call: Sends, hand_over_id: HandOverId, body: s.HandOverPatch) -> Response:
    """Change what the council wrote.

    The council's own, until the team answers (hand-over-answered). Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.correct(work, hand_over_id, version, body)

    return await call.change(q.HAND_OVER, hand_over_id, verb)


@router.post("/hand-overs/{hand_over_id}/withdrawal", response_model=s.HandOverRead)
async def withdraw_hand_over(call: Sends, hand_over_id: HandOverId, body: s.HandOverWithdrawal) -> Response:
    """Ask no longer.

    The council's, until there is a last answer (hand-over-answered). The team is told. It stays readable.
    """

    async def verb(work: Writing) -> None:
        await service.withdraw(work, hand_over_id, body)

    return await call.do(q.HAND_OVER, verb, record=hand_over_id)


@router.post("/hand-overs/{hand_over_id}/getting-to-know", response_model=s.HandOverRead)
async def start_getting_to_know(call: Answers, hand_over_id: HandOverId, body: s.HandOverTakingOn) -> Response:
    """Answer that the team wants to meet them first.

    The team and the manager. In the same act the person is written down as the council wrote them: an enquiry of the day on which
    it asked, whom the team now gets to know. Of somebody whom the team knows send person_id: nothing in their record is written
    over, and what it did not say is filled in. So too of somebody who comes back after their support ended: their status goes
    from ended to getting_to_know, and if their record is with another team it moves to the one that was asked; who does not reach
    it asks the manager to answer. 409 nhs-number-in-use asks for person_id; person-died and hand-over-person-elsewhere where that
    record cannot be theirs now; hand-over-answered if somebody was first. The council is told the answer, and nothing of who it
    became.
    """

    async def verb(work: Writing) -> None:
        await service.take_on(work, hand_over_id, body, HandOverState.getting_to_know)

    return await call.do(q.HAND_OVER, verb, record=hand_over_id)


@router.post("/hand-overs/{hand_over_id}/acceptance", response_model=s.HandOverRead)
async def accept_hand_over(call: Answers, hand_over_id: HandOverId, body: s.HandOverTakingOn) -> Response:
    """Answer that the team will support them.

    The team and the manager. Without getting-to-know before, it writes the person down as that does. Support itself begins when
    the person's status moves to supported, and the money with the manager's arrangement. Many at once make one person.
    """

    async def verb(work: Writing) -> None:
        await service.take_on(work, hand_over_id, body, HandOverState.accepted)

    return await call.do(q.HAND_OVER, verb, record=hand_over_id)


@router.post("/hand-overs/{hand_over_id}/refusal", response_model=s.HandOverRead)
async def decline_hand_over(call: Answers, hand_over_id: HandOverId, body: s.HandOverRefusal) -> Response:
    """Answer that the team cannot.

    The team and the manager, with the reason. Whoever was written down in getting to know them stays so until their status says
    otherwise. Refused with hand-over-answered after a last answer.
    """

    async def verb(work: Writing) -> None:
        await service.decline(work, hand_over_id, body)

    return await call.do(q.HAND_OVER, verb, record=hand_over_id)
