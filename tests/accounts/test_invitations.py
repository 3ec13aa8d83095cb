"""A manager lets people in: account, role, joining and a one-time link in one act; and nobody chooses another's password."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from tests.world import Caller

As = Callable[..., Caller]


def somebody(**more: Any) -> dict[str, Any]:
    return {"username": f"new.{new_id()}@example.org", "name": "Nia Hope", **more}


async def invited(manager: Caller, **body: Any) -> dict[str, Any]:
    answer = await manager.post("/invitations", body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def refused(manager: Caller, status: int, **body: Any) -> dict[str, Any]:
    answer = await manager.post("/invitations", body)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def roles_of(manager: Caller, account: str) -> list[tuple[str, str | None]]:
    grants = (await manager.get(f"/accounts/{account}/grants")).json()["items"]
    return [(g["role"], g["person_id"]) for g in grants]


def code(problem: dict[str, Any]) -> str:
    return str(problem["type"].rpartition("/")[2])


async def member_without_account(as_: As, world: World) -> tuple[UUID, str]:
    team = world.team("Ashbrook North").id
    made = await as_("carer").post(f"/teams/{team}/members", {"name": "Nia Hope", "contracted_minutes": 600})
    assert made.status_code == 201, made.text
    return team, made.json()["id"]


async def circle_member_without_account(as_: As) -> str:
    circle = (await as_("carer").get("/circles")).json()["items"][0]["id"]
    made = await as_("carer").post(f"/circles/{circle}/members", {"name": "Lynn", "kind": "friend"})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def test_a_team_member_is_invited_in_one_act_and_reaches_the_team_once_in(as_: As, world: World) -> None:
    manager = as_("manager")
    team, member = await member_without_account(as_, world)
    answer = await manager.post("/invitations", somebody(invited_as="member", member_id=member))
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert answer.headers["location"] == f"/v1/invitations/{body['id']}"
    assert answer.headers["cache-control"] == "no-store"
    assert body["kind"] == "invitation"
    assert body["account_name"] == "Nia Hope"
    assert (body["sent_at"], body["used_at"], body["asked_by_self"]) == (None, None, False)
    assert body["link"].startswith("http://testserver/sign-in/link/")
    assert await roles_of(manager, body["account_id"]) == [("carer", None)]
    joined = (await as_("carer").get(f"/teams/{team}/members/{member}")).json()
    assert joined["account_id"] == body["account_id"]


async def test_a_person_is_invited_to_their_own_record(as_: As, world: World) -> None:
    manager, jean = as_("manager"), world.person("Jean")
    body = await invited(manager, **somebody(invited_as="person", person_id=str(jean.id)))
    assert await roles_of(manager, body["account_id"]) == [("person", str(jean.id))]


async def test_somebody_of_a_circle_is_invited_and_joined_to_it(as_: As, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    member = await circle_member_without_account(as_)
    body = await invited(manager, **somebody(invited_as="circle_member", circle_member_id=member))
    assert await roles_of(manager, body["account_id"]) == [("family", None)]
    row = operator.execute("SELECT account_id, state FROM circle_member WHERE id = %s", [member]).fetchone()
    assert row == (UUID(body["account_id"]), "invited")


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("manager", "coach"), ("manager", "connector"), ("manager", "manager"), ("council_manager", "commissioner"),
        ("council_manager", "manager"),
    ],
)  # fmt: skip
async def test_coaches_connectors_commissioners_and_managers_are_invited_by_their_own_organisation(
    who: str, kind: str, as_: As
) -> None:
    body = await invited(as_(who), **somebody(invited_as=kind))
    assert await roles_of(as_(who), body["account_id"]) == [(kind, None)]


@pytest.mark.parametrize(
    ("who", "kind"), [("manager", "commissioner"), ("council_manager", "coach"), ("council_manager", "connector")]
)
async def test_a_role_that_is_not_of_the_organisation_is_refused_and_leaves_no_account(who: str, kind: str, as_: As) -> None:
    new = somebody(invited_as=kind)
    problem = await refused(as_(who), 422, **new)
    assert problem["errors"][0]["pointer"] == "/invited_as"
    assert (await as_(who).get("/accounts", params={"username": new["username"]})).json()["items"] == []


async def test_who_is_of_another_organisation_is_not_there_whoever_invites(
    as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    _, member = await member_without_account(as_, world)
    circle_member = await circle_member_without_account(as_)
    named = {"member_id": member, "person_id": str(world.person("Jean").id), "circle_member_id": circle_member}
    for invited_as, field in (("member", "member_id"), ("person", "person_id"), ("circle_member", "circle_member_id")):
        for id_ in (named[field], str(new_id())):
            new = somebody(invited_as=invited_as, **{field: id_})
            problem = await refused(as_("other_manager"), 422, **new)
            assert problem["errors"][0]["pointer"] == f"/{field}"
            assert operator.execute("SELECT FROM account WHERE username = %s", [new["username"]]).rowcount == 0
    account = str(world.account("carer").account_id)
    assert (await as_("other_manager").post("/invitations", {"account_id": account})).status_code == 404
    assert (await as_("other_manager").post(f"/accounts/{account}/reset", {})).status_code == 404


async def test_who_has_an_account_already_is_not_given_a_second_one(as_: As, world: World) -> None:
    manager, team = as_("manager"), world.team("Ashbrook North")
    taken = next(iter(team.members.values()))
    assert code(await refused(manager, 409, **somebody(invited_as="member", member_id=str(taken)))) == "signs-in-already"
    member = await circle_member_without_account(as_)
    await invited(manager, **somebody(invited_as="circle_member", circle_member_id=member))
    again = await refused(manager, 409, **somebody(invited_as="circle_member", circle_member_id=member))
    assert code(again) == "signs-in-already"


async def test_an_account_that_is_there_is_invited_with_another_role_and_its_own_is_not_given_twice(
    as_: As, world: World
) -> None:
    manager = as_("manager")
    first = await invited(manager, **somebody(invited_as="coach"))
    second = await invited(manager, account_id=first["account_id"], invited_as="coach")
    third = await invited(manager, account_id=first["account_id"], invited_as="connector")
    assert await roles_of(manager, first["account_id"]) == [("coach", None), ("connector", None)]
    gone = [(await manager.get(f"/invitations/{one['id']}")).status_code for one in (first, second, third)]
    assert gone == [404, 404, 200], "a newer link takes the place of the one before"
    jean, arthur = world.person("Jean"), world.person("Arthur")
    person = await invited(manager, **somebody(invited_as="person", person_id=str(jean.id)))
    same = await invited(manager, account_id=person["account_id"], invited_as="person", person_id=str(jean.id))
    other = await refused(manager, 409, account_id=same["account_id"], invited_as="person", person_id=str(arthur.id))
    assert code(other) == "grant-there"


async def test_a_leaver_who_comes_back_is_given_the_role_that_ran_out(as_: As, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    account = (await invited(manager, **somebody(invited_as="coach")))["account_id"]
    operator.execute("UPDATE account_grant SET until = now() - interval '1 minute' WHERE account_id = %s", [account])
    assert (await manager.post(f"/accounts/{account}/grants", {"role": "coach"})).status_code == 201
    assert await roles_of(manager, account) == [("coach", None)]
    operator.execute("UPDATE account_grant SET until = now() - interval '1 minute' WHERE account_id = %s", [account])
    await invited(manager, account_id=account, invited_as="coach")
    later = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    twice = await manager.post(f"/accounts/{account}/grants", {"role": "coach", "until": later})
    assert code(twice.json()) == "grant-there"


@pytest.mark.parametrize(
    "body",
    [
        {}, {"username": "a.b@example.org"}, {"name": "Nia"}, {"username": "a.b@example.org", "name": "Nia"},
        {"username": "a.b@example.org", "name": "Nia", "account_id": str(new_id()), "invited_as": "coach"},
        {"account_id": str(new_id()), "email": "a.b@example.org"},
        {"username": "a.b@example.org", "name": "Nia", "invited_as": "member"},
        {"username": "a.b@example.org", "name": "Nia", "invited_as": "coach", "person_id": str(new_id())},
        {"username": "a.b@example.org", "name": "Nia", "invited_as": "coach", "password": "sweet peas by the door"},
        {"username": "a.b@example.org", "name": "Nia", "invited_as": "boss"},
        {"username": "a.b@example.org", "name": "Nia", "invited_as": "coach", "email": "a@b.example\r\nBcc: c@d.example"},
        {"username": "a.b@example.org", "name": "Nia\nBcc: c@d.example", "invited_as": "coach"},
    ],
)  # fmt: skip
async def test_an_invitation_that_does_not_say_whom_or_says_too_much_is_refused(body: dict[str, Any], as_: As) -> None:
    await refused(as_("manager"), 422, **body)


async def test_a_link_is_shown_once_and_never_again(as_: As, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    new = somebody(invited_as="coach")
    first = await manager.post("/invitations", new, key="nia")
    again = await manager.post("/invitations", new, key="nia")
    assert again.status_code == 409
    assert code(again.json()) == "secret-shown-once"
    id_, token = first.json()["id"], first.json()["link"].rpartition("/")[2]
    assert len(token) == 43
    shown = [(await manager.get(path)).text for path in (f"/invitations/{id_}", "/invitations", f"/invitations/{id_}/history")]
    assert all("link" not in text and token not in text and "digest" not in text.replace('"digest"', "") for text in shown)
    kept = operator.execute(
        "SELECT headers::text, encode(body, 'escape') FROM idempotency WHERE record_id = %s", [id_]
    ).fetchall()
    assert token not in str(kept)


async def test_an_invitation_is_sent_anew_and_the_older_one_is_gone(as_: As) -> None:
    manager = as_("manager")
    first = await invited(manager, **somebody(invited_as="coach"))
    answer = await manager.post(f"/invitations/{first['id']}/sending", {})
    assert answer.status_code == 201, answer.text
    second = answer.json()
    assert second["account_id"] == first["account_id"]
    assert second["link"] != first["link"]
    assert (await manager.post(f"/invitations/{first['id']}/sending", {})).status_code == 404
    listed = (await manager.get("/invitations", params={"account_id": first["account_id"]})).json()["items"]
    assert [one["id"] for one in listed] == [second["id"]]


async def test_an_invitation_is_withdrawn_and_the_account_stays(as_: As) -> None:
    manager = as_("manager")
    body = await invited(manager, **somebody(invited_as="coach"))
    place = f"/invitations/{body['id']}"
    assert (await manager.delete(place)).status_code == 428
    assert (await manager.delete(place, version=1)).status_code == 204
    assert (await manager.delete(place, version=1)).status_code == 204
    assert (await manager.get(place)).status_code == 404
    assert (await manager.get(f"/accounts/{body['account_id']}")).status_code == 200


async def test_what_was_taken_up_is_neither_withdrawn_nor_sent_anew(as_: As, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    body = await invited(manager, **somebody(invited_as="coach"))
    operator.execute("UPDATE one_time_link SET used_at = now() WHERE id = %s", [body["id"]])
    place = f"/invitations/{body['id']}"
    answers = [await manager.delete(place, version=2), await manager.post(f"{place}/sending", {})]
    assert [code(a.json()) for a in answers] == ["invitation-used", "invitation-used"]
    assert (await manager.get(place)).json()["used_at"] is not None
    closed = await manager.get("/invitations", params={"open": "false", "account_id": body["account_id"]})
    assert [one["id"] for one in closed.json()["items"]] == [body["id"]]
    still = await manager.get("/invitations", params={"open": "true", "account_id": body["account_id"]})
    assert still.json()["items"] == []


async def test_a_manager_lets_somebody_choose_a_password_anew_but_not_themself(as_: As, world: World) -> None:
    manager, carer = as_("manager"), world.account("carer_2")
    signed_in = as_("carer_2", fresh=True)
    answer = await manager.post(f"/accounts/{carer.account_id}/reset", {})
    assert answer.status_code == 201, answer.text
    body = answer.json()
    assert (body["kind"], body["account_name"]) == ("reset", carer.name)
    assert (await signed_in.get("/me")).status_code == 200, "nothing ends before the link is used"
    found = (await manager.get("/invitations", params={"kind": "reset"})).json()["items"]
    assert body["id"] in {one["id"] for one in found}
    own = await manager.post(f"/accounts/{world.account('manager').account_id}/reset", {})
    assert code(own.json()) == "own-account"


async def test_who_is_closed_out_gets_no_link(as_: As) -> None:
    manager = as_("manager")
    body = await invited(manager, **somebody(invited_as="coach"))
    place = f"/accounts/{body['account_id']}"
    assert (await manager.post(f"{place}/disabling", {"reason": "Left"})).status_code == 200
    answers = [
        await manager.post(f"{place}/reset", {}),
        await manager.post("/invitations", {"account_id": body["account_id"]}),
        await manager.post(f"/invitations/{body['id']}/sending", {}),
    ]
    assert [code(a.json()) for a in answers] == ["account-closed"] * 3
    assert (await manager.delete(place, version=(await manager.get(place)).json()["version"])).status_code == 204
    assert (await manager.post(f"{place}/reset", {})).status_code == 404


@pytest.mark.parametrize("role", ["carer", "coach", "connector", "person", "family", "commissioner", "integration"])
async def test_invitations_are_the_managers(role: str, as_: As, world: World) -> None:
    account = world.account("carer").account_id
    caller = as_(role)
    answers = [
        await caller.get("/invitations"),
        await caller.get(f"/invitations/{new_id()}"),
        await caller.post("/invitations", somebody(invited_as="coach")),
        await caller.post(f"/invitations/{new_id()}/sending", {}),
        await caller.delete(f"/invitations/{new_id()}", version=1),
        await caller.post(f"/accounts/{account}/reset", {}),
    ]
    assert [a.status_code for a in answers] == [403] * 6


async def test_an_address_for_messages_is_kept_beside_the_user_name(as_: As) -> None:
    manager = as_("manager")
    body = await invited(manager, **somebody(username=f"nia-{new_id()}", invited_as="coach", email="nia@home.example"))
    place = f"/accounts/{body['account_id']}"
    account = (await manager.get(place)).json()
    assert (account["email"], account["password_changed_at"]) == ("nia@home.example", None)
    assert (await manager.patch(place, {"email": None}, version=1)).json()["email"] is None
    for wrong in ("nia", "nia@", "Nia <nia@home.example>", "a@b.example,c@d.example", "nia@home.example\n", "näa@home.example"):
        assert (await manager.patch(place, {"email": wrong}, version=2)).status_code == 422, wrong


async def test_a_manager_makes_no_link_to_their_own_password(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    manager, own, asked = as_("manager"), str(world.account("manager").account_id), new_id()
    assert code(await refused(manager, 409, account_id=own, by_hand=True)) == "own-account"
    operator.execute(  # as one that they asked for themselves, having forgotten it
        "INSERT INTO one_time_link (id, organisation_id, account_id, kind, expires_at, asked_by_self)"
        " VALUES (%s, %s, %s, 'reset', now() + interval '1 hour', true)",
        [asked, world.organisation_id, own],
    )
    anew = await manager.post(f"/invitations/{asked}/sending", {"by_hand": True})
    assert (anew.status_code, code(anew.json())) == (409, "own-account")
