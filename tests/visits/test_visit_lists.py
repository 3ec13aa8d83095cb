"""The lists that teams and people live by: a day, a week, what needs somebody, what should have begun."""

import json
import re
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from api.domain.visits import queries as q
from api.storage.reader import page
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import at, happened, north, nothing_planned, plan, somebody
from tests.world import Database


def ids(found: list[dict[str, Any]]) -> list[str]:
    """The records' ids, in their order."""
    return [one["id"] for one in found]


@pytest.fixture(autouse=True, scope="module")
def _free(operator: psycopg.Connection[Any]) -> None:
    nothing_planned(operator)


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World) -> str:
    """Somebody whom Ashbrook North supports and nobody visits yet."""
    return await somebody(as_("carer"), world.team("Ashbrook North").id)


async def test_a_team_reads_its_day_and_a_person_their_week_by_the_clock(as_: As, world: World, nellie: str) -> None:
    anna, ben, team = as_("carer"), north(world, "Ben"), world.team("Ashbrook North").id
    late = told(await anna.post("/visits", plan(nellie, at(30, 23, 30), 60)), 201)
    noon = told(await anna.post("/visits", plan(nellie, at(30, 12), 60, (ben,), kind="in_the_community")), 201)
    midnight = told(await anna.post("/visits", plan(nellie, at(31, 0), 60)), 201)
    day = at(30, 0).date().isoformat()
    for path, more in (
        ("/visits", {"person_id": nellie}),
        (f"/teams/{team}/visits", {"person_id": nellie}),
        (f"/people/{nellie}/visits", {}),
    ):
        assert ids(await listed(anna, path, **more)) == [noon["id"], late["id"], midnight["id"]]
        assert ids(await listed(anna, path, on=day, **more)) == [noon["id"], late["id"]]
        assert ids(await listed(anna, path, member_id=ben, **more)) == [noon["id"]]
        assert ids(await listed(anna, path, state="open", **more)) == [late["id"], midnight["id"]]
        assert ids(await listed(anna, path, state=["open", "planned"], **more)) == [noon["id"], late["id"], midnight["id"]]
        assert ids(await listed(anna, path, kind="in_the_community", **more)) == [noon["id"]]
        times = {"starts_from": at(30, 23, 30).isoformat(), "starts_before": at(31, 0).isoformat()}
        assert ids(await listed(anna, path, **times, **more)) == [late["id"]]
    assert ids(await listed(anna, "/visits", team_id=team, on=day, person_id=nellie)) == [noon["id"], late["id"]]
    first = told(await anna.get(f"/people/{nellie}/visits", params={"limit": 2, "count": "true"}))
    assert first["count"] == 3
    rest = told(await anna.get(first["next"]))["items"]
    assert ids(first["items"]) + ids(rest) == [noon["id"], late["id"], midnight["id"]]
    refused(await anna.get("/visits", params={"state": "gone"}), 422)
    refused(await anna.get(f"/people/{nellie}/visits", params={"person_id": nellie}), 422)


