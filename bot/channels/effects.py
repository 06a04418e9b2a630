"""What a rehearsed turn leads to beside its words: letters, timers, shares and steps of the plan, read off the scratch house."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.channels.seating import Seated
from bot.domain.letter import Letter
from bot.domain.plan import Action
from bot.records import notes, people, plans, post
from bot.records.conversations import Frame
from bot.records.core import Records, moment

TO_THE_COUNSELLEE, TO_THE_COUNSELLOR = "letter", "counsellor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stand: each letter, timer, shared answer and step of the plan in a line, by its key. `letters` are whole."""

    letters: Mapping[str, tuple[str, Letter]]
    timers: Mapping[str, str]
    shared: Mapping[str, str]
    steps: Mapping[str, str]


def standing(records: Records, seated: Seated, zone: ZoneInfo) -> Standing:
    """How things stand in a rehearsal now; times as the wall clock of the zone shows them."""
    return Standing(
        letters={
            envelope.key: (role, envelope.letter)
            for role, person in ((TO_THE_COUNSELLEE, seated.who.person), (TO_THE_COUNSELLOR, seated.counsellor.person))
            for envelope in post.waiting_for(records, person, people.WEB)
        },
        timers={f"{row['kind']} {row['subject']}": f"{row['kind']} {local(moment(row['due_at']), zone)}" for row in _timers(records)},
        shared=shared(records, seated),
        steps={one.id: _step(one, zone) for one in plans.visible(records, seated.who.course, viewer=seated.who.viewer)},
    )


def changes(before: Standing, after: Standing) -> list[str]:
    """What is different now, as lines of a talk."""
    return [*_letters(before, after), *_timers_moved(before, after), *_shares(before, after), *_steps(before, after)]


def shared(records: Records, seated: Seated, frame: Frame | None = None) -> dict[str, str]:
    """The counsellee's answers that the counsellor can read (in one taking, or all), by note: the question and what was said."""
    where = {"flow": frame.flow, "subject": frame.subject} if frame else {}
    seen = notes.visible(records, seated.who.course, viewer=seated.counsellor.viewer, author=seated.who.person, **where)
    return {note.id: f"{_one_line(note.words.question)} → {_one_line(note.words.said)}" for note in seen}


def new_letters(before: Standing, after: Standing) -> list[tuple[str, Letter]]:
    """The letters that were written in between: to whom, and what."""
    return [letter for key, letter in after.letters.items() if key not in before.letters]


def local(at: datetime, zone: ZoneInfo) -> str:
    """A time as it is written in a talk."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _timers(records: Records) -> list[Mapping[str, str]]:
    return list(records.rows.some("timers", {"state": post.WAITING}, order=("due_at",)))


def _letters(before: Standing, after: Standing) -> Iterator[str]:
    for role, letter in new_letters(before, after):
        yield " ".join([f"{role}:", letter.text.splitlines()[0], *(f"[{button.label}]" for row in letter.rows for button in row)])


def _timers_moved(before: Standing, after: Standing) -> Iterator[str]:
    yield from (f"timer: {line}" for key, line in after.timers.items() if before.timers.get(key) != line)
    yield from (f"timer: {line} is off" for key, line in before.timers.items() if key not in after.timers)


def _shares(before: Standing, after: Standing) -> Iterator[str]:
    yield from (f"counsellor: can read “{line}”" for key, line in after.shared.items() if before.shared.get(key) != line)
    yield from (f"counsellor: can read no more “{line}”" for key, line in before.shared.items() if key not in after.shared)


def _steps(before: Standing, after: Standing) -> Iterator[str]:
    yield from (f"plan: {line}" for key, line in after.steps.items() if before.steps.get(key) != line)


def _step(step: Action, zone: ZoneInfo) -> str:
    due = f", by {step.due}" if step.due else ""
    reminder = f", reminder {local(step.remind_at, zone)}" if step.remind_at else ""
    return f"“{_one_line(step.what)}” {step.state}{due}{reminder}"


def _one_line(said: str) -> str:
    return " / ".join(line.strip() for line in said.splitlines() if line.strip())
