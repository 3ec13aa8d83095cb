"""Circles: how they begin and who decided, who connects them, where they go, and when they stand alone."""

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.circles.around import MARY, Operator, a_circle, a_member, met, will_meet
from tests.people.saying import As, listed, refused, told

LONG_AWAY = "2999-01-05T14:00:00+00:00"


async def test_a_person_starts_their_own_circle_in_their_own_words(as_: As, world: World) -> None:
    jean, path = as_("person"), f"/people/{world.person('Jean').id}/circles"
    idea = {"purpose": "That I get to the sea once a year", "first_idea": "Dot said: we could all go"}
    circle = told(await jean.post(path, idea), 201)
    assert (circle["status"], circle["decided_by"], circle["meets_every_weeks"]) == ("forming", "person", 6)
    assert circle["gaps"] == ["connector", "facilitator"]
    for who in ("carer", "coach", "manager"):
        assert circle["id"] in [c["id"] for c in await listed(as_(who), "/circles")]
    for who in ("connector", "family", "carer_2", "person_2", "other_manager"):
        refused(await as_(who).get(f"/circles/{circle['id']}"), 404)
    refused(await as_("commissioner").get("/circles"), 403)
    refused(await as_("coach").post(path, idea), 403)
    refused(await as_("carer_2").post(path, idea), 404)
    by_best_interest = {**idea, "decided_by": "best_interest", "decided_words": "x"}
    refused(await jean.post(path, by_best_interest), 422, pointer="/decided_by")


async def test_who_decided_for_somebody_and_how_is_kept(as_: As, world: World) -> None:
    anna, person = as_("carer"), world.person(MARY).id
    path, idea = f"/people/{person}/circles", {"purpose": "That she hears her language"}
    refused(await anna.post(path, {**idea, "decided_by": "best_interest"}), 422, "decision-without-words", "/decided_words")
    by_somebody = {**idea, "decided_by": "representative", "decided_words": "Her son was asked, and she nodded."}
    refused(await anna.post(path, by_somebody), 422, "representative-needed", "/representative_id")
    refused(await anna.post(path, {**idea, "representative_id": str(new_id())}), 422, "representative-needed")
    appointed = {"name": "Imran", "evidence": "Seen.", "from_on": "2026-01-01"}
    spoken = {}
    for kind, scope in (
        ("lasting_power_of_attorney", "health_and_welfare"), ("deputy", "property_and_finance"), ("advocate", "speaking_up"),
    ):  # fmt: skip
        who = told(await anna.post(f"/people/{person}/representatives", {**appointed, "kind": kind, "scope": [scope]}), 201)
        spoken[kind] = who["id"]
    for kind in ("deputy", "advocate"):
        refused(await anna.post(path, {**by_somebody, "representative_id": spoken[kind]}), 422, "representative-scope")
    stranger = {**by_somebody, "representative_id": str(new_id())}
    refused(await anna.post(path, stranger), 422, "representative-not-standing")
    attorney = {**by_somebody, "representative_id": spoken["lasting_power_of_attorney"]}
    ended = {"until_on": "2026-02-01"}
    son = f"/people/{person}/representatives/{spoken['lasting_power_of_attorney']}"
    told(await anna.patch(son, ended, version=1))
    refused(await anna.post(path, attorney), 422, "representative-not-standing", "/representative_id")
    told(await anna.patch(son, {"until_on": None}, version=2))
    circle = told(await anna.post(path, attorney), 201)
    assert (circle["decided_by"], circle["representative_id"]) == ("representative", attorney["representative_id"])
    seen_by_coach = told(await as_("coach").get(f"/circles/{circle['id']}"))
    assert seen_by_coach["decided_by"] == "representative"
    assert not {"decided_words", "representative_id"} & seen_by_coach.keys()


async def test_how_a_circle_began_stands_when_it_is_said_anew(as_: As, world: World) -> None:
    anna, id_ = as_("carer"), new_id()
    body = {"person_id": str(world.person(MARY).id), "purpose": "Tea", "first_idea": "Her son asked", "decided_words": "She nods"}
    first = await anna.put(f"/circles/{id_}", body)
    assert told(first, 201)["id"] == str(id_)
    assert told(await anna.put(f"/circles/{id_}", body))["version"] == 1
    again = {**body, "purpose": "Tea and cards", "meets_every_weeks": 4}
    assert told(await anna.put(f"/circles/{id_}", again, version=1))["purpose"] == "Tea and cards"
    refused(await anna.put(f"/circles/{id_}", {**again, "first_idea": "Mine"}, version=2), 409, "circle-decision-stands")
    refused(await anna.put(f"/circles/{id_}", {**again, "person_id": str(world.person("Jean").id)}, version=2), 404)


