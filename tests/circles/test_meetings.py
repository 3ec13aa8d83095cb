"""Meetings of circles: planned, held by somebody of the circle on a day that has come, and what was said then stands."""

from datetime import timedelta
from typing import Any

import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today, utc_now
from api.domain.shared.ids import new_id
from tests.circles.together import Operator, ends, support_ends, together
from tests.people.saying import As, listed, refused, told

TODAY = london_today()
PLAN: dict[str, Any] = {"where_words": "At Jean's, round the kitchen table", "agenda": ["Who drives to chapel in winter?"]}
CAME = {"person_there": True, "connector_there": True}


def in_days(days: int) -> str:
    return (utc_now() + timedelta(days=days)).isoformat()


async def planned(caller: Any, path: str, days: int = 7, **more: Any) -> str:
    return str(told(await caller.post(path, {"starts_at": in_days(days), **PLAN, **more}), 201)["id"])


async def held(caller: Any, path: str, ago: int = 0, **more: Any) -> str:
    meeting = await planned(caller, path, -ago)
    said = {"held_on": str(TODAY - timedelta(days=ago)), **CAME, **more}
    told(await caller.post(f"{path}/{meeting}/holding", said))
    return meeting


@pytest.mark.parametrize("who", ["family", "connector", "person", "carer"])
async def test_whoever_is_of_the_circle_plans_a_meeting_and_says_what_came_of_it(
    as_: As, world: World, operator: Operator, who: str
) -> None:
    circle = together(operator, world)
    one, path = as_(who), f"{circle.path}/meetings"
    meeting = await planned(one, path, 0)
    said = {"what_happened": "Dot brought the photographs.", "decided": ["Chapel every other Sunday"], **CAME}
    there = {"member_ids": [circle.karen, circle.karen]}
    now = told(await one.post(f"{path}/{meeting}/holding", {**said, **there}))
    assert {name: now[name] for name in said} == said
    assert (now["state"], now["held_on"], now["agenda"]) == ("held", str(london_today()), PLAN["agenda"])
    assert now["member_ids"] == [circle.karen], "nobody was there twice"
    for reader in ("family", "connector", "person", "carer", "coach", "manager"):
        assert [m["id"] for m in await listed(as_(reader), path)] == [meeting], reader


async def test_coach_and_manager_read_and_write_nothing_and_the_council_reads_nothing(
    as_: As, world: World, operator: Operator
) -> None:
    circle = together(operator, world)
    path = f"{circle.path}/meetings"
    meeting = await planned(as_("person"), path)
    for who in ("coach", "manager"):
        refused(await as_(who).post(path, {"starts_at": in_days(1)}), 403)
        refused(await as_(who).post(f"{path}/{meeting}/holding", CAME), 403)
    refused(await as_("commissioner").get(path), 403)
    refused(await as_("carer_2").get(f"{path}/{meeting}"), 404)
    refused(await as_("carer").get(f"{together(operator, world).path}/meetings/{meeting}"), 404)
    assert (await as_("person").delete(f"{path}/{meeting}", version=1)).status_code == 405


