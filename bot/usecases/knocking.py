"""Telegram as its switch says: what may leave there just now, and what those are told who write where nothing is taken in."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.errors import LinkSpent
from bot.marks import N_
from bot.records import courses, links, people, post, switches, traces
from bot.records.core import Records, stamp
from bot.records.links import LinkKind
from bot.records.people import TELEGRAM, WEB
from bot.records.post import CANCELLED, REFUSED, SENDING, WAITING, Envelope, Item
from bot.records.switches import KNOCK, OFF, ON
from bot.texts import Texts
from bot.usecases import drawn_letters, inviting
from bot.usecases.grave import is_grave
from bot.usecases.invitation_letters import REFUSAL
from bot.usecases.press import menu
from bot.usecases.press import read as read_press
from bot.usecases.receiving import CONNECTED, NEED_A_LINK, SPENT, Arrived, receive, start_token
from bot.usecases.resuming import AGAIN
from bot.usecases.stage import Stage

NEWS = N_("Der er nyt.")
NOT_HERE = N_("Skriv ikke her. Åbn samtalen: {link}")
OPEN_IT = N_("Åbn her: {link}")
GOODBYE = N_("Vi bruger ikke Telegram mere. Dit link til samtalen får du af din vejleder.")
GOODBYE_STAFF = N_("Vi bruger ikke Telegram mere. Det nye står på skrivebordet.")
# Kinds of letters: one that tells somebody to go elsewhere, one with fixed words, the last one before Telegram is off.
AWAY, FIXED, LAST = "away", "fixed", "last"
CRISIS, REPLY = "crisis", "turn"
SHOWN_THERE = {REPLY, AGAIN, post.PICTURE}
WITHOUT_CONTENT = {AWAY, FIXED, LAST, CRISIS, traces.TAKE_BACK}
# What tells whether somebody can be reached, and holds nothing that anybody wrote.
ABOUT_THE_CHAT = {"blocked", "unblocked"}
ONCE_IN = timedelta(minutes=1)


def ready(records: Records, stage: Stage, envelope: Envelope) -> Letter | None:
    """The letter as it may leave by Telegram now, and its trying has begun; None when it must not, or waits no more."""
    state = switches.state(records, switches.TELEGRAM)
    if state == OFF and envelope.kind != LAST:
        _elsewhere(records, envelope)
        return None
    if not post.begin(records, envelope):
        return None
    if envelope.kind == AWAY and not envelope.letter.text:
        text = _texts(records, stage, envelope.external).say(NOT_HERE, link=_way_in(records, stage, envelope))
        return replace(envelope.letter, text=text)
    if state == ON or envelope.kind in WITHOUT_CONTENT:
        return _drawn(records, stage, envelope) if envelope.letter.drawing else envelope.letter
    _gather(records, envelope)
    return Letter(text=f"{_texts(records, stage, envelope.external).say(NEWS)}\n{_way_in(records, stage, envelope)}")


def _drawn(records: Records, stage: Stage, envelope: Envelope) -> Letter | None:
    letter = drawn_letters.leaving(records, stage, envelope)
    if letter is None:
        post.ended(records, envelope.key, CANCELLED)
    return letter


def take_in(records: Records, stage: Stage, item: Item, number: int, arrived: Arrived | None, message: int) -> str:
    """Take in what came: kept for its turn (on), answered at once and never stored (knock), or not even that (off); empty: it came before.

    `arrived` is None for what is nobody's turn, `message` as in `take_turn`.
    """
    state = switches.state(records, switches.TELEGRAM)
    if state == OFF:
        return OFF
    keeps = state == ON or (arrived is not None and arrived.kind in ABOUT_THE_CHAT)
    body = item.body if keeps else None
    if not post.take_in(records, channel=item.channel, key=item.key, sender=item.sender, number=number, body=body):
        return ""
    if not keeps and arrived:
        answer(records, stage, arrived, message)
    return ON if keeps else KNOCK


def keep_card(records: Records, card: Letter, key: str, external: str) -> None:
    """A crisis card that could not be sent just now goes as soon as it can."""
    if not switches.is_off(records, switches.TELEGRAM):
        post.post(records, card, key=key, channel=TELEGRAM, external=external, kind=CRISIS)


def take_turn(records: Records, stage: Stage, arrived: Arrived, message: int) -> None:
    """Let somebody have their turn where Telegram is on; `message` is the number of what they wrote (0: they pressed)."""
    state = switches.state(records, switches.TELEGRAM)
    if state == ON or (state == KNOCK and arrived.kind in ABOUT_THE_CHAT):
        receive(records, stage, arrived)
        if message:
            traces.heard(records, arrived.channel, arrived.external, message, _invited_to(records, start_token(arrived)))
    elif state == KNOCK:
        answer(records, stage, arrived, message)


def answer(records: Records, stage: Stage, arrived: Arrived, message: int) -> None:
    """Nothing is taken in here: what was written is deleted, and its sender is told where to go, once a minute at most."""
    if message:
        traces.delete(records, TELEGRAM, arrived.external, (message,))
    texts = _texts(records, stage, arrived.external)
    if arrived.kind in {"text", "edited"} and is_grave(arrived.text, stage.grave):
        back = Button(label=texts.say(N_("Menu")), press=menu("home"))
        _post(records, arrived, Letter(text=stage.crisis.card(texts), rows=((back,),)), CRISIS)
    token = start_token(arrived) or _invited(arrived)
    if token:
        _opened(records, stage, arrived, token)
    else:
        _send_away(records, stage, arrived)


def say_goodbye(records: Records, stage: Stage) -> int:
    """Tell everybody who can be reached in Telegram, for the last time, where to go; how many they are."""
    open_ones = records.rows.some("addresses", {"channel": TELEGRAM, "state": people.OPEN})
    for row in open_ones:
        text = _texts(records, stage, row["external"]).say(GOODBYE if row["course"] else GOODBYE_STAFF)
        where = {"channel": TELEGRAM, "external": row["external"], "person": row["person"], "course": row["course"]}
        post.post(records, Letter(text=text), key=records.new_id(), kind=LAST, **where)
    return len(open_ones)


def has_last_words(records: Records) -> bool:
    """Whether somebody is still to be told where to go."""
    match = {"channel": TELEGRAM, "kind": LAST}
    return any(records.rows.count("outbox", {**match, "state": state}) for state in (WAITING, SENDING))


def give_up(records: Records) -> None:
    """Telegram is off for good: no letter waits for it any more."""
    for envelope in post.waiting_on(records, TELEGRAM):
        _elsewhere(records, envelope)


def _elsewhere(records: Records, envelope: Envelope) -> None:
    """The letter waits on the web; if its receiver has no way in there, it counts as one that did not arrive."""
    _to_web(records, envelope)
    staff = bool(envelope.person) and not courses.of(records, envelope.person, Role.COUNSELLEE)
    reached = staff or links.has_way_in(records, envelope.person)
    post.ended(records, envelope.key, CANCELLED if reached and envelope.kind != LAST else REFUSED)


def _gather(records: Records, envelope: Envelope) -> None:
    """One knock stands for all that waits for this chat."""
    _to_web(records, envelope)
    for other in post.waiting_on(records, envelope.channel, envelope.external):
        if other.kind not in WITHOUT_CONTENT:
            _to_web(records, other)
            post.ended(records, other.key, CANCELLED)


def _to_web(records: Records, envelope: Envelope) -> None:
    """What a notice says waits on the person's own page. Of a reply and its picture nothing is kept: the page shows where one is anyway."""
    if envelope.person and envelope.kind not in {*SHOWN_THERE, *WITHOUT_CONTENT}:
        where: dict[str, Any] = {"channel": WEB, "external": envelope.person, "person": envelope.person, "course": envelope.course}
        post.post(records, envelope.letter, key=f"{envelope.key}.{WEB}", slot=envelope.slot, kind=envelope.kind, **where)


