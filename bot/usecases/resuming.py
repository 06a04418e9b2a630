"""After a time without Telegram: presses of buttons are lost there after 150 s, so people see the step they are at again, once."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.marks import N_
from bot.records import away, conversations, people, post, switches
from bot.records.core import Records, stamp
from bot.records.people import TELEGRAM, Address
from bot.usecases.leaving import at_home
from bot.usecases.letters import letter
from bot.usecases.locks import screen_name
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who, voice

AGAIN = "again"
I_WAS_AWAY = N_("Jeg var væk lidt. Hvis du trykkede på en knap, så tryk igen.")
KEEP_EVERY = timedelta(seconds=30)
PRESSES_LIVE = timedelta(seconds=150)
LATELY = timedelta(hours=24)


def heard(records: Records) -> bool:
    """Updates were fetched just now. Whether there was a time away after which people are still to be shown where they are."""
    before = away.heard_at(records)
    if before and records.now - before > PRESSES_LIVE and switches.moved_at(records, switches.TELEGRAM) <= stamp(before):
        away.went(records, before)
    away.heard(records)
    return away.since(records) is not None


def whom(records: Records) -> list[Address]:
    """Those whose press may have been lost: they were at something shortly before, and nothing has come from them since."""
    since = away.since(records)
    if since is None or switches.state(records, switches.TELEGRAM) != switches.ON:
        return []
    open_ones = records.rows.some("addresses", {"channel": TELEGRAM, "state": people.OPEN})
    found = [people.at(records, TELEGRAM, row["external"]) for row in open_ones if row["course"]]
    return [address for address in found if address and _may_have_pressed(records, address, since)]


def show_again(records: Records, stage: Stage, address: Address) -> None:
    """Post the screen that somebody is at, once for each time away."""
    since = away.since(records)
    who = Who(person=address.person, course=address.course)
    seat = conversations.seat(records, who.person, who.course)
    # A restart may come between finding them and this, and a message of theirs too.
    if since is None or seat is None or not _may_have_pressed(records, address, since):
        return
    tongue = voice(records, stage, who)
    screen = show(records, stage, who, at_home(stage, replace(seat, says=())))
    written = letter(replace(screen, says=(tongue.say(I_WAS_AWAY), *screen.says)), tongue.texts)
    where: dict[str, Any] = {"channel": TELEGRAM, "external": address.external, "person": who.person, "course": who.course}
    post.post(records, written, key=f"{AGAIN}.{stamp(since)}.{address.external}", kind=AGAIN, slot=AGAIN, **where)


def done(records: Records) -> None:
    """Everybody was shown."""
    away.told(records)


def _may_have_pressed(records: Records, address: Address, since: datetime) -> bool:
    # What was kept last may be that old when we went away.
    until = stamp(since + KEEP_EVERY)
    row = records.rows.one("seats", {"person": address.person, "course": address.course})
    if row is None or not stamp(since - LATELY) <= row["moved_at"] <= until or _was_heard(records, address, until):
        return False
    return _is_at_something(records, address) or _has_a_letter(records, address, row["moved_at"], until)


def _was_heard(records: Records, address: Address, until: str) -> bool:
    came = records.rows.some("inbox", {"channel": TELEGRAM, "sender": address.external})
    return any(row["received_at"] > until for row in came)


def _is_at_something(records: Records, address: Address) -> bool:
    seat = conversations.seat(records, address.person, address.course)
    frame = seat.stack[-1] if seat and seat.stack else None
    place = conversations.place(records, address.person, address.course, frame) if frame else None
    return bool(place and not place.ended) or bool(seat and screen_name(seat) == "sharing")


def _has_a_letter(records: Records, address: Address, moved_at: str, until: str) -> bool:
    """Whether a letter came that is no answer to anything, after the last thing they did."""
    sent = records.rows.some("outbox", {"channel": TELEGRAM, "external": address.external, "state": post.SENT})
    return any(moved_at < row["ended_at"] <= until and row["kind"] not in post.ANSWERS for row in sent)
