"""A word to the thing it is about: a counsellor writes to something that was shared with them."""

from bot.domain.people import Role
from bot.errors import BadInput, NotFound
from bot.records import courses, notes
from bot.records.core import Records
from bot.usecases.sheets import ops
from bot.usecases.sheets.ops import Op
from bot.usecases.stage import Stage, Who

LONGEST = 1000


def write(records: Records, stage: Stage, who: Who, note: str, text: str, *, op: str = "") -> str:
    """Write to a note that somebody shared, for both to see and for the other to be told of; the id of what was written.

    What is sent twice by one `op` is there once. Raises BadInput without words or with too many, NotFound when the note is not there to
    see any more.
    """
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise BadInput
    target = next((one for one in notes.visible(records, who.course, viewer=who.viewer) if one.id == note), None)
    if target is None:
        raise NotFound
    about = {"field": target.field, "text": said, "show": "1", "about": note}
    return ops.do(records, stage, who, Op(id=op or records.new_id(), kind="add", about=about)).note
