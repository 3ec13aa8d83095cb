"""enter(): what no longer stands is over at the next request, and nothing reaches across organisations."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.world import Caller, Database

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]


@contextmanager
def for_now(operator: Connection, sql: str, back: str, **values: Any) -> Iterator[None]:
    """A fact that is so for the time of the block."""
    operator.execute(sql.encode(), values)
    try:
        yield
    finally:
        operator.execute(back.encode(), values)


@pytest.mark.parametrize(
    ("ending", "back"),
    [
        (
            "UPDATE account SET disabled_at = now(), disabled_reason = 'x' WHERE id = %(a)s",
            "UPDATE account SET disabled_at = NULL WHERE id = %(a)s",
        ),
        ("UPDATE account SET removed_at = now() WHERE id = %(a)s", "UPDATE account SET removed_at = NULL WHERE id = %(a)s"),
        (
            "UPDATE account_grant SET removed_at = now() WHERE account_id = %(a)s",
            "UPDATE account_grant SET removed_at = NULL WHERE account_id = %(a)s",
        ),
        (
            "UPDATE account_grant SET until = now() WHERE account_id = %(a)s",
            "UPDATE account_grant SET until = NULL WHERE account_id = %(a)s",
        ),
        ("UPDATE session SET ended_at = now() WHERE account_id = %(a)s", "SELECT 1"),
        ("UPDATE session SET expires_at = now() WHERE account_id = %(a)s", "SELECT 1"),
        ("UPDATE session SET role = 'manager' WHERE account_id = %(a)s", "SELECT 1"),
        ("UPDATE session SET organisation_id = %(other)s WHERE account_id = %(a)s", "SELECT 1"),
        (
            "UPDATE organisation SET ended_on = current_date WHERE id = %(o)s",
            "UPDATE organisation SET ended_on = NULL WHERE id = %(o)s",
        ),
    ],
)
@pytest.mark.parametrize("key", ["carer", "coach", "person", "family", "manager"])
async def test_what_a_sign_in_stands_on_ends_it_at_the_next_request(
    as_: As, world: World, operator: Connection, key: str, ending: str, back: str
) -> None:
    caller, account = as_(key, fresh=True), world.account(key)
    if key == "manager" and "role = 'manager'" in ending:
        return
    assert (await caller.get("/me")).status_code == 200
    with for_now(operator, ending, back, a=account.account_id, o=world.organisation_id, other=world.other_organisation_id):
        for path in ("/me", f"/people/{world.person('Jean').id}"):
            refused = await caller.get(path)
            assert refused.status_code == 401, refused.text
            assert "www-authenticate" in refused.headers


async def test_a_removed_client_is_out_at_once(as_: As, world: World, operator: Connection) -> None:
    machine, id_ = as_("integration", fresh=True), world.client("integration").client_id
    assert (await machine.get("/people")).status_code == 200
    with for_now(
        operator,
        "UPDATE client SET removed_at = now() WHERE id = %(c)s",
        "UPDATE client SET removed_at = NULL WHERE id = %(c)s",
        c=id_,
    ):
        assert (await machine.get("/people")).status_code == 401


async def test_a_client_named_for_another_organisations_team_reaches_nobody_there(
    as_: As, world: World, operator: Connection
) -> None:
    elmhurst, north = world.other_teams[0].id, world.team("Ashbrook North").id
    id_ = world.client("integration").client_id
    change = "UPDATE client SET team_ids = ARRAY[%(t)s::uuid, %(n)s::uuid] WHERE id = %(c)s"
    back = "UPDATE client SET team_ids = ARRAY[%(n)s::uuid] WHERE id = %(c)s"
    with for_now(operator, change, back, t=elmhurst, n=north, c=id_):
        machine = as_("integration", fresh=True)
        assert (await machine.get(f"/people/{world.other_people[0].id}")).status_code == 404
        assert (await machine.get(f"/people/{world.person('Jean').id}")).status_code == 200


# With the last membership the role ends too.
LEAVES = (
    "UPDATE team_member SET left_on", "UPDATE team_member SET removed_at", "UPDATE circle_member SET state = 'left'",
)  # fmt: skip


@pytest.mark.parametrize(
    ("key", "sql", "back"),
    [
        ("carer", "UPDATE team_member SET left_on = current_date WHERE account_id = %(a)s", "UPDATE team_member SET left_on = NULL WHERE account_id = %(a)s"),
        ("carer", "UPDATE team_member SET joined_on = current_date + 2 WHERE account_id = %(a)s", "UPDATE team_member SET joined_on = '2020-01-01' WHERE account_id = %(a)s"),
        ("carer", "UPDATE team_member SET removed_at = now() WHERE account_id = %(a)s", "UPDATE team_member SET removed_at = NULL WHERE account_id = %(a)s"),
        ("coach", "UPDATE coaching SET until_on = current_date WHERE account_id = %(a)s", "UPDATE coaching SET until_on = NULL WHERE account_id = %(a)s"),
        ("coach", "UPDATE coaching SET since_on = current_date + 2 WHERE account_id = %(a)s", "UPDATE coaching SET since_on = '2020-01-01' WHERE account_id = %(a)s"),
        ("family", "UPDATE circle_member SET state = 'left', left_on = current_date WHERE account_id = %(a)s", "UPDATE circle_member SET state = 'joined', left_on = NULL WHERE account_id = %(a)s"),
        ("family", "UPDATE circle_member SET state = 'invited', joined_on = NULL WHERE account_id = %(a)s", "UPDATE circle_member SET state = 'joined', joined_on = '2020-01-01' WHERE account_id = %(a)s"),
        ("family", "UPDATE circle SET status = 'ended', ended_on = current_date WHERE person_id = %(p)s", "UPDATE circle SET status = 'meeting', ended_on = NULL WHERE person_id = %(p)s"),
        ("family", "UPDATE consent SET until_at = now() WHERE person_id = %(p)s AND purpose = 'share_with_family'", "UPDATE consent SET until_at = NULL WHERE person_id = %(p)s AND purpose = 'share_with_family'"),
        ("family", "UPDATE consent SET from_at = '2099-01-01' WHERE person_id = %(p)s AND purpose = 'share_with_family'", "UPDATE consent SET from_at = '2020-01-01' WHERE person_id = %(p)s AND purpose = 'share_with_family'"),
        ("family", "UPDATE consent SET audience_id = %(x)s WHERE person_id = %(p)s AND purpose = 'share_with_family'", "UPDATE consent SET audience_id = %(k)s WHERE person_id = %(p)s AND purpose = 'share_with_family'"),
        ("person", "UPDATE account_grant SET person_id = %(g)s WHERE account_id = %(a)s", "UPDATE account_grant SET person_id = %(p)s WHERE account_id = %(a)s"),
    ],
)  # fmt: skip
async def test_who_no_longer_belongs_reads_nothing_at_the_next_request(
    as_: As, world: World, operator: Connection, key: str, sql: str, back: str
) -> None:
    jean = world.person("Jean").id
    values = {
        "a": world.account(key).account_id, "p": jean, "g": world.person("George").id,
        "x": world.circles[0].members["Dot Frayling"], "k": world.circles[0].members["Karen Aspinall"],
    }  # fmt: skip
    caller = as_(key, fresh=True)
    assert (await caller.get(f"/people/{jean}")).status_code == 200
    with for_now(operator, sql, back, **values):
        assert (await caller.get(f"/people/{jean}")).status_code == (401 if sql.startswith(LEAVES) else 404)
        listed = await caller.get("/people", params={"limit": 200})
        assert str(jean) not in listed.text
    operator.execute("UPDATE account_grant SET until = NULL, hands_in_until = NULL WHERE account_id = %(a)s", values)
    assert (await caller.get(f"/people/{jean}")).status_code == 200


async def test_another_organisations_circle_lets_no_account_of_ours_in(
    as_: As, world: World, operator: Connection, database: Database
) -> None:
    """A foreign account cannot be named as a member of a circle; where it was named all the same, it opens nothing."""
    stranger = world.other_people[0]
    keys = [new_id(), stranger.organisation_id, stranger.team_id, stranger.id]
    circle, member = new_id(), new_id()
    operator.execute(
        "INSERT INTO circle (id, organisation_id, team_id, person_id, purpose, status) VALUES (%s, %s, %s, %s, 'x', 'meeting')",
        [circle, *keys[1:]],
    )
    named = (
        "INSERT INTO circle_member (id, organisation_id, team_id, person_id, circle_id, account_id, name, kind, state, joined_on)"
        " VALUES (%s, %s, %s, %s, %s, %s, 'x', 'family', 'joined', '2020-01-01')"
    )
    values = [member, *keys[1:], circle, world.account("family").account_id]
    with pytest.raises(psycopg.Error) as refused:
        operator.execute(named, values)
    assert refused.value.sqlstate == "WT409"
    with psycopg.connect(database.admin_url) as owner:
        owner.execute("ALTER TABLE circle_member DISABLE TRIGGER hold_circle_member")
        owner.execute("SET LOCAL ROLE wt_operator")
        owner.execute(named, values)
        owner.execute("RESET ROLE")
        owner.execute("ALTER TABLE circle_member ENABLE TRIGGER hold_circle_member")
    operator.execute(
        "INSERT INTO consent (id, organisation_id, team_id, person_id, purpose, audience, items, from_at, given_how, given_by) "
        "VALUES (%s, %s, %s, %s, 'share_with_family', 'family', '{record}', '2020-01-01', 'spoken', 'x')",
        keys,
    )
    assert (await as_("family", fresh=True).get(f"/people/{stranger.id}")).status_code == 404


def test_a_session_that_does_not_exist_reaches_nothing(operator: Connection, world: World) -> None:
    for session, role in ((UUID(int=0), "carer"), (new_id(), "manager"), (new_id(), "postgres")):
        with pytest.raises(psycopg.Error) as refused, operator.transaction(force_rollback=True):
            operator.execute("SELECT enter(%s, %s, %s, NULL, true)", [session, role, new_id()])
        assert refused.value.sqlstate == "WT401"
    with operator.transaction(force_rollback=True):  # a login that forgets to enter sees nothing at all
        operator.execute("SET LOCAL ROLE wt_carer")
        assert operator.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert operator.execute("SELECT count(*) FROM change").fetchone() == (0,)
        assert operator.execute("SELECT count(*) FROM consent").fetchone() == (0,)
    _ = world
