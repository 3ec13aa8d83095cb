"""What can go wrong with instruments, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError, InvalidError


class AnswerError(InvalidError):
    """An answer does not fit the question set. `pointer` says which."""

    code, title, detail = "answer-not-valid", "Not an answer to this", "Read the questions of the version that you answer."


class SlotError(InvalidError):
    """A key kept for a licensed instrument."""

    code, title = "licensed-instrument", "Licensed"
    detail = "This key is kept for a licensed instrument: send `licence: licensed`, and confirm the organisation's licence."


class NotYoursToAnswerError(ForbiddenError):
    """The instrument says who uses it."""

    code, title, detail = "not-yours-to-answer", "For others to use", "This instrument says in `used_by` who answers with it."


class KeyTakenError(ConflictError):
    """Another instrument of the organisation, or a built-in one, has this key."""

    code, title, detail = "instrument-key-taken", "Key taken", "Another instrument has this key. Choose another one."


class InstrumentKeyError(InvalidError):
    """Keys stand in check-ins for ever."""

    code, title, detail = (
        "instrument-key",
        "Not a key",
        "Lower-case letters, digits and hyphens, 3 to 60, beginning with a letter.",
    )


class LicenceError(ConflictError):
    """A licensed instrument without a confirmed licence: its wording may not be used."""

    code, title = "licence-not-confirmed", "Licence not confirmed"
    detail = "This instrument is licensed. The manager confirms the organisation's licence first: POST …/licence with its words."


class NoLicenceNeededError(ConflictError):
    """Nothing to confirm."""

    code, title, detail = (
        "no-licence-needed",
        "No licence needed",
        "Only an instrument with `licence: licensed` has one to confirm.",
    )


class VersionFixedError(ConflictError):
    """Only a draft changes."""

    code, title = "version-fixed", "Fixed"
    detail = "A version that was published stands as it is, for what was answered with it. Make a new draft."


class VersionMoveError(ConflictError):
    """A draft is published, a published one withdrawn; nothing else."""

    code, title = "version-state", "Not from here"
    detail = "Read the version as it is now: only a draft is published, and only a published one is withdrawn."


class NothingAskedError(ConflictError):
    """A question set without a question."""

    code, title, detail = "nothing-asked", "No questions", "Give this draft at least one question before it is published."


class NumberTakenError(ConflictError):
    """Two drafts made at the same time."""

    code, title, detail = "version-number-taken", "Made at the same time", "Another version was made just now. Send it again."


class BuiltInError(ForbiddenError):
    """What is built in is the same for everybody."""

    code, title = "built-in", "Built in"
    detail = "A built-in instrument is the same for every organisation. Make one of your own with another key."


class NotAnswerableError(ConflictError):
    """Never answered with a draft, a withdrawn version, or for those it was not made for."""

    code, title = "version-not-answerable", "Not to be answered with"
    detail = "Answer a published version of an instrument that is for those whom this is about: GET /instruments lists them."


class NotThisInstrumentError(InvalidError):
    """No such instrument or version."""

    code, title = "no-such-instrument", "No such instrument"
    detail = "Name the key and the version number of an instrument that GET /instruments lists."


class QuestionnaireError(InvalidError):
    """A FHIR Questionnaire of which no question set can be made."""

    code, title = "questionnaire-not-read", "Cannot make questions of this"
    detail = (
        "Send a FHIR R4B Questionnaire whose items are integer, decimal, choice, boolean, string or text, with a linkId each."
    )


means(KeyTakenError, "uq_instrument_key")
means(InstrumentKeyError, "ck_instrument_key")
means(NoLicenceNeededError, "ck_instrument_licence_confirmed")
means(NumberTakenError, "uq_instrument_version_number")

__all__ = [
    "AnswerError",
    "BuiltInError",
    "InstrumentKeyError",
    "KeyTakenError",
    "LicenceError",
    "NoLicenceNeededError",
    "NotAnswerableError",
    "NotThisInstrumentError",
    "NotYoursToAnswerError",
    "NothingAskedError",
    "NumberTakenError",
    "QuestionnaireError",
    "SlotError",
    "VersionFixedError",
    "VersionMoveError",
]
