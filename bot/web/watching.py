"""One open page of a sheet: what it has been shown, and what is new for it."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from bot.domain.people import Role
from bot.errors import NotAllowed
from bot.records import links, people
from bot.records.core import Records
from bot.records.links import Session
from bot.texts import Texts
from bot.usecases.sheets import reading
from bot.usecases.sheets.view import SheetView
from bot.usecases.stage import Stage, Who
from bot.web.sheet_parts import FIELD, Before, Part

Draw = Callable[[SheetView, Texts, Mapping[str, Before]], tuple[Part, ...]]
NOTE = "note-"
QUIET = b": \n\n"


@dataclass(slots=True, kw_only=True, eq=False)
class OpenPage:
    """`digests` says of each part what the page shows by now; `draw` gives the parts that are others than before.

    Nothing waits in a queue: what is new is worked out when it can be sent, so that a slow reader skips what is past, holds up nobody
    and takes no memory. `again` looks once more who somebody is.
    """

    who: Who
    again: Callable[[Records], Session | None]
    session: str
    stage: Callable[[], Stage]
    draw: Draw
    digests: dict[str, str]
    over: bool = False
    _why: str = ""
    _view: SheetView | None = None
    _parts: dict[str, Part] = field(default_factory=dict)
    _notes: dict[str, dict[str, str]] = field(default_factory=dict)
    _there: Mapping[str, str] = field(default_factory=dict)
    _told: dict[str, object] | None = None
    _stirred: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def course(self) -> str:
        """Whose sheet it is."""
        return self.who.course

    @property
    def person(self) -> str:
        """Who sits before it."""
        return self.who.person

    def is_in(self, records: Records) -> bool:
        """Whether the session it was opened by still opens it."""
        found = self.again(records)
        return found is not None and found.person == self.who.person

    def look(self, records: Records) -> Callable[[], None]:
        """As `Watcher.look`."""
        if not self.is_in(records):
            raise NotAllowed
        stage = self.stage()
        view = reading.read(records, stage, self.who)
        if view == self._view:
            return _nothing
        texts = stage.texts_in(people.tongue(records, self.who.person)[0])
        return partial(self._take, view, self.draw(view, texts, self._before()))

    def _before(self) -> dict[str, Before]:
        """What the page shows, whether or not what waits for it is sent meanwhile: a note counts only when it is the same in both."""
        waiting = self._parts  # looked at before what was sent, as it is put away after that
        found = {name: Before(digest=digest, notes=self._notes.get(name, {})) for name, digest in self.digests.items()}
        for name, part in waiting.items():
            sent = found[name].notes if name in found else {}
            found[name] = Before(digest=part.digest, notes={note: mark for note, mark, _ in part.notes if sent.get(note) == mark})
        return found

    def _take(self, view: SheetView, parts: tuple[Part, ...]) -> None:
        self._view = view
        self._parts = {**self._parts, **{part.name: part for part in parts}}
        self._stirred.set()

    def meet(self, there: Mapping[str, str]) -> None:
        """Others came, went or write."""
        self._there = there
        self._stirred.set()

    def end(self, why: str = "") -> None:
        """No word goes to this page any more; it is told why, if that is known."""
        self.over, self._why = True, why
        self._parts, self._view = {}, None
        self._stirred.set()

    async def news(self, patience: float) -> bytes:
        """What is new, as events; when nothing is for so many seconds, a sign of life.

        What changed for other eyes alone does not put off the sign of life, else it would tell that something was written.
        """
        until = asyncio.get_running_loop().time() + patience
        while not self.over:
            try:
                async with asyncio.timeout_at(until):
                    await self._stirred.wait()
            except TimeoutError:
                return QUIET
            self._stirred.clear()
            body = self._changed() + self._presence()  # nothing of an ended page is left
            if body:
                return body
        why, self._why = self._why, ""
        return _event("out", {"why": why}) if why else b""

    def _changed(self) -> bytes:
        """The parts that are others than those shown. Each brings its whole order, so late and merged news do no harm."""
        changed = [part for part in self._parts.values() if self.digests.get(part.name) != part.digest]
        events = [_event("part", self._told_of(part)) for part in changed]
        self.digests = {**self.digests, **{part.name: part.digest for part in changed}}
        self._parts = {}
        return b"".join(events)

    def _told_of(self, part: Part) -> dict[str, object]:
        sent = self._notes.get(part.name, {})
        self._notes[part.name] = {name: mark for name, mark, _ in part.notes}
        notes = [[name, mark, None if sent.get(name) == mark else html] for name, mark, html in part.notes]
        return {"part": part.name, "digest": part.digest, "head": part.head, "notes": notes, "foot": part.foot}

    def _presence(self) -> bytes:
        if self._view is None:
            return b""
        told = _here(self._view, self.who.person, self._there)
        if told == self._told:
            return b""
        self._told = told
        return _event("here", told)


def _here(view: SheetView, me: str, there: Mapping[str, str]) -> dict[str, object]:
    """Who else is here, and where they write, as far as that is for these eyes.

    Of a counsellee it is never told that they write: until they show it, it may be for themself alone.
    """
    others = [one for one in view.writers if one.person != me and one.person in there]
    seen = {NOTE + one.id for field in view.fields for note in field.notes for one in (note, *note.answers)}
    seen |= {FIELD + one.id for one in view.fields}
    writing = [one for one in others if one.role == Role.COUNSELLOR and there[one.person] in seen]
    return {"here": [one.name for one in others], "busy": {one.name: there[one.person] for one in writing}}


def _nothing() -> None:
    """Nothing is new."""


def _event(name: str, data: Mapping[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def session_of(secret: str, *roles: str) -> Callable[[Records], Session | None]:
    """Looks up the session of this secret anew each time."""
    return lambda records: links.session(records, secret, *roles)
