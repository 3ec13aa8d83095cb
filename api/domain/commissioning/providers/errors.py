"""What can go wrong about whom a council works with, in the field's words."""

from api.domain.shared.constraints import means
from api.domain.shared.errors import AgainError, ConflictError


class NotAgreedError(ConflictError):
    """What never began does not end."""

    code, title, detail = (
        "provider-not-agreed",
        "Never agreed",
        "The council has not agreed to work with this provider, so nothing of it counts. Leave it so, or agree first.",
    )


class CouncilNotAgreedError(ConflictError):
    """Nothing goes to a council that does not work with the provider."""

    code, title, detail = (
        "council-not-agreed",
        "The council has not agreed",
        "This council does not work with you in these months. Ask its commissioner to agree; list_councils says whether it has.",
    )


class AskedInThisMomentError(AgainError):
    """Somebody named the council for the first time in this moment: run again."""


means(NotAgreedError, "ck_commissioned_provider_agreed", "ck_commissioned_provider_ended")
means(CouncilNotAgreedError, "council_not_agreed")
means(AskedInThisMomentError, "uq_commissioned_provider_once")