def _way_in(records: Records, stage: Stage, envelope: Envelope) -> str:
    """A link that opens the talk once; for staff, who sign in by themselves, the desk. An earlier one opens nothing any more."""
    address = people.at(records, envelope.channel, envelope.external)
    if address is None or not address.course:
        return f"{stage.url}/desk" if address else stage.url
    links.forget(records, LinkKind.KNOCK, person=address.person)
    secret = links.make(records, LinkKind.KNOCK, person=address.person, course=envelope.course or address.course)
    return f"{stage.url}/nyt/{secret}"


def _opened(records: Records, stage: Stage, arrived: Arrived, token: str) -> None:
    """A link was opened: an invitation is read on the web, and an address is only connected here."""
    texts = _texts(records, stage, arrived.external)
    if _invited_to(records, token):
        _post(records, arrived, Letter(text=texts.say(OPEN_IT, link=f"{stage.url}/i/{token}")), FIXED)
        return
    try:
        inviting.connect(records, token, arrived.channel, arrived.external)
    except LinkSpent:
        known = people.at(records, arrived.channel, arrived.external)
        told = None if known else SPENT
    else:
        told = CONNECTED
    if told:
        _post(records, arrived, Letter(text=texts.say(told)), FIXED)
    if told != SPENT:
        _send_away(records, stage, arrived)


def _invited_to(records: Records, token: str) -> str:
    """The course that this invites to; empty where it is no invitation, or none any more."""
    try:
        return links.look(records, LinkKind.INVITE, token).course
    except LinkSpent:
        return ""


def _invited(arrived: Arrived) -> str:
    """The invitation that a button of an earlier message belongs to, unless it says no."""
    press = read_press(arrived.press) if arrived.press.startswith("i:") else None
    return press.parts[0] if press and press.parts[1:2] != (REFUSAL,) else ""


def _send_away(records: Records, stage: Stage, arrived: Arrived) -> None:
    match = {"channel": arrived.channel, "external": arrived.external, "kind": AWAY}
    lately = stamp(records.now - ONCE_IN)
    if any(row["made_at"] > lately for row in records.rows.some("outbox", match)):
        return
    address = people.at(records, arrived.channel, arrived.external)
    text = "" if address else _texts(records, stage, arrived.external).say(NEED_A_LINK)
    # The link is made when the letter leaves, so that it lies nowhere before.
    _post(records, arrived, Letter(text=text, settles=arrived.message), AWAY)


def _post(records: Records, arrived: Arrived, letter: Letter, kind: str) -> None:
    address = people.at(records, arrived.channel, arrived.external)
    whose: dict[str, Any] = {"person": address.person, "course": address.course} if address else {}
    post.post(records, letter, key=records.new_id(), channel=arrived.channel, external=arrived.external, kind=kind, **whose)


def _texts(records: Records, stage: Stage, external: str) -> Texts:
    address = people.at(records, TELEGRAM, external)
    return stage.texts_in(people.tongue(records, address.person)[0] if address else stage.language)