async def test_the_day_of_the_clock_change_is_a_whole_day(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    # On 25 October 2026 the clocks go back: the day runs from 23:00 UTC the evening before for 25 hours.
    begins = datetime(2026, 10, 24, 23, tzinfo=UTC)
    hours = {
        offset: happened(operator, nellie, (utc_now() - begins).total_seconds() / 3600 - offset, state="completed")
        for offset in (-0.5, 0.0, 1.5, 2.5, 24.5, 25.0)
    }
    _ = world
    found = ids(await listed(as_("carer"), f"/people/{nellie}/visits", on="2026-10-25"))
    assert found == [str(hours[o]) for o in (0.0, 1.5, 2.5, 24.5)], "both hours between one and two are in it"


async def test_a_person_and_the_family_they_share_with_read_who_comes(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, ben, anna = world.person("Jean").id, north(world, "Ben"), as_("carer")
    made = told(await anna.post("/visits", plan(jean, at(32, 9), 60, (ben,))), 201)
    mine = told(await as_("person").get(f"/visits/{made['id']}"))
    assert mine["faces"] == made["faces"]
    assert made["id"] in ids(await listed(as_("person"), "/visits", starts_from=at(32, 0).isoformat()))
    refused(await as_("person_2").get(f"/people/{jean}/visits"), 404)
    told(
        await anna.post(
            f"/visits/{made['id']}/cancellation", {"closed_by": "person", "reason": "person_in_hospital", "words": "A fall"}
        )
    )
    family = as_("family")
    operator.execute("UPDATE consent SET withdrawn_at = now() WHERE person_id = %s AND withdrawn_at IS NULL", [jean])
    refused(await family.get(f"/visits/{made['id']}"), 404)
    said = {"given_how": "spoken", "given_by": "Jean", "evidence": "Said so."}
    consent = {"purpose": "share_with_circle", "audience": "circle", "items": ["visits"], **said}
    told(await as_("person").post(f"/people/{jean}/consents", consent), 201)
    answer = await family.get(f"/visits/{made['id']}")
    assert made["id"] in ids(await listed(family, f"/people/{jean}/visits", starts_from=at(32, 0).isoformat()))
    seen = told(answer)
    assert (seen["state"], seen["faces"]) == ("cancelled", made["faces"])
    assert not {"close_reason", "close_words", "short_reason", "travel_minutes", "flags", "late_at"} & seen.keys()
    assert re.fullmatch(r'"\d+\.family\.[0-9a-f]{12}"', answer.headers["etag"])


async def test_the_open_list_shows_what_still_needs_somebody_the_next_first(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, path = as_("carer"), f"/teams/{world.team('Ashbrook North').id}/open-visits"
    later = told(await anna.post("/visits", plan(nellie, at(33, 9), 60, (north(world, "Ben"),), members_needed=2)), 201)["id"]
    told(await anna.post("/visits", plan(nellie, at(33, 11), 60, (north(world, "Ben"),))), 201)
    running, over = happened(operator, nellie, 0.5), happened(operator, nellie, 3)
    soon = str(happened(operator, nellie, -1))
    assert ids(await listed(anna, path, person_id=nellie)) == [str(running), soon, later]
    assert ids(await listed(anna, path, person_id=nellie, over="true")) == [str(over), str(running), soon, later]
    assert ids(await listed(anna, path, person_id=nellie, starts_before=at(30, 0).isoformat())) == [str(running), soon]
    refused(await as_("carer_2").get(path), 404)


async def test_the_late_list_shows_what_should_have_begun_by_the_teams_own_tolerance(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, ben, donna = as_("carer"), north(world, "Ben"), north(world, "Donna")
    team = f"/teams/{world.team('Ashbrook North').id}"
    path = f"{team}/late-visits"
    soon = happened(operator, nellie, 10 / 60, members=(ben,))
    window = happened(operator, nellie, 1.6, members=(ben,), latest_at=utc_now())
    late = happened(operator, nellie, 0.5, members=(donna,))
    missed = happened(operator, nellie, 5, members=(ben,))
    happened(operator, nellie, 3, members=(ben,), state="in_progress")
    happened(operator, nellie, 4)
    found = await listed(anna, path)
    assert ids(found) == [str(missed), str(late)]
    assert [(one["minutes_late"] // 10, one["seems_missed"]) for one in found] == [(30, True), (3, False)]
    assert ids(await listed(anna, path, member_id=donna)) == [str(late)]
    version = told(await anna.get(team))["version"]
    told(await anna.patch(team, {"late_after_minutes": 5}, version=version))
    assert ids(await listed(anna, path)) == [str(missed), str(late), str(soon)]
    assert str(window) not in ids(await listed(anna, path)), "on time until its window ends"
    told(await anna.patch(team, {"late_after_minutes": 15}, version=version + 1))
    told(await anna.post(f"/visits/{missed}/missed", {"reason": "travel_or_weather"}))
    assert ids(await listed(anna, path)) == [str(late)]
    assert ids(await listed(as_("integration"), path)) == [str(late)]
    refused(await as_("carer_2").get(path), 404)
    refused(await as_("family").get(path), 403)


@pytest.mark.parametrize(
    ("shape", "filters", "by", "index"),
    [
        (q.VISIT, (q.OPEN, q.OPEN_FILTERS["over"]), "team_id", "ix_visit_open"),
        (q.LATE_VISIT, (q.LATE,), "team_id", "ix_visit_planned"),
        (q.VISIT, (q.VISITS_FILTERS["on"],), "team_id", "ix_visit_team_id_planned_start_at_id"),
        (q.VISIT, (q.VISITS_FILTERS["on"],), "person_id", "ix_visit_person_id_planned_start_at_id"),
    ],
)  # fmt: skip
def test_the_short_lists_read_their_own_index_also_when_the_plan_is_kept(
    database: Database, world: World, shape: Any, filters: Any, by: str, index: str
) -> None:
    """As the administrator, so that only the application's own filter stands in the plan."""
    statement = page(shape, "carer", (by,), filters, after=False)
    inner = statement.sql.partition(b"), l AS (INSERT")[0].removeprefix(b"WITH q AS MATERIALIZED (")
    given = {
        "team_id": world.team("Ashbrook North").id,
        "person_id": world.person("Jean").id,
        "over": "false",
        "on": "2026-06-01",
        "most": 51,
    }
    asked = ", ".join(f"'{given[key]}'" for key in statement.keys[: statement.keys.index("look")])
    with closing(psycopg.connect(database.admin_url)) as connection:
        for setting in ("enable_seqscan = off", "enable_sort = off", "plan_cache_mode = force_generic_plan"):
            connection.execute(f"SET LOCAL {setting}".encode())
        connection.execute(b"PREPARE asked AS " + inner)
        plan_ = connection.execute(f"EXPLAIN (FORMAT JSON) EXECUTE asked({asked})".encode()).fetchone()
    assert index in json.dumps(plan_)


def test_a_further_page_begins_in_the_index_where_the_last_one_ended(database: Database, world: World) -> None:
    statement = page(q.VISIT, "manager", ("team_id",), (), after=True)
    inner = statement.sql.partition(b"), l AS (INSERT")[0].removeprefix(b"WITH q AS MATERIALIZED (")
    given = {"team_id": world.team("Ashbrook North").id, "after_0": utc_now(), "after_1": new_id(), "most": 51}
    asked = ", ".join(f"'{given[key]}'" for key in statement.keys[: statement.keys.index("look")])
    with closing(psycopg.connect(database.admin_url)) as connection:
        for setting in ("enable_seqscan = off", "enable_sort = off", "plan_cache_mode = force_generic_plan"):
            connection.execute(f"SET LOCAL {setting}".encode())
        connection.execute(b"PREPARE asked AS " + inner)
        told_ = connection.execute(f"EXPLAIN EXECUTE asked({asked})".encode()).fetchall()
    assert any("Index Cond" in line and "planned_start_at >=" in line for (line,) in told_), told_


async def test_the_list_of_everything_begins_four_weeks_back_unless_it_is_narrowed(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    jean, anna = world.person("Jean"), as_("carer")
    old = str(happened(operator, jean.id, 29 * 24, state="completed"))
    recent = str(happened(operator, jean.id, 27 * 24, state="completed"))
    found = ids(await listed(anna, "/visits"))
    assert recent in found
    assert old not in found
    for narrowed in ({"person_id": jean.id}, {"starts_from": "2020-01-01T00:00:00Z"}, {"team_id": jean.team_id}):
        assert {old, recent} <= set(ids(await listed(anna, "/visits", starts_before=utc_now().isoformat(), **narrowed)))
