"""What circles will do: an action never vanishes. It is done, carried over or dropped, and somebody says why."""

import asyncio
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.circles.test_meetings import CAME, in_days
from tests.circles.together import Operator, Together, ends, support_ends, together
from tests.people.saying import As, listed, refused, told

TODAY = london_today()
YESTERDAY, LATER = str(TODAY - timedelta(days=1)), str(TODAY + timedelta(days=30))
CHAPEL: dict[str, Any] = {"what": "Ask the minister who drives on Sundays", "who": "Dot, with Jean"}


async def decided(caller: Any, circle: Together, **more: Any) -> str:
    return str(told(await caller.post(f"{circle.path}/actions", {**CHAPEL, **more}), 201)["id"])


async def planned(caller: Any, circle: Together, days: int = 7) -> str:
    return str(told(await caller.post(f"{circle.path}/meetings", {"starts_at": in_days(days)}), 201)["id"])


@pytest.mark.parametrize("who", ["family", "connector", "person", "carer"])
async def test_whoever_is_of_the_circle_takes_something_on_and_says_what_became_of_it(
    as_: As, world: World, operator: Operator, who: str
) -> None:
    circle, one = together(operator, world), as_(who)
    meeting = await planned(one, circle)
    body = {**CHAPEL, "member_id": circle.dot, "meeting_id": meeting, "by_on": LATER}
    action = told(await one.post(f"{circle.path}/actions", body), 201)
    assert {name: action[name] for name in body} == body
    assert (action["state"], action["overdue"], action["carried_to_id"]) == ("to_do", False, None)
    where = f"{circle.path}/actions/{action['id']}"
    assert told(await one.patch(where, {"who": "Dot"}, version=1))["who"] == "Dot"
    done = told(await one.post(f"{where}/end", {"state": "done", "because": "Harold drives."}))
    assert (done["state"], done["because"], done["ended_on"]) == ("done", "Harold drives.", str(london_today()))
    refused(await one.post(f"{where}/end", {"state": "done"}), 409, "circle-action-ended")
    refused(await one.post(f"{where}/carry", {"because": "No.", "by_on": LATER}), 409, "circle-action-ended")
    refused(await one.patch(where, {"who": "Karen"}, version=3), 409, "circle-action-ended")
    assert (await one.delete(where, version=3)).status_code == 405
    for reader in ("family", "connector", "person", "carer", "coach", "manager"):
        assert [a["id"] for a in await listed(as_(reader), f"{circle.path}/actions")] == [action["id"]], reader


