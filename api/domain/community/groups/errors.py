"""What can go wrong with community groups, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError, NotThereError


class GroupRuleError(InvalidError):
    """A rule that cannot be read, or that gives no day."""

    code, title, detail = (
        "group-rule",
        "Not a rule for a group",
        "Send a rule of RFC 5545 such as FREQ=WEEKLY;BYDAY=TH that gives at least one day from first_on on.",
    )


class GroupWhenError(InvalidError):
    """When it meets is said in part only."""

    code, title, detail = (
        "group-when",
        "Say when it begins",
        "With a rrule send first_on, the day from when on, and begins_at, the time in London such as 10:30.",
    )


class GroupFirstError(InvalidError):
    """A first day out of reach."""

    code, title, detail = (
        "group-first",
        "The first day is out of reach",
        "Send a first_on from twenty years back to two ahead. For an older group the rule may begin later than the group did.",
    )


class GroupCoordinatesError(InvalidError):
    """Half a place on the map."""

    code, title, detail = "group-coordinates", "Both or none", "Send latitude and longitude together, or neither."


class GroupAgesError(InvalidError):
    """Ages the wrong way round."""

    code, title, detail = "group-ages", "Ages the wrong way round", "Send a maximum_age that is not below minimum_age."


class GroupAssuredError(InvalidError):
    """Assured by nobody, or on no day."""

    code, title, detail = (
        "group-assured",
        "Say who assured it, and when",
        "Send assured_on and assured_by together, or neither.",
    )


class GroupValueError(InvalidError):
    """A value out of its bounds; schemas say so first, this is the wall behind."""

    code, title, detail = (
        "group-not-valid",
        "Not valid",
        "A group begins at a time such as 10:30, lasts up to a day, and up to 10000 come.",
    )


class GroupNotFindableError(ConflictError):
    """Public, and nobody could go."""

    code, title, detail = (
        "group-not-findable",
        "Nobody could find it",
        "A public group has a place_name, a postcode, a phone, an email or a website. Add one, or withdraw it first.",
    )


class GroupPublicationError(ConflictError):
    """It is public already, or not at all."""

    code, title, detail = (
        "group-publication",
        "Nothing to publish or withdraw",
        "A group is published once, and withdrawn while it is public. Read published_at.",
    )


class GroupEndedError(ConflictError):
    """It goes on no more."""

    code, title, detail = (
        "group-ended",
        "This group has ended",
        "Nobody joins it and it is not public. Take it up again first, with why, if it goes on.",
    )


class GroupMoveError(ConflictError):
    """It is so already."""

    code, title, detail = (
        "group-move-not-allowed",
        "Not from here",
        "An active group rests or ends, a resting one ends or is taken up again, an ended one is taken up again.",
    )


class GroupReasonError(InvalidError):
    """A rest or an end says why."""

    code, title, detail = "group-reason-needed", "Say why", "Send because: why the group rests or ends. Name nobody in it."


class GroupSessionDayError(InvalidError):
    """It was not yet."""

    code, title, detail = (
        "group-session-day",
        "Not yet held",
        "A session is written down once it was: send a held_on up to today.",
    )


class GroupMembershipError(ConflictError):
    """They take part already."""

    code, title, detail = (
        "group-joined-already",
        "Takes part already",
        "The person takes part in this group now. Change what is said of it, or write down that they left first.",
    )


class GroupLeftError(ConflictError):
    """They left before."""

    code, title, detail = "group-left-already", "Left already", "The person has left this group. If they go again, join anew."


class GroupDatesError(InvalidError):
    """Left before they joined."""

    code, title, detail = "group-dates", "Left before joining", "Send a day of leaving that is not before the day of joining."


class GroupAttendanceError(ConflictError):
    """They were there once."""

    code, title, detail = (
        "group-attended-already",
        "Written down already",
        "That the person was at this session is written down. Change the words of it.",
    )


class GroupOriginError(ConflictError):
    """A group is born once."""

    code, title, detail = "group-origin-told", "Born already", "This group has its origin. Change its words instead."


means(GroupWhenError, "ck_community_group_when")
means(GroupCoordinatesError, "ck_community_group_coordinates")
means(GroupAgesError, "ck_community_group_ages")
means(GroupAssuredError, "ck_community_group_assured")
means(GroupValueError, "ck_community_group_begins_at", "ck_community_group_lasts_minutes", "ck_group_session_came")
means(GroupNotFindableError, "ck_community_group_findable")
means(GroupEndedError, "ck_community_group_ended_not_public")
means(GroupReasonError, "ck_community_group_status_because")
means(GroupSessionDayError, "ck_group_session_held_on")
means(GroupMembershipError, "uq_group_membership_now")
means(GroupDatesError, "ck_group_membership_dates")
means(GroupAttendanceError, "uq_group_attendance_once")
means(GroupOriginError, "uq_group_origin_group")
# A group or a session of another organisation is one that is not there.
means(
    NotThereError,
    "fk_group_gift_group_id_organisation_id",
    "fk_group_session_group_id_organisation_id",
    "fk_group_origin_group_id_organisation_id",
    "fk_group_membership_group_id_organisation_id",
    "fk_group_attendance_session",
)
