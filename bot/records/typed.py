"""Which message in a messenger became which part of an answer, so that one edited there changes the answer."""

from dataclasses import dataclass, replace
from datetime import timedelta

from bot.ports import Row
from bot.records import people
from bot.records.conversations import Frame
from bot.records.core import Records, stamp

# As long as somebody can edit their own message.
KEPT = timedelta(hours=48)
FORGOTTEN_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """One message (`channel`, `external`, its `message` number there) and the step it was said to; `text` are its words as they count.

    `wanted` are those it was edited to, while its writer is asked whether they shall count (empty: nothing is asked).
    """

    channel: str
    external: str
    message: int
    person: str
    course: str
    frame: Frame
    step: str
    text: str
    wanted: str = ""


def keep(records: Records, typed: Typed) -> None:
    """Keep it as it is now; its age stays that of the message."""
    found = records.rows.one("typed", _key(typed))
    words = {"text": typed.text, "wanted": typed.wanted}
    where = {"person": typed.person, "course": typed.course, "flow": typed.frame.flow, "subject": typed.frame.subject, "step": typed.step}
    sealed = records.seal(typed.course, "typed", "words", _name(typed.channel, typed.external, typed.message), words)
    records.rows.put("typed", {**_key(typed), **where, "words": sealed, "at": found["at"] if found else stamp(records.now)})


def find(records: Records, channel: str, external: str, message: int) -> Typed | None:
    """What a message was said to; None when it was no part of an answer, or is too old."""
    row = records.rows.one("typed", {"channel": channel, "external": external, "message": message})
    return _typed(records, row) if row else None


def asked_about(records: Records, person: str, message: int) -> Typed | None:
    """The message of this person with this number, whose edit waits for their word."""
    found = (find(records, address.channel, address.external, message) for address in people.reach(records, person))
    return next((one for one in found if one and one.person == person and one.wanted), None)


def settled(records: Records, typed: Typed, text: str) -> None:
    """From now on these words of the message count, and nothing is asked."""
    keep(records, replace(typed, text=text, wanted=""))


def forget(records: Records) -> int:
    """Drop what is too old to be edited; how many."""
    rows = records.rows.some("typed", {}, up_to={"at": stamp(records.now - KEPT)}, order=("at",), limit=FORGOTTEN_AT_ONCE)
    for row in rows:
        records.rows.drop("typed", {name: row[name] for name in ("channel", "external", "message")})
    return len(rows)


def _key(typed: Typed) -> Row:
    return {"channel": typed.channel, "external": typed.external, "message": typed.message}


def _name(channel: str, external: str, message: int) -> str:
    return f"{channel}.{external}.{message}"


def _typed(records: Records, row: Row) -> Typed:
    words = records.open(row["course"], "typed", "words", _name(row["channel"], row["external"], row["message"]), row["words"])
    names = ("channel", "external", "message", "person", "course", "step")
    return Typed(**{name: row[name] for name in names}, frame=Frame(flow=row["flow"], subject=row["subject"]), **words)
