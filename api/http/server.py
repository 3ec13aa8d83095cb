"""Starting uvicorn the way this service needs it."""

import contextlib
import logging
import signal
import sys
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from types import FrameType
from typing import Any

import uvicorn
from typing_extensions import override
from uvicorn._types import ASGI3Application
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from api.http.protocol import Protocol

if sys.platform != "win32":
    import resource

_log = logging.getLogger("uvicorn.error")
# A socket is a file: with the usual soft limit of 1,024 a thousand slow clients keep every other out.
OPEN_FILES = 65_536
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def config(  # noqa: PLR0913  # every one is a setting of the operator
    app_factory: str | Callable[[], ASGI3Application],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    workers: int = 1,
    protocol: type[Protocol] = Protocol,
    root_path: str = "",
    log_config: dict[str, Any] | None = None,
    keep_alive_seconds: int = 75,
    graceful_seconds: int = 10,
) -> "Config":
    """Make uvicorn's settings. `app_factory` is "module:function"; with one worker it may be the function.

    Logging is the application's: uvicorn's own loggers are left to propagate, and its access log is off.
    """
    return Config(
        app_factory,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        http=protocol,
        ws="none",
        loop="auto",  # uvloop wherever it is installed
        lifespan="on",
        root_path=root_path,
        log_config=log_config,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # the application believes TRUSTED_PROXIES alone
        backlog=2048,
        timeout_keep_alive=keep_alive_seconds,  # longer than the 60 s of a usual proxy, which must be the one to close
        timeout_graceful_shutdown=graceful_seconds,
        timeout_worker_healthcheck=20,  # a worker that starts on a busy machine is slow, not hung
    )


def run(app_factory: str, **settings: Any) -> None:  # noqa: ANN401  # config() names and checks them
    """Serve until SIGINT or SIGTERM, then return. `settings` are those of `config`.

    Raises SystemExit(3) when the application cannot start. The caller may clean up afterwards: uvicorn on its own dies of
    the SIGTERM it has just handled, and what was to be stopped behind it (an embedded PostgreSQL) stays.
    """
    made = config(app_factory, **settings)
    _allow_many_sockets()
    with _signals_end_here():
        if made.workers > 1:
            supervisor = Supervisor(made, sockets=[made.bind_socket()])
            supervisor.run()
            failed = any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes)
        else:
            server = uvicorn.Server(made)
            server.run()
            failed = not server.started
    if failed:
        sys.exit(STARTUP_FAILURE)


class Config(uvicorn.Config):
    """uvicorn's settings, with a worker's start made to end well."""

    @override
    def load(self) -> None:
        """Load the application. One that is broken ends the server.

        uvicorn does so for a broken start-up, but starts a worker again for ever whose factory raises.
        """
        try:
            super().load()
        except Exception:  # noqa: BLE001  # whatever a broken application raises
            _log.exception("The application cannot be loaded.")
            sys.exit(STARTUP_FAILURE)
        _hold_interrupts(held=False)


class Supervisor(Multiprocess):
    """uvicorn's supervisor. Ctrl-C reaches a worker that is still starting once it can stop, not as a traceback."""

    @override
    def init_processes(self) -> None:
        resource_tracker.ensure_running()  # comes with the first process otherwise, and lifts the hold
        _hold_interrupts(held=True)  # a new process inherits what is held
        super().init_processes()
        _hold_interrupts(held=False)

    @override
    def keep_subprocess_alive(self) -> None:
        _hold_interrupts(held=True)
        super().keep_subprocess_alive()
        _hold_interrupts(held=False)


def _hold_interrupts(*, held: bool) -> None:
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK if held else signal.SIG_UNBLOCK, {signal.SIGINT})


@contextlib.contextmanager
def _signals_end_here() -> Iterator[None]:
    """Let the signal that uvicorn raises again once it has stopped find a handler that does nothing."""
    before = {number: signal.signal(number, _stopped_already) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stopped_already(_number: int, _frame: FrameType | None) -> None:
    """Nothing is left to do: the server heard this signal first."""


def _allow_many_sockets() -> None:
    if sys.platform == "win32":
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
