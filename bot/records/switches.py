"""What the operator has switched off: Telegram, files, voice. Read in each transaction, so a change counts from the next one on."""

from collections.abc import Mapping

from bot.domain.trail import Act
from bot.errors import BadInput
from bot.records.core import Records, stamp

TELEGRAM, FILES, VOICE = "telegram", "files", "voice"
ON, KNOCK, OFF = "on", "knock", "off"
STATES: Mapping[str, tuple[str, ...]] = {TELEGRAM: (ON, KNOCK, OFF), FILES: (ON, OFF), VOICE: (ON, OFF)}
# What people sent to a bot that was off still waits at Telegram when it is switched on again, and is not for us.
BACKLOG, TO_DROP, DROPPED = "telegram_backlog", "to_drop", "dropped"
# The address we had updates posted to last: one that we set ourselves we may also take away.
WEBHOOK = "telegram_webhook"
# Whether the running house has a mail server: its settings say so, and what asks has only the records.
MAIL = "mail_server"


def state(records: Records, name: str) -> str:
    """How a switch stands; on where nobody has moved it."""
    row = records.rows.one("switches", {"name": name})
    return str(row["state"]) if row else ON


def is_off(records: Records, name: str) -> bool:
    """Whether a switch is off."""
    return state(records, name) == OFF


def states(records: Records) -> dict[str, str]:
    """How every switch stands."""
    return {name: state(records, name) for name in STATES}


def move(records: Records, name: str, to: str) -> str:
    """Move a switch and log it; how it stood before. Raises BadInput for a switch or a state that there is not."""
    if to not in STATES.get(name, ()):
        raise BadInput
    before = state(records, name)
    if to != before:
        _keep(records, name, to)
        records.log("", Act.SWITCH, "", f"{name}.{to}")
    if (name, before) == (TELEGRAM, OFF) and to != OFF:
        _keep(records, BACKLOG, TO_DROP)
    return before


def has_backlog(records: Records) -> bool:
    """Whether what waits at Telegram was sent while it was off."""
    return state(records, BACKLOG) == TO_DROP


def backlog_dropped(records: Records) -> None:
    """Telegram has thrown away what waited there."""
    _keep(records, BACKLOG, DROPPED)


def webhook(records: Records) -> str:
    """The address we had updates posted to last; empty where we never did."""
    row = records.rows.one("switches", {"name": WEBHOOK})
    return str(row["state"]) if row else ""


def webhook_set(records: Records, url: str) -> None:
    """Updates are posted to this address now, by our own wish (empty: they are fetched)."""
    if webhook(records) != url:
        _keep(records, WEBHOOK, url)


def has_mail(records: Records) -> bool:
    """Whether mails can be sent."""
    row = records.rows.one("switches", {"name": MAIL})
    return row is not None and row["state"] == ON


def mail_is(records: Records, *, on: bool) -> None:
    """The house has a mail server, or none; told at each start."""
    if has_mail(records) != on:
        _keep(records, MAIL, ON if on else OFF)


def moved_at(records: Records, name: str) -> str:
    """When a switch was moved last, as a stamp; empty if never."""
    row = records.rows.one("switches", {"name": name})
    return str(row["moved_at"]) if row else ""


def _keep(records: Records, name: str, to: str) -> None:
    records.rows.put("switches", {"name": name, "state": to, "moved_at": stamp(records.now)})
