"""Changing one's own password: only who knows the one before, here stays signed in, everywhere else has ended; and no gap."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import DemoAccount, World
from api.domain.access import password_rules
from api.http.edge import Edge
from tests.accounts.visitor import Visitor, words
from tests.world import PASSWORD, Caller, Database

As = Callable[..., Caller]
NEW = "kettle, thimble and four gulls"
PLACE = "/account/password"


async def signed_in(service: Edge, account: DemoAccount, password: str = PASSWORD) -> Visitor:
    visitor = Visitor(service)
    answer = await visitor.fill("/sign-in", username=account.username, password=password)
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    return visitor


async def token_of(api: httpx2.AsyncClient, account: DemoAccount, password: str) -> httpx2.Response:
    form = {"grant_type": "password", "username": account.username, "password": password}
    return await api.post("/oauth/token", data=form)


async def change(visitor: Visitor, current: str, new: str) -> httpx2.Response:
    return await visitor.fill(PLACE, current=current, new=new, again=new)


async def test_here_one_stays_signed_in_and_everywhere_else_it_has_ended(
    service: Edge, api: httpx2.AsyncClient, as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    carer = world.account("carer")
    here, elsewhere, app = await signed_in(service, carer), await signed_in(service, carer), as_("carer", fresh=True)
    before = here.secret
    assert (await change(here, PASSWORD, NEW)).status_code == 303
    assert here.secret not in (None, before)
    assert (await here.get("/account")).status_code == 200
    assert (await elsewhere.get("/account")).status_code == 303
    assert (await app.get("/me")).status_code == 401
    assert [(await token_of(api, carer, p)).status_code for p in (PASSWORD, NEW)] == [400, 200]
    told = operator.execute("SELECT kind FROM message WHERE account_id = %s", [carer.account_id]).fetchall()
    assert told == [("password_changed",)]
    stolen = Visitor(service)
    stolen.http.cookies.set("sign-in", before or "")
    assert (await stolen.get("/account")).status_code == 303, "the secret of before is worth nothing"


@pytest.mark.parametrize(
    ("current", "new", "says"),
    [
        ("a guess at the password", NEW, "This is not your password."),
        (PASSWORD, PASSWORD, "This is the password that you have."),
        (PASSWORD, "gulls", password_rules.TOO_SHORT),
        (PASSWORD, "Password2024!", password_rules.COMMON),
    ],
)
async def test_who_does_not_know_the_one_before_or_chooses_none_changes_nothing(
    current: str, new: str, says: str, service: Edge, api: httpx2.AsyncClient, world: World
) -> None:
    coach = world.account("coach")
    visitor = await signed_in(service, coach)
    answer = await change(visitor, current, new)
    assert answer.status_code == 422
    assert says in words(answer)
    assert (await token_of(api, coach, PASSWORD)).status_code == 200


async def test_whoever_sits_at_an_open_browser_guesses_ten_times(service: Edge, world: World) -> None:
    visitor = await signed_in(service, world.account("coach_2"))
    answers = [await change(visitor, f"guess number {n}", NEW) for n in range(12)]
    assert [a.status_code for a in answers] == [422] * 10 + [429] * 2
    assert (await change(visitor, PASSWORD, NEW)).status_code == 429


async def test_who_signs_in_with_the_old_password_while_it_is_changed_does_not_stay_in(
    api: httpx2.AsyncClient, world: World, database: Database, operator: psycopg.Connection[Any]
) -> None:
    carer = world.account("carer_2")
    with closing(psycopg.connect(database.admin_url)) as changing:
        changing.execute("SET ROLE wt_operator")
        changing.execute("UPDATE account SET password_hash = 'another' WHERE id = %s", [carer.account_id])
        thief = asyncio.create_task(token_of(api, carer, PASSWORD))
        waits = "SELECT FROM pg_locks WHERE NOT granted"
        while not thief.done() and operator.execute(waits).rowcount == 0:  # noqa: ASYNC110 - the database says when
            await asyncio.sleep(0.02)
        changing.execute("UPDATE session SET ended_at = now() WHERE account_id = %s", [carer.account_id])
        changing.commit()
    assert (await thief).status_code == 400
    stands = "SELECT FROM session WHERE account_id = %s AND ended_at IS NULL"
    assert operator.execute(stands, [carer.account_id]).rowcount == 0


async def test_a_session_begun_in_this_browser_goes_on_and_follows_it(
    service: Edge, as_: As, world: World, operator: psycopg.Connection[Any]
) -> None:
    family = world.account("family")
    here, app = await signed_in(service, family), as_("family", fresh=True)
    operator.execute(
        "UPDATE session SET browser = sha256(%s::bytea) WHERE account_id = %s AND ended_at IS NULL AND client_name = 'tests'",
        [(here.secret or "").encode(), family.account_id],
    )
    assert (await change(here, PASSWORD, NEW)).status_code == 303
    assert (await app.get("/me")).status_code == 200
    row = operator.execute(
        "SELECT browser = sha256(%s::bytea) FROM session WHERE account_id = %s AND client_name = 'tests'"
        " ORDER BY id DESC LIMIT 1",
        [(here.secret or "").encode(), family.account_id],
    ).fetchone()
    assert row == (True,)
