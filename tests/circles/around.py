"""Circles that the tests make around people, and what happened in them."""

from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import DemoAccount, World
from api.domain.shared.ids import new_id
from tests.access_matrix.leaving import Leaving
from tests.people.saying import As, told

Operator = psycopg.Connection[Any]
MARY = "Mrs Begum Begum"  # of Anna's team, without a circle in the demo world


async def a_circle(as_: As, world: World, *, around: str = MARY, **more: Any) -> str:
    """A circle that the team starts around somebody, connected by Lorna unless said otherwise."""
    named = {"connector_account_id": str(world.account("connector").account_id)}
    body = {"purpose": "That I am asked to things again", **named, **more}
    found: str = told(await as_("carer").post(f"/people/{world.person(around).id}/circles", body), 201)["id"]
    return found


async def a_member(as_: As, circle: str, *, joins: bool = True, **more: Any) -> str:
    """Somebody whom the team asks in, and who joins unless said otherwise."""
    anna = as_("carer")
    said = {"name": "Dot Frayling", "kind": "neighbour", **more}
    member: str = told(await anna.post(f"/circles/{circle}/members", said), 201)["id"]
    if joins:
        told(await anna.post(f"/circle-members/{member}/join", {}))
    return member


async def signs_in(as_: As, world: World, operator: Operator, member: str) -> DemoAccount:
    """A new family account, which the manager lets sign in as this member."""
    account, _ = Leaving(operator, world, as_).account("family")
    manager, path = as_("manager"), f"/circle-members/{member}"
    version = told(await manager.get(path))["version"]
    told(await manager.put(f"{path}/account", {"account_id": str(account.account_id)}, version=version))
    return account


def met(operator: Operator, circle: str, held_on: str, *, connector: bool = True) -> UUID:
    """A meeting that was held."""
    return _meeting(operator, circle, "held", f"{held_on}T14:00:00Z", held_on, connector)


def will_meet(operator: Operator, circle: str, starts_at: str) -> UUID:
    """A meeting that is planned."""
    return _meeting(operator, circle, "planned", starts_at, None, None)


def _meeting(operator: Operator, circle: str, state: str, starts_at: str, held_on: str | None, connector: bool | None) -> UUID:
    id_ = new_id()
    operator.execute(
        "INSERT INTO circle_meeting (id, organisation_id, team_id, person_id, circle_id, state, starts_at, held_on,"
        " connector_there) SELECT %s, organisation_id, team_id, person_id, id, %s, %s, %s, %s FROM public.circle WHERE id = %s",
        [id_, state, starts_at, held_on, connector, circle],
    )
    return id_
