"""What works proposals out: killed, given up, dying; what it is told, and what it may file."""

import asyncio
from contextlib import closing
from typing import Any
from uuid import UUID

import orjson
import psycopg
import pytest

from api.demo.made import World
from api.domain.shared.ids import new_id
from api.domain.visits.rostering.checking import verify
from api.domain.visits.rostering.facts import problem_of
from api.domain.visits.rostering.problem import Line
from api.jobs import rosters
from tests.jobs.working import process, until
from tests.people.saying import listed, told
from tests.visits.plans import north, plan, somebody
from tests.visits.proposals import Week, empty_week, on, queue_of_ones_own

__all__ = ["empty_week", "queue_of_ones_own"]  # fixtures of these tests


async def test_what_a_killed_process_was_working_out_is_taken_up_again(week: Week, world: World) -> None:
    week.only(north(world, "Ben"))
    await week.open(on(1, 9))
    made = await week.ask()
    with closing(psycopg.connect(week.queue.database.admin_url)) as holding:
        holding.execute("LOCK TABLE proposal_line IN ACCESS EXCLUSIVE MODE")
        with process(week.queue.database, week.log) as worker:
            until(lambda: state(week, made["id"]) == "working", lambda: week.log.read_text()[-2000:])
            worker.kill()
            worker.wait()
        holding.rollback()
    assert (await week.read(made["id"]))["state"] == "working"
    week.queue.owner.execute("UPDATE jobs.procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
    assert (await week.ready(made["id"]))["placed"] == 1


async def test_a_proposal_whose_job_was_given_up_has_failed(week: Week) -> None:
    given_up, waits, ready = await week.ask(), await week.ask(), await week.ask()
    settle = "SELECT settle_proposals()"
    assert week.operator.execute(settle).fetchone() == (0,)
    week.queue.owner.execute(
        "UPDATE jobs.procrastinate_jobs SET status = 'failed' WHERE args->>'proposal_id' = %s", [given_up["id"]]
    )
    week.operator.execute("UPDATE roster_proposal SET state = 'working' WHERE id = %s", [given_up["id"]])
    week.operator.execute("UPDATE roster_proposal SET state = 'ready' WHERE id = %s", [ready["id"]])
    week.queue.owner.execute("DELETE FROM jobs.procrastinate_jobs WHERE args->>'proposal_id' = %s", [ready["id"]])
    assert week.operator.execute(settle).fetchone() == (1,)
    for made, expected in ((given_up, "failed"), (waits, "waiting"), (ready, "ready")):
        assert (await week.read(made["id"]))["state"] == expected


async def test_an_answer_is_filed_once_and_only_about_the_team(week: Week, world: World) -> None:
    ben, visit = north(world, "Ben"), await week.open(on(1, 9))
    made = await week.ask()
    line = {"visit_id": visit, "starts_at": on(1, 9).isoformat(), "member_id": str(ben), "reasons": []}
    elsewhere = next(iter(world.team("Ashbrook South").members.values()))

    def file(*lines: dict[str, Any]) -> Any:
        answer = orjson.dumps({"found": "optimal", "gap": None, "gap_rank": None, "lines": lines}).decode()
        row = week.operator.execute("SELECT file_proposal(%s, %s::jsonb)", [made["id"], answer]).fetchone()
        return row[0] if row else None

    assert file(line) is False  # nobody is working on it
    row = week.operator.execute("SELECT roster_problem(%s)", [made["id"]]).fetchone()
    assert row is not None
    problem = problem_of(row[0])
    assert [str(v.id) for v in problem.visits] == [visit]
    assert ben in {m.id for m in problem.members}
    assert elsewhere not in {m.id for m in problem.members}
    for wrong in ({"member_id": str(elsewhere)}, {"visit_id": str(new_id())}):
        with pytest.raises(psycopg.DatabaseError, match="not of this team"):
            file(line | wrong)
    assert file(line) is True
    assert file(line) is False
    assert week.operator.execute("SELECT roster_problem(%s)", [made["id"]]).fetchone() == (None,)
    lines = await listed(week.caller, f"/roster-proposals/{made['id']}/lines")
    assert [(x["visit_id"], x["member_id"]) for x in lines] == [(visit, str(ben))]


async def test_a_whole_week_keeps_the_rules_said_a_second_time(week: Week, world: World) -> None:
    """What the database told, what the process made of it and what was filed, against the rules' other wording."""
    members = [north(world, name) for name in ("Ben", "Donna")]
    people = [week.person, await somebody(week.caller, week.team), await somebody(week.caller, week.team)]
    for i, person in enumerate(people):
        week.operator.execute("UPDATE person SET latitude = %s, longitude = -2.6 WHERE id = %s", [53.5 + i / 20, person])
        for day in range(7):
            for hour in (7, 9, 13, 21):
                held = (members[day % 2],) if (hour, i) == (13, 0) else ()
                body = plan(person, on(day, hour, 20 * i), 45, held, members_needed=1 + (hour == 9))
                told(await week.caller.post("/visits", body), 201)
    made = await week.ask(within_seconds=5)
    row = week.operator.execute("SELECT roster_problem(%s)", [made["id"]]).fetchone()  # a process that was killed after this
    assert row is not None
    problem = problem_of(row[0])
    assert problem.travel
    ready = await week.ready(made["id"])
    lines = await listed(week.caller, f"/roster-proposals/{made['id']}/lines")
    chosen = [Line(UUID(x["visit_id"]), UUID(x["member_id"])) for x in lines if x["member_id"] is not None]
    assert verify(problem, chosen) == []
    assert (len(lines), len(chosen)) == (ready["open_places"], ready["placed"])
    assert len(lines) == sum(v.places for v in problem.visits) == 4 * 7 * 3 + 7 * 3 - 7
    assert len(chosen) > len(lines) // 2
    assert verify(problem, [*chosen, chosen[0]])  # it can be told


async def test_a_solver_that_dies_or_does_not_end_is_an_error_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "SOLVER", "api.jobs.there_is_no_such_solver")
    with pytest.raises(RuntimeError, match="ended with 1"):
        await rosters.solved(b"{}", 5)
    monkeypatch.setattr(rosters, "MORE_SECONDS", 0)
    begun: list[Any] = []
    begin = asyncio.create_subprocess_exec

    async def remembered(*words: Any, **more: Any) -> Any:
        begun.append(await begin(words[0], "-c", "import time; time.sleep(600)", **more))
        return begun[-1]

    monkeypatch.setattr(asyncio, "create_subprocess_exec", remembered)
    with pytest.raises(TimeoutError):
        await rosters.solved(b"{}", 0.2)
    assert begun[0].returncode is not None


async def test_the_solver_is_told_no_address_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DATABASE_URL", "postgresql://nobody@nowhere/nothing")
    begin = asyncio.create_subprocess_exec

    async def telling(*words: Any, **more: Any) -> Any:
        return await begin(words[0], "-c", "import os; print(sorted(os.environ))", **more)

    monkeypatch.setattr(asyncio, "create_subprocess_exec", telling)
    names = (await rosters.solved(b"", 20)).decode()
    assert "PATH" in names
    assert "DATABASE_URL" not in names


def test_nobody_but_the_jobs_process_works_proposals_out(week: Week) -> None:
    for sql in ("SELECT roster_problem(NULL)", "SELECT file_proposal(NULL, NULL)", "SELECT settle_proposals()"):
        for role in ("wt_carer", "wt_manager", "wt_jobs"):
            with week.queue.asked_by(role) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
                request.execute(sql.encode())
        with week.queue.asked_by("none") as request:
            request.execute(sql.encode())


def state(week: Week, proposal: object) -> str:
    """Looked at behind the API."""
    row = week.operator.execute("SELECT state FROM roster_proposal WHERE id = %s", [proposal]).fetchone()
    return str(row[0]) if row else "gone"
