"""A proposal for a week: asked for over HTTP, worked out by a real jobs process, accepted line by line."""

from datetime import timedelta

from api.demo.made import World
from api.domain.shared.clock import london_today
from tests.people.saying import As, listed, refused, told
from tests.visits.plans import become, north, plan, somebody
from tests.visits.proposals import TASK, Week, empty_week, monday, on, queue_of_ones_own

__all__ = ["empty_week", "queue_of_ones_own"]  # fixtures of these tests


async def test_a_week_is_proposed_by_the_jobs_process_and_accepted_line_by_line(week: Week, world: World) -> None:
    ben, donna = north(world, "Ben"), north(world, "Donna")
    week.only(ben, donna)
    week.close_friends(donna)
    morning, evening = await week.open(on(1, 9)), await week.open(on(1, 18), members_needed=2)
    crowded = await week.open(on(3, 9), members_needed=3)
    asked = await week.ask()
    assert (asked["state"], asked["found"], asked["placed"], asked["ready_at"]) == ("waiting", None, None, None)
    made = await week.ready(asked["id"])
    assert (made["found"], made["gap"], made["gap_rank"], made["open_places"]) == ("optimal", None, None, 6)
    lines = await listed(week.caller, f"/roster-proposals/{made['id']}/lines")
    assert [line["visit_id"] for line in lines] == [morning, *[evening] * 2, *[crowded] * 3]
    assert made["placed"] == len([line for line in lines if line["member_id"] is not None])
    first = lines[0]
    assert (first["member_id"], first["state"]) == (str(donna), "proposed")
    assert {reason["code"] for reason in first["reasons"]} == {"in_small_team", "hours_left"}
    left = await listed(week.caller, f"/roster-proposals/{made['id']}/lines", state="not_placed")
    assert left
    assert all(line["member_id"] is None and line["reasons"] for line in left)
    # Nothing has changed by itself.
    assert (await week.caller.get(f"/visits/{morning}")).json()["state"] == "open"
    accepted = told(await week.answer(first))
    assert accepted["state"] == "accepted"
    assert accepted["answered_at"]
    visit = told(await week.caller.get(f"/visits/{morning}"))
    assert (visit["state"], visit["member_ids"]) == ("planned", [str(donna)])
    refused(await week.answer(first), 409, "proposal-line-answered")
    refused(await week.answer(first, "decline"), 409, "proposal-line-answered")
    refused(await week.answer(left[0]), 409, "proposal-line-answered")


async def test_any_member_of_the_team_accepts_and_nobody_else(week: Week, world: World, as_: As) -> None:
    week.only(north(world, "Ben"))
    one, two = await week.open(on(1, 9)), await week.open(on(1, 11))
    made, lines = await week.proposed()
    assert [line["visit_id"] for line in lines] == [one, two]
    for who, status in (("carer_2", 404), ("carer_3", 404), ("coach", 403), ("manager", 403), ("person", 403)):
        refused(await week.answer(lines[0], who=as_(who)), status)
        refused(await week.answer(lines[0], "decline", who=as_(who)), status)
    for who in ("coach", "manager", "carer_plain"):
        assert told(await as_(who).get(f"/roster-proposals/{made['id']}/lines/{lines[0]['id']}")) == lines[0]
        assert told(await as_(who).get(f"/roster-proposals/{made['id']}")) == made
        assert await listed(as_(who), f"/roster-proposals/{made['id']}/lines") == lines
    told(await week.answer(lines[0], who=as_("carer_plain")))
    assert told(await week.caller.get(f"/visits/{one}"))["member_ids"] == [str(north(world, "Ben"))]
    assert told(await week.answer(lines[1], "decline"))["state"] == "declined"
    assert told(await week.caller.get(f"/visits/{two}"))["state"] == "open"


async def test_a_line_is_refused_when_the_world_has_moved_on(week: Week, world: World) -> None:
    ben, donna = north(world, "Ben"), north(world, "Donna")
    week.only(ben)
    days = {name: await week.open(on(i, 9)) for i, name in enumerate(("taken", "busy", "moved", "cancelled", "left"))}
    _, lines = await week.proposed()
    by_visit = {line["visit_id"]: line for line in lines}
    assert all(line["member_id"] == str(ben) for line in lines)
    told(await week.caller.patch(f"/visits/{days['taken']}", {"member_ids": [donna]}, version=1))
    refused(await week.answer(by_visit[days["taken"]]), 409, "visit-taken")
    other = await somebody(week.caller, week.team)
    told(await week.caller.post("/visits", plan(other, on(1, 9, 30), members=(ben,))), 201)
    refused(await week.answer(by_visit[days["busy"]]), 409, "double-booked")
    times = {"planned_start_at": on(2, 10).isoformat(), "planned_end_at": on(2, 11).isoformat()}
    told(await week.caller.patch(f"/visits/{days['moved']}", times, version=1))
    refused(await week.answer(by_visit[days["moved"]]), 409, "visit-moved")
    told(await week.caller.post(f"/visits/{days['cancelled']}/cancellation", {"closed_by": "person", "reason": "person_away"}))
    refused(await week.answer(by_visit[days["cancelled"]]), 409, "visit-closed")
    week.operator.execute("UPDATE team_member SET left_on = %s WHERE id = %s", [monday() + timedelta(days=3), ben])
    try:
        refused(await week.answer(by_visit[days["left"]]), 409, "not-a-member-that-day")
    finally:
        week.operator.execute("UPDATE team_member SET left_on = NULL WHERE id = %s", [ben])
    assert {line["state"] for line in await listed(week.caller, f"/roster-proposals/{lines[0]['proposal_id']}/lines")} == {
        "proposed"
    }


