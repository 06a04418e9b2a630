"""Takes in what arrives by a messenger: finds out who it is, lets them have their turn, and posts the answer."""

from contextlib import suppress
from dataclasses import dataclass, replace

from bot.domain.letter import Button, Letter
from bot.domain.media import PICTURE, VOICE, Media
from bot.errors import LinkSpent, NotAllowed
from bot.marks import N_
from bot.records import conversations, links, people, post, traces
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.people import Address
from bot.texts import Texts
from bot.usecases import asking_age, crisis, edited, filing, invitation_letters, inviting, noticing, staff_presses, talking, unblocked
from bot.usecases.care import with_care
from bot.usecases.heard import Heard
from bot.usecases.letters import letter
from bot.usecases.press import menu
from bot.usecases.press import read as read_press
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who, voice

NEED_A_LINK = N_("Hej. Jeg er et program. Du kommer ind med et link fra din vejleder.")
SPENT = N_("Det link er brugt eller for gammelt. Bed din vejleder om et nyt.")
NO_THANKS = N_("Det er i orden. Intet er gemt.")
STAFF = N_("Her får du besked, når der er nyt. Læs og svar på skrivebordet.")
CONNECTED = N_("Telegram er nu klar.")
UNUSABLE = N_("Det kan jeg ikke tage imod her. Skriv det, eller tryk på en knap.")
TOLD = {"unusable": UNUSABLE, **filing.FAULTS}
ALL_GONE = N_("Alt er slettet, også det fra de sidste to døgn her i Telegram. Det, der er ældre her, kan kun du slette.")
MEDIA = {"photo": PICTURE, "voice": VOICE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What arrived. `kind` is text, press, photo, voice, edited, unusable, blocked or unblocked.

    `message` is the number of the one that was pressed, `wrote` that of the one that was written, or edited.

    A photo or a voice message has its `body`, cleaned, its MIME type `mime` and `seconds`; `captioned` if words came with it. For one
    that could not be had or kept, `kind` says why (`bot.usecases.filing.FAULTS`).
    """

    channel: str
    external: str
    kind: str
    text: str = ""
    press: str = ""
    message: int = 0
    wrote: int = 0
    language: str = "da"
    body: bytes = b""
    mime: str = ""
    seconds: int = 0
    captioned: bool = False


def receive(records: Records, stage: Stage, arrived: Arrived) -> None:
    """Let the sender have their turn; everything they are told is in the outbox afterwards."""
    address = people.at(records, arrived.channel, arrived.external)
    if arrived.kind in {"blocked", "unblocked"}:
        _reachable(records, address, open_again=arrived.kind == "unblocked")
        return
    if address and address.state != people.OPEN:
        address = _reachable(records, address, open_again=True)
    token = start_token(arrived)
    if token:
        _knock(records, stage, arrived, address, token)
    elif arrived.press.startswith("i:"):
        _invited(records, stage, arrived, address)
    elif address is None:
        _say(records, stage, arrived, "", NEED_A_LINK)
    elif not address.course:
        _staff(records, stage, arrived, address)
    else:
        _turn(records, stage, arrived, address)


def start_token(arrived: Arrived) -> str:
    """What a link into the chat carried along, if that is how somebody came."""
    word, _, token = arrived.text.strip().partition(" ")
    return token.strip() if arrived.kind == "text" and word == "/start" else ""


def _reachable(records: Records, address: Address | None, *, open_again: bool) -> Address | None:
    if address is None:
        return None
    changed = replace(address, state=people.OPEN if open_again else people.GONE)
    since = people.settled_at(records, address)
    people.settle(records, changed)
    if open_again and address.state == people.GONE:
        unblocked.catch_up(records, changed, since)
    return changed


def _knock(records: Records, stage: Stage, arrived: Arrived, address: Address | None, token: str) -> None:
    """A link was opened: an invitation is shown, and nothing is connected before a yes."""
    try:
        invited = inviting.look(records, token)
    except LinkSpent:
        _connect(records, stage, arrived, address, token)
        return
    texts = stage.texts_in(_language(records, stage, arrived, address))
    _post(records, arrived, invitation_letters.invitation(stage, texts, invited, token), course=invited.course)


def _connect(records: Records, stage: Stage, arrived: Arrived, address: Address | None, token: str) -> None:
    try:
        connected = inviting.connect(records, token, arrived.channel, arrived.external)
    except LinkSpent:
        if address and address.course:
            _turn(records, stage, replace(arrived, text="/fortsæt"), address)
        else:
            _say(records, stage, arrived, address.person if address else "", SPENT)
        return
    _say(records, stage, arrived, connected.person, CONNECTED)
    if connected.course:
        _turn(records, stage, replace(arrived, text="/fortsæt"), connected)


def _invited(records: Records, stage: Stage, arrived: Arrived, address: Address | None) -> None:
    press = read_press(arrived.press)
    token, answer, mark = (*press.parts, "", "", "")[:3] if press else ("", "", "")
    language = _language(records, stage, arrived, address)
    texts = stage.texts_in(language)
    if answer == invitation_letters.REFUSAL:
        _refused(records, stage, arrived, address, token)
        return
    try:
        course = inviting.look(records, token).course
        told = invitation_letters.instead(stage, texts, token, answer, mark)
        if told:
            _post(records, arrived, replace(told, settles=arrived.message), course=course)
            return
        known = address.person if address else ""
        guardian = answer == asking_age.GUARDIAN
        who = inviting.accept(records, stage, token, language=language, person=known, channel=arrived.channel, guardian=guardian)
    except LinkSpent:
        if address and address.course:
            _turn(records, stage, replace(arrived, press=menu("go")), address)
        else:
            _say(records, stage, arrived, "", SPENT)
        return
    settled = Address(channel=arrived.channel, external=arrived.external, person=who.person, course=who.course, state=people.OPEN)
    people.settle(records, settled)
    seat = talking.sit(records, stage, who)
    conversations.keep_seat(records, who.person, who.course, seat)
    screen = show(records, stage, who, seat)
    _post(records, arrived, letter(screen, texts, settles=arrived.message), who=who)


def _refused(records: Records, stage: Stage, arrived: Arrived, address: Address | None, token: str) -> None:
    """No, thank you: the invitation is taken back from the chat, as far as it can be."""
    with suppress(LinkSpent):
        course = links.look(records, LinkKind.INVITE, token).course
        told = traces.told_there(records, arrived.channel, arrived.external, course)
        traces.take_back(records, [told])
        arrived = replace(arrived, message=0 if arrived.message in told.messages else arrived.message)
    _say(records, stage, arrived, address.person if address else "", NO_THANKS)


def _staff(records: Records, stage: Stage, arrived: Arrived, address: Address) -> None:
    """Staff say here how it went with what they promised; all else they do at the desk."""
    written = staff_presses.answer(records, stage, address.person, arrived.press)
    if written is None:
        _say(records, stage, arrived, address.person, STAFF)
        return
    _post(records, arrived, replace(written, settles=arrived.message))


def _turn(records: Records, stage: Stage, arrived: Arrived, address: Address) -> None:
    if arrived.press.startswith("c:"):
        address = _other_course(records, arrived, address)
    who, arrived = Who(person=address.person, course=address.course), _without_unwanted(records, arrived)
    if arrived.kind == "edited":
        _edited(records, stage, arrived, who)
        return
    language, _ = people.tongue(records, who.person)
    try:
        screen = talking.turn(records, stage, who, _heard(records, who, arrived))
    except NotAllowed:
        _say(records, stage, arrived, "", NEED_A_LINK)
        return
    if screen is None:
        _post(records, arrived, Letter(text=stage.texts_in(language).say(ALL_GONE), settles=arrived.message))
        return
    language, _ = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    if not screen.care:
        noticing.tell(records, stage, who, arrived.channel, arrived.external)
    told = replace(screen, says=(*_extra(arrived, texts), *screen.says))
    pressed = arrived.message if arrived.press else 0
    written = letter(told, texts, settles=pressed, replaces=pressed if screen.marks and _only_marks(arrived.press) else 0)
    # While somebody is still writing, only the newest "written down" needs to reach them: it holds all of the draft.
    slot = "draft" if screen.draft and arrived.kind == "text" and not screen.care else ""
    _post(records, arrived, written, who=who, slot=slot)
    if screen.anew and screen.drawing and not screen.care:
        _post(records, arrived, Letter(text="", drawing=screen.drawing), who=who, kind=post.PICTURE)
    if arrived.kind == "text" and arrived.wrote:
        edited.landed(records, stage, who, _message(arrived))


def _edited(records: Records, stage: Stage, arrived: Arrived, who: Who) -> None:
    """A message was edited: what became of that, before the screen they are at; what is shared is asked about by a letter of its own."""
    try:
        edit = edited.edit(records, stage, who, _message(arrived))
        shown = None if edit.silent else talking.turn(records, stage, who, Heard(press=menu("stay")))
    except NotAllowed:
        _say(records, stage, arrived, "", NEED_A_LINK)
        return
    if shown is None:
        return
    tongue = voice(records, stage, who)
    screen = with_care(records, stage, who, replace(shown, says=(*map(tongue.said, edit.says), *shown.says)), arrived.text)
    if screen.care or not edit.asks:
        slot = "draft" if screen.draft and not screen.care else ""
        _post(records, arrived, letter(screen, tongue.texts), who=who, slot=slot)
    if edit.asks:
        _post(records, arrived, edited.question(records, stage, who, edit.asks), who=who)


def _message(arrived: Arrived) -> edited.Message:
    return edited.Message(channel=arrived.channel, external=arrived.external, number=arrived.wrote, text=arrived.text)


def _without_unwanted(records: Records, arrived: Arrived) -> Arrived:
    fault = filing.refusal(records, MEDIA[arrived.kind]) if arrived.kind in MEDIA else ""
    return replace(arrived, kind=fault, body=b"", captioned=False) if fault else arrived


def _heard(records: Records, who: Who, arrived: Arrived) -> Heard:
    media = MEDIA.get(arrived.kind)
    if media:
        return filing.heard(records, who, Media(media=media, kind=arrived.mime, body=arrived.body, seconds=arrived.seconds))
    if arrived.kind in TOLD:
        return Heard(press=menu("stay"))
    press = menu("go") if arrived.press.startswith("c:") else arrived.press
    return Heard(text=arrived.text if arrived.kind == "text" else "", press=press)


def _only_marks(press: str) -> bool:
    """Whether a press marks or sorts something, so that the message it stands in is drawn anew instead of said again."""
    option = press.split(":", 2)[-1]
    return press.startswith("t:") and (option[:1] in {"+", "="} or option == "undo")


def _extra(arrived: Arrived, texts: Texts) -> tuple[str, ...]:
    told = filing.CAPTION_LOST if arrived.captioned else TOLD.get(arrived.kind)
    return (texts.say(told),) if told else ()


def _other_course(records: Records, arrived: Arrived, address: Address) -> Address:
    press = read_press(arrived.press)
    try:
        return inviting.move_to(records, address, press.parts[0] if press else "")
    except NotAllowed:
        return address


def _language(records: Records, stage: Stage, arrived: Arrived, address: Address | None) -> str:
    if address:
        return people.tongue(records, address.person)[0]
    return arrived.language if arrived.language in stage.texts else stage.language


def _say(records: Records, stage: Stage, arrived: Arrived, person: str, text: str) -> None:
    language = people.tongue(records, person)[0] if person else _language(records, stage, arrived, None)
    texts = stage.texts_in(language)
    help_at_once = Button(label=texts.say(crisis.TITLE), press=menu("crisis"))
    _post(records, arrived, Letter(text=texts.say(text), rows=((help_at_once,),), settles=arrived.message))


def _post(
    records: Records, arrived: Arrived, written: Letter, *, who: Who | None = None, course: str = "", slot: str = "", kind: str = "turn"
) -> None:
    post.post(
        records,
        written,
        key=records.new_id(),
        channel=arrived.channel,
        external=arrived.external,
        person=who.person if who else "",
        course=who.course if who else course,
        slot=slot,
        kind=kind,
    )
