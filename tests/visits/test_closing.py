"""What becomes of visits: cancelled, missed, reinstated; and what a person's pause, end and move, or a member's leaving, does."""

import asyncio
from typing import Any

import psycopg
import pytest

from api.demo.made import World
from tests.people.saying import As, refused, told
from tests.visits.plans import at, become, happened, north, nothing_planned, plan, somebody

BY_PERSON = {"closed_by": "person", "reason": "person_away", "words": "Her sister took her to the coast"}


@pytest.fixture(autouse=True, scope="module")
def _free(operator: psycopg.Connection[Any]) -> None:
    nothing_planned(operator)


@pytest.fixture(name="nellie")
async def _nellie(as_: As, world: World) -> str:
    """Somebody whom Ashbrook North supports and nobody visits yet."""
    return await somebody(as_("carer"), world.team("Ashbrook North").id)


async def test_a_cancelled_visit_stays_with_whose_decision_it_was_and_why(as_: As, world: World, nellie: str) -> None:
    anna = as_("carer")
    made = told(await anna.post("/visits", plan(nellie, at(20, 9), 60, (north(world, "Ben"),))), 201)
    path = f"/visits/{made['id']}"
    refused(await anna.post(f"{path}/cancellation", {"closed_by": "person"}), 422, pointer="/reason")
    refused(await anna.post(f"{path}/cancellation", {"reason": "other"}), 422, pointer="/closed_by")
    closed = told(await anna.post(f"{path}/cancellation", BY_PERSON, key="once"))
    assert (closed["state"], closed["closed_by"], closed["close_reason"]) == ("cancelled", "person", "person_away")
    assert closed["close_words"] == BY_PERSON["words"]
    assert closed["closed_at"]
    assert told(await anna.post(f"{path}/cancellation", BY_PERSON, key="once")) == closed, "sent twice"
    refused(await anna.post(f"{path}/cancellation", BY_PERSON), 409, "visit-closed")
    refused(await anna.post(f"{path}/missed", {"reason": "other"}), 409, "visit-closed")
    refused(await anna.patch(path, {"purpose": "x"}, version="*"), 409, "visit-closed")


