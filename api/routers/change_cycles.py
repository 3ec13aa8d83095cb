"""Working Together for Change: from what people said at their reviews to change, with everybody who spoke."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from api.domain.outcomes.change_cycles import queries as q
from api.domain.outcomes.change_cycles import schemas as s
from api.domain.outcomes.change_cycles import service
from api.http.call import Call
from api.http.guard import Requires
from api.http.pages import page_of
from api.routers.shared import TeamId
from api.routers.shared import router as make_router
from api.storage.writing import Writing

router = make_router("change-cycles")
ChangeCyclePage = page_of(s.ChangeCycleRead)
CycleStatementPage = page_of(s.CycleStatementRead)
CycleThemePage = page_of(s.CycleThemeRead)
CycleActionPage = page_of(s.CycleActionRead)
Reads = Annotated[Call, Requires("outcomes:read")]
Writes = Annotated[Call, Requires("outcomes:write")]
CycleId = Annotated[UUID, Path(description="The cycle's id.")]
StatementId = Annotated[UUID, Path(description="The statement's id.")]
ThemeId = Annotated[UUID, Path(description="The theme's id.")]
ActionId = Annotated[UUID, Path(description="The action's id.")]


@router.get("/teams/{team_id}/change-cycles", response_model=ChangeCyclePage)
async def list_change_cycles(call: Reads, team_id: TeamId, query: Annotated[s.ChangeCyclesQuery, Query()]) -> Response:
    """List a team's cycles of Working Together for Change.

    The newest first. Members of the team, its coaches, the people whom it supports, the manager.
    """
    return await call.page(q.CYCLE, query, q.CYCLES_FILTERS, team_id=team_id)


@router.post("/teams/{team_id}/change-cycles", response_model=s.ChangeCycleRead, status_code=201)
async def begin_change_cycle(call: Writes, team_id: TeamId, body: s.ChangeCycleNew) -> Response:
    """Begin a cycle over the reviews of a period.

    Members of the team. The steps: gathering, theming, understanding (root causes), success, planning, doing, telling, closed.
    """

    async def verb(work: Writing) -> UUID:
        return await service.begin(work, team_id, body)

    return await call.add(q.CYCLE, verb, place=f"/teams/{team_id}/change-cycles", team_id=team_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}", response_model=s.ChangeCycleRead)
async def get_change_cycle(call: Reads, team_id: TeamId, cycle_id: CycleId) -> Response:
    """Read where a cycle stands.

    Its step, how many people spoke, and what everybody was told. Members of the team, its coaches, the people whom it supports,
    the manager.
    """
    return await call.read(q.CYCLE, id=cycle_id, team_id=team_id)


@router.patch("/teams/{team_id}/change-cycles/{cycle_id}", response_model=s.ChangeCycleRead)
async def update_change_cycle(call: Writes, team_id: TeamId, cycle_id: CycleId, body: s.ChangeCyclePatch) -> Response:
    """Change a cycle, or say what everybody is told.

    Members of the team. Needs If-Match. Its period stands once it was gathered (409 gathered-already); a closed cycle stays as
    it is (409 cycle-closed).
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change(work, team_id, cycle_id, version, body)

    return await call.change(q.CYCLE, cycle_id, verb, team_id=team_id)


@router.post("/teams/{team_id}/change-cycles/{cycle_id}/gathering", response_model=s.ChangeCycleRead)
async def gather_statements(call: Writes, team_id: TeamId, cycle_id: CycleId) -> Response:
    """Gather what people said is most important.

    The top two working, not working, and important for the future of each review that the team held in the period, if the person
    lets others learn from it (`share_for_change`): their words, without whose they are, in no order. Names that are known around
    who said them (their own, those of their relationships and circles, and of the team's members; each part alone too, capitals
    or not) are `[name]` here, and `names_hidden` says so; in the review they stand as they were said. Read them through all the
    same: a nickname, a name that nobody wrote down, or a story that only one person has is still there, and a word that is also a
    name is hidden. A kind to which fewer than five people had something to say is left out, and if none remains nothing is
    gathered (409 too-few-people). Once (409 gathered-already), when the period is over (409 period-not-over), and of no period
    that another cycle gathered a part of (409 period-overlaps): the difference between two gatherings would tell who said what.
    Members of the team.
    """

    async def verb(work: Writing) -> None:
        await service.gather(work, team_id, cycle_id)

    return await call.do(q.CYCLE, verb, record=cycle_id, team_id=team_id)


