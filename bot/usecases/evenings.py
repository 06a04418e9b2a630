"""3 gode ting on seven evenings, at the person's own time: when it rings, how it is moved and stopped."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.answers import Answer
from bot.dialogue.dates import When
from bot.dialogue.turns import Place, Say
from bot.domain import recurring
from bot.domain.course import CLOSED
from bot.domain.letter import Button, Letter
from bot.domain.people import Viewer
from bot.domain.reminder import Reminder, ReminderKind
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.marks import N_
from bot.records import courses, notes, people, timers, trail
from bot.records.conversations import Frame
from bot.records.core import Records, moment, stamp
from bot.records.timers import Timer
from bot.usecases import wishes
from bot.usecases.press import menu
from bot.usecases.stage import Stage, Voice, Who

FLOW, TIMER, ACT = "goodthings", "evening", Act.EVENINGS
RUNS = "evenings_run"
EVENINGS = 7
# Who has just written of today is not asked again at once, and a letter that could not go out in time does not come at night.
REST = timedelta(hours=3)
WILL_ASK = N_("Så spørger jeg dig syv aftener. Første gang er {when}. Du kan sige stop, når du vil.")
ASKS = N_("God aften. Hvad var godt i dag?")
WHICH = N_("Det er aften {number} af {total}.")
LAST = N_("Det er den sidste aften. Du kan altid skrive videre selv.")
WRITE, STOP = N_("Skriv 3 gode ting"), N_("Stop")
STOPPED = N_("Så spørger jeg ikke mere om aftenen.")
RUNNING = N_("3 gode ting: Jeg spørger dig hver aften {time}. Næste gang er aften {number} af {total}.")
STOP_EVENINGS = N_("Stop aftenerne")


def begin(records: Records, _stage: Stage, who: Who, frame: Frame, _place: Place) -> list[Say]:
    """When a taking is done: the week begins, moves or ends as was answered; an answer that was acted on before changes nothing."""
    said = _said(records, who, frame.subject)
    if not said or _acted_on(records, who, frame.subject) >= max(written for _, written in said.values()):
        return []
    hour = _hour(said)
    if hour is None:
        return _ended(records, who, frame.subject)
    version = next((timer.version for timer in _timers(records, who) if timer.subject == frame.subject), 1)
    _clear(records, who)
    first = _next(records, who.person, hour, rest=REST)
    _set(records, who, frame.subject, version, first)
    wishes.ask_for(records, who.person, ReminderKind.EVENING)
    records.log(who.person, ACT, who.course, frame.subject)
    return [Say(text=WILL_ASK, values={"when": When(day=first.date(), at=first.time())})]


def known(records: Records, who: Who) -> tuple[str, ...]:
    """What a taking needs to know before it begins: whether a week runs already."""
    return (RUNS,) if _timers(records, who) else ()


def ring(records: Records, stage: Stage, timer: Timer) -> Reminder | None:
    """An evening has come, and the next is set; None in a closed course, after the answer is gone, or when the evening is over."""
    who = Who(person=timer.person, course=timer.course)
    hour = _hour(_said(records, who, timer.subject))
    if hour is None or courses.state(records, who.course) == CLOSED:
        return None
    following = _next(records, who.person, hour)
    if following - timedelta(days=1) < records.now - REST:
        # Nobody was there to send it. That evening is not counted.
        _set(records, who, timer.subject, timer.version, following)
        return None
    if timer.version < EVENINGS:
        _set(records, who, timer.subject, timer.version + 1, following)
    letter, about = _letter(records, stage, timer), timer.subject
    return Reminder(kind=ReminderKind.EVENING, about=about, letter=letter, line=letter.text.partition("\n")[0], subject=about)


def stop(records: Records, who: Who, series: str) -> None:
    """No more evenings of this week. Raises NotFound where the person has no such week running."""
    if all(timer.subject != series for timer in _timers(records, who)):
        raise NotFound
    _ended(records, who, series)


def told(records: Records, who: Who, tongue: Voice) -> tuple[str, str] | None:
    """The week that runs: what is said of it, and the press that stops it. Nobody is told who came by a link of staff's."""
    if who.shared_only:
        return None
    timer = next(iter(_timers(records, who)), None)
    hour = _hour(_said(records, who, timer.subject)) if timer else None
    if timer is None or hour is None:
        return None
    return tongue.say(RUNNING, time=tongue.texts.hour(hour), number=timer.version, total=EVENINGS), press(timer.subject)


