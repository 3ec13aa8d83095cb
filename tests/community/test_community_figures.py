"""Figures of community life: how many people somebody sees, what stands around them, their reach, a team's and a place's."""

from typing import Any

from api.demo.made import World
from api.domain.shared.clock import london_today
from tests.circles.around import MARY, a_circle, a_member
from tests.people.saying import As, refused, told

DOT = {"name": "Dot", "kind": "neighbour"}


async def _this_month(as_: As, person: object, who: str = "carer") -> dict[str, Any]:
    found: dict[str, Any] = told(await as_(who).get(f"/people/{person}/connection-figures"))["months"][-1]
    return found


async def test_who_is_of_the_circle_and_a_connection_counts_once_and_nothing_recorded_is_not_zero(as_: As, world: World) -> None:
    anna, mary, today = as_("carer"), world.person(MARY).id, str(london_today())
    before = await _this_month(as_, mary)
    assert (before["recorded"], before["people_seen"]) == (False, None)
    circle = await a_circle(as_, world)
    dot, joan = await a_member(as_, circle), await a_member(as_, circle, name="Joan")
    meeting = told(await anna.post(f"/circles/{circle}/meetings", {"starts_at": f"{today}T00:00:00Z"}), 201)["id"]
    held = {"member_ids": [dot, joan], "person_there": False, "connector_there": False, "held_on": today}
    told(await anna.post(f"/circles/{circle}/meetings/{meeting}/holding", held))
    assert (await _this_month(as_, mary))["people_seen"] == 0  # it is known that she was not there
    version = told(await anna.get(f"/circles/{circle}/meetings/{meeting}"))["version"]
    told(await anna.patch(f"/circles/{circle}/meetings/{meeting}", {"person_there": True}, version=version))
    assert (await _this_month(as_, mary))["people_seen"] == 2
    for member in (dot, None):
        known = {**DOT, "circle_member_id": member}
        connection = told(await anna.post(f"/people/{mary}/connections", known), 201)["id"]
        told(await anna.post(f"/people/{mary}/sightings", {"connection_id": connection, "seen_on": today}), 201)
    now = await _this_month(as_, mary)
    assert (now["people_seen"], now["connections_made"], now["so_far"]) == (3, 2, True)
    whole = told(await as_("coach").get(f"/people/{mary}/connection-figures?months=6"))
    assert len(whole["months"]) == 7
    assert (whole["people_seen"]["recorded"], whole["people_seen"]["mean"], whole["change"]["difference"]) == (0, None, None)
    assert "Dot" not in str(whole)
    for who in ("connector", "carer_2", "person"):
        refused(await as_(who).get(f"/people/{mary}/connection-figures"), 404)


async def test_what_stands_around_a_person_is_what_the_asker_may_read(as_: As, world: World) -> None:
    mary = world.person(MARY).id
    circle = await a_circle(as_, world)
    member = await a_member(as_, circle)
    body = {**DOT, "circle_member_id": member}
    connection = told(await as_("carer").post(f"/people/{mary}/connections", body), 201)["id"]
    ties = told(await as_("carer").get(f"/people/{mary}/ties"))
    assert {circle, member, connection} <= {n["id"] for n in ties["nodes"]}
    assert {"one": connection, "other": member, "way": "is_the_same"} in ties["edges"]
    coach = told(await as_("coach").get(f"/people/{mary}/ties"))
    assert {circle, member} <= {n["id"] for n in coach["nodes"]}
    assert connection not in str(coach)
    for who in ("family", "connector", "carer_2"):
        refused(await as_(who).get(f"/people/{mary}/ties"), 404)


async def test_reach_is_told_of_those_who_asked_for_it_and_of_nobody_else(as_: As, world: World) -> None:
    anna, mary, team = as_("carer"), world.person(MARY).id, world.person(MARY).team_id
    path = f"/people/{mary}/reach"
    refused(await anna.get(path), 404)
    told(await anna.put(f"/people/{mary}/reach-wish", {"words": "Ask me"}), 201)
    start = told(await anna.get(path))["outside_paid_support"]
    told(await anna.post(f"/people/{mary}/connections", DOT), 201)
    assert told(await anna.get(path))["outside_paid_support"] == start + 1
    named = told(await anna.get(f"/teams/{team}/super-connectors"))["super_connectors"]
    assert str(mary) in [one["person_id"] for one in named]
    for who in ("coach", "family", "connector", "integration", "carer_2"):
        assert (await as_(who).get(path)).status_code in (403, 404)
    assert (await anna.delete(f"/people/{mary}/reach-wish", version="*")).status_code == 204
    refused(await anna.get(path), 404)
    named = told(await anna.get(f"/teams/{team}/super-connectors"))["super_connectors"]
    assert str(mary) not in [one["person_id"] for one in named]


async def test_a_teams_figures_keep_the_two_kinds_apart_and_name_who_has_no_tie_to_the_team_only(as_: As, world: World) -> None:
    anna, team = as_("carer"), world.person(MARY).team_id
    path = f"/teams/{team}/community-figures"
    before = told(await anna.get(path))
    alone = {one["person_id"] for one in before["people"]["without_tie_named"]}
    assert len(alone) == before["people"]["without_tie"]
    lonely = min(alone)
    along = {"kind": "social_prescribing", "from_whom": "Dr Patel", "to_words": "The choir", "goes_along": "Dot"}
    id_ = told(await anna.post(f"/people/{lonely}/introductions", along), 201)["id"]
    told(await anna.post(f"/people/{lonely}/introductions/{id_}/result", {"result": "joined"}))
    told(await anna.post(f"/people/{lonely}/connections", DOT), 201)
    now = told(await anna.get(path))
    was, is_ = before["introductions"], now["introductions"]
    assert is_["signposting"] == was["signposting"]
    assert is_["social_prescribing"]["joined"] == was["social_prescribing"]["joined"] + 1
    assert now["people"]["without_tie"] == before["people"]["without_tie"] - 1
    assert now["connections"]["made"] == before["connections"]["made"] + 1
    assert told(await as_("coach").get(path))["people"]["without_tie_named"] is None
    for who in ("connector", "person", "carer_2"):
        assert (await as_(who).get(path)).status_code in (403, 404)


async def test_a_places_figures_are_the_managers(as_: As, world: World) -> None:
    manager, mary = as_("manager"), world.person(MARY)
    whole = told(await manager.get("/community-figures"))
    nowhere = told(await manager.get("/community-figures?place=zz9"))
    assert (nowhere["place"], nowhere["people"]["supported"], nowhere["circles"]["meeting"]) == ("ZZ9", 0, 0)
    assert whole["people"]["supported"] >= len([p for p in world.people_of(mary.team_id) if p.status == "supported"])
    assert whole["people"]["without_tie_named"] is None
    other = told(await as_("other_manager").get("/community-figures"))
    assert other["people"]["supported"] != whole["people"]["supported"]
    for who in ("carer", "coach", "connector", "person", "family", "integration", "commissioner"):
        assert (await as_(who).get("/community-figures")).status_code in (403, 404)
    refused(await manager.get("/community-figures?from_on=2026-02-01&until_on=2026-02-01"), 422)
    refused(await manager.get("/community-figures?place=WN1 1AA"), 422)
