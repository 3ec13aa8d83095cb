"""Councils that the tests bring along."""

from typing import Any
from uuid import UUID

import psycopg

from api.domain.shared.ids import new_id


def unknown_council(operator: psycopg.Connection[Any]) -> UUID:
    """A council that no provider has to do with."""
    council = new_id()
    operator.execute("INSERT INTO organisation (id, kind, name) VALUES (%s, 'council', 'Elmfield Council')", [council])
    return council


def agree(operator: psycopg.Connection[Any], council: UUID) -> None:
    """The council works with every provider that has named it."""
    operator.execute(
        "UPDATE commissioned_provider SET agreed_at = now(), agreed_by_account_id = %s, until_on = NULL WHERE council_id = %s",
        [new_id(), council],
    )
