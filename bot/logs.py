"""The one door to structlog and the log: one line per event, and in it nothing but known keys with values of their known shape.

An event is a name in snake_case. What a library writes is brought down to its name, the level and the kind of error: its text may hold
tokens, addresses or people's words. What is not known is written as "[removed]".
"""

import logging
import re
import sys
import threading
from collections.abc import Callable, Mapping, MutableMapping
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Protocol, TextIO

import structlog

from bot.errors import BrokenTrail, FaultyFlow, LineDown, OldSqlite, SamvejError, StoreUnavailable, WrongKey, WrongSettings

NAME = "samvej"
REMOVED = "[removed]"
MASK = "[token]"
# In an address the colon may be written %3A.
TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
# Errors whose sentences are ours: they tell of files, settings and the database, never of what people wrote.
TOLD = (BrokenTrail, FaultyFlow, LineDown, OldSqlite, StoreUnavailable, WrongKey, WrongSettings)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_PLACE = re.compile(r"[A-Za-z_][A-Za-z_.]{0,80}(:\d{1,5})?")
_HEX = re.compile(r"[0-9a-f]{64}")
_TIME = re.compile(r"[0-9T:.Z+-]{10,40}")
Event = MutableMapping[str, Any]


class Log(Protocol):
    """Where an event is told, with values for it."""

    def info(self, event: str, /, **values: object) -> Any: ...
    def warning(self, event: str, /, **values: object) -> Any: ...
    def error(self, event: str, /, **values: object) -> Any: ...


def logger() -> Log:
    """A log to tell events to; before `set_up` only warnings and errors are seen."""
    made: Log = structlog.wrap_logger(
        logging.getLogger(NAME),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
            known_only,
            _handed_on,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    return made


def set_up(stream: TextIO) -> None:
    """Write the log to this stream from now on: as JSON, or as key=value where somebody sits before it; also what ends a thread."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(structlog.processors.LogfmtRenderer() if stream.isatty() else structlog.processors.JSONRenderer()))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(NAME).setLevel(logging.INFO)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a line that cannot be written would be told with its arguments
    sys.excepthook = _fell
    sys.unraisablehook = lambda told: _fell(told.exc_type, told.exc_value, told.exc_traceback)
    threading.excepthook = lambda told: _fell(told.exc_type, told.exc_value, told.exc_traceback)


class Lines(logging.Formatter):
    """Writes our events as they are, for they are known; and of everybody else's records only where they come from."""

    def __init__(self, render: Callable[[Any, str, Event], str | bytes]) -> None:
        super().__init__()
        self._render = render

    def format(self, record: logging.LogRecord) -> str:
        """One line, without the record's message: that is never even put together."""
        ours = record.name == NAME and isinstance(record.msg, dict)
        event = dict(record.msg) if ours and isinstance(record.msg, dict) else known_only(None, "", _of_library(record))
        return str(self._render(None, "", event))


def known_only(_: object, __: str, event: Event) -> Event:
    """The event with every value removed whose key is not known or that has not the key's shape."""
    told = {key if _NAME.fullmatch(key) else REMOVED: value for key, value in event.items()}
    return {key: KNOWN[key](value) if key in KNOWN else REMOVED for key, value in told.items()}


def redacted(text: str) -> str:
    """The text with every bot token in it masked."""
    return TOKEN.sub(MASK, text)


def _shaped(shape: re.Pattern[str]) -> Callable[[object], object]:
    return lambda value: value if isinstance(value, str) and shape.fullmatch(value) else REMOVED


def _number(value: object) -> object:
    return value if isinstance(value, int | float) else REMOVED


def _trouble(value: object) -> object:
    """An error as it may be told: its sentences where they are ours, its kind where they are not."""
    if isinstance(value, TOLD) and isinstance(value, SamvejError):
        return redacted(str(value))
    if isinstance(value, OSError) and value.strerror and value.errno:
        return f"{type(value).__name__}: {value.errno}"
    return type(value).__name__ if isinstance(value, BaseException) else REMOVED


def _one_of(*names: str) -> Callable[[object], object]:
    return lambda value: value if isinstance(value, str) and value in names else REMOVED


CHANNELS = ("telegram", "web", "email")
KINDS = ("text", "press", "form", "edited", "photo", "voice", "unusable", "blocked", "unblocked", "group", "crisis", "other")
OUTCOMES = ("taken", "refused", "held", "crisis", "failed", "put_off", "set_aside")
LOOP = (
    "worker",
    "line",
    "polling",
    "postman_telegram",
    "postman_email",
    "timers",
    "anchoring",
    "tidying",
    "retention",
    "forgetting",
    "flows",
)
KNOWN: Mapping[str, Callable[[object], object]] = {
    "event": _shaped(_NAME),
    "level": _shaped(_NAME),
    "at": _shaped(_TIME),
    "library": _shaped(_PLACE),
    "where": _shaped(_PLACE),
    "error": _shaped(_PLACE),
    "mac": _shaped(_HEX),
    "trouble": _trouble,
    "count": _number,
    "seconds": _number,
    "status": _number,
    "gone": _number,
    "ms": _number,
    "channel": _one_of(*CHANNELS),
    "kind": _one_of(*KINDS),
    "outcome": _one_of(*OUTCOMES),
    "loop": _one_of(*LOOP),
}


def place(error: BaseException) -> str:
    """Our last line on the way to an error."""
    return _of_error(None, error.__traceback__).get("where", "elsewhere")


def _of_library(record: logging.LogRecord) -> Event:
    at = datetime.fromtimestamp(record.created, UTC).isoformat().replace("+00:00", "Z")
    event = {"event": "library", "level": record.levelname.lower(), "at": at, "library": record.name}
    kind, _, trace = record.exc_info or (None, None, None)
    return event | _of_error(kind, trace)


def _of_error(kind: type[BaseException] | None, trace: TracebackType | None) -> dict[str, str]:
    """The kind of error, and the last line of ours on the way to it."""
    places: list[str] = []
    while trace:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        places += [f"{module}:{trace.tb_lineno}"] if module.startswith("bot.") else []
        trace = trace.tb_next
    where = {"where": places[-1]} if places else {}
    return {"error": kind.__name__, **where} if kind else where


def _fell(kind: type[BaseException], _: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logger().error("fell", **_of_error(kind, trace))


def _handed_on(_: object, __: str, event: Event) -> tuple[tuple[Event], dict[str, Any]]:
    return (event,), {}
