"""Sessions of groups, and who was there: the room's count names nobody, a person's attendance is their own."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.clock import london_today
from api.domain.shared.ids import new_id
from tests.community.saying import at, group, of
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

MET: dict[str, Any] = {"held_on": "2026-01-08", "came": 9, "what_happened": "We cast on.", "made_or_gave": "Twelve hats"}


async def session(caller: Caller, known: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A session of its own for a test."""
    return told(await caller.post(at(known, "sessions"), {**MET, **more}), 201)


async def test_a_session_is_written_down_and_read_by_all(as_: As) -> None:
    anna = as_("carer")
    known = await group(anna)
    met = await session(anna, known)
    later = await session(as_("connector"), known, held_on="2026-01-15", came=None)
    assert [one["id"] for one in await listed(as_("family"), at(known, "sessions"))] == [later["id"], met["id"]]
    between = await listed(as_("coach"), at(known, "sessions"), held_from="2026-01-01", held_until="2026-01-08")
    assert [one["id"] for one in between] == [met["id"]]
    where = at(known, "sessions", met["id"])
    changed = told(await anna.patch(where, {"came": 10, "made_or_gave": None}, version=1))
    assert (changed["came"], changed["made_or_gave"], changed["what_happened"]) == (10, None, "We cast on.")
    refused(await anna.patch(where, {"held_on": None}, version=2), 422, pointer="/held_on")
    refused(await as_("coach").patch(where, {"came": 1}, version=2), 403)
    refused(await as_("other_carer").get(where), 404)
    refused(await anna.get(at(await group(anna), "sessions", met["id"])), 404)


async def test_no_session_is_held_on_a_day_to_come(as_: As, operator: psycopg.Connection) -> None:
    anna = as_("carer")
    known = await group(anna)
    tomorrow = london_today() + timedelta(days=1)
    refused(await anna.post(at(known, "sessions"), {"held_on": str(tomorrow)}), 422, pointer="/held_on")
    refused(await anna.post(at(known, "sessions"), {**MET, "came": -1}), 422, pointer="/came")
    refused(await anna.post(at(known, "sessions"), {"came": 3}), 422, pointer="/held_on")
    met = await session(anna, known, held_on=str(london_today()))
    for wrong in ("held_on = held_on + 1", "came = -1"):
        with pytest.raises(psycopg.errors.CheckViolation):
            operator.execute(f"UPDATE group_session SET {wrong} WHERE id = %s".encode(), [met["id"]])


async def test_a_session_that_was_is_also_written_down_once_the_group_has_ended(as_: As) -> None:
    anna = as_("carer")
    known, id_ = await group(anna), new_id()
    told(await anna.post(at(known, "status"), {"to": "ended", "because": "The café has closed"}))
    told(await anna.put(at(known, "sessions", str(id_)), MET), 201)
    assert told(await anna.put(at(known, "sessions", str(id_)), MET))["version"] == 1
    refused(await anna.put(at(known, "sessions", str(id_)), {**MET, "came": 3}), 409, "id-in-use")


async def test_an_attendance_is_the_persons_own_record(as_: As, world: World) -> None:
    anna, jean = as_("carer"), as_("person")
    known = await group(anna)
    met = await session(anna, known)
    there = told(await jean.post(of(world, "group-attendances"), {"session_id": met["id"], "words": "I laughed"}), 201)
    assert (there["group_id"], there["held_on"], there["group_name"]) == (known["id"], "2026-01-08", known["name"])
    where = f"{of(world, 'group-attendances')}/{there['id']}"
    for who in ("carer", "coach", "person", "manager"):
        assert told(await as_(who).get(where))["words"] == "I laughed"
        assert [a["id"] for a in await listed(as_(who), f"/group-sessions/{met['id']}/attendances")] == [there["id"]]
    told(await anna.patch(where, {"words": None}, version=1))
    refused(await anna.post(of(world, "group-attendances"), {"session_id": met["id"]}), 409, "group-attended-already")
    refused(await as_("coach").patch(where, {"words": "x"}, version=2), 403)
    assert (await jean.delete(where, version=2)).status_code == 204
    told(await jean.post(of(world, "group-attendances"), {"session_id": met["id"]}), 201)


