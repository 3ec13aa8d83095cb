"""What the circle may see is the person's choice, item by item, and ends at once when it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from tests.circles.around import MARY, Operator, a_circle, a_member, signs_in
from tests.people.saying import As, listed, refused, told
from tests.world import Caller, Database

PATHS = {
    "record": "", "profile": "/profile-versions", "gifts": "/gifts", "relationships": "/relationships",
    "small_team": "/small-team",
}  # fmt: skip


async def shares(caller: Caller, person: object, items: list[str], **more: Any) -> str:
    """The person (or their team) says what the circle may see; answers the consent."""
    said = {"purpose": "share_with_circle", "audience": "circle", "given_how": "spoken", "items": items, **more}
    evidence: str = told(await caller.post(f"/people/{person}/consents", {**said, "evidence": "Said so."}), 201)["id"]
    return evidence


async def seen(caller: Caller, person: object) -> set[str]:
    """The kinds of record that somebody reads of a person."""
    found = set()
    for item, path in PATHS.items():
        answer = await caller.get(f"/people/{person}{path}")
        assert answer.status_code in (200, 401, 404), answer.text
        if answer.status_code == 200:
            found.add(item)
    return found


async def test_nothing_is_read_by_being_invited(as_: As, world: World, operator: Operator) -> None:
    circle, begum = await a_circle(as_, world), world.person(MARY).id
    await shares(as_("carer"), begum, ["record", "gifts"])
    son = await a_member(as_, circle, joins=False, name="Imran", kind="family")
    imran = as_(await signs_in(as_, world, operator, son))
    assert await seen(imran, begum) == set()
    refused(await imran.get(f"/circles/{circle}"), 404)
    refused(await imran.get(f"/circle-members/{son}"), 404)
    assert await listed(imran, "/circles") == await listed(imran, "/circle-members") == []
    refused(await imran.post(f"/circle-members/{son}/join", {}), 404)  # nobody lets themself in
    told(await as_("carer").post(f"/circle-members/{son}/join", {}))
    assert await seen(imran, begum) == {"record", "gifts"}
    assert [c["id"] for c in await listed(imran, "/circles")] == [circle]


async def test_what_the_circle_sees_is_chosen_item_by_item_and_taken_back_at_once(
    as_: As, world: World, operator: Operator
) -> None:
    anna, begum = as_("carer"), world.person(MARY).id
    circle = await a_circle(as_, world)
    imran = as_(await signs_in(as_, world, operator, await a_member(as_, circle, name="Imran", kind="family")))
    dot = as_(await signs_in(as_, world, operator, await a_member(as_, circle)))
    for consent in [c for c in await listed(anna, f"/people/{begum}/consents") if c["standing"]]:
        told(await anna.post(f"/people/{begum}/consents/{consent['id']}/withdrawal", {"how": "Said so."}))
    assert await seen(imran, begum) == await seen(dot, begum) == set()
    told(await imran.get(f"/circles/{circle}"))  # the circle itself is theirs by being of it
    first = await shares(anna, begum, ["profile"])
    assert await seen(imran, begum) == await seen(dot, begum) == {"profile"}
    await shares(anna, begum, ["gifts", "relationships"], purpose="share_with_family", audience="family")
    assert await seen(imran, begum) == {"profile", "gifts", "relationships"}
    assert await seen(dot, begum) == {"profile"}
    await shares(anna, begum, ["relationships"], purpose="share_with_family", audience="family", decision="refused")
    assert await seen(imran, begum) == {"profile", "gifts"}
    told(await anna.post(f"/people/{begum}/consents/{first}/withdrawal", {"how": "She shook her head."}))
    assert await seen(imran, begum) == {"gifts"}
    assert await seen(dot, begum) == set()


async def leaves(as_: As, _circle: str, member: str, who: Any) -> None:
    told(await as_(who).post(f"/circle-members/{member}/leave", {}))


async def is_taken_out(as_: As, _circle: str, member: str, _who: Any) -> None:
    told(await as_("carer").post(f"/circle-members/{member}/leave", {"because": "They fell out"}))


async def loses_the_account(as_: As, _circle: str, member: str, _who: Any) -> None:
    told(await as_("manager").put(f"/circle-members/{member}/account", {"account_id": None}, version="*"))


async def sees_the_circle_end(as_: As, circle: str, _member: str, _who: Any) -> None:
    told(await as_("carer").post(f"/circles/{circle}/status", {"to": "ended", "because": "She has moved"}))


@pytest.mark.parametrize(
    ("end", "status"), [(leaves, 401), (is_taken_out, 401), (loses_the_account, 401), (sees_the_circle_end, 404)]
)
async def test_who_is_no_longer_of_the_circle_reads_nothing_at_the_next_request(
    as_: As, world: World, operator: Operator, end: Callable[..., Awaitable[None]], status: int
) -> None:
    circle, begum = await a_circle(as_, world), world.person(MARY).id
    await shares(as_("carer"), begum, ["record", "gifts"], purpose="share_with_family", audience="family")
    member = await a_member(as_, circle, name="Imran", kind="family")
    account = await signs_in(as_, world, operator, member)
    imran = as_(account)
    assert {"record", "gifts"} <= await seen(imran, begum)
    await end(as_, circle, member, account)
    assert await seen(imran, begum) == set()
    for path in (
        f"/circles/{circle}",
        f"/circles/{circle}/members",
        f"/circle-members/{member}",
        f"/circle-members/{member}/gifts",
    ):
        refused(await imran.get(path), status)
    refused(await imran.post(f"/circles/{circle}/members", {"name": "Edna", "kind": "friend"}), status)
    for path in ("/circles", "/people"):
        answer = await imran.get(path)
        assert answer.status_code == 401 if status == 401 else answer.json()["items"] == []  # the last circle, and the role
    told(await as_("carer").get(f"/circle-members/{member}"))  # for the team it stays readable


async def test_somebody_leaves_a_circle_for_themself_only(as_: As, world: World, operator: Operator) -> None:
    circle = await a_circle(as_, world)
    son, dot = await a_member(as_, circle, name="Imran", kind="family"), await a_member(as_, circle)
    imran = as_(await signs_in(as_, world, operator, son))
    refused(await imran.post(f"/circle-members/{dot}/leave", {"because": "x"}), 403)
    told(await as_("carer").post(f"/circle-members/{son}/facilitator/take-up"))
    left = told(await imran.post(f"/circle-members/{son}/leave", {"because": "I work abroad now"}))
    assert (left["state"], left["left_because"], left["facilitator"]) == ("left", "I work abroad now", False)
    refused(await imran.post(f"/circle-members/{son}/leave", {}), 401)  # it was their last circle
    assert (await listed(as_("carer"), f"/circle-members/{son}/history"))[0]["who"]["role"] == "family"


async def test_a_request_that_is_running_is_answered_by_what_stood_when_it_began(
    as_: As, world: World, operator: Operator, database: Database
) -> None:
    circle, begum = await a_circle(as_, world), world.person(MARY).id
    await shares(as_("carer"), begum, ["gifts"])
    member = await a_member(as_, circle, name="Imran", kind="family")
    imran = as_(await signs_in(as_, world, operator, member))
    with psycopg.connect(database.admin_url) as holding:
        holding.execute("LOCK TABLE gift IN ACCESS EXCLUSIVE MODE")
        running = asyncio.create_task(imran.get(f"/people/{begum}/gifts"))
        waiting = "SELECT FROM pg_locks WHERE relation = 'gift'::regclass AND NOT granted"
        while operator.execute(waiting).fetchone() is None and not running.done():  # noqa: ASYNC110 - another session's lock
            await asyncio.sleep(0.01)
        told(await as_("carer").post(f"/circle-members/{member}/leave", {"because": "They fell out"}))
        holding.rollback()
    assert (await running).status_code == 200
    refused(await imran.get(f"/people/{begum}/gifts"), 401)


async def test_a_person_without_a_voice_in_it_keeps_their_circle(as_: As, world: World, operator: Operator) -> None:
    """A best-interest decision starts it, shares for the person, and is told apart from their own word."""
    anna, begum = as_("carer"), world.person(MARY).id
    circle = await a_circle(as_, world, decided_by="best_interest", decided_words="She lights up when they come.")
    imran = as_(await signs_in(as_, world, operator, await a_member(as_, circle, name="Imran", kind="family")))
    meeting = {"given_how": "best_interest", "given_by": "Anna, after the meeting of 2 March"}
    await shares(anna, begum, ["gifts"], **meeting)
    assert "gifts" in await seen(imran, begum)
    shown = told(await imran.get(f"/circles/{circle}"))
    assert shown["decided_by"] == "best_interest"
    assert "decided_words" not in shown
    assert told(await anna.get(f"/circles/{circle}"))["decided_words"] == "She lights up when they come."


async def test_who_left_is_not_named_in_a_new_consent_nor_invited_to_check_in(as_: As, world: World) -> None:
    anna, begum, circle = as_("carer"), world.person(MARY).id, await a_circle(as_, world)
    invited = await a_member(as_, circle, joins=False)
    joined = await a_member(as_, circle, name="Imran", kind="family")
    left = await a_member(as_, circle, name="Edna")
    told(await anna.post(f"/circle-members/{left}/leave", {"because": "She moved"}))
    by_name = {
        "purpose": "share_with_family", "audience": "circle_member", "items": ["gifts"], "given_how": "spoken", "evidence": "x",
    }  # fmt: skip
    for member in (invited, joined):  # what somebody will see can be said before they join
        told(await anna.post(f"/people/{begum}/consents", {**by_name, "audience_id": member}), 201)
    refused(await anna.post(f"/people/{begum}/consents", {**by_name, "audience_id": left}), 422, "audience-not-found")
    path = f"/people/{begum}/check-in-invitations"
    for member in (invited, left):
        refused(await anna.post(path, {"circle_member_id": member, "words": "She asked"}), 422, "not-in-the-circle")
    told(await anna.post(path, {"circle_member_id": joined, "words": "He asked"}), 201)
