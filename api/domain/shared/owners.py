"""Whose a table is, and what a table says of its own rights. The row rules themselves are in domain/access/rules.py."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Owner(StrEnum):
    """Whose a table is."""

    organisation = "organisation"
    team = "team"
    person = "person"
    private = "private"
    home = "home"
    circle = "circle"
    fund = "fund"
    account = "account"
    system = "system"


# A carer who opened one person of another team by break-glass reads through a role of its own: one simple rule, no OR.
OPENING: Final = "opening"
Reader = str  # a Role, or OPENING


@dataclass(frozen=True)
class Right:
    """What a role may do with a table. `columns`: None is all of them. `write`: columns it may insert and update.

    `write_where`: a rule that rows must meet beside the reach to be inserted or updated: what is read by many and written by one.
    """

    columns: tuple[str, ...] | None = None
    write: bool | tuple[str, ...] = False
    add: bool | None = None
    where: str | None = None
    write_where: str | None = None

    @property
    def may_add(self) -> bool:
        """Whether rows may be inserted: where anything may be written, unless said otherwise."""
        return bool(self.write) if self.add is None else self.add

    @property
    def may_change(self) -> bool:
        """Whether rows may be updated."""
        return bool(self.write)


READ: Final = Right()
WRITE: Final = Right(write=True)
NONE: Final = None


@dataclass(frozen=True)
class Rules:
    """A table's own part of the rules: what differs from its owner's defaults.

    `shared_as`: the kind of record under which a person shares it with circle and family; None is never shared.
    `secret`: columns that are never logged as values. `rights`: role to Right, or None for not at all.
    `kept`: no API role removes a row, not even softly.
    """

    shared_as: str | None = None
    secret: tuple[str, ...] = ()
    rights: Mapping[Reader, Right | None] = field(default_factory=dict)
    logged: bool = True
    kept: bool = False