def clock_went_back(records: Records) -> int:
    """Evenings that a wrong clock has carried too far ahead come on the next one that was not asked about; how many."""
    return sum(_brought_back(records, timer) for timer in timers.waiting(records, kind=TIMER))


def press(series: str) -> str:
    """The press that stops a week; it is good as long as the week runs."""
    return f"s:{series}"


def _letter(records: Records, stage: Stage, timer: Timer) -> Letter:
    language, _ = people.tongue(records, timer.person)
    texts, last = stage.texts_in(language), timer.version >= EVENINGS
    which = texts.say(LAST) if last else texts.say(WHICH, number=timer.version, total=EVENINGS)
    buttons = [Button(label=texts.say(WRITE), press=menu(f"take={FLOW}"))]
    if not last:
        buttons.append(Button(label=texts.say(STOP), press=press(timer.subject)))
    return Letter(text="\n\n".join([texts.say(ASKS), which]), rows=tuple((button,) for button in buttons))


def _said(records: Records, who: Who, series: str) -> dict[str, tuple[Answer, str]]:
    """What was answered about the evenings in one taking, by step, and when it was."""
    mine = notes.visible(records, who.course, viewer=Viewer(person=who.person), author=who.person, flow=FLOW, subject=series)
    return {
        note.step: (Answer.from_data(dict(note.words.answer)), stamp(note.written_at))
        for note in mine
        if note.step in {"evenings", "evening_at"}
    }


def _hour(said: dict[str, tuple[Answer, str]]) -> time | None:
    """The time of day that was chosen; None where no evenings are wanted."""
    if "evenings" not in said or said["evenings"][0].picks != ("yes",) or "evening_at" not in said:
        return None
    return said["evening_at"][0].at


def _acted_on(records: Records, who: Who, series: str) -> str:
    """When a week was last begun, moved or stopped; empty if never."""
    rows = trail.acts(records.rows, {"course": who.course, "actor": who.person, "act": ACT, "subject": series})
    return max((row["at"] for row in rows), default="")


def _next(records: Records, person: str, hour: time, *, rest: timedelta = timedelta(0)) -> datetime:
    """The next time the clock shows this hour where the person is, in their own time zone, whatever the clocks do in between."""
    _, timezone = people.tongue(records, person)
    return next(recurring.daily(hour, ZoneInfo(timezone), records.now + rest))


def _brought_back(records: Records, timer: Timer) -> bool:
    who = Who(person=timer.person, course=timer.course)
    hour = _hour(_said(records, who, timer.subject))
    if hour is None:
        return False
    rung = [moment(row["at"]) for row in trail.acts(records.rows, {"course": who.course, "act": Act.REMINDED, "subject": timer.subject})]
    _, timezone = people.tongue(records, who.person)
    coming = recurring.daily(hour, ZoneInfo(timezone), records.now)
    following = next(at for at in coming if not any(at <= asked < at + timedelta(days=1) for asked in rung))
    if timer.at <= following:
        return False
    _set(records, who, timer.subject, timer.version, following)
    return True


def _set(records: Records, who: Who, series: str, version: int, at: datetime) -> None:
    timers.set_timer(records, kind=TIMER, subject=series, version=version, person=who.person, course=who.course, at=at, asked=True)


def _timers(records: Records, who: Who) -> list[Timer]:
    return timers.waiting(records, kind=TIMER, person=who.person, course=who.course)


def _clear(records: Records, who: Who) -> None:
    for timer in _timers(records, who):
        timers.clear(records, timer.subject, TIMER)


def _ended(records: Records, who: Who, series: str) -> list[Say]:
    ran = any(timer.subject == series for timer in _timers(records, who))
    timers.clear(records, series, TIMER)
    records.log(who.person, ACT, who.course, series)
    return [Say(text=STOPPED)] if ran else []
