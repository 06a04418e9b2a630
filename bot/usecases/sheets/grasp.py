"""What a deed takes hold of: a note that its doer sees, or one of their own, and who is shown what they write."""

from bot.dialogue.answers import cleaned
from bot.domain.people import Role, Viewer
from bot.domain.sheet import FIELDS, Note
from bot.errors import BadInput, NotAllowed, NotFound
from bot.records import courses, notes, plans, spots
from bot.records.core import Records
from bot.usecases import sheet
from bot.usecases.sheets.common import show_now
from bot.usecases.stage import Stage, Who
from bot.usecases.takings import SENTENCE

LONGEST = 2000


def words(text: str) -> str:
    """What somebody wrote, without the blanks round it. Raises BadInput("text") for no words or too many."""
    said = cleaned(text.replace("\r\n", "\n"))
    if not said or len(said) > LONGEST:
        raise BadInput("text")
    return said


def field(name: str) -> str:
    """One of the eight fields. Raises BadInput for another."""
    if name not in FIELDS:
        raise BadInput
    return name


def seen(records: Records, stage: Stage, who: Who, note: str) -> Note:
    """A note of the sheet that this member sees. Raises NotFound for any other: whether it is there is not theirs to know."""
    found = notes.visible(records, who.course, viewer=who.viewer, id=note)
    if not found or found[0].field not in FIELDS or not sheet.stands_there(stage, found[0]):
        raise NotFound
    return found[0]


def loose(records: Records, stage: Stage, who: Who, note: str) -> Note:
    """As `seen`, one that lies loose. Raises BadInput for what a method made."""
    found = seen(records, stage, who, note)
    if found.flow not in spots.LOOSE:
        raise BadInput
    return found


def own(records: Records, stage: Stage, who: Who, note: str) -> Note:
    """As `seen`, one of their own. Raises NotAllowed for another's, and to who came by a link of staff's."""
    found = seen(records, stage, who, note)
    if found.author != who.person or who.shared_only:
        raise NotAllowed
    return found


def own_loose(records: Records, stage: Stage, who: Who, note: str) -> Note:
    """As `own`, one that lies loose. Raises BadInput for what a method made."""
    own(records, stage, who, note)
    return loose(records, stage, who, note)


def own_words(records: Records, stage: Stage, who: Who, note: str) -> Note:
    """As `own`, one that can be written anew. Raises BadInput for an answer that is more than words."""
    found = own(records, stage, who, note)
    if not is_plain(found):
        raise BadInput
    return found


def is_plain(note: Note) -> bool:
    """Whether a note is nothing but words that somebody wrote, so that other words can take their place."""
    apart = note.step == SENTENCE or note.flow == "aim" or note.step in plans.WORDS.get(note.flow, {})
    return set(note.words.answer) == {"text"} and not apart


def is_counsellor(records: Records, who: Who) -> bool:
    """Whether this member guides here."""
    return who.person in courses.ids(records, who.course, Role.COUNSELLOR)


def show(records: Records, stage: Stage, who: Who, note: str) -> bool:
    """Show the newest version of one's own note to those it is for; whether there is anybody.

    A counsellee's is for the counsellors, who are told. A counsellor's is for everybody; an answer for those who see what it answers,
    and what was typed for somebody for them alone.
    """
    if not is_counsellor(records, who):
        return not show_now(records, stage, who, [note])
    version = notes.newest(records, note)
    for person in _audience(records, who, note):
        notes.share(records, note, version, person)
    return True


def _audience(records: Records, who: Who, note: str) -> list[str]:
    spot = spots.get(records, who.course, note)
    everybody = [person for person in courses.everyone(records, who.course) if person != who.person]
    if spot.lent_to:
        return [person for person in everybody if person == spot.lent_to]
    if not spot.about:
        return everybody
    return [person for person in everybody if notes.visible(records, who.course, viewer=Viewer(person=person), id=spot.about)]
