"""Rehearses a flow in a terminal: lines are typed, time can pass, steps can be jumped to, and the whole is written down as a talk."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.channels import terminal
from bot.channels.nonsense import Manner, leading_to, nonsense
from bot.channels.scratch import Clock, Scratch
from bot.dialogue.turns import Place
from bot.domain.media import PICTURE, VOICE, Media
from bot.usecases.heard import Heard
from bot.usecases.house import House
from bot.usecases.stage import Stage

COUNSELLEE, COUNSELLOR = "counsellee", "counsellor"
YOU = "you: "
MOST_TURNS = 300
_SENT = re.compile(r"\[(?P<what>foto|photo|stemme|voice)(?: (?P<seconds>\d{1,3}))?\]", re.IGNORECASE)
_LATER = re.compile(r"\+(?:(?P<days>\d{1,3})d)?(?:(?P<hours>\d{1,2})h)?(?:(?P<minutes>\d{1,2})m)?")
_OPEN = {"step", "paused"}


class Rehearsal:
    """A talk in the making. `lines` is all of it so far, as it stands in a golden file; its first line says what is rehearsed."""

    def __init__(self, house: House, clock: Clock, stage: Stage, *, flow: str, language: str, role: str = COUNSELLEE) -> None:
        watched = role == COUNSELLOR and stage.flows[flow].takers != COUNSELLOR
        self.scratch = Scratch(house, clock, stage, flow=flow, language=language, watched=watched)
        self.lines = [" ".join(["#", flow, language, *([role] if watched else [])]), self.scratch.time, *self.scratch.told()]

    def hear(self, line: str) -> list[str]:
        """Say one line: words, [label] or number of a button, [foto], [stemme 12], or a command of the rehearsal's own. What follows."""
        word, _, rest = line.partition(" ")
        act = COMMANDS.get(word.casefold())
        said = act(self.scratch, rest.strip()) if act else _say(self.scratch, line)
        self.lines += [f"{YOU}{line}", *said]
        return said

    def talk(self, read: Callable[[str], str], tell: Callable[[str], None]) -> None:
        """Go on until everything is erased, or `read` raises EOFError."""
        tell("\n".join([*self.lines[1:], *terminal.legend(self.scratch.screen)]))
        while self.scratch.screen:
            tell("\n".join(self.hear(read(YOU))))


def _say(scratch: Scratch, line: str) -> list[str]:
    heard = _heard(scratch, line)
    if heard is None:
        return [f"rehearsal: there is no {line} here", *scratch.pressable()]
    scratch.turn(heard)
    return scratch.told()


def _heard(scratch: Scratch, line: str) -> Heard | None:
    """What a typed line means; None for a button that is not there."""
    option = terminal.pressed(scratch.screen, line) if scratch.screen else None
    if option:
        return Heard(press=option.press)
    sent, label = _SENT.fullmatch(line), line[1:-1]
    if sent:
        return scratch.keep(_media(sent))
    if not (line.startswith("[") and line.endswith("]")):
        return Heard(text=line)
    return Heard(press=scratch.letters[label]) if label in scratch.letters else None


def _media(sent: re.Match[str]) -> Media:
    if sent["what"].casefold() in {"foto", "photo"}:
        return Media(media=PICTURE, kind="image/jpeg", body=b"\xff\xd8\xff")
    return Media(media=VOICE, kind="audio/ogg", body=b"OggS", seconds=int(sent["seconds"] or 1))


def _travel(scratch: Scratch, rest: str) -> list[str]:
    """Time passes: "+3d", "+2h", "+1d12h30m"."""
    found = _LATER.fullmatch(rest)
    if found is None or rest == "+":
        return ["rehearsal: say how much time passes, as in +3d or +2h30m"]
    passes = timedelta(**{unit: int(number) for unit, number in found.groupdict(default="0").items()})
    return [*scratch.wait(scratch.now + passes), *scratch.pressable()]


def _go_to(scratch: Scratch, rest: str) -> list[str]:
    """Jump to a step: back to one that is done, or onward with nonsense for all before it."""
    known, place = [step.id for step in scratch.flow.steps], scratch.place
    if rest not in known:
        return [f"rehearsal: there is no step {rest!r}; there are {', '.join(known)}"]
    if place and rest in place.marks:
        scratch.go_back_to(rest)
        return scratch.told()
    told = _filled(scratch, lambda now: now.step == rest, rest)
    missed = [] if (after := scratch.place) and after.step == rest else [f"rehearsal: {rest} is not asked after these answers"]
    return [*told, *missed, *scratch.told()]


def _fill(scratch: Scratch, rest: str) -> list[str]:
    """Nonsense for the open step; with a word after it ("alt", "all"), for everything up to the end."""
    before = scratch.place
    here = before.step if before and not rest else ""
    return [*_filled(scratch, lambda now: bool(here) and now.step != here), *scratch.told()]


def _filled(scratch: Scratch, there: Callable[[Place], bool], target: str = "") -> list[str]:
    """Nonsense, turn by turn, until one is there or the flow is not open any more; what was said."""
    told: list[str] = []
    manner = Manner(language=scratch.language, wanted=leading_to(scratch.flow, target))
    for _ in range(MOST_TURNS):
        place, screen = scratch.place, scratch.screen
        if place is None or place.ended or there(place) or screen is None or screen.name not in _OPEN:
            break
        heard = nonsense(scratch.flow, place, manner)
        told.append(f"fill: {terminal.as_typed(screen, heard.press) or heard.text}")
        scratch.turn(heard)
    return told


def _steps(scratch: Scratch, _: str) -> list[str]:
    """All steps of the flow, with a mark at the open one."""
    at = scratch.place.step if scratch.place else ""
    return [f"step: {'>' if one.id == at else ' '} {one.id} ({one.kind}) {one.text.splitlines()[0]}" for one in scratch.flow.steps]


def _reword(scratch: Scratch, rest: str) -> list[str]:
    """Somebody edits the flow meanwhile: a step, and how its question reads now."""
    name, _, text = rest.partition(" ")
    step, flow = scratch.flow.step(name), scratch.flow
    if step is None or not text.strip():
        return ["rehearsal: say which step, and how its question reads now"]
    edited = replace(step, text=text.strip(), digest=f"{step.digest} {text}")
    steps = tuple(edited if one == step else one for one in flow.steps)
    scratch.edit(replace(flow, steps=steps, digest=f"{flow.digest} {text}"))
    return [f"rehearsal: {name} now reads “{text.strip()}”", *scratch.pressable()]


# Words of the rehearsal alone; none of them is a word of the product.
COMMANDS: dict[str, Callable[[Scratch, str], list[str]]] = {
    "/tid": _travel,
    "/time": _travel,
    "/gå": _go_to,
    "/goto": _go_to,
    "/fyld": _fill,
    "/fill": _fill,
    "/trin": _steps,
    "/steps": _steps,
    "/omskriv": _reword,
    "/reword": _reword,
}
