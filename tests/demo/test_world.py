"""The demo world keeps its own rules."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from stdnum.gb import nhs

from api.demo.made import World
from api.domain.access.roles import COUNCIL_CLIENT_SCOPES, ROLE_SCOPES, Role
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


def test_a_client_of_the_world_may_do_whatever_such_a_client_can(world: World) -> None:
    scopes = {key: set(world.client(key).scope.split()) for key in ("integration", "other_integration", "council_client")}
    assert scopes["integration"] == scopes["other_integration"] == ROLE_SCOPES[Role.integration]
    assert scopes["council_client"] == COUNCIL_CLIENT_SCOPES


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
    teams = [row for row in funded if row[0] is None]
    funded = [row for row in funded if row[0] is not None]
    assert len(teams) == 1
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


def test_visits_were_are_and_will_be(world: World, operator: psycopg.Connection[Any]) -> None:
    found = rows(operator, f"SELECT state, planned_start_at > now() FROM visit WHERE organisation_id = '{world.organisation_id}'")
    states = Counter(state for state, _ in found)
    assert 100 < len(found) <= 150
    assert states["completed"] > 60
    assert states["open"] == 2
    assert states["cancelled"] == 1
    assert sum(ahead for _, ahead in found) > 30


def test_one_visit_is_late_whatever_the_hour_is(operator: psycopg.Connection[Any]) -> None:
    """Made anew at each hour of a day: in the night nobody is expected, but last evening's is still to be looked after."""
    from datetime import UTC, datetime, timedelta
    from zoneinfo import ZoneInfo

    from api.demo.world import build

    here = ZoneInfo("Europe/London")
    today = datetime.now(here).replace(hour=0, minute=5, second=0, microsecond=0)
    for hour in (0, 7, 9, 14, 20, 23):
        now = (today + timedelta(hours=hour)).astimezone(UTC)
        with operator.transaction(force_rollback=True):
            made = build(operator, now=now, password="x", usernames_suffix=f"-{hour}")
            late = "state = 'planned' AND planned_start_at < %s AND organisation_id = %s"
            found = operator.execute(f"SELECT id, planned_start_at FROM visit WHERE {late}".encode(), [now, made.organisation_id])
            ((visit, began),) = found.fetchall()
            assert visit == made.visits["late"]
            assert timedelta(minutes=30) < now - began < timedelta(hours=13)
            assert 7 <= began.astimezone(here).hour <= 20


def test_what_was_done_is_recorded_by_who_was_there(world: World, operator: psycopg.Connection[Any]) -> None:
    ours = f"v.organisation_id = '{world.organisation_id}'"
    recorded = "(SELECT array_agg(member_id ORDER BY member_id) FROM visit_record r WHERE r.visit_id = v.id)"
    members = "(SELECT array_agg(m ORDER BY m) FROM unnest(v.member_ids) m)"
    done = f"SELECT id FROM visit v WHERE {ours} AND state IN ('completed', 'in_progress')"
    assert rows(operator, f"{done} AND {recorded} IS DISTINCT FROM {members}") == []
    assert (
        rows(operator, f"SELECT id FROM visit v WHERE {ours} AND state IN ('open', 'planned') AND {recorded} IS NOT NULL") == []
    )
    note = f"SELECT what_happened FROM visit_record WHERE visit_id = '{world.visits['jean_done']}'"
    assert all(words for (words,) in rows(operator, note))
    later = "SELECT id FROM visit_record WHERE coalesce(departed_at, arrived_at) > now() OR note_recorded_at > now()"
    assert rows(operator, later) == []


def test_two_come_where_two_are_needed_and_a_short_visit_says_why(world: World, operator: psycopg.Connection[Any]) -> None:
    dee = world.person("Dee")
    assert rows(operator, f"SELECT DISTINCT cardinality(member_ids) FROM visit WHERE person_id = '{dee.id}'") == [(2,)]
    short = "SELECT DISTINCT short_words IS NOT NULL FROM visit WHERE short_reason IS NOT NULL"
    assert rows(operator, short) == [(True,)]


def test_two_series_hold_their_visits(world: World, operator: psycopg.Connection[Any]) -> None:
    held = rows(operator, "SELECT s.person_id, count(v.id) FROM visit_series s JOIN visit v ON v.series_id = s.id GROUP BY 1")
    assert {person for person, _ in held} == {world.person("Jean").id, world.person("George").id}
    assert all(number > 12 for _, number in held)
    wall = "(v.planned_start_at AT TIME ZONE 'Europe/London') <> v.occurrence_local"
    assert rows(operator, f"SELECT id FROM visit v WHERE series_id IS NOT NULL AND {wall}") == []


def test_the_rules_of_series_are_as_the_service_writes_them(operator: psycopg.Connection[Any]) -> None:
    from api.domain.shared.recurrence.dates import checked

    found = rows(operator, "SELECT rule, first_local FROM visit_series")
    assert [checked(rule, first) for rule, first in found] == [rule for rule, _ in found]


async def test_karen_sees_when_jean_is_visited_and_nobody_elses_visits(world: World, as_: Callable[..., Caller]) -> None:
    jean, george = world.person("Jean"), world.person("George")
    answer = await as_("family").get(f"/people/{jean.id}/visits")
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["items"]) > 12
    assert (await as_("family").get(f"/people/{george.id}/visits")).json().get("items", []) == []


async def test_an_absence_keeps_its_reason_for_the_member(world: World, operator: psycopg.Connection[Any]) -> None:
    ((member, starts, ends),) = rows(operator, "SELECT member_id, starts_at, ends_at FROM absence")
    assert member in world.team("Ashbrook North").members.values()
    booked = operator.execute(
        "SELECT id FROM visit WHERE %s = ANY (member_ids) AND planned_start_at < %s AND planned_end_at > %s",
        [member, ends, starts],
    )
    assert booked.fetchall() == []
    assert len(rows(operator, "SELECT id FROM absence_reason")) == 1
    assert len(rows(operator, "SELECT id FROM working_pattern")) == sum(len(team.members) for team in world.teams)


def test_jeans_hours_are_agreed_used_and_moved(world: World, operator: psycopg.Connection[Any]) -> None:
    jean = world.person("Jean").id
    sums = dict(rows(operator, f"SELECT kind, sum(minutes)::int FROM hours_entry WHERE person_id = '{jean}' GROUP BY 1"))
    assert sums["agreed"] > 0 > sums["used"]
    assert sums["moved"] == 0
    done = f"SELECT -sum(delivered_minutes)::int FROM visit WHERE person_id = '{jean}'"
    assert rows(operator, done) == [(sums["used"],)]


async def test_a_restricted_concern_is_its_authors_and_the_managers(world: World, as_: Callable[..., Caller]) -> None:
    def about(name: str, concern: str) -> str:
        return f"/people/{world.person(name).id}/concerns/{world.concerns[concern]}"

    asked = {key: await as_(key).get(about("Marlene", "restricted")) for key in ("carer", "carer_plain", "coach", "manager")}
    assert {key: answer.status_code for key, answer in asked.items()} == {
        "carer": 404, "carer_plain": 200, "coach": 404, "manager": 200,
    }  # fmt: skip
    assert (await as_("coach").get(about("Arthur", "acting"))).status_code == 200
