"""What can go wrong with people, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError
from api.domain.teams.errors import TeamEndedError


class MoveNotAllowedError(ConflictError):
    """The status cannot move that way."""

    code, title = "status-move-not-allowed", "Not from here"
    detail = "A person goes from enquiry to getting_to_know to supported, may be paused and supported again, and can end from any state. Read the status and choose an allowed move."


class PersonEndedError(ConflictError):
    """Support has ended; the record stays as it was."""

    code, title, detail = (
        "person-ended",
        "Support has ended",
        "Support for this person has ended. Their record stays readable; new things cannot be added.",
    )


class NumberInUseError(ConflictError):
    """Somebody whom the caller can see has this NHS number."""

    code, title, detail = (
        "nhs-number-in-use",
        "NHS number in use",
        "Another person you support has this NHS number. Look them up, or check the number.",
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


means(CoordinatesError, "ck_person_coordinates")
means(DatesError, "ck_person_dates", "ck_small_team_member_dates")

__all__ = [
    "CoordinatesError",
    "DatesError",
    "ListedValueError",
    "MoveNotAllowedError",
    "NumberInUseError",
    "PersonEndedError",
    "TeamEndedError",
]
