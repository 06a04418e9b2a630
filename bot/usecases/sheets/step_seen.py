"""Who sees one's own step: it is shown and taken back as a whole, with what got in its way."""

from bot.domain.people import Role
from bot.domain.plan import Action
from bot.domain.sheet import Note, Words
from bot.marks import N_
from bot.records import courses, notes, plans, sittings
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import planning, sharing
from bot.usecases.notices import tell_counsellees
from bot.usecases.sheets import step_words
from bot.usecases.sheets.common import show_now, whole
from bot.usecases.sheets.view import Seen
from bot.usecases.stage import Stage, Who, voice

IN_THE_WAY = N_("Hvad kom i vejen?")


def hindered(records: Records, stage: Stage, who: Who, action: Action, text: str) -> None:
    """Keep what got in the way, one more word of the step: seen by those who see the step."""
    tongue, said = voice(records, stage, who), text.strip()
    words = Words(question=tongue.say(IN_THE_WAY), said=said, answer={"text": said}, language=tongue.texts.language)
    frame = Frame(flow=plans.flow_of(records, who.course, action.id), subject=action.id)
    note = step_words.keep(records, who, frame, plans.HINDERED, words)
    if planning.is_seen(records, who.course, who.person, action.id):
        _let_see(records, stage, who, [note])


def show(records: Records, stage: Stage, who: Who, action: str) -> str:
    """Let the others see all that is said of one's own step; what is said about it."""
    mine = [note for note in _mine(records, whole(who), action) if note.shared != note.version and (note.shared or not note.words.skipped)]
    return _let_see(records, stage, who, [note.id for note in mine]) if mine else ""


def hide(records: Records, who: Who, action: str) -> None:
    """Nobody else sees what is said of one's own step any more."""
    shown = [note for note in _mine(records, who, action) if note.shared]
    if shown:
        sharing.withdraw(records, who, shown)


def seen(records: Records, who: Who, action: Action) -> Seen:
    """Who sees one's own step."""
    mine = [note for note in _mine(records, who, action.id) if note.shared or not note.words.skipped]
    if not any(plans.is_what(note) and note.shared for note in mine):
        return Seen.MINE
    as_shown = who.shared_only or all(note.shared == note.version for note in mine)
    return Seen.BOTH if as_shown else Seen.NEWER


def _mine(records: Records, who: Who, action: str) -> list[Note]:
    """All that somebody has said of their own step, as they see it."""
    flow = plans.flow_of(records, who.course, action)
    return notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=flow, subject=action)


def _let_see(records: Records, stage: Stage, who: Who, ids: list[str]) -> str:
    if who.person not in courses.ids(records, who.course, Role.COUNSELLOR):
        return show_now(records, stage, who, ids)
    for note in ids:
        for person in courses.everyone(records, who.course):
            if person != who.person:
                notes.share(records, note, notes.newest(records, note), person)
    courses.move(records, who.course, "act")
    # Who sits round the sheet together sees it there.
    if not sittings.going_on(records, who.course):
        tell_counsellees(records, stage, who.course, "action")
    return ""
