"""What the counsellor reads of how it went: the evaluations, meeting by meeting, and the two scales over time."""

from dataclasses import dataclass
from datetime import date

from bot.records.core import Records
from bot.usecases import evaluating, scales
from bot.usecases.pictures.reading import EVALUATIONS, FIELD_OF, SCALES
from bot.usecases.sheets import drawn
from bot.usecases.sheets.view import Shown
from bot.usecases.stage import Stage, Who, called, voice

PLACES = (FIELD_OF[EVALUATIONS], FIELD_OF[SCALES])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one person said of one meeting: the day, their name where there are several, a number in words for each question, the line."""

    day: date
    name: str
    numbers: tuple[str, ...]
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluations:
    """A table with one row for each meeting, the newest first, and what was shared of the scales: a title and its lines.

    `pictures` are drawn of both.
    """

    questions: tuple[str, ...]
    rows: tuple[Row, ...]
    named: bool
    scales: tuple[tuple[str, tuple[str, ...]], ...]
    pictures: tuple[Shown, ...]


def read(records: Records, stage: Stage, who: Who) -> Evaluations:
    """How it went so far, as this counsellor may read it."""
    tongue = voice(records, stage, who)
    asked = evaluating.scales(stage, tongue)
    found = evaluating.history(records, stage, who)
    lines = scales.lines(records, stage, who)
    pictures = drawn.pictures(records, stage, who)
    return Evaluations(
        questions=tuple(asked.values()),
        rows=tuple(
            Row(
                day=one.day,
                name=called(records, tongue.texts, one.author),
                numbers=tuple(one.numbers.get(step, "–") for step in asked),
                line=one.line,
            )
            for one in found
        ),
        named=len({one.author for one in found}) > 1,
        scales=tuple((tongue.say(stage.flows[flow].title, flow), tuple(lines[flow])) for flow in scales.FLOWS if flow in lines),
        pictures=tuple(one for field in PLACES for one in pictures.get(field, ())),
    )
