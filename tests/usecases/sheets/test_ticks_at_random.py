"""Whatever two do to a field, in whatever order: a tick never counts for other words than those it was given to."""

import random
from contextlib import suppress

import pytest

from bot.errors import SamvejError
from bot.usecases.sheets.view import Confirmation
from bot.usecases.stage import Who
from tests.faults.length import seed
from tests.usecases.sheets.pens import Pens

ROUNDS = 60
NEW = seed(4711)
KINDS = ("add", "edit", "hide", "show", "move", "remove", "wish", "take", *["put"] * 4, *["tick"] * 14)


class Watched(Pens):
    """A sheet at which it is kept which words each had before them when they said yes."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance
        self.yes: dict[tuple[str, int], str] = {}
        self.settled = 0

    def something(self) -> None:
        """One of them does something, with what they had before them a moment ago."""
        who = self._chance.choice((self.guided, self.guide))
        before = self.sheet(who).field("want")
        if self._chance.random() < 0.3:
            other = self._chance.choice((self.guided, self.guide))
            for kind in self._chance.choice((("add", "put"), ("put",), self._chance.choices(KINDS))):
                self._do(other, kind, self.sheet(other).field("want").confirmation)
        self._do(who, self._chance.choice(KINDS), before.confirmation)

    def _do(self, who: Who, kind: str, seen: Confirmation | None) -> None:
        notes = self.sheet(who).field("want").notes
        one = self._chance.choice(notes) if notes else None
        wishes = [wish.id for note in notes for wish in note.wishes]
        about = {
            "field": "want",
            "note": one.id if one else "",
            "text": f"ord {self._chance.randrange(5)}",
            "show": self._chance.choice(("", "1")),
            "base": str(one.version) if one else "",
            "seen": str(seen.version) if seen else "0",
            "version": str(seen.version) if seen else "0",
            "verdict": self._chance.choice(("yes", "yes", "yes", "not_yet")),
            "wish": wishes[0] if wishes else "",
        }
        with suppress(SamvejError):
            self.do(who, kind, **(about if kind != "move" else about | {"after": ""}))
            if kind == "tick" and seen:
                self._said(who, seen, about["verdict"])

    def _said(self, who: Who, seen: Confirmation, verdict: str) -> None:
        assert self.story.rows("verdicts", person=who.person, version=seen.version)
        self.yes.pop((who.person, seen.version), None)
        if verdict == "yes":
            self.yes[who.person, seen.version] = seen.text

    def look(self) -> None:
        """What is agreed now is what both had before them when they said yes, and all that both see there."""
        both = [self.sheet(who).field("want") for who in (self.guided, self.guide)]
        theirs = both[1]
        if not (theirs.confirmation and theirs.confirmation.settled):
            return
        self.settled += 1
        now = theirs.confirmation
        assert both[0].confirmation is not None
        assert both[0].confirmation.settled
        # The counsellor sees nothing that is not shown, so what they have before them is what both see.
        assert sorted(now.text.splitlines()) == sorted(f"{note.author}: {note.said}" for note in theirs.notes)
        assert [self.yes.get((who.person, now.version)) for who in (self.guided, self.guide)] == [now.text, now.text]


@pytest.mark.parametrize("number", [2026, NEW], ids=["fixed", "another"])
def test_ticks_never_count_for_other_words_than_those_seen(number: int) -> None:
    watched = Watched(random.Random(number))
    for _ in range(ROUNDS):
        watched.something()
        watched.look()
    # By chance they may agree on nothing, but not each time.
    assert watched.settled or number == NEW
