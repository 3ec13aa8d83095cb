"""Verbs that change a person's record."""

from typing import Any
from uuid import UUID

from api.domain.people import errors
from api.domain.people import models as m
from api.domain.people import queries as q
from api.domain.people import schemas as s
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ForbiddenError, NotThereError
from api.domain.shared.fields import folded
from api.domain.shared.ids import new_id
from api.domain.teams import queries as teams
from api.storage.writing import Writing


def _keys(preferred: str | None, given: str | None, family: str | None) -> dict[str, str]:
    """Sorted by family name as address books are; searched by any of the names."""
    return {"name_key": folded(family, preferred), "search_key": folded(preferred, given, family)}


async def welcome(work: Writing, body: s.PersonCreate, *, id_: UUID | None = None, made_of: bytes | None = None) -> UUID:
    """Write down a person who asked: an enquiry for a team that is working."""
    team = await work.find(teams.STATE, id=body.team_id)
    if team is None:
        raise NotThereError("There is no such team that you may see.", pointer="/team_id")  # noqa: EM101 - the words are the message
    if team[0] is not None:
        raise errors.TeamEndedError(pointer="/team_id")
    await _number_is_free(work, body.nhs_number)
    on = body.enquired_on or london_today()
    values = body.model_dump(exclude={"team_id", "enquired_on", "id"})
    values |= {"id": id_ or getattr(body, "id", None) or new_id(), "status": "enquiry", "status_since": on, "created_digest": made_of}
    values |= _keys(body.preferred_name, body.given_names, body.family_name)
    person = await work.add(m.Person, values, team_id=body.team_id)
    work.queue_add(m.StatusChange, {"id": new_id(), "to_status": "enquiry", "changed_on": on}, person_id=person)
    return person


async def correct(work: Writing, person: UUID, version: int, body: s.PersonPatch) -> None:
    """Change what the record says. A person changes their own words and own description of themself."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    if work.reader == "person" and (theirs := changes.keys() - set(m.OWN_WORDS)):
        raise ForbiddenError("That part of your record is kept by your team. Ask them to change it.", pointer="/" + min(theirs))  # noqa: EM101 - the words are the message
    if changes.get("nhs_number"):
        await _number_is_free(work, changes["nhs_number"], but=person)
    if changes.keys() & {"preferred_name", "given_names", "family_name"}:
        now = await work.find(q.STATE, id=person)
        if now is None:
            raise NotThereError
        names = [changes.get(k, v) for k, v in zip(("preferred_name", "given_names", "family_name"), now[3:6], strict=True)]
        changes |= _keys(*names)
    await work.change(m.Person, person, version, changes)


async def move_status(work: Writing, person: UUID, version: int, body: s.StatusMove) -> None:
    """Move the status, with its day and reason; the move itself is kept beside it."""
    now = await work.find(q.STATE, id=person)
    if now is None:
        raise NotThereError
    before = m.PersonStatus(now[0])
    if body.to not in m.MOVES[before]:
        raise errors.MoveNotAllowedError(pointer="/to")
    on = body.on or london_today()
    values = {"status": body.to, "status_since": on, "ended_reason": body.reason}
    if body.date_of_death is not None:
        values["date_of_death"] = body.date_of_death
    if body.words:
        work.because(body.words)
    await work.change(m.Person, person, version, values)
    moved = {"id": new_id(), "from_status": before, "to_status": body.to, "changed_on": on, "reason": body.reason, "words": body.words}
    work.queue_add(m.StatusChange, moved, person_id=person)


async def _number_is_free(work: Writing, number: str | None, *, but: UUID | None = None) -> None:
    """Unique within what the writer may see: to say more would tell that an unseen person exists."""
    if number is None:
        return
    query = q.PERSON_WITH_NUMBER
    found = await work.find(query, nhs_number=number)
    if found is not None and found[0] != but:
        raise errors.NumberInUseError(pointer="/nhs_number")


async def rewrite(work: Writing, person: UUID, version: int, body: s.PersonCreate) -> None:
    """Replace what the record says; what moves by verbs stays."""
    sent = body.model_dump(mode="json", exclude={"team_id", "enquired_on", "id"})
    await correct(work, person, version, s.PersonPatch.model_validate(sent))
