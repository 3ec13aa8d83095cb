"""Verbs about hand-overs: a council asks, the team answers, and what the council wrote is written once."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select

from api.domain.commissioning.hand_overs import errors
from api.domain.commissioning.hand_overs import queries as q
from api.domain.commissioning.hand_overs import schemas as s
from api.domain.commissioning.hand_overs.models import HAND_OVER_MOVES, HandOver, HandOverState
from api.domain.commissioning.models import ArrangementKind
from api.domain.people import models as people
from api.domain.people import schemas as record
from api.domain.people import service as keeping
from api.domain.people.errors import NumberInUseError, PersonDiedError
from api.domain.people.moves import schemas as moves
from api.domain.people.moves import service as moving
from api.domain.shared.clock import utc_now
from api.domain.shared.errors import IdInUseError, NotThereError
from api.storage.writing import ANY_VERSION, Writing

_BESIDE: Final = {"asked_team_id", "id"}
_KNOWN: Final = (
    "Somebody whose record you keep has this NHS number. If it is them, say who: send person_id, also if their support ended."
)
_UNSEEN: Final = "There is no such person that you may see. Of somebody who was with another team, ask the manager to answer."
# What a way of paying says of who pays. What it leaves open stays not known.
_PAYS: Final = {
    ArrangementKind.individual_service_fund: people.FundingStatus.council_funded,
    ArrangementKind.council_managed_personal_budget: people.FundingStatus.council_funded,
    ArrangementKind.block_contract: people.FundingStatus.council_funded,
    ArrangementKind.direct_payment: people.FundingStatus.direct_payment,
    ArrangementKind.personal_health_budget: people.FundingStatus.health_funded,
    ArrangementKind.joint: people.FundingStatus.joint,
    ArrangementKind.self_funded: people.FundingStatus.self_funded,
}


async def send(work: Writing, body: s.HandOverCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Ask a team. Which provider it is of, and whether the council has an arrangement with it, the database looks up."""
    said = body.model_dump(mode="json", exclude=_BESIDE)
    made = await work.rows(q.SEND, id=id_, team=body.asked_team_id, body=said, digest=made_of)
    if made[0][0] is None:
        raise IdInUseError(extra={"id": str(id_)})
    return id_


async def correct(work: Writing, hand_over: UUID, version: int, body: s.HandOverPatch) -> None:
    """The council changes its words. HandOverAnsweredError once the team answers."""
    await work.change(HandOver, hand_over, version, body.model_dump(exclude_unset=True))


async def rewrite(work: Writing, hand_over: UUID, version: int, body: s.HandOverCreate) -> None:
    """The council replaces all its words. AskedTeamStandsError for another team."""
    asked = await _found(work, q.ASKED_TEAM, hand_over)
    if body.asked_team_id != asked[0]:
        raise errors.AskedTeamStandsError(pointer="/asked_team_id")
    await work.change(HandOver, hand_over, version, body.model_dump(exclude=_BESIDE))


async def withdraw(work: Writing, hand_over: UUID, body: s.HandOverWithdrawal) -> None:
    """The council asks no longer."""
    _may_become(await _found(work, q.HELD, hand_over), HandOverState.withdrawn)
    values = {"state": HandOverState.withdrawn, "withdrawn_at": utc_now(), "withdrawn_words": body.words}
    await work.change(HandOver, hand_over, ANY_VERSION, values)


async def decline(work: Writing, hand_over: UUID, body: s.HandOverRefusal) -> None:
    """The team cannot. Whoever was written down stays so: the team says in their record what became of it."""
    _may_become(await _found(work, q.HELD, hand_over), HandOverState.declined)
    await work.change(
        HandOver, hand_over, ANY_VERSION, _answer(HandOverState.declined, body.words) | {"declined_because": body.because}
    )


