"""Where use cases are run: a store, its seal, a clock and new ids, put together once for every door of the house."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.errors import StoreUnavailable
from bot.ports import Journal, Rows, Store
from bot.records.core import Records
from bot.records.recall import Recall
from bot.records.sealing import Vault
from bot.usecases.news import News
from bot.usecases.pulse import Pulse

T = TypeVar("T")
PURGE = "purge"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Runs work on records, each piece in a transaction of its own. `clock` gives aware UTC times, `new_id` random ids.

    `journal`: as in Records. `owed` names the purge that could not be made; `pulse` is what it tells of itself; `news` tells of sheets
    that have changed, once that is on disk.
    """

    store: Store
    vault: Vault
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    journal: Journal | None = None
    owed: set[str] = field(default_factory=set)
    pulse: Pulse = field(default_factory=Pulse)
    news: News = field(default_factory=News)

    def submit(self, work: Callable[[Records], T]) -> Future[T]:
        """Run writing work; the future is done when it is on disk."""
        touched = set[str]()

        def run(rows: Rows) -> T:
            touched.clear()  # When it runs again, what it touched before was not committed.
            return work(self._records(rows, touched))

        done = self.store.submit(run)
        done.add_done_callback(lambda _: self.news.tell(touched))
        return done

    def write(self, work: Callable[[Records], T]) -> T:
        """As `submit`, and wait."""
        return self.submit(work).result()

    def read(self, work: Callable[[Records], T]) -> T:
        """Run reading work on what is committed."""
        return self.store.read(lambda rows: work(self._records(rows, set())))

    def purge(self) -> None:
        """Leave nothing behind of what was erased; while somebody reads it cannot be done, and is owed."""
        try:
            self.store.purge()
        except StoreUnavailable:
            self.owed.add(PURGE)

    def purge_owed(self) -> None:
        """Make the purge that is owed, if one is."""
        if PURGE in self.owed:
            self.owed.discard(PURGE)
            self.purge()

    def _records(self, rows: Rows, touched: set[str]) -> Records:
        seen = Recall(rows)
        return Records(rows=seen, vault=self.vault, now=self.clock(), new_id=self.new_id, journal=self.journal, touched=touched)