async def test_the_team_and_the_person_name_who_connects_a_circle(as_: As, world: World) -> None:
    anna, lorna = as_("carer"), as_("connector")
    connector = {"id": str(world.account("connector").account_id), "name": world.account("connector").name}
    assert connector in told(await anna.get("/connectors"))["connectors"]
    assert connector in told(await as_("person").get("/connectors"))["connectors"]
    for who in ("coach", "family", "connector", "manager"):
        refused(await as_(who).get("/connectors"), 403)
    assert connector not in told(await as_("other_carer").get("/connectors"))["connectors"]

    circle = await a_circle(as_, world, connector_account_id=None)
    path = f"/circles/{circle}"
    refused(await lorna.get(path), 404)
    for stranger in (world.account("carer").account_id, world.account("family").account_id, new_id()):
        refused(
            await anna.patch(path, {"connector_account_id": str(stranger)}, version=1),
            422,
            "not-a-connector",
            "/connector_account_id",
        )
    named = told(await anna.patch(path, {"connector_account_id": connector["id"]}, version=1))
    assert (named["connector_name"], named["gaps"]) == (connector["name"], ["facilitator"])
    assert told(await lorna.patch(path, {"purpose": "Tea on Fridays"}, version=2))["purpose"] == "Tea on Fridays"
    for to in (None, connector["id"]):
        refused(await lorna.patch(path, {"connector_account_id": to}, version=3), 403, pointer="/connector_account_id")


async def test_a_connector_lays_a_circle_down_and_the_circle_goes_on(as_: As, world: World) -> None:
    anna, lorna, circle = as_("carer"), as_("connector"), await a_circle(as_, world)
    path = f"/circles/{circle}"
    for who in ("carer", "manager"):
        refused(await as_(who).post(f"{path}/connector/lay-down", {}), 403)
    key, why = str(new_id()), {"because": "I am off for a year"}
    assert (await lorna.post(f"{path}/connector/lay-down", why, key=key)).status_code == 204
    again = await lorna.post(f"{path}/connector/lay-down", why, key=key)  # the answer was lost on the road
    assert (again.status_code, again.headers["idempotency-replayed"]) == (204, "true")
    refused(await lorna.get(path), 404)
    refused(await lorna.post(f"{path}/connector/lay-down", {}), 404)
    now = told(await anna.get(path))
    assert (now["status"], now["gaps"]) == ("forming", ["connector", "facilitator"])
    assert circle in [c["id"] for c in await listed(anna, "/circles", gap="connector")]
    assert (await listed(anna, f"{path}/history"))[0]["reason"] == why["because"]


async def test_a_connector_who_connects_nobody_any_more_is_a_gap(as_: As, world: World, operator: Operator) -> None:
    anna, circle = as_("carer"), await a_circle(as_, world)
    before = await anna.get(f"/circles/{circle}")
    grant = [world.account("connector").account_id]
    operator.execute("UPDATE account_grant SET until = now() WHERE account_id = %s", grant)
    now = await anna.get(f"/circles/{circle}", if_none_match=before.headers["etag"])
    operator.execute("UPDATE account_grant SET until = NULL WHERE account_id = %s", grant)
    assert (told(now)["connector_name"], told(now)["gaps"]) == (None, ["connector", "facilitator"])


async def test_a_circle_meets_rests_meets_again_and_ends_with_the_reason(as_: As, world: World) -> None:
    anna, lorna, circle = as_("carer"), as_("connector"), await a_circle(as_, world)
    path = f"/circles/{circle}"
    refused(await anna.post(f"{path}/status", {"to": "resting"}), 409, "circle-move-not-allowed")
    for to in ("meeting", "resting", "meeting"):
        assert told(await lorna.post(f"{path}/status", {"to": to}))["status"] == to
    refused(await as_("family").post(f"{path}/status", {"to": "ended"}), 404)
    refused(await anna.post(f"{path}/status", {"to": "ended"}), 422, "circle-reason-needed", "/because")
    ended = told(await anna.post(f"{path}/status", {"to": "ended", "because": "She has moved to her son's"}))
    assert (ended["ended_on"], ended["ended_because"]) == (str(london_today()), "She has moved to her son's")
    assert (ended["gaps"], ended["due_on"]) == ([], None)
    refused(await anna.post(f"{path}/status", {"to": "meeting"}), 409, "circle-ended")
    refused(await anna.patch(path, {"purpose": "x"}, version=ended["version"]), 409, "circle-ended")
    refused(await anna.post(f"{path}/members", {"name": "Dot", "kind": "friend"}), 409, "circle-ended")
    refused(await lorna.get(path), 404)  # it ended for the connector too
    told(await anna.get(path))


