"""What can go wrong with providers of identities, and with who accounts are there."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import ConflictError, InvalidError


class ProviderThereError(ConflictError):
    """An issuer once in an organisation, so that a subject means one account."""

    code, title = "provider-there", "Provider registered already"
    detail = "Your organisation has a provider with this issuer. Change that one, or remove it first."


class SubjectInUseError(ConflictError):
    """One subject is one account."""

    code, title = "subject-in-use", "Somebody else already"
    detail = "Another account is this subject at that provider. Take it away there first, if it is wrong."


class IdentityThereError(ConflictError):
    """An account is one subject at each provider."""

    code, title = "identity-there", "Known there already"
    detail = "This account is known at that provider already. Remove that identity first to give another."


class UnknownProviderError(InvalidError):
    """A provider of the own organisation."""

    code, title = "unknown-provider", "No such provider"
    detail = "There is no such provider of identities in your organisation. Check the id."


means(ProviderThereError, "uq_identity_provider_now")
means(SubjectInUseError, "uq_account_identity_subject")
means(IdentityThereError, "uq_account_identity_account")
