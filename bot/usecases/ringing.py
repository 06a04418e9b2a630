"""What happens when timers are due: what each kind says, held back while somebody rests, and what is late gathered in one letter."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.letter import Button, Letter
from bot.domain.reminder import LATE, Reminder, ReminderKind, Wishes
from bot.marks import N_
from bot.records import courses, people, reminding, timers
from bot.records.core import Records
from bot.records.timers import Timer
from bot.texts import Texts
from bot.usecases import agreement_reminders, evaluating, evenings, meetings, step_reminders, wishes
from bot.usecases.notices import send
from bot.usecases.stage import Stage

LATE_ONE = N_("Den her skulle være kommet {when}. Undskyld.")
LATE_SOME = N_("Noget af det her skulle være kommet før. Undskyld.")
GATHERED = N_("Her er det samlet:")
AND_MORE = N_("Og {count} til, som står i planen.")
SEVERAL = N_("Du har {count} påmindelser.")
OPEN = N_("Åbn skrivebordet")
# What is said first when several are gathered, and how much fits: a letter has room for 100 buttons and 4,096 characters.
FIRST = (ReminderKind.MEETING, ReminderKind.STEP, ReminderKind.AGREEMENT, ReminderKind.EVALUATION, ReminderKind.EVENING)
MOST_IN_ONE, LONGEST_LINE = 10, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Bell:
    """What one kind of timer does. `ring` gives what is to be said, or None; it also sets what follows, whether that is said or not.

    `whom` names the people whom a timer concerns that is set for nobody alone.
    """

    ring: Callable[[Records, Stage, Timer], Reminder | None]
    whom: Callable[[Records, Timer], list[str]] = lambda _records, _timer: []


BELLS = {
    step_reminders.TIMER: Bell(ring=step_reminders.ring),
    step_reminders.CHECK_IN: Bell(ring=step_reminders.check_in),
    agreement_reminders.TIMER: Bell(ring=agreement_reminders.ring, whom=agreement_reminders.whom),
    evenings.TIMER: Bell(ring=evenings.ring),
    evaluating.TIMER: Bell(ring=evaluating.ring, whom=evaluating.whom),
    meetings.TIMER: Bell(ring=meetings.ring, whom=meetings.whom),
}


def ring(records: Records, stage: Stage, due: list[Timer]) -> int:
    """Do what these claimed timers of one person are for; how many went. Each goes, and its letter is written, in this transaction."""
    rung = [timer for timer in due if not _held(records, timer) and timers.finish(records, timer)]
    said = [(timer, reminder) for timer in rung if timer.person and (reminder := _reminder(records, stage, timer))]
    for timer in rung:
        if not timer.person:
            _for_each(records, timer)
    for course, several in _by_letter(records, said):
        _send(records, stage, course, several)
    return len(rung)


def ring_due(records: Records, stage: Stage, limit: int) -> int:
    """Claim what is due and do it at once, in one transaction; how many went."""
    rung = 0
    while due := timers.claim(records, limit):
        rung += sum(ring(records, stage, group) for group in by_person(due))
    return rung


def by_person(due: list[Timer]) -> list[list[Timer]]:
    """The timers of each person together; each that is nobody's alone."""
    ordered = sorted(due, key=lambda timer: timer.person)
    return [group for person, found in groupby(ordered, key=lambda timer: timer.person) for group in _parts(person, list(found))]


def _parts(person: str, found: list[Timer]) -> list[list[Timer]]:
    return [found] if person else [[timer] for timer in found]


def _held(records: Records, timer: Timer) -> bool:
    """Whether its person rests just now; then it is put off until they do no more."""
    if not timer.person:
        return False
    wanted = reminding.wishes(records, timer.person)
    if wanted.is_paused(records.now) and wanted.paused_until:
        timers.put_off(records, timer, wanted.paused_until)
        return True
    local = _local(records, timer)
    if not wanted.is_quiet(local) or (timer.asked and not _is_late(records, timer)):
        return False
    timers.put_off(records, timer, wanted.awake(local))
    return True


