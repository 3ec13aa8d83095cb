"""Progress: how a person gets on in their own scores, as numbers and as a picture; and how a team's outcomes get on."""

from functools import partial
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes.instruments.built_in import BUILT_IN
from api.domain.outcomes.progress import drawing, telling
from api.domain.outcomes.progress import item_schemas as i
from api.domain.outcomes.progress import queries as q
from api.domain.outcomes.progress import schemas as s
from api.domain.outcomes.progress import team_schemas as t
from api.domain.outcomes.progress.picture import MEDIA
from api.domain.shared.errors import ForbiddenError
from api.domain.visits.figures.schemas import FiguresQuery
from api.domain.visits.figures.telling import days_of
from api.http.call import Call
from api.http.guard import Requires
from api.routers.shared import PersonId, TeamId
from api.routers.shared import router as make_router
from api.storage.parents import THROUGH_CIRCLES

router = make_router("progress")
Reads = Annotated[Call, Requires("outcomes:read")]
Draws = Annotated[Call, Requires("outcomes:read", also=MEDIA)]
OutcomeId = Annotated[UUID, Path(description="The outcome's id.")]
Days = Annotated[s.ProgressQuery, Query()]
VARY: Final = {"vary": "Authorization, Accept"}
AS_PICTURE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {MEDIA: {"schema": {"type": "string", "maxLength": 100_000_000, "pattern": r"^[\s\S]*$"}}}}
}


@router.get("/people/{person_id}/progress", response_model=i.PersonProgress)
async def get_person_progress(call: Reads, person_id: PersonId, query: Days) -> Response:
    """Read how a person gets on.

    For each outcome, for the weeks and for each instrument: baseline, latest, change, n, mean and range, by who answered and
    never over several. A change is null where the words for 0 or 10 changed between. What is never summed (ONS4) has no total.
    The person, their team and its coaches, the manager, a provider's client. Family, where the person shares outcomes, read
    the outcomes alone: weeks and instruments are null.
    """
    shaped = partial(telling.told_person, shared=call.reader in THROUGH_CIRCLES)
    return await call.told(q.person(call.reader), {"person_id": person_id, **telling.days_of(query)}, shaped=shaped)


@router.get("/outcomes/{outcome_id}/progress", response_model=s.OutcomeProgress, responses=AS_PICTURE)
async def get_outcome_progress(call: Draws, outcome_id: OutcomeId, query: Days) -> Response:
    """Read how an outcome gets on.

    As in the person's progress, and each score in time. Ask for `image/svg+xml` to get it as a picture for a print in black
    and white, with the same in words in it. Whoever reads the outcome; family where the person shares outcomes.
    """
    statement, values = q.outcome(call.reader), {"outcome_id": outcome_id, **telling.days_of(query)}
    if call.wants(MEDIA):
        return await call.told(statement, values, shaped=drawing.outcome, media=MEDIA, headers=VARY)
    return await call.told(statement, values, shaped=lambda body: telling.in_json(telling.outcome_of(body)), headers=VARY)


@router.get("/people/{person_id}/week-progress", response_model=s.WeekProgress, responses=AS_PICTURE)
async def get_week_progress(call: Draws, person_id: PersonId, query: Days) -> Response:
    """Read what a person's weeks were given.

    Figures by who answered, and each week's score. Ask for `image/svg+xml` to get it as a picture. The person, their team and
    its coaches, the manager, a provider's client; not family.
    """
    _not_shared(call)
    statement, values = q.weeks(call.reader), {"person_id": person_id, **telling.days_of(query)}
    if call.wants(MEDIA):
        return await call.told(statement, values, shaped=drawing.weeks, media=MEDIA, headers=VARY)
    return await call.told(statement, values, shaped=lambda body: telling.in_json(telling.weeks_of(body)), headers=VARY)


@router.get("/people/{person_id}/item-progress", response_model=i.ItemProgress, responses=AS_PICTURE)
async def get_item_progress(call: Draws, person_id: PersonId, query: Annotated[s.ItemProgressQuery, Query()]) -> Response:
    """Read what a person answered to one question.

    Of an instrument: figures by who answered with their bands, and each answer in time; `direction` says which way is better.
    Ask for `image/svg+xml` to get it as a picture. The person, their team and its coaches, the manager, a provider's client;
    not family. Without a question named, the first of ONS4. Not found when no version of the instrument asks that question.
    """
    _not_shared(call)
    key, item = query.instrument, query.item
    built_in = any(one.key == item for version in BUILT_IN.get(key, {}).values() for one in version.items)
    values = {"person_id": person_id, **telling.days_of(query), "instrument": key, "item": item, "built_in": built_in}
    statement = q.item(call.reader)
    if call.wants(MEDIA):
        shaped = partial(drawing.item, instrument=key, key=item)
        return await call.told(statement, values, shaped=shaped, media=MEDIA, headers=VARY)
    return await call.told(
        statement, values, shaped=lambda body: telling.in_json(telling.item_of(body, key, item)[0]), headers=VARY
    )


@router.get("/teams/{team_id}/outcome-figures", response_model=t.OutcomeFiguresRead)
async def get_team_outcome_figures(
    call: Annotated[Call, Requires("figures:read")], team_id: TeamId, query: Annotated[FiguresQuery, Query()]
) -> Response:
    """Read how a team's outcomes get on.

    How many stand how now; how many went each way in the days, with how many reasons; how weeks went; check-ins, and people
    without any; reviews held, due and overdue. Good and bad are counted alike, and who answered is apart. Members and coaches
    of the team, a provider's client, the manager.
    """
    first, until = days_of(query)
    return await call.told(q.OUTCOME_FIGURES, {"id": team_id, "from_on": first, "until_on": until})


def _not_shared(call: Call) -> None:
    """Who shares outcomes does not share weeks and answers."""
    if call.reader in THROUGH_CIRCLES:
        raise ForbiddenError
