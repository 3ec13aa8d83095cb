"""Connections: who somebody sees who is not paid to come, on which days, and the wish to be known for it."""

from datetime import timedelta

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.circles.around import MARY, a_circle, a_member
from tests.people.saying import As, listed, refused, told
from tests.world import Caller

DOT = {"name": "Dot from next door", "kind": "neighbour"}


async def _knows(caller: Caller, person: object, **more: object) -> str:
    found: str = told(await caller.post(f"/people/{person}/connections", {**DOT, **more}), 201)["id"]
    return found


async def test_a_person_says_whom_they_see_and_a_coach_does_not_read_who(as_: As, world: World) -> None:
    jean = world.person("Jean").id
    dot = await _knows(as_("person"), jean, since_on="2020-05-01")
    for who in ("carer", "manager", "person"):
        assert dot in [c["id"] for c in await listed(as_(who), f"/people/{jean}/connections", ended=False)]
    for who in ("coach", "integration", "commissioner"):
        refused(await as_(who).get(f"/people/{jean}/connections/{dot}"), 403)
        refused(await as_(who).get(f"/people/{jean}/sightings"), 403)
    for who in ("carer_2", "person_2", "other_manager"):
        refused(await as_(who).get(f"/people/{jean}/connections/{dot}"), 404)


async def test_a_day_counts_once_and_none_after_it_ended(as_: As, world: World) -> None:
    anna, mary = as_("carer"), world.person(MARY).id
    dot, path, today = await _knows(anna, mary, since_on="2026-01-01"), f"/people/{mary}/sightings", london_today()
    seen = {"connection_id": dot, "seen_on": "2026-02-03"}
    first = told(await anna.post(path, seen), 201)
    assert told(await anna.get(f"/people/{mary}/connections/{dot}"))["last_seen_on"] == "2026-02-03"
    refused(await anna.post(path, seen), 409, "sighting-known")
    refused(await anna.post(path, {**seen, "seen_on": str(today + timedelta(days=1))}), 422, pointer="/seen_on")
    refused(await anna.post(f"/people/{mary}/connections/{dot}/end", {"on": "2025-12-31"}), 422, "connection-days")
    told(await anna.post(f"/people/{mary}/connections/{dot}/end", {"on": "2026-02-10", "because": "She has moved"}))
    refused(await anna.post(f"/people/{mary}/connections/{dot}/end", {}), 409, "connection-ended")
    refused(await anna.post(path, {**seen, "seen_on": "2026-02-11"}), 409, "connection-ended", "/seen_on")
    refused(await anna.patch(f"{path}/{first['id']}", {"seen_on": "2026-02-11"}, version=1), 409, "connection-ended")
    assert (await listed(anna, f"/people/{mary}/connections/{dot}/history"))[0]["reason"] == "She has moved"


async def test_a_weeks_days_are_sent_at_once_and_may_be_sent_again(as_: As, world: World) -> None:
    anna, mary, jean = as_("carer"), world.person(MARY).id, world.person("Jean").id
    dot, joan, hers = await _knows(anna, mary), await _knows(anna, mary, name="Joan"), await _knows(anna, jean)
    week = [{"connection_id": who, "seen_on": f"2026-03-0{n}"} for who in (dot, joan) for n in (2, 3, 3)]
    path = f"/people/{mary}/sightings"
    for _ in range(2):
        assert (await anna.post(f"{path}/several", {"seen": week})).status_code == 204
        found = await listed(anna, path, seen_from="2026-03-01", seen_before="2026-04-01")
        assert sorted((s["connection_id"], s["seen_on"]) for s in found) == sorted(
            (who, f"2026-03-0{n}") for who in (dot, joan) for n in (2, 3)
        )
    for stranger in (hers, str(new_id())):
        one_wrong = [{"connection_id": dot, "seen_on": "2026-03-09"}, {"connection_id": stranger, "seen_on": "2026-03-09"}]
        refused(await anna.post(f"{path}/several", {"seen": one_wrong}), 404)
    assert len(await listed(anna, path, connection_id=dot, seen_from="2026-03-01", seen_before="2026-04-01")) == 2


async def test_a_connection_is_made_through_what_is_the_persons_own(as_: As, world: World) -> None:
    anna, mary, jean = as_("carer"), world.person(MARY).id, world.person("Jean").id
    member = await a_member(as_, await a_circle(as_, world))
    path = f"/people/{jean}/connections"
    foreign = refused(await anna.post(path, {**DOT, "circle_member_id": member}), 404)
    nothing = refused(await anna.post(path, {**DOT, "circle_member_id": str(new_id())}), 404)
    assert {**foreign, "instance": ""} == {**nothing, "instance": ""}
    refused(await anna.post(path, {**DOT, "introduction_id": str(new_id())}), 404)
    refused(await anna.post(path, {**DOT, "group_id": str(new_id())}), 404)
    dot = await _knows(anna, mary, circle_member_id=member)
    mine = await _knows(anna, jean)
    refused(await anna.patch(f"{path}/{mine}", {"circle_member_id": member}, version=1), 404)
    assert [c["id"] for c in await listed(anna, f"/people/{mary}/connections", circle_member_id=member)] == [dot]


async def test_the_wish_to_be_known_is_taken_back_as_it_was_said(as_: As, world: World) -> None:
    jean, anna, path = as_("person"), as_("carer"), f"/people/{world.person('Jean').id}/reach-wish"
    refused(await anna.get(path), 404)
    words = {"words": "Ask me, I know everybody"}
    assert told(await jean.put(path, words), 201)["since_on"] == str(london_today())
    assert told(await jean.put(path, words))["version"] == 1
    refused(await jean.put(path, {}), 428, "version-needed")
    assert told(await anna.get(path))["words"] == words["words"]
    for who in ("coach", "family", "integration", "commissioner"):
        refused(await as_(who).get(path), 403)
    assert (await jean.delete(path, version=1)).status_code == 204
    refused(await anna.get(path), 404)
