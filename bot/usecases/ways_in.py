"""The ways in that somebody has made for themselves: listed, added, and removed, but at a desk never the last one."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Role
from bot.domain.signing import LONGEST_NAME, Way, is_common, is_fitting, is_name
from bot.domain.trail import Act
from bot.errors import BadInput, LinkSpent
from bot.ports import Codes, Passkeys
from bot.records import challenges, credentials, links, people
from bot.records.core import Records
from bot.records.credentials import Credential
from bot.records.links import LinkKind
from bot.usecases.signing_in import plain_name

MADE, PASSWORD = "passkey_made", "password"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A passkey in a list; its times in its holder's own time zone."""

    id: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """All ways of one person. `name` is the sign-in name that goes with their password; empty without one."""

    passkeys: tuple[Key, ...]
    name: str
    organisation: bool

    @property
    def count(self) -> int:
        """How many ways in there are."""
        return len(self.passkeys) + bool(self.name) + self.organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A password that is not kept before its first code was right: the secret for the code app, and who it is for."""

    ticket: str
    name: str
    secret: str


def ways(records: Records, person: str) -> Ways:
    """The ways in somebody has."""
    held, zone = credentials.of(records, person), ZoneInfo(people.tongue(records, person)[1])
    return Ways(
        passkeys=tuple(_key(one, zone) for one in held if one.kind is Way.PASSKEY),
        name=next((one.body["name"] for one in held if one.kind is Way.PASSWORD), ""),
        organisation=any(one.kind is Way.ORGANISATION for one in held),
    )


def is_set_up(records: Records, person: str) -> bool:
    """Whether somebody can sign in without a link."""
    kinds = credentials.kinds_of(records, person)
    return bool(kinds & {Way.PASSKEY, Way.ORGANISATION}) or kinds >= {Way.PASSWORD, Way.CODE}


def offer_passkey(records: Records, passkeys: Passkeys, person: str, name: str) -> str:
    """What a browser needs to make a passkey, as JSON. `name` is what the device shows: nothing about why somebody comes here."""
    known = [held.body["id"] for held in credentials.of(records, person, Way.PASSKEY)]
    return passkeys.offer(challenges.begin(records, MADE, person), person, name, known)


def add_passkey(records: Records, passkeys: Passkeys, person: str, answer: str) -> bool:
    """Keep a passkey that was made for this person just now; False when the answer does not fit, or is somebody's already."""
    try:
        challenge, _ = passkeys.made_for(answer)
        begun = challenges.take(records, MADE, challenge)
        made = passkeys.made(answer, challenge)
    except (BadInput, LinkSpent):
        return False
    if begun.person != person or credentials.find(records, Way.PASSKEY, made.id):
        return False
    credentials.keep(records, Way.PASSKEY, person, made.id, {"id": made.id, "key": made.public_key}, made.uses)
    records.log(person, Act.CREDENTIAL_ADDED, "", Way.PASSKEY)
    return True


def check_password(records: Records, person: str, name: str, password: str) -> None:
    """Raises BadInput with the field that cannot be used, before the password is hashed."""
    if not is_name(plain_name(name)) or len(name) > LONGEST_NAME:
        raise BadInput("name")
    held = credentials.find(records, Way.PASSWORD, plain_name(name))
    if held and held.person != person:
        raise BadInput("taken")
    if not is_fitting(password):
        raise BadInput("password")
    if is_common(password, name):
        raise BadInput("common")


def begin_password(records: Records, codes: Codes, person: str, name: str, hashed: str) -> Begun:
    """A name, a hashed password and a fresh secret for codes, none of which opens anything yet."""
    secret = codes.fresh()
    ticket = challenges.begin(records, PASSWORD, person, {"name": " ".join(name.split()), "hash": hashed, "secret": secret})
    return Begun(ticket=ticket, name=" ".join(name.split()), secret=secret)


def begun_password(records: Records, person: str, ticket: str) -> Begun:
    """What was begun under this ticket. Raises LinkSpent."""
    begun = challenges.look(records, PASSWORD, ticket)
    if begun.person != person:
        raise LinkSpent
    return Begun(ticket=ticket, name=begun.body["name"], secret=begun.body["secret"])


def keep_password(records: Records, codes: Codes, person: str, ticket: str, code: str, session: str) -> bool:
    """Keep what was begun, in place of an earlier password and code; False for a wrong code. All other sessions end.

    Raises LinkSpent, and BadInput when somebody else has taken the name meanwhile.
    """
    begun = begun_password(records, person, ticket)
    step = codes.step(begun.secret, code, records.now)
    if step is None:
        return False
    taken = credentials.find(records, Way.PASSWORD, plain_name(begun.name))
    if taken and taken.person != person:
        raise BadInput("taken")
    hashed = challenges.take(records, PASSWORD, ticket).body["hash"]
    credentials.drop(records, person, Way.PASSWORD, Way.CODE)
    credentials.keep(records, Way.PASSWORD, person, plain_name(begun.name), {"name": begun.name, "hash": hashed})
    credentials.keep(records, Way.CODE, person, records.new_id(), {"secret": begun.secret}, step)
    _changed(records, person, session, Act.CREDENTIAL_ADDED, Way.PASSWORD)
    return True


def link_organisation(records: Records, person: str, subject: str, session: str) -> bool:
    """The account is this person's from now on. In place of another one, all other sessions end; False when it is somebody else's."""
    held = credentials.find(records, Way.ORGANISATION, subject)
    if held and held.person != person:
        return False
    if credentials.drop(records, person, Way.ORGANISATION):
        links.end_all(records, person, Role.COUNSELLOR, Role.LEAD, but=session)
    credentials.keep(records, Way.ORGANISATION, person, subject, {"subject": subject})
    records.log(person, Act.CREDENTIAL_ADDED, "", Way.ORGANISATION)
    return True


def remove(records: Records, person: str, kind: str, key: str, session: str, *, last: bool = False) -> bool:
    """Remove one way in; all other sessions end. False when there is no such way, or when it is the last one and `last` may not go."""
    kinds = {Way.PASSWORD: (Way.PASSWORD, Way.CODE), Way.PASSKEY: (Way.PASSKEY,), Way.ORGANISATION: (Way.ORGANISATION,)}
    chosen = next((way for way in kinds if way == kind), None)
    if chosen is None or (ways(records, person).count < 2 and not last) or (chosen is Way.PASSKEY and not key):
        return False
    if not credentials.drop(records, person, *kinds[chosen], id=key if chosen is Way.PASSKEY else ""):
        return False
    _changed(records, person, session, Act.CREDENTIAL_REMOVED, chosen)
    return True


def shut(records: Records, person: str) -> None:
    """Nothing lets somebody on the staff in any more, and nowhere are they in, until they get a fresh link."""
    credentials.drop(records, person, *Way)
    links.forget(records, LinkKind.SIGN_IN, person=person)
    links.end_all(records, person, Role.COUNSELLOR, Role.LEAD)
    records.log("", Act.CREDENTIAL_REMOVED, "", person)


def _key(held: Credential, zone: ZoneInfo) -> Key:
    return Key(id=held.id, made_at=held.made_at.astimezone(zone), used_at=held.used_at.astimezone(zone) if held.used_at else None)


def _changed(records: Records, person: str, session: str, act: Act, kind: str) -> None:
    links.end_all(records, person, Role.COUNSELLOR, Role.LEAD, but=session)
    records.log(person, act, "", kind)