@router.post("/teams/{team_id}/change-cycles/{cycle_id}/step", response_model=s.ChangeCycleRead)
async def move_change_cycle(call: Writes, team_id: TeamId, cycle_id: CycleId, body: s.ChangeCycleMove) -> Response:
    """Go on to a cycle's next step.

    Members of the team. One after the other (409 cycle-step): theming when statements were gathered, closed when everybody who
    spoke was told (feedback and told_on).
    """

    async def verb(work: Writing) -> None:
        await service.move(work, team_id, cycle_id, body)

    return await call.do(q.CYCLE, verb, record=cycle_id, team_id=team_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}/statements", response_model=CycleStatementPage)
async def list_cycle_statements(
    call: Reads, team_id: TeamId, cycle_id: CycleId, query: Annotated[s.CycleStatementsQuery, Query()]
) -> Response:
    """List what people said, without who.

    With `[name]` where a known name was (`names_hidden`). Read them through: other names, and what tells who it was, are there.
    Members of the team, its coaches, the manager. People of the team read the themes.
    """
    return await call.page(q.STATEMENT, query, q.STATEMENTS_FILTERS, team_id=team_id, cycle_id=cycle_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}/statements/{statement_id}", response_model=s.CycleStatementRead)
async def get_cycle_statement(call: Reads, team_id: TeamId, cycle_id: CycleId, statement_id: StatementId) -> Response:
    """Read a statement.

    Members of the team, its coaches, the manager.
    """
    return await call.read(q.STATEMENT, id=statement_id, team_id=team_id, cycle_id=cycle_id)


@router.patch("/teams/{team_id}/change-cycles/{cycle_id}/statements/{statement_id}", response_model=s.CycleStatementRead)
async def theme_cycle_statement(
    call: Writes, team_id: TeamId, cycle_id: CycleId, statement_id: StatementId, body: s.CycleStatementPatch
) -> Response:
    """Put a statement to a theme.

    Members of the team. Needs If-Match. A theme of this cycle and of the statement's kind (422 not-this-theme). Its words stand.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.theme_statement(work, team_id, cycle_id, statement_id, version, body)

    return await call.change(q.STATEMENT, statement_id, verb, team_id=team_id, cycle_id=cycle_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}/themes", response_model=CycleThemePage)
async def list_cycle_themes(
    call: Reads, team_id: TeamId, cycle_id: CycleId, query: Annotated[s.CycleThemesQuery, Query()]
) -> Response:
    """List a cycle's themes, each an 'I' statement.

    Members of the team, its coaches, the people whom it supports, the manager.
    """
    return await call.page(q.THEME, query, q.THEMES_FILTERS, team_id=team_id, cycle_id=cycle_id)


@router.post("/teams/{team_id}/change-cycles/{cycle_id}/themes", response_model=s.CycleThemeRead, status_code=201)
async def name_cycle_theme(call: Writes, team_id: TeamId, cycle_id: CycleId, body: s.CycleThemeNew) -> Response:
    """Name a theme with an 'I' statement.

    Members of the team, together with the people themselves, who read it: nothing in it tells who said what.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_theme(work, team_id, cycle_id, body)

    place = f"/teams/{team_id}/change-cycles/{cycle_id}/themes"
    return await call.add(q.THEME, verb, place=place, team_id=team_id, cycle_id=cycle_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}/themes/{theme_id}", response_model=s.CycleThemeRead)
