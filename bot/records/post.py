"""The inbox and the outbox: what has come in, and what must go out."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from bot.domain.letter import Button, Letter
from bot.ports import Row
from bot.records.core import POST, Records, moment, stamp
from bot.records.people import WEB

NEW, DONE, ASIDE = "new", "done", "aside"
WAITING, SENDING, SENT, REFUSED, CANCELLED = "waiting", "sending", "sent", "refused", "cancelled"
MOST_UNKNOWN, MOST_FAULTS = 2, 3
# What has just swallowed a letter is not given the second copy at once.
BEFORE_A_SECOND = timedelta(seconds=5)
AFTER_A_FAULT = timedelta(minutes=2)
# A letter that has waited so long, or failed for so long, is told as red.
OVERDUE = timedelta(minutes=15)
REMINDER = "remind_"
# Letters that somebody waits for, or that only take back or send elsewhere; everything else lets them go first.
REPLIES, REST = 0, 1
SOON = {"turn", "crisis", "fixed", "away", "last", "take_back", "mail_confirm"}
# A picture follows the words it belongs to, and holds up no others.
PICTURE = "picture"
ANSWERS = {*SOON, PICTURE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that came in: from which channel and sender, under the channel's own key, with its body."""

    channel: str
    key: str
    sender: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is seen of a letter from outside: enough to choose which is to leave."""

    key: str
    external: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A letter on its way. `tries` counts attempts whose end is unknown, `failures` those that surely did not arrive."""

    key: str
    channel: str
    external: str
    person: str
    course: str
    kind: str
    tries: int
    failures: int
    letter: Letter
    slot: str = ""
    made_at: datetime | None = field(default=None, compare=False)
    good_until: datetime | None = None


def take_in(records: Records, *, channel: str, key: str, sender: str, number: int, body: dict[str, Any] | None) -> bool:
    """Keep what came in; False when it came before. Without a body it is done with at once."""
    sealed = records.seal(POST, "inbox", "body", f"{channel}.{key}", body) if body is not None else b""
    row = {"channel": channel, "key": key, "sender": sender, "number": number, "body": sealed}
    return records.rows.add("inbox", {**row, "state": DONE if body is None else NEW, "received_at": stamp(records.now)})


def next_in(records: Records, channel: str, limit: int) -> list[Item]:
    """The oldest unhandled item of each sender, oldest first."""
    rows = records.rows.heads("inbox", {"state": NEW, "channel": channel}, by="sender", order=("received_at", "number"), limit=limit)
    return [_item(records, row) for row in rows]


def handled(records: Records, item: Item, state: str = DONE) -> bool:
    """Done with it: its body goes. False when it was handled before."""
    key = {"channel": item.channel, "key": item.key, "state": NEW}
    return records.rows.change("inbox", key, {"state": state, "body": b""}) == 1


def forget_in(records: Records, older_than: datetime) -> int:
    """Drop what was handled before this time, so that a channel's numbers can come again."""
    rows = records.rows.some("inbox", {}, up_to={"received_at": stamp(older_than)})
    gone = [row for row in rows if row["state"] != NEW]
    for row in gone:
        records.rows.drop("inbox", {"channel": row["channel"], "key": row["key"]})
    return len(gone)


def post(  # noqa: PLR0913 - an envelope has that many parts
    records: Records,
    letter: Letter,
    *,
    key: str,
    channel: str,
    external: str,
    person: str = "",
    course: str = "",
    slot: str = "",
    kind: str,
    good_until: datetime | None = None,
) -> bool:
    """Put a letter in the outbox, once for each key. Letters of one slot that still wait give way to a newer one.

    `good_until`: after that it is not sent any more, and counts as one that did not arrive.
    """
    if records.rows.one("outbox", {"key": key}):
        return False
    if slot:
        match = {"channel": channel, "external": external, "slot": slot, "state": WAITING, "tries": 0}
        records.rows.change("outbox", match, {"state": CANCELLED, "body": b"", "ended_at": stamp(records.now)})
    before = records.rows.count("outbox", {"channel": channel, "external": external, "state": WAITING})
    owner = course or person or POST
    now = stamp(records.now)
    where = {"channel": channel, "external": external, "person": person, "course": course, "owner": owner}
    what = {"slot": slot, "kind": kind, "body": records.seal(owner, "outbox", "body", key, _plain(letter)), "state": WAITING}
    until = stamp(good_until) if good_until else None
    when = {"number": before, "made_at": now, "due_at": now, "good_until": until, "ended_at": None}
    how = {"lane": REPLIES if kind in SOON else REST, "tries": 0, "failures": 0}
    return records.rows.add("outbox", {"key": key, **where, **what, **how, **when})


