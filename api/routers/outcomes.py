"""Outcomes: what people want in their lives, in their words."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes import queries as q
from api.domain.outcomes import schemas as s
from api.domain.outcomes import service
from api.domain.shared.ids import new_id
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import NewRecordId, PersonId, RecordId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("outcomes")
OutcomePage = page_of(s.OutcomeRead)
OutcomeWordingPage = page_of(s.OutcomeWordingRead)
OutcomeMovePage = page_of(s.OutcomeMoveRead)
OutcomeStepPage = page_of(s.OutcomeStepRead)
OutcomeId = Annotated[UUID, Path(description="The outcome's id.")]
WordingId = Annotated[UUID, Path(description="The wording's id.")]
StepId = Annotated[UUID, Path(description="The step's id.")]
Reads = Annotated[Call, Requires("outcomes:read")]
Writes = Annotated[Call, Requires("outcomes:write")]


@router.get("/outcomes", response_model=OutcomePage)
async def list_all_outcomes(call: Reads, query: Annotated[s.AllOutcomesQuery, Query()]) -> Response:
    """List the outcomes of everyone whom the caller reaches.

    By the time they were written down. The team, their coaches, the manager; a person their own, family what is shared. Filters:
    team_id, person_id, status, area, ended.
    """
    return await call.page(q.OUTCOME, query, q.OUTCOMES_FILTERS)


@router.get("/people/{person_id}/outcomes", response_model=OutcomePage)
async def list_outcomes(call: Reads, person_id: PersonId, query: Annotated[s.OutcomesQuery, Query()]) -> Response:
    """List what a person wants in their life.

    By the time it was written down. The person, their team, its coaches to read, the manager, and family where the person
    shares outcomes.
    """
    return await call.page(q.OUTCOME, query, q.OUTCOMES_FILTERS, person_id=person_id)


@router.post("/people/{person_id}/outcomes", response_model=s.OutcomeRead, status_code=201)
async def add_outcome(call: Writes, person_id: PersonId, body: s.OutcomeNew) -> Response:
    """Write down what a person wants in their life.

    In their words; helped_by says who helped to find them. It begins as exploring. The person and their team. Refused with
    score-without-scale when a baseline score has no words for 0 and 10, with person-ended once support has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.write(work, person_id, body, id_=body.id or new_id())

    return await call.add(q.OUTCOME, verb, place=f"/people/{person_id}/outcomes", person_id=person_id)


@router.get("/people/{person_id}/outcomes/{record_id}", response_model=s.OutcomeRead)
async def get_outcome(call: Reads, person_id: PersonId, record_id: RecordId) -> Response:
    """Read what a person wants, in the newest of their words."""
    return await call.read(q.OUTCOME, id=record_id, person_id=person_id)


@router.put("/people/{person_id}/outcomes/{record_id}", response_model=s.OutcomeRead)
async def put_outcome(call: Writes, person_id: PersonId, record_id: NewRecordId, body: s.OutcomeCreate) -> Response:
    """Write down an outcome under an id of your own.

    For phones without signal: the same body again, at any later time, answers the outcome as it is now. With If-Match it
    replaces areas, started_on (if sent) and the baseline; the words must be those it has, or it is refused with
    words-by-wording: new ones go to its wordings.
    """

    async def create(work: Writing, made_of: bytes) -> None:
        await service.write(work, person_id, body, id_=record_id, made_of=made_of)

    async def replace(work: Writing, version: int) -> None:
        await service.replace(work, person_id, record_id, version, body)

    return await call.put(q.OUTCOME, record_id, body, create, replace, place=f"/people/{person_id}/outcomes", person_id=person_id)


@router.patch("/people/{person_id}/outcomes/{record_id}", response_model=s.OutcomeRead)
async def update_outcome(call: Writes, person_id: PersonId, record_id: RecordId, body: s.OutcomePatch) -> Response:
    """Change an outcome's areas, its first day or its baseline.

    Not the words (see its wordings) and not the status (see its status changes). The person and their team. Needs If-Match.
    Refused with score-without-scale, or with outcome-day-order when it would start after it moved.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change(work, person_id, record_id, version, body)

    return await call.change(q.OUTCOME, record_id, verb, person_id=person_id)


# ---- wordings ----------------------------------------------------------------------------------------------------
@router.get("/people/{person_id}/outcomes/{outcome_id}/wordings", response_model=OutcomeWordingPage)
async def list_outcome_wordings(
    call: Reads, person_id: PersonId, outcome_id: OutcomeId, query: Annotated[s.OutcomeWordingsQuery, Query()]
) -> Response:
    """List the wordings of an outcome, the first one first."""
    return await call.page(q.WORDING, query, q.WORDINGS_FILTERS, person_id=person_id, outcome_id=outcome_id)


@router.post("/people/{person_id}/outcomes/{outcome_id}/wordings", response_model=s.OutcomeWordingRead, status_code=201)
async def add_outcome_wording(call: Writes, person_id: PersonId, outcome_id: OutcomeId, body: s.OutcomeWordingNew) -> Response:
    """Give an outcome new words.

    All of them, as they are now, with who helped and why they are new. The outcome shows them from now on; the earlier ones
    stay readable. The person and their team. Refused with outcome-ended once it has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.word_anew(work, person_id, outcome_id, body)

    place = f"/people/{person_id}/outcomes/{outcome_id}/wordings"
    return await call.add(q.WORDING, verb, place=place, person_id=person_id, outcome_id=outcome_id)


