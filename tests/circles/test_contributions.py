"""What each of a circle gives and gets: both ways, the person's too, and no score."""

from datetime import timedelta
from typing import Any

import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.circles.together import Operator, Together, ends, support_ends, together
from tests.people.saying import As, listed, refused, told

TODAY = london_today()
SONGS = {"way": "gives", "words": "She teaches us the old songs."}


async def said(caller: Any, circle: Together, way: str, words: str, **more: Any) -> str:
    body = {"way": way, "words": words, **more}
    return str(told(await caller.post(f"{circle.path}/contributions", body), 201)["id"])


@pytest.mark.parametrize("who", ["family", "connector", "person", "carer"])
async def test_whoever_is_of_the_circle_says_what_each_gives_and_gets(
    as_: As, world: World, operator: Operator, who: str
) -> None:
    circle, one = together(operator, world), as_(who)
    path = f"{circle.path}/contributions"
    songs = told(await one.post(path, {**SONGS, "since_on": "2026-01-01"}), 201)
    assert (songs["member_id"], songs["way"], songs["since_on"], songs["until_on"]) == (None, "gives", "2026-01-01", None)
    company = await said(one, circle, "gets", "Company on Sundays.", member_id=circle.dot)
    assert [c["id"] for c in await listed(one, path, way="gives")] == [songs["id"]]
    assert [c["id"] for c in await listed(one, path, member_id=circle.dot)] == [company]
    for reader in ("family", "connector", "person", "carer", "coach", "manager"):
        assert len(await listed(as_(reader), path)) == 2, reader
        assert told(await as_(reader).get(f"{circle.path}/balance"))["circle_id"] == circle.id


async def test_coach_and_manager_write_nothing_and_the_council_reads_nothing(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    songs = await said(as_("person"), circle, "gives", "Songs.")
    where = f"{circle.path}/contributions/{songs}"
    for who in ("coach", "manager"):
        refused(await as_(who).post(f"{circle.path}/contributions", SONGS), 403)
        refused(await as_(who).delete(where, version=1), 403)
    for path in (f"{circle.path}/contributions", f"{circle.path}/balance"):
        refused(await as_("commissioner").get(path), 403)
        refused(await as_("carer_2").get(path), 404)


async def test_who_only_gives_or_only_gets_is_shown_and_nobody_is_scored(as_: As, world: World, operator: Operator) -> None:
    circle, jean = together(operator, world), as_("person")
    await said(jean, circle, "gets", "Lifts to chapel.")
    await said(jean, circle, "gets", "Bread.")
    await said(jean, circle, "gives", "Lifts.", member_id=circle.dot)
    await said(jean, circle, "gives", "Bread.", member_id=circle.karen)
    await said(jean, circle, "gets", "Somebody to talk to.", member_id=circle.karen)
    await said(jean, circle, "gets", "Eggs.", member_id=circle.dot, until_on=str(TODAY - timedelta(days=1)))
    await said(jean, circle, "gets", "A seat at Christmas.", member_id=circle.dot, since_on=str(TODAY + timedelta(days=9)))
    balance = told(await jean.get(f"{circle.path}/balance"))
    assert (balance["on"], balance["person_id"]) == (str(london_today()), str(world.person("Jean").id))
    herself, *members = balance["everyone"]
    assert herself == {
        "member_id": None, "name": None, "gives": [], "gets": ["Lifts to chapel.", "Bread."], "only": "gets",
    }  # fmt: skip
    found = {one["name"]: (one["gives"], one["gets"], one["only"]) for one in members}
    assert found == {
        "Karen Aspinall": (["Bread."], ["Somebody to talk to."], None),
        "Dot Frayling": (["Lifts."], [], "gives"),
    }
    await said(jean, circle, "gives", "The old songs.")
    assert told(await jean.get(f"{circle.path}/balance"))["everyone"][0]["only"] is None
    told(await jean.post(f"/circle-members/{circle.dot}/leave", {"because": "She has moved."}))
    assert [o["name"] for o in told(await jean.get(f"{circle.path}/balance"))["everyone"]] == [None, "Karen Aspinall"]


async def test_a_contribution_is_of_a_member_of_this_very_circle_and_its_days_are_in_order(
    as_: As, world: World, operator: Operator
) -> None:
    circle, other, dot = together(operator, world), together(operator, world), as_("family")
    path = f"{circle.path}/contributions"
    for member in (other.dot, str(new_id())):
        refused(await dot.post(path, {**SONGS, "member_id": member}), 422, "not-in-this-circle")
    days = {"since_on": "2026-02-01", "until_on": "2026-01-01"}
    refused(await dot.post(path, {**SONGS, **days}), 422, "circle-contribution-days", "/until_on")
    songs = await said(dot, circle, "gives", "Songs.", since_on="2026-02-01")
    refused(await dot.patch(f"{path}/{songs}", {"until_on": "2026-01-01"}, version=1), 422, "circle-contribution-days")


async def test_a_contribution_changes_ends_and_can_be_taken_off(as_: As, world: World, operator: Operator) -> None:
    circle, dot = together(operator, world), as_("family")
    where, body = f"{circle.path}/contributions/{new_id()}", {**SONGS, "member_id": circle.dot}
    told(await dot.put(where, body), 201)
    told(await dot.put(where, body))
    assert told(await dot.put(where, SONGS, version=1))["member_id"] is None
    assert told(await dot.patch(where, {"until_on": str(TODAY)}, version=2))["until_on"] == str(TODAY)
    refused(await dot.delete(where), 428)
    for _ in range(2):
        assert (await dot.delete(where, version=3)).status_code == 204
    refused(await dot.get(where), 404)
    refused(await as_("carer").get(f"{together(operator, world).path}/contributions/{where.rpartition('/')[2]}"), 404)


async def test_nothing_is_added_to_a_circle_that_ended_or_once_support_has(as_: As, world: World, operator: Operator) -> None:
    somebody = world.people_of(world.team("Ashbrook North").id)[3]
    over, goes_on = together(operator, world), together(operator, world, around=somebody)
    ends(operator, over)
    support_ends(operator, somebody.id)
    for circle, code in ((over, "circle-ended"), (goes_on, "person-ended")):
        refused(await as_("carer").post(f"{circle.path}/contributions", SONGS), 409, code)
        assert told(await as_("carer").get(f"{circle.path}/balance"))["everyone"]


async def test_reading_the_balance_is_a_look_at_the_person(as_: As, world: World, operator: Operator) -> None:
    circle = together(operator, world)
    songs = await said(as_("person"), circle, "gives", "Songs.")
    told(await as_("family").get(f"{circle.path}/balance"))
    seen = operator.execute("SELECT ids, person_ids FROM look WHERE operation = 'get_circle_balance' ORDER BY id DESC").fetchone()
    assert seen is not None
    assert [[str(one) for one in some] for some in seen] == [[songs], [str(world.person("Jean").id)]]


async def test_family_read_the_balance_until_they_leave(as_: As, world: World, operator: Operator) -> None:
    circle, karen = together(operator, world), as_("family")
    told(await karen.get(f"{circle.path}/balance"))
    told(await as_("person").post(f"/circle-members/{circle.karen}/leave", {"because": "She would rather."}))
    for path in ("balance", "contributions"):
        refused(await karen.get(f"{circle.path}/{path}"), 404)
