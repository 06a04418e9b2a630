"""The methods counsellors have suggested. Only the one who suggests and the one it is suggested to read them."""

from bot.domain.people import Viewer
from bot.domain.suggestion import Suggestion, SuggestionState
from bot.ports import Row
from bot.records.core import Records, moment, stamp


def make(records: Records, course: str, *, flow: str, by: str, person: str, reason: str) -> str:
    """A new suggestion, open; its id."""
    suggestion, now = records.new_id(), stamp(records.now)
    who = {"id": suggestion, "course": course, "flow": flow, "by": by, "person": person}
    words = records.seal(course, "suggestions", "words", suggestion, reason)
    records.rows.add("suggestions", {**who, "words": words, "state": SuggestionState.OPEN, "made_at": now, "moved_at": now})
    return suggestion


def visible(records: Records, course: str, *, viewer: Viewer, **where: str) -> list[Suggestion]:
    """The suggestions of a course that this viewer made or got, oldest first. `where` narrows by column (id, flow, person, state)."""
    rows = records.rows.some("suggestions", {"course": course, **where}, order=("made_at",))
    return [_suggestion(records, row) for row in rows if viewer.person in {row["person"], row["by"]}]


def move(records: Records, suggestion: str, state: SuggestionState) -> None:
    """The suggestion stands so from now on."""
    records.rows.change("suggestions", {"id": suggestion}, {"state": state, "moved_at": stamp(records.now)})


def _suggestion(records: Records, row: Row) -> Suggestion:
    names = ("id", "course", "flow", "by", "person")
    return Suggestion(
        **{name: row[name] for name in names},
        reason=records.open(row["course"], "suggestions", "words", row["id"], row["words"]),
        state=SuggestionState(row["state"]),
        made_at=moment(row["made_at"]),
    )