def replies_out(records: Records, channel: str, limit: int) -> tuple[list[Slip], set[str]]:
    """The oldest reply that waits for each chat, if its time has come, oldest first; and all chats that a reply waits for.

    One whose time has not come holds up the later ones of its chat, so that they keep their order.
    """
    where = {"channel": channel, "state": WAITING, "lane": REPLIES}
    rows = records.rows.heads("outbox", where, by="external", order=("made_at", "number"), limit=limit)
    return [_slip(row) for row in rows if row["due_at"] <= stamp(records.now)], {row["external"] for row in rows}


def rest_out(records: Records, channel: str, limit: int) -> list[Slip]:
    """Of what is no reply, the oldest letter for each chat among those whose time has come, oldest first."""
    where, due = {"channel": channel, "state": WAITING, "lane": REST}, {"due_at": stamp(records.now)}
    rows = records.rows.heads("outbox", where, by="external", order=("made_at", "number"), limit=limit, up_to=due)
    return [_slip(row) for row in rows]


def opened(records: Records, key: str) -> Envelope | None:
    """A letter that waits and whose time has come, with its words; None when it has left or ended, or was put off."""
    row = records.rows.one("outbox", {"key": key, "state": WAITING})
    return _envelope(records, row) if row and row["due_at"] <= stamp(records.now) else None


def waiting_for(records: Records, person: str, channel: str) -> list[Envelope]:
    """The letters that wait for a person on a channel that is read rather than sent to, oldest first."""
    rows = records.rows.some("outbox", {"person": person, "state": WAITING, "channel": channel}, order=("made_at",))
    return [_envelope(records, row) for row in rows]


def waiting_on(records: Records, channel: str, external: str = "") -> list[Envelope]:
    """The letters that wait for a channel, or for one chat there, oldest first."""
    where = {"channel": channel, **({"external": external} if external else {})}
    return [_envelope(records, row) for row in records.rows.some("outbox", {**where, "state": WAITING}, order=("made_at", "number"))]


def begin(records: Records, envelope: Envelope) -> bool:
    """This letter is about to be tried; False when it waits no more. Should we never hear how it ended, it counts as unknown."""
    to = {"state": SENDING, "tries": envelope.tries + 1}
    return records.rows.change("outbox", {"key": envelope.key, "state": WAITING}, to) == 1


def wait_on(records: Records, envelope: Envelope) -> None:
    """This letter was begun and is not tried yet after all: it waits as it did before."""
    records.rows.change("outbox", {"key": envelope.key, "state": SENDING}, {"state": WAITING, "tries": envelope.tries})


def ended(records: Records, key: str, state: str) -> None:
    """The letter's way is over; its words go."""
    for before in (WAITING, SENDING):
        records.rows.change("outbox", {"key": key, "state": before}, {"state": state, "body": b"", "ended_at": stamp(records.now)})


def again(records: Records, envelope: Envelope, wait: timedelta) -> None:
    """The letter surely did not arrive, and goes again after a while."""
    to = {"state": WAITING, "tries": envelope.tries, "failures": envelope.failures + 1, "due_at": stamp(records.now + wait)}
    records.rows.change("outbox", {"key": envelope.key, "state": SENDING}, to)


def hold(records: Records, envelope: Envelope, until: datetime) -> None:
    """The letter waits on purpose, and that is no failure."""
    records.rows.change("outbox", {"key": envelope.key, "state": WAITING}, {"failures": 0, "due_at": stamp(until)})


def unknown(records: Records, key: str, tries: int) -> bool:
    """Nobody knows whether the letter arrived; whether it goes once more. If not, it is to be ended as refused."""
    if tries >= MOST_UNKNOWN:
        return False
    records.rows.change("outbox", {"key": key, "state": SENDING}, {"state": WAITING, "due_at": stamp(records.now + BEFORE_A_SECOND)})
    return True


