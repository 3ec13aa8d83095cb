"""Who looked: at me, and what I looked at myself."""
# ruff: noqa: E501 - SQL and bodies read better in one line

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg

from api.demo.made import World
from tests.world import Caller

As = Callable[..., Caller]
Connection = psycopg.Connection[Any]


async def items(caller: Caller, path: str, **params: Any) -> list[dict[str, Any]]:
    answer = await caller.get(path, params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_a_person_reads_who_looked_at_their_record_up_to_this_moment(as_: As, world: World) -> None:
    jean, carer = world.person("Jean").id, world.account("carer")
    await as_("carer").get(f"/people/{jean}")
    newest = (await items(as_("person"), f"/people/{jean}/looks"))[0]
    assert newest["who"] == {"role": "carer", "account_id": str(carer.account_id), "client_id": None, "name": carer.name}
    assert (newest["operation"], newest["kind"], newest["records"]) == ("get_person", "person", 1)
    assert newest["opening_id"] is None
    assert newest["at"].endswith("Z")


async def test_a_list_is_a_look_at_everybody_in_it(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    shown = await items(as_("coach"), "/people", limit=200)
    assert str(jean) in {p["id"] for p in shown}
    newest = (await items(as_("person"), f"/people/{jean}/looks"))[0]
    assert (newest["operation"], newest["who"]["role"]) == ("list_people", "coach")


async def test_a_look_at_somebody_else_is_not_mine_to_read(as_: As, world: World) -> None:
    george, jean = world.person("George").id, world.person("Jean").id
    await as_("carer_2").get(f"/people/{george}")
    for path in (f"/people/{george}/looks", f"/people/{uuid4()}/looks"):
        assert (await as_("person").get(path)).status_code == 404
    assert (await as_("other_manager").get(f"/people/{jean}/looks")).status_code == 404
    assert all(i["operation"] != "get_person" or i["who"]["name"] != world.account("carer_2").name
               for i in await items(as_("person"), f"/people/{jean}/looks", limit=200))  # fmt: skip


async def test_only_the_person_and_the_manager_read_who_looked_at_a_person(as_: As, world: World) -> None:
    for key in ("carer", "coach", "family", "connector", "commissioner", "integration"):
        for id_ in (world.person("Jean").id, uuid4()):
            assert (await as_(key).get(f"/people/{id_}/looks")).status_code == 403, key


async def test_a_manager_who_reads_the_looks_at_a_person_stands_in_them(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    assert await items(as_("manager"), f"/people/{jean}/looks")
    newest = (await items(as_("person"), f"/people/{jean}/looks"))[0]
    assert (newest["operation"], newest["kind"], newest["who"]["role"]) == ("list_person_looks", "person_look", "manager")
    await items(as_("person"), f"/people/{jean}/looks")
    again = (await items(as_("person"), f"/people/{jean}/looks"))[0]
    assert again["who"]["role"] == "manager"  # who reads their own looks looks at nobody


async def test_everybody_reads_their_own_looks_and_nobody_elses(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    for key in ("carer", "coach", "family", "connector", "person"):
        answer = await as_(key).get(f"/people/{jean}/gifts")
        assert answer.status_code == 200, key
        found = await items(as_(key), "/looks")
        assert found[0]["request_id"] == answer.headers["request-id"]
        assert found[0]["ids"] == [g["id"] for g in answer.json()["items"]]
        assert found[0]["person_ids"] == [str(jean)]
        assert {i["who"]["account_id"] for i in found} == {str(world.account(key).account_id)}
    assert (await as_("integration").get("/people")).status_code == 200
    machine = await items(as_("integration"), "/looks")
    assert {i["who"]["client_id"] for i in machine} == {str(world.client("integration").client_id)}
    assert await items(as_("commissioner"), "/looks") == []
    for theirs in ({"account_id": str(world.account("coach").account_id)}, {"person_id": str(jean)}):
        assert (await as_("carer").get("/looks", params=theirs)).status_code == 403


async def test_the_manager_audits_the_organisation_and_that_is_a_look_too(as_: As, world: World, operator: Connection) -> None:
    carer = world.account("carer").account_id
    await as_("carer").get(f"/people/{world.person('Jean').id}")
    answer = await as_("manager").get("/looks", params={"account_id": str(carer)})
    found = answer.json()["items"]
    assert {i["who"]["account_id"] for i in found} == {str(carer)}
    look = operator.execute("SELECT kind, person_ids FROM look WHERE request_id = %s", [answer.headers["request-id"]]).fetchone()
    assert look is not None
    assert look[0] == "look"
    assert {str(p) for p in look[1]} == {p for i in found for p in i["person_ids"]}
    jean = str(world.person("Jean").id)
    about = await items(as_("manager"), "/looks", person_id=jean, limit=200)
    assert about
    assert all(jean in i["person_ids"] for i in about)
    everyone = await items(as_("manager"), "/looks", limit=200)
    assert len({i["who"]["account_id"] for i in everyone}) > 1
    assert await items(as_("other_manager"), "/looks", account_id=str(carer)) == []


async def test_looks_are_filtered_and_go_on_page_by_page(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    for _ in range(3):
        await as_("carer").get(f"/people/{jean}")
        await as_("carer").get(f"/people/{jean}/gifts")
    for path, key in (("/looks", "carer"), (f"/people/{jean}/looks", "person"), ("/looks", "manager")):
        found = await items(as_(key), path, operation="get_person", limit=200)
        assert {i["operation"] for i in found} == {"get_person"}
        first = await as_(key).get(path, params={"operation": "get_person", "limit": 2, "count": "true"})
        seen, following = [i["id"] for i in first.json()["items"]], first.json()["next"]
        while following:
            page = (await as_(key).get(following)).json()
            seen += [i["id"] for i in page["items"]]
            following = page["next"]
        assert seen == [i["id"] for i in found]
        assert first.json()["count"] == len(found)
        later = await items(as_(key), path, from_at=found[0]["at"], operation="get_person")
        assert [i["id"] for i in later] == [found[0]["id"]]
        assert found[0]["id"] not in {i["id"] for i in await items(as_(key), path, until_at=found[0]["at"])}


async def test_each_wall_alone_keeps_looks_apart(as_: As, world: World, monkeypatch: Any) -> None:
    from api.domain.history import looks

    await as_("carer_2").get(f"/people/{world.person('George').id}")
    monkeypatch.setattr(looks, "reach", lambda *_a, **_k: "true")
    looks.looks.cache_clear()
    looks.looks_at.cache_clear()
    try:
        found = await items(as_("carer"), "/looks", limit=200)
        assert {i["who"]["account_id"] for i in found} <= {str(world.account("carer").account_id)}
        mine = await items(as_("person"), f"/people/{world.person('Jean').id}/looks", limit=200)
        assert mine
    finally:
        monkeypatch.undo()
        looks.looks.cache_clear()
        looks.looks_at.cache_clear()


def test_nobody_writes_a_look_in_somebody_elses_name_or_takes_one_back(world: World, operator: Connection) -> None:
    for attack in (
        "INSERT INTO look (id, operation, kind, ids, person_ids, account_id) VALUES (gen_random_uuid(), 'x', 'x', '{}', '{}', gen_random_uuid())",
        "UPDATE look SET operation = 'x'",
        "DELETE FROM look",
        "DELETE FROM person_look",
        "INSERT INTO person_look SELECT * FROM person_look",
    ):
        for role in ("carer", "manager", "person", "opening"):
            try:
                with operator.transaction(force_rollback=True):
                    operator.execute("SELECT set_config('app.organisation_id', %s, true)", [str(world.organisation_id)])
                    operator.execute(f"SET LOCAL ROLE wt_{role}".encode())
                    operator.execute(attack.encode())
            except psycopg.errors.InsufficientPrivilege:
                continue
            raise AssertionError(role, attack)
