"""Verbs that change a person's record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from api.domain.people import errors
from api.domain.people import models as m
from api.domain.people import queries as q
from api.domain.people import schemas as s
from api.domain.shared.clock import london_today
from api.domain.shared.errors import ForbiddenError, NotThereError, StaleError
from api.domain.shared.fields import folded
from api.domain.shared.ids import new_id
from api.domain.teams import queries as teams
from api.storage.writing import ANY_VERSION, Writing


def _keys(preferred: str | None, given: str | None, family: str | None) -> dict[str, str]:
    """Sorted by family name as address books are; searched by any of the names."""
    return {"name_key": folded(family, preferred), "search_key": folded(preferred, given, family)}


async def welcome(work: Writing, body: s.PersonCreate, *, id_: UUID | None = None, made_of: bytes | None = None) -> UUID:
    """Write down a person who asked: an enquiry for a team that is working.

    The id is tried first: what was sent before is answered as it is now, whatever became of the team since.
    """
    on = body.enquired_on or london_today()
    values = body.model_dump(exclude={"team_id", "enquired_on", "id"})
    values |= {
        "id": id_ or getattr(body, "id", None) or new_id(),
        "status": "enquiry",
        "status_since": on,
        "created_digest": made_of,
    }
    values |= _keys(body.preferred_name, body.given_names, body.family_name)
    team = await work.find(teams.STATE, id=body.team_id)
    if team is None:
        raise NotThereError("There is no such team that you may see.", pointer="/team_id")
    person = await work.add(m.Person, values, team_id=body.team_id)
    if team[0] is not None:
        raise errors.TeamEndedError(pointer="/team_id")
    await _number_is_free(work, body.nhs_number, but=person)
    work.queue_add(m.StatusChange, {"id": new_id(), "to_status": "enquiry", "changed_on": on}, person_id=person)
    return person


async def correct(work: Writing, person: UUID, version: int, body: s.PersonPatch) -> None:
    """Change what the record says. A person changes their own words and own description of themself."""
    changes: dict[str, Any] = body.model_dump(exclude_unset=True)
    if work.reader == "person" and (theirs := changes.keys() - set(m.OWN_WORDS)):
        raise ForbiddenError("That part of your record is kept by your team. Ask them to change it.", pointer="/" + min(theirs))
    if changes.get("nhs_number"):
        await _number_is_free(work, changes["nhs_number"], but=person)
    elif "nhs_number" in changes:  # a number that is not there was not verified
        changes["nhs_number_status"] = m.NhsNumberStatus.not_known
    if changes.keys() & {"preferred_name", "given_names", "family_name", "date_of_birth"}:
        now = await work.find(q.STATE, id=person)
        if now is None:
            raise NotThereError
        names = [changes.get(k, v) for k, v in zip(("preferred_name", "given_names", "family_name"), now[3:6], strict=True)]
        if changes.keys() & {"preferred_name", "given_names", "family_name"}:
            changes |= _keys(*names)
        if now[7] is not None and (changes.get("date_of_birth") or now[7]) > now[7]:
            raise errors.DatesError("Nobody is born after their death.", pointer="/date_of_birth")
    await work.change(m.Person, person, version, changes)


async def come_back(work: Writing, person: UUID) -> None:
    """Somebody whose support ended is asked for again: their record goes on. PersonDiedError if it says that they died."""
    now = await work.find(q.STATE_HELD, id=person)
    if now is None:
        raise NotThereError
    if now[7] is not None or now[9] == m.EndedReason.died:
        raise errors.PersonDiedError
    await _move(work, person, now, s.StatusMove(to=m.PersonStatus.getting_to_know))


async def move_status(work: Writing, person: UUID, version: int, body: s.StatusMove) -> None:
    """Move the status, with its day and reason; the move itself is kept beside it. One at a time: the row is held."""
    if work.reader == "person":
        raise ForbiddenError("Your team writes down when support begins, pauses or ends. Tell them.")
    now = await work.find(q.STATE_HELD, id=person)
    if now is None:
        raise NotThereError
    if version not in (ANY_VERSION, now[1]):
        raise StaleError(extra={"current_version": now[1]})
    if body.to not in m.MOVES[m.PersonStatus(now[0])]:
        raise errors.MoveNotAllowedError(pointer="/to")
    await _move(work, person, now, body)


async def _move(work: Writing, person: UUID, now: Sequence[Any], body: s.StatusMove) -> None:
    """The move, of a record that is held as `now` says it is."""
    on = body.on or london_today()
    if on < now[8]:
        raise errors.DatesError("This day is before the last move of the status. Send the day on which it moved.", pointer="/on")
    values = {"status": body.to, "status_since": on, "ended_reason": body.reason}
    if body.date_of_death is not None:
        if body.date_of_death > on or (now[6] is not None and body.date_of_death < now[6]):
            says = "A death is not before the birth, nor after the day on which support ended."
            raise errors.DatesError(says, pointer="/date_of_death")
        values["date_of_death"] = body.date_of_death
    if body.words:
        work.because(body.words)
    await work.change(m.Person, person, ANY_VERSION, values)
    moved = {
        "id": new_id(),
        "from_status": m.PersonStatus(now[0]),
        "to_status": body.to,
        "changed_on": on,
        "reason": body.reason,
        "words": body.words,
    }
    work.queue_add(m.StatusChange, moved, person_id=person)


async def rewrite(work: Writing, person: UUID, version: int, body: s.PersonCreate) -> None:
    """Replace what the record says; what moves by verbs stays. TeamByMoveError for another team."""
    now = await work.find(q.STATE, id=person)
    if now is None:
        raise NotThereError
    if body.team_id != now[2]:
        raise errors.TeamByMoveError(pointer="/team_id")
    sent = body.model_dump(mode="json", exclude={"team_id", "enquired_on", "id"})
    await correct(work, person, version, s.PersonPatch.model_validate(sent))


async def _number_is_free(work: Writing, number: str | None, *, but: UUID) -> None:
    """Unique within what the writer may see: to say more would tell that an unseen person exists."""
    if number is None:
        return
    if await work.find(q.another_with_number(work.reader), nhs_number=number, but=but) is not None:
        raise errors.NumberInUseError(pointer="/nhs_number")
