"""Who could take a visit, asked over HTTP: who may ask, what each is told, and what the database knows of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.people.saying import As, refused, told
from tests.visits.plans import at, become, happened, north, plan, somebody

Operator = psycopg.Connection[Any]


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World, operator: Operator) -> str:
    """Somebody whom Ashbrook North supports and nobody visits yet; nobody there has said when they work."""
    team = world.team("Ashbrook North")
    for table in ("working_pattern", "absence"):
        operator.execute(f"UPDATE {table} SET removed_at = now() WHERE team_id = %s AND removed_at IS NULL".encode(), [team.id])
    operator.execute("DELETE FROM visit_slot")
    operator.execute("UPDATE visit SET removed_at = now() WHERE team_id = %s AND removed_at IS NULL", [team.id])
    return await somebody(as_("carer"), team.id)


async def asked(as_: As, visit: object, who: str = "carer") -> dict[str, dict[str, Any]]:
    """The candidates by member id, with their reasons by code."""
    items = told(await as_(who).get(f"/visits/{visit}/candidates"))["items"]
    assert [item["place"] for item in items] == list(range(1, len(items) + 1))
    return {i["member_id"]: {**i, "reasons": {r["code"]: r for r in i["reasons"]}} for i in items}


async def test_the_small_team_of_a_person_comes_first_with_its_reasons(
    as_: As, world: World, nellie: str, operator: Operator
) -> None:
    ben, donna = north(world, "Ben"), north(world, "Donna")
    visit = told(await as_("carer").post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    operator.execute(
        "INSERT INTO small_team_member (id, organisation_id, team_id, person_id, member_id, member_name, person_chose,"
        " member_chose, since_on) SELECT %s, organisation_id, team_id, id, %s, 'Donna', true, true, %s FROM person WHERE id = %s",
        [new_id(), donna, london_today(), nellie],
    )
    for days in (2, 20):
        happened(operator, nellie, 24 * days, members=(ben,), state="completed")
    happened(operator, nellie, 24 * 29, members=(ben,), state="completed")
    happened(operator, nellie, 24 * 3, members=(ben,), state="missed", close_reason="other")
    for who in ("carer", "coach", "manager", "carer_plain"):
        found = await asked(as_, visit, who)
        assert list(found)[:2] == [str(donna), str(ben)]
        assert "chose_each_other" in found[str(donna)]["reasons"]
        assert found[str(ben)]["reasons"]["met_lately"]["visits"] == 2
        assert found[str(ben)]["name"].startswith("Ben")
        assert all(item["could_take"] for item in found.values())
        assert len(found) == len(world.team("Ashbrook North").members)
        assert all("hours_left" in item["reasons"] for item in found.values())


async def test_another_team_and_another_person_are_not_told(as_: As, nellie: str) -> None:
    visit = told(await as_("carer").post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    for who in ("carer_2", "carer_3", "other_manager", "person"):
        refused(await as_(who).get(f"/visits/{visit}/candidates"), 404, "not-found")
    refused(await as_("carer").get(f"/visits/{new_id()}/candidates"), 404, "not-found")
    refused(await as_("family").get(f"/visits/{visit}/candidates"), 403)


async def test_the_person_reads_who_could_come_and_no_members_hours(as_: As, world: World, nellie: str) -> None:
    assert nellie
    person = world.account("person").person_id
    ben = north(world, "Ben")
    visit = told(await as_("carer").post("/visits", plan(person, at(8, 10))), 201)["id"]
    other = await somebody(as_("carer"), world.team("Ashbrook North").id)
    told(await as_("carer").post("/visits", plan(other, at(8, 10, 30), members=(ben,))), 201)
    answer = await as_("person").get(f"/visits/{visit}/candidates")
    assert other not in answer.text
    found = await asked(as_, visit, "person")
    assert "with_somebody_else" in found[str(ben)]["reasons"]
    assert found[str(ben)]["could_take"] is False
    assert all("hours_left" not in item["reasons"] for item in found.values())
    assert found.keys() == (await asked(as_, visit)).keys()


async def test_asking_is_a_look_at_the_person(as_: As, nellie: str, operator: Operator) -> None:
    visit = told(await as_("carer").post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    await asked(as_, visit)
    row = operator.execute(
        "SELECT person_ids, ids FROM look WHERE operation = 'get_candidates' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert row == ([UUID(nellie)], [UUID(visit)])


async def test_absences_working_times_and_planned_visits_count_at_once(as_: As, world: World, nellie: str) -> None:
    anna, team = as_("carer"), world.team("Ashbrook North").id
    ben, donna = north(world, "Ben"), north(world, "Donna")
    visit = told(await anna.post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    away = {"kind": "leave", "starts_at": at(8, 0).isoformat(), "ends_at": at(9, 0).isoformat()}
    told(await anna.post(f"/teams/{team}/members/{ben}/absences", away), 201)
    weekday = at(9, 0).strftime("%A").lower()
    pattern = {"from_on": london_today().isoformat(), "times": [{"weekday": weekday, "starts": "09:00", "ends": "17:00"}]}
    told(await anna.post(f"/teams/{team}/members/{donna}/working-patterns", pattern), 201)
    found = await asked(as_, visit)
    for member in (ben, donna):
        assert "not_free" in found[str(member)]["reasons"]
        assert found[str(member)]["could_take"] is False
    assert "sick" not in str(found)
    assert "leave" not in str(found)


async def test_gifts_count_where_both_would_share_them(as_: As, world: World, nellie: str, operator: Operator) -> None:
    anna = as_("carer")
    ben, donna = north(world, "Ben"), north(world, "Donna")
    for tags, share in ((["baking", "brass-bands"], "yes"), (["cycling"], "not_now")):
        told(
            await anna.post(f"/people/{nellie}/gifts", {"part": "heart", "words": "Mine", "tags": tags, "would_share": share}),
            201,
        )
    for member, tag, share in ((ben, "baking", "yes"), (donna, "baking", "not_now"), (donna, "cycling", "yes")):
        operator.execute(
            "INSERT INTO member_gift (id, organisation_id, team_id, member_id, part, words, tags, would_share)"
            " SELECT %s, organisation_id, team_id, id, 'heart', 'Mine', %s, %s FROM team_member WHERE id = %s",
            [new_id(), [tag], share, member],
        )
    visit = told(await anna.post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    found = await asked(as_, visit)
    assert found[str(ben)]["reasons"]["shared_gifts"]["tags"] == ["baking"]
    assert "shared_gifts" not in found[str(donna)]["reasons"]


async def test_travel_is_told_where_both_homes_are_known(as_: As, world: World, nellie: str) -> None:
    anna, ben = as_("carer"), north(world, "Ben")
    other = await somebody(anna, world.team("Ashbrook North").id)
    for person, north_of in ((nellie, 0.0), (other, 0.05)):
        version = told(await anna.get(f"/people/{person}"))["version"]
        told(await anna.patch(f"/people/{person}", {"latitude": 53.5450 + north_of, "longitude": -2.6325}, version=version))
    told(await anna.post("/visits", plan(other, at(8, 8), members=(ben,))), 201)
    visit = told(await anna.post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    answer = told(await anna.get(f"/visits/{visit}/candidates"))
    assert answer["measures"]["items.reasons.visits"] == "/v1/measures/candidate-reasons"
    assert answer["travel_assumes"]["detour"] > 1
    assert (await asked(as_, visit))[str(ben)]["reasons"]["travel_before"]["minutes"] == 15


async def test_there_is_nobody_for_a_visit_that_is_over_or_cancelled(as_: As, nellie: str, operator: Operator) -> None:
    over = happened(operator, nellie, 30)
    assert await asked(as_, over) == {}
    visit = told(await as_("carer").post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    assert len(await asked(as_, visit)) > 0
    told(await as_("carer").post(f"/visits/{visit}/cancellation", {"closed_by": "person", "reason": "person_asked"}))
    assert await asked(as_, visit) == {}


async def test_who_has_left_by_then_is_no_candidate(as_: As, world: World, nellie: str, operator: Operator) -> None:
    ben = north(world, "Ben")
    visit = told(await as_("carer").post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    assert str(ben) in await asked(as_, visit)
    operator.execute("UPDATE team_member SET left_on = %s WHERE id = %s", [london_today() + timedelta(days=7), ben])
    try:
        assert str(ben) not in await asked(as_, visit)
    finally:
        operator.execute("UPDATE team_member SET left_on = NULL WHERE id = %s", [ben])


async def test_a_pause_leaves_nobody_to_ask(as_: As, nellie: str) -> None:
    visit = told(await as_("carer").post("/visits", plan(nellie, at(8, 10))), 201)["id"]
    await become(as_("carer"), nellie, "paused")
    assert await asked(as_, visit) == {}
