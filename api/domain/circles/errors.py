"""What can go wrong with circles and their members, in the field's words."""

from api.domain.access.errors import RepresentativeNotStandingError
from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class CircleEndedError(ConflictError):
    """The circle has ended; it stays as it was."""

    code, title, detail = (
        "circle-ended",
        "This circle has ended",
        "It stays readable as it was. Start a new circle for what the person wants now.",
    )


class CircleMoveError(ConflictError):
    """It cannot move that way."""

    code, title, detail = (
        "circle-move-not-allowed",
        "Not from here",
        "A circle goes from forming to meeting, may rest and meet again, and ends from each. Choose a status that follows.",
    )


class CircleReasonError(InvalidError):
    """An end says why."""

    code, title, detail = "circle-reason-needed", "Say why", "Send because: why the circle ends, or why somebody leaves it."


class CircleValueError(InvalidError):
    """A value out of its bounds; schemas say so first, this is the wall behind."""

    code, title, detail = "circle-not-valid", "Not valid", "A circle meets every 1 to 52 weeks."


class DecisionWordsError(InvalidError):
    """Who decides for somebody says how."""

    code, title, detail = (
        "decision-without-words",
        "Say how it was decided",
        "Send decided_words when a representative or a best-interest decision says yes: who was asked, what the person showed.",
    )


class DeciderError(InvalidError):
    """A representative is named, and only where one decided."""

    code, title, detail = (
        "representative-needed",
        "Name the representative",
        "Send representative_id with decided_by representative, and only then.",
    )


class DecisionStandsError(ConflictError):
    """How a circle began is not written anew."""

    code, title, detail = (
        "circle-decision-stands",
        "How it began stands",
        "Send first_idea, decided_by, decided_words and representative_id as they are. The rest can be replaced.",
    )


class NotAConnectorError(InvalidError):
    """Only who connects circles is named as connector."""

    code, title, detail = "not-a-connector", "No connector", "Name one of GET /connectors."

    def __init__(self) -> None:
        super().__init__(pointer="/connector_account_id")  # also where the database says so of an account that is none


class NotYetAloneError(ConflictError):
    """The connector supports the first three meetings."""

    code, title, detail = (
        "circle-not-yet-alone",
        "Not yet on its own",
        "Be there at three meetings of the circle and record them as held, with connector_there. Then say that it stands alone.",
    )


class StandsAloneError(ConflictError):
    """That was said before."""

    code, title, detail = "circle-stands-alone", "It stands alone already", "This was said before. Read the circle."


class CircleMemberMoveError(ConflictError):
    """A member cannot move that way."""

    code, title, detail = (
        "circle-member-move-not-allowed",
        "Not from here",
        "Who is invited joins or declines, and who has joined leaves. Read where they are; invite them anew if they come back.",
    )


class CircleMemberGoneError(ConflictError):
    """They left or declined."""

    code, title, detail = (
        "circle-member-gone",
        "Not of the circle any more",
        "They left or declined. Invite them anew if they come back.",
    )


class CircleMemberDaysError(InvalidError):
    """Days in an order that cannot be."""

    code, title, detail = "circle-member-days", "Days out of order", "Nobody leaves a circle before they join it."


class NotJoinedError(ConflictError):
    """Only who has joined facilitates."""

    code, title, detail = (
        "not-joined",
        "Has not joined",
        "Only somebody who has joined the circle facilitates it. Record that first.",
    )


class FacilitatorHeldError(ConflictError):
    """One facilitator at a time."""

    code, title, detail = (
        "facilitator-held",
        "Somebody facilitates",
        "A circle has one facilitator at a time. Let them lay it down first.",
    )


class NotAFamilyAccountError(InvalidError):
    """Who signs in as a member holds the role family."""

    code, title, detail = (
        "not-a-family-account",
        "Not a family account",
        "Name an account of the provider that holds the role family.",
    )


class AccountInCircleError(ConflictError):
    """An account is one member of a circle."""

    code, title, detail = (
        "account-in-circle",
        "In this circle already",
        "This account signs in as another member of the circle. End that first.",
    )


means(RepresentativeNotStandingError, "fk_circle_representative_id_person_id")
means(NotAConnectorError, "fk_circle_connector_account_id")
means(CircleEndedError, "ck_circle_ended")
means(CircleValueError, "ck_circle_meets_every_weeks")
means(DecisionWordsError, "ck_circle_decided")
means(DeciderError, "ck_circle_representative")
means(CircleMemberDaysError, "ck_circle_member_dates")
means(CircleMemberMoveError, "ck_circle_member_joined", "ck_circle_member_left")
means(FacilitatorHeldError, "uq_circle_member_facilitator")
means(NotAFamilyAccountError, "circle_member_account")
means(AccountInCircleError, "uq_circle_member_account")
