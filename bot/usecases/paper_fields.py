"""A field of the sheet as it stands on paper: everything in it that its reader may see, in words that need no page around them."""

from collections.abc import Mapping

from bot.domain.agreement import Verdict
from bot.domain.media import VOICE
from bot.domain.paper import PaperAgreed, PaperDot, PaperField, PaperImage, PaperNote, PaperStep, PaperTick
from bot.domain.people import Role
from bot.domain.pictures import Picture
from bot.domain.plan import ActionState
from bot.marks import N_
from bot.records import agreements, courses, parked, people
from bot.records.core import Records
from bot.usecases.sheets.confirming import AGREEMENT, kept_as
from bot.usecases.sheets.view import Confirmation, Dot, FieldView, NoteView, Seen, SheetView, StepView, Tick
from bot.usecases.stage import Voice, Who

ONLY_ME, NEWER = N_("Kun mig"), N_("Rettet. Det nye er kun til mig")
SPOKEN, FOR_THE_MEETING = N_("Talebesked"), N_("Til mødet")
TYPED = N_("skrevet af {writer} for {name}")
AGREED, AS_IT_WAS, ASKED = N_("Det her er vi enige om:"), N_("Sådan stod der før:"), N_("Er vi enige om det her?")
ALL_YES = N_("Aftalt: alle har sagt ja")
SAID = {Verdict.YES: "", Verdict.NOT_YET: N_("Ikke endnu"), Verdict.DIFFERENTLY: N_("Ser det anderledes")}
UNANSWERED = N_("Har ikke svaret endnu")
OF_TEN = N_("{value} af 10")
UNTIL = N_("senest")
LINES = {
    "first": N_("Første lille stykke:"),
    "helper": N_("Hvem hjælper:"),
    "sign": N_("Sådan ser I, at det er gjort:"),
    "sentence": "",
    "hindered": N_("Det kom i vejen:"),
}


def put(
    records: Records,
    who: Who,
    tongue: Voice,
    sheet: SheetView,
    field: FieldView,
    pictures: tuple[Picture, ...],
    images: Mapping[str, PaperImage],
) -> PaperField:
    """A field as this member has it before them, on paper. `images` by the ids of notes."""
    alone = sheet.me.role == Role.COUNSELLEE and bool(sheet.others)
    return PaperField(
        id=field.id,
        name=field.name,
        question=field.question,
        notes=tuple(_note(tongue, one, images, alone=alone) for one in field.notes),
        aim=field.aim,
        agreed=_agreed(records, who, tongue, field) if field.confirmation else None,
        dots=tuple(_dot(tongue, one, one.now, alone=alone) for one in field.dots if one.now is not None),
        steps=tuple(_step(tongue, one, alone=alone) for one in field.steps),
        pictures=pictures,
    )


def _note(tongue: Voice, note: NoteView, images: Mapping[str, PaperImage], *, alone: bool) -> PaperNote:
    by = tongue.say(TYPED, writer=note.typed_by, name=note.awaits or note.author) if note.typed_by else note.author
    marks = (tongue.say(SPOKEN) if note.media == VOICE else "", tongue.say(FOR_THE_MEETING) if note.parked == parked.AGENDA else "")
    return PaperNote(
        said=note.said,
        by=by,
        day=tongue.texts.short_day(note.at.date()),
        guided=note.role == Role.COUNSELLEE,
        question=note.question,
        method=note.title,
        seen=_seen(tongue, note.seen, told=alone and note.mine),
        mark=" · ".join(filter(None, marks)),
        image=images.get(note.id),
        answers=tuple(_note(tongue, one, images, alone=alone) for one in note.answers),
    )


def _seen(tongue: Voice, seen: Seen, *, told: bool) -> str:
    """Who sees one's own words, where somebody else could."""
    if not told or seen is Seen.BOTH:
        return ""
    return tongue.say(ONLY_ME if seen is Seen.MINE else NEWER)


def _agreed(records: Records, who: Who, tongue: Voice, field: FieldView) -> PaperAgreed | None:
    """What was put to confirmation. Words that stand in the field as they were put are not written twice."""
    one = field.confirmation
    if one is None:
        return None
    stands = field.id != AGREEMENT and not one.moved
    said = AS_IT_WAS if one.moved else (ALL_YES if stands else AGREED) if one.settled else ASKED
    ticks = _ticks(records, who, tongue, field.id, one)
    return PaperAgreed(told=tongue.say(said), settled=one.settled, text="" if stands else one.text, people=ticks)


def _ticks(records: Records, who: Who, tongue: Voice, field: str, one: Confirmation) -> tuple[PaperTick, ...]:
    now, zone = agreements.read(records, who.course, kept_as(field)).now, people.zone(records, who.person)
    said = now.said if now else {}
    everyone = courses.everyone(records, who.course)
    days = [tongue.texts.short_day(said[person].at.astimezone(zone).date()) if person in said else "" for person in everyone]
    return tuple(_tick(tongue, tick, day) for tick, day in zip(one.ticks, days, strict=True))


def _tick(tongue: Voice, tick: Tick, day: str) -> PaperTick:
    words = SAID[Verdict(tick.verdict)] if tick.verdict else UNANSWERED
    told = ", ".join(filter(None, (tongue.say(words) if words else "", day)))
    return PaperTick(name=tick.name, yes=tick.verdict == Verdict.YES, said=told, line=tick.line)


def _dot(tongue: Voice, dot: Dot, number: int, *, alone: bool) -> PaperDot:
    return PaperDot(
        name=dot.name,
        number=number,
        said=tongue.say(OF_TEN, value=number),
        before=dot.before,
        seen=_seen(tongue, dot.seen, told=alone and dot.mine),
    )


def _step(tongue: Voice, step: StepView, *, alone: bool) -> PaperStep:
    lines = ((tongue.say(label) if label else "", getattr(step, name)) for name, label in LINES.items())
    return PaperStep(
        what=step.what,
        by=step.name,
        due=f"{tongue.say(UNTIL)} {tongue.texts.short_day(step.due)}" if step.due else "",
        state=step.state_name,
        done=step.state == ActionState.DONE,
        lines=tuple((label, said) for label, said in lines if said),
        seen=_seen(tongue, step.seen, told=alone and step.mine),
    )
