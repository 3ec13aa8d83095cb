"""One-time links: their holder chooses a password, once; whatever was signed in before has ended; a dead link says nothing."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx2
import psycopg
import pytest

from api.demo.made import DemoAccount, World
from api.domain.access import password_rules
from api.domain.shared.ids import new_id
from api.http.edge import Edge
from tests.accounts.visitor import OURS, Visitor, body, words
from tests.world import Caller

As = Callable[..., Caller]
PASSWORD = "kettle, thimble and four gulls"
ANOTHER = "a thimble of kettle and gulls"


async def invited(as_: As, invited_as: str = "coach", **more: Any) -> dict[str, Any]:
    """An invitation with its link; without the host, as browsers ask for it."""
    new = {"username": f"new.{new_id()}@example.org", "name": "Nia Hope", "invited_as": invited_as, **more}
    made: dict[str, Any] = body(await as_("manager").post("/invitations", new), 201)
    return made | {"username": new["username"], "path": made["link"].removeprefix(OURS)}


async def reset(as_: As, account: DemoAccount) -> str:
    made = body(await as_("manager").post(f"/accounts/{account.account_id}/reset", {}), 201)
    return str(made["link"].removeprefix(OURS))


async def signs_in(api: httpx2.AsyncClient, username: str, password: str) -> int:
    form = {"grant_type": "password", "username": username, "password": password}
    return (await api.post("/oauth/token", data=form)).status_code


async def choose(visitor: Visitor, path: str, password: str = PASSWORD) -> httpx2.Response:
    return await visitor.fill(path, password=password, again=password)


async def test_an_invited_coach_chooses_a_password_and_is_in(
    as_: As, api: httpx2.AsyncClient, service: Edge, operator: psycopg.Connection[Any]
) -> None:
    made, nia = await invited(as_), Visitor(service)
    page = await nia.get(made["path"])
    assert page.status_code == 200
    assert "Ashbrook Wellbeing Teams has invited you, Nia Hope." in words(page)
    assert made["username"] in words(page)
    answer = await choose(nia, made["path"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert (await nia.get("/account")).status_code == 200
    assert await signs_in(api, made["username"], PASSWORD) == 200
    account = body(await as_("manager").get(f"/accounts/{made['account_id']}"))
    assert account["password_changed_at"] is not None
    told = operator.execute("SELECT what FROM sign_in_event WHERE account_id = %s ORDER BY id", [made["account_id"]]).fetchall()
    assert told == [("signed_in",), ("signed_in",)]
    history = body(await as_("manager").get(f"/accounts/{made['account_id']}/history"))
    assert "argon2" not in str(history)


async def test_looking_at_a_link_uses_nothing_up(as_: As, service: Edge) -> None:
    made = await invited(as_)
    for _ in range(5):  # what mail filters do
        scanner = Visitor(service)
        assert (await scanner.get(made["path"])).status_code == 200
        assert (await scanner.http.head(made["path"])).status_code == 200
    assert (await choose(Visitor(service), made["path"])).status_code == 303


async def test_a_link_is_good_once_also_for_ten_at_once(as_: As, service: Edge, api: httpx2.AsyncClient) -> None:
    made = await invited(as_)
    visitors = [Visitor(service) for _ in range(10)]
    tokens = [await v.csrf(made["path"]) for v in visitors]
    passwords = [f"{PASSWORD} number {n}" for n in range(10)]
    answers = await asyncio.gather(
        *(v.send(made["path"], t, password=p, again=p) for v, t, p in zip(visitors, tokens, passwords, strict=True))
    )
    won = [n for n, a in enumerate(answers) if a.status_code == 303]
    assert len(won) == 1
    assert {a.status_code for n, a in enumerate(answers) if n not in won} <= {410, 503}
    assert [v.secret is not None for v in visitors].count(True) == 1
    assert await signs_in(api, made["username"], passwords[won[0]]) == 200
    assert await signs_in(api, made["username"], passwords[won[0] - 1]) == 400


async def test_whatever_makes_a_link_dead_it_says_the_same(as_: As, service: Edge, operator: psycopg.Connection[Any]) -> None:
    manager = as_("manager")
    used, old, withdrawn, replaced, closed, gone = [await invited(as_) for _ in range(6)]
    assert (await choose(Visitor(service), used["path"])).status_code == 303
    operator.execute("UPDATE one_time_link SET expires_at = now() WHERE id = %s", [old["id"]])
    assert (await manager.delete(f"/invitations/{withdrawn['id']}", version=1)).status_code == 204
    newer = body(await manager.post(f"/invitations/{replaced['id']}/sending", {}), 201)
    assert (await manager.post(f"/accounts/{closed['account_id']}/disabling", {"reason": "Left"})).status_code == 200
    assert (await manager.delete(f"/accounts/{gone['account_id']}", version=1)).status_code == 204
    never = {"path": "/sign-in/link/" + "x" * 43}
    long = {"path": "/sign-in/link/" + "x" * 4300}
    pages, sent = [], []
    for made in (used, old, withdrawn, replaced, closed, gone, never, long):
        pages.append(await Visitor(service).get(made["path"]))
        visitor = Visitor(service)
        csrf = await visitor.csrf(newer["link"].removeprefix(OURS))  # good for any form in this browser
        sent.append(await visitor.send(made["path"], csrf, password=PASSWORD, again=PASSWORD))
        assert visitor.secret is None
    assert {p.status_code for p in pages + sent} == {410}
    assert len({p.content for p in pages + sent}) == 1
    assert {p.headers["content-security-policy"] for p in pages + sent} == {pages[0].headers["content-security-policy"]}
    assert "ask a manager of your organisation for a new link" in words(pages[0])
    assert (await Visitor(service).get(newer["link"].removeprefix(OURS))).status_code == 200


async def test_who_leaves_between_looking_and_choosing_does_not_come_in(as_: As, service: Edge) -> None:
    made, nia = await invited(as_), Visitor(service)
    csrf = await nia.csrf(made["path"])
    await as_("manager").post(f"/accounts/{made['account_id']}/disabling", {"reason": "Left"})
    assert (await nia.send(made["path"], csrf, password=PASSWORD, again=PASSWORD)).status_code == 410


@pytest.mark.parametrize(
    ("fields", "says", "field"),
    [
        ({"password": "", "again": ""}, "Type a password in.", "password"),
        ({"password": PASSWORD, "again": ANOTHER}, "not the same", "again"),
        ({"password": "gulls", "again": "gulls"}, password_rules.TOO_SHORT, "password"),
        ({"password": "Password2024!", "again": "Password2024!"}, password_rules.COMMON, "password"),
        ({"password": "NiaHope-Ashbrook", "again": "NiaHope-Ashbrook"}, password_rules.NAMES, "password"),
    ],
)
async def test_what_is_no_password_is_said_and_the_link_stays_good(
    fields: dict[str, str], says: str, field: str, as_: As, service: Edge
) -> None:
    made, nia = await invited(as_), Visitor(service)
    answer = await nia.fill(made["path"], **fields)
    assert answer.status_code == 422
    assert says in words(answer)
    assert f'href="#{field}"' in answer.text
    assert "Password2024!" not in answer.text
    assert nia.secret is None
    assert (await choose(nia, made["path"])).status_code == 303


async def test_after_a_reset_all_that_was_signed_in_has_ended_and_the_old_password_with_it(
    as_: As, service: Edge, api: httpx2.AsyncClient, world: World, operator: psycopg.Connection[Any]
) -> None:
    carer = world.account("carer")
    before, phone = as_("carer", fresh=True), Visitor(service)
    first = await reset(as_, carer)
    assert "choose a new password" in words(await phone.get(first)).lower()
    assert (await choose(phone, first)).status_code == 303
    assert (await before.get("/me")).status_code == 401
    after, thief = as_("carer", fresh=True), phone.secret
    elsewhere = Visitor(service)
    second = await reset(as_, carer)
    assert (await after.get("/me")).status_code == 200, "nothing ends before the link is used"
    assert (await phone.get("/account")).status_code == 200
    assert (await choose(elsewhere, second, ANOTHER)).status_code == 303
    assert (await after.get("/me")).status_code == 401
    assert (await phone.get("/account")).status_code == 303, "the other browser is signed out"
    assert (await elsewhere.get("/account")).status_code == 200
    assert thief is not None
    assert [await signs_in(api, carer.username, p) for p in (PASSWORD, ANOTHER)] == [400, 200]
    told = operator.execute("SELECT kind FROM message WHERE account_id = %s ORDER BY queued_at", [carer.account_id]).fetchall()
    assert [kind for (kind,) in told] == ["password_changed", "password_changed"]


async def test_a_planted_cookie_is_worth_nothing_once_somebody_came_in(as_: As, service: Edge) -> None:
    thief, nia = Visitor(service), Visitor(service)
    assert (await choose(thief, (await invited(as_))["path"])).status_code == 303
    planted = thief.secret
    assert planted is not None
    nia.http.cookies.set("sign-in", planted)
    assert (await choose(nia, (await invited(as_, name="Nia Reed"))["path"])).status_code == 303
    assert nia.http.cookies.get("sign-in", domain="testserver.local") != planted
    assert (await thief.get("/account")).status_code == 303, "what was planted has ended"


async def test_a_link_is_told_to_nobody_that_its_page_leads_to(as_: As, service: Edge) -> None:
    made, nia = await invited(as_), Visitor(service)
    token = made["path"].rpartition("/")[2]
    answers = [
        await nia.get(made["path"]),
        await nia.fill(made["path"], password="x", again="x"),
        await nia.send(made["path"], "0" * 64, password=PASSWORD, again=PASSWORD),
        await choose(nia, made["path"]),
        await nia.get(made["path"]),
    ]
    assert [a.status_code for a in answers] == [200, 422, 403, 303, 410]
    for answer in answers:
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert token not in answer.text + str(answer.headers)


async def test_a_form_of_another_site_takes_no_link_up(as_: As, service: Edge) -> None:
    made, nia = await invited(as_), Visitor(service)
    csrf = await nia.csrf(made["path"])
    fields = {"csrf": csrf, "password": PASSWORD, "again": PASSWORD}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {}):
        assert (await nia.http.post(made["path"], data=fields, headers=headers)).status_code == 403
    assert (await Visitor(service).send(made["path"], csrf, password=PASSWORD, again=PASSWORD)).status_code == 403
    assert (await choose(nia, made["path"])).status_code == 303


async def test_a_manager_who_comes_in_by_a_link_sets_a_second_factor_up_first(
    as_: As, service: Edge, world: World, operator: psycopg.Connection[Any]
) -> None:
    operator.execute("UPDATE organisation SET asks_second_factor = true WHERE id = %s", [world.organisation_id])
    made, nia = await invited(as_, "manager"), Visitor(service)
    assert (await choose(nia, made["path"])).status_code == 303
    due = await nia.get("/account")
    assert due.status_code == 303
    assert due.headers["location"].startswith("/sign-in/second-factor/set-up")


async def test_whoever_has_a_password_is_told_when_an_invitation_gave_a_new_one(
    as_: As, service: Edge, operator: psycopg.Connection[Any]
) -> None:
    made = await invited(as_)
    told = "SELECT kind FROM message WHERE account_id = %s AND kind <> 'invitation'"
    assert (await choose(Visitor(service), made["path"])).status_code == 303
    assert operator.execute(told, [made["account_id"]]).fetchall() == [], "the first password is no news"
    again = body(await as_("manager").post("/invitations", {"account_id": made["account_id"]}), 201)
    assert (await choose(Visitor(service), again["link"].removeprefix(OURS), ANOTHER)).status_code == 303
    assert operator.execute(told, [made["account_id"]]).fetchall() == [("password_changed",)]
