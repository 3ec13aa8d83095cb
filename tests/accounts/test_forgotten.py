"""Having forgotten the password: a link goes out, whoever asks learns nothing, and nobody's mailbox is filled."""

from collections.abc import Callable
from contextlib import closing
from statistics import median
from time import perf_counter
from typing import Any

import httpx2
import psycopg
import pytest
from pydantic import SecretStr

from api.demo.made import World
from api.domain.access.secrets import digest_of
from api.domain.shared.ids import new_id
from api.http.edge import Edge
from api.main import create_app
from api.settings import Settings
from tests.accounts.visitor import Visitor, words
from tests.world import Caller, Database

As = Callable[..., Caller]
PLACE = "/sign-in/forgotten"


@pytest.fixture(scope="module")
def service_settings(service_settings: Settings) -> Settings:
    """The service as everywhere, with a mail server (which nobody asks: mails are tried elsewhere)."""
    return service_settings.model_copy(
        update={"smtp_url": SecretStr("smtp://127.0.0.1:9"), "mail_from": "no-reply@ashbrook.example"}
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _uncounted(operator: psycopg.Connection[Any]) -> None:
    operator.execute("DELETE FROM sign_in_failure")
    operator.execute("DELETE FROM message")


async def asked(visitor: Visitor, username: str) -> httpx2.Response:
    return await visitor.fill(PLACE, username=username)


def messages(operator: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    return operator.execute("SELECT account_id, kind, link_id IS NOT NULL FROM message ORDER BY queued_at, id").fetchall()


def send(database: Database, operator: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
    """Send what waits, as far as the jobs process is concerned; answers what it was told: kind, address, name."""
    waiting = operator.execute("SELECT id FROM message WHERE sent_at IS NULL ORDER BY queued_at, id").fetchall()
    told = []
    with closing(psycopg.connect(database.api_url, autocommit=True)) as jobs:
        for (message,) in waiting:
            found = jobs.execute(
                "SELECT kind, email, name FROM message_to_send(%s, %s)", [message, digest_of(str(message))]
            ).fetchall()  # fmt: skip
            jobs.execute("SELECT message_done(%s, %s)", [message, bool(found)])
            told += found
    return told


def links(operator: psycopg.Connection[Any], account: object) -> list[tuple[Any, ...]]:
    """Those that stand: kind, who asked, whether it was sent, and whether it is good for an hour at most."""
    return operator.execute(
        "SELECT kind, asked_by_self, sent_at IS NOT NULL, expires_at <= now() + interval '1 hour' FROM one_time_link"
        " WHERE account_id = %s AND removed_at IS NULL AND used_at IS NULL",
        [account],
    ).fetchall()


async def test_a_link_for_an_hour_goes_to_whoever_has_an_account(
    service: Edge, world: World, operator: psycopg.Connection[Any], as_: As, database: Database
) -> None:
    carer = world.account("carer")
    answer = await asked(Visitor(service), f"  {carer.username.upper()} ")
    assert answer.status_code == 200
    assert "a link is on its way" in words(answer)
    assert messages(operator) == [(carer.account_id, "reset", False)]
    assert send(database, operator) == [("reset", carer.username, carer.name)]
    assert links(operator, carer.account_id) == [("reset", True, True, True)]
    listed = (await as_("manager").get("/invitations", params={"account_id": str(carer.account_id)})).json()["items"]
    assert [(one["kind"], one["asked_by_self"]) for one in listed] == [("reset", True)]
    assert (await as_("carer").get("/me")).status_code == 200, "asking ends nothing"


async def test_whoever_asks_is_answered_alike_whether_there_is_such_an_account_or_not(
    service: Edge, world: World, operator: psycopg.Connection[Any], as_: As, database: Database
) -> None:
    manager = as_("manager")
    new = {"username": f"nia-{new_id()}", "name": "Nia Hope", "invited_as": "coach", "by_hand": True}
    unreachable = (await manager.post("/invitations", new)).json()
    closed = {"username": f"{new_id()}@example.org", "name": "Nia Reed", "invited_as": "coach", "by_hand": True}
    account = (await manager.post("/invitations", closed)).json()["account_id"]
    await manager.post(f"/accounts/{account}/disabling", {"reason": "Left"})
    names = [world.account("coach").username, "nobody@example.org", new["username"], closed["username"], "x" * 300, "%", "'"]
    visitor = Visitor(service)
    csrf = await visitor.csrf(PLACE)
    answers = [await visitor.send(PLACE, csrf, username=str(name)) for name in names]
    assert {a.status_code for a in answers} == {200}
    assert len({a.content for a in answers}) == 1
    without_time = [{k: v for k, v in a.headers.items() if k not in ("request-id", "date")} for a in answers]
    assert all(h == without_time[0] for h in without_time)
    said = messages(operator)
    assert len(said) == len(names), "each asking queues one message and one job"
    assert [m for m in said if m[0] is not None] == [(world.account("coach").account_id, "reset", False)]
    assert [to for _, to, _ in send(database, operator)] == [world.account("coach").username]
    assert links(operator, unreachable["account_id"]) == [("invitation", False, False, False)], "what was handed over stays good"


async def test_whoever_comes_in_by_their_provider_alone_gets_no_password_out_of_a_mailbox(
    service: Edge, operator: psycopg.Connection[Any], as_: As, database: Database
) -> None:
    """Else a mailbox would be enough to come in as a manager: with no second factor here yet, whoever is in sets one up."""
    manager = as_("manager")
    provider = (
        await manager.post("/identity-providers", {"name": "Wigan", "issuer": "https://login.example", "client_id": "us"})
    ).json()
    username = f"{new_id()}@example.org"
    new = {"username": username, "name": "Nia Hope", "invited_as": "manager", "by_hand": True}
    account = (await manager.post("/invitations", new)).json()["account_id"]
    identity = await manager.post(f"/accounts/{account}/identities", {"provider_id": provider["id"], "subject": "nia"})
    assert identity.status_code == 201
    answer = await asked(Visitor(service), username)
    assert "a link is on its way" in words(answer), "as everybody is told"
    assert send(database, operator) == []
    assert (await manager.delete(f"/identity-providers/{provider['id']}", version=1)).status_code == 204
    await asked(Visitor(service), username)
    assert [to for _, to, _ in send(database, operator)] == [username], "with no provider it is the only way in"


async def test_asking_costs_alike_whether_there_is_such_an_account_or_not(
    service: Edge, world: World, operator: psycopg.Connection[Any]
) -> None:
    spent: dict[str, list[float]] = {world.account("coach").username: [], "nobody@example.org": []}
    visitor = Visitor(service)
    csrf = await visitor.csrf(PLACE)
    for _ in range(30):
        for name, seconds in spent.items():
            operator.execute("DELETE FROM sign_in_failure")
            began = perf_counter()
            await visitor.send(PLACE, csrf, username=name)
            seconds.append(perf_counter() - began)
    known, unknown = (median(seconds) for seconds in spent.values())
    print(f"asking of a known name {known * 1000:.2f} ms, of an unknown one {unknown * 1000:.2f} ms")  # noqa: T201 - a figure


async def test_a_newer_link_takes_the_place_of_the_older_and_an_invitation_stays_one(
    service: Edge, world: World, operator: psycopg.Connection[Any], as_: As, database: Database
) -> None:
    carer, visitor = world.account("carer_2"), Visitor(service)
    for _ in range(3):
        await asked(visitor, carer.username)
    assert len(send(database, operator)) == 3
    assert links(operator, carer.account_id) == [("reset", True, True, True)]
    new = {"username": f"{new_id()}@example.org", "name": "Nia Hope", "invited_as": "coach"}
    account = (await as_("manager").post("/invitations", new)).json()["account_id"]
    assert [kind for kind, *_ in send(database, operator)] == ["invitation"]
    await asked(visitor, new["username"])
    assert [kind for kind, *_ in send(database, operator)] == ["invitation"]
    assert links(operator, account) == [("invitation", True, True, False)], "as long as it was good before"


async def test_the_hour_of_a_link_begins_when_it_is_sent(
    service: Edge, world: World, operator: psycopg.Connection[Any], database: Database
) -> None:
    coach = world.account("coach_2")
    await asked(Visitor(service), coach.username)
    operator.execute("UPDATE message SET queued_at = now() - interval '2 days'")
    assert len(send(database, operator)) == 1
    operator.execute("UPDATE message SET sent_at = NULL")  # the process was killed before it could say so
    operator.execute("UPDATE one_time_link SET expires_at = now() - interval '1 day' WHERE account_id = %s", [coach.account_id])
    assert len(send(database, operator)) == 1
    good = "SELECT FROM one_time_link WHERE account_id = %s AND removed_at IS NULL AND expires_at > now()"
    assert operator.execute(good, [coach.account_id]).rowcount == 1
    operator.execute("UPDATE message SET sent_at = NULL, queued_at = now() - interval '4 days'")
    assert send(database, operator) == []


async def test_asking_is_limited_by_name_and_by_address_for_names_that_nobody_has_too(
    service: Edge, world: World, operator: psycopg.Connection[Any]
) -> None:
    for name in (world.account("coach").username, "nobody@example.org"):
        visitors = [Visitor(service, f"192.0.2.{n}") for n in range(7)]
        assert [(await asked(v, name)).status_code for v in visitors] == [200] * 5 + [429] * 2
    operator.execute("DELETE FROM sign_in_failure")
    one = Visitor(service, "198.51.100.1")
    answers = [await asked(one, f"somebody-{n}@example.org") for n in range(22)]
    assert [a.status_code for a in answers] == [200] * 20 + [429] * 2
    assert int(answers[-1].headers["retry-after"]) > 0
    assert (await asked(Visitor(service, "198.51.100.2"), "somebody@example.org")).status_code == 200


async def test_asking_too_often_does_not_stop_anybody_from_signing_in(
    service: Edge, world: World, api: httpx2.AsyncClient
) -> None:
    for n in range(7):
        await asked(Visitor(service, f"192.0.2.{n}"), world.account("coach").username)
    form = {"grant_type": "password", "username": world.account("coach").username, "password": "wrong"}
    assert (await api.post("/oauth/token", data=form)).status_code == 400


async def test_the_form_wants_a_name_and_comes_from_our_own_page(service: Edge, operator: psycopg.Connection[Any]) -> None:
    visitor = Visitor(service)
    empty = await asked(visitor, "  ")
    assert empty.status_code == 422
    assert 'href="#username"' in empty.text
    assert (await visitor.send(PLACE, "0" * 64, username="nobody@example.org")).status_code == 403
    assert messages(operator) == []


async def test_without_a_mail_server_the_page_says_whom_to_ask(service_settings: Settings) -> None:
    settings = service_settings.model_copy(update={"smtp_url": None})
    edge = create_app(settings)
    async with edge.app.router.lifespan_context(edge.app):  # type: ignore[attr-defined]
        visitor = Visitor(edge)
        answers = [await visitor.get(PLACE), await visitor.http.post(PLACE, data={"username": "a@b.example"})]
    for answer in answers:
        assert answer.status_code == 200
        assert "Ask a manager of your organisation" in words(answer)
