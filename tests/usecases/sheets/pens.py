"""A sheet that people write on: who they are, what each of them does there, and what each has before them."""

from collections.abc import Iterator
from itertools import count

from bot.domain.people import Person, Role
from bot.records import courses, people
from bot.usecases.sheets import ops, reading
from bot.usecases.sheets.ops import Done, Op
from bot.usecases.sheets.view import NoteView, SheetView
from bot.usecases.stage import Who
from tests.usecases.story import Story


class Pens:
    """A course in which nothing was said yet, with one counsellee and one counsellor, and others who come along."""

    def __init__(self, story: Story | None = None) -> None:
        self.story = story or Story().accept("/menu")
        self.guided, self.guide = self.story.counsellee, self.story.counsellor
        self._numbers = count(1)

    def come(self, name: str, role: Role) -> Who:
        """Somebody else is of the course too."""
        self.story.do(people.add, Person(id=name, name=name))
        self.story.do(courses.join, self.guide.course, name, role)
        return Who(person=name, course=self.guide.course)

    def do(self, who: Who, kind: str, op: str = "", **about: str) -> Done:
        """A deed, by an id of its own, or by this one."""
        self.story.clock.later(seconds=1)
        return self.story.do(ops.do, self.story.stage, who, Op(id=op or f"op{next(self._numbers)}", kind=kind, about=about))

    def write(self, who: Who, text: str, field: str = "want", **more: str) -> str:
        """A new note; its id."""
        return self.do(who, "add", field=field, text=text, **more).note

    def close(self) -> None:
        """The course is over."""
        self.story.do(courses.move, self.guide.course, "close")

    def sheet(self, who: Who) -> SheetView:
        """What somebody has before them."""
        return self.story.ask(reading.read, self.story.stage, who)

    def said(self, who: Who, field: str = "want") -> list[str]:
        """The words of a field's notes, in their order."""
        return [note.said for note in self.sheet(who).field(field).notes]

    def note(self, who: Who, note: str) -> NoteView:
        """One note as somebody sees it. Raises LookupError."""
        found = {one.id: one for one in every(self.sheet(who))}
        return found[note]


def every(sheet: SheetView) -> Iterator[NoteView]:
    """All notes of a sheet, answers too."""
    for field in sheet.fields:
        for note in field.notes:
            yield from (note, *note.answers)