@router.get("/people/{person_id}/outcomes/{outcome_id}/wordings/{wording_id}", response_model=s.OutcomeWordingRead)
async def get_outcome_wording(call: Reads, person_id: PersonId, outcome_id: OutcomeId, wording_id: WordingId) -> Response:
    """Read one wording of an outcome."""
    return await call.read(q.WORDING, id=wording_id, person_id=person_id, outcome_id=outcome_id)


# ---- moves -------------------------------------------------------------------------------------------------------
@router.get("/people/{person_id}/outcomes/{outcome_id}/status-changes", response_model=OutcomeMovePage)
async def list_outcome_moves(
    call: Reads, person_id: PersonId, outcome_id: OutcomeId, query: Annotated[s.OutcomeMovesQuery, Query()]
) -> Response:
    """List how an outcome moved, oldest first.

    The first is the day it was written down with, when it began to be explored.
    """
    return await call.page(q.MOVE, query, q.MOVES_FILTERS, person_id=person_id, outcome_id=outcome_id)


@router.post("/people/{person_id}/outcomes/{outcome_id}/status-changes", response_model=s.OutcomeRead)
async def move_outcome(call: Writes, person_id: PersonId, outcome_id: OutcomeId, body: s.OutcomeStatusChange) -> Response:
    """Move an outcome's status.

    exploring → on_track ⇄ off_track → achieved, changed or set_aside; each move with its day and why. Answers the outcome as it
    is. The person and their team. Refused with outcome-ended, outcome-move-not-allowed, outcome-reason-needed, or
    outcome-day-order when the day is before its last move.
    """

    async def verb(work: Writing) -> None:
        await service.move(work, person_id, outcome_id, body)

    return await call.do(q.OUTCOME, verb, record=outcome_id, person_id=person_id)


# ---- steps -------------------------------------------------------------------------------------------------------
@router.get("/people/{person_id}/outcomes/{outcome_id}/steps", response_model=OutcomeStepPage)
async def list_outcome_steps(
    call: Reads, person_id: PersonId, outcome_id: OutcomeId, query: Annotated[s.OutcomeStepsQuery, Query()]
) -> Response:
    """List what is tried towards an outcome.

    In the order in which it was written down.
    """
    return await call.page(q.STEP, query, q.STEPS_FILTERS, person_id=person_id, outcome_id=outcome_id)


@router.post("/people/{person_id}/outcomes/{outcome_id}/steps", response_model=s.OutcomeStepRead, status_code=201)
async def add_outcome_step(call: Writes, person_id: PersonId, outcome_id: OutcomeId, body: s.OutcomeStepNew) -> Response:
    """Write down something to try.

    What, who, by when. The person and their team. Refused with outcome-ended once the outcome has ended.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_step(work, person_id, outcome_id, body)

    place = f"/people/{person_id}/outcomes/{outcome_id}/steps"
    return await call.add(q.STEP, verb, place=place, person_id=person_id, outcome_id=outcome_id)


@router.get("/people/{person_id}/outcomes/{outcome_id}/steps/{step_id}", response_model=s.OutcomeStepRead)
async def get_outcome_step(call: Reads, person_id: PersonId, outcome_id: OutcomeId, step_id: StepId) -> Response:
    """Read one step."""
    return await call.read(q.STEP, id=step_id, person_id=person_id, outcome_id=outcome_id)


@router.patch("/people/{person_id}/outcomes/{outcome_id}/steps/{step_id}", response_model=s.OutcomeStepRead)
async def update_outcome_step(
    call: Writes, person_id: PersonId, outcome_id: OutcomeId, step_id: StepId, body: s.OutcomeStepPatch
) -> Response:
    """Change a step, or say that it has begun.

    The person and their team. Needs If-Match. Refused with step-ended once it was done or dropped.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_step(work, person_id, outcome_id, step_id, version, body)

    return await call.change(q.STEP, step_id, verb, person_id=person_id, outcome_id=outcome_id)


@router.post("/people/{person_id}/outcomes/{outcome_id}/steps/{step_id}/end", response_model=s.OutcomeStepRead)
async def end_outcome_step(
    call: Writes, person_id: PersonId, outcome_id: OutcomeId, step_id: StepId, body: s.OutcomeStepEnd
) -> Response:
    """Say that a step was done, or dropped.

    With what happened, which is said of both. Also once the outcome has ended. Refused with step-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end_step(work, person_id, outcome_id, step_id, body)

    return await call.do(q.STEP, verb, record=step_id, person_id=person_id, outcome_id=outcome_id)
