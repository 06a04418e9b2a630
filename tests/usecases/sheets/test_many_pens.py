"""People write on one sheet in any order: after each step everybody has before them exactly what is theirs to see, and nothing else."""

import re
from collections.abc import Callable
from itertools import combinations
from random import Random

import pytest

from bot.domain.people import Role, Viewer
from bot.domain.sheet import FIELDS
from bot.errors import SamvejError
from bot.records import notes
from bot.records.core import Records
from bot.usecases.sheets.view import SheetView
from bot.usecases.stage import Who
from tests.faults.length import seed
from tests.usecases.sheets.pens import Pens, every

STEPS = 70
WORD = re.compile(r"\bord\d+x\b")
KINDS = (
    "add",
    "add",
    "add",
    "answer",
    "edit",
    "edit",
    "show",
    "hide",
    "move",
    "move",
    "park",
    "remove",
    "restore",
    "erase",
    "undo",
    "undo",
)


class Crowd:
    """A sheet with two counsellees and two counsellors, and for whom each word was meant when it was written or shown."""

    def __init__(self, number: int) -> None:
        self.random, self.pens, self.numbers = Random(number), Pens(), 0
        self.people = [self.pens.guided, self.pens.guide, self.pens.come("Kim", Role.COUNSELLEE), self.pens.come("Bo", Role.COUNSELLOR)]
        self.meant: dict[str, set[str]] = {}
        self.did = 0

    def step(self) -> None:
        """Somebody does something with some note, theirs or not; what is refused changes nothing."""
        who, kind = self.random.choice(self.people), self.random.choice(KINDS)
        before, op = self.views(), f"{self.numbers}"
        about = self.about(who)
        try:
            done = self.pens.do(who, "add" if kind == "answer" else kind, op, **(about if kind != "add" else {**about, "about": ""}))
        except SamvejError:
            assert self.views() == before
            return
        self.did += 1
        if kind in {"add", "answer", "edit", "show"}:
            self.mean(who, done.note, shown=kind == "show" or bool(about["show"]))
        after = self.views()
        assert self.pens.do(who, "add" if kind == "answer" else kind, op, **about) == done
        assert self.views() == after

    def mean(self, who: Who, note: str, *, shown: bool) -> None:
        """Keep who may come to see the words of a note as it is now."""
        guides = {self.people[1].person, self.people[3].person}
        meant = {one.person for one in self.people} if who.person in guides else guides if shown else set()
        about = self.pens.story.rows("spots", note=note)
        root = self.pens.story.rows("notes", id=about[0]["about"]) if about else []
        if root and root[0]["author"] not in guides:
            meant &= {*guides, root[0]["author"]}
        self.meant.setdefault(self.pens.note(who, note).said, {who.person}).update(meant)

    def about(self, who: Who) -> dict[str, str]:
        """What a deed could be about: any note there is, also one that its doer does not see."""
        self.numbers += 1
        ids = self.pens.story.house.read(lambda records: [row["id"] for row in records.rows.some("notes", {})]) or [""]
        mine = {note.id: note for note in every(self.pens.sheet(who))}
        note = self.random.choice([*mine, *mine, *ids])
        show = self.random.choice(["", "1"])
        base = str(mine[note].version) if note in mine else "1"
        text = f"ord{self.numbers}x"
        where = {"field": self.random.choice(list(FIELDS)[:3]), "after": self.random.choice(["", *mine])}
        return {"note": note, "about": note, "text": text, "show": show, "base": base, **where}

    def views(self) -> dict[str, SheetView]:
        """What everybody has before them."""
        return {who.person: self.pens.sheet(who) for who in self.people}


def theirs(records: Records, who: Who) -> set[str]:
    """The words somebody may see, straight from the rows: the newest of their own, and of others' the newest that is shared with them."""
    away = {row["note"] for row in records.rows.some("spots", {"state": "removed"})}
    found = set()
    for row in records.rows.some("notes", {"course": who.course, "flow": "sheet"}) + records.rows.some("notes", {"flow": "parking"}):
        shares = records.rows.some("shares", {"note": row["id"], "audience": who.person, "ended_at": None})
        numbers = [share["version"] for share in shares]
        if row["author"] == who.person:
            numbers = [one["version"] for one in records.rows.some("versions", {"note": row["id"]})]
        if numbers and row["id"] not in away:
            author = Viewer(person=row["author"])
            told = notes.as_it_was(records, row["id"], max(numbers), viewer=author)
            found |= {told.words.said} if told else set()
    return found


def ordered_alike(views: dict[str, SheetView]) -> None:
    """Two people see what both see in the same order."""
    for one, other in combinations(views.values(), 2):
        for field in FIELDS:
            first, second = ([note.id for note in sheet.field(field).notes] for sheet in (one, other))
            both = set(first) & set(second)
            assert [note for note in first if note in both] == [note for note in second if note in both]


def look_over(crowd: Crowd) -> None:
    views = crowd.views()
    ordered_alike(views)
    for who in crowd.people:
        ids = [note.id for note in every(views[who.person])]
        assert len(ids) == len(set(ids))
        seen = set(WORD.findall(repr(views[who.person])))
        assert seen == crowd.pens.story.ask(theirs, who)
        assert all(who.person in crowd.meant[word] for word in seen)


@pytest.mark.parametrize("number", [6, seed(7)], ids=["fixed", "another"])
def test_after_each_of_many_acts_everybody_has_exactly_what_is_theirs(number: int) -> None:
    crowd = Crowd(number)
    for _ in range(STEPS):
        try:
            crowd.step()
            look_over(crowd)
        except Exception as failed:
            failed.add_note(f"seed {number}")
            raise
    assert crowd.did > STEPS // 4


SECRET: dict[str, Callable[[Pens, str], object]] = {
    "add": lambda pens, _: pens.write(pens.guided, "ord1x"),
    "parking": lambda pens, _: pens.write(pens.guided, "ord1x", field="parking"),
    "answer": lambda pens, note: pens.do(pens.guided, "add", about=note, text="ord1x"),
    "edit": lambda pens, note: pens.do(pens.guided, "edit", note=note, base="1", text="ord1x"),
}


@pytest.mark.parametrize("act", SECRET)
def test_nobody_learns_that_something_private_was_written_moved_or_undone(act: str) -> None:
    pens = Pens()
    note = pens.write(pens.guided, "Et hus", show="1")
    pens.write(pens.guide, "En have")
    others = [pens.guide, pens.come("Kim", Role.COUNSELLEE), pens.come("Bo", Role.COUNSELLOR)]
    before = [repr(pens.sheet(who)).encode() for who in others]
    SECRET[act](pens, note)
    assert [repr(pens.sheet(who)).encode() for who in others] == before
    pens.do(pens.guided, "undo")
    assert [repr(pens.sheet(who)).encode() for who in others] == before
