"""What can go wrong, in kinds. A concept's own errors derive from these; api/problems.py gives each kind its status."""

from collections.abc import Mapping
from typing import ClassVar


class DomainError(Exception):
    """Base of all refusals. `code` names the problem page; `detail` says what to do and never echoes a value."""

    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "Refused"
    detail: ClassVar[str] = "This cannot be done."

    def __init__(
        self, detail: str | None = None, *, pointer: str | None = None, extra: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(detail or self.detail)
        self.says = detail or self.detail
        self.pointer = pointer
        self.extra = extra or {}


class SignInNeededError(DomainError):
    """No token, or one that no longer stands."""

    code, title, detail = "token-refused", "Sign in again", "Send a valid access token: Authorization: Bearer …"


class ForbiddenError(DomainError):
    """The role or scope of the token does not allow this kind of thing, whatever the id."""

    code, title, detail = "not-allowed", "Not allowed", "The role and scopes of this token do not allow this operation."


class NotThereError(DomainError):
    """Not there, or not yours to see: the two are never told apart."""

    code, title, detail = "not-found", "Not found", "There is nothing here that you may see. Check the id."


class ConflictError(DomainError):
    """A rule of the field, or another record, stands in the way."""

    code, title, detail = "conflict", "Conflict", "Another record stands in the way."


class InvalidError(DomainError):
    """Understood, but not valid. `pointer` is a JSON pointer into the body or a parameter's name."""

    code, title, detail = "not-valid", "Not valid", "A value is not valid."


class MalformedError(DomainError):
    """Cannot be read at all."""

    code, title, detail = "malformed", "Cannot be read", "Send valid JSON, or a cursor of ours, unchanged."


class StaleError(DomainError):
    """Somebody changed it since it was read."""

    code, title, detail = (
        "stale-version",
        "Changed since you read it",
        "Read it again, apply your change to what it is now, and send the new ETag.",
    )


class VersionNeededError(DomainError):
    """A change needs If-Match."""

    code, title, detail = "version-needed", "Send If-Match", "Send the ETag that you read in If-Match."


class GoneError(DomainError):
    """Was there and will never be again."""

    code, title, detail = "gone", "Gone", "This has ended for good."


class TooManyError(DomainError):
    """Slow down."""

    code, title, detail = "too-many-requests", "Too many requests", "Wait as long as Retry-After says."

    def __init__(self, retry_after: int, detail: str | None = None) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class AwayError(DomainError):
    """The database is away or too busy; nothing was stored."""

    code, title, detail = (
        "temporarily-away",
        "Temporarily away",
        "Nothing was stored. Send it again after Retry-After seconds; it will not be doubled.",
    )
    retry_after: ClassVar[int] = 1


class AgainError(AwayError):
    """Two came in each other's way: they waited for each other, or one moved what the other had looked up.

    The whole transaction can be run again at once.
    """


class IdInUseError(ConflictError):
    """A client-made id already names something else."""

    code, title, detail = (
        "id-in-use",
        "Id in use",
        "This id was used before with another body. Make a new UUIDv7 for a new record, or send If-Match to change yours.",
    )
