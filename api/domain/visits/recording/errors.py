"""What can go wrong with the record of a visit, in the field's words. Nothing recorded in good faith is refused into nowhere."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class RecordTimesError(InvalidError):
    """Times in an order that cannot be."""

    code, title, detail = (
        "record-times",
        "Times out of order",
        "A departure lies between the arrival and 24 hours after it. Look at the device's clock and send the time corrected.",
    )


class ProofWordsError(InvalidError):
    """By hand, and no word why."""

    code, title, detail = (
        "proof-words",
        "Say why by hand",
        "A time given by hand needs a few words: why it was not taken at the place.",
    )


class NothingSaidError(InvalidError):
    """A note without any words."""

    code, title, detail = (
        "nothing-said",
        "Nothing is said",
        "Send at least one of the note's parts: what happened, how they were, or any other.",
    )


class TimeRecordedError(ConflictError):
    """Said before, and otherwise."""

    code, title, detail = (
        "time-recorded",
        "Recorded before",
        "You recorded this before with another time or proof, and it stands. Read the record; send an amendment to correct it.",
    )


class NoteLockedError(ConflictError):
    """More than a day old."""

    code, title, detail = (
        "note-locked",
        "The note is locked",
        "A note is locked 24 hours after it was recorded. Send an amendment with its reason: it stands beside the note.",
    )


class AmendmentPartsError(InvalidError):
    """Words for words, a time for a time."""

    code, title, detail = (
        "amendment-parts",
        "Words or a time",
        "Send amended_at for arrived_at and departed_at, and words for every other field; never both.",
    )


class RecordThereError(ConflictError):
    """One record for each member who came; the service finds it, this is the wall behind."""

    code, title, detail = (
        "visit-record-there",
        "Recorded meanwhile",
        "Your record of this visit was begun at the same moment. Send it again.",
    )


means(RecordTimesError, "ck_visit_record_times", "ck_visit_record_length")
means(RecordThereError, "uq_visit_record_visit_id_member_id")
means(AmendmentPartsError, "ck_visit_amendment_others", "ck_visit_amendment_words")