async def test_when_a_circle_met_meets_next_and_is_due(as_: As, world: World, operator: Operator) -> None:
    anna, circle = as_("carer"), await a_circle(as_, world)
    path = f"/circles/{circle}"
    first = await anna.get(path)
    nothing = {"next_meeting_at": None, "last_met_on": None, "meetings_held": 0, "meetings_supported": 0, "due_on": None}
    assert told(first).items() >= nothing.items()
    met(operator, circle, "2026-03-02")
    met(operator, circle, "2026-04-13", connector=False)
    will_meet(operator, circle, LONG_AWAY)
    now = await anna.get(path, if_none_match=first.headers["etag"])  # its meetings are no new version, and yet it is another
    held = {"next_meeting_at": "2999-01-05T14:00:00.000000Z", "last_met_on": "2026-04-13", "meetings_held": 2}
    assert told(now).items() >= (held | {"meetings_supported": 1, "due_on": None}).items()
    moved = told(await anna.post(f"{path}/status", {"to": "meeting"}))
    assert moved["due_on"] == "2026-05-25"
    assert told(await anna.patch(path, {"meets_every_weeks": 1}, version=moved["version"]))["due_on"] == "2026-04-20"
    status = "UPDATE person SET status = %s, ended_reason = %s WHERE id = %s"
    operator.execute(status, ["ended", "moved", world.person(MARY).id])
    over = told(await anna.get(path))["due_on"]
    idea = {"purpose": "x"}
    refused(await anna.post(f"/people/{world.person(MARY).id}/circles", idea), 409, "person-ended")
    refused(await anna.post(f"{path}/members", {"name": "Dot", "kind": "friend"}), 409, "person-ended")
    refused(await as_("connector").post(f"{path}/members", {"name": "Dot", "kind": "friend"}), 409, "person-ended")
    operator.execute(status, ["supported", None, world.person(MARY).id])
    assert over is None


async def test_a_circle_stands_alone_after_three_meetings_that_its_connector_was_at(
    as_: As, world: World, operator: Operator
) -> None:
    anna, lorna, circle = as_("carer"), as_("connector"), await a_circle(as_, world)
    path, said = f"/circles/{circle}/standing-alone", {"words": "They rang each other before I did"}
    for day in ("2026-01-05", "2026-02-16"):
        met(operator, circle, day)
    met(operator, circle, "2026-03-30", connector=False)
    early = refused(await lorna.post(path, said), 409, "circle-not-yet-alone")
    assert (early["meetings_supported"], "three meetings" in early["detail"]) == (2, True)
    met(operator, circle, "2026-05-11")
    refused(await anna.post(path, said), 403)
    refused(await lorna.post(path, {}), 422, pointer="/words")
    alone = told(await lorna.post(path, said))
    assert (alone["stands_alone_on"], alone["stands_alone_words"]) == (str(london_today()), said["words"])
    refused(await lorna.post(path, said), 409, "circle-stands-alone")
    assert (await lorna.post(f"/circles/{circle}/connector/lay-down", {})).status_code == 204
    assert told(await anna.get(f"/circles/{circle}"))["gaps"] == ["facilitator"]


async def test_circles_are_listed_by_what_one_looks_for(as_: As, world: World) -> None:
    anna, begum = as_("carer"), world.person(MARY)
    facilitated = await a_circle(as_, world, purpose="Cards")
    await a_member(as_, facilitated)
    member = (await listed(anna, f"/circles/{facilitated}/members"))[0]["id"]
    told(await anna.post(f"/circle-members/{member}/facilitator/take-up"))
    told(await anna.post(f"/circles/{facilitated}/status", {"to": "meeting"}))
    lorna = str(world.account("connector").account_id)
    for params in (
        {"status": "meeting"}, {"person_id": str(begum.id)}, {"team_id": str(begum.team_id)}, {"connector_account_id": lorna},
    ):  # fmt: skip
        found = await listed(anna, "/circles", **params)
        name, value = next(iter(params.items()))
        assert facilitated in [c["id"] for c in found]
        assert {c[name] for c in found} == {value}
    for gap in ("connector", "facilitator"):
        found = await listed(anna, "/circles", gap=gap)
        assert found
        assert facilitated not in [c["id"] for c in found]
        assert all(gap in c["gaps"] for c in found)
    refused(await anna.get("/circles", params={"gap": "purpose"}), 422, pointer="?gap")
