"""The jobs process: takes jobs from the queue until it is told to stop, and takes up again what a killed process left."""

import asyncio
import logging
import os
import signal
import threading
from contextlib import suppress
from typing import Any, Final

import structlog
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from typing_extensions import override

from api.jobs.app import AGAIN, app

AT_ONCE: Final = 2  # a long plan does not keep the short jobs waiting
HEARTBEAT_SECONDS: Final = 5.0
STALLED_SECONDS: Final = 30.0  # six heartbeats missed: the process is gone, or its machine
TAKE_UP_SECONDS: Final = 10.0
FINISH_SECONDS: Final = 20.0  # what runs longer when the process stops goes back to the queue
AWAY_SECONDS: Final = 2.0
# As the queue's group role: these connections see the queue and nothing else.
AS_THE_QUEUE: Final = "-c role=wt_jobs -c search_path=jobs -c statement_timeout=10000 -c TimeZone=UTC"
log = structlog.get_logger("api.jobs")


async def work(url: str, *, until_input_ends: bool = False) -> None:
    """Work until SIGTERM or SIGINT, then finish what runs. A database that is away is no reason to end.

    `until_input_ends`: also stop when standard input ends, as it does when the process that holds its other end is gone.
    """
    from api.jobs import tasks  # noqa: PLC0415 - declares them

    _speak_through_our_log()
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if until_input_ends:
        threading.Thread(target=_wait_for_the_end, args=(loop, stop), daemon=True, name="parent").start()
    log.info("jobs", tasks=sorted(app.tasks), of=tasks.__name__)
    pool: AsyncConnectionPool[AsyncConnection[Any]] = AsyncConnectionPool(
        url, min_size=1, max_size=AT_ONCE + 3, open=False, check=AsyncConnectionPool.check_connection,
        timeout=10, reconnect_timeout=86400.0,
        kwargs={"options": AS_THE_QUEUE, "application_name": "wellbeing jobs", "connect_timeout": 5},
    )  # fmt: skip
    await pool.open()  # does not wait: it may start before its database
    try:
        async with app.open_async(pool):
            while not stop.is_set():
                await _turn(stop)
    finally:
        await pool.close(timeout=2)


async def _turn(stop: asyncio.Event) -> None:
    """Work until told to stop, or until the database is away."""
    worker = asyncio.create_task(
        app.run_worker_async(
            concurrency=AT_ONCE,
            delete_jobs="successful",
            install_signal_handlers=False,
            shutdown_graceful_timeout=FINISH_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=STALLED_SECONDS,
        )
    )
    beside = asyncio.create_task(_take_up_again())
    told = asyncio.create_task(stop.wait())
    await asyncio.wait({worker, told}, return_when=asyncio.FIRST_COMPLETED)
    if stop.is_set():
        log.info("jobs stopping")
    for task in (told, beside, worker):  # a cancelled worker finishes what runs
        task.cancel()
    done, *_ = await asyncio.gather(worker, beside, told, return_exceptions=True)
    if stop.is_set():
        return
    kind = type(done.__cause__ or done).__name__ if isinstance(done, BaseException) else None
    log.warning("jobs wait for the database", kind=kind)
    with suppress(TimeoutError):
        await asyncio.wait_for(stop.wait(), AWAY_SECONDS)


async def _take_up_again() -> None:
    """Put back what a process was doing when it was killed. What kills its process each time is given up in the end."""
    while True:
        with suppress(ConnectorException):
            for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
                log.warning("job left by a killed process", job=job.id, task=job.task_name, attempts=job.attempts + 1)
                if job.attempts >= _most(job.task_name):
                    await app.job_manager.finish_job(job, Status.FAILED, delete_job=False)
                else:
                    await app.job_manager.retry_job(job)
        await asyncio.sleep(TAKE_UP_SECONDS)


def _most(task: str) -> int:
    """How often a task is tried; AGAIN's number where it says none of its own."""
    own = app.tasks[task].retry_strategy if task in app.tasks else None
    return int(getattr(own, "max_attempts", None) or AGAIN.max_attempts or 0)


def _wait_for_the_end(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    with suppress(OSError):
        while os.read(0, 1):
            pass
    with suppress(RuntimeError):  # the loop may be closed already
        loop.call_soon_threadsafe(stop.set)


def _speak_through_our_log() -> None:
    """Say what procrastinate says without arguments and the database's words: only the task and where it failed."""
    theirs = logging.getLogger("procrastinate")
    theirs.setLevel(logging.WARNING)
    theirs.handlers = [_Told()]
    theirs.propagate = False


class _Told(logging.Handler):
    @override
    def emit(self, record: logging.LogRecord) -> None:
        job = getattr(record, "job", None) or {}
        error = record.exc_info[1] if record.exc_info else None
        log.error(
            "job" if job else "jobs",
            action=getattr(record, "action", record.name),
            job=job.get("id"), task=job.get("task_name"), attempts=job.get("attempts"),
            kind=type(error).__name__ if error else None, exc_info=error,
        )  # fmt: skip