def _reminder(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    found = BELLS[timer.kind].ring(records, stage, timer)
    return None if found is None or found.kind in reminding.wishes(records, timer.person).off else found


def _for_each(records: Records, timer: Timer) -> None:
    """A timer for everybody becomes one for each, due at once."""
    for person in BELLS[timer.kind].whom(records, timer):
        timers.set_for(records, timer, person)


Said = tuple[Timer, Reminder]


def _by_letter(records: Records, said: list[Said]) -> list[tuple[str, list[Said]]]:
    """What goes in one letter: one course's; for staff, who may have many, all of it. Of two about the same thing, the later."""
    ordered = sorted(said, key=lambda one: one[0].at)
    latest = list({reminder.about: (timer, reminder) for timer, reminder in ordered}.values())
    if len(latest) > 1 and courses.post(records, latest[0][0].person):
        return [("", latest)]
    by_course = sorted(latest, key=lambda one: one[0].course)
    return [(course, list(several)) for course, several in groupby(by_course, key=lambda one: one[0].course)]


def _send(records: Records, stage: Stage, course: str, said: list[Said]) -> None:
    timer, reminder = said[0]
    person = timer.person
    texts = stage.texts_in(people.tongue(records, person)[0])
    late = [one for one, _ in said if _is_late(records, one)]
    if len(said) > 1:
        letter, good_until = _gathered(stage, texts, course, said, late=bool(late)), None
    else:
        letter, good_until = _one(records, texts, timer, reminder), reminder.good_until
    key, slot = f"reminder.{timer.id}", "" if len(said) > 1 else f"reminder.{reminder.about}"
    send(records, person, course, letter, kind=f"remind_{reminder.kind}", key=key, slot=slot, good_until=good_until)
    for one, told in said:
        records.log(person, told.act, one.course, told.subject)


def _one(records: Records, texts: Texts, timer: Timer, reminder: Reminder) -> Letter:
    letter = replace(reminder.letter, rows=(*reminder.letter.rows, wishes.row(texts, reminder.kind)))
    if not _is_late(records, timer):
        return letter
    when = texts.when(timer.at.astimezone(_local(records, timer).tzinfo))
    return replace(letter, text=f"{texts.say(LATE_ONE, when=when)}\n\n{letter.text}")


def _gathered(stage: Stage, texts: Texts, course: str, said: list[Said], *, late: bool) -> Letter:
    """One letter for several, as many as there is room for; for staff in several courses it says only how many there are."""
    if not course:
        desk = Button(label=texts.say(OPEN), url=f"{stage.url}/desk")
        return Letter(text=texts.say(SEVERAL, count=len(said)), rows=((desk,), wishes.row(texts, None)))
    first = _first([reminder for _, reminder in said])
    lines = [f"{number}. {_short(reminder.line)}" for number, reminder in enumerate(first, start=1)]
    rows = [_numbered(number, row) for number, reminder in enumerate(first, start=1) for row in reminder.letter.rows]
    head = [texts.say(LATE_SOME)] if late else []
    more = [texts.say(AND_MORE, count=len(said) - len(first))] if len(said) > len(first) else []
    return Letter(text="\n\n".join([*head, texts.say(GATHERED), *lines, *more]), rows=(*rows, wishes.row(texts, None)))


def _first(found: list[Reminder]) -> list[Reminder]:
    """The most important ones, in that order, as many as there is room for."""
    return sorted(found, key=lambda reminder: FIRST.index(reminder.kind))[:MOST_IN_ONE]


def _numbered(number: int, row: tuple[Button, ...]) -> tuple[Button, ...]:
    return tuple(replace(button, label=f"{number}. {button.label}") for button in row)


def _short(line: str) -> str:
    """A reminder in one line that is not too long."""
    told = " ".join(line.split())
    return told if len(told) <= LONGEST_LINE else f"{told[: LONGEST_LINE - 1].rstrip()}…"


def _is_late(records: Records, timer: Timer) -> bool:
    """Whether it comes after its time through no wish of its person's: what waited for the morning, or a pause to end, is not late."""
    wanted, zone = reminding.wishes(records, timer.person), _local(records, timer).tzinfo
    return records.now - _free(wanted, timer.at.astimezone(zone), asked=timer.asked) > LATE


def _free(wanted: Wishes, local: datetime, *, asked: bool) -> datetime:
    """When somebody could be reminded of what was meant for this time; `asked`: they named it themselves."""
    if wanted.paused_until and wanted.paused_until > local:
        return wanted.awake(wanted.paused_until.astimezone(local.tzinfo))
    return local if asked else wanted.awake(local)


def _local(records: Records, timer: Timer) -> datetime:
    _, timezone = people.tongue(records, timer.person)
    return records.now.astimezone(ZoneInfo(timezone))
