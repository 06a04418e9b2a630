"""The counsellee's page about their e-mail address: it is typed there, asked for again, and taken away."""

from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.turns import Say
from bot.errors import BadInput
from bot.marks import N_
from bot.records import mailboxes
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.records.mailboxes import ASKED, Mailbox
from bot.records.people import OPEN
from bot.usecases import crisis, mailing, sharing
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Who

NAME = "mail"
TITLE = N_("Besked på mail")
WHICH = N_("Hvilken mailadresse skal vi bruge?")
ANOTHER = N_("Vil du bruge en anden mailadresse? Så skriv den.")
ABOUT = N_("I mailen står kun, at der er nyt, og hvem vi er. Den siger intet om dine svar.")
SENT = N_("Vi har sendt en mail til {address}. Åbn linket i den. Så får du besked der.")
IS_OPEN = N_("Du får besked på {address}.")
IS_GONE = N_("Der kommer ingen mails til {address}.")
SEND_AGAIN = N_("Send mailen igen")
REMOVE = N_("Fjern min mail")
REMOVED = N_("Vi har ikke din mailadresse mere.")
SENT_AGAIN = N_("Mailen er sendt igen.")
ALREADY = N_("Den adresse har vi. Du får besked der.")
# What is pressed on the page.
RESEND, FORGET = "mailagain", "nomail"
STATES = {ASKED: SENT, OPEN: IS_OPEN}


def screen(scene: Scene) -> Screen:
    """What we have, and where it is typed. Whoever came by a link given by staff is shown nothing of it."""
    found = None if scene.who.shared_only else mailboxes.of(scene.records, scene.who.person)
    told = [scene.say(state_told(found), address=found.address)] if found else []
    return Screen(
        name=NAME,
        says=scene.says,
        text=scene.say(ANOTHER if found else WHICH),
        help=scene.say(ABOUT),
        paragraphs=tuple(told),
        answers=tuple(Option(label=scene.say(label), press=here(scene.seat.turn, act)) for label, act in _acts(found)),
        ways=(Option(label=scene.say(sharing.MENU), press=menu("home")), Option(label=scene.say(crisis.TITLE), press=menu("crisis"))),
        entry="text",
        turn=scene.seat.turn,
    )


def state_told(mailbox: Mailbox) -> str:
    """How it stands, as a source text about its {address}."""
    return STATES.get(mailbox.state, IS_GONE)


def typed(records: Records, who: Who, seat: Seat, text: str) -> Seat:
    """An address is typed: a mail goes there."""
    if who.shared_only:
        return _locked(seat)
    if not text.strip():
        return replace(seat, says=(Say(text=phrases.EMPTY),))
    try:
        found = mailing.ask(records, who.person, text)
    except BadInput as fault:
        return replace(seat, says=(Say(text=fault.details[0]),))
    return replace(seat, says=(Say(text=ALREADY),) if found.state == OPEN else (), turn=seat.turn + 1)


def press(records: Records, who: Who, seat: Seat, act: str) -> Seat:
    """One of the page's own buttons."""
    if who.shared_only:
        return _locked(seat)
    if act == FORGET:
        mailing.remove(records, who.person)
        return replace(seat, says=(Say(text=REMOVED),), turn=seat.turn + 1)
    if act != RESEND:
        return replace(seat, says=(Say(text=phrases.STALE),))
    try:
        mailing.ask_again(records, who.person)
    except BadInput as fault:
        return replace(seat, says=(Say(text=fault.details[0]),))
    return replace(seat, says=(Say(text=SENT_AGAIN),), turn=seat.turn + 1)


def _acts(found: Mailbox | None) -> list[tuple[str, str]]:
    if found is None:
        return []
    return [*([] if found.state == OPEN else [(SEND_AGAIN, RESEND)]), (REMOVE, FORGET)]


def _locked(seat: Seat) -> Seat:
    return replace(seat, screen="home", says=(Say(text=sharing.LOCKED),))
