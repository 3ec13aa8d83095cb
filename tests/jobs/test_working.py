"""The jobs process: it does what was queued, bears being killed, tries again what failed, and ends when it should."""

import os
import signal
from pathlib import Path

import pytest

from api.commands.jobs import jobs_beside
from tests.jobs.working import Queue, process, until


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Path:
    return tmp_path / "jobs.log"


def begin_something_to_tidy(queue: Queue) -> None:
    queue.owner.execute(
        "INSERT INTO sign_in_failure (subject, failures, since) VALUES ('somebody', 1, now() - interval '3 days')"
    )


def is_tidy(queue: Queue) -> bool:
    return queue.owner.execute("SELECT FROM sign_in_failure").rowcount == 0


def test_a_job_queued_by_a_request_is_done_by_the_jobs_process(queue: Queue, log: Path) -> None:
    begin_something_to_tidy(queue)
    queue.ask()
    with process(queue.database, log):
        queue.becomes("gone")
    assert is_tidy(queue)


def test_a_job_queued_while_the_process_waits_is_done_too(queue: Queue, log: Path) -> None:
    with process(queue.database, log):
        until(lambda: queue.owner.execute("SELECT FROM jobs.procrastinate_workers").rowcount == 1)
        begin_something_to_tidy(queue)
        queue.ask()
        queue.becomes("gone")
    assert is_tidy(queue)


def test_what_a_killed_process_was_doing_is_taken_up_again(queue: Queue, log: Path) -> None:
    begin_something_to_tidy(queue)
    queue.ask()
    with queue.held(), process(queue.database, log) as first:
        queue.becomes("doing")
        first.kill()
        first.wait()
    assert queue.status() == "doing"
    assert not is_tidy(queue)
    queue.owner.execute("UPDATE jobs.procrastinate_workers SET last_heartbeat = now() - interval '5 minutes'")
    with process(queue.database, log):
        queue.becomes("gone")
    assert is_tidy(queue)
    assert "job left by a killed process" in log.read_text()


def test_a_job_that_kills_its_process_every_time_is_given_up(queue: Queue, log: Path) -> None:
    queue.ask()
    queue.owner.execute("UPDATE jobs.procrastinate_jobs SET status = 'doing', attempts = 4")
    with process(queue.database, log):
        queue.becomes("failed")


def test_what_another_process_is_doing_is_left_to_it(queue: Queue, log: Path) -> None:
    queue.ask()
    row = queue.owner.execute("INSERT INTO jobs.procrastinate_workers DEFAULT VALUES RETURNING id").fetchone()
    queue.owner.execute("UPDATE jobs.procrastinate_jobs SET status = 'doing', worker_id = %s", row)
    with process(queue.database, log):
        queue.owner.execute("INSERT INTO jobs.procrastinate_jobs (queue_name, task_name) VALUES ('default', 'no such task')")
        until(lambda: [j["status"] for j in queue.jobs("no such task")] == ["failed"])
    assert queue.status() == "doing"


def test_a_job_that_fails_is_tried_again_later_and_in_the_end_stays_as_failed(queue: Queue, log: Path) -> None:
    queue.owner.execute("ALTER FUNCTION tidy_up() RENAME TO tidied")
    try:
        queue.ask()
        with process(queue.database, log):
            until(lambda: queue.jobs()[0]["attempts"] == 1)
            (job,) = queue.jobs()
            assert (job["status"], job["later"]) == ("todo", True)
            queue.owner.execute("UPDATE jobs.procrastinate_jobs SET attempts = 4, scheduled_at = now()")
            queue.becomes("failed")
    finally:
        queue.owner.execute("ALTER FUNCTION tidied() RENAME TO tidy_up")
    assert queue.owner.execute("SELECT failed FROM watch_jobs()").fetchone() == (1,)
    assert '"kind":"UndefinedFunction"' in log.read_text()
    assert "does not exist" not in log.read_text()  # the database's words stay out of the log
    queue.owner.execute(  # as docs/operating.md says
        "SELECT jobs.procrastinate_retry_job_v2(id, now(), NULL, NULL, NULL) FROM jobs.procrastinate_jobs"
        " WHERE task_name = 'tidy'"
    )
    with process(queue.database, log):
        queue.becomes("gone")