async def get_cycle_theme(call: Reads, team_id: TeamId, cycle_id: CycleId, theme_id: ThemeId) -> Response:
    """Read a theme.

    Members of the team, its coaches, the people whom it supports, the manager.
    """
    return await call.read(q.THEME, id=theme_id, team_id=team_id, cycle_id=cycle_id)


@router.patch("/teams/{team_id}/change-cycles/{cycle_id}/themes/{theme_id}", response_model=s.CycleThemeRead)
async def update_cycle_theme(
    call: Writes, team_id: TeamId, cycle_id: CycleId, theme_id: ThemeId, body: s.CycleThemePatch
) -> Response:
    """Say why a theme is so, and what success looks like.

    Members of the team. Needs If-Match.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_theme(work, team_id, cycle_id, theme_id, version, body)

    return await call.change(q.THEME, theme_id, verb, team_id=team_id, cycle_id=cycle_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}/actions", response_model=CycleActionPage)
async def list_cycle_actions(
    call: Reads, team_id: TeamId, cycle_id: CycleId, query: Annotated[s.CycleActionsQuery, Query()]
) -> Response:
    """List what is done, and what came of it.

    Members of the team, its coaches, the people whom it supports, the manager.
    """
    return await call.page(q.ACTION, query, q.ACTIONS_FILTERS, team_id=team_id, cycle_id=cycle_id)


@router.post("/teams/{team_id}/change-cycles/{cycle_id}/actions", response_model=s.CycleActionRead, status_code=201)
async def add_cycle_action(call: Writes, team_id: TeamId, cycle_id: CycleId, body: s.CycleActionNew) -> Response:
    """Say what is done: what, who, by when.

    Members of the team. About a theme of this cycle, or all of it.
    """

    async def verb(work: Writing) -> UUID:
        return await service.add_action(work, team_id, cycle_id, body)

    place = f"/teams/{team_id}/change-cycles/{cycle_id}/actions"
    return await call.add(q.ACTION, verb, place=place, team_id=team_id, cycle_id=cycle_id)


@router.get("/teams/{team_id}/change-cycles/{cycle_id}/actions/{action_id}", response_model=s.CycleActionRead)
async def get_cycle_action(call: Reads, team_id: TeamId, cycle_id: CycleId, action_id: ActionId) -> Response:
    """Read an action of a cycle.

    Members of the team, its coaches, the people whom it supports, the manager.
    """
    return await call.read(q.ACTION, id=action_id, team_id=team_id, cycle_id=cycle_id)


@router.patch("/teams/{team_id}/change-cycles/{cycle_id}/actions/{action_id}", response_model=s.CycleActionRead)
async def update_cycle_action(
    call: Writes, team_id: TeamId, cycle_id: CycleId, action_id: ActionId, body: s.CycleActionPatch
) -> Response:
    """Change what is to be done, by whom or by when.

    Members of the team. Needs If-Match. Refused with action-ended once it was said what became of it.
    """

    async def verb(work: Writing, version: int) -> None:
        await service.change_action(work, team_id, cycle_id, action_id, version, body)

    return await call.change(q.ACTION, action_id, verb, team_id=team_id, cycle_id=cycle_id)


@router.post("/teams/{team_id}/change-cycles/{cycle_id}/actions/{action_id}/end", response_model=s.CycleActionRead)
async def end_cycle_action(
    call: Writes, team_id: TeamId, cycle_id: CycleId, action_id: ActionId, body: s.CycleActionEnd
) -> Response:
    """Say what became of an action of a cycle.

    Done, dropped, or carried to another cycle; the last two with words. Members of the team, also when the cycle is closed. It
    never vanishes. Refused with action-ended the second time.
    """

    async def verb(work: Writing) -> None:
        await service.end_action(work, team_id, cycle_id, action_id, body)

    return await call.do(q.ACTION, verb, record=action_id, team_id=team_id, cycle_id=cycle_id)
