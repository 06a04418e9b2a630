"""Another wording of somebody else's note, which its author takes or leaves."""

from collections.abc import Iterable

from bot.domain.sheet import Note, Words
from bot.errors import BadInput, NotAllowed, NotFound
from bot.marks import N_
from bot.records import courses, notes
from bot.records.core import Records
from bot.usecases.sheets import grasp
from bot.usecases.sheets.common import WISH, require_whole
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.sheets.view import Wish
from bot.usecases.stage import Stage, Who, called, voice

STEP = "text"
QUESTION = N_("Et forslag til, hvordan det kan siges")
SENT = N_("Dit forslag er sendt. Den, der skrev, vælger selv.")
TAKEN = N_("Nu står de nye ord der.")
LEFT = N_("Forslaget er væk. Ordene står, som de stod.")


def wishes(records: Records, who: Who, note_ids: Iterable[str], stage: Stage) -> dict[str, tuple[Wish, ...]]:
    """The wordings that wait for an answer, by note, as the note's author and whoever proposed one see them."""
    texts, wanted = voice(records, stage, who).texts, set(note_ids)
    found: dict[str, tuple[Wish, ...]] = {}
    for note in _waiting(records, who):
        if note.subject in wanted:
            by = called(records, texts, note.author)
            one = Wish(id=note.id, text=note.words.said, by=by, mine=note.author == who.person)
            found[note.subject] = (*found.get(note.subject, ()), one)
    return found


def wish(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Propose another wording of somebody else's note to its author.

    A second one takes the place of the first, under an id of its own: nobody takes words they have not seen.

    Raises NotFound, NotAllowed for a note of one's own, BadInput for no words, too many, or a note that is more than words.
    """
    courses.require_open(records, who.course, who.person)
    note, said = _note(records, who, op.get("note")), grasp.words(op.get("text"))
    if note.author == who.person:
        raise NotAllowed
    if set(note.words.answer) != {"text"}:
        raise BadInput
    tongue = voice(records, stage, who)
    words = Words(question=tongue.say(QUESTION), said=said, answer={"text": said}, language=tongue.texts.language)
    place = {"flow": WISH, "step": STEP, "subject": note.id}
    for before in records.rows.some("notes", {"course": who.course, "author": who.person, **place}):
        notes.erase(records, before["id"])
    made = notes.write(records, course=who.course, author=who.person, field=note.field, words=words, **place)
    notes.share(records, made, notes.newest(records, made), note.author)
    return Done(note=note.id, said=SENT)


def take(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    """The author takes the other wording: it is a new version of their note, which whoever sees the note sees."""
    require_whole(who)
    made, note = _about_mine(records, who, op)
    words = Words(
        question=note.words.question,
        said=made.words.said,
        answer={"text": made.words.said},
        choices=note.words.choices,
        language=made.words.language,
    )
    place = {"field": note.field, "flow": note.flow, "step": note.step, "subject": note.subject}
    seen_by = [audience for _, audience, _, until in notes.sharing_of(records, note) if until is None]
    notes.write(records, course=who.course, author=who.person, words=words, **place)
    for person in dict.fromkeys(seen_by):
        notes.share(records, note.id, notes.newest(records, note.id), person)
    notes.withdraw(records, made.id)
    return Done(note=note.id, said=TAKEN)


def leave(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    """The author of the note leaves it, or whoever proposed it takes it back: it waits no more."""
    require_whole(who)
    courses.require_open(records, who.course, who.person)
    made = _wish(records, who, op.get("wish"))
    notes.withdraw(records, made.id)
    return Done(note=made.subject, said=LEFT)


def _about_mine(records: Records, who: Who, op: Op) -> tuple[Note, Note]:
    courses.require_open(records, who.course, who.person)
    made = _wish(records, who, op.get("wish"))
    note = _note(records, who, made.subject)
    if note.author != who.person:
        raise NotAllowed
    return made, note


def _waiting(records: Records, who: Who) -> list[Note]:
    seen = notes.visible(records, who.course, viewer=who.viewer, flow=WISH, step=STEP)
    return [note for note in seen if note.author != who.person or note.shared]


def _wish(records: Records, who: Who, wish_id: str) -> Note:
    found = next((note for note in _waiting(records, who) if note.id == wish_id), None)
    if found is None:
        raise NotFound
    return found


def _note(records: Records, who: Who, note_id: str) -> Note:
    found = next((note for note in notes.visible(records, who.course, viewer=who.viewer, id=note_id) if note.flow != WISH), None)
    if found is None:
        raise NotFound
    return found


DEEDS: dict[str, Deed] = {"wish": wish, "take": take, "leave": leave}
