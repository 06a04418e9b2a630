"""Signing in without a link: by passkey, by password and code, or by the organisation's account. A refusal says nothing of its reason."""

from bot.domain.people import Role
from bot.domain.signing import Passkey, Way
from bot.domain.trail import Act
from bot.errors import BadInput, LinkSpent
from bot.ports import Codes, Passkeys
from bot.records import challenges, courses, credentials, links
from bot.records.core import Records
from bot.records.credentials import Credential

ASKED = "passkey_asked"


def plain_name(name: str) -> str:
    """A sign-in name as it is looked up: how it is spaced and whether it has capitals does not matter."""
    return " ".join(name.split()).casefold()


def kept_hash(records: Records, name: str) -> str:
    """The hash that a password is compared with; empty when nobody has the name."""
    found = credentials.find(records, Way.PASSWORD, plain_name(name))
    return str(found.body["hash"]) if found else ""


def by_password(records: Records, codes: Codes, *, name: str, kept: str, code: str) -> str:
    """A session for who gave the right password and a code that nobody used before, else an empty text.

    `kept` is the hash that the password fitted just now, or empty: it must still be the one that is kept.
    """
    password = credentials.find(records, Way.PASSWORD, plain_name(name)) if kept else None
    held = credentials.of(records, password.person, Way.CODE) if password and password.body["hash"] == kept else []
    step = codes.step(held[0].body["secret"], code, records.now) if held else None
    if password is None or step is None or step <= held[0].step:
        return _refused(records, Way.PASSWORD)
    credentials.used(records, held[0], step)
    credentials.used(records, password, password.step)
    return let_in(records, password.person, Way.PASSWORD)


def ask(records: Records, passkeys: Passkeys) -> str:
    """What a browser needs to ask for a passkey, as JSON; good for ten minutes, and once."""
    return passkeys.ask(challenges.begin(records, ASKED))


def by_passkey(records: Records, passkeys: Passkeys, answer: str, *, guided: bool = False) -> str:
    """A session for the holder of a passkey, at the desk or, for who is guided, in the chat; else an empty text."""
    held = _answered(records, passkeys, answer)
    if held is None:
        return _refused(records, Way.PASSKEY)
    return _let_in_guided(records, held.person) if guided else let_in(records, held.person, Way.PASSKEY)


def by_organisation(records: Records, subject: str) -> str:
    """A session for whose account it is at the organisation, else an empty text."""
    held = credentials.find(records, Way.ORGANISATION, subject)
    if held is None:
        return _refused(records, Way.ORGANISATION)
    credentials.used(records, held, held.step)
    return let_in(records, held.person, Way.ORGANISATION)


def let_in(records: Records, person: str, how: str) -> str:
    """A session at the desk for somebody on the roll of staff, else an empty text."""
    role = courses.post(records, person)
    if role is None:
        return _refused(records, how)
    records.log(person, Act.SIGN_IN, "", how)
    return links.open_session(records, person=person, course="", role=role)


def _let_in_guided(records: Records, person: str) -> str:
    """A session in the chat, in the course that moved last."""
    rows = [records.rows.one("courses", {"id": course}) for course in courses.of(records, person, Role.COUNSELLEE)]
    found = sorted((row["moved_at"], row["id"]) for row in rows if row)
    if not found:
        return _refused(records, Way.PASSKEY)
    course = found[-1][1]
    records.log(person, Act.COME_BACK, course, Way.PASSKEY)
    return links.open_session(records, person=person, course=course, role=Role.COUNSELLEE)


def _answered(records: Records, passkeys: Passkeys, answer: str) -> Credential | None:
    """The passkey that gave this answer to a challenge of ours, which is used up by it."""
    try:
        challenge, key = passkeys.made_for(answer)
        challenges.take(records, ASKED, challenge)
        held = credentials.find(records, Way.PASSKEY, key)
        uses = passkeys.used(answer, challenge, passkey_of(held)) if held else 0
    except (BadInput, LinkSpent):
        return None
    if held:
        credentials.used(records, held, uses)
    return held


def passkey_of(held: Credential) -> Passkey:
    """A kept passkey as it is checked."""
    return Passkey(id=held.body["id"], public_key=held.body["key"], uses=held.step)


def _refused(records: Records, how: str) -> str:
    records.log("", Act.SIGN_IN_FAILED, "", how)
    return ""