def test_work_that_was_due_while_no_process_ran_is_made_up_for(queue: Queue, log: Path) -> None:
    for task, age in (("given up long ago", "100 days"), ("given up lately", "80 days")):
        queue.owner.execute(
            "WITH job AS (INSERT INTO jobs.procrastinate_jobs (queue_name, task_name, status) VALUES ('default', %s, 'failed')"
            " RETURNING id) INSERT INTO jobs.procrastinate_events (job_id, type, at)"
            " SELECT id, 'failed', now() - %s::interval FROM job",
            [task, age],
        )
    with process(queue.database, log):
        until(lambda: queue.jobs("given up long ago") == [])
        until(lambda: queue.jobs("forget_failed_jobs") == [])
    assert len(queue.jobs("given up lately")) == 1


def test_a_turn_of_the_clock_is_taken_once_by_all_processes_together(queue: Queue, log: Path) -> None:
    taken = "SELECT FROM jobs.procrastinate_periodic_defers WHERE task_name = 'forget_failed_jobs'"
    with process(queue.database, log), process(queue.database, log):
        until(lambda: queue.owner.execute("SELECT FROM jobs.procrastinate_workers").rowcount == 2)
        until(lambda: queue.owner.execute(taken).rowcount > 0)
        queue.ask()
        queue.becomes("gone")
    assert queue.owner.execute(taken).rowcount == 1


def test_a_process_that_is_told_to_stop_finishes_what_it_does(queue: Queue, log: Path) -> None:
    begin_something_to_tidy(queue)
    queue.ask(lock="one after the other")
    with process(queue.database, log) as worker:
        with queue.held():
            queue.becomes("doing")
            queue.ask(lock="one after the other")  # whose turn comes too late
            worker.send_signal(signal.SIGTERM)
            until(lambda: "stopping" in log.read_text())
            assert worker.poll() is None
        assert worker.wait(30) == 0
    assert is_tidy(queue)
    assert [job["status"] for job in queue.jobs()] == ["todo"]
    assert queue.owner.execute("SELECT FROM jobs.procrastinate_workers").rowcount == 0


def test_a_process_ends_when_the_one_that_started_it_is_gone(queue: Queue, log: Path) -> None:
    with process(queue.database, log, "--until-input-ends") as worker:
        until(lambda: queue.owner.execute("SELECT FROM jobs.procrastinate_workers").rowcount == 1)
        assert worker.poll() is None
        assert worker.stdin is not None
        worker.stdin.close()
        assert worker.wait(30) == 0


def test_a_database_that_restarts_does_not_end_the_process(queue: Queue, log: Path) -> None:
    with process(queue.database, log) as worker:
        until(lambda: queue.owner.execute("SELECT FROM jobs.procrastinate_workers").rowcount == 1)
        queue.owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = 'wellbeing jobs'"
        )
        queue.ask()
        queue.becomes("gone")
        assert worker.poll() is None


def test_the_service_keeps_one_jobs_process_beside_it_and_takes_it_along(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_DATABASE_URL", queue.database.api_url)

    def at_work() -> set[int]:
        return {
            row[0]
            for row in queue.owner.execute(
                "SELECT client_port FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'wellbeing jobs'"
            )
        }

    with jobs_beside(wanted=True) as keeper:
        assert keeper is not None
        until(lambda: bool(at_work()))
        first = keeper.pid
        assert first is not None
        os.kill(first, signal.SIGKILL)
        until(lambda: keeper.pid not in (first, None))
        queue.ask()
        queue.becomes("gone")
    assert keeper.pid is None
    until(lambda: not at_work())


def test_the_service_starts_none_where_somebody_runs_it_apart() -> None:
    with jobs_beside(wanted=False) as keeper:
        assert keeper is None
