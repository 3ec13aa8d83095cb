"""The log itself: written by the database alone, followed without a gap."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import Callable
from contextlib import closing
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.access.roles import Role
from api.domain.history.changes import changes_since
from tests.trails.groups import as_group
from tests.world import Caller, Database

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]
GROUPS = [f"wt_{role}" for role in (*Role, "opening")] + ["wt_desk", "wt_api"]


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("table", ["change", "change_value"])
@pytest.mark.parametrize(
    "attack",
    ["UPDATE {0} SET kind = 'x'", "DELETE FROM {0}", "TRUNCATE {0}", "INSERT INTO {0} (kind) VALUES ('person')"],
)
def test_no_role_of_the_api_writes_the_log(operator: Connection, group: str, table: str, attack: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_group(operator, group):
        operator.execute(attack.format(table).encode())


async def test_a_row_is_stamped_by_the_database_and_not_by_its_writer(as_: As, world: World, operator: Connection) -> None:
    jean = world.person("Jean")
    settings = {"team_ids": f"{{{jean.team_id}}}", "organisation_id": jean.organisation_id}
    for stamp in (
        "version = 77",
        "updated_at = now() - interval '1 year'",
        "created_at = now()",
        "organisation_id = organisation_id",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), as_group(operator, "wt_carer", **settings):
            operator.execute(f"UPDATE person SET {stamp} WHERE id = '{jean.id}'".encode())
    version = (await as_("carer").get(f"/people/{jean.id}")).json()["version"]
    answer = await as_("carer").patch(f"/people/{jean.id}", {"pronouns": "she/they"}, version=version)
    logged = operator.execute(
        "SELECT version, account_id, client_id, role, request_id, team_id, fields FROM change WHERE record_id = %s ORDER BY id DESC LIMIT 1",
        [jean.id],
    ).fetchone()
    carer = world.account("carer").account_id
    assert logged == (version + 1, carer, None, "carer", UUID(answer.headers["request-id"]), jean.team_id, ["pronouns"])


async def test_what_is_refused_leaves_no_row(as_: As, world: World, operator: Connection) -> None:
    jean = world.person("Jean").id
    count = "SELECT count(*) FROM change"
    before = operator.execute(count).fetchone()
    stale = await as_("carer").patch(f"/people/{jean}", {"pronouns": "he/him"}, version=99)
    assert stale.status_code == 412
    same = (await as_("carer").get(f"/people/{jean}")).json()
    again = await as_("carer").patch(f"/people/{jean}", {"pronouns": same["pronouns"]}, version=same["version"])
    assert again.status_code == 200
    assert operator.execute(count).fetchone() == before


async def test_moving_a_person_is_one_line_in_their_log_and_takes_the_log_along(
    as_: As, world: World, operator: Connection
) -> None:
    someone = [p for p in world.people_of(world.team("Ashbrook North").id) if p.status == "supported"][-1]
    path, south = f"/people/{someone.id}", world.team("Ashbrook South").id
    added = await as_("carer").post(f"{path}/gifts", {"part": "heart", "words": "Sings"})
    assert added.status_code == 201, added.text
    gift = added.json()
    assert (await as_("carer").get(f"{path}/gifts/{gift['id']}/history")).status_code == 200
    last = operator.execute("SELECT max(id) FROM change").fetchone()
    offer = await as_("carer").post(f"{path}/move-offers", {"to_team_id": str(south)})
    assert offer.status_code == 201, offer.text
    answer = await as_("carer_2").post(f"/move-offers/{offer.json()['id']}/acceptance", {})
    assert answer.status_code in (200, 204), answer.text
    kinds = operator.execute(
        "SELECT kind, count(*) FROM change WHERE id > %s AND kind NOT IN ('notice', 'small_team_member') GROUP BY 1 ORDER BY 1",
        [last and last[0]],
    ).fetchall()
    assert kinds == [("move_offer", 2), ("person", 1)]
    assert (await as_("carer").get(f"{path}/history")).status_code == 404
    assert (await as_("carer").get(f"{path}/gifts/{gift['id']}/history")).status_code == 404
    moved = (await as_("carer_2").get(f"{path}/history")).json()["items"]
    assert moved[0]["fields"] == ["team_id"]
    assert moved[0]["after"] == {"team_id": str(south)}
    assert (await as_("carer_2").get(f"{path}/gifts/{gift['id']}/history")).json()["items"][0]["after"]["words"] == "Sings"
    left = operator.execute(
        "SELECT count(*) FROM change WHERE person_id = %s AND team_id = %s AND kind NOT IN ('notice', 'opening')",
        [someone.id, someone.team_id],
    )
    assert left.fetchone() == (0,)


def test_a_follower_of_the_log_skips_nothing_that_commits_late(operator: Connection, database: Database, world: World) -> None:
    jean, george = world.person("Jean").id, world.person("George").id
    statement = changes_since("manager", "organisation_id").sql.decode()

    def after(place: tuple[str, int]) -> list[tuple[Any, ...]]:
        sql = statement.replace("$1", f"'{place[0]}'").replace("$2", str(place[1])).replace("$3", "1000000")
        with as_group(operator, "wt_manager", organisation_id=world.organisation_id):
            return operator.execute(sql.encode()).fetchall()

    def touch(connection: Connection, person: UUID) -> None:
        connection.execute("UPDATE person SET pronouns = pronouns || '.' WHERE id = %s", [person])

    operator.execute("UPDATE person SET pronouns = 'x' WHERE id = ANY (%s)", [[jean, george]])
    start = after(("0", 0))[-1]
    place = (start[0], start[1])
    with closing(psycopg.connect(database.admin_url)) as slow:
        slow.execute("SET ROLE wt_operator")
        touch(slow, jean)  # the older transaction, and the smaller id …
        touch(operator, george)  # … while a younger one commits first
        assert after(place) == []  # passed only when nothing older can still appear
        slow.commit()
    found = after(place)
    assert [row[3] for row in found] == [jean, george]
    assert after((found[0][0], found[0][1])) == found[1:]


def test_the_follower_of_the_log_reads_it_in_the_order_of_an_index(operator: Connection, world: World) -> None:
    statement = (
        changes_since("manager", "organisation_id").sql.decode().replace("$1", "'1'").replace("$2", "1").replace("$3", "50")
    )
    with as_group(operator, "wt_manager", organisation_id=world.organisation_id):
        operator.execute("SET LOCAL enable_seqscan = off")
        plan = "\n".join(row[0] for row in operator.execute(b"EXPLAIN " + statement.encode()))
    assert "ix_change_organisation_id_xact_id_id" in plan
    assert "Sort" not in plan
