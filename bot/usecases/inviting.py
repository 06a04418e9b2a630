"""How people come in: counsellors are added, counsellees are invited and say yes; lost ways in are found again."""

from dataclasses import dataclass, replace

from bot.domain.people import Person, Role, Viewer
from bot.domain.sheet import Words
from bot.domain.trail import Act
from bot.errors import BadInput, LinkSpent, NotAllowed
from bot.marks import N_
from bot.records import courses, links, notes, people, switches
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.people import Address
from bot.usecases import noticing, spoken_codes
from bot.usecases.notices import tell_counsellors
from bot.usecases.sharing import typed_code
from bot.usecases.stage import Stage, Who

LONGEST_REASON = 300
REASON, DUTY = N_("Hvorfor vi skal mødes"), N_("Den pligt, der ligger bag")
SMS = N_("Hej. {counsellor} fra {workplace} vil gerne mødes med dig. Sig selv, hvad du vil have ud af det. Det tager tre minutter: {link}")
SMS_PLAIN = N_("Hej. {counsellor} vil gerne mødes med dig. Sig selv, hvad du vil have ud af det. Det tager tre minutter: {link}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A new invitation: its course, its links (the Telegram one empty without a bot), and a text message to send.

    `code` is the same way in, to say on the phone, and `page` where it is typed; empty where somebody is in already.
    """

    course: str
    web: str
    telegram: str
    sms: str
    code: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What somebody who opens an invitation is told before they say yes."""

    course: str
    counsellor: str
    workplace: str
    reason: str
    duty: str


def add_counsellor(records: Records, stage: Stage, name: str, workplace: str = "") -> tuple[str, str]:
    """A new counsellor; their id and their one-time sign-in link. Raises BadInput without a name."""
    return add_staff(records, stage, name, workplace, Role.COUNSELLOR)


def add_staff(records: Records, stage: Stage, name: str, workplace: str, role: Role) -> tuple[str, str]:
    """Somebody new on the roll of staff; their id and their one-time sign-in link. Raises BadInput without a name."""
    if not name.strip():
        raise BadInput
    person = Person(id=records.new_id(), name=name.strip(), workplace=workplace.strip(), language=stage.language, timezone=stage.timezone)
    people.add(records, person)
    courses.enrol(records, person.id, role)
    records.log(person.id, Act.LEAD_ADDED if role is Role.LEAD else Act.COUNSELLOR_ADDED)
    return person.id, sign_in_link(records, stage, person.id)


def sign_in_link(records: Records, stage: Stage, person: str) -> str:
    """A fresh one-time sign-in link; earlier ones open nothing any more."""
    links.forget(records, LinkKind.SIGN_IN, person=person)
    records.log(person, Act.SIGN_IN_LINK)
    return f"{stage.url}/ind/{links.make(records, LinkKind.SIGN_IN, person=person)}"


def counsellors(records: Records) -> list[Person]:
    """Everybody on the roll of counsellors."""
    return [people.get(records, person) for person in courses.roll(records)]


def invite(records: Records, stage: Stage, counsellor: str, *, reason: str, duty: str = "", label: str = "") -> Invitation:
    """A new course with its invitation. Raises BadInput without a reason, or with one too long."""
    course = begin_course(records, counsellor, reason=reason, duty=duty, label=label)
    records.log(counsellor, Act.INVITE, course)
    return renew(records, stage, Who(person=counsellor, course=course))


def begin_course(records: Records, counsellor: str, *, reason: str, duty: str = "", label: str = "") -> str:
    """A new course, with nobody in it but its counsellor; its id. Raises as `invite`."""
    if counsellor not in courses.roll(records):
        raise NotAllowed
    if not reason.strip() or len(reason) > LONGEST_REASON or len(duty) > LONGEST_REASON:
        raise BadInput
    who = Who(person=counsellor, course=records.new_id())
    courses.add(records, who.course, label.strip())
    courses.join(records, who.course, counsellor, Role.COUNSELLOR)
    give_reason(records, who, reason, duty)
    return who.course


def give_reason(records: Records, who: Who, reason: str, duty: str) -> None:
    """The first lines of a course, in its counsellor's name."""
    for step, question, said in (("reason", REASON, reason.strip()), ("duty", DUTY, duty.strip())):
        if said:
            _tell(records, who, step, question, said)


def reason_of(records: Records, who: Who) -> tuple[str, str]:
    """The reason and the duty (empty: none) as this counsellor sees them."""
    told = {note.step: note.words.said for note in notes.visible(records, who.course, viewer=who.viewer, flow="invitation")}
    return told.get("reason", ""), told.get("duty", "")


def renew(records: Records, stage: Stage, who: Who) -> Invitation:
    """A fresh link to a course: an invitation while nobody has said yes, else one that opens shared words only."""
    courses.require_also_frozen(records, who.course, who.person, Role.COUNSELLOR)
    counsellee = next(iter(courses.ids(records, who.course, Role.COUNSELLEE)), "")
    if counsellee:
        links.forget(records, LinkKind.REENTER, course=who.course)
        secret = links.make(records, LinkKind.REENTER, person=counsellee, course=who.course)
        records.log(who.person, Act.REENTER_LINK, who.course)
        return _invitation(records, stage, who, f"{stage.url}/igen/{secret}", "")
    links.forget(records, LinkKind.INVITE, course=who.course)
    secret = links.make(records, LinkKind.INVITE, course=who.course)
    telegram = f"https://t.me/{stage.bot_name}?start={secret}" if has_bot(records, stage) else ""
    code = spoken_codes.make(records, who.course)
    page = f"{stage.url.partition('://')[2]}/kode"
    return replace(_invitation(records, stage, who, f"{stage.url}/i/{secret}", telegram), code=code, page=page)


def look(records: Records, secret: str) -> Invited:
    """What an invitation says; opening it uses nothing up. Raises LinkSpent."""
    course = links.look(records, LinkKind.INVITE, secret).course
    counsellor = people.get(records, courses.ids(records, course, Role.COUNSELLOR)[0])
    reason, duty = reason_of(records, Who(person=counsellor.id, course=course))
    return Invited(course=course, counsellor=counsellor.name, workplace=counsellor.workplace, reason=reason, duty=duty)


def accept(
    records: Records, stage: Stage, secret: str, *, language: str, person: str = "", channel: str = people.WEB, guardian: bool = False
) -> Who:
    """The yes to an invitation and to the text about one's data in this language, by somebody new or by a person we know.

    `guardian`: a parent has said yes too. Raises LinkSpent.
    """
    course = links.look(records, LinkKind.INVITE, secret).course
    if person in courses.ids(records, course, Role.COUNSELLOR):
        raise LinkSpent
    links.use(records, LinkKind.INVITE, secret)
    for kind in (LinkKind.INVITE, LinkKind.CODE):
        links.forget(records, kind, course=course)
    if not person:
        person = records.new_id()
        people.add(records, Person(id=person, language=language, timezone=stage.timezone))
    courses.join(records, course, person, Role.COUNSELLEE)
    _pass_on(records, course, person)
    courses.move(records, course, "accept")
    noticing.agree(records, stage, Who(person=person, course=course), language=language, channel=channel, guardian=guardian)
    records.log(person, Act.ACCEPT, course, channel)
    tell_counsellors(records, stage, course, "accepted")
    return Who(person=person, course=course)


def private_link(records: Records, stage: Stage, who: Who) -> str:
    """The person's own way back, on any device; an earlier one opens nothing any more. Only for who sees all of their own."""
    links.forget(records, LinkKind.PRIVATE, person=who.person, course=who.course)
    records.log(who.person, Act.PRIVATE_LINK, who.course)
    return f"{stage.url}/r/{links.make(records, LinkKind.PRIVATE, person=who.person, course=who.course)}"


def come_back(records: Records, kind: LinkKind, secret: str) -> tuple[str, Who]:
    """A session for the holder of a private link (used again and again), or of a knock's or a staff-issued one (once). Raises LinkSpent."""
    link = links.look(records, kind, secret) if kind is LinkKind.PRIVATE else links.use(records, kind, secret)
    # A knock goes to the person's own address, so it opens what they wrote there themselves.
    scope = links.FULL if kind in {LinkKind.PRIVATE, LinkKind.KNOCK} else links.SHARED
    session = links.open_session(records, person=link.person, course=link.course, role=Role.COUNSELLEE, scope=scope)
    records.log(link.person, Act.COME_BACK, link.course, scope)
    return session, Who(person=link.person, course=link.course, shared_only=scope == links.SHARED)


def recover(records: Records, session: str, who: Who, code: str) -> None:
    """Open everything to a session that saw shared words only. Raises LinkSpent for a wrong code."""
    link = links.look(records, LinkKind.RECOVERY, typed_code(code))
    if link.person != who.person:
        raise LinkSpent
    links.widen(records, session)
    records.log(who.person, Act.RECOVER, who.course)


def sign_in(records: Records, secret: str) -> str:
    """A session for a counsellor with a one-time link. Raises LinkSpent."""
    link = links.use(records, LinkKind.SIGN_IN, secret)
    records.log(link.person, Act.SIGN_IN)
    return links.open_session(records, person=link.person, course="", role=courses.post(records, link.person) or Role.COUNSELLOR)


def telegram_link(records: Records, stage: Stage, person: str, course: str = "") -> str:
    """A link by which somebody we know connects their Telegram, to a course if they are guided in one; empty without a bot."""
    if not has_bot(records, stage):
        return ""
    return f"https://t.me/{stage.bot_name}?start={links.make(records, LinkKind.TELEGRAM, person=person, course=course)}"


def connect(records: Records, secret: str, channel: str, external: str) -> Address:
    """Connect an address to the person whose link this is. Raises LinkSpent."""
    link = links.use(records, LinkKind.TELEGRAM, secret)
    address = Address(channel=channel, external=external, person=link.person, course=link.course, state=people.OPEN)
    people.settle(records, address)
    records.log(link.person, Act.CONNECT, link.course)
    return address


def move_to(records: Records, address: Address, course: str) -> Address:
    """Another course of the same person is the one this address talks about from now on."""
    courses.require(records, course, address.person)
    moved = replace(address, course=course)
    people.settle(records, moved)
    return moved


def has_bot(records: Records, stage: Stage) -> bool:
    """Whether somebody can come in by Telegram just now."""
    return bool(stage.bot_name) and not switches.is_off(records, switches.TELEGRAM)


def _tell(records: Records, who: Who, step: str, question: str, said: str) -> None:
    words = Words(question=question, said=said, answer={"text": said})
    notes.write(records, course=who.course, author=who.person, field="agreement", flow="invitation", step=step, words=words)


def _pass_on(records: Records, course: str, person: str) -> None:
    """What counsellors have written to the counsellee so far is theirs to see."""
    for counsellor in courses.ids(records, course, Role.COUNSELLOR):
        for note in notes.visible(records, course, viewer=Viewer(person=counsellor), author=counsellor):
            notes.share(records, note.id, note.version, person)


def _invitation(records: Records, stage: Stage, who: Who, web: str, telegram: str) -> Invitation:
    counsellor = people.get(records, who.person)
    texts = stage.texts_in(counsellor.language)
    text = SMS if counsellor.workplace else SMS_PLAIN
    sms = texts.say(text, counsellor=counsellor.name, workplace=counsellor.workplace, link=web)
    return Invitation(course=who.course, web=web, telegram=telegram, sms=sms)
