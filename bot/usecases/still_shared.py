"""What a counsellor has been let see and still is, as marks without words: a page that shows more than this shows too much."""

import hashlib

from bot.domain.people import Role
from bot.records import courses
from bot.records.core import Records
from bot.usecases.stage import Who


def marks(records: Records, who: Who) -> list[str]:
    """A mark for each version of a note that is shared with this counsellor now. Raises NotAllowed, CourseFrozen."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    shares = [
        share
        for note in records.rows.some("notes", {"course": who.course})
        for share in records.rows.some("shares", {"note": note["id"], "audience": who.person, "ended_at": None})
    ]
    return sorted(hashlib.sha256(f"{share['note']}.{share['version']}".encode()).hexdigest()[:12] for share in shares)