async def test_a_visit_is_missed_only_once_it_should_have_begun(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna = as_("carer")
    ahead = told(await anna.post("/visits", plan(nellie, at(20, 12))), 201)
    refused(await anna.post(f"/visits/{ahead['id']}/missed", {"reason": "nobody_free"}), 409, "visit-ahead")
    for members in ((), (north(world, "Ben"),)):
        late = happened(operator, nellie, 2, members=members)
        missed = told(await anna.post(f"/visits/{late}/missed", {"reason": "mix_up_in_the_rota"}))
        assert (missed["state"], missed["closed_by"], missed["close_reason"]) == ("missed", "team", "mix_up_in_the_rota")
        refused(await anna.post(f"/visits/{late}/reinstatement", {}), 409, "visit-not-cancelled")


async def test_a_reinstated_visit_has_those_of_its_members_who_are_free(as_: As, world: World, nellie: str) -> None:
    anna, ben, donna = as_("carer"), north(world, "Ben"), north(world, "Donna")
    body = plan(nellie, at(21, 9), 60, (ben, donna), members_needed=2)
    made = told(await anna.post("/visits", body), 201)
    path = f"/visits/{made['id']}"
    refused(await anna.post(f"{path}/reinstatement", {}), 409, "visit-not-cancelled")
    told(await anna.post(f"{path}/cancellation", BY_PERSON))
    back = told(await anna.post(f"{path}/reinstatement", {"words": "She is home again"}))
    assert (back["state"], back["member_ids"]) == ("planned", [str(ben), str(donna)])
    assert (back["closed_at"], back["closed_by"], back["close_reason"], back["close_words"]) == (None, None, None, None)
    told(await anna.post(f"{path}/cancellation", BY_PERSON))
    told(await anna.post("/visits", plan(world.person("Jean").id, at(21, 9, 30), 60, (ben,))), 201)
    back = told(await anna.post(f"{path}/reinstatement", {}))
    assert (back["state"], back["member_ids"]) == ("open", [str(donna)])


async def test_what_should_have_begun_is_not_reinstated(
    as_: As, operator: psycopg.Connection[Any], world: World, nellie: str
) -> None:
    _ = world
    visit = happened(operator, nellie, 2)
    told(await as_("carer").post(f"/visits/{visit}/cancellation", BY_PERSON))
    refused(await as_("carer").post(f"/visits/{visit}/reinstatement", {}), 409, "visit-over")


async def test_a_pause_closes_what_is_to_come_and_its_end_brings_it_back(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, ben, donna, gareth = as_("carer"), north(world, "Ben"), north(world, "Donna"), north(world, "Gareth")
    free = told(await anna.post("/visits", plan(nellie, at(22, 9), 60, (ben,))), 201)
    taken = told(await anna.post("/visits", plan(nellie, at(22, 12), 60, (ben, donna), members_needed=2)), 201)
    gone = told(await anna.post("/visits", plan(nellie, at(22, 15), 60, (gareth,))), 201)
    away = told(await anna.post("/visits", plan(nellie, at(22, 18))), 201)
    told(await anna.post(f"/visits/{away['id']}/cancellation", BY_PERSON))
    over = happened(operator, nellie, 3)
    await become(anna, nellie, "paused")
    for visit in (free, taken, gone):
        closed = told(await anna.get(f"/visits/{visit['id']}"))
        assert (closed["state"], closed["close_reason"], closed["closed_by"]) == ("cancelled", "person_paused", "team")
    assert told(await anna.get(f"/visits/{over}"))["state"] == "open", "what should have begun is not undone"
    told(await anna.post("/visits", plan(world.person("Jean").id, at(22, 12, 30), 60, (ben,))), 201)
    operator.execute("UPDATE team_member SET left_on = %s WHERE id = %s", [at(21, 0).date(), gareth])
    await become(anna, nellie, "supported")
    operator.execute("UPDATE team_member SET left_on = NULL WHERE id = %s", [gareth])

    async def now(visit: dict[str, Any]) -> tuple[str, list[str], str | None]:
        found = told(await anna.get(f"/visits/{visit['id']}"))
        return found["state"], found["member_ids"], found["close_reason"]

    assert await now(free) == ("planned", [str(ben)], None)
    assert await now(taken) == ("open", [str(donna)], None), "who is with somebody else by then is left out"
    assert await now(gone) == ("open", [], None), "so is who has left meanwhile"
    assert (await now(away))[0] == "cancelled", "what she cancelled herself stays cancelled"


async def test_the_end_of_support_closes_what_is_to_come_for_good(as_: As, world: World, nellie: str) -> None:
    anna = as_("carer")
    made = told(await anna.post("/visits", plan(nellie, at(23, 9), 60, (north(world, "Ben"),))), 201)
    await become(anna, nellie, "ended", reason="no_longer_needed")
    closed = told(await anna.get(f"/visits/{made['id']}"))
    assert (closed["state"], closed["close_reason"]) == ("cancelled", "support_ended")
    refused(await anna.post(f"/visits/{made['id']}/reinstatement", {}), 409, "person-ended")


async def test_a_move_to_another_team_leaves_the_visits_open_for_the_new_team(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, jack, south = as_("carer"), as_("carer_2"), world.team("Ashbrook South")
    ahead = told(await anna.post("/visits", plan(nellie, at(24, 9), 60, (north(world, "Ben"),))), 201)
    over = happened(operator, nellie, 3, members=(north(world, "Ben"),), state="completed")
    offer = told(await anna.post(f"/people/{nellie}/move-offers", {"to_team_id": south.id}), 201)
    told(await jack.post(f"/move-offers/{offer['id']}/acceptance", {}))
    mine = told(await jack.get(f"/visits/{ahead['id']}"))
    assert (mine["state"], mine["member_ids"], mine["provided_by_team_id"]) == ("open", [], str(south.id))
    was = told(await jack.get(f"/visits/{over}"))
    assert (was["provided_by_team_id"], was["team_id"]) == (str(world.team("Ashbrook North").id), str(south.id))
    assert was["faces"], "who came then is still known"
    refused(await anna.get(f"/visits/{ahead['id']}"), 404)
    told(await jack.patch(f"/visits/{ahead['id']}", {"member_ids": [south.members["Jack Winstanley"]]}, version="*"))
    told(await anna.post("/visits", plan(world.person("Jean").id, at(24, 9), 60, (north(world, "Ben"),))), 201)


async def test_a_leaving_opens_the_visits_that_are_still_to_come(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, ben, ewan = as_("carer"), north(world, "Ben"), north(world, "Ewan")
    alone = told(await anna.post("/visits", plan(nellie, at(25, 9), 60, (ewan,))), 201)
    both = told(await anna.post("/visits", plan(nellie, at(25, 12), 60, (ben, ewan))), 201)
    was = happened(operator, nellie, 3, members=(ewan,))
    team = world.team("Ashbrook North").id
    told(await anna.post(f"/teams/{team}/members/{ewan}/leaving", {"reason": "study"}))
    assert [told(await anna.get(f"/visits/{v['id']}"))[k] for v in (alone, both) for k in ("state", "member_ids")] == [
        "open", [], "planned", [str(ben)],
    ]  # fmt: skip
    assert told(await anna.get(f"/visits/{was}"))["member_ids"] == [str(ewan)], "what was, stays"
    refused(await anna.patch(f"/visits/{alone['id']}", {"member_ids": [ewan]}, version="*"), 409, "not-a-member-that-day")
    slots = operator.execute("SELECT count(*) FROM visit_slot WHERE member_id = %s AND lower(during) > now()", [ewan]).fetchone()
    assert slots == (0,)


async def test_nobody_is_planned_who_leaves_at_the_same_moment(
    as_: As, world: World, operator: psycopg.Connection[Any], nellie: str
) -> None:
    anna, team = as_("carer"), world.team("Ashbrook North").id
    for day, name in ((26, "Farida"), (27, "Gareth"), (28, "Holly")):
        member = north(world, name)
        standing = told(await anna.post("/visits", plan(nellie, at(day, 7), 30, (member,))), 201)
        answers = await asyncio.gather(
            *(anna.post("/visits", plan(nellie, at(day, hour), 60, (member,))) for hour in range(8, 12)),
            anna.post(f"/teams/{team}/members/{member}/leaving", {"reason": "study"}),
            anna.patch(f"/visits/{standing['id']}", {"members_needed": 2}, version=1),
            *(anna.post("/visits", plan(nellie, at(day, hour), 60, (member,))) for hour in range(12, 16)),
        )
        assert {a.status_code for a in answers} <= {200, 201, 409, 412}
        left = "SELECT count(*) FROM visit WHERE %s = ANY (member_ids) AND planned_start_at > now() AND state <> 'cancelled'"
        assert operator.execute(left, [member]).fetchone() == (0,)


async def test_two_people_who_come_back_at_once_share_no_member(as_: As, world: World) -> None:
    anna, ben, donna, team = as_("carer"), north(world, "Ben"), north(world, "Donna"), world.team("Ashbrook North").id
    people = [await somebody(anna, team) for _ in range(2)]
    made = []
    for person, (nine, eleven) in zip(people, ((ben, donna), (donna, ben)), strict=True):
        for hour, member in ((9, nine), (11, eleven), (14, ben), (16, donna)):
            made.append(told(await anna.post("/visits", plan(person, at(29, hour), 60, (member,))), 201)["id"])
        await become(anna, person, "paused")
    answers = await asyncio.gather(*(anna.post(f"/people/{person}/status-changes", {"to": "supported"}) for person in people))
    assert [a.status_code for a in answers] == [200, 200]
    found = [told(await anna.get(f"/visits/{id_}")) for id_ in made]
    taken = [(v["planned_start_at"], m) for v in found for m in v["member_ids"]]
    assert len(taken) == len(set(taken)) == 6, "at 14:00 and 16:00 only one of the two can have them"
    assert sorted(v["state"] for v in found) == ["open"] * 2 + ["planned"] * 6
