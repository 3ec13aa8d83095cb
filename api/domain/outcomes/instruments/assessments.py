"""Verbs of a team's assessments of itself: every answer fits the version it was given to."""

from typing import Any
from uuid import UUID

from api.domain.outcomes.instruments import assessment_schemas as s
from api.domain.outcomes.instruments import queries as q
from api.domain.outcomes.instruments.definition import Answer
from api.domain.outcomes.instruments.models import InstrumentFor, TeamAssessment
from api.domain.outcomes.instruments.scoring import check_answers
from api.domain.outcomes.instruments.service import answerable, definition_of
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError
from api.domain.teams.models import Team
from api.storage.writing import Writing


async def hold(work: Writing, team: UUID, body: s.TeamAssessmentCreate, *, id_: UUID, made_of: bytes | None = None) -> UUID:
    """Write down how the team sees itself."""
    await work.version_of(Team, team)  # a team that is not there, or not theirs, comes before what stands in the body
    check_answers(await answerable(work, body.instrument, body.instrument_version, InstrumentFor.teams), body.answers)
    return await work.add(TeamAssessment, _values(body) | {"id": id_, "created_digest": made_of}, team_id=team)


async def replace(work: Writing, team: UUID, assessment: UUID, version: int, body: s.TeamAssessmentCreate) -> None:
    """Write all of it anew; with another version of the question set only one that is answered now."""
    used = await _used(work, team, assessment)
    if used == (body.instrument, body.instrument_version):
        definition = await definition_of(work, *used)
    else:
        definition = await answerable(work, body.instrument, body.instrument_version, InstrumentFor.teams)
    check_answers(definition, body.answers)
    await work.change(TeamAssessment, assessment, version, _values(body), team_id=team)


async def change(work: Writing, team: UUID, assessment: UUID, version: int, body: s.TeamAssessmentPatch) -> None:
    """Change what was sent; answers still fit the version that was used, also a withdrawn one."""
    used = await _used(work, team, assessment)
    changes = body.model_dump(mode="json", exclude_unset=True, include={"who_was_there", "answers", "actions"})
    if "answers" in changes:
        check_answers(await definition_of(work, *used), [Answer.model_validate(answer) for answer in changes["answers"]])
    if "held_on" in body.model_fields_set:
        changes["held_on"] = body.held_on
    await work.change(TeamAssessment, assessment, version, changes, team_id=team)


def _values(body: s.TeamAssessmentCreate) -> dict[str, Any]:
    """JSON for the JSON columns, and the day as a day."""
    return body.model_dump(mode="json", exclude={"id"}) | {"held_on": body.held_on or london_today()}


async def _used(work: Writing, team: UUID, assessment: UUID) -> tuple[str, int]:
    found = await work.find(q.ASSESSED, id=assessment, team=team)
    if found is None:
        raise NotThereError
    return found[0], found[1]
