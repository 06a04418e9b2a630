"""What did not arrive: tried elsewhere where its receiver allows it, kept on their page with a mark, and told at the desk."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.people import Role
from bot.marks import N_
from bot.ports import Row
from bot.records import courses, mailboxes, people, post, reminding
from bot.records.core import Records, moment, stamp
from bot.records.people import EMAIL, GONE, TELEGRAM, WEB, Address
from bot.records.post import CANCELLED, REFUSED, SENT, WAITING, Envelope
from bot.usecases import notices
from bot.usecases.mails import CONFIRM
from bot.usecases.stage import Stage

MARKED = N_("Den her nåede ikke frem på {channel} {when}:")
NO_SUCH_MAIL = N_("Mailen med linket nåede ikke frem. Se, om adressen er rigtig.")
TOLD = N_("Ikke nået frem på {channel}: {count}. Senest {when}.")
CHANNELS = {TELEGRAM: "Telegram", EMAIL: N_("mail")}
AGAIN, MISSED = ".again", ".missed"
# The page shows where one is anyway, and what only changes a chat has no words to keep.
NOT_KEPT = {*post.ANSWERS, CONFIRM}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """How many letters to the people guided in a course did not arrive on a channel, since one last did, and when the newest ended."""

    channel: str
    count: int
    at: datetime


def failed(records: Records, stage: Stage, envelope: Envelope) -> None:
    """A letter to somebody has just ended as refused: another way is tried, once, and in any case it lies on their page."""
    if not envelope.person:
        return
    address = people.at(records, envelope.channel, envelope.external)
    if envelope.channel == EMAIL and address and address.state == GONE:
        mailboxes.shut(records, envelope.external)
    if envelope.kind == CONFIRM:
        _tell_no_such_mail(records, stage, envelope)
    elif envelope.kind not in NOT_KEPT and AGAIN not in envelope.key:
        _try_elsewhere(records, envelope)
        _mark(records, stage, envelope)


def missed(records: Records, course: str) -> list[Missed]:
    """What did not arrive in a course, by channel. Nothing tells which letters they were: some are about what nobody else sees."""
    staff = set(courses.ids(records, course, Role.COUNSELLOR))
    rows = [row for row in records.rows.some("outbox", {"course": course, "state": REFUSED}) if row["person"] not in staff]
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["ended_at"] > _last_arrived(records, row):
            found.setdefault(row["channel"], []).append(row)
    return [
        Missed(channel=channel, count=len(some), at=moment(max(row["ended_at"] for row in some))) for channel, some in sorted(found.items())
    ]


def told(records: Records, stage: Stage, course: str, person: str) -> list[str]:
    """The same in words, for somebody on the staff."""
    language, timezone = people.tongue(records, person)
    texts = stage.texts_in(language)
    return [
        texts.say(
            TOLD,
            channel=texts.say(CHANNELS.get(one.channel, one.channel)),
            count=one.count,
            when=texts.when(one.at.astimezone(ZoneInfo(timezone))),
        )
        for one in missed(records, course)
    ]


def _last_arrived(records: Records, row: Row) -> str:
    here = {name: row[name] for name in ("person", "channel", "external")}
    return max((one["ended_at"] or "" for one in records.rows.some("outbox", {**here, "state": SENT})), default="")


def _tell_no_such_mail(records: Records, stage: Stage, envelope: Envelope) -> None:
    texts = stage.texts_in(people.tongue(records, envelope.person)[0])
    course = next(iter(courses.of(records, envelope.person, Role.COUNSELLEE)), "")
    notices.send_text(records, envelope.person, course, texts.say(NO_SUCH_MAIL), kind="mail_failed")


def _try_elsewhere(records: Records, envelope: Envelope) -> None:
    """The first other channel that is open, unless it would come too late or its receiver wants no other."""
    late = envelope.good_until is not None and envelope.good_until < records.now
    if late or not reminding.wishes(records, envelope.person).also:
        return
    others = [one for one in notices.open_places(records, envelope.person) if one.channel != envelope.channel]
    for other in others[:1]:
        _post(records, envelope, other, f"{envelope.key}{AGAIN}.{other.channel}.{other.external}")


def _mark(records: Records, stage: Stage, envelope: Envelope) -> None:
    """It lies on its receiver's page and says that it did not come through, unless it was read there, or a newer one is there."""
    base = envelope.key.removesuffix(f".{envelope.channel}.{envelope.external}")
    copy = records.rows.one("outbox", {"key": f"{base}.{WEB}.{envelope.person}"})
    waiting = records.rows.some("outbox", {"person": envelope.person, "channel": WEB, "state": WAITING, "slot": envelope.slot})
    written = stamp(envelope.made_at) if envelope.made_at else ""
    if (copy and copy["state"] != WAITING) or any(row["made_at"] > written for row in waiting):
        return
    if copy:
        post.ended(records, copy["key"], CANCELLED)
    language, timezone = people.tongue(records, envelope.person)
    texts, here = stage.texts_in(language), records.now.astimezone(ZoneInfo(timezone))
    mark = texts.say(MARKED, channel=texts.say(CHANNELS.get(envelope.channel, envelope.channel)), when=texts.when(here))
    page = Address(channel=WEB, external=envelope.person, person=envelope.person, course="", state="")
    _post(records, envelope, page, f"{base}{MISSED}", text=f"{mark}\n{envelope.letter.text}")


def _post(records: Records, envelope: Envelope, place: Address, key: str, **changed: Any) -> None:
    letter = replace(envelope.letter, settles=0, replaces=0, **changed)
    where: dict[str, Any] = {"channel": place.channel, "external": place.external, "person": envelope.person, "course": envelope.course}
    until = None if place.channel == WEB else envelope.good_until
    post.post(records, letter, key=key, slot=envelope.slot, kind=envelope.kind, good_until=until, **where)
