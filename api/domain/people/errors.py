"""What can go wrong with people, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError
from api.domain.teams.errors import TeamEndedError


class MoveNotAllowedError(ConflictError):
    """The status cannot move that way."""

    code, title = "status-move-not-allowed", "Not from here"
    detail = (
        "A person goes from enquiry to getting_to_know to supported, may be paused and supported again, and can end from any "
        "state. Read the status and choose an allowed move."
    )


class PersonEndedError(ConflictError):
    """Support has ended; the record stays as it was."""

    code, title, detail = (
        "person-ended",
        "Support has ended",
        "Support for this person has ended. Their record stays readable; new things cannot be added.",
    )


class PersonDiedError(ConflictError):
    """Somebody who died is asked for."""

    code, title, detail = (
        "person-died",
        "This record says that they died",
        "Read it with care. If the NHS number is somebody else's, take it off this record, then leave person_id out.",
    )


class NumberError(InvalidError):
    """Not ten digits; schemas say so first, this is the wall behind."""

    code, title, detail = "nhs-number-not-valid", "Not an NHS number", "Send the ten digits of the NHS number, without spaces."


class NumberInUseError(ConflictError):
    """Somebody whom the caller can see has this NHS number."""

    code, title, detail = (
        "nhs-number-in-use",
        "NHS number in use",
        "Another person you support has this NHS number. Look them up, or check the number.",
    )


class TeamByMoveError(ConflictError):
    """A person changes teams by a move that both teams agree."""

    code, title, detail = (
        "team-by-move",
        "Another team",
        "A person changes teams by a move: one team offers, the other accepts. Send the team they are with.",
    )


class CoordinatesError(InvalidError):
    """Latitude and longitude belong together."""

    code, title, detail = "coordinates-apart", "Coordinates belong together", "Send latitude and longitude together, or neither."


class DatesError(InvalidError):
    """Days in an order that cannot be."""

    code, title, detail = (
        "dates-out-of-order",
        "Dates out of order",
        "Check the days: an end is never before its beginning, nor a death before a birth.",
    )


class ListedValueError(InvalidError):
    """A value that is not on the list; schemas say so first, this is the wall behind."""

    code, title, detail = "not-on-the-list", "Not on the list", "Use one of the values in the documentation."


class ProfileWrittenMeanwhileError(ConflictError):
    """A newer version of the one-page profile exists than the one this was written from."""

    code, title, detail = (
        "profile-written-meanwhile",
        "Somebody wrote a newer version",
        "Read the latest profile, bring your words into it, and send its id as based_on. Nobody's words are overwritten unseen.",
    )


class ProfileStandsError(ConflictError):
    """A version of a profile is never changed."""

    code, title, detail = "profile-stands", "A version stands", "A version is never changed. Write a new one with based_on."


class SignedOffError(ConflictError):
    """The person signed this version off before."""

    code, title, detail = (
        "profile-signed-off",
        "Signed off before",
        "This version was signed off. Read it; a change of words is a new version.",
    )


class RiskEndedError(ConflictError):
    """The risk is no longer taken."""

    code, title, detail = "risk-ended", "The risk has ended", "This risk was ended. Write a new one if it is taken up again."


class HomeWrittenError(ConflictError):
    """Somebody wrote the access to this home at the same moment."""

    code, title, detail = (
        "access-to-home-written",
        "Written meanwhile",
        "Somebody wrote it at the same moment. Read it, then send its ETag in If-Match.",
    )


class MoveOpenError(ConflictError):
    """One offer at a time."""

    code, title, detail = (
        "move-offered",
        "Offered before",
        "This person is offered to a team already. Wait for the answer or withdraw that offer.",
    )


class MoveAnsweredError(ConflictError):
    """The offer was answered or withdrawn."""

    code, title, detail = (
        "move-answered",
        "Answered before",
        "This offer was answered or withdrawn. Read it; make a new one if it is still wanted.",
    )


class SameTeamError(InvalidError):
    """The person is with that team."""

    code, title, detail = "same-team", "The same team", "The person is with this team. Offer them to another one."


class NotInTeamError(ConflictError):
    """Only who is in the person's team now can be of the few who support them."""

    code, title, detail = "not-in-team", "Not in the team", "Choose somebody who is a member of the person's team now."


class InSmallTeamError(ConflictError):
    """The member is one of the few already."""

    code, title, detail = (
        "in-small-team",
        "One of them already",
        "This member is one of those who support the person. Change that record.",
    )


means(MoveNotAllowedError, "ck_person_ended")
means(NumberError, "ck_person_nhs_number")
means(CoordinatesError, "ck_person_coordinates")
means(DatesError, "ck_person_dates", "ck_small_team_member_dates")
means(PersonEndedError, "person_ended")
means(ProfileWrittenMeanwhileError, "uq_profile_version_person_id_number")
means(HomeWrittenError, "uq_access_to_home_person")
means(MoveOpenError, "uq_move_offer_open")
means(MoveAnsweredError, "move_answered")
means(SameTeamError, "ck_move_offer_teams")
means(InSmallTeamError, "uq_small_team_member_now")

__all__ = [
    "CoordinatesError",
    "DatesError",
    "HomeWrittenError",
    "InSmallTeamError",
    "ListedValueError",
    "MoveAnsweredError",
    "MoveNotAllowedError",
    "MoveOpenError",
    "NotInTeamError",
    "NumberError",
    "NumberInUseError",
    "PersonEndedError",
    "ProfileStandsError",
    "ProfileWrittenMeanwhileError",
    "RiskEndedError",
    "SameTeamError",
    "SignedOffError",
    "TeamByMoveError",
    "TeamEndedError",
]