async def test_what_stands_already_is_kept_working_times_absences_rest_and_hours(week: Week, world: World) -> None:
    ben, donna = north(world, "Ben"), north(world, "Donna")
    week.only(ben, donna)
    other = await somebody(week.caller, week.team)
    # Ben works until late the evening before; Donna works on other weekdays.
    told(await week.caller.post("/visits", plan(other, on(0, 20), 180, members=(ben,))), 201)
    pattern = {"from_on": london_today().isoformat(), "times": [{"weekday": "wednesday", "starts": "08:00", "ends": "16:00"}]}
    told(await week.caller.post(f"/teams/{week.team}/members/{donna}/working-patterns", pattern), 201)
    early, wednesday, sunday = await week.open(on(1, 8)), await week.open(on(2, 9)), await week.open(on(-1, 9))
    weeks_later = await week.open(on(7, 0))
    _, lines = await week.proposed()
    by_visit = {line["visit_id"]: line for line in lines}
    assert by_visit.keys() == {early, wednesday}, (sunday, weeks_later)
    assert by_visit[early]["state"] == "not_placed"
    assert {r["code"]: r.get("members") for r in by_visit[early]["reasons"]} == {
        "not_free": len(world.team("Ashbrook North").members) - 1, "rest": 1, "nobody": None,
    }  # fmt: skip
    assert by_visit[wednesday]["state"] == "proposed"


async def test_a_paused_persons_visits_are_not_proposed_and_an_empty_week_is_ready(week: Week) -> None:
    await week.open(on(1, 9))
    await become(week.caller, week.person, "paused")
    made, lines = await week.proposed()
    assert (made["found"], made["open_places"], made["placed"], lines) == ("nothing_to_place", 0, 0, [])


async def test_a_proposal_and_its_job_are_there_together_or_not_at_all(week: Week) -> None:
    made = await week.ask()
    (job,) = week.queue.jobs(TASK)
    assert job["args"]["proposal_id"] == made["id"]
    for body, code in (
        ({"week_on": (monday() + timedelta(days=1)).isoformat()}, "proposal-week"),
        ({"week_on": monday(-1).isoformat()}, "proposal-week"),
        ({"week_on": monday(27).isoformat()}, "proposal-week"),
        ({"week_on": monday().isoformat(), "within_seconds": 61}, "not-valid"),
        ({"week_on": monday().isoformat(), "within_seconds": 0}, "not-valid"),
    ):
        refused(await week.caller.post(f"/teams/{week.team}/roster-proposals", body), 422, code)
    assert len(week.queue.jobs(TASK)) == 1
    assert (await week.ask(week_on=monday(0).isoformat()))["state"] == "waiting"
    assert (await week.ask(week_on=monday(26).isoformat(), within_seconds=60))["within_seconds"] == 60


async def test_the_same_key_asks_once(week: Week) -> None:
    body = {"week_on": monday().isoformat()}
    path = f"/teams/{week.team}/roster-proposals"
    one = told(await week.caller.send("POST", path, body, key="abc"), 201)
    two = told(await week.caller.send("POST", path, body, key="abc"), 201)
    assert one == two
    assert len(week.queue.jobs(TASK)) == 1


async def test_the_lists_of_proposals_are_newest_first_and_filtered(week: Week, as_: As) -> None:
    one, two = await week.ask(), await week.ask(week_on=monday(2).isoformat())
    for path in ("/roster-proposals", f"/teams/{week.team}/roster-proposals"):
        assert [p["id"] for p in await listed(week.caller, path)][:2] == [two["id"], one["id"]]
        assert one["id"] not in [p["id"] for p in await listed(week.caller, path, week_on=monday(2).isoformat())]
        assert await listed(week.caller, path, state="failed", updated_since=one["created_at"]) == []
    assert one["id"] not in [p["id"] for p in await listed(as_("carer_2"), "/roster-proposals")]
