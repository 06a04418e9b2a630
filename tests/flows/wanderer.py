"""Somebody who types, presses and sends anything at all in one flow, while its definition changes, and what must hold for them."""

import re
from dataclasses import replace

from bot.dialogue import engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.choosing import offers
from bot.dialogue.entries import open_entry
from bot.dialogue.flow import ENTRY_KINDS, Flow
from bot.dialogue.turns import Changed, Event, Filled, Place, Pressed, Sent, Turn, Typed, Wished
from tests.dialogue.talker import NOW
from tests.flows.redefined import redefined

WORD = re.compile(r"ord\d+z")
FARTHEST = 60
TEXTS = (
    "",
    "9 år: ",
    "9,5",
    "om to uger",
    "i går",
    "kl. 20",
    "7",
    "-3",
    "11",
    "a\nb ",
    "\x00",
    "\ud83d",
    "{goal}",
    "=me",
    "y" * 301,
    "x" * 10_001,
)
WISHES = ("back", "skip", "pause", "resume", "save", "end", "to end", "next", "")
STAND_STILL, THE_WAY_ON = "why", ("onward", "resume", "skip", "save", "over", "keep")
THROWS_AWAY = ("over", "drop", "undo")


class Wanderer:
    """One person in one flow. Each number given to `move` is one event; 0 changes nothing."""

    def __init__(self, flow: Flow) -> None:
        self._first, self.flow, self.place = flow, flow, engine.start(flow).place
        self.kept: dict[str, list[Answer]] = {}
        self.files: dict[str, bool] = {}
        self._said = 0
        self.trail: list[str] = []

    def move(self, number: int) -> None:
        """Let something happen, and look whether all is well after it."""
        kind, what = number % 16, number // 16
        if kind == 15:
            self._meet(redefined(self._first, what // 2), answers=what % 2 == 1)
            return
        before, event = self.place, self._event(kind, what)
        turn = engine.advance(self.flow, before, event, self._last)
        self.trail += [str(event), str(turn.place)]
        self._take(turn)
        assert before.ended or _owed(event, turn) <= words(turn.place) | self.written
        assert words(before) - self._given_up(before, event) <= words(turn.place) | self.written
        self._look_around(before, turn)

    @property
    def written(self) -> set[str]:
        """All words that were ever kept as an answer."""
        return found(repr(self.kept))

    def way_out(self) -> list[str]:
        """The buttons pressed to get to the end by skipping on from here, whatever is begun."""
        place, pressed = self.place, list[str]()
        while not place.ended:
            offered = engine.offered(self.flow, place)
            option = next(one for one in THE_WAY_ON if one in offered)
            if pressed[-1:] == [option] == ["save"]:
                option = "over"
            pressed.append(option)
            place = engine.advance(self.flow, place, Pressed(turn=place.turn, option=option), self._last).place
            assert len(pressed) <= FARTHEST, pressed
        return pressed

    def _event(self, kind: int, what: int) -> Event:
        offered = engine.offered(self.flow, self.place)
        if kind == 0 or (kind <= 6 and not offered):
            return Pressed(turn=self.place.turn, option=STAND_STILL)
        if kind <= 5:
            return Pressed(turn=self.place.turn, option=offered[what % len(offered)])
        if kind == 6:
            return Pressed(turn=self.place.turn - what % 2, option=offered[what % len(offered)], picks=("own1", "x")[: what % 3])
        if kind <= 9:
            return Typed(text=self._text(what), now=NOW, whole=kind == 9)
        if kind == 10:
            return Filled(turn=self.place.turn, option=("entry", "piles", "x")[what % 3], fields=self._fields(what // 3))
        if kind == 11:
            return self._file("picture" if what % 2 else "voice")
        if kind == 12:
            return Changed(step=self.flow.steps[what % len(self.flow.steps)].id, onward=what % 3 == 0)
        return Wished(option=WISHES[what % len(WISHES)])

    def _text(self, what: int) -> str:
        self._said += 1
        return f"{TEXTS[what % len(TEXTS)]}ord{self._said}z" if what % 3 else TEXTS[what % len(TEXTS)]

    def _fields(self, what: int) -> dict[str, str]:
        """A form with some fields right, some odd, some left out."""
        step = self.flow.step(self.place.step)
        if step is None:
            return {"x": "y"}
        piles = ("x", *(pile.id for pile in step.piles))
        cards = {card.id: piles[(what + index) % len(piles)] for index, card in enumerate(step.choices)}
        right = {"number": "9,5", "feeling": "-3", "scale": "7", "choice": next((c.id for p in step.parts for c in p.choices), "")}
        parts = {part.id: right.get(part.kind) or self._text(what // 2) for index, part in enumerate(step.parts) if (what + index) % 4}
        odd = {0: {"age": "²"}, 1: {"at": "99"}, 2: {"at": "-1"}, 3: {"at": "0"}, 4: {"at": "1"}}.get(what % 9, {})
        return {**cards, **parts, **odd}

    def _file(self, media: str) -> Sent:
        name = f"file{len(self.files)}"
        self.files[name] = True
        return Sent(file=name, media=media, seconds=5)

    def _meet(self, flow: Flow, *, answers: bool) -> None:
        """The person comes back, and the flow is another."""
        before, self.flow = self.place, flow
        turn = engine.adopt(flow, before, self._last, answers=answers)
        self.trail += [flow.digest, str(turn.place)]
        self._take(turn)
        assert words(before) <= words(turn.place) | self.written
        self._look_around(before, turn)

    def _take(self, turn: Turn) -> None:
        self.place = turn.place
        for note in turn.notes:
            self.kept.setdefault(note.step, []).append(note.answer)
        for name in turn.dropped:
            assert self.files[name], name
            self.files[name] = False

    def _last(self, step: str) -> Answer | None:
        wanted = self.flow.step(step)
        names = (step, *(wanted.was if wanted else ()))
        return next((self.kept[name][-1] for name in names if name in self.kept), None)

    def _given_up(self, before: Place, event: Event) -> set[str]:
        """The words that the person takes away or writes over themselves."""
        step = self.flow.step(before.step)
        if isinstance(event, Typed) and event.whole and before.draft:
            return found(repr(before.draft))
        option = event.option.partition("=")[0] if isinstance(event, Pressed | Wished) else ""
        if option in THROWS_AWAY and isinstance(event, Pressed):
            return words(before)
        if step is None or step.kind not in ENTRY_KINDS or isinstance(event, Wished | Changed | Sent):
            return set() if option in {"", "back", "pause", "resume"} else found(repr(before.own))
        if isinstance(event, Filled):
            return found(repr([entry for index, entry in enumerate(before.work["entries"]) if str(index) == event.fields.get("at")]))
        return found(repr(open_entry(before).get(before.work["part"], "")))

    def _look_around(self, before: Place, turn: Turn) -> None:
        """Something is asked, something can be pressed, and every file is where it should be."""
        place, step = turn.place, self.flow.step(turn.place.step)
        assert (step is not None) == (not place.ended)
        assert place.ended or place.paused or {"back", "why"} <= set(engine.offered(self.flow, place))
        if step:
            assert all(offer.label.strip() for offer in offers(self.flow, step, place))
        assert all(said.text for said in turn.says)
        kept = {answer.file for answers in self.kept.values() for answer in answers} | ({place.file[0]} if place.file else set())
        assert {name for name, wanted in self.files.items() if wanted} <= kept
        assert not {name for name, wanted in self.files.items() if not wanted} & kept
        assert replace(before, turn=0) == replace(place, turn=0) or place.turn != before.turn or turn.says or turn.notes


def _owed(event: Event, turn: Turn) -> set[str]:
    """The words just said that must be somewhere: none if the person was told that they cannot be taken, or a day was read from them."""
    taken = isinstance(event, Typed) and turn.place.asked is None and all(said.text == phrases.COLLECTED for said in turn.says)
    read = {answer.when or answer.at for answer in (note.answer for note in turn.notes)} - {None}
    return found(event.text) if isinstance(event, Typed) and taken and not read else set()


def words(place: Place) -> set[str]:
    """The person's words that are begun in a place."""
    own = [place.own[one] for one in place.chosen if one in place.own]
    return found(repr((place.draft, place.work, own)))


def found(text: str) -> set[str]:
    """The marked words in a text."""
    return set(WORD.findall(text))
