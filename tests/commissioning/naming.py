"""Councils that a provider named of its own accord."""

from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from api.demo.made import DemoAccount
from api.domain.shared.ids import new_id
from tests.people.saying import As
from tests.world import Caller

Operator = psycopg.Connection[Any]


class Named(NamedTuple):
    """A council that the provider named of its own accord, and who commissions for it."""

    council: UUID
    nadia: Caller
    row: dict[str, Any]


def commissioner(as_: As, operator: Operator, council: UUID) -> Caller:
    """Somebody who commissions for the council."""
    account = new_id()
    operator.execute(
        "INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, 'Nadia Crompton')",
        [account, council, f"{account}@example.org"],
    )
    operator.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, 'commissioner')",
        [new_id(), council, account],
    )
    return as_(DemoAccount("nadia", "commissioner", "", "", "Nadia Crompton", account, council, (), None, ""))


def kernel(operator: Operator, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """As functions of the kernel see it."""
    operator.execute("RESET ROLE")
    operator.execute("SET ROLE wt_kernel")
    found = operator.execute(sql.encode(), values).fetchall()
    operator.execute("RESET ROLE")
    operator.execute("SET ROLE wt_operator")
    return found
