"""Verbs about moves: the old team offers, the new team accepts; then the person is theirs to support, in one act."""

from enum import Enum
from uuid import UUID

from api.domain.people import queries as people
from api.domain.people.adding import add_for
from api.domain.people.errors import MoveAnsweredError, SameTeamError, TeamEndedError
from api.domain.people.moves import queries as q
from api.domain.people.moves import schemas as s
from api.domain.people.moves.models import MoveOffer, MoveState
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing


class Side(Enum):
    """Whose word it is."""

    offering = 1
    receiving = 2


NOT_YOUR_SIDE = {
    Side.offering: "The team that offered may withdraw it; yours may accept or decline.",
    Side.receiving: "The team that it was offered to answers; yours may withdraw it.",
}


async def offer(work: Writing, person: UUID, body: s.MoveOfferNew) -> UUID:
    """Offer a person to another team. Nothing changes for anybody until it is accepted."""
    if work.reader not in ("carer", "manager"):
        raise ForbiddenError("A move is offered by the team that supports the person. Tell them, or the manager.")
    state = await work.find(people.STATUS, id=person)
    if state is None:
        raise NotThereError
    if body.to_team_id == state[1]:
        raise SameTeamError(pointer="/to_team_id")
    now, to = await _team(work, state[1]), await _team(work, body.to_team_id)
    if to is None or now is None:
        raise NotThereError("There is no such team that you may move a person to.", pointer="/to_team_id")
    if to[1]:
        raise TeamEndedError(pointer="/to_team_id")
    values = {
        "id": body.id or new_id(), "from_team_id": state[1], "from_team_name": now[0],
        "to_team_id": body.to_team_id, "to_team_name": to[0], "preferred_name": state[2], "words": body.words,
    }  # fmt: skip
    return await add_for(work, MoveOffer, values, person)


async def accept(work: Writing, offer_id: UUID, body: s.MoveAnswer) -> None:
    """The new team takes the person on. The old team's access ends with this transaction."""
    await _may_answer(work, offer_id, Side.receiving)
    work.do(q.ACCEPT, offer=offer_id, words=body.words)


async def decline(work: Writing, offer_id: UUID, body: s.MoveAnswer) -> None:
    """The new team cannot take the person on; they stay where they are."""
    await _close(work, offer_id, Side.receiving, MoveState.declined, body)


async def withdraw(work: Writing, offer_id: UUID, body: s.MoveAnswer) -> None:
    """The old team takes its offer back."""
    await _close(work, offer_id, Side.offering, MoveState.withdrawn, body)


async def _close(work: Writing, offer_id: UUID, side: Side, state: MoveState, body: s.MoveAnswer) -> None:
    await _may_answer(work, offer_id, side)
    values = {"state": state, "answered_at": utc_now(), "answer_words": body.words}
    await work.change(MoveOffer, offer_id, ANY_VERSION, values)


async def _may_answer(work: Writing, offer_id: UUID, side: Side) -> None:
    found = await work.find(q.TO_ANSWER, id=offer_id)
    if found is None:
        raise NotThereError
    if work.reader != "manager" and not found[side.value]:
        raise ForbiddenError(NOT_YOUR_SIDE[side])
    if found[0] != MoveState.offered:
        raise MoveAnsweredError


async def _team(work: Writing, team: UUID) -> tuple[str, bool] | None:
    found = await work.rows(q.TEAM, team=team)
    return (found[0][0], found[0][1]) if found else None
