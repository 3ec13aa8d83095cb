"""A concern goes from being raised to being closed, and can be taken up again."""

from datetime import timedelta
from typing import Any

import psycopg

from api.demo.made import World
from api.domain.shared.clock import utc_now
from api.domain.shared.ids import new_id
from tests.people.saying import As, ended_person, listed, refused, told
from tests.world import Caller

SWELLING = {"kind": "health", "words": "Her ankles are swollen."}


def machine(as_: As) -> Caller:
    """A provider's client that may write concerns."""
    return as_("integration", scopes="concerns:read concerns:write")


def path_of(world: World, name: str = "Jean") -> str:
    return f"/people/{world.person(name).id}/concerns"


async def raised(as_: As, world: World, who: str = "carer", **more: Any) -> str:
    """The path of a new concern about Jean."""
    path = path_of(world)
    return f"{path}/{told(await as_(who).post(path, {**SWELLING, **more}), 201)['id']}"


async def test_the_team_writes_concerns_and_coach_person_and_manager_read_them(as_: As, world: World) -> None:
    where = await raised(as_, world, noticed_at="2026-11-02T09:00:00+00:00")
    made = told(await as_("carer").get(where))
    assert (made["state"], made["restricted"], made["noticed_at"]) == ("raised", False, "2026-11-02T09:00:00.000000Z")
    assert made["author_account_id"] == str(world.account("carer").account_id)
    assert made["provided_by_team_id"] == made["team_id"] == str(world.person("Jean").team_id)
    for caller in (*map(as_, ("carer_plain", "coach", "person", "manager")), machine(as_)):
        assert made["id"] in [c["id"] for c in await listed(caller, path_of(world))]
        assert made["id"] in [c["id"] for c in await listed(caller, "/concerns")]
    for who in ("family", "connector", "commissioner"):
        refused(await as_(who).get(where), 403)
        refused(await as_(who).get("/concerns"), 403)
    for who in ("carer_2", "person_2", "other_carer", "other_manager"):
        refused(await as_(who).get(where), 404)
    for who in ("coach", "person"):
        refused(await as_(who).post(path_of(world), SWELLING), 403)


async def test_a_concern_is_acted_on_closed_and_taken_up_again(as_: As, world: World) -> None:
    where, anna = await raised(as_, world), as_("carer")
    refused(await anna.post(f"{where}/reopening", {"words": "x"}), 409, "concern-state")
    acting = told(await anna.post(f"{where}/acting", {"words": "Rang the nurse."}))
    assert (acting["state"], acting["what_was_done"]) == ("acting", "Rang the nurse.")
    assert told(await as_("manager").post(f"{where}/acting", {"words": "She came."}))["what_was_done"] == "She came."
    closed = told(await anna.post(f"{where}/closure", {"words": "It went down."}))
    assert (closed["state"], closed["closed_words"]) == ("closed", "It went down.")
    assert closed["closed_at"] is not None
    refused(await anna.post(f"{where}/closure", {"words": "Again."}), 409, "concern-state")
    refused(await anna.post(f"{where}/acting", {"words": "Again."}), 409, "concern-state")
    again = told(await anna.post(f"{where}/reopening", {"words": "It came back."}))
    assert (again["state"], again["closed_at"], again["closed_words"]) == ("acting", None, None)
    newest = (await listed(anna, f"{where}/history"))[0]
    assert newest["reason"] == "It came back."
    assert newest["before"]["closed_words"] == "It went down.", "how it had ended is kept"


async def test_a_concern_written_without_signal_is_raised_once(as_: As, world: World) -> None:
    anna, where = as_("carer"), f"{path_of(world)}/{new_id()}"
    first = told(await anna.put(where, SWELLING), 201)
    assert told(await anna.put(where, SWELLING)) == first
    refused(await anna.put(where, {**SWELLING, "words": "Other."}), 409, "id-in-use")
    told(await anna.post(f"{where}/closure", {"words": "Done."}))
    assert told(await anna.put(where, SWELLING))["state"] == "closed", "sent late once more, it stays as it is now"
    replaced = told(await anna.put(where, {**SWELLING, "words": "Both ankles."}, version=2))
    assert (replaced["words"], replaced["state"]) == ("Both ankles.", "closed")
    assert replaced["noticed_at"] == first["noticed_at"]
    refused(await anna.put(where, {**SWELLING, "restricted": True}, version=3), 422, pointer="/restricted")


