"""What can go wrong with calendars, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, ForbiddenError


class NotOwnCalendarError(ForbiddenError):
    """A calendar is its member's."""

    code, title, detail = (
        "not-your-calendar",
        "Not your calendar",
        "Everybody makes and ends their own calendar address, and nobody else's.",
    )


class CalendarMadeError(ConflictError):
    """Two devices of one member."""

    code, title, detail = ("calendar-made", "Made just now", "Another device of yours made an address just now. Make one again.")


means(CalendarMadeError, "uq_calendar_feed_now", "uq_calendar_feed_secret")

__all__ = ["CalendarMadeError", "NotOwnCalendarError"]
