"""Verbs about instruments and their versions, and the definition that answers are checked against."""

from uuid import UUID

from pydantic import ValidationError

from api.domain.outcomes.instruments import errors
from api.domain.outcomes.instruments import queries as q
from api.domain.outcomes.instruments import schemas as s
from api.domain.outcomes.instruments.built_in import BUILT_IN, INSTRUMENTS, SLOTS
from api.domain.outcomes.instruments.definition import Definition
from api.domain.outcomes.instruments.fhir import Read, read_questionnaire
from api.domain.outcomes.instruments.models import Instrument, InstrumentFor, InstrumentVersion, Licence, VersionState
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.errors import NotThereError
from api.domain.shared.ids import new_id
from api.storage.writing import ANY_VERSION, Writing


async def answerable(
    work: Writing, key: str, number: int, answered_for: InstrumentFor = InstrumentFor.people, *, at: str = ""
) -> Definition:
    """The definition that a new answer is checked against.

    Refused: what is not there, a draft, a withdrawn version, one for others than those it is about, a licence not confirmed,
    somebody whom the instrument does not name. `at`: where `instrument` and `instrument_version` stand in the body.
    """
    if key in BUILT_IN:
        if answered_for is not InstrumentFor.people:
            raise errors.NotAnswerableError(pointer=f"{at}/instrument")
        return _built_in(key, number, at)
    found = await work.find(q.ANSWERED_WITH, key=key, number=number, organisation=work.asker.organisation)
    if found is None:
        if key in SLOTS:
            raise errors.LicenceError(pointer=f"{at}/instrument")
        raise errors.NotThisInstrumentError(pointer=f"{at}/instrument")
    items, scoring, state, whom, licence, confirmed_at, used_by = found
    if licence == Licence.licensed and confirmed_at is None:
        raise errors.LicenceError(pointer=f"{at}/instrument")
    if state != VersionState.published or whom != answered_for:
        raise errors.NotAnswerableError(pointer=f"{at}/instrument_version")
    if used_by and work.reader not in used_by:
        raise errors.NotYoursToAnswerError(pointer=f"{at}/instrument")
    return Definition.model_validate({"items": items, "scoring": scoring})


async def definition_of(work: Writing, key: str, number: int) -> Definition:
    """The definition that something was answered with, also after it was withdrawn: for corrections and figures."""
    if key in BUILT_IN:
        return _built_in(key, number, "")
    found = await work.find(q.ANSWERED_WITH, key=key, number=number, organisation=work.asker.organisation)
    if found is None:
        raise errors.NotThisInstrumentError
    return Definition.model_validate({"items": found[0], "scoring": found[1]})


def _built_in(key: str, number: int, at: str) -> Definition:
    definition = BUILT_IN[key].get(number)
    if definition is None:
        raise errors.NotThisInstrumentError(pointer=f"{at}/instrument_version")
    return definition


async def add(work: Writing, body: s.InstrumentCreate, id_: UUID) -> UUID:
    """Make an instrument. A key kept for a licensed one is for a licensed one."""
    if body.key in BUILT_IN:
        raise errors.KeyTakenError(pointer="/key")
    if body.key in SLOTS and body.licence is not Licence.licensed:
        raise errors.SlotError(pointer="/licence")
    return await work.add(Instrument, body.model_dump(exclude={"id"}) | {"id": id_})


async def change(work: Writing, instrument: UUID, version: int, body: s.InstrumentPatch) -> None:
    """Change its name, its purpose, who uses it."""
    await work.change(Instrument, instrument, version, body.model_dump(exclude_unset=True))


async def confirm_licence(work: Writing, instrument: UUID, words: str) -> None:
    """The organisation holds a licence for the wording; again when it was renewed."""
    licence, _ = await _state(work, instrument)
    if licence != Licence.licensed:
        raise errors.NoLicenceNeededError
    work.because(words)
    values = {"licence_words": words, "licence_confirmed_at": utc_now()}
    await work.change(Instrument, instrument, ANY_VERSION, values)


