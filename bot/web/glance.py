"""What somebody has before them on the sheet is new to them no more, so that no letter tells them of it."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.errors import SamvejError
from bot.records import sightings
from bot.records.core import Records
from bot.usecases.stage import Who
from bot.web.access import Web

# Well before a letter about something new leaves (`bot.usecases.sheets.telling.PATIENCE`), and no more writing than that needs.
EVERY = 15.0


async def looked(web: Web, who: Who) -> None:
    """Somebody looks at the sheet. By a link of staff's nobody looks in their name; what cannot be kept is told once more."""
    if who.shared_only:
        return
    with suppress(SamvejError):
        if await web.read(lambda records: _is_told(records, who)):
            await web.write(lambda records: _seen(records, who))


@dataclass(slots=True, kw_only=True, eq=False)
class Glance:
    """Somebody who keeps the sheet open, and looks at it again and again. `clock` gives seconds that only grow."""

    web: Web
    who: Who
    clock: Callable[[], float] = time.monotonic
    _next: float = field(default=0.0)
    _owes: bool = field(default=False)

    def shown(self) -> None:
        """Something new was sent to them."""
        self._owes = True

    async def again(self) -> None:
        """They still look; kept now and then."""
        now = self.clock()
        if now >= self._next:
            self._next, self._owes = now + EVERY, False
            await looked(self.web, self.who)

    async def last(self) -> None:
        """They go: what they were shown since it was last kept is kept now."""
        if self._owes:
            self._owes = False
            await looked(self.web, self.who)


def _is_told(records: Records, who: Who) -> bool:
    return bool(sightings.since(records, who.person, who.course)) or sightings.is_called(records, who.person, who.course)


def _seen(records: Records, who: Who) -> None:
    sightings.seen(records, who.person, who.course)
