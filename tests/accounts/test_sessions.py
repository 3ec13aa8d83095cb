"""Sign-ins as people see them: which there are, on which devices, and ending them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import psycopg
import pytest

from api.demo.made import DemoAccount, World
from api.domain.shared.ids import new_id
from tests.people.saying import listed, refused, told
from tests.world import Caller, Tokens

As = Callable[..., Caller]
Operator = psycopg.Connection[Any]
FIELDS = {
    "id", "role", "client_id", "client_name", "device", "how", "second_factor", "created_at", "last_used_at", "expires_at",
    "current",
}  # fmt: skip


@pytest.fixture(name="anna")
def _anna(operator: Operator, world: World) -> DemoAccount:
    """Somebody new who supports people, and coaches too."""
    return somebody(operator, world, "carer", "coach")


def somebody(operator: Operator, world: World, *roles: str) -> DemoAccount:
    """A new account."""
    id_, name = new_id(), f"new.{new_id().hex}@example.org"
    operator.execute(
        "INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, 'Nia')", [id_, world.organisation_id, name]
    )
    for role in roles:
        operator.execute(
            "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, %s)",
            [new_id(), world.organisation_id, id_, role],
        )
    return DemoAccount("nia", roles[0], name, "", "Nia", id_, world.organisation_id)


def signed_in(operator: Operator, who: DemoAccount, role: str = "carer", *, browser: bytes | None = None) -> UUID:
    """Another sign-in of theirs, on a phone."""
    id_ = new_id()
    operator.execute(
        "INSERT INTO session (id, organisation_id, account_id, client_name, role, scope, device, how, second_factor, browser,"
        " created_at, last_used_at, expires_at) VALUES (%s, %s, %s, 'first-party', %s, '', 'Chrome on Android', 'page', true, %s,"
        " now() - interval '2 days', now() - interval '1 hour', now() + interval '1 day')",
        [id_, who.organisation_id, who.account_id, role, browser],
    )
    return id_


def browser(operator: Operator, who: DemoAccount) -> bytes:
    """A browser in which they are signed in on our pages."""
    digest = new_id().bytes
    operator.execute(
        "INSERT INTO browser_sign_in (digest, account_id, expires_at) VALUES (%s, %s, now() + interval '1 hour')",
        [digest, who.account_id],
    )
    return digest


def stands(operator: Operator, session: UUID) -> bool:
    found = operator.execute("SELECT ended_at IS NULL FROM session WHERE id = %s", [session]).fetchone()
    assert found is not None
    return bool(found[0])


def in_a_browser(operator: Operator, digest: bytes) -> bool:
    found = operator.execute("SELECT ended_at IS NULL FROM browser_sign_in WHERE digest = %s", [digest]).fetchone()
    assert found is not None
    return bool(found[0])


async def test_people_see_their_own_sign_ins_and_devices_in_all_their_roles(
    as_: As, operator: Operator, anna: DemoAccount, world: World
) -> None:
    caller, phone = as_(anna), signed_in(operator, anna, "coach")
    theirs = signed_in(operator, somebody(operator, world, "carer"))
    for gone in ("ended_at = now()", "expires_at = now()"):
        operator.execute(f"UPDATE session SET {gone} WHERE id = %s".encode(), [signed_in(operator, anna)])
    here, there = await listed(caller, "/me/sessions")
    assert here.keys() == there.keys() == FIELDS
    assert (here["current"], here["role"], here["device"], here["client_name"]) == (True, "carer", None, "tests")
    assert there["id"] == str(phone) != str(theirs)
    assert (there["current"], there["role"], there["device"]) == (False, "coach", "Chrome on Android")
    assert (there["how"], there["second_factor"], there["client_id"]) == ("page", True, None)
    assert there["created_at"] < there["last_used_at"] < there["expires_at"]
    assert await listed(caller, "/me/sessions", updated_since=here["last_used_at"]) == [here]


async def test_a_long_list_of_sign_ins_is_read_page_by_page_and_counted(as_: As, operator: Operator, anna: DemoAccount) -> None:
    for _ in range(4):
        signed_in(operator, anna)
    caller = as_(anna)
    page = told(await caller.get("/me/sessions", params={"limit": 2, "count": "true"}))
    assert page["count"] == 5
    seen = [item["id"] for item in page["items"]]
    while page["next"] is not None:
        page = told(await caller.get(page["next"].removeprefix("/v1")))
        seen += [item["id"] for item in page["items"]]
    assert seen == [item["id"] for item in await listed(caller, "/me/sessions")]
    assert len(set(seen)) == 5


async def test_a_sign_in_that_its_owner_ends_is_refused_at_its_next_request(
    as_: As, operator: Operator, anna: DemoAccount, token: Tokens
) -> None:
    caller, web = as_(anna), browser(operator, anna)
    phone = Caller(caller.http, token(anna, fresh=True))
    (found,) = [s for s in await listed(phone, "/me/sessions") if s["current"]]
    operator.execute("UPDATE session SET browser = %s WHERE id = %s", [web, found["id"]])
    for _ in range(2):
        assert (await caller.delete(f"/me/sessions/{found['id']}")).status_code == 204
    refused(await phone.get("/me"), 401)
    assert not in_a_browser(operator, web)
    told(await caller.get("/me"))
    (own,) = await listed(caller, "/me/sessions")
    assert (await caller.delete(f"/me/sessions/{own['id']}")).status_code == 204
    refused(await caller.get("/me"), 401)


async def test_nobody_ends_somebody_elses_sign_in(as_: As, operator: Operator, anna: DemoAccount, world: World) -> None:
    theirs = signed_in(operator, somebody(operator, world, "carer"))
    problem = refused(await as_(anna).delete(f"/me/sessions/{theirs}"), 404)
    random = refused(await as_(anna).delete(f"/me/sessions/{new_id()}"), 404)
    assert {**problem, "instance": ""} == {**random, "instance": ""}
    assert stands(operator, theirs)


async def test_all_other_sign_ins_end_at_once_in_every_role_and_browser(
    as_: As, operator: Operator, anna: DemoAccount, world: World
) -> None:
    caller, other = as_(anna), somebody(operator, world, "carer")
    theirs, web, here = signed_in(operator, other), browser(operator, anna), browser(operator, anna)
    phones = [signed_in(operator, anna), signed_in(operator, anna, "coach", browser=web)]
    (own,) = [s for s in await listed(caller, "/me/sessions") if s["current"]]
    operator.execute("UPDATE session SET browser = %s WHERE id = %s", [here, own["id"]])
    for _ in range(2):
        assert (await caller.post("/me/sessions/ending")).status_code == 204
    assert not any(stands(operator, phone) for phone in phones)
    assert (in_a_browser(operator, web), in_a_browser(operator, here), stands(operator, theirs)) == (False, True, True)
    assert [s["id"] for s in await listed(caller, "/me/sessions")] == [own["id"]]


async def test_a_manager_sees_and_ends_the_sign_ins_of_their_accounts_only(as_: As, anna: DemoAccount, token: Tokens) -> None:
    manager, phone = as_("manager"), Caller(as_("manager").http, token(anna, fresh=True))
    path = f"/accounts/{anna.account_id}/sessions"
    (found,) = await listed(manager, path)
    assert (set(found), found["current"]) == (FIELDS, False)
    refused(await as_("other_manager").get(path), 404)
    refused(await as_("other_manager").delete(f"{path}/{found['id']}"), 404)
    refused(await manager.delete(f"/accounts/{new_id()}/sessions/{found['id']}"), 404)
    refused(await as_("carer").get(path), 403)
    told(await phone.get("/me"))
    for _ in range(2):
        assert (await manager.delete(f"{path}/{found['id']}")).status_code == 204
    refused(await phone.get("/me"), 401)
    assert await listed(manager, path) == []


async def test_machines_have_no_sign_ins_to_see_to(as_: As) -> None:
    machine = as_("integration")
    refused(await machine.get("/me/sessions"), 403)
    refused(await machine.delete(f"/me/sessions/{new_id()}"), 403)
    refused(await machine.post("/me/sessions/ending"), 403)


async def test_a_manager_takes_a_lost_second_factor_away_and_all_sign_ins_with_it(
    as_: As, operator: Operator, anna: DemoAccount, token: Tokens
) -> None:
    manager, phone, web = as_("manager"), Caller(as_(anna).http, token(anna, fresh=True)), browser(operator, anna)
    operator.execute(
        "INSERT INTO second_factor (account_id, sealed_secret, confirmed_at) VALUES (%s, 'x', now())", [anna.account_id]
    )
    operator.execute("INSERT INTO recovery_code (digest, account_id) VALUES (%s, %s)", [new_id().bytes, anna.account_id])
    path, body = f"/accounts/{anna.account_id}/second-factor-removal", {"reason": "The phone fell into the canal"}
    own = told(await manager.get("/me"))["subject"]
    refused(await as_("other_manager").post(path, body), 404)
    refused(await manager.post(f"/accounts/{own}/second-factor-removal", body), 409, "own-account")
    refused(await manager.post(path, {}), 422)
    told(await phone.get("/me"))
    for _ in range(2):
        assert told(await manager.post(path, body))["id"] == str(anna.account_id)
    refused(await phone.get("/me"), 401)
    assert not in_a_browser(operator, web)
    left = "SELECT account_id FROM second_factor UNION ALL SELECT account_id FROM recovery_code"
    assert (anna.account_id,) not in operator.execute(left).fetchall()
    messages = "SELECT kind, link_id FROM message WHERE account_id = %s"
    assert operator.execute(messages, [anna.account_id]).fetchall() == [("second_factor_removed", None)]
    why = "SELECT reason FROM change WHERE record_id = %s AND 'second_factor' = ANY (fields)"
    assert operator.execute(why, [anna.account_id]).fetchall() == [(body["reason"],)]
    told(await manager.get(f"/accounts/{anna.account_id}/history"))
