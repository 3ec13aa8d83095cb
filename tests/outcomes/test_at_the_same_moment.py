"""Check-ins at the moment when something ends, and two invitations at once: one comes after the other, whoever writes."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, listed, refused, told
from tests.world import Database

BOTH = 5  # times that two try at once


@pytest.fixture(name="beside")
def _beside(database: Database) -> Iterator[psycopg.Connection[Any]]:
    """Another connection, in a transaction of its own, past the service."""
    with closing(psycopg.connect(database.admin_url)) as connection:
        connection.execute("SET ROLE wt_operator")
        connection.execute("SET lock_timeout = '5s'")
        connection.commit()
        yield connection


async def until_it_waits(asked: asyncio.Task[Any], operator: psycopg.Connection[Any]) -> bool:
    """Whether what was asked for waits for somebody else; not when it was answered at once."""
    while not asked.done():
        waits = operator.execute("SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()
        if waits and waits[0]:
            return True
        await asyncio.sleep(0.02)
    return False


async def wished(jean: Any, person: object) -> str:
    return str(told(await jean.post(f"/people/{person}/outcomes", {"statement": "Walk to chapel on my own again"}), 201)["id"])


async def test_a_check_in_waits_for_the_end_of_its_outcome_and_is_refused(
    as_: As, world: World, operator: psycopg.Connection[Any], beside: psycopg.Connection[Any]
) -> None:
    jean, person = as_("person"), world.person("Jean").id
    outcome = await wished(jean, person)
    in_time = (utc_now() - timedelta(seconds=1)).isoformat()
    beside.execute("UPDATE outcome SET status = 'achieved', ended_on = %s WHERE id = %s", [london_today(), outcome])
    beside.execute(
        "INSERT INTO outcome_move (id, organisation_id, person_id, team_id, outcome_id, from_status, to_status, moved_on, reason,"
        " provided_by_team_id)"
        " SELECT %s, organisation_id, person_id, team_id, id, 'exploring', 'achieved', ended_on, 'She walked there', team_id"
        " FROM outcome WHERE id = %s",
        [new_id(), outcome],
    )
    said = {"about": "outcome", "outcome_id": outcome, "words": "To the corner and back"}
    asked = asyncio.create_task(jean.post(f"/people/{person}/check-ins", said))
    assert await until_it_waits(asked, operator)
    beside.commit()
    refused(await asked, 409, "outcome-ended-before")
    assert await listed(jean, f"/people/{person}/check-ins", outcome_id=outcome) == []
    told(await jean.post(f"/people/{person}/check-ins", said | {"given_at": in_time}), 201)  # said in time, come late


async def test_an_outcome_ends_after_a_check_in_that_is_being_written_and_the_check_in_stands(
    as_: As, world: World, operator: psycopg.Connection[Any], beside: psycopg.Connection[Any]
) -> None:
    jean, person, check_in = as_("person"), world.person("Jean").id, new_id()
    outcome = await wished(jean, person)
    beside.execute(
        "INSERT INTO check_in (id, organisation_id, person_id, team_id, about, outcome_id, words, answered_by, given_at,"
        " provided_by_team_id)"
        " SELECT %s, organisation_id, person_id, team_id, 'outcome', id, 'To the corner', 'self', now(), team_id"
        " FROM outcome WHERE id = %s",
        [check_in, outcome],
    )
    ends = {"to": "achieved", "reason": "She walked there"}
    asked = asyncio.create_task(jean.post(f"/people/{person}/outcomes/{outcome}/status-changes", ends))
    assert await until_it_waits(asked, operator)
    beside.commit()
    told(await asked)
    assert [c["id"] for c in await listed(jean, f"/people/{person}/check-ins", outcome_id=outcome)] == [str(check_in)]


async def test_of_two_invitations_at_once_one_stands(as_: As, world: World) -> None:
    jean, anna, person = as_("person"), as_("carer"), world.person("Jean").id
    invitations, member = f"/people/{person}/check-in-invitations", str(world.circles[0].members["Karen Aspinall"])
    body = {"circle_member_id": member, "words": "She asked for Karen to have a say"}
    for _ in range(BOTH):
        both = await asyncio.gather(*(who.post(invitations, body) for who in (jean, anna, jean, anna)))
        assert sorted(answer.status_code for answer in both) == [201, 409, 409, 409]
        standing = await listed(jean, invitations, circle_member_id=member, standing="true")
        assert len(standing) == 1
        for answer in both:
            if answer.status_code != 201:
                refused(answer, 409, "invited-already")
        told(await jean.post(f"{invitations}/{standing[0]['id']}/withdrawal", {}))


async def test_one_that_waits_behind_an_uncommitted_invitation_hears_that_it_stands(
    as_: As, world: World, operator: psycopg.Connection[Any], beside: psycopg.Connection[Any]
) -> None:
    jean, person = as_("person"), world.person("Jean").id
    member = str(world.circles[0].members["Karen Aspinall"])
    beside.execute(
        "INSERT INTO check_in_invitation (id, organisation_id, person_id, team_id, circle_member_id, from_at)"
        " SELECT %s, organisation_id, id, team_id, %s, now() FROM person WHERE id = %s",
        [new_id(), member, person],
    )
    asked = asyncio.create_task(jean.post(f"/people/{person}/check-in-invitations", {"circle_member_id": member}))
    assert await until_it_waits(asked, operator)
    beside.commit()
    refused(await asked, 409, "invited-already")
    operator.execute("UPDATE check_in_invitation SET withdrawn_at = now() WHERE circle_member_id = %s", [member])


async def test_an_invitation_that_is_over_holds_no_other_up(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    jean, person = as_("person"), world.person("Jean").id
    invitations, member = f"/people/{person}/check-in-invitations", str(world.circles[0].members["Karen Aspinall"])
    ahead = (utc_now() + timedelta(days=7)).isoformat()
    first = told(await jean.post(invitations, {"circle_member_id": member, "until_at": ahead}), 201)
    refused(await jean.post(invitations, {"circle_member_id": member}), 409, "invited-already")
    operator.execute(
        "UPDATE check_in_invitation SET from_at = now() - interval '8 days', until_at = now() - interval '1 second'"
        " WHERE id = %s",
        [first["id"]],
    )
    second = told(await jean.post(invitations, {"circle_member_id": member}), 201)
    assert [i["id"] for i in await listed(jean, invitations, circle_member_id=member, standing="true")] == [second["id"]]
    told(await jean.post(f"{invitations}/{second['id']}/withdrawal", {}))
