"""What can go wrong with a circle's meetings and actions, in the field's words."""

from api.domain.circles.errors import CircleEndedError, CircleMemberGoneError
from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class CircleMeetingMoveError(ConflictError):
    """A meeting is planned, and then held or cancelled."""

    code, title, detail = (
        "circle-meeting-state",
        "Not from here",
        "Read the meeting as it is now: one that is planned is held or cancelled, once. Plan another one if there is more.",
    )


class CircleMeetingStandsError(ConflictError):
    """What a meeting decided stands."""

    code, title = "circle-meeting-stands", "What was said stands"
    detail = (
        "24 hours after it was said that the meeting was held, its words stand. What comes up later is an action, or said at"
        " another meeting."
    )


class NotHeldYetError(ConflictError):
    """What happened is said once it has happened."""

    code, title, detail = (
        "circle-meeting-not-held",
        "Not held yet",
        "Say with /holding that the meeting was held, with what happened, what was decided and who was there.",
    )


class HeldAlreadyError(ConflictError):
    """When it was to begin is no plan any more."""

    code, title, detail = (
        "circle-meeting-held",
        "Held already",
        "This meeting was held. Leave starts_at out; what happened, what was decided and who was there can be completed.",
    )


class NobodyAtMeetingError(InvalidError):
    """A meeting that was held was held by somebody."""

    code, title, detail = (
        "circle-nobody-there",
        "Who was there?",
        "Send member_ids, or person_there as true: a meeting that was held had somebody of the circle at it.",
    )


class NotAtMeetingError(InvalidError):
    """Who was there was of this circle then."""

    code, title, detail = (
        "circle-member-not-then",
        "Not of the circle that day",
        "Name members of this circle who had joined by the day of the meeting and had not left before it.",
    )


class MeetingNotYetError(InvalidError):
    """A meeting was held on a day that has come."""

    code, title, detail = "circle-meeting-not-yet", "Not yet", "Say that it was held once its day has come."


class MeetingReasonError(InvalidError):
    """Schemas say so first, this is the wall behind."""

    code, title, detail = "circle-meeting-reason-needed", "Say why", "Send because: why the meeting is not held."


class CircleActionEndedError(ConflictError):
    """What became of it was said already."""

    code, title, detail = (
        "circle-action-ended",
        "Ended already",
        "What became of this action has been said. If it was carried, go on with carried_to_id; else add another action.",
    )


class CircleActionReasonError(InvalidError):
    """Nothing that the circle decided vanishes in silence."""

    code, title, detail = (
        "circle-action-reason-needed",
        "Say why",
        "An action that is dropped or carried over needs because.",
    )


class NotLaterError(InvalidError):
    """To carry is to a later day, or to a meeting that is still to come."""

    code, title, detail = (
        "circle-action-not-later",
        "Not later",
        "Carry it to a day after the one it was to be done by, or to another meeting of the circle that is planned.",
    )


class NotInCircleError(InvalidError):
    """What is named is of this very circle."""

    code, title, detail = (
        "not-in-this-circle",
        "Not in this circle",
        "Name a member, and a meeting, of this very circle.",
    )


means(CircleEndedError, "circle_has_ended")
means(CircleMemberGoneError, "circle_member_has_gone")
means(NotAtMeetingError, "circle_meeting_members")
means(MeetingNotYetError, "circle_meeting_day")
means(CircleMeetingMoveError, "ck_circle_meeting_held", "circle_meeting_cancelled")
means(NobodyAtMeetingError, "ck_circle_meeting_there")
means(MeetingReasonError, "ck_circle_meeting_because")
means(CircleActionReasonError, "ck_circle_action_because")
means(CircleActionEndedError, "ck_circle_action_ended", "ix_circle_action_carried_from_id", "uq_circle_action_carried_from_id")
means(
    NotInCircleError,
    "fk_circle_action_member_id_circle_id",
    "fk_circle_action_meeting_id_circle_id",
    "fk_circle_action_carried_from_id_circle_id",
    "fk_circle_contribution_member_id_circle_id",
)
