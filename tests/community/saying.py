"""What the tests about community life say again and again."""

from typing import Any

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.people.saying import told
from tests.world import Caller

KNIT: dict[str, Any] = {
    "name": "Knit and natter",
    "what": "We knit for the baby unit, and talk.",
    "who_runs_it": "Jean and Dot",
    "place_name": "The Corner Café",
    "postcode": "WN1 1AA",
    "latitude": 53.545,
    "longitude": -2.632,
    "rrule": "FREQ=WEEKLY;BYDAY=TH",
    "first_on": "2026-01-01",
    "begins_at": "10:30",
    "lasts_minutes": 120,
}


async def group(caller: Caller, **more: Any) -> dict[str, Any]:
    """A group of its own for a test."""
    return told(await caller.post("/community-groups", {**KNIT, **more}), 201)


def at(one: dict[str, Any], *more: str) -> str:
    """The path of a group, or of what is its own."""
    return "/".join(("/community-groups", one["id"], *more))


def of(world: World, kind: str, name: str = "Jean") -> str:
    """The path of what is a person's own."""
    return f"/people/{world.person(name).id}/{kind}"


def story(audience: str = "organisation", decision: str = "given") -> dict[str, Any]:
    """A consent to the story being told, or its refusal."""
    said = {"given_how": "spoken", "given_by": "Jean", "evidence": "Said so over tea."}
    return {"purpose": "story", "audience": audience, "decision": decision, **said, "id": str(new_id())}
