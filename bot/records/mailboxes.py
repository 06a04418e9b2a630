"""E-mail addresses: sealed under their person, and known everywhere else by the id of their mailbox alone."""

from dataclasses import dataclass
from datetime import timedelta

from bot.ports import Row
from bot.records import people
from bot.records.core import Records, moment, stamp
from bot.records.people import EMAIL, GONE, OPEN, Address

ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailbox:
    """Somebody's e-mail address. `state`: asked (not confirmed yet), open, or gone (stopped, or nobody is there)."""

    id: str
    person: str
    address: str
    state: str


def of(records: Records, person: str) -> Mailbox | None:
    """The mailbox of a person; they have one at most."""
    rows = records.rows.some("mailboxes", {"person": person})
    return _mailbox(records, rows[0]) if rows else None


def get(records: Records, mailbox: str) -> Mailbox | None:
    """The mailbox of this id."""
    row = records.rows.one("mailboxes", {"id": mailbox})
    return _mailbox(records, row) if row else None


def ask(records: Records, person: str, address: str) -> Mailbox:
    """A mailbox that is still to be confirmed, in the place of the one they had."""
    remove(records, person)
    box, now = records.new_id(), stamp(records.now)
    sealed = records.seal(person, "mailboxes", "address", box, address)
    records.rows.put("mailboxes", {"id": box, "person": person, "address": sealed, "state": ASKED, "made_at": now, "asked_at": now})
    found = Mailbox(id=box, person=person, address=address, state=ASKED)
    _reach(records, found, ASKED)
    return found


def move(records: Records, mailbox: Mailbox, state: str) -> None:
    """It was confirmed (open), asked anew (asked), or no mail goes there any more (gone)."""
    asked = {"asked_at": stamp(records.now)} if state == ASKED else {}
    records.rows.change("mailboxes", {"id": mailbox.id}, {"state": state, **asked})
    _reach(records, mailbox, state)


def remove(records: Records, person: str) -> None:
    """Nothing is kept of a person's e-mail address."""
    for row in records.rows.some("mailboxes", {"person": person}):
        records.rows.drop("addresses", {"channel": EMAIL, "external": row["id"]})
    records.rows.drop("mailboxes", {"person": person})


def asked_lately(records: Records, address: str, within: timedelta) -> int:
    """How many people have given this address of late, without a yes from it."""
    rows = records.rows.some("mailboxes", {"state": ASKED})
    lately = [row for row in rows if moment(row["asked_at"]) > records.now - within]
    return sum(_mailbox(records, row).address.casefold() == address.casefold() for row in lately)


def shut(records: Records, mailbox: str) -> None:
    """Nobody is there; what is kept of it stays until its person takes it away."""
    found = get(records, mailbox)
    if found and found.state != GONE:
        move(records, found, GONE)


def is_open(mailbox: Mailbox | None) -> bool:
    """Whether mails go there."""
    return mailbox is not None and mailbox.state == OPEN


def _reach(records: Records, mailbox: Mailbox, state: str) -> None:
    people.settle(records, Address(channel=EMAIL, external=mailbox.id, person=mailbox.person, course="", state=state))


def _mailbox(records: Records, row: Row) -> Mailbox:
    person, box = row["person"], row["id"]
    return Mailbox(
        id=box,
        person=person,
        address=records.open(person, "mailboxes", "address", box, row["address"]),
        state=row["state"],
    )