async def test_a_meeting_is_planned_from_a_phone_and_sent_again(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    dot, where = as_("family"), f"{circle.path}/meetings/{new_id()}"
    body = {"starts_at": in_days(7), **PLAN}
    told(await dot.put(where, body), 201)
    told(await dot.put(where, body))
    refused(await dot.put(where, {**body, "agenda": []}), 409, "id-in-use")
    assert told(await dot.put(where, {**body, "agenda": []}, version=1))["agenda"] == []


async def test_a_meeting_is_held_once_on_a_day_that_has_come_by_somebody(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    lorna, path = as_("connector"), f"{circle.path}/meetings"
    where = f"{path}/{await planned(lorna, path)}"
    tomorrow = str(london_today() + timedelta(days=2))
    refused(await lorna.post(f"{where}/holding", {**CAME, "held_on": tomorrow}), 422, pointer="/held_on")
    refused(await lorna.post(f"{where}/holding", {"person_there": False, "connector_there": True}), 422, "circle-nobody-there")
    refused(await lorna.patch(where, {"what_happened": "We sang."}, version=1), 409, "circle-meeting-not-held")
    told(await lorna.post(f"{where}/holding", CAME))
    refused(await lorna.post(f"{where}/holding", CAME), 409, "circle-meeting-state")
    refused(await lorna.post(f"{where}/cancellation", {"because": "No."}), 409, "circle-meeting-state")
    refused(await lorna.patch(where, {"starts_at": in_days(3)}, version=2), 409, "circle-meeting-held")
    refused(await lorna.patch(where, {"person_there": False}, version=2), 422, "circle-nobody-there")


async def test_who_was_there_was_of_this_very_circle_on_that_day(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    jean, path = as_("person"), f"{circle.path}/meetings"
    where = f"{path}/{await planned(jean, path, -200)}/holding"
    for who in (together(operator, world).dot, str(new_id())):
        refused(await jean.post(where, {**CAME, "member_ids": [who]}), 422, "circle-member-not-then")
    long_before = {**CAME, "member_ids": [circle.karen], "held_on": str(TODAY - timedelta(days=200))}
    refused(await jean.post(where, long_before), 422, "circle-member-not-then")
    left = str(TODAY - timedelta(days=10))
    operator.execute(
        "UPDATE circle_member SET state = 'left', left_on = %s, left_because = 'Moved.' WHERE id = %s", [left, circle.karen]
    )
    refused(await jean.post(where, {**CAME, "member_ids": [circle.karen]}), 422, "circle-member-not-then")
    told(await jean.post(where, {**CAME, "member_ids": [circle.karen], "held_on": left}))


async def test_what_was_said_can_be_completed_for_a_day_and_then_stands(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    jean, path = as_("person"), f"{circle.path}/meetings"
    meeting = await held(jean, path)
    where = f"{path}/{meeting}"
    assert told(await jean.patch(where, {"decided": ["Bread on Fridays"]}, version=2))["decided"] == ["Bread on Fridays"]
    operator.execute("UPDATE circle_meeting SET words_stand_from = now() - interval '1 second' WHERE id = %s", [meeting])
    version = told(await jean.get(where))["version"]
    refused(await jean.patch(where, {"decided": []}, version=version), 409, "circle-meeting-stands")
    refused(await jean.put(where, {"starts_at": in_days(0)}, version=version), 409, "circle-meeting-stands")


async def test_a_meeting_that_is_not_held_stays_with_why_and_takes_no_number(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    dot, path = as_("family"), f"{circle.path}/meetings"
    first, second = await planned(dot, path, 1), await planned(dot, path, 2)
    assert told(await dot.get(f"{path}/{second}"))["number"] == 2
    refused(await dot.post(f"{path}/{first}/cancellation", {}), 422, pointer="/because")
    gone = told(await dot.post(f"{path}/{first}/cancellation", {"because": "Jean would rather wait."}))
    assert (gone["state"], gone["because"], gone["number"], gone["connector_supports"]) == (
        "cancelled", "Jean would rather wait.", None, False,
    )  # fmt: skip
    assert told(await dot.get(f"{path}/{second}"))["number"] == 1
    refused(await dot.patch(f"{path}/{first}", {"agenda": []}, version=2), 409, "circle-meeting-state")


async def test_the_tag_of_a_meeting_changes_with_its_number(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    dot, path = as_("family"), f"{circle.path}/meetings"
    where = f"{path}/{await planned(dot, path, 5)}"
    tag = (await dot.get(where)).headers["etag"]
    assert (await dot.get(where, headers={"if-none-match": tag})).status_code == 304
    await planned(dot, path, 4)
    assert told(await dot.get(where, headers={"if-none-match": tag}))["number"] == 2


async def test_the_connector_supports_the_first_three_meetings_and_the_circle_counts_them(
    as_: As, world: World, operator: Operator
) -> None:
    circle = together(operator, world)
    lorna, path = as_("connector"), f"{circle.path}/meetings"
    for ago in (170, 120, 60):
        await held(lorna, path, ago)
    await held(lorna, path, 10, connector_there=False)
    found = await listed(as_("person"), path)
    assert [(m["number"], m["connector_supports"]) for m in found] == [(4, False), (3, True), (2, True), (1, True)]
    assert [m["number"] for m in await listed(lorna, path, connector_there=False)] == [4]
    now = told(await lorna.get(circle.path))
    assert (now["meetings_held"], now["meetings_supported"]) == (4, 3)
    assert now["last_met_on"] == str(TODAY - timedelta(days=10))


async def test_no_meeting_is_planned_in_a_circle_that_ended_but_what_was_sent_before_is_answered(
    as_: As, world: World, operator: Operator
) -> None:
    circle = together(operator, world)
    jean, path = as_("person"), f"{circle.path}/meetings"
    where, body = f"{path}/{new_id()}", {"starts_at": in_days(7), **PLAN}
    told(await jean.put(where, body), 201)
    waits = await planned(jean, path, -3)
    told(await jean.post(f"{circle.path}/status", {"to": "ended", "because": "They meet at chapel now."}))
    refused(await jean.post(path, {"starts_at": in_days(8)}), 409, "circle-ended")
    told(await jean.put(where, body))
    told(await jean.post(f"{path}/{waits}/holding", {**CAME, "held_on": str(TODAY - timedelta(days=3))}))
    for who in ("family", "connector"):
        refused(await as_(who).get(path), 404)


async def test_a_circle_that_ended_was_not_met_later(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    jean, path = as_("person"), f"{circle.path}/meetings"
    waits = await planned(jean, path, -3)
    ends(operator, circle, days_ago=5)
    too_late = {**CAME, "held_on": str(TODAY - timedelta(days=3))}
    refused(await jean.post(f"{path}/{waits}/holding", too_late), 409, "circle-ended")


async def test_a_meeting_is_not_planned_once_support_has_ended(as_: As, world: World, operator: Operator) -> None:
    somebody = world.people_of(world.team("Ashbrook North").id)[3]
    circle = together(operator, world, around=somebody)
    support_ends(operator, somebody.id)
    refused(await as_("family").post(f"{circle.path}/meetings", {"starts_at": in_days(7)}), 409, "person-ended")


async def test_family_who_left_read_no_meeting_at_the_next_request(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    karen, path = as_("family"), f"{circle.path}/meetings"
    meeting = await planned(karen, path)
    told(await as_("person").post(f"/circle-members/{circle.karen}/leave", {"because": "She would rather."}))
    refused(await karen.get(f"{path}/{meeting}"), 404)
    refused(await karen.post(f"{path}/{meeting}/cancellation", {"because": "No."}), 404)
