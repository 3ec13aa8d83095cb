"""What can go wrong with check-ins, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError, InvalidError


class CheckInPartsError(InvalidError):
    """What it is about, and what it says, do not fit together."""

    code, title, detail = (
        "check-in-parts",
        "Parts that do not fit",
        "About an outcome send outcome_id, about a week week_on, with an instrument instrument, instrument_version and answers.",
    )


class CheckInEmptyError(InvalidError):
    """A check-in without anything said."""

    code, title, detail = (
        "check-in-empty",
        "Nothing is said",
        "Send a score, words, what is working, what is not, or what next; with an instrument, answers.",
    )


class CheckInScaleError(InvalidError):
    """A score needs its scale."""

    code, title, detail = (
        "check-in-scale",
        "A score without its scale",
        "Send zero_words and ten_words: what 0 and 10 are, in the person's own words. An outcome that has a scale lends its own.",
    )


class CheckInFutureError(InvalidError):
    """Nobody has been there yet."""

    code, title, detail = (
        "check-in-future",
        "In the future",
        "A check-in says how it is or was. Look at the device's clock, and send the time when it was given.",
    )


class CheckInWeekError(InvalidError):
    """Weeks begin on Mondays."""

    code, title, detail = (
        "check-in-week",
        "Not the Monday of a week",
        "Send the Monday of a week that has begun.",
    )


class AnsweredByError(InvalidError):
    """Whose word it is does not fit who writes it."""

    code, title, detail = (
        "answered-by",
        "Whose word is it",
        "A person answers as self, family as family. A team names who spoke, or wrote it down, in answered_by_name.",
    )


class OutcomeEndedBeforeError(ConflictError):
    """The outcome had ended when this was given."""

    code, title, detail = (
        "outcome-ended-before",
        "The outcome had ended",
        "No check-in is given on an outcome that has ended. Write a new outcome for what the person wants now.",
    )


class SupportEndedBeforeError(ConflictError):
    """Support had ended when this was given."""

    code, title, detail = (
        "support-ended-before",
        "Support had ended",
        "Nobody checks in for a person whose support had ended by then. What was given before is still taken.",
    )


class VersionWithdrawnError(ConflictError):
    """The version was withdrawn when this was given."""

    code, title, detail = (
        "version-withdrawn",
        "Withdrawn version",
        "This version of the instrument was withdrawn. Answer the newest published version.",
    )


class CheckInStandsError(ConflictError):
    """Never changed."""

    code, title, detail = (
        "check-in-stands",
        "It stands as it was given",
        "A check-in is not replaced. Send an amendment with its reason: it stands beside it.",
    )


class NotYoursToAmendError(ForbiddenError):
    """A person amends their own word."""

    code, title, detail = (
        "not-yours-to-amend",
        "Somebody else's word",
        "You amend what you answered yourself. Give a check-in of your own, or ask whoever spoke.",
    )


class NotInvitedError(ForbiddenError):
    """Family check in when the person invited them."""

    code, title, detail = (
        "not-invited",
        "Not invited",
        "Family check in on the outcomes of a person who has invited them. Ask the person, or their team.",
    )


class InvitationWordsError(InvalidError):
    """How the person said so."""

    code, title, detail = (
        "invitation-words",
        "Say how they said so",
        "A team that invites somebody for the person says in words how the person wished it.",
    )


class InvitationDatesError(InvalidError):
    """Over before it begins."""

    code, title, detail = "invitation-dates", "Already over", "Send an until_at that lies ahead, or leave it out."


class NotInTheCircleError(InvalidError):
    """Only members of the person's circle are invited."""

    code, title, detail = (
        "not-in-the-circle",
        "Not in the circle",
        "Name somebody who is a member of one of the person's circles now.",
    )


class InvitedAlreadyError(ConflictError):
    """One standing invitation for each."""

    code, title, detail = (
        "invited-already",
        "Invited already",
        "An invitation of this member stands. Withdraw it first to invite them on other terms.",
    )


class InvitationWithdrawnError(ConflictError):
    """Once is enough."""

    code, title, detail = (
        "invitation-withdrawn",
        "Withdrawn already",
        "This invitation was withdrawn before. Nothing is to be done.",
    )


means(CheckInPartsError, "ck_check_in_outcome", "ck_check_in_week", "ck_check_in_instrument", "ck_check_in_instrument_version")
means(CheckInScaleError, "ck_check_in_scale", "ck_check_in_score", "ck_check_in_amendment_score")
means(InvitationDatesError, "ck_check_in_invitation_dates")
means(OutcomeEndedBeforeError, "check_in_outcome_ended")
means(InvitedAlreadyError, "check_in_invitation_standing")
