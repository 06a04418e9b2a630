"""What was said in a messenger of late, by the messenger's own numbers: what a bot can still take back there. No words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.letter import Letter
from bot.records import people, post
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


def heard(records: Records, channel: str, external: str, message: int) -> None:
    """A message came in (0: it has no number): kept where its sender is in a course, for else it holds nothing of theirs."""
    address = people.at(records, channel, external) if message else None
    if address and address.course:
        _note(records, channel, external, address.course, message)


def said(records: Records, envelope: Envelope, messages: Sequence[int]) -> None:
    """A letter has become these messages. What was erased while it was on its way is taken back at once."""
    if not envelope.course:
        return
    if records.rows.one("outbox", {"key": envelope.key}) is None:
        delete(records, envelope.channel, envelope.external, messages)
        return
    for message in messages:
        _note(records, envelope.channel, envelope.external, envelope.course, message)


def told(records: Records, persons: Sequence[str], course: str) -> list[Told]:
    """What was said of late with these people about this course. Ask before they are forgotten."""
    found = []
    for address in (address for person in persons for address in people.reach(records, person)):
        match = {"channel": address.channel, "external": address.external, "course": course}
        numbers = tuple(row["message"] for row in records.rows.some("traces", match))
        found.append(Told(channel=address.channel, external=address.external, messages=numbers))
    return found


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
    """Drop what is too old to be taken back; how many."""
    rows = records.rows.some("traces", {}, up_to={"at": stamp(records.now - KEPT)}, order=("at",), limit=FORGOTTEN_AT_ONCE)
    for row in rows:
        records.rows.drop("traces", {name: row[name] for name in ("channel", "external", "message")})
    return len(rows)


def _note(records: Records, channel: str, external: str, course: str, message: int) -> None:
    # A message that is put in the place of an earlier one keeps that one's age.
    row = {"channel": channel, "external": external, "message": message, "course": course, "at": stamp(records.now)}
    records.rows.add("traces", row)
