"""Queueing: in the caller's own transaction, through one function, a closed list of tasks; nobody else touches the queue."""

import re
import subprocess
import sys
from uuid import uuid4

import httpx2
import psycopg
import pytest

from api.domain.access.roles import Role
from api.storage.schema import DESK, group
from tests.jobs.working import QUEUE, ROOT, Queue

GROUPS = [*(group(role) for role in Role), DESK]
TOUCHES = {
    "read": "SELECT FROM jobs.procrastinate_jobs",
    "read what was done": "SELECT FROM jobs.procrastinate_events",
    "write": "INSERT INTO jobs.procrastinate_jobs (queue_name, task_name) VALUES ('default', 'tidy')",
    "change": "UPDATE jobs.procrastinate_jobs SET attempts = 0",
    "empty": "DELETE FROM jobs.procrastinate_jobs",
    "take": "SELECT jobs.procrastinate_fetch_job_v2(NULL, 1)",
    "queue": "SELECT jobs.procrastinate_defer_jobs_v1(NULL)",
}
BAD_ARGUMENTS = {
    "a name": '{"person_id": "Jean Aspinall"}',
    "words behind an id": '{"person_id": "3f2c1f4e-0000-7000-8000-000000000000\\nJean"}',
    "a number": '{"minutes": 5}',
    "a list": '{"person_ids": []}',
    "a record in a record": '{"person": {"id": "3f2c1f4e-0000-7000-8000-000000000000"}}',
    "no object": "[]",
    "nothing": "null",
    "a key that is a sentence": '{"Jean Aspinall moved": "2026-01-01"}',
}


def test_a_job_queued_by_a_request_that_rolls_back_is_not_there(queue: Queue) -> None:
    with queue.asked_by() as request:
        request.execute(QUEUE, ["tidy", "{}", None])
        request.rollback()
    assert queue.jobs() == []


def test_a_job_queued_by_a_request_that_commits_waits_with_what_it_was_given(queue: Queue) -> None:
    team = str(uuid4())
    queue.ask("tidy", f'{{"team_id": "{team}", "week": "2026-11-23"}}', f"week of {team}")
    (job,) = queue.jobs()
    assert (job["status"], job["lock"], job["args"]) == (
        "todo",
        f"week of {team}",
        {"team_id": team, "week": "2026-11-23"},
    )


def test_who_asked_is_put_beside_the_arguments(queue: Queue) -> None:
    account, organisation = str(uuid4()), str(uuid4())
    with queue.asked_by(account_id=account, organisation_id=organisation) as request:
        request.execute(QUEUE, ["tidy", "{}", None])
        request.commit()
    assert queue.jobs()[0]["args"] == {"account_id": account, "organisation_id": organisation}


@pytest.mark.parametrize("key", ["account_id", "organisation_id"])
def test_who_asked_is_not_the_callers_to_say(queue: Queue, key: str) -> None:
    with queue.asked_by() as request, pytest.raises(psycopg.errors.InvalidParameterValue):
        request.execute(QUEUE, ["tidy", f'{{"{key}": "{uuid4()}"}}', None])


@pytest.mark.parametrize(
    "task", ["forget_failed_jobs", "no such task", "TIDY", "builtin:procrastinate.builtin_tasks.remove_old_jobs"]
)
def test_a_task_that_is_not_in_the_list_is_refused(queue: Queue, task: str) -> None:
    with queue.asked_by() as request, pytest.raises(psycopg.errors.InvalidParameterValue):
        request.execute(QUEUE, [task, "{}", None])
    assert queue.jobs(task) == []


@pytest.mark.parametrize("args", BAD_ARGUMENTS.values(), ids=BAD_ARGUMENTS)
def test_a_job_is_given_ids_and_days_and_nothing_that_somebody_said(queue: Queue, args: str) -> None:
    with queue.asked_by() as request, pytest.raises(psycopg.errors.InvalidParameterValue):
        request.execute(QUEUE, ["tidy", args, None])


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
@pytest.mark.parametrize("role", GROUPS)
def test_no_role_of_a_request_can_read_or_write_the_queue(queue: Queue, role: str, touch: str) -> None:
    with queue.asked_by(role) as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
        request.execute(touch)


@pytest.mark.parametrize("touch", TOUCHES.values(), ids=TOUCHES)
def test_the_services_login_cannot_either_before_it_became_the_queues_role(queue: Queue, touch: str) -> None:
    with queue.asked_by("none") as request, pytest.raises(psycopg.errors.InsufficientPrivilege):
        request.execute(touch)


@pytest.mark.parametrize(
    "sql", ["SELECT FROM person", "SELECT FROM account", "SELECT tidy_up()", "SELECT queue_job('tidy', '{}', NULL)"]
)
def test_the_queues_role_sees_the_queue_and_nothing_else(queue: Queue, sql: str) -> None:
    with queue.asked_by("wt_jobs") as request:
        request.execute("SELECT FROM jobs.procrastinate_jobs")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            request.execute(sql)


def test_every_task_that_can_be_queued_is_one_that_the_jobs_process_knows(queue: Queue) -> None:
    from api.jobs import tasks
    from api.jobs.app import app

    row = queue.owner.execute("SELECT prosrc FROM pg_proc WHERE proname = 'queue_job'").fetchone()
    assert row is not None
    found = re.search(r"p_task <> ALL \(ARRAY\[(.*?)\]\)", row[0])
    assert found is not None
    names = set(re.findall(r"'(\w+)'", found[1]))
    assert names
    assert names <= set(app.tasks), tasks.__name__


async def test_the_metrics_say_how_many_jobs_wait_and_failed_and_who_works(queue: Queue, api: httpx2.AsyncClient) -> None:
    queue.ask()
    queue.ask()
    queue.owner.execute("UPDATE jobs.procrastinate_jobs SET status = 'failed' WHERE id = %s", [queue.jobs()[0]["id"]])
    queue.owner.execute("INSERT INTO jobs.procrastinate_workers DEFAULT VALUES")
    queue.owner.execute("INSERT INTO jobs.procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')")
    text = (await api.get("/metrics")).text
    figures = dict(line.split(" ") for line in text.splitlines() if line.startswith("wellbeing_jobs_"))
    assert figures == {"wellbeing_jobs_waiting": "1.0", "wellbeing_jobs_failed": "1.0", "wellbeing_jobs_processes": "1.0"}


def test_a_web_worker_loads_neither_the_queue_nor_what_jobs_need() -> None:
    heavy = "{'procrastinate', 'croniter', 'ortools', 'pandas', 'numpy'}"
    code = f"import sys, api.main, api.commands.serving; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
