"""A flow under rehearsal in a house that is thrown away: somebody sits in it, says things, and what follows is told in lines."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.channels import effects, terminal
from bot.channels.effects import Standing
from bot.channels.seating import Seated, sit_down
from bot.dialogue.flow import Flow
from bot.dialogue.turns import Changed, Place
from bot.domain.media import Media
from bot.records import conversations
from bot.records.conversations import Frame, Seat
from bot.records.core import Records, moment
from bot.usecases import drawn_letters, filing, ringing, talking, walking
from bot.usecases.heard import Heard
from bot.usecases.house import House
from bot.usecases.screens import Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage

BEGINS_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT_ONCE = 100


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = BEGINS_AT

    def __call__(self) -> datetime:
        """The time, in UTC."""
        return self.now


class Scratch:
    """Somebody in one flow. `house` runs by `clock`; `watched`: what is told is what the counsellor sees, not what the person does."""

    def __init__(self, house: House, clock: Clock, stage: Stage, *, flow: str, language: str, watched: bool = False) -> None:
        self.language, self.stage, self._watched = language, stage, watched
        self._house, self._clock = house, clock
        self._seated: Seated = house.write(lambda records: sit_down(records, stage, flow, language))
        self._standing: Standing = house.read(self._stands)
        self._letters: dict[str, str] = {}
        self.screen: Screen | None = house.read(self._show)

    @property
    def flow(self) -> Flow:
        """The flow that is open, as it is now; when none is, the one that is rehearsed."""
        return self.stage.flows[self._house.read(self._frame).flow]

    @property
    def place(self) -> Place | None:
        """Where the person is in that flow; None when everything is erased."""
        who = self._seated.who
        return self._house.read(lambda records: conversations.place(records, who.person, who.course, self._frame(records)))

    @property
    def time(self) -> str:
        """The time as the wall clock shows it, to the minute."""
        return effects.local(self._clock.now, self._zone)

    @property
    def letters(self) -> Mapping[str, str]:
        """The buttons of the letters that came so far: what each presses, by its label."""
        return self._letters

    def turn(self, heard: Heard) -> None:
        """The person says something."""
        self.screen = self._house.write(lambda records: talking.turn(records, self.stage, self._seated.who, heard))

    def keep(self, media: Media) -> Heard:
        """A photo or a voice message, kept as a channel keeps it."""
        return self._house.write(lambda records: filing.heard(records, self._seated.who, media))

    def go_back_to(self, step: str) -> None:
        """The person opens a step again that they have done."""
        self._house.write(lambda records: self._change(records, step))
        self.screen = self._house.read(self._show)

    def edit(self, flow: Flow) -> None:
        """The flow is another from now on."""
        self.stage = replace(self.stage, flows={**self.stage.flows, flow.id: flow})

    def wait(self, until: datetime) -> list[str]:
        """Time passes; what is due on the way rings at its time. A line for each time something happens, and what it leads to."""
        told: list[str] = []
        while (due := self._house.read(_next_due)) and due <= until:
            self._clock.now = max(due, self._clock.now)
            self._standing = replace(self._standing, timers=self._without_due())
            self._house.write(lambda records: ringing.ring_due(records, self.stage, AT_ONCE))
            told += [self.time, *self.followed()]
        self._clock.now = until
        return told if self.time in told else [*told, self.time]

    @property
    def now(self) -> datetime:
        """The time, in UTC."""
        return self._clock.now

    def told(self) -> list[str]:
        """What the person is told now, what else has followed since it was last asked for, and what can be pressed."""
        if self.screen is None:
            return [f"bot: {terminal.ERASED}"]
        said = self._seen() if self._watched else terminal.lines(self._in_words(self.screen), self.stage.texts_in(self.language))
        return [*said, *self.followed(), *self.pressable()]

    def pressable(self) -> list[str]:
        """The line of buttons."""
        return [terminal.buttons(self.screen)] if self.screen else []

    def followed(self) -> list[str]:
        """What has followed beside the words, since it was last asked for."""
        before, self._standing = self._standing, self._house.read(self._stands)
        for role, letter in effects.new_letters(before, self._standing):
            if role == effects.TO_THE_COUNSELLEE:
                self._letters |= {button.label: button.press for row in letter.rows for button in row if button.press}
        return effects.changes(before, self._standing)

    @property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.stage.timezone)

    def _seen(self) -> list[str]:
        found = self._house.read(lambda records: effects.shared(records, self._seated, self._seated.frame))
        return [f"counsellor sees: {line}" for line in found.values()] or ["counsellor sees: nothing"]

    def _in_words(self, screen: Screen) -> Screen:
        return self._house.read(lambda records: drawn_letters.in_words(records, self.stage, self._seated.who, screen))

    def _stands(self, records: Records) -> Standing:
        return effects.standing(records, self._seated, self._zone)

    def _without_due(self) -> dict[str, str]:
        """The timers that do not ring now: those that do are not told of as taken away."""
        return {key: line for key, line in self._standing.timers.items() if not line.endswith(self.time)}

    def _show(self, records: Records) -> Screen:
        return show(records, self.stage, self._seated.who, self._seat(records))

    def _seat(self, records: Records) -> Seat:
        return conversations.seat(records, self._seated.who.person, self._seated.who.course) or Seat()

    def _frame(self, records: Records) -> Frame:
        return (self._seated.frame, *self._seat(records).stack)[-1]

    def _change(self, records: Records, step: str) -> None:
        who = self._seated.who
        seat = walking.open_flow(records, self.stage, who, self._seat(records), self._frame(records))
        moved = walking.go(records, self.stage, who, replace(seat, says=()), lambda _: Changed(step=step, onward=True))
        conversations.keep_seat(records, who.person, who.course, moved)


def _next_due(records: Records) -> datetime | None:
    row = next(iter(records.rows.some("timers", {"state": "waiting"}, order=("due_at",), limit=1)), None)
    return moment(row["due_at"]) if row else None
