"""Who writes something down while a person moves is not told that the person is not there, unless it is so afterwards."""

import asyncio
from contextlib import closing

import psycopg

from api.demo.made import World
from tests.people.saying import As, refused, told
from tests.world import Database

WAITS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
FALL = {"fell_at": "2026-09-01T07:30:00+01:00"}


async def test_what_is_written_while_a_person_moves_is_written_where_they_are_then(
    as_: As, world: World, database: Database
) -> None:
    person, north, south = world.person("Jean").id, world.person("Jean").team_id, world.team("Ashbrook South").id
    path = f"/people/{person}/falls"
    with (
        closing(psycopg.connect(database.admin_url)) as mover,
        closing(psycopg.connect(database.admin_url, autocommit=True)) as eye,
    ):
        mover.execute("UPDATE person SET team_id = %s WHERE id = %s", [south, person])
        writing = [asyncio.create_task(as_(who).post(path, FALL)) for who in ("manager", "carer")]
        async with asyncio.timeout(2):
            while (eye.execute(WAITS).fetchone() or (0,))[0] < len(writing):  # noqa: ASYNC110 - another process waits, and sets no event
                await asyncio.sleep(0.01)
        mover.commit()
        by_manager, by_old_team = [await task for task in writing]
        mover.execute("UPDATE person SET team_id = %s WHERE id = %s", [north, person])
        mover.commit()
    made = told(by_manager, 201)
    assert (made["team_id"], made["provided_by_team_id"]) == (str(south), str(south))
    refused(by_old_team, 404)
