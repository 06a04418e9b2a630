"""Who has which sheet open: each open page is told when its sheet changes, and who else is there."""

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol, TypeVar

from bot.errors import NotAllowed, NotFound, StoreUnavailable
from bot.logs import logger, place
from bot.records import sheets
from bot.records.core import Records
from bot.usecases.house import House

log = logger()
T = TypeVar("T")
# Changes that come at once are shown at once; other processes change sheets too, so their numbers are looked at; people sign out.
LULL, LULL_MOST, LOOK_EACH, SESSIONS_EACH = 0.02, 0.5, 1.0, 5
UNKNOWN = -1
LEFT, NOT_IN = "left", "not_in"
Shown = Callable[[], None]


class Watcher(Protocol):
    """One open page. `look` and `is_in` run beside the loop, all others on it.

    `look` gives what takes in what was found, or raises NotAllowed or NotFound when the page is not for these eyes any more.
    """

    @property
    def course(self) -> str: ...
    @property
    def person(self) -> str: ...
    @property
    def session(self) -> str: ...
    def look(self, records: Records) -> Shown: ...
    def is_in(self, records: Records) -> bool: ...
    def meet(self, there: Mapping[str, str]) -> None: ...
    def end(self, why: str = "") -> None: ...


@dataclass(slots=True, kw_only=True, eq=False)
class Room:
    """The pages of one sheet. `seen`: its number when they were shown it; `fresh` have been shown nothing yet; `busy`: who writes where."""

    course: str
    watchers: set[Watcher] = field(default_factory=set)
    fresh: set[Watcher] = field(default_factory=set)
    busy: dict[str, str] = field(default_factory=dict)
    seen: int = UNKNOWN
    stirred: asyncio.Event = field(default_factory=asyncio.Event)
    stop: Callable[[], None] = lambda: None
    task: asyncio.Task[None] | None = None

    def there(self) -> dict[str, str]:
        """Everybody who is here, and where they write (empty: nowhere)."""
        return {one.person: self.busy.get(one.person, "") for one in self.watchers}

    def tell(self) -> None:
        """Let everybody know who is here."""
        there = self.there()
        for watcher in self.watchers:
            watcher.meet(there)

    def end(self, why: str = "") -> None:
        """Every page ends."""
        for watcher in list(self.watchers):
            watcher.end(why)


