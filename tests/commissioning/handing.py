"""What the tests of hand-overs say again and again."""

from itertools import count
from typing import Any
from uuid import UUID

import psycopg

from api.demo.made import World
from api.demo.numbers import nhs_numbers
from api.domain.shared.ids import new_id
from tests.commissioning.councils import agree
from tests.people.saying import As, told

Operator = psycopg.Connection[Any]
_numbers = nhs_numbers(800_000)
_names = count(1)
NORTH = "Ashbrook North"

HILDA: dict[str, Any] = {
    "given_names": "Hilda Mary",
    "family_name": "Rothwell",
    "date_of_birth": "1938-04-02",
    "address_lines": ["14 Lock Street", "Ashbrook"],
    "postcode": "WN1 2AB",
    "phone": "01632 960901",
    "needs": "Home from hospital, and the stairs are hard.",
    "what_matters": "Her own bed, and her hens.",
    "who_is_around": "Her sister, two doors down.",
    "funding_kind": "individual_service_fund",
    "funding_words": "Agreed on Tuesday.",
    "weekly_amount_pence": 31500,
    "weekly_minutes": 840,
    "desired_start_on": "2026-03-01",
    "contact_name": "David Ormerod",
    "contact_details": "01632 960200",
}


def asking(world: World, team: str = NORTH, **more: Any) -> dict[str, Any]:
    """A hand-over of somebody whom nobody knows."""
    number = next(_names)
    return {
        **HILDA,
        "asked_team_id": str(world.team(team).id),
        "preferred_name": f"Hilda {number}",
        "nhs_number": next(_numbers),
        "council_reference": f"WG-900-{number}",
        **more,
    }


async def sent(as_: As, world: World, who: str = "commissioner", **more: Any) -> dict[str, Any]:
    """A hand-over that was sent, as its sender sees it."""
    return told(await as_(who).post("/hand-overs", asking(world, **more)), 201)


async def made_person(as_: As, hand_over: str, who: str = "carer") -> str:
    """Whom a hand-over became."""
    person = told(await as_(who).get(f"/hand-overs/{hand_over}"))["made_person_id"]
    assert person is not None
    return str(person)


def another_council(operator: Operator, world: World, provider: UUID | None = None) -> tuple[UUID, UUID]:
    """A second council that works with the provider, with an arrangement, and somebody who commissions for it."""
    council, account = new_id(), new_id()
    operator.execute(
        "INSERT INTO organisation (id, kind, name, la_code) VALUES (%s, 'council', 'Elmfield Council', '998')", [council]
    )
    operator.execute(
        "INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, 'Nadia Crompton')",
        [account, council, f"{account}@example.org"],
    )
    operator.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, 'commissioner')",
        [new_id(), council, account],
    )
    operator.execute(
        "INSERT INTO arrangement (id, organisation_id, council_id, funded_team_id, kind, from_on)"
        " VALUES (%s, %s, %s, %s, 'block_contract', '2025-01-01')",
        [new_id(), provider or world.organisation_id, council, world.team(NORTH).id],
    )
    agree(operator, council)
    return council, account