async def test_what_a_concern_says_can_be_changed_and_not_removed(as_: As, world: World) -> None:
    where, anna = await raised(as_, world), as_("carer")
    changed = told(await anna.patch(where, {"kind": "medication", "what_was_done": "Asked."}, version=1))
    assert (changed["kind"], changed["what_was_done"]) == ("medication", "Asked.")
    assert told(await anna.patch(where, {"what_was_done": None}, version=2))["what_was_done"] is None
    for wrong in ({"words": None}, {"state": "closed"}, {"restricted": True}, {"author_account_id": None}, {"words": " "}):
        refused(await anna.patch(where, wrong, version=3), 422)
    refused(await anna.delete(where, version=3), 405)


async def test_a_concern_names_a_visit_with_that_person(as_: As, world: World, operator: psycopg.Connection[Any]) -> None:
    anna, path = as_("carer"), path_of(world)
    mine, other = (visit_of(operator, world, name) for name in ("Jean", "George"))
    assert told(await anna.post(path, {**SWELLING, "visit_id": mine}), 201)["visit_id"] == str(mine)
    for wrong in (other, new_id()):
        refused(await anna.post(path, {**SWELLING, "visit_id": wrong}), 422, "not-this-visit")


async def test_a_concern_about_somebody_whose_support_has_ended_is_not_refused(as_: As, world: World) -> None:
    person = await ended_person(as_("carer"), world.team("Ashbrook North").id)
    told(await as_("carer").post(f"/people/{person}/concerns", SWELLING), 201)


async def test_nobody_notices_something_next_week(as_: As, world: World) -> None:
    ahead = (utc_now() + timedelta(days=7)).isoformat()
    refused(await as_("carer").post(path_of(world), {**SWELLING, "noticed_at": ahead}), 422, pointer="/noticed_at")
    fast = (utc_now() + timedelta(hours=3)).isoformat()  # a phone whose clock is fast
    told(await as_("carer").post(path_of(world), {**SWELLING, "noticed_at": fast}), 201)


async def test_concerns_are_found_by_state_kind_team_and_person(as_: As, world: World) -> None:
    where, anna = await raised(as_, world, kind="money"), as_("carer")
    id_ = where.rpartition("/")[2]
    told(await anna.post(f"{where}/closure", {"words": "Paid."}))
    jean = world.person("Jean")
    found = await listed(anna, "/concerns", kind="money", state="closed", team_id=str(jean.team_id), person_id=str(jean.id))
    assert [c["id"] for c in found] == [id_]
    assert await listed(anna, "/concerns", kind="money", state="raised") == []
    assert await listed(as_("manager"), "/concerns", kind="money", team_id=str(world.team("Ashbrook South").id)) == []
    refused(await anna.get("/concerns", params={"state": "gone"}), 422, pointer="?state")


async def test_a_machine_raises_concerns_without_an_author(as_: As, world: World) -> None:
    made = told(await machine(as_).post(path_of(world), SWELLING), 201)
    assert made["author_account_id"] is None
    refused(await machine(as_).post(path_of(world), {**SWELLING, "restricted": True}), 403, "needs-an-author")


def visit_of(operator: psycopg.Connection[Any], world: World, name: str) -> Any:
    """A visit that was planned with somebody."""
    person, id_ = world.person(name), new_id()
    operator.execute(
        "INSERT INTO visit (id, organisation_id, team_id, person_id, provided_by_team_id, planned_start_at, planned_end_at, kind,"
        " members_needed, travel_minutes, state, delivered_minutes, unplanned, of_its_own)"
        " VALUES (%s, %s, %s, %s, %s, now(), now() + interval '1 hour', 'at_home', 1, 0, 'open', 0, false, false)",
        [id_, person.organisation_id, person.team_id, person.id, person.team_id],
    )
    return id_
