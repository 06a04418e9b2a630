"""Talks to a flow in a terminal, with nobody on the other side, and writes the talk down as a golden test."""

from bot.records import conversations, notes
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import agreeing, inviting, reviewing, talking, walking
from bot.usecases.house import House
from bot.usecases.screens import Option, Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who
from bot.usecases.talking import Heard

COUNSELLOR = "Vejleder"
QUESTION, GOAL = "Hvad mener du med det?", "Finde en læreplads inden sommer"
REASON = "Vi skal tale om, hvad du vil nu."


class Talk:
    """One rehearsal of a flow: a person typing lines, and what they are told."""

    def __init__(self, house: House, stage: Stage, flow: str, language: str) -> None:
        self._house, self._stage = house, stage
        self._who = house.write(lambda records: _seat(records, stage, flow, language))
        self.screen: Screen | None = house.read(lambda records: _look(records, stage, self._who))

    def hear(self, line: str) -> list[str]:
        """Say one line: a number or [label] presses that button, anything else is typed. What is told then."""
        if self.screen is None:
            return []
        option = _option(self.screen, line)
        heard = Heard(press=option.press) if option else Heard(text=line)
        self.screen = self._house.write(lambda records: talking.turn(records, self._stage, self._who, heard))
        return self.told()

    def told(self) -> list[str]:
        """The screen as lines of a talk."""
        if self.screen is None:
            return ["bot: Alt er slettet."]
        parts = [*self.screen.says, *self.screen.paragraphs, self.screen.text, self.screen.help]
        parts += [f"{item.number}. {item.question} → {item.said} ({item.state})" for item in self.screen.items]
        lines = [f"bot: {line}" for part in parts for line in part.splitlines()]
        buttons = " ".join(f"[{'✓ ' if option.on else ''}{option.label}]" for option in options(self.screen))
        return [*lines, f"     {buttons}"]


def options(screen: Screen) -> list[Option]:
    """Everything that can be pressed on a screen, in one order."""
    return [*screen.answers, *(option for item in screen.items for option in item.options), *screen.ways]


def _option(screen: Screen, line: str) -> Option | None:
    offered = options(screen)
    if line.startswith("[") and line.endswith("]"):
        return next((option for option in offered if option.label == line[1:-1]), None)
    if line.isascii() and line.isdigit() and not screen.entry.startswith("n") and 0 < int(line) <= len(offered):
        return offered[int(line) - 1]
    return None


def _seat(records: Records, stage: Stage, flow: str, language: str) -> Who:
    counsellor, _ = inviting.add_counsellor(records, stage, COUNSELLOR)
    invitation = inviting.invite(records, stage, counsellor, reason=REASON)
    who = inviting.accept(records, stage, invitation.web.rsplit("/", 1)[1], language=language)
    frame = Frame(flow=flow, subject=_subject(records, stage, Who(person=counsellor, course=who.course), flow))
    seat = walking.open_flow(records, stage, who, Seat(), frame)
    conversations.keep_seat(records, who.person, who.course, seat)
    return who


def _subject(records: Records, stage: Stage, counsellor: Who, flow: str) -> str:
    """Something for the flow to be about: a question that was asked, a wording that was proposed."""
    if flow == "followup":
        reviewing.ask(records, stage, counsellor, QUESTION)
        viewer = counsellor.viewer
        return notes.visible(records, counsellor.course, viewer=viewer, flow="followup", step="question")[0].id
    if flow == "differ":
        return str(agreeing.propose(records, stage, counsellor, GOAL))
    return "" if flow == talking.FIRST_FLOW else "rehearsal"


def _look(records: Records, stage: Stage, who: Who) -> Screen:
    return show(records, stage, who, conversations.seat(records, who.person, who.course) or Seat())
