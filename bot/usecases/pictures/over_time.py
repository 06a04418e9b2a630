"""Numbers given over a course: how important it is and how much one believes, and how each meeting was."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from bot.dialogue.answers import Answer
from bot.dialogue.flow import HIGHEST, Flow, Kind
from bot.domain.pictures import Given, Line, Numbers, Picture
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import notes
from bot.records.core import Records
from bot.usecases import evaluating, scales
from bot.usecases.stage import Stage, Voice, Who, voice

TITLE = N_("Tal over tid")
MEETINGS = N_("Sådan var møderne")
ENDS = N_("{least}: {lowest}. {most}: {highest}.")
Days = list[tuple[date, int]]


def read(records: Records, stage: Stage, who: Who, author: str) -> Picture | None:
    """How important it is and how much they believe, as one person gave it; whoever gave the last number where nobody is named."""
    found = scales.takings(records, who)
    person = author or next((taking.author for taking in found), "")
    given = {
        flow: [(each.day, each.number) for each in reversed(found) if (each.author, each.flow) == (person, flow)] for flow in scales.FLOWS
    }
    tongue = voice(records, stage, who)
    flows = [stage.flows[flow] for flow in scales.FLOWS if flow in stage.flows]
    return _drawn(tongue, TITLE, [_line(tongue, flow, scales.STEP, tongue.say(flow.title, flow.id), given[flow.id]) for flow in flows])


def evaluations(records: Records, stage: Stage, who: Who, author: str) -> Picture | None:
    """How the meetings were for one person, question by question; for whoever spoke last where nobody is named."""
    tongue, flow = voice(records, stage, who), stage.flows.get(evaluating.FLOW)
    seen = [note for note in notes.visible(records, who.course, viewer=who.viewer, flow=evaluating.FLOW) if not note.words.skipped]
    if flow is None or not seen:
        return None
    person = author or max(seen, key=lambda note: note.written_at).author
    given = _by_step([note for note in seen if note.author == person], tongue.timezone)
    lines = [_line(tongue, flow, step, name, given.get(step, [])) for step, name in evaluating.scales(stage, tongue).items()]
    return _drawn(tongue, MEETINGS, lines, apart=True)


def _by_step(said: Iterable[Note], timezone: str) -> dict[str, Days]:
    """The numbers given to each question, on the day that its meeting was first spoken of, the oldest first."""
    days: dict[str, date] = {}
    given: dict[str, Days] = {}
    for note in sorted(said, key=lambda note: note.written_at):
        day = days.setdefault(note.subject, note.written_at.astimezone(ZoneInfo(timezone)).date())
        number = Answer.from_data(dict(note.words.answer)).number
        if number is not None:
            given.setdefault(note.step, []).append((day, number))
    return {step: sorted(found, key=lambda each: each[0]) for step, found in given.items()}


def _line(tongue: Voice, flow: Flow, step: str, name: str, given: Days) -> Line:
    asked = flow.step(step)
    ends = (asked.lowest, asked.highest) if asked and asked.kind is Kind.SCALE else ("", "")
    lowest, highest = (tongue.step(flow, step, text) for text in ends)
    points = tuple(Given(day=tongue.texts.short_day(day), at=day.toordinal(), number=number) for day, number in given)
    return Line(name=name, points=points, lowest=lowest, highest=highest)


def _drawn(tongue: Voice, title: str, lines: Iterable[Line], *, apart: bool = False) -> Picture | None:
    """The lines that have a number; None where none has."""
    begun = tuple(line for line in lines if line.points)
    heading = tongue.say(title)
    alt = "\n".join((heading, *(told for line in begun for told in _told(tongue, line))))
    return Numbers(title=heading, alt=alt, language=tongue.texts.language, lines=begun, apart=apart) if begun else None


def _told(tongue: Voice, line: Line) -> list[str]:
    """A line in words: what it is, and each number with its day."""
    ends = {"least": 0, "lowest": line.lowest, "most": HIGHEST, "highest": line.highest}
    between = [tongue.say(ENDS, **ends)] if line.lowest and line.highest else []
    return [line.name, *between, *(tongue.say(scales.LINE, day=each.day, number=each.number, most=HIGHEST) for each in line.points)]
