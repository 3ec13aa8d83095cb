"""Verbs about check-ins: giving one, late and twice as phones do; amending it; inviting family to give one.

Whether something had ended is judged by when the check-in was given: what was said in time is taken, however late it arrives.
"""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from api.domain.access.roles import Role
from api.domain.outcomes.check_ins import errors
from api.domain.outcomes.check_ins import queries as q
from api.domain.outcomes.check_ins import schemas as s
from api.domain.outcomes.check_ins.models import CheckIn, CheckInAbout, CheckInAmendment, CheckInInvitation
from api.domain.outcomes.good_weeks.models import AnsweredBy
from api.domain.outcomes.instruments.built_in import BUILT_IN
from api.domain.outcomes.instruments.definition import Definition
from api.domain.outcomes.instruments.errors import LicenceError, NotAnswerableError, NotThisInstrumentError
from api.domain.outcomes.instruments.models import InstrumentFor, Licence, VersionState
from api.domain.outcomes.instruments.scoring import check_answers, scored
from api.domain.shared.clock import LONDON, utc_now
from api.domain.shared.errors import DomainError, ForbiddenError, NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing

CLOCKS_DIFFER: Final = timedelta(minutes=5)
SAID: Final = ("score", "words", "working", "not_working", "what_next")
# The columns that each kind of check-in is about; all others are left out.
KEYS: Final = {
    CheckInAbout.outcome: ("outcome_id",),
    CheckInAbout.week: ("week_on",),
    CheckInAbout.instrument: ("instrument", "instrument_version"),
}
THEIR_OWN: Final = {Role.person: AnsweredBy.self, Role.family: AnsweredBy.family}


async def give(
    work: Writing, person: UUID, body: s.CheckInNew | s.CheckInCreate, *, id_: UUID, made_of: bytes | None = None
) -> UUID:
    """Write down a check-in. The id is tried before what may have ended since: what was sent before is answered as it is now."""
    values = body.model_dump(exclude={"id", "person_id", "outcome_id", "answers"})
    given_at = body.given_at or utc_now()
    _hold_together(body, given_at)
    values |= {"id": id_, "created_digest": made_of, "given_at": given_at, "answered_by": _whose_word(work, body)}
    if body.about is CheckInAbout.outcome:
        await _on_outcome(work, person, body.outcome_id or id_, values)
    else:
        late = await _of_person(work, person, body, values)
        if late is not None:
            raise late
    ended_at = (await work.rows(q.SUPPORT_ENDED_AT, person=person))[0][0]
    if ended_at is not None and given_at > ended_at:
        raise errors.SupportEndedBeforeError
    return id_


async def stands(work: Writing, check_in: UUID, version: int, body: s.CheckInCreate) -> None:
    """A check-in is never replaced: whoever reaches it is told to amend it."""
    _hold_together(body, body.given_at or utc_now())
    await work.version_of(CheckIn, check_in, expected=version)
    raise errors.CheckInStandsError


async def amend(work: Writing, check_in: UUID, body: s.CheckInAmendmentNew) -> UUID:
    """A later word beside a check-in. The last one is what figures count."""
    if all(getattr(body, name) is None for name in SAID):
        raise errors.CheckInEmptyError(pointer="/words")
    found = await work.find(q.amended(work.reader), id=check_in)
    if found is None:
        raise NotThereError
    zero_words, answered_by = found
    if work.reader == Role.person and answered_by != AnsweredBy.self:
        raise errors.NotYoursToAmendError
    if body.score is not None and zero_words is None:
        raise errors.CheckInScaleError(pointer="/score")
    values = body.model_dump(exclude={"id"}) | {"id": body.id or new_id(), "account_id": work.asker.subject}
    return await work.add(CheckInAmendment, values, check_in_id=check_in)


async def invite(work: Writing, person: UUID, body: s.CheckInInvitationNew) -> UUID:
    """Somebody of the person's circle may check in. Holds until it is over, is withdrawn, or they leave the circle.

    That no other one stands is looked at by the database, one invitation after the other.
    """
    id_, now = body.id or new_id(), utc_now()
    if work.reader == Role.carer and body.words is None:
        raise errors.InvitationWordsError(pointer="/words")
    if body.until_at is not None and body.until_at <= now:
        raise errors.InvitationDatesError(pointer="/until_at")
    await work.add(CheckInInvitation, body.model_dump(exclude={"id"}) | {"id": id_, "from_at": now}, person_id=person)
    if await work.find(q.IN_THE_CIRCLE, id=body.circle_member_id, person=person) is None:
        raise errors.NotInTheCircleError(pointer="/circle_member_id")
    return id_


async def withdraw(work: Writing, person: UUID, invitation: UUID, body: s.CheckInInvitationWithdrawal) -> None:
    """The invitation ends at the next request."""
    if body.words:
        work.because(body.words)
    await work.change(CheckInInvitation, invitation, ANY_VERSION, {}, person_id=person)
    found = await work.find(q.WITHDRAWN, id=invitation, person=person)
    if found is None:
        raise NotThereError
    if found[0]:
        raise errors.InvitationWithdrawnError
    await work.change(CheckInInvitation, invitation, ANY_VERSION, {"withdrawn_at": utc_now()}, person_id=person)


