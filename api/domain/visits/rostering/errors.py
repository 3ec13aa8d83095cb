"""What can go wrong when members take, offer and swap visits. None of them says where somebody else is."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class VisitTakenError(ConflictError):
    """Somebody was quicker."""

    code, title, detail = "visit-taken", "Taken already", "This visit has all the members it needs. See the open list for others."


class OnItAlreadyError(ConflictError):
    """Each once."""

    code, title, detail = "on-it-already", "On it already", "Whoever was to be put on this visit is on it already."


class NotOnItError(ConflictError):
    """Only those who come can hand back, offer or swap."""

    code, title, detail = (
        "not-on-it",
        "Not on this visit",
        "Only a member who is on the visit can hand it back, offer or swap it.",
    )


class NoMemberHereError(ConflictError):
    """Acts of self-rostering are a member's own."""

    code, title, detail = (
        "not-a-member-here",
        "Not a member of this team",
        "Visits are taken, offered and swapped by members of the team that makes them.",
    )


class OfferThereError(ConflictError):
    """One offer at a time."""

    code, title, detail = (
        "visit-offered-already",
        "Offered already",
        "You have offered this visit already. Withdraw that offer first.",
    )


class OfferAnsweredError(ConflictError):
    """An offer is answered once."""

    code, title, detail = (
        "visit-offer-answered",
        "Answered already",
        "This offer was answered, withdrawn, or lapsed because the visit changed hands. Read it.",
    )


class NotYoursToAnswerError(ConflictError):
    """Whoever is asked answers; whoever asks withdraws."""

    code, title, detail = (
        "not-yours-to-answer",
        "Not yours to answer",
        "An offer is answered by the member it is made to (or any other member, if made to all), and withdrawn by its maker.",
    )


class SwapError(InvalidError):
    """A swap is with a team mate, of two visits still to come, one of each."""

    code, title, detail = (
        "visit-swap",
        "These cannot be swapped",
        "Name the team mate in to_member_id, and in for_visit_id another visit of theirs that is still to come.",
    )


class OfferToError(InvalidError):
    """Somebody else of the team."""

    code, title, detail = (
        "visit-offer-to",
        "Not somebody to offer it to",
        "Name another member of the team who is not on the visit, or nobody to offer it to all.",
    )


means(OfferThereError, "uq_visit_offer_now")
means(SwapError, "ck_visit_offer_swap", "ck_visit_offer_swap_with")
means(OfferAnsweredError, "ck_visit_offer_answered")
