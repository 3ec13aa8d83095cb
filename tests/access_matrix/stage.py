"""Who stands where: for each role and relation one caller and one place (a person, their team, and a record of every kind).

The demo world gives most of it; what ended, was withdrawn or was taken away is added here by the operator.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import psycopg

from api.demo.made import DemoAccount, DemoClient, World
from api.demo.rows import Rows
from tests.access_matrix.furniture import Setting
from tests.access_matrix.places import Place, nowhere

ROLES = ("carer", "coach", "connector", "person", "family", "commissioner", "manager", "integration")
Caller = str | DemoAccount | DemoClient


@dataclass(frozen=True)
class Stage:
    """Who asks for what: role, then relation, then caller and place."""

    cells: Mapping[str, Mapping[str, tuple[Caller, Place]]]
    places: Mapping[str, Place]


def set_up(operator: psycopg.Connection[Any], world: World) -> Stage:
    """Add what the demo world lacks and answer the stage."""
    names = {"jean": "Jean Aspinall", "begum": "Mrs Begum Begum", "arthur": "Arthur Bretherton", "george": "George Hartley"}
    places: dict[str, Place] = {}
    people = {key: world.person(name) for key, name in names.items()}
    people["mill"] = next(p for p in world.people_of(world.team("Millfield Court").id) if p.status == "supported")
    people["elm"] = next(p for p in world.other_people if p.status == "supported")
    members = {
        "jean": "Anna Kowalska",
        "begum": "Ben Fairclough",
        "arthur": "Chidi Okafor",
        "george": "Jack Winstanley",
        "mill": "Qasim Hussain",
        "elm": "Yvonne Tasker",
    }
    for key, person in people.items():
        team = next(t for t in (*world.teams, *world.other_teams) if t.id == person.team_id)
        places[key] = Place(
            key, person.id, team.id, person.organisation_id, {"team_member": team.members[members[key]]}, person.nhs_number or ""
        )
    rows = Rows(datetime.now(UTC))
    made = Setting(operator, world, rows, places)
    made.endings()
    for key in places:
        made.furnish(key)
    rows.write(operator)
    made.end_circle()
    for key, source in (("jean", "george"), ("begum", "george"), ("george", "mill"), ("mill", "jean")):
        places[key] = replace(places[key], records={**places[key].records, "incoming": places[source].records["offered"]})
    return Stage(cells(world, places, made.former_client, made.opener), places)


def cells(
    world: World, places: Mapping[str, Place], former: DemoClient, opener: DemoAccount
) -> dict[str, dict[str, tuple[Caller, Place]]]:
    """The relations of each role."""
    jean, begum, arthur, george, mill, elm = (places[k] for k in ("jean", "begum", "arthur", "george", "mill", "elm"))
    integration = world.client("integration")
    of_circle = ("circle", "circle_member", "circle_member_gift", "circle_meeting", "circle_action", "circle_contribution")
    once = {kind: arthur.records[f"left_{kind}"] for kind in of_circle}
    left = replace(arthur, records={**arthur.records, **once})
    opened = replace(george, records={**george.records, "consent": george.records["standing"]})

    def of(who: Caller, **at: Place) -> dict[str, tuple[Caller, Place]]:
        return {relation: (who, place) for relation, place in at.items()} | {"random": (who, nowhere())}

    return {
        "carer": of("carer", own=jean, beside=begum, team=mill, elsewhere=elm)
        | {"ended": ("leaver", jean), "opened": (opener, opened)},
        "coach": of("coach", own=jean, beside=begum, team=mill, elsewhere=elm) | {"ended": ("coach_2", jean)},
        "connector": of("connector", own=jean, beside=begum, team=mill, elsewhere=elm, ended=arthur, withdrawn=george),
        "person": of("person", own=jean, beside=begum, team=george, elsewhere=elm),
        "family": of("family", own=jean, beside=begum, team=george, elsewhere=elm, ended=left)
        | {"withdrawn": ("family_withdrawn", george)},
        "commissioner": of("commissioner", own=jean, beside=begum, team=george, elsewhere=elm),
        "manager": of("manager", own=jean, beside=begum, team=george, elsewhere=elm) | {"council": ("council_manager", jean)},
        "integration": of(integration, own=jean, beside=begum, team=george, elsewhere=elm) | {"ended": (former, jean)},
    }
