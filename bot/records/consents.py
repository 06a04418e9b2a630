"""Who was shown which text about their data, and what they said to it: each text as it stood, and each act with its time."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.notice import Notice
from bot.records.core import Records, moment, stamp

# The yes before the first question; a guardian's; and that somebody was told of a text that had changed.
PROCESS, GUARDIAN, TOLD = "process", "guardian", "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One act about one text (its hash), in a language, on a channel."""

    act: str
    notice: str
    language: str
    channel: str
    at: datetime


def keep(records: Records, notice: Notice, *, person: str, course: str, act: str, channel: str) -> None:
    """Keep what somebody did about this text, and the text itself as it was shown."""
    shown = {"hash": notice.hash, "language": notice.language, "text": "\n\n".join([*notice.short, notice.text])}
    records.rows.add("notices", {**shown, "made_at": stamp(records.now)})
    row = {"id": records.new_id(), "person": person, "course": course, "act": act, "notice": notice.hash}
    records.rows.add("consents", {**row, "language": notice.language, "channel": channel, "at": stamp(records.now)})


def of(records: Records, person: str, course: str) -> list[Consent]:
    """What somebody did about these texts in a course, the first thing first."""
    rows = records.rows.some("consents", {"course": course, "person": person}, order=("at", "id"))
    names = ("act", "notice", "language", "channel")
    return [Consent(**{name: row[name] for name in names}, at=moment(row["at"])) for row in rows]


def text(records: Records, notice: str) -> str:
    """A text as it was shown; empty where it is not kept."""
    row = records.rows.one("notices", {"hash": notice})
    return str(row["text"]) if row else ""
