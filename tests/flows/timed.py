"""Talks of time: what is set, how time goes or goes wrong (lines that begin with >), and what the counsellee then gets, to the letter."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.letter import Letter
from bot.domain.plan import Action, ActionState
from bot.domain.reminder import Wishes
from bot.domain.sheet import Words
from bot.records import notes, people, plans, post, reminding, timers
from bot.records.core import Records
from bot.usecases import clock, planning, reviewing, ringing
from bot.usecases.clock import Watch
from tests.usecases.story import Story

FOLDER = Path(__file__).parent / "time"
TALKS = sorted(FOLDER.glob("*.txt"))
DENMARK, SAID = ZoneInfo("Europe/Copenhagen"), "> "
AT_ONCE = 100
_PERIOD = re.compile(r"(?P<sign>[+-]?)(?:(?P<days>\d+)d)?(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?")


class Days:
    """A counsellee's days, as told in lines. The clock on the wall can be set; `counted` only grows, by the seconds that really pass."""

    def __init__(self, begins: str) -> None:
        self.story, self.counted, self.seen = Story(), 0.0, set[str]()
        self.story.clock.now = _at(begins)
        self.story.accept()
        self.watch = Watch(self.story.clock, lambda: self.counted)
        self._new_letters()

    def do(self, line: str) -> list[str]:
        """Do what a line says; what came of it."""
        word, _, rest = line.partition(" ")
        return DEEDS[word](self, rest)

    def meeting(self, rest: str) -> list[str]:
        """The counsellor sets the meeting; what the counsellee is told of that is another talk."""
        where = {"day_and_time": rest.replace(" ", "T"), "timezone": "Europe/Copenhagen", "place": "Torvet 1"}
        self.story.do(reviewing.set_meeting, self.story.stage, self.story.counsellor, **where)
        self._new_letters()
        return []

    def step(self, rest: str) -> list[str]:
        """The counsellee will do something, and is reminded of it at a time: "2026-11-25 10:00 Ringe"."""
        at, what = _at(rest[:16]), rest[17:]
        self.story.do(lambda records: _keep_step(records, self.story, at, what))
        return []

    def evenings(self, rest: str) -> list[str]:
        """The counsellee wants to be asked for good things at this hour."""
        self.story.press("m:take=goodthings")
        self.story.talk("Solen skinnede", "[Gem]", "Jeg gik ud", "[Gem]", "[Ja, hver aften]", rest)
        return [f"bot: {line}" for line in self.story.told if line.startswith("Så spørger jeg")]

    def quiet(self, rest: str) -> list[str]:
        """The counsellee wants other quiet hours: "22:00 07:00"."""
        first, last = (time.fromisoformat(hour) for hour in rest.split())
        self.story.do(reminding.keep, self.story.counsellee.person, Wishes(quiet_from=first, quiet_to=last))
        return []

    def press(self, rest: str) -> list[str]:
        """The counsellee presses a button of the last letters: "[Gjort]"."""
        label = rest.strip("[]")
        found = [button.press for letter in self._letters().values() for row in letter.rows for button in row if button.label == label]
        self.story.press(found[-1])
        return [f"bot: {line}" for line in self.story.told[:1]]

    def wait(self, rest: str) -> list[str]:
        """Time passes while the house is awake."""
        until, told = self.counted + _period(rest).total_seconds(), self._look()
        while (due := self._next_due()) is not None and self.counted + due <= until:
            self._pass(due)
            told += self._look()
        self._pass(until - self.counted)
        return [*told, *self._look()]

    def sleep(self, rest: str) -> list[str]:
        """The machine sleeps, and wakes."""
        self._pass(_period(rest).total_seconds())
        return self._look()

    def set_clock(self, rest: str) -> list[str]:
        """The clock jumps, and the house looks at it."""
        self.story.clock.now += _period(rest)
        return self._look()

    def _look(self) -> list[str]:
        """As the house looks every second: at the clock, and at what is due."""
        jumped = self.watch.look()
        told = [f"log: clock_jumped {jumped.days:+}d"] if jumped else []
        if jumped < timedelta(0):
            self.story.do(clock.put_right)
        if not self.watch.doubt:
            self.story.do(ringing.ring_due, self.story.stage, AT_ONCE)
        found = self._new_letters()
        return [*told, *(line for letter in found for line in [self._time(), *_shown(letter)])]

    def _next_due(self) -> float | None:
        """In how many seconds something is due that the house would ring."""
        waiting = self.story.ask(lambda records: records.rows.some("timers", {"state": timers.WAITING}, order=("due_at",), limit=1))
        doubt = self.watch.doubt.total_seconds()
        due = [(datetime.fromisoformat(row["due_at"]) - self.story.clock.now).total_seconds() for row in waiting]
        return max(due[0], doubt, 0.0) if due else None

    def _pass(self, seconds: float) -> None:
        self.counted += seconds
        self.story.clock.later(seconds=seconds)

    def _letters(self) -> dict[str, Letter]:
        person = self.story.counsellee.person
        waiting = self.story.ask(post.waiting_for, person, people.WEB)
        return {envelope.key: envelope.letter for envelope in waiting}

    def _new_letters(self) -> list[Letter]:
        letters = self._letters()
        fresh = [letter for key, letter in letters.items() if key not in self.seen]
        self.seen |= letters.keys()
        return fresh

    def _time(self) -> str:
        return self.story.clock.now.astimezone(DENMARK).strftime("%Y-%m-%d %H:%M")


DEEDS: dict[str, Callable[[Days, str], list[str]]] = {
    "meeting": Days.meeting,
    "step": Days.step,
    "evenings": Days.evenings,
    "quiet": Days.quiet,
    "press": Days.press,
    "wait": Days.wait,
    "sleep": Days.sleep,
    "clock": Days.set_clock,
}


def replayed(talk: str) -> str:
    """The talk as it goes now. Its first line says what it is of, and its second when it begins."""
    title, begins, *lines = talk.splitlines()
    days = Days(begins)
    told = [title, begins]
    for line in (line for line in lines if line.startswith(SAID)):
        told += [line, *days.do(line.removeprefix(SAID))]
    return "\n".join([*told, *_ahead(days.story)]) + "\n"


def _ahead(story: Story) -> list[str]:
    """What is still to come when the talk ends."""
    coming = sorted(story.ask(timers.waiting), key=lambda timer: timer.at)
    return [f"to come: {timer.kind} {timer.at.astimezone(DENMARK).strftime('%Y-%m-%d %H:%M')}" for timer in coming]


def _shown(letter: Letter) -> list[str]:
    lines = [f"letter: {line}" for line in letter.text.splitlines() if line]
    rows = [" ".join(f"[{button.label}]" for button in row) for row in letter.rows]
    return [*lines, *(f"        {row}" for row in rows)]


def _keep_step(records: Records, story: Story, at: datetime, what: str) -> None:
    who, name = story.counsellee, records.new_id()
    words = Words(question="Hvad vil du gøre?", said=what, answer={"text": what})
    notes.write(records, course=who.course, author=who.person, field="plan", flow=plans.FLOW, step="what", subject=name, words=words)
    step = Action(id=name, course=who.course, doer=who.person, version=1, state=ActionState.OPEN, due=None, remind_at=at)
    planning.keep_action(records, who, step)


def _at(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=DENMARK).astimezone(UTC)


def _period(told: str) -> timedelta:
    found = _PERIOD.fullmatch(told)
    if found is None:
        raise ValueError(told)
    period = timedelta(**{unit: int(found[unit] or 0) for unit in ("days", "hours", "minutes")})
    return -period if found["sign"] == "-" else period