def faulty(records: Records, key: str) -> None:
    """Something is wrong with the letter itself, or with us: it is tried again a few times, and then it has not arrived."""
    row = records.rows.one("outbox", {"key": key})
    if row is None or row["state"] not in {WAITING, SENDING}:
        return
    if row["failures"] + 1 >= MOST_FAULTS or row["tries"] >= MOST_UNKNOWN:
        ended(records, key, REFUSED)
        return
    to = {"state": WAITING, "failures": row["failures"] + 1, "due_at": stamp(records.now + AFTER_A_FAULT)}
    records.rows.change("outbox", {"key": key}, to)


def cut_off(records: Records, channel: str) -> list[Envelope]:
    """The letters that were being tried when the last process ended: nobody knows whether they arrived."""
    rows = records.rows.some("outbox", {"channel": channel, "state": SENDING})
    return [_envelope(records, {**row, "tries": row["tries"] - 1}) for row in rows]


def late(records: Records) -> int:
    """How many letters have been on their way for more than a quarter of an hour, whether tried in vain or never.

    What waits to be read on a page is not on its way, and for what is held back on purpose the time begins when it is due.
    """
    old = {"made_at": stamp(records.now - OVERDUE)}
    rows = [row for state in (WAITING, SENDING) for row in records.rows.some("outbox", {"state": state}, up_to=old)]
    return sum(row["channel"] != WEB and not _is_held(records, row) for row in rows)


def clock_went_back(records: Records) -> int:
    """The clock shows an earlier time than before: letters that wait for a time by the wrong one go now, in their order; how many."""
    now = stamp(records.now)
    ahead = [row for row in records.rows.some("outbox", {"state": WAITING}) if max(row["made_at"], row["due_at"]) > now]
    for row in ahead:
        records.rows.change("outbox", {"key": row["key"]}, {"made_at": min(row["made_at"], now), "due_at": min(row["due_at"], now)})
    return len(ahead)


def cancel(records: Records, **match: str) -> int:
    """Letters that still wait and match do not go; how many."""
    return records.rows.change("outbox", {**match, "state": WAITING}, {"state": CANCELLED, "body": b"", "ended_at": stamp(records.now)})


def forget_out(records: Records) -> None:
    """Drop the letters to nobody we know whose way is over: the number of somebody who is gone has no business here."""
    for state in (SENT, REFUSED, CANCELLED):
        records.rows.drop("outbox", {"person": "", "course": "", "state": state})


def _is_held(records: Records, row: Row) -> bool:
    untried = not row["failures"] and not row["tries"]
    return bool(row["due_at"] > stamp(records.now - OVERDUE if untried else records.now + OVERDUE))


def _slip(row: Row) -> Slip:
    return Slip(key=row["key"], external=row["external"])


def _plain(letter: Letter) -> dict[str, Any]:
    # By hand, since `asdict` copies deeply and this is done for every letter.
    rows = [[_button(button) for button in row] for row in letter.rows]
    around = {"settles": letter.settles, "replaces": letter.replaces, "picture": letter.picture, "deletes": list(letter.deletes)}
    around |= {"attachment": letter.attachment, "drawing": letter.drawing}
    return {"text": letter.text, "rows": rows, **around}


def _button(button: Button) -> dict[str, Any]:
    return {"label": button.label, "press": button.press, "url": button.url, "inside": button.inside}


def _item(records: Records, row: Row) -> Item:
    body = records.open(POST, "inbox", "body", f"{row['channel']}.{row['key']}", row["body"])
    return Item(channel=row["channel"], key=row["key"], sender=row["sender"], body=body)


def _envelope(records: Records, row: Row) -> Envelope:
    data = records.open(row["owner"], "outbox", "body", row["key"], row["body"])
    rows = tuple(tuple(Button(**button) for button in line) for line in data["rows"])
    names = ("key", "channel", "external", "person", "course", "kind", "tries", "failures", "slot")
    letter = Letter(**{**data, "rows": rows, "deletes": tuple(data.get("deletes", ()))})
    when: dict[str, Any] = {"made_at": moment(row["made_at"]), "good_until": moment(row["good_until"]) if row["good_until"] else None}
    return Envelope(**{name: row[name] for name in names}, letter=letter, **when)
