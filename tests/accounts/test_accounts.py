"""Accounts and the roles they hold."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from api.demo.made import DemoAccount, World
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]


def somebody(**more: Any) -> dict[str, Any]:
    return {"username": f"new.{new_id()}@example.org", "name": "Nia Hope", **more}


async def made(manager: Caller, *roles: str, **more: Any) -> dict[str, Any]:
    answer = await manager.post("/accounts", somebody(**more))
    assert answer.status_code == 201, answer.text
    account: dict[str, Any] = answer.json()
    for role in roles:
        granted = await manager.post(f"/accounts/{account['id']}/grants", {"role": role})
        assert granted.status_code == 201, granted.text
    return account


def signing_in(account: dict[str, Any], role: str, world: World) -> DemoAccount:
    return DemoAccount("new", role, account["username"], "", account["name"], account["id"], world.organisation_id)


async def test_a_manager_makes_an_account_that_shows_no_password(as_: As) -> None:
    manager = as_("manager")
    answer = await manager.post("/accounts", somebody(username="Nia.Hope@Example.org"), key="nia")
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert body["username"] == "nia.hope@example.org"
    known = "id version created_at updated_at username name email password_changed_at disabled_at disabled_reason"
    assert body.keys() == set(known.split())
    replay = await manager.post("/accounts", somebody(username="Nia.Hope@Example.org"), key="nia")
    assert replay.headers["idempotency-replayed"] == "true"
    assert replay.json() == body
    taken = await manager.post("/accounts", somebody(username="nia.HOPE@example.org"))
    assert taken.status_code == 409
    assert taken.json()["type"].endswith("/username-in-use")
    renamed = await manager.patch(f"/accounts/{body['id']}", {"name": "Nia Hope-Reed"}, version=1)
    assert renamed.json()["name"] == "Nia Hope-Reed"
    found = (await manager.get("/accounts", params={"username": "NIA.hope@example.org"})).json()["items"]
    assert found == [renamed.json()]


async def test_another_organisations_user_name_is_taken_and_its_account_not_there(as_: As, world: World) -> None:
    manager, foreign = as_("manager"), world.account("other_manager")
    assert (await manager.post("/accounts", somebody(username=foreign.username))).status_code == 409
    for id_ in (foreign.account_id, new_id()):
        place = f"/accounts/{id_}"
        answers = [
            await manager.get(place),
            await manager.patch(place, {"name": "x"}, version=1),
            await manager.post(f"{place}/disabling", {"reason": "x"}),
            await manager.post(f"{place}/enabling"),
            await manager.post(f"{place}/grants", {"role": "carer"}),
            await manager.delete(place, version=1),
        ]
        assert [a.status_code for a in answers] == [404] * 6


@pytest.mark.parametrize("role", ["carer", "coach", "connector", "person", "family", "commissioner", "integration"])
async def test_accounts_are_the_managers(role: str, as_: As) -> None:
    for path in ("/accounts", f"/accounts/{new_id()}", f"/accounts/{new_id()}/grants", "/clients", f"/clients/{new_id()}"):
        assert (await as_(role).get(path)).status_code == 403
    assert (await as_(role).post("/accounts", somebody())).status_code == 403


async def test_accounts_are_found_by_role_and_by_whether_they_are_closed(as_: As, world: World) -> None:
    manager = as_("manager")
    coaches = (await manager.get("/accounts?role=coach")).json()["items"]
    assert {c["name"] for c in coaches} == {"Imran Sheikh", "Bridget Farrell"}
    closed = await made(manager, "coach")
    assert len((await manager.get("/accounts?role=coach")).json()["items"]) == 3
    await manager.post(f"/accounts/{closed['id']}/disabling", {"reason": "Made twice"})
    assert [a["id"] for a in (await manager.get("/accounts?disabled=true")).json()["items"]] == [closed["id"]]
    everyone = (await manager.get("/accounts?limit=200")).json()["items"]
    assert str(world.account("other_manager").account_id) not in {a["id"] for a in everyone}


async def test_closing_an_account_ends_its_sign_ins_for_good(as_: As, world: World) -> None:
    manager, account = as_("manager"), world.account("carer_plain")
    carer = as_("carer_plain", fresh=True)
    assert (await carer.get("/me")).status_code == 200
    place = f"/accounts/{account.account_id}"
    answer = await manager.post(f"{place}/disabling", {"reason": "Phone stolen"}, version=1)
    assert answer.status_code == 200, answer.text
    assert answer.json()["disabled_reason"] == "Phone stolen"
    assert (await carer.get("/me")).status_code == 401
    enabled = await manager.post(f"{place}/enabling")
    assert enabled.json()["disabled_at"] is None
    assert (await carer.get("/me")).status_code == 401, "the stolen phone does not come back to life"
    assert (await as_("carer_plain", fresh=True).get("/me")).status_code == 200


async def test_a_role_taken_back_ends_access_at_once_and_leaves_the_others(as_: As, world: World) -> None:
    manager = as_("manager")
    account = await made(manager, "carer", "coach")
    carer, coach = (as_(signing_in(account, role, world), fresh=True) for role in ("carer", "coach"))
    assert [(await c.get("/me")).status_code for c in (carer, coach)] == [200, 200]
    grants = {g["role"]: g for g in (await manager.get(f"/accounts/{account['id']}/grants")).json()["items"]}
    place = f"/accounts/{account['id']}/grants/{grants['carer']['id']}"
    assert (await manager.delete(place)).status_code == 428
    assert (await manager.delete(place, version=1)).status_code == 204
    assert [(await c.get("/me")).status_code for c in (carer, coach)] == [401, 200]
    assert (await manager.post(f"/accounts/{account['id']}/grants", {"role": "carer"})).status_code == 201
    assert (await carer.get("/me")).status_code == 401, "a sign-in of before stays ended"


async def test_a_role_is_held_once_and_until_its_day(as_: As) -> None:
    manager = as_("manager")
    account = await made(manager, "carer")
    grants = f"/accounts/{account['id']}/grants"
    twice = await manager.post(grants, {"role": "carer"})
    assert twice.status_code == 409
    assert twice.json()["type"].endswith("/grant-there")
    past = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    assert (await manager.post(grants, {"role": "coach", "until": past})).status_code == 422
    soon = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert (await manager.post(grants, {"role": "coach", "until": soon})).json()["until"].endswith("Z")


@pytest.mark.parametrize(
    ("who", "role", "status"),
    [
        ("manager", "carer", 201), ("manager", "connector", 201),
        ("manager", "commissioner", 422), ("manager", "integration", 422),
        ("council_manager", "commissioner", 201), ("council_manager", "manager", 201), ("council_manager", "carer", 422),
        ("council_manager", "coach", 422), ("council_manager", "family", 422),
    ],
)  # fmt: skip
async def test_roles_fit_the_kind_of_organisation(who: str, role: str, status: int, as_: As) -> None:
    manager = as_(who)
    account = await made(manager)
    answer = await manager.post(f"/accounts/{account['id']}/grants", {"role": role})
    assert answer.status_code == status, answer.text
    if status == 422:
        assert answer.json()["errors"][0]["pointer"] == "/role"


async def test_the_role_person_says_who_they_are(as_: As, world: World) -> None:
    manager = as_("manager")
    account = await made(manager)
    grants, jean = f"/accounts/{account['id']}/grants", world.people[2]
    for body in ({"role": "person"}, {"role": "carer", "person_id": str(jean.id)}):
        assert (await manager.post(grants, body)).status_code == 422
    for id_ in (world.other_people[0].id, new_id()):
        answer = await manager.post(grants, {"role": "person", "person_id": str(id_)})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["pointer"] == "/person_id"
    assert (await manager.post(grants, {"role": "person", "person_id": str(jean.id)})).status_code == 201
    person = as_(signing_in(account, "person", world))
    assert [p["id"] for p in (await person.get("/people")).json()["items"]] == [str(jean.id)]


async def test_a_manager_does_not_lock_themself_out(as_: As, world: World) -> None:
    manager, own = as_("manager"), f"/accounts/{world.account('manager').account_id}"
    grant = (await manager.get(f"{own}/grants?role=manager")).json()["items"][0]
    refusals = [
        await manager.post(f"{own}/disabling", {"reason": "Oops"}),
        await manager.delete(own, version=1),
        await manager.delete(f"{own}/grants/{grant['id']}", version=1),
    ]
    assert [r.status_code for r in refusals] == [409] * 3
    assert all(r.json()["type"].endswith("/own-account") for r in refusals)


async def test_a_removed_account_ends_and_its_user_name_stays_taken(as_: As, world: World) -> None:
    manager = as_("manager")
    account = await made(manager, "carer")
    carer = as_(signing_in(account, "carer", world), fresh=True)
    assert (await carer.get("/me")).status_code == 200
    place = f"/accounts/{account['id']}"
    assert (await manager.delete(place, version=1)).status_code == 204
    assert (await carer.get("/me")).status_code == 401
    assert (await manager.get(place)).status_code == 404
    assert (await manager.post("/accounts", somebody(username=account["username"]))).status_code == 409


@pytest.mark.parametrize("username", ["a b@example.org", "", "x", "¨¨¨", "tab\t@example.org", 7, None])
async def test_a_user_name_can_be_typed(username: Any, as_: As) -> None:
    answer = await as_("manager").post("/accounts", somebody(username=username))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/username"