async def take_on(work: Writing, hand_over: UUID, body: s.HandOverTakingOn, to: HandOverState) -> None:
    """The team gets to know them, or says yes. The first of the two makes the person, in the same act."""
    asked = await _found(work, q.ASKED, hand_over)
    _may_become(asked, to)
    _, team, made, sent_on, phone, paid, *said = asked
    values = _answer(to, body.words)
    if made is None:
        carried = dict(zip(q.CARRIED, said, strict=True))
        carried |= {"phones": [{"number": phone, "what": "home"}] if phone else [], "funding_status": _PAYS.get(paid)}
        if body.person_id is None:
            values["made_person_id"] = await _new_person(work, team, sent_on, carried)
        else:
            values["made_person_id"] = await _known_person(work, body.person_id, team, carried)
    elif body.person_id not in (None, made):
        raise errors.PersonStandsError(pointer="/person_id")
    await work.change(HandOver, hand_over, ANY_VERSION, values)


def _answer(state: HandOverState, words: str | None) -> dict[str, Any]:
    return {"state": state, "answered_at": utc_now(), "answer_words": words}


async def _found(work: Writing, query: Select[Any], hand_over: UUID) -> tuple[Any, ...]:
    """What the query says of a hand-over of the caller's: by the application's own wall too."""
    await work.version_of(HandOver, hand_over)
    found = await work.find(query, id=hand_over)
    if found is None:
        raise NotThereError
    return found


def _may_become(found: tuple[Any, ...], state: HandOverState) -> None:
    if state not in HAND_OVER_MOVES[HandOverState(found[0])]:
        raise errors.HandOverAnsweredError


async def _new_person(work: Writing, team: UUID, sent_on: Any, carried: Mapping[str, Any]) -> UUID:  # noqa: ANN401 - a day
    """As the council wrote them: an enquiry of the day on which it asked, whom the team now gets to know."""
    known = {name: value for name, value in carried.items() if value is not None}
    try:
        person = await keeping.welcome(work, record.PersonCreate(team_id=team, enquired_on=sent_on, **known))
    except NumberInUseError as error:
        raise NumberInUseError(_KNOWN, pointer="/person_id") from error
    await _get_to_know(work, person)
    return person


async def _known_person(work: Writing, person: UUID, team: UUID, carried: Mapping[str, Any]) -> UUID:
    """Somebody of the team's, or who comes back: nothing that their record says is written over, what it did not say is added."""
    try:
        await work.version_of(people.Person, person)  # with the answerer's own reach
    except NotThereError as error:
        raise NotThereError(_UNSEEN, pointer="/person_id") from error
    found = await work.find(q.KNOWN, id=person)
    if found is None:
        raise NotThereError
    status, now, phones, pays, *said = found
    if status == people.PersonStatus.ended:
        await _come_back(work, person, now, team)
    elif now != team:
        raise errors.PersonElsewhereError(pointer="/person_id")
    has = dict(zip(q.CARRIED, said, strict=True)) | {
        "phones": phones,
        "funding_status": None if pays == people.FundingStatus.not_known else pays,
    }
    if has["postcode"]:  # the lines of one address under the postcode of another would be nobody's
        has["address_lines"] = has["address_lines"] or carried["address_lines"]
    elif has["address_lines"]:
        has["postcode"] = carried["postcode"]
    filled = {name: value for name, value in carried.items() if value and not has[name]}
    if filled:
        await keeping.correct(work, person, ANY_VERSION, record.PersonPatch.model_validate(filled))
    if status == people.PersonStatus.enquiry:
        await _get_to_know(work, person)
    return person


async def _come_back(work: Writing, person: UUID, last: UUID, team: UUID) -> None:
    """The record goes on where it ended; if another team is asked now, it moves there, by who may move it."""
    try:
        await keeping.come_back(work, person)
    except PersonDiedError as error:
        raise PersonDiedError(pointer="/person_id") from error
    if last != team:
        offer = await moving.offer(work, person, moves.MoveOfferNew(to_team_id=team))
        await moving.accept(work, offer, moves.MoveAnswer())


async def _get_to_know(work: Writing, person: UUID) -> None:
    await keeping.move_status(work, person, ANY_VERSION, record.StatusMove(to=people.PersonStatus.getting_to_know))
