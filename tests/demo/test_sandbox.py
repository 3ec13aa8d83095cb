"""Sandboxes: worlds apart from each other, made and removed from outside."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import httpx2
import psycopg
import pytest

from api.domain.registry import tables
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from api.http.edge import Edge
from api.main import create_app
from api.settings import Settings
from tests.world import Caller, Database


async def opened(api: httpx2.AsyncClient) -> dict[str, Any]:
    answer = await api.post("/sandbox")
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def closed(api: httpx2.AsyncClient, made: dict[str, Any]) -> int:
    return (await api.delete(f"/sandbox/{made['id']}", headers={"sandbox-secret": made["secret"]})).status_code


async def signed_in(api: httpx2.AsyncClient, account: dict[str, Any]) -> Caller:
    form = {"grant_type": "password", "username": account["username"], "password": account["password"]}
    answer = await api.post("/oauth/token", data=form)
    assert answer.status_code == 200, answer.text
    return Caller(api, answer.json()["access_token"])


@pytest.fixture
async def sandbox(api: httpx2.AsyncClient) -> AsyncIterator[dict[str, Any]]:
    made = await opened(api)
    yield made
    assert await closed(api, made) in {204, 404}


async def test_a_sandbox_tells_what_is_needed_to_try_every_role(sandbox: dict[str, Any]) -> None:
    assert {a["role"] for a in sandbox["accounts"]} == {
        "carer",
        "coach",
        "connector",
        "person",
        "family",
        "commissioner",
        "manager",
    }
    assert all(
        {"role", "username", "password", "name", "account_id", "team_ids", "person_id"} <= a.keys() for a in sandbox["accounts"]
    )
    assert all({"client_id", "client_secret", "scope"} <= c.keys() for c in sandbox["clients"])
    assert all({"id", "team_id", "name"} <= p.keys() for p in sandbox["people"])
    assert {p["team_id"] for p in sandbox["people"]} == {t["id"] for t in sandbox["teams"]}


async def test_every_account_and_client_of_a_sandbox_can_sign_in(api: httpx2.AsyncClient, sandbox: dict[str, Any]) -> None:
    for account in (*sandbox["accounts"], *sandbox["others"]):
        me = await (await signed_in(api, account)).get("/me")
        assert (me.status_code, me.json()["role"]) == (200, account["role"])
    for client in sandbox["clients"]:
        answer = await api.post(
            "/oauth/token", data={"grant_type": "client_credentials"}, auth=(client["client_id"], client["client_secret"])
        )
        assert answer.status_code == 200, answer.text
        assert set(answer.json()["scope"].split()) == set(client["scope"].split())


async def test_two_sandboxes_do_not_see_each_other(api: httpx2.AsyncClient, sandbox: dict[str, Any]) -> None:
    other = await opened(api)
    try:
        manager = next(a for a in sandbox["accounts"] if a["role"] == "manager")
        caller = await signed_in(api, manager)
        assert (await caller.get(f"/people/{sandbox['people'][0]['id']}")).status_code == 200
        assert (await caller.get(f"/people/{other['people'][0]['id']}")).status_code == 404
    finally:
        assert await closed(api, other) == 204


def counts(operator: psycopg.Connection[Any]) -> dict[str, Any]:
    """Rows of each table, once all looks so far are shown to whom they were about: a worker does so at times of its own."""
    operator.execute("SELECT expand_looks(100000)")
    found = {}
    for name in tables():
        row = operator.execute(f"SELECT count(*) FROM {name}".encode()).fetchone()
        found[name] = row and row[0]
    return found


async def test_a_closed_sandbox_leaves_no_row_and_touches_no_other(
    api: httpx2.AsyncClient, operator: psycopg.Connection[Any]
) -> None:
    before = counts(operator)
    made = await opened(api)
    caller = await signed_in(api, next(a for a in made["accounts"] if a["role"] == "carer"))
    body = {"team_id": made["teams"][0]["id"], "preferred_name": "Alma"}
    assert (await caller.post("/people", body, key="a-key-of-mine")).status_code == 201
    assert (await caller.get("/people")).status_code == 200
    during = counts(operator)
    assert all(
        during[name] > before[name]
        for name in ("person", "change", "change_value", "look", "idempotency", "session", "refresh_token")
    )
    assert await closed(api, made) == 204
    after = counts(operator)
    assert {
        name: (after[name], before[name])
        for name in after
        if after[name] != before[name] and name not in {"rate_window", "sign_in_failure"}
    } == {}
    assert (await caller.get("/people")).status_code == 401
    assert await closed(api, made) == 404


async def test_looks_that_a_worker_is_just_showing_go_with_the_sandbox(
    api: httpx2.AsyncClient, database: Database, operator: psycopg.Connection[Any]
) -> None:
    made = await opened(api)
    caller = await signed_in(api, next(a for a in made["accounts"] if a["role"] == "carer"))
    assert (await caller.get("/people")).status_code == 200
    async with await psycopg.AsyncConnection.connect(database.admin_url) as worker:
        await worker.execute("SELECT expand_looks(100000)")
        closing = asyncio.create_task(closed(api, made))
        while not operator.execute("SELECT FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'").fetchall():
            assert not closing.done(), "it did not wait for the worker"
            await asyncio.sleep(0.01)
        await worker.commit()
    assert await closing == 204
    left = operator.execute("SELECT count(*) FROM person_look WHERE organisation_id = %s", [made["id"]]).fetchone()
    assert left == (0,)


async def test_a_wrong_secret_and_an_unknown_sandbox_are_answered_alike(api: httpx2.AsyncClient, sandbox: dict[str, Any]) -> None:
    answers = [
        await api.delete(f"/sandbox/{sandbox['id']}", headers={"sandbox-secret": "guess"}),
        await api.delete(f"/sandbox/{sandbox['id']}"),
        await api.delete(f"/sandbox/{new_id()}", headers={"sandbox-secret": sandbox["secret"]}),
        await api.delete("/sandbox/nonsense", headers={"sandbox-secret": sandbox["secret"]}),
    ]
    assert {a.status_code for a in answers} == {404}
    assert {a.json()["detail"] for a in answers} == {answers[0].json()["detail"]}
    assert {a.headers["content-type"] for a in answers} == {"application/problem+json"}


async def test_the_organisation_of_the_demo_cannot_be_closed_as_a_sandbox(api: httpx2.AsyncClient, world: Any) -> None:
    assert (await api.delete(f"/sandbox/{world.organisation_id}", headers={"sandbox-secret": ""})).status_code == 404
    assert (await api.delete(f"/sandbox/{world.organisation_id}", headers={"sandbox-secret": "x"})).status_code == 404


@pytest.mark.parametrize("way", ["bearer", "body"])
async def test_the_secret_may_also_come_as_bearer_or_in_a_body(api: httpx2.AsyncClient, way: str) -> None:
    made = await opened(api)
    more: dict[str, Any] = (
        {"headers": {"authorization": f"Bearer {made['secret']}"}} if way == "bearer" else {"json": {"secret": made["secret"]}}
    )
    assert (await api.request("DELETE", f"/sandbox/{made['id']}", **more)).status_code == 204


async def test_a_sandbox_of_yesterday_is_removed_when_the_next_is_opened(
    api: httpx2.AsyncClient, operator: psycopg.Connection[Any]
) -> None:
    old = await opened(api)
    theirs = [old["organisation_id"], old["council_id"], old["other"]["organisation_id"]]
    operator.execute("UPDATE organisation SET created_at = %s WHERE id = ANY (%s)", [utc_now() - timedelta(hours=25), theirs])
    new = await opened(api)
    left = operator.execute("SELECT count(*) FROM organisation WHERE id = ANY (%s)", [theirs]).fetchone()
    assert left == (0,)
    assert await closed(api, new) == 204


@pytest.mark.parametrize(
    ("address", "headers"),
    [("192.0.2.7", {}), ("127.0.0.1", {"x-forwarded-for": "192.0.2.7"}), ("127.0.0.1", {"forwarded": "for=192.0.2.7"})],
)
async def test_callers_elsewhere_find_no_sandbox_and_no_passwords(service: Edge, address: str, headers: dict[str, str]) -> None:
    transport = httpx2.ASGITransport(service, client=(address, 4711))
    async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as far:
        assert (await far.post("/sandbox", headers=headers)).status_code == 404
        assert (await far.get("/docs/demo-accounts.json", headers=headers)).status_code == 404
        assert (await far.get("/livez", headers=headers)).status_code == 200


async def test_without_the_demo_there_is_no_sandbox(service_settings: Settings, as_: Callable[..., Caller]) -> None:
    assert (await as_(None).get("/docs/demo-accounts.json")).status_code == 200
    edge = create_app(service_settings.model_copy(update={"demo": False}))
    async with edge.app.router.lifespan_context(edge.app):  # type: ignore[attr-defined]
        transport = httpx2.ASGITransport(edge, client=("127.0.0.1", 4711))
        async with httpx2.AsyncClient(transport=transport, base_url="http://testserver") as client:
            assert (await client.post("/sandbox")).status_code == 404
            assert (await client.get("/docs/demo-accounts.json")).status_code == 404
