"""Somebody's e-mail address: given, confirmed by a link in a mail, stopped from any mail, taken away."""

import re
from datetime import timedelta

from bot.domain.letter import Letter
from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import BadInput, LinkSpent
from bot.marks import N_
from bot.records import courses, links, mailboxes, people, post, switches
from bot.records.core import Records, stamp
from bot.records.links import LinkKind
from bot.records.mailboxes import ASKED, Mailbox
from bot.records.people import EMAIL, GONE, OPEN
from bot.usecases import undelivered
from bot.usecases.mails import CONFIRM
from bot.usecases.notices import send_text
from bot.usecases.stage import Stage

NO_MAIL_HERE = N_("Man kan ikke få mail herfra.")
NOT_AN_ADDRESS = N_("Det ligner ikke en mailadresse. Se den efter, og prøv igen.")
TOO_MANY = N_("Du har bedt om tre mails i dag. Prøv igen i morgen.")
STOPPED = N_("Du får ikke flere mails fra os.")
MOST_A_DAY, A_DAY = 3, timedelta(days=1)
LONGEST = 254
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


def is_offered(records: Records, person: str) -> bool:
    """Whether somebody can get mails here, or has an address they may want to take away."""
    return switches.has_mail(records) or mailboxes.of(records, person) is not None


def ask(records: Records, person: str, typed: str) -> Mailbox:
    """A mail with a link is on its way to this address. Raises BadInput with what is wrong, as a source text."""
    address = typed.strip()
    if not switches.has_mail(records):
        raise BadInput(NO_MAIL_HERE)
    if len(address) > LONGEST or not _ADDRESS.fullmatch(address):
        raise BadInput(NOT_AN_ADDRESS)
    _count(records, person, address)
    found = mailboxes.of(records, person)
    if found and found.address == address and found.state != GONE:
        if found.state == ASKED:
            _send_link(records, found)
        return found
    remove(records, person)
    made = mailboxes.ask(records, person, address)
    _send_link(records, made)
    return made


def ask_again(records: Records, person: str) -> Mailbox:
    """The mail with the link once more, to the address that is there already. Raises BadInput as `ask` does."""
    found = mailboxes.of(records, person)
    if found is None:
        raise BadInput(NOT_AN_ADDRESS)
    _count(records, person, found.address)
    if found.state != OPEN:
        mailboxes.move(records, found, ASKED)
        _send_link(records, found)
    return found


def look(records: Records, secret: str) -> Mailbox:
    """The mailbox that a confirmation's link is for; nothing is confirmed yet. Raises LinkSpent."""
    return _asked(records, links.look(records, LinkKind.MAIL, secret).person)


def confirm(records: Records, secret: str) -> None:
    """Mails may go there from now on. Raises LinkSpent."""
    found = _asked(records, links.use(records, LinkKind.MAIL, secret).person)
    links.forget(records, LinkKind.MAIL, person=found.person)
    mailboxes.move(records, found, OPEN)
    records.log(found.person, Act.CONNECT)


def stop(records: Records, stage: Stage, mailbox: str) -> None:
    """No mail goes there any more, and its person is told where they are reached else. A mailbox that is not there is stopped already."""
    found = mailboxes.get(records, mailbox)
    if found is None or found.state == GONE:
        return
    mailboxes.move(records, found, GONE)
    post.cancel(records, channel=EMAIL, external=mailbox)
    records.log(found.person, Act.DISCONNECT)
    texts = stage.texts_in(people.tongue(records, found.person)[0])
    course = next(iter(courses.of(records, found.person, Role.COUNSELLEE)), "")
    send_text(records, found.person, course, texts.say(STOPPED), kind="mail_stopped")


def remove(records: Records, person: str) -> None:
    """Nothing is kept of somebody's address, and what waits for it does not go; it waits on their page."""
    found = mailboxes.of(records, person)
    if found is None:
        return
    links.forget(records, LinkKind.MAIL, person=person)
    post.cancel(records, channel=EMAIL, external=found.id)
    mailboxes.remove(records, person)
    records.log(person, Act.DISCONNECT)


def settle(records: Records, stage: Stage, *, on: bool) -> None:
    """The house starts with a mail server or without; without one no letter waits for it: each goes another way, as one refused."""
    switches.mail_is(records, on=on)
    for envelope in [] if on else post.waiting_on(records, EMAIL):
        post.ended(records, envelope.key, post.REFUSED)
        undelivered.failed(records, stage, envelope)


def _asked(records: Records, person: str) -> Mailbox:
    found = mailboxes.of(records, person)
    if found is None or found.state != ASKED:
        raise LinkSpent
    return found


def _count(records: Records, person: str, address: str) -> None:
    """Nobody has mails sent to somebody else's address again and again."""
    since = stamp(records.now - A_DAY)
    mine = [row for row in records.rows.some("outbox", {"person": person, "channel": EMAIL}) if row["kind"] == CONFIRM]
    asked = sum(row["made_at"] > since for row in mine)
    if max(asked, mailboxes.asked_lately(records, address, A_DAY)) >= MOST_A_DAY:
        raise BadInput(TOO_MANY)


def _send_link(records: Records, mailbox: Mailbox) -> None:
    """The link itself is made as the mail leaves; a mail that has waited for longer than the link lives is of no use."""
    post.post(
        records,
        Letter(text=""),
        key=records.new_id(),
        channel=EMAIL,
        external=mailbox.id,
        person=mailbox.person,
        slot=CONFIRM,
        kind=CONFIRM,
        good_until=records.now + A_DAY,
    )
