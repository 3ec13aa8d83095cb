"""Constraint names to domain errors. Concepts register theirs; a test fails on a constraint without an answer."""

from api.domain.shared.errors import DomainError

CONSTRAINTS: dict[str, type[DomainError]] = {}


def means(error: type[DomainError], *names: str) -> None:
    """A refusal by one of these constraints is this error."""
    for name in names:
        CONSTRAINTS[name] = error
