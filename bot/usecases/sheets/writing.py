"""Words on the sheet: a new note, other words for one's own, and who sees them."""

from dataclasses import replace

from bot.domain.sheet import Note, Words
from bot.domain.trail import Act
from bot.errors import BadInput, NoteMoved
from bot.marks import N_
from bot.records import conversations, courses, notes, spots
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import composing, sharing
from bot.usecases.sheets import common, grasp, lending
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.stage import Stage, Who, voice

ON_THE_SHEET = N_("På arket")
SAVED = N_("Gemt. Kun du kan se det.")
SAVED_SHOWN = N_("Gemt. {counsellor} kan se det.")
SAVED_BOTH = N_("Gemt. I kan begge se det.")
FULL = N_("Der er ikke plads til flere noter fra dig. Slet en for altid, hvis du vil skrive en ny.")
# Of one writer; far more than any sheet of paper holds, and no more than every look at the sheet can carry.
MOST = 400
SAVED_BESIDE = N_("Gemt. {counsellor} ser stadig det, du viste før.")


def add(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """A new note, or an answer to one.

    Raises BadInput for no words or too many, or too many notes, NotFound for an answer to what is not there, NotAllowed for a private
    note by a staff link.
    """
    courses.require_open(records, who.course, who.person)
    common.require_seen(who, show=bool(op.get("show")))
    said = grasp.words(op.get("text"))
    _require_room(records, who)
    about = _root(records, stage, who, op.get("about"))
    field = about.field if about else grasp.field(op.get("field"))
    note = _write(records, stage, who, field, said, answers=about is not None)
    if about:
        spots.keep(records, spots.Spot(note=note, course=who.course, about=about.id))
    if op.get("lent_to"):
        lending.lend(records, who, note, op.get("lent_to"))
    return _shown(records, stage, who, note, op.get("show"))


def edit(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Other words for one's own note. Raises NoteMoved when they are not those it was written over, else as `add`."""
    courses.require_open(records, who.course, who.person)
    note = grasp.own_words(records, stage, who, op.get("note"))
    said = grasp.words(op.get("text"))
    if op.get("base") != str(note.version):
        raise NoteMoved(note.words.said, note.version)
    if said != note.words.said:
        again(records, stage, who, note, replace(note.words, said=said, answer={"text": said}))
    return _shown(records, stage, who, note.id, op.get("show"), before=note)


def show(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Let those it is for see one's own note as it is now."""
    courses.require_open(records, who.course, who.person)
    note = grasp.own(records, stage, who, op.get("note"))
    return _shown(records, stage, who, note.id, "1", before=note)


def hide(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Nobody but its author sees the note any more; also when the course is closed. Raises BadInput to a counsellor, who hides nothing."""
    note = grasp.own(records, stage, who, op.get("note"))
    if grasp.is_counsellor(records, who):
        raise BadInput
    if note.shared:
        sharing.withdraw(records, who, [note])
    return Done(note=note.id, said=sharing.NOW_PRIVATE, was={"shared": str(note.shared)}, became={"version": str(note.version)})


def _require_room(records: Records, who: Who) -> None:
    """Counted are one's own notes alone: how many others have written is not told."""
    mine = (records.rows.count("notes", {"course": who.course, "author": who.person, "flow": flow}) for flow in spots.LOOSE)
    if sum(mine) >= MOST:
        raise BadInput(FULL)


def _root(records: Records, stage: Stage, who: Who, about: str) -> Note | None:
    """What is answered; an answer to an answer is one to the same note."""
    if not about:
        return None
    further = spots.get(records, who.course, about).about
    return grasp.seen(records, stage, who, further or about)


def _write(records: Records, stage: Stage, who: Who, field: str, said: str, *, answers: bool) -> str:
    tongue = voice(records, stage, who)
    flow, step, question = spots.SHEET, spots.STEP, tongue.say(ON_THE_SHEET)
    if field == spots.PARKING and not answers:
        thought = stage.flows[spots.PARKING].steps[0]
        flow, step, question = spots.PARKING, thought.id, tongue.step(stage.flows[spots.PARKING], thought.id, thought.text)
    place = {"field": field, "flow": flow, "step": step, "subject": records.new_id()}
    words = Words(question=question, said=said, answer={"text": said}, language=tongue.texts.language)
    return notes.write(records, course=who.course, author=who.person, words=words, **place)


def again(records: Records, stage: Stage, who: Who, note: Note, words: Words) -> None:
    """Other words in the place of a note's; the sentence that its method makes of the answers goes along."""
    place = {"field": note.field, "flow": note.flow, "step": note.step, "subject": note.subject}
    notes.write(records, course=note.course, author=note.author, words=words, **place)
    frame = Frame(flow=note.flow, subject=note.subject)
    begun = conversations.place(records, who.person, who.course, frame) if note.flow in stage.flows else None
    if begun and begun.ended:
        composing.compose(records, stage, who, frame)


def _shown(records: Records, stage: Stage, who: Who, note: str, wanted: str, before: Note | None = None) -> Done:
    """Show it if that is wanted; a counsellor's is shown at once, whatever is wanted."""
    version, shared = notes.newest(records, note), before.shared if before else 0
    was = {"version": str(before.version if before else 0), "shared": str(shared)}
    guides = grasp.is_counsellor(records, who)
    if guides:
        records.log(who.person, Act.WRITE, who.course, note)
    seen = bool(wanted or guides) and (shared == version or grasp.show(records, stage, who, note))
    became = {"version": str(version), "shared": str(version if seen else shared)}
    return Done(note=note, said=_said(seen=seen, wanted=bool(wanted), guides=guides, shared=shared), was=was, became=became)


def _said(*, seen: bool, wanted: bool, guides: bool, shared: int) -> str:
    if guides:
        return SAVED_BOTH
    if seen:
        return SAVED_SHOWN
    return sharing.NOBODY_YET if wanted else SAVED_BESIDE if shared else SAVED


DEEDS: dict[str, Deed] = {"add": add, "edit": edit, "show": show, "hide": hide}
