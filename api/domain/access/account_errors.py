"""What can go wrong with accounts, grants and clients."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class UsernameInUseError(ConflictError):
    """User names are one list for the whole service, because the sign-in asks for nothing else."""

    code, title, detail = "username-in-use", "User name in use", "Somebody signs in with this user name. Choose another."


class OwnAccountError(ConflictError):
    """Nobody locks themself out by mistake."""

    code, title, detail = (
        "own-account",
        "Your own account",
        "You cannot end your own access. Ask another manager of your organisation.",
    )


class GrantThereError(ConflictError):
    """One grant of a role at a time."""

    code, title, detail = (
        "grant-there",
        "Role held already",
        "This account holds that role already. End that grant first to change it.",
    )


class RoleNotForOrganisationError(InvalidError):
    """Councils have commissioners and managers; providers all others; machines are clients."""

    code, title = "role-not-for-organisation", "Not a role of this organisation"
    detail = (
        "A council's accounts hold commissioner or manager; a provider's any other role. A machine is a client, not an account."
    )


class GrantPersonError(InvalidError):
    """The role person says who they are, and nobody else does."""

    code, title, detail = "grant-person", "Who they are", "Send person_id with the role person, and only then."


class UnknownPersonError(InvalidError):
    """A person of the organisation."""

    code, title, detail = "unknown-person", "No such person", "There is no such person in your organisation. Check the id."


class UntilPastError(InvalidError):
    """A role that has ended already helps nobody."""

    code, title, detail = "until-past", "Already over", "Send an until that is still to come, or leave it out."


class ScopesTooWideError(InvalidError):
    """The most that a client of this organisation may be given."""

    code, title = "scopes-too-wide", "Too much for this client"
    detail = (
        "A machine of a provider may hold the scopes of the role integration, one of a council only those of hand-overs and "
        "figures; a front end those of the roles of its organisation; one that is both, only what both may. Leave out the others."
    )


class ClientTeamsError(InvalidError):
    """A provider's client reaches teams of that provider."""

    code, title = "client-teams", "Not teams of yours"
    detail = (
        "Name teams of your own organisation. A council's client reaches no team, and a front end what whoever signs in there "
        "reaches: leave team_ids empty."
    )


class RedirectNeededError(InvalidError):
    """Without an address to go back to, nobody can sign in there."""

    code, title = "redirect-needed", "Where people are sent back to"
    detail = "A front end with the grant authorization_code needs at least one address in redirect_uris."


class PublicMachineError(InvalidError):
    """What proves itself needs a secret."""

    code, title = "public-machine", "A machine needs a secret"
    detail = "A public client has no secret and may hold the grant authorization_code alone. Leave out the others, or public."


class NoSecretError(ConflictError):
    """A public client."""

    code, title = "no-secret", "It has no secret"
    detail = "A public client has no secret to renew. Make it one that is not public first, if it can keep a secret."


means(UsernameInUseError, "uq_account_username")
means(GrantThereError, "uq_account_grant_now")
means(GrantPersonError, "ck_account_grant_person")
