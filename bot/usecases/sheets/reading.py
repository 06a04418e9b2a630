"""The sheet as one member may see it, read in one go: what is not theirs to see leaves no trace in it."""

from bot.domain.people import Role
from bot.domain.sheet import BESIDE, FIELDS, Note
from bot.records import notes, parked, plans
from bot.records.core import Records
from bot.usecases import looking, reading_times, scales, sheet
from bot.usecases.reviewing import AIM
from bot.usecases.sheets import asked, confirming, dots, drawn, noting, sitting, steps, undoing, weighing, wishing
from bot.usecases.sheets.drawn import Pictures
from bot.usecases.sheets.sight import Sight, sight
from bot.usecases.sheets.view import FieldView, NoteView, Seen, SheetView, Sitting
from bot.usecases.stage import Stage, Who

AGREEMENT, PLAN = "agreement", "plan"


def read(records: Records, stage: Stage, who: Who) -> SheetView:
    """The sheet for a counsellee or a counsellor of its course. Raises NotAllowed to anybody else, CourseFrozen."""
    here = sight(records, stage, who)
    seen = notes.visible(records, who.course, viewer=who.viewer)
    found = [note for note in seen if stands(stage, note)]
    going_on = sitting.sitting(records, stage, who)
    views, pictures = _views(here, found), drawn.pictures(records, stage, who, seen)
    return SheetView(
        course=who.course,
        title=title(here),
        me=here.me,
        writers=here.writers,
        others=others(here),
        fields=tuple(_field(here, field, found, views.get(field, ()), pictures, going_on) for field in FIELDS),
        share=weighing.weigh(here, found),
        chosen=weighing.chosen(here),
        sitting=going_on,
        closed=here.closed,
        locked=who.shared_only,
        undo=undoing.offered(here),
        over=() if going_on else sitting.closing_lines(records, stage, who),
        reads=_reads(here),
        beside=tuple(one for field in BESIDE for one in pictures.get(field, ())),
    )


def _reads(here: Sight) -> tuple[str, ...]:
    if here.me.role != Role.COUNSELLEE:
        return ()
    return tuple(here.tongue.said(one) for one in reading_times.usually(here.records, here.who.course))


def stands(stage: Stage, note: Note) -> bool:
    """Whether a note stands in one of the eight fields."""
    return note.field in FIELDS and sheet.stands_there(stage, note)


def told_apart(note: Note) -> bool:
    """Whether a note is shown as something else than a note: a line of the aim, a dot on a line, a part of a step."""
    number = note.flow in scales.FLOWS and note.step == scales.STEP
    step = note.flow in plans.WORDS and note.step in {*plans.WORDS[note.flow], plans.DAY}
    return note.flow == "aim" or number or step


def title(here: Sight) -> str:
    """With whom: what a counsellor knows the course by, and to a counsellee the names of their counsellors."""
    if here.me.role == Role.COUNSELLOR:
        return looking.name_of(here.records, here.stage, here.who)
    return here.tongue.begins


def others(here: Sight) -> str:
    """The names of those who see what this member shows: to a counsellee their counsellors, to a counsellor everybody else."""
    guided = here.me.role == Role.COUNSELLEE
    named = [one.name for one in here.writers if not one.me and (one.role == Role.COUNSELLOR or not guided)]
    return " & ".join(named)


def _views(here: Sight, found: list[Note]) -> dict[str, tuple[NoteView, ...]]:
    plain = [note for note in found if not told_apart(note)]
    wishes = wishing.wishes(here.records, here.who, [note.id for note in plain], here.stage)
    return noting.by_field(here, plain, wishes, parked.states(here.records, here.who.course))


def _field(
    here: Sight, field: str, found: list[Note], views: tuple[NoteView, ...], pictures: Pictures, going_on: Sitting | None
) -> FieldView:
    records, stage, who = here.records, here.stage, here.who
    mine = [note for note in found if note.field == field]
    return FieldView(
        id=field,
        name=here.tongue.say(FIELDS[field]),
        question=here.tongue.say(asked.QUESTIONS[field]),
        soft=here.tongue.say(asked.SOFT[field]),
        notes=views,
        dots=dots.dots(records, stage, who, field),
        steps=steps.steps(records, stage, who) if field == PLAN else (),
        aim=aim(here, mine) if field == AGREEMENT else (),
        pictures=pictures.get(field, ()),
        confirmation=confirming.confirmation(records, stage, who, field, mine),
        confirmable=not here.closed and not who.shared_only and (field == AGREEMENT or any(_is_seen(view) for view in views)),
        share=weighing.weigh(here, mine),
        focus=going_on is not None and going_on.focus == field,
    )


def aim(here: Sight, found: list[Note]) -> tuple[tuple[str, str], ...]:
    """The lines of the counsellors' aims with whose each is and what about, in their order; an empty one says nothing."""
    said = [note for note in found if note.flow == "aim" and note.words.said]
    lines = [(note, here.tongue.say(about)) for step, about in AIM.items() for note in said if note.step == step]
    return tuple((f"{here.name(note.author)}: {about}", note.words.said) for note, about in lines)


def _is_seen(view: NoteView) -> bool:
    return view.seen is not Seen.MINE
