"""What makes a week good stands in the person's words; each week is marked and scored, and whose word it was is kept apart."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest

from api.demo.made import World
from api.domain.outcomes.good_weeks import service
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

SCORE = {"score": 7, "zero_words": "In bed, nobody came.", "ten_words": "Out dancing."}
SCOPES = "people:read people:write outcomes:read outcomes:write"


def monday(weeks_ago: int = 0) -> str:
    return str(service.this_week() - timedelta(days=7 * weeks_ago))


async def somebody(as_: As, world: World) -> str:
    """The path of the good week of somebody new to Anna's team."""
    team = world.team("Ashbrook North").id
    made = told(await as_("carer").post("/people", {"team_id": team, "preferred_name": "Nellie"}), 201)
    return f"/people/{made['id']}/good-week"


async def item(caller: Caller, path: str, what: str = "Bingo with Dot", *, weeks_ago: int = 20, **more: Any) -> dict[str, Any]:
    body = {"what": what, "started_on": monday(weeks_ago), **more}
    return told(await caller.post(f"{path}/items", body), 201)


async def marked(caller: Caller, path: str, item_id: str, week_on: str, **said: Any) -> dict[str, Any]:
    body = {"item_id": item_id, "week_on": week_on, "mark": "happened", **said}
    return told(await caller.put(f"{path}/marks/{new_id()}", body), 201)