class Hub:
    """All rooms of one process. Everything here happens on one loop, but for reading."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._rooms: dict[str, Room] = {}
        self._ticking: asyncio.Task[None] | None = None
        self._closed = False

    def open_by(self, session: str) -> int:
        """How many pages of this session are open."""
        return sum(one.session == session for room in self._rooms.values() for one in room.watchers)

    def join(self, watcher: Watcher) -> None:
        """A page opens; it is shown what has changed since it was drawn, and all that changes from now on."""
        if self._closed:
            watcher.end()
            return
        room = self._rooms.get(watcher.course) or self._opened(watcher.course)
        room.watchers.add(watcher)
        room.fresh.add(watcher)
        self._house.pulse.streams += 1
        room.stirred.set()
        room.tell()

    def leave(self, watcher: Watcher) -> None:
        """A page is gone."""
        room = self._rooms.get(watcher.course)
        if room is None or watcher not in room.watchers:
            return
        room.watchers.discard(watcher)
        room.fresh.discard(watcher)
        self._house.pulse.streams -= 1
        if watcher.person not in room.there():
            room.busy.pop(watcher.person, None)
        if room.watchers:
            room.tell()
        else:
            self._emptied(room)

    def writes(self, course: str, person: str, at: str) -> None:
        """Somebody who is here writes there now (empty: nowhere). Of who is not here nothing is told."""
        room = self._rooms.get(course)
        if room and person in room.there() and room.busy.get(person, "") != at:
            room.busy[person] = at
            room.tell()

    def sign_out(self, session: str) -> None:
        """The pages of a session end at once."""
        for watcher in [one for room in self._rooms.values() for one in room.watchers if one.session == session]:
            watcher.end(NOT_IN)

    def close(self) -> None:
        """Every page ends, and no more are opened."""
        self._closed = True
        for room in list(self._rooms.values()):
            room.end()
            self._emptied(room)

    def _opened(self, course: str) -> Room:
        room = self._rooms[course] = Room(course=course)
        loop = asyncio.get_running_loop()
        room.stop = self._house.news.listen(course, partial(_stir, loop, room))
        room.task = asyncio.create_task(self._serve(room))
        room.task.add_done_callback(partial(self._fell, room))
        if self._ticking is None:
            self._ticking = asyncio.create_task(self._tick())
        return room

    def _fell(self, room: Room, task: asyncio.Task[None]) -> None:
        """By an error: the pages come back by themselves, to a new room, so nobody sits before one that stands still."""
        error = None if task.cancelled() else task.exception()
        if error:
            log.error("sheet_fell", error=type(error).__name__, where=place(error))
            room.end()
            self._house.pulse.streams -= len(room.watchers)
            room.watchers.clear()
            self._emptied(room)

    def _emptied(self, room: Room) -> None:
        self._rooms.pop(room.course, None)
        room.stop()
        if room.task:
            room.task.cancel()
        if not self._rooms and self._ticking:
            self._ticking.cancel()
            self._ticking = None

    async def _serve(self, room: Room) -> None:
        """Whenever something has changed, one look for everybody in the room; then a rest as long, so that others come to their turn."""
        took = 0.0
        while True:
            await room.stirred.wait()
            await asyncio.sleep(min(max(LULL, took), LULL_MOST))
            room.stirred.clear()
            begun = time.monotonic()
            before, fresh = room.seen, frozenset(room.fresh)
            try:
                room.seen, found = await self._read(partial(_look, room.course, before, fresh, tuple(room.watchers)))
            except StoreUnavailable:
                room.seen = UNKNOWN  # it is tried again with the next look at the numbers
                continue
            room.fresh -= fresh
            _show(room, found)
            took = time.monotonic() - begun

    async def _tick(self) -> None:
        """Look at the numbers of all sheets that are open, and now and then at the sessions."""
        rounds = 0
        while True:
            await asyncio.sleep(LOOK_EACH)
            rounds += 1
            rooms = list(self._rooms.values())
            watchers = [one for room in rooms for one in room.watchers] if rounds % SESSIONS_EACH == 0 else []
            try:
                numbers, out = await self._read(partial(_numbers, [room.course for room in rooms], watchers))
            except StoreUnavailable:
                continue
            for room in rooms:
                if numbers[room.course] != room.seen:
                    room.stirred.set()
            for watcher in out:
                watcher.end(NOT_IN)

    async def _read(self, work: Callable[[Records], T]) -> T:
        return await asyncio.to_thread(self._house.read, work)


def _stir(loop: asyncio.AbstractEventLoop, room: Room) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(room.stirred.set)


def _look(
    course: str, before: int, fresh: frozenset[Watcher], watchers: Iterable[Watcher], records: Records
) -> tuple[int, list[tuple[Watcher, Shown | None]]]:
    """The sheet's number, and what everybody it concerns is shown (None: it is not for them any more): all of one moment."""
    number = sheets.number(records, course)
    concerned = fresh if number == before else watchers
    return number, [(watcher, _looked(records, watcher)) for watcher in concerned]


def _looked(records: Records, watcher: Watcher) -> Shown | None:
    try:
        return watcher.look(records)
    except (NotAllowed, NotFound):
        return None


def _show(room: Room, found: Iterable[tuple[Watcher, Shown | None]]) -> None:
    there = room.there()
    for watcher, shown in found:
        if shown is None:
            watcher.end(LEFT)
        else:
            shown()
            watcher.meet(there)


def _numbers(open_now: Iterable[str], watchers: Iterable[Watcher], records: Records) -> tuple[dict[str, int], list[Watcher]]:
    numbers = {course: sheets.number(records, course) for course in open_now}
    return numbers, [watcher for watcher in watchers if not watcher.is_in(records)]
