"""Rehearses a flow in a terminal: somebody types lines, time can pass, and everything that follows is told as lines of a talk."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.channels import effects, terminal
from bot.channels.nonsense import nonsense
from bot.channels.seating import Seated, sit_down
from bot.dialogue.flow import Flow, Step
from bot.dialogue.turns import Changed, Place
from bot.domain.letter import Button
from bot.domain.media import PICTURE, VOICE, Media
from bot.records import conversations
from bot.records.conversations import Seat
from bot.records.core import Records, moment
from bot.usecases import filing, ringing, talking, walking
from bot.usecases.house import House
from bot.usecases.screens import Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage
from bot.usecases.talking import Heard

BEGINS_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
COUNSELLEE, COUNSELLOR = "counsellee", "counsellor"
YOU = "you: "
MOST_TURNS, AT_ONCE = 300, 100
_SENT = re.compile(r"\[(?P<what>foto|photo|stemme|voice)(?: (?P<seconds>\d{1,3}))?\]", re.IGNORECASE)
_LATER = re.compile(r"\+(?:(?P<days>\d{1,3})d)?(?:(?P<hours>\d{1,2})h)?(?:(?P<minutes>\d{1,2})m)?")


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = BEGINS_AT

    def __call__(self) -> datetime:
        """The time, in UTC."""
        return self.now


class Rehearsal:
    """One rehearsal of a flow in a scratch house whose clock is `clock`. `role` counsellor: what the counsellor sees of it is told."""

    def __init__(self, house: House, clock: Clock, stage: Stage, *, flow: str, language: str, role: str = COUNSELLEE) -> None:
        self._house, self._clock, self._stage, self._language = house, clock, stage, language
        self._seated: Seated = house.write(lambda records: sit_down(records, stage, flow, language))
        self._watching = role == COUNSELLOR and stage.flows[flow].takers != COUNSELLOR
        self._standing = house.read(self._look)
        self._letters: list[Button] = []
        self.screen: Screen | None = house.read(self._show)
        self.lines = [f"# {flow} {language}{' counsellor' if self._watching else ''}", self._time(), *self._told()]

    def hear(self, line: str) -> list[str]:
        """Say one line: words, a number or [label] of a button, or a command of the rehearsal's own. The lines that follow."""
        command, _, rest = line.partition(" ")
        act = COMMANDS.get(command.casefold())
        said = act(self, rest.strip()) if act else self._turn(self._heard(line))
        self.lines += [f"{YOU}{line}", *said]
        return said

    def legend(self) -> str:
        """What the short form of the usual ways stands for."""
        return terminal.legend(self.screen) if self.screen else ""

    def travel(self, rest: str) -> list[str]:
        """Time passes ("+3d", "+2h", "+1d12h30m"), and what is due rings on the way, each at its time."""
        found = _LATER.fullmatch(rest)
        if found is None or not found.group()[1:]:
            return ["rehearsal: say how much time passes, as in +3d or +2h30m"]
        target = self._clock.now + timedelta(**{unit: int(number) for unit, number in found.groupdict(default="0").items()})
        told: list[str] = []
        while (due := self._house.read(_next_due)) and due <= target and len(told) < MOST_TURNS:
            self._clock.now = max(due, self._clock.now)
            self._standing = replace(self._standing, timers=self._house.read(lambda records: self._look(records).timers))
            rung = {key: at for key, at in self._standing.timers.items() if not at.endswith(self._time())}
            self._standing = replace(self._standing, timers=rung)
            self._house.write(lambda records: ringing.ring_due(records, self._stage, AT_ONCE))
            told += [self._time(), *self._followed()]
        self._clock.now = target
        told += [] if told and self._time() in told else [self._time()]
        return [*told, *self._shown_again()]

    def go_to(self, rest: str) -> list[str]:
        """The rehearsal jumps to a step: back to one that was answered, or onward with nonsense for all before it."""
        if self._flow.step(rest) is None:
            return [f"rehearsal: there is no step {rest!r}; there are {', '.join(step.id for step in self._flow.steps)}"]
        place = self._place()
        if place and rest in place.marks:
            self._house.write(lambda records: self._jump(records, rest))
            self.screen = self._house.read(self._show)
            return self._told()
        told = self._fill(lambda now: now.step == rest, wanted(self._flow, rest))
        after = self._place()
        missed = [] if after and after.step == rest else [f"rehearsal: {rest} is not asked after these answers"]
        return [*told, *missed, *self._told()]

    def fill(self, rest: str) -> list[str]:
        """Nonsense for the open step; with a word after it ("alt", "all") for all up to the end."""
        before = self._place()
        step = before.step if before and not rest else ""
        return [*self._fill(lambda now: bool(step) and now.step != step, {}), *self._told()]

    def steps(self, _: str) -> list[str]:
        """All steps of the flow, with a mark at the open one."""
        place = self._place()
        return [
            f"step: {'>' if place and place.step == step.id else ' '} {step.id} ({step.kind}) {_first_line(step)}"
            for step in self._flow.steps
        ]

    def reword(self, rest: str) -> list[str]:
        """Somebody edits the flow meanwhile: a step's question reads otherwise ("STEP the new question")."""
        name, _, text = rest.partition(" ")
        if self._flow.step(name) is None or not text.strip():
            return ["rehearsal: say which step, and how its question reads now"]
        mark = f" {len(self.lines)}"
        edited = [replace(one, text=text.strip(), digest=one.digest + mark) if one.id == name else one for one in self._flow.steps]
        flow = replace(self._flow, steps=tuple(edited), digest=self._flow.digest + mark)
        self._stage = replace(self._stage, flows={**self._stage.flows, flow.id: flow})
        return [f"rehearsal: {name} now reads “{text.strip()}”"]

    @property
    def _flow(self) -> Flow:
        return self._stage.flows[self._seated.frame.flow]

    def _heard(self, line: str) -> Heard:
        assert self.screen is not None
        option = terminal.pressed(self.screen, line)
        sent = _SENT.fullmatch(line)
        if option:
            return Heard(press=option.press)
        if sent:
            return self._house.write(lambda records: filing.heard(records, self._seated.who, _media(sent)))
        button = next((one for one in reversed(self._letters) if f"[{one.label}]" == line and one.press), None)
        return Heard(press=button.press) if button else Heard(text=line)

    def _turn(self, heard: Heard) -> list[str]:
        self.screen = self._house.write(lambda records: talking.turn(records, self._stage, self._seated.who, heard))
        return self._told() if self.screen else [f"bot: {terminal.ERASED}"]

    def _fill(self, there: Callable[[Place], bool], wanted: dict[str, str]) -> list[str]:
        """Nonsense, turn by turn, until one is there or the flow is not open any more; what was said."""
        told: list[str] = []
        for _ in range(MOST_TURNS):
            place = self._place()
            if place is None or place.ended or there(place) or self.screen is None or self.screen.name not in {"step", "paused"}:
                break
            heard = nonsense(self._flow, place, self._language, wanted)
            told.append(f"fill: {self._as_typed(heard)}")
            self._turn_quietly(heard)
        return told

    def _turn_quietly(self, heard: Heard) -> None:
        self.screen = self._house.write(lambda records: talking.turn(records, self._stage, self._seated.who, heard))

    def _as_typed(self, heard: Heard) -> str:
        shown = terminal.options(self.screen) if self.screen else []
        return next((f"[{option.label}]" for option in shown if option.press == heard.press), heard.text.replace("\n", " / "))

    def _told(self) -> list[str]:
        if self.screen is None:
            return []
        texts = self._stage.texts_in(self._language)
        told = self._seen() if self._watching else terminal.lines(self.screen, texts)
        return [*told, *self._followed(), terminal.buttons(self.screen)]

    def _shown_again(self) -> list[str]:
        return [terminal.buttons(self.screen)] if self.screen else []

    def _seen(self) -> list[str]:
        found = self._house.read(lambda records: effects.shared(records, self._seated, self._seated.frame))
        return [f"counsellor sees: {line}" for line in found.values()] or ["counsellor sees: nothing"]

    def _followed(self) -> list[str]:
        before, self._standing = self._standing, self._house.read(self._look)
        self._letters += [
            button
            for role, letter in effects.new_letters(before, self._standing)
            for row in letter.rows
            for button in row
            if role == effects.TO_THE_COUNSELLEE
        ]
        return effects.changes(before, self._standing)

    def _look(self, records: Records) -> effects.Standing:
        return effects.standing(records, self._seated, self._stage.timezone)

    def _show(self, records: Records) -> Screen:
        who = self._seated.who
        return show(records, self._stage, who, conversations.seat(records, who.person, who.course) or Seat())

    def _place(self) -> Place | None:
        who = self._seated.who
        return self._house.read(lambda records: conversations.place(records, who.person, who.course, self._seated.frame))

    def _jump(self, records: Records, step: str) -> None:
        who = self._seated.who
        seat = walking.open_flow(records, self._stage, who, talking.sit(records, self._stage, who), self._seated.frame)
        moved = walking.go(records, self._stage, who, replace(seat, says=()), lambda _: Changed(step=step, onward=True))
        conversations.keep_seat(records, who.person, who.course, moved)

    def _time(self) -> str:
        return effects.local(self._clock.now, ZoneInfo(self._stage.timezone))


