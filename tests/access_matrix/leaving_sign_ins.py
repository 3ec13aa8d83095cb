"""T10: the ways in which sign-ins end while whoever they belong to stays, each by the operation or page that ends it."""

import re
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from api.demo.made import DemoAccount, DemoClient
from api.domain.shared.ids import new_id
from tests.access_matrix.leaving import Leaving
from tests.world import Caller

CSRF = re.compile(r'name="csrf" value="([0-9a-f]+)"')
OURS = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}
OK = (200, 201, 204, 303)


async def done(answer: Awaitable[Any]) -> Any:
    """What ends something must have ended it."""
    found = await answer
    assert found.status_code in OK, found.text
    return found


def manager(leaving: Leaving) -> Caller:
    return leaving.as_("manager")


def coach(leaving: Leaving) -> DemoAccount:
    account, _ = leaving.account("coach")
    return account


def session_of(leaving: Leaving, account: DemoAccount) -> UUID:
    """The sign-in that they have."""
    sql = b"SELECT id FROM session WHERE account_id = %s AND ended_at IS NULL"
    (found,) = leaving.operator.execute(sql, [account.account_id]).fetchall()
    return found[0]  # type: ignore[no-any-return]


async def a_sign_in_is_ended_by_its_owner(leaving: Leaving) -> str:
    account = coach(leaving)

    async def end() -> None:
        await done(leaving.as_(account).delete(f"/me/sessions/{session_of(leaving, account)}"))

    return await leaving.refused(account, "/me", end, 401)


async def all_other_sign_ins_are_ended_by_their_owner(leaving: Leaving) -> str:
    account = coach(leaving)

    async def end() -> None:
        await done(leaving.as_(account, fresh=True).post("/me/sessions/ending"))

    leaving.as_(account)  # the one that ends is older than the one that ends it
    return await _refused_before(leaving, account, end)


async def _refused_before(leaving: Leaving, account: DemoAccount, end: Callable[[], Awaitable[None]]) -> str:
    """As `refused`, with the caller kept: a fresh token takes the place of the one before."""
    caller = leaving.as_(account)
    before = (await caller.get("/me")).status_code
    await end()
    after = (await caller.get("/me")).status_code
    return "" if (before, after) == (200, 401) else f"/me: {before}, then {after}; expected 200, then 401"


async def a_sign_in_is_ended_by_the_manager(leaving: Leaving) -> str:
    account = coach(leaving)

    async def end() -> None:
        path = f"/accounts/{account.account_id}/sessions/{session_of(leaving, account)}"
        await done(manager(leaving).delete(path))

    return await leaving.refused(account, "/me", end, 401)


async def a_role_is_taken_back_by_the_manager(leaving: Leaving) -> str:
    account, grant = leaving.account("connector")

    async def end() -> None:
        await done(manager(leaving).delete(f"/accounts/{account.account_id}/grants/{grant}", version="*"))

    return await leaving.refused(account, "/me", end, 401)


async def an_account_is_disabled_by_the_manager(leaving: Leaving) -> str:
    account = coach(leaving)

    async def end() -> None:
        await done(manager(leaving).post(f"/accounts/{account.account_id}/disabling", {"reason": "Left"}))

    return await leaving.refused(account, "/me", end, 401)


async def an_account_is_removed_by_the_manager(leaving: Leaving) -> str:
    account = coach(leaving)

    async def end() -> None:
        await done(manager(leaving).delete(f"/accounts/{account.account_id}", version="*"))

    return await leaving.refused(account, "/me", end, 401)


async def a_second_factor_is_taken_away(leaving: Leaving) -> str:
    account = coach(leaving)
    leaving.operator.execute(
        "INSERT INTO second_factor (account_id, sealed_secret, confirmed_at) VALUES (%s, 'x', now())", [account.account_id]
    )

    async def end() -> None:
        path = f"/accounts/{account.account_id}/second-factor-removal"
        await done(manager(leaving).post(path, {"reason": "The phone fell into the canal"}))

    return await leaving.refused(account, "/me", end, 401)


