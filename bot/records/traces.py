"""What was said in a messenger of late, by the messenger's own numbers: what a bot can still take back there. No words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.letter import Letter
from bot.records import people, post, typed
from bot.records.core import Records, stamp
from bot.records.post import Envelope

TAKE_BACK = "take_back"
# Telegram lets a bot delete a message for two days, a hundred in one go.
KEPT = timedelta(hours=48)
AT_ONCE = 100
FORGOTTEN_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The numbers of the messages of one chat."""

    channel: str
    external: str
    messages: tuple[int, ...]


def heard(records: Records, channel: str, external: str, message: int, course: str = "") -> None:
    """A message came in (0: it has no number): kept where it is about a course, or its sender is in one or was invited to one of late."""
    about = course or _course_here(records, channel, external)
    if message and about:
        _note(records, channel, external, about, message)


def said(records: Records, envelope: Envelope, messages: Sequence[int]) -> None:
    """A letter has become these messages. What was erased while it was on its way is taken back at once."""
    about = envelope.course or _course_here(records, envelope.channel, envelope.external)
    if envelope.course and records.rows.one("outbox", {"key": envelope.key}) is None:
        delete(records, envelope.channel, envelope.external, messages)
        return
    for message in messages if about else ():
        _note(records, envelope.channel, envelope.external, about, message)


def told_there(records: Records, channel: str, external: str, course: str) -> Told:
    """What was said of late in one chat about this course."""
    rows = records.rows.some("traces", {"channel": channel, "external": external, "course": course})
    return Told(channel=channel, external=external, messages=tuple(row["message"] for row in rows))


def told_to_strangers(records: Records, course: str) -> list[Told]:
    """What was said of late about this course in chats that belong to nobody: who opened an invitation and has not said yes."""
    chats = sorted({(row["channel"], row["external"]) for row in records.rows.some("traces", {"course": course})})
    return [told_there(records, *chat, course) for chat in chats if people.at(records, *chat) is None]


def told(records: Records, persons: Sequence[str], course: str) -> list[Told]:
    """What was said of late with these people about this course. Ask before they are forgotten."""
    addresses = [address for person in persons for address in people.reach(records, person)]
    return [told_there(records, address.channel, address.external, course) for address in addresses]


def take_back(records: Records, said_there: Sequence[Told]) -> None:
    """Have it deleted there. The letters that do it belong to nobody, hold numbers only, and go though person and course are gone."""
    for one in said_there:
        delete(records, one.channel, one.external, one.messages)
        for message in one.messages:
            records.rows.drop("traces", {"channel": one.channel, "external": one.external, "message": message})


def delete(records: Records, channel: str, external: str, messages: Sequence[int]) -> None:
    """Have these messages deleted in the messenger, by letters without words."""
    for start in range(0, len(messages), AT_ONCE):
        letter = Letter(text="", deletes=tuple(messages[start : start + AT_ONCE]))
        post.post(records, letter, key=records.new_id(), channel=channel, external=external, kind=TAKE_BACK)


def forget(records: Records) -> int:
    """Drop what is too old to be taken back, or to be edited by whoever wrote it; how many."""
    rows = records.rows.some("traces", {}, up_to={"at": stamp(records.now - KEPT)}, order=("at",), limit=FORGOTTEN_AT_ONCE)
    for row in rows:
        records.rows.drop("traces", {name: row[name] for name in ("channel", "external", "message")})
    return len(rows) + typed.forget(records)


def _course_here(records: Records, channel: str, external: str) -> str:
    """The course that is talked about in a chat: its person's, or for who is not in yet that of the newest invitation."""
    address = people.at(records, channel, external)
    if address:
        return address.course
    rows = records.rows.some("traces", {"channel": channel, "external": external}, order=("at",))
    return rows[-1]["course"] if rows else ""


def _note(records: Records, channel: str, external: str, course: str, message: int) -> None:
    # A message that is put in the place of an earlier one keeps that one's age.
    row = {"channel": channel, "external": external, "message": message, "course": course, "at": stamp(records.now)}
    records.rows.add("traces", row)
