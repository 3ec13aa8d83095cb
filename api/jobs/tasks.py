"""What is done beside the requests, by name. Each may run twice (a process can be killed at its last line), so each must bear it.

Work by the clock is declared with `every`. A task that a request queues gets the ids that it was given, and `organisation_id` and
`account_id` of whoever asked; its name stands in `queue_job()` too. Heavy libraries are imported inside the task, so that a
process which never plans never loads them.
"""

from typing import Any, Final

from api.jobs.app import AGAIN, app, call_kernel, every

FAILED_JOBS_STAY_HOURS: Final = 90 * 24


@app.task(name="tidy", retry=AGAIN)
async def tidy(**_: Any) -> None:  # noqa: ANN401 - who asked makes no difference
    """Forget what need not be kept."""
    await call_kernel("SELECT tidy_up()")


@every("23 3 * * *", "forget_failed_jobs")
async def forget_failed_jobs() -> None:
    """Forget jobs that were given up long ago; those that went well leave nothing behind."""
    await app.job_manager.delete_old_jobs(nb_hours=FAILED_JOBS_STAY_HOURS, include_failed=True, include_aborted=True)
