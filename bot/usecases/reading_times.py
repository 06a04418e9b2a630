"""When the counsellor usually reads, in their own words, and when they have read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogue.turns import Say
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.errors import BadInput
from bot.marks import N_
from bot.records import courses, notes, people, trail
from bot.records.core import Records, moment, stamp
from bot.usecases.stage import Voice

LONGEST = 120
USUALLY = N_("{name} læser tit: {reads}")
WAS_READ = N_("{state}, læst {day} {at}")

Reviews = list[tuple[str, str]]


def say_when(records: Records, person: str, words: str) -> None:
    """Keep when a counsellor usually reads; empty: they do not say. Raises BadInput for too many words."""
    said = " ".join(words.split())
    if len(said) > LONGEST:
        raise BadInput
    people.tell_when_reading(records, person, said)


def usually(records: Records, course: str) -> list[Say]:
    """When each counsellor of a course usually reads, of those who say so."""
    told = [(people.name(records, one), people.reads(records, one)) for one in courses.ids(records, course, Role.COUNSELLOR)]
    return [Say(text=USUALLY, values={"name": name, "reads": reads}) for name, reads in told if reads]


def reviews(records: Records, course: str) -> Reviews:
    """Every time somebody said that they had read what is shared with them: who, and when (a stamp), oldest first."""
    return [(row["actor"], row["at"]) for row in trail.acts(records.rows, {"course": course, "act": Act.REVIEW.value})]


def read_at(records: Records, note: Note, done: Reviews) -> datetime | None:
    """When what is shared of a note was first said to be read, by one of those who see it; None before that."""
    shared = [(audience, stamp(at)) for version, audience, at, end in notes.sharing_of(records, note) if version == note.shared and not end]
    read = [at for audience, since in shared for actor, at in done if actor == audience and at >= since]
    return moment(min(read)) if read else None


def with_reading(records: Records, note: Note, state: str, tongue: Voice, done: Reviews) -> str:
    """How an answer of one's own stands, and when it was read, where it was and nothing newer waits."""
    at = read_at(records, note, done) if note.shared and not note.newer else None
    if at is None:
        return state
    here = at.astimezone(ZoneInfo(tongue.timezone))
    clock = here.timetz().replace(tzinfo=None)
    return tongue.say(WAS_READ, state=state, day=tongue.texts.short_day(here.date()), at=tongue.texts.hour(clock))
