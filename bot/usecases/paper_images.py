"""Pictures that were answers, for the sheet on paper: drawings that were chosen, and photos that were sent, as its reader may see them."""

from bot.dialogue.flow import Kind
from bot.domain.media import PICTURE
from bot.domain.paper import PaperImage
from bot.domain.sheet import Note
from bot.records import files, notes
from bot.records.core import Records
from bot.usecases.sheets.reading import stands
from bot.usecases.stage import Stage, Who

# So many photos have a sheet, and so many bytes as they are kept; whatever is more has its words alone.
MOST_PHOTOS, MOST_BYTES = 12, 12 * 2**20
# What one sees in a picture tells better than its name what it is.
SEES = "see"


def found(records: Records, stage: Stage, who: Who) -> dict[str, PaperImage]:
    """All of the sheet that this member may see, by the ids of their notes; of photos no more than there is room for, the newest."""
    seen = [note for note in notes.visible(records, who.course, viewer=who.viewer) if stands(stage, note)]
    chosen = {note.id: PaperImage(alt=_alt(note, seen), drawn=drawn) for note in seen if (drawn := _chosen(stage, note))}
    return {**chosen, **_photos(records, who, seen)}


def _chosen(stage: Stage, note: Note) -> str:
    """The drawing that was chosen; empty where none was."""
    flow = stage.flows.get(note.flow)
    step = flow.step(note.step) if flow else None
    return next(iter(note.words.answer.get("picks", ())), "") if step and step.kind is Kind.PICTURE else ""


def _photos(records: Records, who: Who, seen: list[Note]) -> dict[str, PaperImage]:
    photos: dict[str, PaperImage] = {}
    left = MOST_BYTES
    for note in reversed(seen):
        body = _photo(records, who, note) if len(photos) < MOST_PHOTOS else b""
        if body and len(body) <= left:
            photos[note.id] = PaperImage(alt=_alt(note, seen), photo=body)
            left -= len(body)
    return photos


def _photo(records: Records, who: Who, note: Note) -> bytes:
    """The photo that was sent; empty where none was."""
    file = note.words.answer.get("file")
    media = files.visible(records, who.course, file, viewer=who.viewer) if file else None
    return media.body if media and media.media == PICTURE else b""


def _alt(note: Note, seen: list[Note]) -> str:
    """What it is called, and what its owner sees in it if they said so."""
    taking = (note.author, note.flow, note.subject, SEES)
    sees = (one.words for one in seen if (one.author, one.flow, one.subject, one.step) == taking)
    told = next((words.said for words in sees if not words.answer.get("file")), "")
    return f"{note.words.said}: {told}" if told else note.words.said
