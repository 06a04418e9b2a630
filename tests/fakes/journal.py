"""`bot.ports.Journal` in memory."""

from collections.abc import Sequence
from datetime import datetime

from bot.errors import StoreUnavailable


class Noted:
    """A journal in memory."""

    def __init__(self) -> None:
        self.lines: dict[str, datetime] = {}
        self.broken = False

    def note(self, names: Sequence[str], at: datetime) -> None:
        if self.broken:
            raise StoreUnavailable
        self.lines |= dict.fromkeys(names, at)

    def noted_at(self, name: str) -> datetime | None:
        return self.lines.get(name)

    def is_empty(self) -> bool:
        return not self.lines

    def check(self) -> None:
        if self.broken:
            raise StoreUnavailable
