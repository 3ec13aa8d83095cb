"""What can go wrong with connections, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError, NotThereError


class ConnectionDaysError(InvalidError):
    """Ended before it began."""

    code, title, detail = "connection-days", "Days out of order", "Send a day of ending that is not before since_on."


class ConnectionEndedError(ConflictError):
    """They see each other no more."""

    code, title, detail = (
        "connection-ended",
        "This connection has ended",
        "It ended before that day. If they see each other again, write down another connection.",
    )


class SightingKnownError(ConflictError):
    """A day counts once."""

    code, title, detail = (
        "sighting-known",
        "Written down already",
        "That they saw each other on this day is written down. Change the words of it.",
    )


class ReachWishKnownError(ConflictError):
    """There is one wish."""

    code, title, detail = "reach-wish-known", "Wished already", "The person's wish is written down. Change it, or take it away."


class CommunityDaysError(InvalidError):
    """A stretch of days that is none, or too long."""

    code, title, detail = "community-days", "Days out of order", "Send an until_on that is 1 to 1096 days after from_on."


means(ConnectionDaysError, "ck_connection_dates")
means(SightingKnownError, "uq_connection_seen_day")
means(ReachWishKnownError, "uq_reach_wish_now")
# A group of another organisation, or what is another person's, is not there.
means(
    NotThereError,
    "fk_connection_introduction_id_person_id",
    "fk_connection_group_id_organisation_id",
    "fk_connection_seen_connection_id_person_id",
)