async def test_nobody_writes_an_attendance_for_somebody_whom_they_do_not_support(as_: As, world: World) -> None:
    anna = as_("carer")
    met = await session(anna, await group(anna))
    body = {"session_id": met["id"]}
    for who in ("carer_2", "carer_3", "other_carer", "person_2", "connector"):
        refused(await as_(who).post(of(world, "group-attendances"), body), 404)
    for who in ("coach", "family", "commissioner"):
        refused(await as_(who).post(of(world, "group-attendances"), body), 403)
    there = told(await anna.post(of(world, "group-attendances"), body), 201)["id"]
    begum = world.person("Mrs Begum Begum").id
    refused(await as_("carer_2").get(f"/people/{begum}/group-attendances/{there}"), 404)


async def test_a_session_of_another_provider_is_one_that_is_not_there(as_: As, world: World) -> None:
    other = as_("other_carer")
    elsewhere = await session(other, await group(other))
    jean = as_("person")
    there = refused(await jean.post(of(world, "group-attendances"), {"session_id": elsewhere["id"]}), 404)
    nothing = refused(await jean.post(of(world, "group-attendances"), {"session_id": str(new_id())}), 404)
    assert {**there, "instance": ""} == {**nothing, "instance": ""}
    refused(await jean.get(f"/group-sessions/{elsewhere['id']}/attendances"), 404)


async def test_the_day_of_an_attendance_follows_its_session_whoever_writes(
    as_: As, world: World, operator: psycopg.Connection
) -> None:
    anna, mate = as_("carer"), as_("carer_3")
    known = await group(anna)
    met = await session(anna, known)
    there = told(await anna.post(of(world, "group-attendances"), {"session_id": met["id"]}), 201)
    where = f"{of(world, 'group-attendances')}/{there['id']}"
    # Somebody of another team, who sees nothing of Jean, puts the day right.
    told(await mate.patch(at(known, "sessions", met["id"]), {"held_on": "2026-01-09"}, version=1))
    assert told(await anna.get(where))["held_on"] == "2026-01-09"
    other = await group(anna)
    for wrong in ("held_on = '2026-01-10'", f"group_id = '{other['id']}'"):
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            operator.execute(f"UPDATE group_attendance SET {wrong} WHERE id = %s".encode(), [there["id"]])


async def test_taking_a_session_away_tells_nobody_whether_somebody_was_there(as_: As, world: World) -> None:
    anna, mate = as_("carer"), as_("carer_3")
    known = await group(anna)
    empty, full = await session(anna, known), await session(anna, known)
    there = told(await anna.post(of(world, "group-attendances"), {"session_id": full["id"], "words": "Mine"}), 201)
    for met in (empty, full):
        lists = f"/group-sessions/{met['id']}/attendances"
        assert told(await mate.get(lists, params={"count": "true"})) == {"items": [], "next": None, "count": 0}
        answer = await mate.delete(at(known, "sessions", met["id"]), version=1)
        assert (answer.status_code, answer.content) == (204, b"")
    kept = told(await as_("person").get(f"{of(world, 'group-attendances')}/{there['id']}"))
    assert (kept["words"], kept["held_on"]) == ("Mine", "2026-01-08")
    refused(await anna.post(of(world, "group-attendances"), {"session_id": empty["id"]}), 404)


async def test_nothing_is_added_once_support_has_ended(as_: As, world: World) -> None:
    anna = as_("carer")
    known = await group(anna)
    met = await session(anna, known)
    person = await ended_person(anna, world.team("Ashbrook North").id)
    refused(await anna.post(f"/people/{person}/group-attendances", {"session_id": met["id"]}), 409, "person-ended")
    refused(await anna.post(f"/people/{person}/group-memberships", {"group_id": known["id"]}), 409, "person-ended")


async def test_an_attendance_sent_again_is_one_attendance(as_: As, world: World) -> None:
    anna, id_ = as_("carer"), new_id()
    known = await group(anna)
    met = await session(anna, known)
    where, body = f"{of(world, 'group-attendances')}/{id_}", {"session_id": met["id"], "words": "Good"}
    made = told(await anna.put(where, body), 201)
    told(await anna.patch(where, {"words": "Very good"}, version=1))
    assert (await anna.delete(at(known, "sessions", met["id"]), version=1)).status_code == 204
    assert told(await anna.put(where, body))["words"] == "Very good"
    refused(await anna.put(where, {**body, "words": "Bad"}), 409, "id-in-use")
    replaced = told(await anna.put(where, {**body, "words": "Bad"}, version=2))
    assert (replaced["words"], replaced["id"]) == ("Bad", made["id"])
    other = await session(anna, known)
    refused(await anna.put(where, {"session_id": other["id"]}, version=3), 404)