# ---- giving --------------------------------------------------------------------------------------------------------
async def _on_outcome(work: Writing, person: UUID, outcome: UUID, values: dict[str, Any]) -> None:
    """Under the outcome, not the person: family who share the outcome may not be shown the person's record.

    Whether it had ended is looked at by the database, which holds it meanwhile.
    """
    found = await work.find(q.outcome(work.reader), id=outcome, person=person)
    if found is None:
        raise NotThereError
    zero_words, ten_words = found
    values["zero_words"] = values["zero_words"] or zero_words
    values["ten_words"] = values["ten_words"] or ten_words
    _needs_its_scale(values)
    if work.reader == Role.family and not (await work.rows(q.INVITED, person=person))[0][0]:
        raise errors.NotInvitedError
    await work.add(CheckIn, values, outcome_id=outcome)


async def _of_person(
    work: Writing, person: UUID, body: s.CheckInNew | s.CheckInCreate, values: dict[str, Any]
) -> DomainError | None:
    """On a week, or with an instrument."""
    if work.reader == Role.family:
        raise ForbiddenError("Family check in on outcomes only: send about outcome, and outcome_id.", pointer="/about")
    late = None
    if body.about is CheckInAbout.instrument:
        definition, late = await _version(work, body.instrument or "", body.instrument_version or 0, values["given_at"])
        check_answers(definition, body.answers)
        values["answers"] = [answer.model_dump(mode="json") for answer in body.answers]
        values["results"] = scored(definition, body.answers)
    else:
        _needs_its_scale(values)
    await work.add(CheckIn, values, person_id=person)
    return late


async def _version(work: Writing, key: str, number: int, given_at: datetime) -> tuple[Definition, DomainError | None]:
    """What was answered, and why it could not be answered then."""
    if number in BUILT_IN.get(key, {}):
        return BUILT_IN[key][number], None
    found = await work.find(q.VERSION, key=key, number=number, organisation=work.asker.organisation)
    if found is None:
        raise NotThisInstrumentError(pointer="/instrument")
    items, scoring, state, answered_for, licence, confirmed_at, over_by = found
    refusal: DomainError | None = None
    if state == VersionState.draft or answered_for != InstrumentFor.people:
        refusal = NotAnswerableError()
    elif state == VersionState.withdrawn and given_at > over_by:
        refusal = errors.VersionWithdrawnError()
    elif licence == Licence.licensed and confirmed_at is None:
        refusal = LicenceError()
    return Definition.model_validate({"items": items, "scoring": scoring}), refusal


# ---- what fits together --------------------------------------------------------------------------------------------
def _hold_together(body: s.CheckInNew | s.CheckInCreate, given_at: datetime) -> None:
    for about, names in KEYS.items():
        for name in names:
            if (getattr(body, name) is None) is (about is body.about):
                raise errors.CheckInPartsError(pointer=f"/{name}")
    if body.about is CheckInAbout.instrument:
        _answers_only(body)
    elif body.answers:
        raise errors.CheckInPartsError("Answers are an instrument's.", pointer="/answers")
    elif all(getattr(body, name) is None for name in SAID):
        raise errors.CheckInEmptyError(pointer="/words")
    if given_at > utc_now() + CLOCKS_DIFFER:
        raise errors.CheckInFutureError(pointer="/given_at")
    if body.week_on is not None and (body.week_on.isoweekday() != 1 or body.week_on > given_at.astimezone(LONDON).date()):
        raise errors.CheckInWeekError(pointer="/week_on")


def _answers_only(body: s.CheckInNew | s.CheckInCreate) -> None:
    for name in ("score", "zero_words", "ten_words"):
        if getattr(body, name) is not None:
            raise errors.CheckInPartsError("An instrument has scales of its own: send answers, no score.", pointer=f"/{name}")
    if not body.answers:
        raise errors.CheckInEmptyError(pointer="/answers")


def _needs_its_scale(values: dict[str, Any]) -> None:
    if values["score"] is not None:
        for name in ("zero_words", "ten_words"):
            if values[name] is None:
                raise errors.CheckInScaleError(pointer=f"/{name}")


def _whose_word(work: Writing, body: s.CheckInNew | s.CheckInCreate) -> AnsweredBy:
    """A person and family speak for themselves; a team says whose word it wrote down, and who spoke or wrote."""
    own = THEIR_OWN.get(Role(work.reader))
    if own is not None:
        if body.answered_by not in (None, own):
            raise errors.AnsweredByError(pointer="/answered_by")
        return own
    said = body.answered_by or AnsweredBy.team_on_behalf
    if said is not AnsweredBy.team_on_behalf and body.answered_by_name is None:
        raise errors.AnsweredByError(pointer="/answered_by_name")
    return said