async def test_coach_and_manager_write_nothing_and_the_council_reads_nothing(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    action = await decided(as_("person"), circle)
    for who in ("coach", "manager"):
        refused(await as_(who).post(f"{circle.path}/actions", CHAPEL), 403)
        refused(await as_(who).post(f"{circle.path}/actions/{action}/end", {"state": "done"}), 403)
    for path in (f"{circle.path}/actions", "/circle-actions"):
        refused(await as_("commissioner").get(path), 403)
    refused(await as_("carer_2").get(f"{circle.path}/actions/{action}"), 404)
    refused(await as_("carer").get(f"{together(operator, world).path}/actions/{action}"), 404)


async def test_nothing_is_dropped_in_silence(as_: As, world: World, operator: Operator) -> None:
    circle, dot = together(operator, world), as_("family")
    where = f"{circle.path}/actions/{await decided(dot, circle)}"
    refused(await dot.post(f"{where}/end", {"state": "dropped"}), 422)
    refused(await dot.post(f"{where}/end", {"state": "carried", "because": "x"}), 422, pointer="/state")
    assert told(await dot.post(f"{where}/end", {"state": "dropped", "because": "Jean goes by bus."}))["state"] == "dropped"


async def test_an_action_is_carried_to_a_later_day_in_one_act(as_: As, world: World, operator: Operator) -> None:
    circle, lorna = together(operator, world), as_("connector")
    first = await decided(lorna, circle, by_on=YESTERDAY, member_id=circle.dot)
    where = f"{circle.path}/actions/{first}"
    refused(await lorna.post(f"{where}/carry", {"because": "He was away."}), 422)
    refused(await lorna.post(f"{where}/carry", {"by_on": LATER}), 422, pointer="/because")
    for day in (YESTERDAY, str(TODAY - timedelta(days=9))):
        refused(
            await lorna.post(f"{where}/carry", {"because": "He was away.", "by_on": day}),
            422,
            "circle-action-not-later",
            "/by_on",
        )
    following = str(new_id())
    closed = told(await lorna.post(f"{where}/carry", {"because": "He was away.", "by_on": LATER, "next_id": following}))
    assert (closed["state"], closed["because"], closed["carried_to_id"]) == ("carried", "He was away.", following)
    goes_on = told(await lorna.get(f"{circle.path}/actions/{following}"))
    assert {name: goes_on[name] for name in CHAPEL} == CHAPEL
    assert (goes_on["state"], goes_on["by_on"], goes_on["member_id"]) == ("to_do", LATER, circle.dot)
    assert goes_on["carried_from_id"] == first
    assert [a["id"] for a in await listed(lorna, f"{circle.path}/actions", state="to_do")] == [following]
    assert [a["id"] for a in await listed(lorna, f"{circle.path}/actions")] == [first, following]


async def test_an_action_is_carried_to_a_meeting_that_is_still_to_come(as_: As, world: World, operator: Operator) -> None:
    circle, jean = together(operator, world), as_("person")
    past, coming, not_held = [await planned(jean, circle, days) for days in (-1, 40, 50)]
    told(await jean.post(f"{circle.path}/meetings/{past}/holding", {**CAME, "held_on": YESTERDAY}))
    told(await jean.post(f"{circle.path}/meetings/{not_held}/cancellation", {"because": "Christmas."}))
    first = await decided(jean, circle, meeting_id=past)
    where = f"{circle.path}/actions/{first}/carry"
    elsewhere = await planned(jean, together(operator, world))
    refused(await jean.post(where, {"because": "No time.", "meeting_id": elsewhere}), 404)
    for meeting in (past, not_held):
        refused(await jean.post(where, {"because": "No time.", "meeting_id": meeting}), 422, "circle-action-not-later")
    to_whom = {"who": "Karen", "member_id": circle.karen}
    closed = told(await jean.post(where, {"because": "No time.", "meeting_id": coming, **to_whom}))
    goes_on = told(await jean.get(f"{circle.path}/actions/{closed['carried_to_id']}"))
    assert (goes_on["meeting_id"], goes_on["who"], goes_on["member_id"]) == (coming, "Karen", circle.karen)
    begins = told(await jean.get(f"{circle.path}/meetings/{coming}"))["starts_at"]
    assert abs((TODAY + timedelta(days=40)) - type(TODAY).fromisoformat(goes_on["by_on"])) <= timedelta(days=1), begins


async def test_carried_again_by_the_same_key_is_one_act(as_: As, world: World, operator: Operator) -> None:
    circle, jean = together(operator, world), as_("person")
    where = f"{circle.path}/actions/{await decided(jean, circle)}/carry"
    key = {"idempotency-key": str(new_id())}
    answers = [await jean.post(where, {"because": "Rain.", "by_on": LATER}, headers=key) for _ in range(2)]
    assert told(answers[0]) == told(answers[1])
    assert len(await listed(jean, f"{circle.path}/actions")) == 2


async def test_of_two_who_carry_it_at_once_the_second_hears_that_it_was_carried(
    as_: As, world: World, operator: Operator
) -> None:
    circle, jean, dot = together(operator, world), as_("person"), as_("family")
    where = f"{circle.path}/actions/{await decided(jean, circle)}/carry"
    answers = await asyncio.gather(*(one.post(where, {"because": "Rain.", "by_on": LATER}) for one in (jean, dot)))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert len(await listed(jean, f"{circle.path}/actions")) == 2


async def test_what_is_overdue_is_said_in_londons_day(as_: As, world: World, operator: Operator) -> None:
    circle, lorna = together(operator, world), as_("connector")
    late = await decided(lorna, circle, by_on=str(london_today() - timedelta(days=1)), member_id=circle.dot)
    await decided(lorna, circle, by_on=str(london_today()))
    await decided(lorna, circle)
    ended = await decided(lorna, circle, by_on=YESTERDAY)
    told(await lorna.post(f"{circle.path}/actions/{ended}/end", {"state": "done"}))
    assert [a["id"] for a in await listed(lorna, f"{circle.path}/actions", overdue=True)] == [late]
    assert len(await listed(lorna, f"{circle.path}/actions", overdue=False)) == 3
    across = await listed(lorna, "/circle-actions", overdue=True, circle_id=circle.id, member_id=circle.dot, state="to_do")
    assert [(a["id"], a["overdue"]) for a in across] == [(late, True)]
    assert not await listed(lorna, "/circle-actions", circle_id=circle.id, member_id=circle.karen)


async def test_a_connector_sees_the_actions_of_all_their_circles_and_of_no_other(
    as_: As, world: World, operator: Operator
) -> None:
    one, two, three = (together(operator, world) for _ in range(3))
    found = {await decided(as_("person"), circle) for circle in (one, two)}
    other = await decided(as_("person"), three)
    assert (await as_("connector").post(f"{three.path}/connector/lay-down", {})).status_code == 204
    seen = {a["id"] for a in await listed(as_("connector"), "/circle-actions")}
    assert found <= seen
    assert other not in seen
    assert not await listed(as_("carer_2"), "/circle-actions", circle_id=one.id)


async def test_nothing_is_overdue_once_the_circle_or_the_persons_support_has_ended(
    as_: As, world: World, operator: Operator
) -> None:
    somebody = world.people_of(world.team("Ashbrook North").id)[3]
    anna, over, goes_on = as_("carer"), together(operator, world), together(operator, world, around=somebody)
    for circle in (over, goes_on):
        await decided(anna, circle, by_on=YESTERDAY)
        assert len(await listed(anna, "/circle-actions", overdue=True, circle_id=circle.id)) == 1
    ends(operator, over)
    support_ends(operator, somebody.id)
    for circle, code in ((over, "circle-ended"), (goes_on, "person-ended")):
        assert not await listed(anna, "/circle-actions", overdue=True, circle_id=circle.id)
        [stays] = await listed(anna, f"{circle.path}/actions", state="to_do")
        assert not stays["overdue"]
        refused(await anna.post(f"{circle.path}/actions", CHAPEL), 409, code)
        refused(await anna.post(f"{circle.path}/actions/{stays['id']}/carry", {"because": "x", "by_on": LATER}), 409, code)
        why = {"state": "dropped", "because": "It is over."}
        assert told(await anna.post(f"{circle.path}/actions/{stays['id']}/end", why))["state"] == "dropped"


async def test_an_action_is_of_this_very_circle_its_members_and_its_meetings(as_: As, world: World, operator: Operator) -> None:
    circle, other, jean = together(operator, world), together(operator, world), as_("person")
    path = f"{circle.path}/actions"
    for more in ({"member_id": other.dot}, {"member_id": str(new_id())}, {"meeting_id": await planned(jean, other)}):
        refused(await jean.post(path, {**CHAPEL, **more}), 422, "not-in-this-circle")
    meeting = await planned(jean, circle)
    told(await jean.post(f"{circle.path}/meetings/{meeting}/cancellation", {"because": "Rain."}))
    refused(await jean.post(path, {**CHAPEL, "meeting_id": meeting}), 409, "circle-meeting-state")
    told(await jean.post(f"/circle-members/{circle.dot}/leave", {"because": "She has moved."}))
    refused(await jean.post(path, {**CHAPEL, "member_id": circle.dot}), 409, "circle-member-gone")


async def test_the_database_holds_it_whoever_writes(as_: As, world: World, operator: Operator) -> None:
    circle, other = together(operator, world), together(operator, world)
    action = await decided(as_("person"), circle)
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        operator.execute("UPDATE circle_action SET member_id = %s WHERE id = %s", [other.dot, action])
    ends(operator, circle)
    copied = "INSERT INTO circle_action SELECT (jsonb_populate_record(a, jsonb_build_object('id', %s::text))).*"
    with pytest.raises(psycopg.Error, match="the circle has ended"):
        operator.execute(f"{copied} FROM circle_action a WHERE id = %s".encode(), [str(new_id()), action])


async def test_an_action_is_written_from_a_phone_and_sent_again_after_the_circle_ended(
    as_: As, world: World, operator: Operator
) -> None:
    circle, jean = together(operator, world), as_("person")
    where = f"{circle.path}/actions/{new_id()}"
    told(await jean.put(where, CHAPEL), 201)
    refused(await jean.put(where, {**CHAPEL, "who": "Karen"}), 409, "id-in-use")
    assert told(await jean.put(where, {**CHAPEL, "who": "Karen"}, version=1))["who"] == "Karen"
    ends(operator, circle)
    assert told(await jean.put(where, CHAPEL))["who"] == "Karen"


async def test_the_tag_of_an_action_changes_when_it_is_late(as_: As, world: World, operator: Operator) -> None:
    circle, jean = together(operator, world), as_("person")
    where = f"{circle.path}/actions/{await decided(jean, circle, by_on=YESTERDAY)}"
    answer = await jean.get(where)
    assert told(answer)["overdue"]
    tag = {"if-none-match": answer.headers["etag"]}
    assert (await jean.get(where, headers=tag)).status_code == 304
    ends(operator, circle)
    assert not told(await jean.get(where, headers=tag))["overdue"]


async def test_family_access_to_actions_ends_with_the_next_request(as_: As, world: World, operator: Operator) -> None:
    circle, karen = together(operator, world), as_("family")
    action = await decided(karen, circle)
    told(await as_("person").post(f"/circle-members/{circle.karen}/leave", {"because": "She would rather."}))
    for path in (f"{circle.path}/actions", f"{circle.path}/actions/{action}"):
        refused(await karen.get(path), 404)
    refused(await karen.post(f"{circle.path}/actions/{action}/end", {"state": "done"}), 404)
    assert action not in [a["id"] for a in await listed(karen, "/circle-actions")]
