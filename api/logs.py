"""Structured logs without personal data: ids of requests and route templates, never a path, a value or the database's words."""

import logging
import sys

import orjson

from api.spared import spared

with spared("rich", "greenlet"):  # for its console and for green threads; the commands that draw load rich themselves
    import structlog

get_logger = structlog.get_logger
_loudly = False


def configure(level: str) -> None:
    """JSON lines on standard output. `debug` also prints the words of exceptions."""
    global _loudly  # noqa: PLW0603 - set once, when the process starts
    _loudly = level.lower() == "debug"
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _only_the_kind_of_exception,
            structlog.processors.JSONRenderer(serializer=orjson.dumps),
        ],
        logger_factory=structlog.BytesLoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(number),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("fastapi").setLevel(logging.ERROR)  # it warns that a validator of e-mail is missing; ours is a pattern


def _only_the_kind_of_exception(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Where it happened and of what kind; an exception's words can quote a row."""
    error = event.pop("exc_info", None)
    if error is True:  # log.exception(…)
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        frames = []
        trace = error.__traceback__
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_code.co_filename.rsplit('/api/', 1)[-1]}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["where"] = frames[-8:]
        if _loudly:  # a developer's machine only: the words may quote a row
            event["words"] = f"{error} {getattr(error, 'message', '')}"
    return event
