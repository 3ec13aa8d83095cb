"""What can go wrong with consents, representatives and openings, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError, IdInUseError, InvalidError


class OpeningOpenError(ConflictError):
    """A carer opens one person at a time."""

    code, title, detail = (
        "opening-open",
        "One at a time",
        "You have a person open already. Close that opening, or let it run out, and open this one.",
    )


class NotYourOpeningError(ForbiddenError):
    """Somebody else's opening."""

    code, title, detail = "not-your-opening", "Not yours to close", "Who opened it closes it, or a manager."


class OpeningNotValidError(InvalidError):
    """What the database checks of an opening; schemas say so first."""

    code, title, detail = (
        "opening-not-valid",
        "Not valid",
        "An opening lasts at most 240 minutes and has one of the documented reasons.",
    )


class ConsentKeptError(ConflictError):
    """A consent stands as it was given."""

    code, title, detail = "consent-kept", "A consent is never edited", "Withdraw it, and record a new one under a new id."


class RepresentativeNotStandingError(InvalidError):
    """Nobody of that id speaks for this person today."""

    code, title = "representative-not-standing", "Does not speak for them"
    detail = "Name a representative of this person whose authority has begun and not ended."


class RepresentativeScopeError(InvalidError):
    """A representative decides only what their authority is about."""

    code, title = "representative-scope", "Outside their authority"
    detail = (
        "Only an attorney or a deputy consents for somebody: for health and welfare to what is shared, "
        "for property and finance to money and statements."
    )


class AudienceError(InvalidError):
    """Nobody that this consent could let in."""

    code, title, detail = (
        "audience-not-found",
        "No such audience",
        "Name somebody that you may see: a member of this person's circle, or a council.",
    )


class ChapterNotFoundError(InvalidError):
    """No chapter that the caller may see."""

    code, title, detail = "chapter-not-found", "No such chapter", "Name a chapter of this person's life story that you may see."


class ConsentNotValidError(InvalidError):
    """What the database checks of a consent; schemas say so first."""

    code, title, detail = (
        "consent-not-valid",
        "Not valid",
        "Check purpose, audience, items, chapter and how it was given against the documentation.",
    )


class AuthorityDatesError(InvalidError):
    """An authority ends after it begins."""

    code, title, detail = "authority-dates", "Dates out of order", "An end is never before its beginning."


means(OpeningOpenError, "uq_opening_one")
means(IdInUseError, "pk_opening")
means(OpeningNotValidError, "ck_opening_hours", "ck_opening_reason")
means(
    ConsentNotValidError, "ck_consent_purpose", "ck_consent_audience", "ck_consent_decision", "ck_consent_given_how",
    "ck_consent_chapter", "ck_consent_items", "ck_consent_shares_something", "ck_consent_representative",
)  # fmt: skip
means(AuthorityDatesError, "ck_consent_dates", "ck_representative_dates", "ck_representative_kind")
means(RepresentativeNotStandingError, "fk_consent_representative_id_person_id")
