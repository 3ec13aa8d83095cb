"""What can go wrong with outcomes, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class OutcomeEndedError(ConflictError):
    """It was achieved, changed or set aside: it stays as it was."""

    code, title, detail = (
        "outcome-ended",
        "This outcome has ended",
        "It was achieved, changed or set aside and stays readable as it was. What the person wants now is a new outcome.",
    )


class OutcomeMoveError(ConflictError):
    """It cannot move that way."""

    code, title, detail = (
        "outcome-move-not-allowed",
        "Not from here",
        "It goes from exploring to on_track or off_track, between these two, and from each to an end. Choose one that follows.",
    )


class OutcomeReasonError(InvalidError):
    """A move says why."""

    code, title, detail = (
        "outcome-reason-needed",
        "Say why",
        "Send reason: why it moves, in words. Only exploring → on_track needs none.",
    )


class OutcomeDayError(InvalidError):
    """Its days follow one another."""

    code, title, detail = (
        "outcome-day-order",
        "Before the day it follows",
        "An outcome starts before it moves, and moves in the order of its days. Read its moves and send a day that fits.",
    )


class OutcomeScaleError(InvalidError):
    """A score without its scale says nothing."""

    code, title, detail = (
        "score-without-scale",
        "A score needs its scale",
        "Send zero_words and ten_words with a score: what 0 and what 10 are, in the person's words.",
    )


class OutcomeWordsError(ConflictError):
    """The person's words are never overwritten."""

    code, title, detail = (
        "words-by-wording",
        "New words are a wording",
        "The person's words are not replaced. Send the words as they are, and new ones to the outcome's wordings.",
    )


class WordingNumberError(ConflictError):
    """Two wordings of one number; the lock holds first, this is the wall behind."""

    code, title, detail = "wording-there", "Words came in between", "Somebody else wrote new words just now. Read them again."


class StepEndedError(ConflictError):
    """Done or dropped already."""

    code, title, detail = (
        "step-ended",
        "This step has ended",
        "It was done or dropped and stays as it was. Add a new step for what is tried next.",
    )


class StepEndError(InvalidError):
    """What happened is said of every end; schemas say so first, this is the wall behind."""

    code, title, detail = "step-end-without-words", "Say what happened", "Send what_happened with done or dropped."


class OutcomeValueError(InvalidError):
    """An area or a score that is none; schemas say so first, this is the wall behind."""

    code, title, detail = (
        "outcome-not-valid",
        "Not an area or a score",
        "Send Care Act areas by their codes, and a score from 0 to 10.",
    )


means(OutcomeScaleError, "ck_outcome_scale")
means(OutcomeValueError, "ck_outcome_areas", "ck_outcome_baseline")
means(WordingNumberError, "uq_outcome_wording_number")
means(StepEndError, "ck_outcome_step_happened")
