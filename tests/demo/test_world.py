"""The demo world keeps its own rules."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from stdnum.gb import nhs

from api.demo.made import World
from api.domain.access.roles import Role
from tests.world import Caller

EVERY_KEY = [
    "carer", "carer_plain", "carer_2", "carer_3", "coach", "connector", "person", "family", "commissioner", "manager",
    "person_2", "family_withdrawn", "coach_2", "leaver", "council_manager", "other_manager", "other_carer",
    "integration", "council_client", "other_integration",
]  # fmt: skip


@pytest.mark.parametrize("key", EVERY_KEY)
async def test_everyone_of_the_world_may_ask_who_they_are(key: str, as_: Callable[..., Caller]) -> None:
    answer = await as_(key).get("/me")
    assert answer.status_code == 200, answer.text


def test_each_role_has_an_account_and_carers_are_of_at_least_two_teams(world: World) -> None:
    assert {a.role for a in world.accounts} == set(Role) - {Role.integration}
    assert len({t for a in world.accounts if a.role == "carer" for t in a.team_ids}) >= 2
    assert len({a.username for a in (*world.accounts, *world.others)}) == len(world.accounts) + len(world.others)


def test_about_sixty_people_are_of_every_status(world: World) -> None:
    statuses = Counter(p.status for p in world.people)
    assert len(world.people) == 60
    assert set(statuses) == {"enquiry", "getting_to_know", "supported", "paused", "ended"}
    assert statuses["supported"] > 30
    assert len({p.name for p in world.people}) == 60


def test_nhs_numbers_are_good_and_nobodys(world: World) -> None:
    numbers = [p.nhs_number for p in (*world.people, *world.other_people) if p.nhs_number]
    assert len(numbers) == len(set(numbers)) > 50
    assert all(number.startswith("999") and nhs.is_valid(number) for number in numbers)


async def test_family_sees_what_jean_shares_and_nothing_of_george(world: World, as_: Callable[..., Caller]) -> None:
    jean, george = world.person("Jean"), world.person("George")
    assert (await as_("family").get(f"/people/{jean.id}")).status_code == 200
    assert (await as_("family_withdrawn").get(f"/people/{george.id}")).status_code == 404


def test_a_role_has_a_gap(world: World, operator: psycopg.Connection[Any]) -> None:
    held = operator.execute("SELECT role_id FROM role_holding WHERE until_on IS NULL").fetchall()
    assert world.team("Ashbrook North").roles["quality"] not in {row[0] for row in held}


def rows(operator: psycopg.Connection[Any], sql: str) -> list[tuple[Any, ...]]:
    return operator.execute(sql.encode()).fetchall()


def test_nobody_is_supported_by_somebody_who_has_left_or_had_not_joined(operator: psycopg.Connection[Any]) -> None:
    strays = "SELECT s.id FROM small_team_member s JOIN team_member m ON m.id = s.member_id "
    assert rows(operator, strays + "WHERE m.left_on IS NOT NULL OR s.since_on < m.joined_on OR m.team_id <> s.team_id") == []
    assert rows(operator, "SELECT person_id FROM small_team_member GROUP BY person_id HAVING count(*) > 4") == []


def test_what_has_happened_lies_in_the_past_and_in_order(operator: psycopg.Connection[Any]) -> None:
    assert rows(operator, "SELECT id FROM person WHERE status_since > current_date OR date_of_birth > '2010-01-01'") == []
    last = "SELECT DISTINCT ON (person_id) person_id, to_status FROM status_change "
    last += "ORDER BY person_id, changed_on DESC, from_status DESC"
    assert rows(operator, f"SELECT p.id FROM person p JOIN ({last}) s ON s.person_id = p.id WHERE p.status <> s.to_status") == []
    assert rows(operator, "SELECT id FROM person WHERE (ended_reason = 'died') <> (date_of_death IS NOT NULL)") == []


def test_members_come_from_where_the_claims_say(operator: psycopg.Connection[Any], world: World) -> None:
    found = rows(
        operator,
        f"SELECT worked_in_care_before, came_from FROM team_member "
        f"WHERE left_on IS NULL AND organisation_id = '{world.organisation_id}'",
    )
    assert len(found) == sum(len(team.members) for team in world.teams)
    assert sum(not before for before, _ in found) / len(found) >= 0.6
    assert sum(where != "home_care" for _, where in found) / len(found) >= 0.8


def test_the_council_funds_some_people_and_not_all(operator: psycopg.Connection[Any], world: World) -> None:
    funded = rows(operator, f"SELECT funded_person_id FROM arrangement WHERE council_id = '{world.council_id}'")
    assert 15 < len(funded) < len(world.people)
    assert {row[0] for row in funded} <= {p.id for p in world.people}


def test_consents_were_given_refused_and_withdrawn(operator: psycopg.Connection[Any]) -> None:
    found = {
        row[0]
        for row in rows(
            operator, "SELECT DISTINCT decision || CASE WHEN withdrawn_at IS NULL THEN '' ELSE ' withdrawn' END FROM consent"
        )
    }
    assert found == {"given", "refused", "given withdrawn"}


async def test_what_the_world_holds_would_be_accepted_if_it_were_sent(world: World, as_: Callable[..., Caller]) -> None:
    """Each person goes through the API's own schema: a record read is sent back as a change of everything in it."""
    from api.domain.people.schemas import PersonPatch

    manager = as_("manager")
    for person in world.people:
        shown = (await manager.get(f"/people/{person.id}")).json()
        PersonPatch.model_validate({name: shown[name] for name in PersonPatch.model_fields if shown.get(name) is not None})


def test_the_same_seed_makes_the_same_people(template: tuple[str, World], server_url: str) -> None:
    from datetime import UTC, datetime

    from api.demo.world import build
    from tests.world import clone, drop

    url = clone(server_url, template[0], "wt_same_seed")
    try:
        with psycopg.connect(url) as connection:
            again = build(connection, now=datetime.now(UTC), password="another", usernames_suffix="-again")
        assert [(p.name, p.status, p.nhs_number) for p in again.people] == [
            (p.name, p.status, p.nhs_number) for p in template[1].people
        ]
        assert not {p.id for p in again.people} & {p.id for p in template[1].people}
    finally:
        drop(server_url, "wt_same_seed")
