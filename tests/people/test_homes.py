"""The way into a person's home: private, and never written into the log."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today, utc_now
from tests.people.saying import As, refused, told
from tests.visits.plans import happened, nothing_planned

SAFE = {"key_safe_place": "Behind the water butt", "key_safe_code": "C4471Y", "instructions": "Ring twice."}


@pytest.fixture(autouse=True, scope="module")
def _free(operator: psycopg.Connection[Any]) -> None:
    nothing_planned(operator)


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/access-to-home"


async def fresh(as_: As, world: World, name: str) -> str:
    """A home that nothing is written down about."""
    path = path_of(world, name)
    await as_("manager").delete(path, version="*")
    refused(await as_("manager").get(path), 404)
    return path


async def test_the_person_and_the_manager_write_it_and_the_planner_reads_it(as_: As, world: World) -> None:
    path = await fresh(as_, world, "Jean")
    made = await as_("person").put(path, SAFE)
    told(made, 201)
    assert made.headers["location"] == f"/v1{path}"
    assert told(await as_("manager").get(path)) == made.json()
    assert told(await as_("carer").get(path))["key_safe_code"] == SAFE["key_safe_code"], "Anna plans the visits of Ashbrook North"
    for who in ("carer_plain", "carer_2", "other_manager", "other_carer", "person_2"):
        refused(await as_(who).get(path), 404, "not-found")
    for who in ("coach", "connector", "family", "commissioner", "integration"):
        refused(await as_(who).get(path), 403)
    refused(await as_("carer").put(path, SAFE, version=1), 403)
    refused(await as_("carer").patch(path, {"alarm": "x"}, version=1), 403)
    refused(await as_("carer").delete(path, version=1), 403)


async def test_who_hands_the_planners_role_on_reads_no_home_from_then_on(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    path, jack = path_of(world, "George"), as_("carer_2")
    if (await as_("manager").get(path)).status_code == 404:
        told(await as_("manager").put(path, SAFE), 201)
    told(await jack.get(path))
    holdings = "UPDATE role_holding SET until_on = %s WHERE member_id = %s"
    member = world.team("Ashbrook South").members["Jack Winstanley"]
    operator.execute(holdings, [london_today(), member])
    refused(await jack.get(path), 404)
    operator.execute(holdings, [None, member])
    told(await jack.get(path))


@pytest.mark.parametrize(
    ("hours_ago", "state", "open_to_them"),
    [
        (-11.9, "planned", True), (-12.1, "planned", False), (0.5, "in_progress", True), (2.9, "completed", True),
        (3.1, "completed", False), (3.1, "planned", False), (0.5, "cancelled", False), (0.5, "missed", False),
    ],
)  # fmt: skip
async def test_a_member_reads_the_way_in_around_a_visit_of_their_own(
    as_: As, world: World, operator: psycopg.Connection[Any], hours_ago: float, state: str, *, open_to_them: bool
) -> None:
    """From twelve hours before the planned start to two hours after the end."""
    path, ben = await fresh(as_, world, "Jean"), as_("carer_plain")
    told(await as_("manager").put(path, SAFE), 201)
    jean, members = world.person("Jean").id, world.team("Ashbrook North").members
    closed = {"close_reason": "other"} if state in ("cancelled", "missed") else {}
    beside = happened(operator, jean, hours_ago, members=(members["Chidi Okafor"],), state=state, **closed)
    refused(await ben.get(path), 404)
    visit = happened(operator, jean, hours_ago, members=(members["Ben Fairclough"],), state=state, **closed)
    if open_to_them:
        assert told(await ben.get(path))["key_safe_code"] == SAFE["key_safe_code"]
        operator.execute("UPDATE visit SET state = 'cancelled', close_reason = 'other' WHERE id = %s", [visit])
    refused(await ben.get(path), 404)
    operator.execute("UPDATE visit SET state = 'missed', close_reason = 'other' WHERE id = %s", [beside])


async def test_a_visit_that_lasted_longer_keeps_the_door_open(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    path, ben = await fresh(as_, world, "Jean"), as_("carer_plain")
    told(await as_("manager").put(path, SAFE), 201)
    member = world.team("Ashbrook North").members["Ben Fairclough"]
    left = {"state": "completed", "actual_end_at": utc_now() - timedelta(hours=1)}
    visit = happened(operator, world.person("Jean").id, 5, members=(member,), **left)
    told(await ben.get(path))
    operator.execute("UPDATE visit SET actual_end_at = now() - interval '121 minutes' WHERE id = %s", [visit])
    refused(await ben.get(path), 404)


async def test_it_is_written_once_and_then_changed_by_who_read_it(as_: As, world: World) -> None:
    path = await fresh(as_, world, "Jean")
    jean, ruth = as_("person"), as_("manager")
    told(await jean.put(path, SAFE), 201)
    told(await jean.put(path, SAFE), 200)
    refused(await ruth.put(path, {"key_safe_code": "1"}), 428)
    refused(await ruth.put(path, {"key_safe_code": "1"}, version=9), 412)
    refused(await ruth.patch(path, {"alarm": "x"}), 428)
    replaced = told(await ruth.put(path, {"key_safe_code": "9921"}, version=1))
    assert (replaced["key_safe_place"], replaced["key_safe_code"]) == (None, "9921")
    changed = told(await jean.patch(path, {"alarm": "In the hall", "key_safe_code": None}, version=2))
    assert (changed["alarm"], changed["key_safe_code"]) == ("In the hall", None)
    refused(await jean.delete(path), 428)
    for _ in range(2):
        assert (await jean.delete(path, version=3)).status_code == 204
    refused(await jean.get(path), 404)
    refused(await jean.patch(path, {"alarm": "x"}, version=4), 404)
    again = told(await jean.put(path, {**SAFE, "key_safe_code": "0000"}), 201)
    assert again["version"] == 1


async def test_nothing_about_the_way_in_stands_in_the_log_or_is_kept_for_a_repeat(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    path = await fresh(as_, world, "Jean")
    code = "ZQ-7731-ZQ"
    told(
        await as_("person").put(
            path,
            {"key_safe_code": code, "instructions": code},
        ),
        201,
    )
    told(await as_("person").patch(path, {"alarm": code}, version=1))
    for table in ("change", "change_value", "idempotency", "look"):
        found = operator.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{code}%"]).fetchone()
        assert found == (0,), table
    fields = operator.execute(
        "SELECT fields FROM change WHERE kind = 'access_to_home' AND action = 'changed' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert fields == (["alarm"],), "that it changed is in the log"


async def test_a_home_record_says_something(as_: As, world: World) -> None:
    path = await fresh(as_, world, "Jean")
    refused(await as_("person").put(path, {}), 422)
    refused(await as_("person").put(path, SAFE, version=1), 404)
    refused(await as_("person").put(path, {"key_safe_code": "x" * 41}), 422, pointer="/key_safe_code")
