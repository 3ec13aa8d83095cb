"""What can go wrong with invitations and other one-time links."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class InvitationUsedError(ConflictError):
    """A link is good once."""

    code, title, detail = (
        "invitation-used",
        "Taken up already",
        "Somebody chose a password with this link. Who has forgotten theirs gets a reset.",
    )


class LinkThereError(ConflictError):
    """One link at a time."""

    code, title, detail = (
        "link-just-made",
        "Another link was just made",
        "Somebody made a link for this account at the same moment. Read the list, and make another if it is still needed.",
    )


class AccountClosedError(ConflictError):
    """Nobody comes in by an account that is closed."""

    code, title, detail = ("account-closed", "This account is closed", "Enable the account first.")


class EmailNeededError(InvalidError):
    """Nowhere to send it."""

    code, title = "email-needed", "No email address"
    detail = "There is no address to send the link to. Send email, or send by_hand true and hand the link over yourself."


class SignsInAlreadyError(ConflictError):
    """One account for a member."""

    code, title, detail = (
        "signs-in-already",
        "Somebody signs in as them",
        "An account is joined to them already. Take it off first, or send that account a reset.",
    )


class InvitedUnknownError(InvalidError):
    """Who is invited must be of the organisation."""

    code, title, detail = "unknown-invited", "No such member", "There is no such member in your organisation. Check the id."


means(LinkThereError, "uq_one_time_link_now", "uq_one_time_link_digest")