async def a_password_is_chosen_anew(leaving: Leaving) -> str:
    account = coach(leaving)
    http = leaving.as_(account).http

    async def end() -> None:
        made = await done(manager(leaving).post(f"/accounts/{account.account_id}/reset", {}))
        path = made.json()["link"].removeprefix("http://testserver")
        found = CSRF.search((await http.get(path)).text)
        assert found is not None
        password = f"marrow and {new_id().hex}"
        form = {"csrf": found[1], "password": password, "again": password}
        await done(http.post(path, data=form, headers=OURS))
        http.cookies.clear()

    return await leaving.refused(account, "/me", end, 401)


async def who_they_are_at_a_provider_is_taken_back(leaving: Leaving) -> str:
    account = coach(leaving)
    provider = leaving.row("identity_provider", name="P", issuer=f"https://{new_id().hex}.example.org", client_id="x")
    identity = leaving.row("account_identity", account_id=account.account_id, provider_id=provider, subject=new_id().hex)

    async def end() -> None:
        leaving.operator.execute("UPDATE session SET how = 'exchange' WHERE id = %s", [session_of(leaving, account)])
        path = f"/accounts/{account.account_id}/identities/{identity}"
        await done(manager(leaving).delete(path, version="*"))

    return await leaving.refused(account, "/me", end, 401)


def machine(leaving: Leaving) -> DemoClient:
    id_ = leaving.row("client", name="A rota", scopes=["organisation:read"], team_ids=[], secret_hash=new_id().bytes)
    return DemoClient("leaver", id_, "", "organisation:read", leaving.world.organisation_id)


async def a_client_is_removed(leaving: Leaving) -> str:
    client = machine(leaving)
    return await leaving.refused(
        client, "/organisation", lambda: done(manager(leaving).delete(f"/clients/{client.client_id}", version="*")), 401
    )


async def a_client_is_given_another_secret(leaving: Leaving) -> str:
    client = machine(leaving)
    return await leaving.refused(
        client, "/organisation", lambda: done(manager(leaving).post(f"/clients/{client.client_id}/secret")), 401
    )


async def a_front_end_is_removed(leaving: Leaving) -> str:
    account, client = coach(leaving), machine(leaving)
    leaving.as_(account)

    async def end() -> None:
        leaving.operator.execute(
            "UPDATE session SET client_id = %s WHERE id = %s", [client.client_id, session_of(leaving, account)]
        )
        await done(manager(leaving).delete(f"/clients/{client.client_id}", version="*"))

    return await leaving.refused(account, "/me", end, 401)


async def an_organisation_ends(leaving: Leaving) -> str:
    other = leaving.operator.execute(
        "INSERT INTO organisation (id, kind, name) VALUES (%s, 'provider', 'S') RETURNING id", [new_id()]
    ).fetchone()
    assert other is not None
    id_ = new_id()
    values = [id_, other[0], f"leaver.{id_.hex}@example.org"]
    leaving.operator.execute("INSERT INTO account (id, organisation_id, username, name) VALUES (%s, %s, %s, 'S')", values)
    leaving.operator.execute(
        "INSERT INTO account_grant (id, organisation_id, account_id, role) VALUES (%s, %s, %s, 'manager')",
        [new_id(), other[0], id_],
    )
    account = DemoAccount("leaver", "manager", values[2], "", "S", id_, other[0])
    return await leaving.refused(
        account, "/accounts", lambda: leaving.end("organisation", "ended_on = current_date", other[0]), 401
    )


SIGN_IN_WAYS: tuple[Callable[[Leaving], Awaitable[str]], ...] = (
    a_sign_in_is_ended_by_its_owner,
    all_other_sign_ins_are_ended_by_their_owner,
    a_sign_in_is_ended_by_the_manager,
    a_role_is_taken_back_by_the_manager,
    an_account_is_disabled_by_the_manager,
    an_account_is_removed_by_the_manager,
    a_second_factor_is_taken_away,
    a_password_is_chosen_anew,
    who_they_are_at_a_provider_is_taken_back,
    a_client_is_removed,
    a_client_is_given_another_secret,
    a_front_end_is_removed,
    an_organisation_ends,
)