def wanted(flow: Flow, target: str) -> dict[str, str]:
    """The choices, by step, that lead to a step: those that its conditions name, and theirs."""
    step = flow.step(target)
    found = wanted(flow, step.of) if step and step.of else {}
    if step and step.when:
        found |= wanted(flow, step.when.step) | {step.when.step: next(iter(step.when.any_of), "")}
    return found


def _media(sent: re.Match[str]) -> Media:
    if sent["what"].casefold() in {"foto", "photo"}:
        return Media(media=PICTURE, kind="image/jpeg", body=b"\xff\xd8\xff")
    return Media(media=VOICE, kind="audio/ogg", body=b"OggS", seconds=int(sent["seconds"] or 1))


def _next_due(records: Records) -> datetime | None:
    row = next(iter(records.rows.some("timers", {"state": "waiting"}, order=("due_at",), limit=1)), None)
    return moment(row["due_at"]) if row else None


def _first_line(step: Step) -> str:
    return step.text.splitlines()[0]


# Words of the rehearsal alone; none of them is a word of the product.
COMMANDS: dict[str, Callable[[Rehearsal, str], list[str]]] = {
    "/tid": Rehearsal.travel,
    "/time": Rehearsal.travel,
    "/gå": Rehearsal.go_to,
    "/goto": Rehearsal.go_to,
    "/fyld": Rehearsal.fill,
    "/fill": Rehearsal.fill,
    "/trin": Rehearsal.steps,
    "/steps": Rehearsal.steps,
    "/omskriv": Rehearsal.reword,
    "/reword": Rehearsal.reword,
}
