"""Tells the others that something on the sheet is for them, if they do not look at it by themselves soon; never what was written."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.domain.letter import Button, Letter
from bot.domain.people import Role, Viewer
from bot.marks import N_
from bot.records import courses, notes, people, reminding, sightings, sittings, spots
from bot.records.core import Records
from bot.usecases import launching, notices
from bot.usecases.press import menu
from bot.usecases.sheets.deed import Done, Op
from bot.usecases.stage import Stage, Who, called

NEWS = N_("På arket: Der er nyt fra {who}.")
LOOK = N_("Se det nye")
# So long a letter waits for whoever may have the sheet open, and sees it there; longer while they sit round it together.
PATIENCE, TOGETHER = timedelta(seconds=60), timedelta(hours=1)


def told(records: Records, stage: Stage, who: Who, op: Op, done: Done) -> None:
    """Somebody has done this on the sheet: whom it is for is told, once for all that comes before they look."""
    whom = _WHOM.get(op.kind)
    for person in whom(records, who, op, done) if whom else ():
        _tell_once(records, stage, who, person)


def shown(records: Records, stage: Stage, who: Who) -> None:
    """A counsellee has shown something on the sheet: their counsellors are told in the same way."""
    for person in courses.ids(records, who.course, Role.COUNSELLOR):
        _tell_once(records, stage, who, person)


def way_to(records: Records, stage: Stage, course: str, person: str, label: str) -> Button:
    """What a letter leads to the sheet by: a counsellor to its page, anybody else to what is new, under this label (a source text)."""
    texts = stage.texts_in(people.tongue(records, person)[0])
    if person in courses.ids(records, course, Role.COUNSELLOR):
        return Button(label=texts.say(launching.OPEN), url=f"{stage.url}{launching.DESK.format(course=course)}")
    return Button(label=texts.say(label), press=menu("news"))


def _tell_once(records: Records, stage: Stage, who: Who, person: str) -> None:
    if person != who.person and not sightings.is_waiting(records, person, who.course):
        _tell(records, stage, who, person)


def _tell(records: Records, stage: Stage, who: Who, person: str) -> None:
    texts = stage.texts_in(people.tongue(records, person)[0])
    guides = person in courses.ids(records, who.course, Role.COUNSELLOR)
    # Whoever is guided is named to nobody but on the page.
    news = texts.say(notices.TEXTS["shared"]) if guides else texts.say(NEWS, who=called(records, texts, who.person))
    way = way_to(records, stage, who.course, person, LOOK)
    notices.send(records, person, who.course, Letter(text=news, rows=((way,),)), kind=sightings.KIND)
    sightings.hold_back(records, person, who.course, _at(records, person, who.course))


def _at(records: Records, person: str, course: str) -> datetime:
    """Soon, but not while they rest."""
    wanted, zone = reminding.wishes(records, person), people.zone(records, person)
    soon = records.now + (TOGETHER if sittings.going_on(records, course) else PATIENCE)
    rested = wanted.paused_until if wanted.paused_until and wanted.is_paused(soon) else soon
    return wanted.awake(rested.astimezone(zone))


def _who_see(records: Records, who: Who, _op: Op, done: Done) -> list[str]:
    """Everybody who sees the note; what a counsellee shows, their counsellors are told of where it is shown."""
    if who.person not in courses.ids(records, who.course, Role.COUNSELLOR):
        return []
    everyone = courses.everyone(records, who.course)
    return [person for person in everyone if notes.visible(records, who.course, viewer=Viewer(person=person), id=done.note)]


def _its_author(records: Records, _who: Who, op: Op, _done: Done) -> list[str]:
    return [notes.author_of(records, op.get("note"))[1]]


def _who_wished(records: Records, who: Who, op: Op, done: Done) -> list[str]:
    """Whoever proposed the words, while they see the note: of what was hidden since, nothing is told."""
    wished = notes.author_of(records, op.get("wish"))[1]
    seen = notes.visible(records, who.course, viewer=Viewer(person=wished), id=done.note)
    return [wished] if seen else []


def _who_typed(records: Records, who: Who, op: Op, _done: Done) -> list[str]:
    typist = spots.get(records, who.course, op.get("note")).typed_by
    return [typist] if typist in courses.ids(records, who.course, Role.COUNSELLOR) else []


Whom = Callable[[Records, Who, Op, Done], list[str]]
# Of what is put to confirmation, and what is said to it, everybody is told by the agreement itself.
_WHOM: dict[str, Whom] = {
    "add": _who_see,
    "edit": _who_see,
    "show": _who_see,
    "wish": _its_author,
    "take": _who_wished,
    "lent_yes": _who_typed,
}