async def draft(work: Writing, instrument: UUID, body: s.InstrumentVersionCreate, id_: UUID) -> UUID:
    """Make a draft with the next number."""
    await _state(work, instrument)
    number = await work.find(q.NEXT_NUMBER, id=instrument)
    values = {**body.model_dump(mode="json", exclude={"id"}), "id": id_, "number": number[0] if number else 1}
    return await work.add(InstrumentVersion, values, instrument_id=instrument)


async def change_draft(
    work: Writing, instrument: UUID, version_id: UUID, version: int, body: s.InstrumentVersionPatch
) -> None:  # fmt: skip
    """Change a draft. VersionFixedError once it was published."""
    state, _ = await _version_state(work, instrument, version_id)
    if state != VersionState.draft:
        raise errors.VersionFixedError
    changes = body.model_dump(mode="json", exclude_unset=True)
    await work.change(InstrumentVersion, version_id, version, changes, instrument_id=instrument)


async def publish(work: Writing, instrument: UUID, version_id: UUID) -> None:
    """From now on it is answered, and never changed."""
    state, questions = await _version_state(work, instrument, version_id)
    if state != VersionState.draft:
        raise errors.VersionMoveError
    if not questions:
        raise errors.NothingAskedError
    licence, confirmed_at = await _state(work, instrument)
    if licence == Licence.licensed and confirmed_at is None:
        raise errors.LicenceError
    values = {"state": VersionState.published, "published_on": london_today()}
    await work.change(InstrumentVersion, version_id, ANY_VERSION, values, instrument_id=instrument)


async def withdraw(work: Writing, instrument: UUID, version_id: UUID, because: str) -> None:
    """No longer answered; what was answered with it stays readable."""
    state, _ = await _version_state(work, instrument, version_id)
    if state != VersionState.published:
        raise errors.VersionMoveError
    work.because(because)
    values = {"state": VersionState.withdrawn, "withdrawn_on": london_today(), "withdrawn_because": because}
    await work.change(InstrumentVersion, version_id, ANY_VERSION, values, instrument_id=instrument)


async def take_in(work: Writing, body: s.QuestionnaireImport) -> UUID:
    """Make a draft of a FHIR Questionnaire, with its instrument if there is none of that key."""
    read = read_questionnaire(body.questionnaire)
    known = await work.find(q.BY_KEY, key=body.key, organisation=work.asker.organisation)
    if known is not None:
        instrument: UUID = UUID(str(known[0]))
    else:
        said = _instrument_of(body, read)
        instrument = await add(work, said, new_id())
    made = s.InstrumentVersionCreate(items=read.definition.items, scoring=read.definition.scoring)
    return await draft(work, instrument, made, new_id())


def _instrument_of(body: s.QuestionnaireImport, read: Read) -> s.InstrumentCreate:
    """What is said of the instrument; QuestionnaireError for a title or a description that are none."""
    try:
        return s.InstrumentCreate(
            key=body.key, name=read.name, purpose=read.purpose, answered_for=body.answered_for, licence=body.licence,
            licence_words=read.copyright,
        )  # fmt: skip
    except ValidationError as error:
        says = "Give the Questionnaire a title, a description and a copyright in plain words, or leave them out."
        raise errors.QuestionnaireError(says, pointer="/questionnaire/title") from error


def not_built_in(instrument: UUID) -> None:
    """BuiltInError for what nobody changes."""
    if instrument in INSTRUMENTS:
        raise errors.BuiltInError


async def _state(work: Writing, instrument: UUID) -> tuple[str, object]:
    not_built_in(instrument)
    found = await work.find(q.STATE, id=instrument, organisation=work.asker.organisation)
    if found is None:
        raise NotThereError
    return found[0], found[1]


async def _version_state(work: Writing, instrument: UUID, version_id: UUID) -> tuple[str, int]:
    not_built_in(instrument)
    found = await work.find(q.VERSION_STATE, id=version_id, instrument=instrument)
    if found is None:
        raise NotThereError
    return found[0], found[1]
