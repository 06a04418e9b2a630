"""The sheet as it was at the end of a day, and what was taken off it: only what is one's own, or is still shared with one."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from bot.domain.agreement import Wording
from bot.domain.sheet import FIELDS, Note
from bot.records import agreements, bygone, notes
from bot.records.core import Records
from bot.usecases.sheets import asked, noting, reading, weighing
from bot.usecases.sheets.sight import Sight, sight
from bot.usecases.sheets.view import Confirmation, FieldView, NoteView, SheetView, Tick
from bot.usecases.stage import Stage, Who


def at(records: Records, stage: Stage, who: Who, day: date) -> SheetView:
    """The sheet as it was when that day ended where the reader is; nothing in it can be changed. Numbers and steps stand as notes.

    Raises NotAllowed for who is no member of the course, CourseFrozen.
    """
    here = replace(sight(records, stage, who), closed=True)
    end = datetime.combine(day + timedelta(days=1), time(), here.zone)
    found = _found(here, end)
    return SheetView(
        course=who.course,
        title=reading.title(here),
        me=here.me,
        writers=here.writers,
        others=reading.others(here),
        fields=_fields(here, found, end),
        share=weighing.weigh(here, found),
        chosen="",
        sitting=None,
        closed=True,
        locked=who.shared_only,
    )


def days(records: Records, stage: Stage, who: Who) -> tuple[date, ...]:
    """The days on which something was written that the reader may see, the newest first. Raises as `at`."""
    here = sight(records, stage, who)
    found = bygone.moments(records, who.course, viewer=who.viewer)
    return tuple(sorted({one.astimezone(here.zone).date() for one in found}, reverse=True))


def removed(records: Records, stage: Stage, who: Who) -> tuple[NoteView, ...]:
    """What the reader has taken off the sheet themself, the newest first; nothing by a link of staff's. Raises as `at`."""
    here = sight(records, stage, who)
    away = notes.removed(records, who.course, viewer=who.viewer)
    return tuple(noting.view(here, note) for note in reversed(away))


def _found(here: Sight, end: datetime) -> list[Note]:
    moved = bygone.fields(here.records, here.who.course, at=end)
    then = bygone.as_of(here.records, here.who.course, viewer=here.who.viewer, at=end)
    placed = (replace(note, field=moved.get(note.id, note.field)) for note in then)
    return [note for note in placed if reading.stands(here.stage, note)]


def _fields(here: Sight, found: list[Note], end: datetime) -> tuple[FieldView, ...]:
    mine: dict[str, list[Note]] = defaultdict(list)
    for note in found:
        mine[note.field].append(note)
    views = noting.by_field(here, [note for note in found if note.flow != "aim"], {}, {})
    return tuple(
        FieldView(
            id=field,
            name=here.tongue.say(name),
            question=here.tongue.say(asked.QUESTIONS[field]),
            soft=here.tongue.say(asked.SOFT[field]),
            notes=views.get(field, ()),
            aim=reading.aim(here, mine[field]),
            confirmation=_goal(here, end) if field == reading.AGREEMENT else None,
            share=weighing.weigh(here, mine[field]),
        )
        for field, name in FIELDS.items()
    )


def _goal(here: Sight, end: datetime) -> Confirmation | None:
    """The wording of the goal that counted then, with what had been said to it of what is said now."""
    before = [wording for wording in agreements.read(here.records, here.who.course).wordings if wording.at < end]
    if not before:
        return None
    ticks = _ticks(here, before[-1], end)
    return Confirmation(
        version=before[-1].version,
        text=before[-1].text,
        by=here.name(before[-1].by),
        at=before[-1].at.astimezone(here.zone),
        ticks=ticks,
        settled=len(ticks) > 1 and all(tick.verdict == "yes" for tick in ticks),
    )


def _ticks(here: Sight, wording: Wording, end: datetime) -> tuple[Tick, ...]:
    said = {person: one for person, one in wording.said.items() if one.at < end}
    return tuple(
        Tick(
            name=writer.name,
            me=writer.me,
            verdict=said[writer.person].verdict.value if writer.person in said else "",
            line=said[writer.person].line if writer.person in said else "",
        )
        for writer in here.writers
    )