async def test_an_item_shows_the_newest_words_and_the_earlier_ones_stand(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    made = await item(anna, path, with_whom="Dot", helped_by="Anna")
    where = f"{path}/items/{made['id']}"
    assert (made["wording"], made["with_whom"]) == (1, "Dot")
    said = told(await anna.post(f"{where}/wordings", {"what": "A ring from Dot", "because": "Dot moved to Leigh."}), 201)
    assert (said["number"], said["with_whom"]) == (2, None)
    now = told(await anna.get(where))
    assert (now["what"], now["with_whom"], now["wording"], now["version"]) == ("A ring from Dot", None, 2, 2)
    kept = await listed(anna, f"{where}/wordings")
    assert [(w["number"], w["what"], w["helped_by"]) for w in kept] == [
        (2, "A ring from Dot", None), (1, "Bingo with Dot", "Anna"),
    ]  # fmt: skip
    assert (await listed(anna, f"{where}/history"))[0]["reason"] == "Dot moved to Leigh."
    refused(await anna.put(f"{where}", {"what": "Something else"}, version=2), 409, "good-week-words-stand")
    refused(await anna.patch(where, {"what": "Something else"}, version=2), 422, pointer="/what")
    assert told(await anna.patch(where, {"position": 3}, version=2))["position"] == 3


async def test_words_said_at_the_same_moment_all_get_a_number(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    where = f"{path}/items/{(await item(anna, path))['id']}/wordings"
    await asyncio.gather(*(anna.post(where, {"what": f"In other words {n}"}) for n in range(4)))
    assert [w["number"] for w in await listed(anna, where)] == [5, 4, 3, 2, 1]


async def test_the_person_the_manager_and_a_machine_write_items_and_the_coach_reads_them(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    path = f"/people/{jean}/good-week"
    for who in (as_("person"), as_("manager"), as_("integration", scopes=SCOPES)):
        made = await item(who, path, "Mass on Sunday")
        told(await who.post(f"{path}/items/{made['id']}/wordings", {"what": "Mass, with a bun after"}), 201)
        assert told(await as_("coach").get(f"{path}/items/{made['id']}"))["what"] == "Mass, with a bun after"
    refused(await as_("coach").post(f"{path}/items", {"what": "Tea"}), 403)
    refused(await as_("carer_2").get(path), 404)
    refused(await as_("commissioner").get(path), 403)


async def test_circle_and_family_see_the_week_where_the_person_shares_it(as_: As, world: World) -> None:
    jean, anna = world.person("Jean").id, as_("carer")
    path = f"/people/{jean}/good-week"
    made = await item(anna, path, "The pictures")
    consent = {
        "purpose": "share_with_circle",
        "audience": "circle",
        "given_how": "spoken",
        "given_by": "Jean",
        "evidence": "Yes.",
    }
    given = told(await anna.post(f"/people/{jean}/consents", {**consent, "items": ["good_week"]}), 201)
    assert made["id"] in [i["id"] for i in told(await as_("family").get(path))["items"]]
    refused(await as_("family").put(f"{path}/scores/{new_id()}", {**SCORE, "week_on": monday()}), 403)
    known = told(await anna.get(f"/people/{jean}/consents/{given['id']}"))
    assert known["items"] == ["good_week"]


async def test_a_mark_made_without_signal_is_kept_once_and_corrected_with_its_version(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    made = await item(anna, path)
    where, body = f"{path}/marks/{new_id()}", {"item_id": made["id"], "week_on": monday(1), "mark": "not", "why": "It rained."}
    first = told(await anna.put(where, body), 201)
    assert first["answered_by"] == "team_on_behalf"
    assert told(await anna.put(where, body)) == first
    problem = refused(await anna.put(f"{path}/marks/{new_id()}", body), 409, "good-week-marked")
    assert problem["id"] == first["id"]
    told(await anna.post(f"{path}/items/{made['id']}/end", {"on": monday(2), "because": "The hall has closed."}))
    assert told(await anna.put(where, body)) == first, "what was sent before is known, whatever became of the item since"
    right = told(await anna.put(where, {**body, "mark": "partly", "answered_by": "self"}, version=1))
    assert (right["mark"], right["answered_by"], right["version"]) == ("partly", "self", 2)
    assert (await listed(anna, f"{where}/history"))[0]["before"]["mark"] == "not"
    refused(await anna.put(where, body, version=1), 412)
    refused(await anna.put(where, {**body, "week_on": monday(2)}, version=2), 422, "not-this-week", "/week_on")


async def test_two_marks_of_a_week_at_the_same_moment_are_one(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    body = {"item_id": (await item(anna, path))["id"], "week_on": monday(), "mark": "happened"}
    answers = await asyncio.gather(*(anna.put(f"{path}/marks/{new_id()}", body) for _ in range(4)))
    assert sorted(a.status_code for a in answers) == [201, 409, 409, 409]
    first = next(a.json()["id"] for a in answers if a.status_code == 201)
    assert {a.json()["id"] for a in answers} == {first}


async def test_a_week_is_marked_from_when_the_item_began_until_it_ended(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    made = await item(anna, path, weeks_ago=5)
    midweek = str(date.fromisoformat(monday(3)) + timedelta(days=2))
    ended = told(await anna.post(f"{path}/items/{made['id']}/end", {"on": midweek, "because": "Dot died."}))
    assert (ended["ended_on"], ended["ended_because"]) == (midweek, "Dot died.")
    refused(await anna.post(f"{path}/items/{made['id']}/end", {"because": "Again."}), 409, "good-week-item-ended")
    refused(await anna.post(f"{path}/items/{made['id']}/wordings", {"what": "x"}), 409, "good-week-item-ended")
    await marked(anna, path, made["id"], monday(5))
    await marked(anna, path, made["id"], monday(3))
    body = {"item_id": made["id"], "mark": "happened"}
    for weeks_ago, code in ((6, "good-week-item-not-begun"), (2, "good-week-item-ended")):
        refused(await anna.put(f"{path}/marks/{new_id()}", {**body, "week_on": monday(weeks_ago)}), 409, code)
    other = await item(anna, path, weeks_ago=1)
    early = {"on": monday(2), "because": "Never began."}
    refused(await anna.post(f"{path}/items/{other['id']}/end", early), 422, "dates-out-of-order")


async def test_no_week_to_come_no_other_day_and_no_other_persons_item(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    made = await item(anna, path)
    tuesday = str(date.fromisoformat(monday(1)) + timedelta(days=1))
    for week in (monday(-1), tuesday):
        body = {"item_id": made["id"], "week_on": week, "mark": "happened"}
        refused(await anna.put(f"{path}/marks/{new_id()}", body), 422, pointer="/week_on")
        refused(await anna.put(f"{path}/scores/{new_id()}", {**SCORE, "week_on": week}), 422, pointer="/week_on")
        refused(await anna.get(path, params={"week_on": week}), 422, pointer="?week_on")
    elsewhere = await somebody(as_, world)
    body = {"item_id": made["id"], "week_on": monday(), "mark": "happened"}
    refused(await anna.put(f"{elsewhere}/marks/{new_id()}", body), 422, "not-this-item", "/item_id")


async def test_a_score_needs_its_scale_and_each_answerer_gives_one(as_: As, world: World) -> None:
    path, anna = f"/people/{world.person('Jean').id}/good-week", as_("carer")
    body = {**SCORE, "week_on": monday(20)}
    for missing in ("zero_words", "ten_words"):
        refused(await anna.put(f"{path}/scores/{new_id()}", {k: v for k, v in body.items() if k != missing}), 422)
    for wrong in (-1, 11, 7.5, "7"):
        refused(await anna.put(f"{path}/scores/{new_id()}", {**body, "score": wrong}), 422, pointer="/score")
    own = told(await as_("person").put(f"{path}/scores/{new_id()}", body), 201)
    assert own["answered_by"] == "self"
    refused(await as_("person").put(f"{path}/scores/{new_id()}", {**body, "answered_by": "family"}), 403, pointer="/answered_by")
    where = f"{path}/scores/{new_id()}"
    teams = told(await anna.put(where, {**body, "score": 5}), 201)
    assert teams["answered_by"] == "team_on_behalf"
    second = refused(await anna.put(f"{path}/scores/{new_id()}", {**body, "answered_by": "self"}), 409, "good-week-scored")
    assert second["id"] == own["id"], "the person had said it themself"
    refused(await anna.put(where, {**body, "answered_by": "self"}, version=1), 409, "good-week-scored")
    assert told(await anna.put(where, {**body, "score": 6}, version=1))["score"] == 6
    assert [s["score"] for s in await listed(anna, f"{path}/scores", week_on=monday(20), answered_by="self")] == [7]


async def test_once_support_has_ended_nothing_is_added(as_: As, world: World) -> None:
    anna = as_("carer")
    path = f"/people/{await ended_person(anna, world.team('Ashbrook North').id)}/good-week"
    refused(await anna.post(f"{path}/items", {"what": "Tea"}), 409, "person-ended")
    refused(await anna.put(f"{path}/scores/{new_id()}", {**SCORE, "week_on": monday()}), 409, "person-ended")
    assert told(await anna.get(path))["items"] == []


async def test_this_week_shows_each_item_with_its_mark_or_none(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    first, second = await item(anna, path, "Bingo", position=2), await item(anna, path, "Mass", position=1)
    over = await item(anna, path, "Knitting")
    told(await anna.post(f"{path}/items/{over['id']}/end", {"on": monday(2), "because": "My hands."}))
    given = await marked(anna, path, first["id"], monday(), mark="partly", why="Dot was ill.", answered_by="self")
    scored = told(await anna.put(f"{path}/scores/{new_id()}", {**SCORE, "week_on": monday()}), 201)
    week = told(await anna.get(path))
    assert week["week_on"] == monday()
    assert [(i["id"], i["mark"]) for i in week["items"]] == [
        (second["id"], None),
        (first["id"], {"id": given["id"], "version": 1, "mark": "partly", "why": "Dot was ill.", "answered_by": "self"}),
    ]
    assert [(s["id"], s["score"], s["ten_words"]) for s in week["scores"]] == [(scored["id"], 7, "Out dancing.")]
    earlier = told(await anna.get(path, params={"week_on": monday(3)}))
    assert {i["id"] for i in earlier["items"]} == {first["id"], second["id"], over["id"]}
    assert earlier["scores"] == []


async def test_the_last_weeks_are_counted_with_n_and_every_voice_apart(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    bingo, mass, tea = [await item(anna, path, what, weeks_ago=2) for what in ("Bingo", "Mass", "Tea")]
    await marked(anna, path, bingo["id"], monday(1), answered_by="self")
    await marked(anna, path, mass["id"], monday(1), mark="not")
    await marked(anna, path, tea["id"], monday(2), mark="partly", answered_by="family")
    for weeks_ago, score, whose in ((1, 8, "self"), (2, 3, "self"), (2, 9, "family"), (13, 0, "self")):
        body = {**SCORE, "week_on": monday(weeks_ago), "score": score, "answered_by": whose}
        told(await anna.put(f"{path}/scores/{new_id()}", body), 201)
    seen = told(await anna.get(f"{path}/weeks"))
    assert [w["week_on"] for w in seen["weeks"]] == [monday(n) for n in range(12)]
    counts = [(w["n"], w["happened"], w["partly"], w["did_not_happen"], w["unmarked"]) for w in seen["weeks"][:4]]
    assert counts == [(3, 0, 0, 0, 3), (3, 1, 0, 1, 1), (3, 0, 1, 0, 2), (0, 0, 0, 0, 0)]
    assert [(m["answered_by"], m["n"], m["happened"], m["did_not_happen"]) for m in seen["weeks"][1]["marks"]] == [
        ("self", 1, 1, 0), ("team_on_behalf", 1, 0, 1),
    ]  # fmt: skip
    assert [(s["answered_by"], s["n"], s["score"]) for s in seen["weeks"][2]["scores"]] == [("family", 1, 9), ("self", 1, 3)]
    assert seen["scores"] == [
        {"answered_by": "family", "n": 1, "mean": 9, "least": 9, "most": 9},
        {"answered_by": "self", "n": 2, "mean": 5.5, "least": 3, "most": 8},
    ]
    assert len(told(await anna.get(f"{path}/weeks", params={"weeks": 53}))["weeks"]) == 53
    refused(await anna.get(f"{path}/weeks", params={"weeks": 54}), 422, pointer="?weeks")
    refused(await as_("carer_2").get(f"{path}/weeks"), 404)


async def test_marks_are_found_by_item_and_week(as_: As, world: World) -> None:
    path, anna = await somebody(as_, world), as_("carer")
    bingo, mass = await item(anna, path, "Bingo"), await item(anna, path, "Mass")
    made = {n: (await marked(anna, path, bingo["id"], monday(n)))["id"] for n in (1, 2, 3)}
    await marked(anna, path, mass["id"], monday(1))
    assert [m["id"] for m in await listed(anna, f"{path}/marks", item_id=bingo["id"])] == [made[1], made[2], made[3]]
    assert len(await listed(anna, f"{path}/marks", week_on=monday(1))) == 2
    between = await listed(anna, f"{path}/marks", item_id=bingo["id"], from_on=monday(3), until_on=monday(1))
    assert [m["id"] for m in between] == [made[2], made[3]]


async def test_a_reading_of_the_week_is_a_look_at_the_person(as_: As, world: World) -> None:
    person = world.person("Jean").id
    told(await as_("coach").get(f"/people/{person}/good-week"))
    seen = await listed(as_("person"), f"/people/{person}/looks")
    assert "get_good_week" in [look["operation"] for look in seen]


@pytest.mark.parametrize(
    ("day", "week"), [("2026-03-29", "2026-03-23"), ("2026-03-30", "2026-03-30"), ("2027-01-03", "2026-12-28")]
)
def test_a_week_begins_on_its_monday_in_london(day: str, week: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "london_today", lambda: date.fromisoformat(day))
    assert str(service.this_week()) == week
