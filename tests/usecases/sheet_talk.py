"""Somebody at the sheet and somebody in the chat of the same course: what one does there, the other is told here."""

from itertools import count

from bot.domain.letter import Letter
from bot.records import post
from bot.records.core import Records
from bot.usecases import inviting
from bot.usecases.sheets import ops, reading
from bot.usecases.sheets.deed import Done, Op
from bot.usecases.sheets.view import NoteView, SheetView
from bot.usecases.stage import Who
from tests.usecases.story import shared
from tests.usecases.test_receiving import Chat

_NUMBERS = count(1)


class SheetTalk:
    """A counsellee with a chat of their own, and a counsellor before the sheet."""

    def __init__(self) -> None:
        self.story = shared()
        self.chat = Chat(self.story)
        link = self.story.do(inviting.telegram_link, self.chat.stage, self.story.counsellee.person, self.story.counsellee.course)
        self.chat.type(f"/start {link.rsplit('=', 1)[1]}")
        self.gone()

    def guide(self, kind: str, **about: str) -> Done:
        """The counsellor does something on the sheet."""
        return self.on_sheet(self.story.counsellor, kind, **about)

    def guided(self, kind: str, **about: str) -> Done:
        """The counsellee does something on the sheet."""
        return self.on_sheet(self.story.counsellee, kind, **about)

    def on_sheet(self, who: Who, kind: str, **about: str) -> Done:
        """A second later, somebody does something on the sheet."""
        self.story.clock.later(seconds=1)
        return self.story.do(ops.do, self.story.stage, who, Op(id=f"op{next(_NUMBERS)}", kind=kind, about=about))

    def sheet(self, who: Who) -> SheetView:
        """The sheet as somebody sees it."""
        return self.story.ask(reading.read, self.story.stage, who)

    def note(self, who: Who, said: str) -> NoteView:
        """What stands on the sheet with these words, as somebody sees it."""
        roots = [note for field in self.sheet(who).fields for note in field.notes]
        return next(note for root in roots for note in (root, *root.answers) if note.said == said)

    def due(self, person: str) -> list[Letter]:
        """The letters about the sheet that may leave by now, to one person."""
        return self.story.ask(_due, person)

    def news(self) -> list[str]:
        """What the newest letter of the chat says, line for line, with its buttons."""
        letter = self.chat.letters()[-1]
        labels = [button.label for row in letter.rows for button in row]
        return [*(line for line in letter.text.splitlines() if line), *(f"[{label}]" for label in labels)]

    def gone(self) -> None:
        """All letters have left."""
        self.story.do(_all_gone)


def _due(records: Records, person: str) -> list[Letter]:
    rows = records.rows.some("outbox", {"person": person, "kind": "sheet", "state": post.WAITING})
    found = [post.opened(records, row["key"]) for row in rows]
    return [one.letter for one in found if one]


def _all_gone(records: Records) -> None:
    for row in records.rows.some("outbox", {"state": post.WAITING}):
        post.ended(records, row["key"], post.SENT)
