"""Verbs about Client Level Data. Nothing here guesses: what nobody wrote down is empty in a file, and told as missing."""

from datetime import date, timedelta
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.commissioning.cld import queries as q
from api.domain.commissioning.cld import schemas as s
from api.domain.commissioning.cld.errors import CldPeriodError
from api.domain.commissioning.cld.models import CareAssessment, CldExport, CouncilDetails
from api.domain.shared.clock import london_today
from api.domain.shared.errors import NotThereError, VersionNeededError
from api.domain.shared.ids import new_id
from api.storage.writing import Writing


async def write_details(work: Writing, person: UUID, body: s.CouncilDetailsPut, made_of: bytes) -> bool:
    """Write them down for the first time, also of somebody whose support has ended: a return asks of the whole year.

    False when the same body made them before; VersionNeededError when another did.
    """
    now = await work.find(q.DETAILS_NOW, person=person)
    if now is None:
        await work.add(CouncilDetails, body.model_dump() | {"id": new_id(), "created_digest": made_of}, person_id=person)
        return True
    if now[1] is None or bytes(now[1]) != made_of:
        raise VersionNeededError
    return False


async def rewrite_details(work: Writing, person: UUID, version: int, body: s.CouncilDetailsPut) -> None:
    """Change what they say: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.CouncilDetailsPatch))
    await work.change(CouncilDetails, await details_of(work, person), version, changes, person_id=person)


async def details_of(work: Writing, person: UUID) -> UUID:
    """The id of the record that the path names."""
    found = await work.find(q.DETAILS_NOW, person=person)
    if found is None:
        raise NotThereError
    return found[0]  # type: ignore[no-any-return]


async def write_assessment(
    work: Writing, person: UUID, body: s.CareAssessmentCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Write down an assessment, also of somebody whose support has ended since."""
    return await work.add(
        CareAssessment, body.model_dump(exclude={"id"}) | {"id": id_, "created_digest": made_of}, person_id=person
    )


async def write_assessment_anew(
    work: Writing, person: UUID, assessment: UUID, version: int, body: s.CareAssessmentCreate | s.CareAssessmentPatch
) -> None:
    """Change what is said of it: the members sent (a patch), or all of them (a replacement)."""
    changes = body.model_dump(exclude_unset=isinstance(body, s.CareAssessmentPatch), exclude={"id"})
    await work.change(CareAssessment, assessment, version, changes, person_id=person)


async def ask(work: Writing, body: s.CldExportNew, *, id_: UUID) -> UUID:
    """Ask for an export. It is queued in the same transaction: both are there, or neither.

    A machine's is of the people of its teams. NotThereError for a council without an arrangement.
    """
    today = london_today()
    until = body.until_on or today.replace(day=1)
    if until > today + timedelta(days=1):
        raise CldPeriodError(pointer="/until_on")
    values = {"id": id_, "council_id": body.council_id, "from_on": _year_before(until), "until_on": until}
    if work.asker.role is Role.integration:
        client, teams = (await work.rows(q.MACHINE))[0]
        if not teams:
            raise NotThereError  # it is named for nobody's team: there is nothing here that it may export
        values |= {"client_id": client, "team_ids": teams}
    await work.add(CldExport, values)
    work.do(q.QUEUE, export_id=id_, council_id=body.council_id)
    return id_


def _year_before(day: date) -> date:
    """The same day a year before; of the 29th of February, the first of March."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 3, 1)
