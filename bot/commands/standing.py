"""The command that says how the house stands, in plain text: what is wrong and since when, what waits, and what was done last."""

import argparse
import contextlib
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException
from typing import Any

from bot import opening
from bot.commands.base import at_home, command, show
from bot.config import Settings
from bot.records import lifetimes, queues
from bot.records.core import Records
from bot.usecases import health
from bot.usecases.health import Watch

NEXT = 5
PATIENCE = 5.0
ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 # nosec B104 - not to listen there, but to ask one that does
RUNS, RUNS_NOT = "runs", "does not run"


def register(commands: Any) -> None:
    """Declare it."""
    command(commands, "status", _status, "Say what is wrong and since when, what waits, and what is next; the service may run meanwhile.")


def _status(settings: Settings, asked: argparse.Namespace) -> None:
    watch = Watch(room=lambda: opening.room(settings), backups=bool(settings.backup_key))
    running = asked_service(settings)
    with at_home(settings) as (house, _):
        found: dict[str, Any] = house.read(_counts)
        told = running or health.told(house, watch)
    found |= {"service": RUNS if running else RUNS_NOT, "health": told}
    show(asked, found, "\n".join(_lines(found)))


def asked_service(settings: Settings) -> str:
    """What the service that runs by these settings says of its health; empty when none answers."""
    line = HTTPConnection(ANY.get(settings.host, settings.host), settings.port, timeout=PATIENCE)
    with contextlib.closing(line), contextlib.suppress(OSError, HTTPException, UnicodeDecodeError):
        line.request("GET", "/healthz")
        told = line.getresponse().read().decode()
        return told if told == health.WELL or told.startswith(health.RED) else ""
    return ""


def _counts(records: Records) -> dict[str, Any]:
    waits, rows = queues.look(records), records.rows
    ran, kept = lifetimes.chore_ran(records), queues.chore(records, health.BACKUP)
    return {
        "courses": rows.count("courses", {}),
        "unhandled_updates": waits.updates,
        "updates_set_aside": waits.updates_aside,
        "letters_waiting": sum(waits.letters.values()),
        "letters_late": waits.letters_late,
        "letters_refused": waits.letters_refused,
        "timers_set": waits.timers,
        "timers_overdue": waits.timers_due,
        "timers_failed": waits.timers_failed,
        "retention_ran": ran.isoformat(timespec="minutes") if ran else "never",
        "backup_made": kept.isoformat(timespec="minutes") if kept else "never",
        "next_timers": [{"at": at.isoformat(timespec="minutes"), "kind": kind} for at, kind in queues.next_timers(records, NEXT)],
    }


def _lines(found: dict[str, Any]) -> Iterator[str]:
    yield f"The service {found['service']}."
    yield from found["health"].splitlines()
    yield ""
    for name, value in found.items():
        if name not in {"service", "health", "next_timers"}:
            yield f"{name.replace('_', ' '):<24}{value}"
    yield from (f"{'next timer':<24}{timer['at']} {timer['kind']}" for timer in found["next_timers"])
