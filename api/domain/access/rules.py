"""Whose rows, written once per kind of owner and role. Row security and the application's own filter are made from this page.

A rule is an indexed column against a transaction-local setting that `enter()` filled, wrapped in a sub-select so that it is
evaluated once per statement. The kinds of owner and the cells are those of the access matrix.
"""

from collections.abc import Mapping
from typing import Final, TypeVar

from api.domain.access.roles import Role
from api.domain.shared.owners import OPENING, READ, WRITE, Owner, Reader, Right, Rules

Given = TypeVar("Given")


def everyone(given: Given) -> dict[Reader, Given]:
    """The same for every role."""
    return {role: given for role in Role}  # noqa: C420 - fromkeys would make a dict of Role, and a dict's key type does not widen


def uuids(name: str) -> str:
    """The uuid[] that `enter()` put in a setting; NULL outside a session, which matches nothing."""
    return f"((SELECT NULLIF(current_setting('app.{name}', true), '')::uuid[])::uuid[])"


def uuid(name: str) -> str:
    """The uuid that `enter()` put in a setting."""
    return f"((SELECT NULLIF(current_setting('app.{name}', true), '')::uuid)::uuid)"


BY_TEAM: Final = f"{{team}} = ANY {uuids('team_ids')}"
BY_PERSON: Final = f"{{person}} = ANY {uuids('person_ids')}"
BY_ORGANISATION: Final = f"{{organisation}} = {uuid('organisation_id')}"
BY_OPENING: Final = f"{{person}} = ANY {uuids('opened_ids')}"
BY_SHARE: Final = f"{{person}} = ANY {uuids('shared_{kind}')}"
BY_CIRCLE: Final = f"{{circle}} = ANY {uuids('circle_ids')}"
BY_ACCOUNT: Final = f"account_id = {uuid('account_id')}"

# Reach: the row rule by owner and role. What is absent is not at all.
REACH: Final[dict[Owner, dict[Reader, str]]] = {
    Owner.organisation: everyone(BY_ORGANISATION),
    Owner.team: {
        Role.carer: BY_TEAM, Role.coach: BY_TEAM, Role.person: BY_TEAM, Role.manager: BY_ORGANISATION,
    },
    Owner.person: {
        Role.carer: BY_TEAM, Role.coach: BY_TEAM, Role.integration: BY_TEAM, Role.person: BY_PERSON,
        Role.family: BY_SHARE, Role.connector: BY_SHARE, Role.manager: BY_ORGANISATION, OPENING: BY_OPENING,
    },
    Owner.private: {
        Role.carer: f"{BY_TEAM} AND team_reads @> now()", Role.person: BY_PERSON,
        Role.family: f"{{id}} = ANY {uuids('shared_chapter_ids')}",
    },
    Owner.home: {
        Role.carer: f"{{person}} = ANY {uuids('home_person_ids')}", Role.person: BY_PERSON, Role.manager: BY_ORGANISATION,
    },
    Owner.circle: {
        Role.carer: BY_TEAM, Role.coach: BY_TEAM, Role.connector: BY_CIRCLE, Role.family: BY_CIRCLE,
        Role.person: BY_PERSON, Role.manager: BY_ORGANISATION,
    },
    Owner.fund: {
        Role.carer: BY_TEAM, Role.integration: BY_TEAM, Role.person: BY_PERSON, Role.family: BY_SHARE,
        Role.manager: BY_ORGANISATION,
    },
    Owner.account: everyone(BY_ACCOUNT) | {Role.manager: BY_ORGANISATION},
    Owner.system: {},
}  # fmt: skip

# What each role may do by default with a table of that owner; a table narrows or widens it in its Rules.
DEFAULTS: Final[dict[Owner, dict[Reader, Right]]] = {
    Owner.organisation: everyone(READ) | {Role.manager: WRITE},
    Owner.team: {Role.carer: WRITE, Role.coach: READ, Role.person: READ, Role.manager: READ},
    Owner.person: {
        Role.carer: WRITE, Role.coach: READ, Role.integration: WRITE, Role.person: WRITE,
        Role.family: READ, Role.connector: READ, Role.manager: WRITE, OPENING: READ,
    },
    Owner.private: {Role.carer: WRITE, Role.person: WRITE, Role.family: READ},
    Owner.home: {Role.carer: READ, Role.person: WRITE, Role.manager: WRITE},
    Owner.circle: {
        Role.carer: WRITE, Role.coach: READ, Role.connector: WRITE, Role.family: WRITE, Role.person: WRITE, Role.manager: READ,
    },
    Owner.fund: {
        Role.carer: WRITE, Role.integration: READ, Role.person: READ, Role.family: READ, Role.manager: WRITE,
    },
    Owner.account: {},
    Owner.system: {},
}  # fmt: skip


def rights(owner: Owner, rules: Rules) -> dict[Reader, Right]:
    """Every role's right to a table: the owner's defaults, the table's own rules over them, sharing only where it is shared."""
    found: dict[Reader, Right | None] = {**DEFAULTS[owner], **rules.rights}
    if rules.shared_as is None and owner in (Owner.person, Owner.fund):
        for role in (Role.family, Role.connector):
            if "shared_{kind}" in REACH[owner].get(role, "") and role not in rules.rights:
                found[role] = None
    return {role: right for role, right in found.items() if right is not None}


NO_KINDS: Final = {"readable": "NULL", "open": "NULL", "full": "NULL"}


def reach(owner: Owner, rules: Rules, reader: Reader, table: str, kinds: Mapping[str, str] = NO_KINDS) -> str:
    """The row rule as SQL on unqualified columns of `table`.

    `kinds`: those whose log this reader may read, and which layers of their values.
    """
    right = rights(owner, rules)[reader]
    base = right.where or REACH[owner][reader]
    keys = {
        "id": "id",
        "team": "id" if table == "team" else "team_id",
        "person": "id" if table == "person" else "person_id",
        "circle": "id" if table == "circle" else "circle_id",
        "organisation": "id" if table == "organisation" else "organisation_id",
        "kind": rules.shared_as or "",
        **kinds,
    }
    return base.format(**keys)
