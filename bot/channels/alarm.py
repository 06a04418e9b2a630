"""What is wrong with the line to Telegram, for whoever runs the house, and how long to leave it alone then: nobody is fought over it."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from bot.errors import ForeignWebhook, LineRefused, LineTaken, WrongSettings
from bot.logs import logger

log = logger()
TAKEN = 45.0
REFUSED = 60.0
DOWN_FOR = 900.0
DOWN = "it has not answered for 15 minutes; letters wait, and it is tried again and again"


@dataclass(slots=True, kw_only=True, eq=False)
class Alarm:
    """`trouble` is what is wrong, in a sentence; empty when well. `clock` gives seconds that never go back.

    `taken` and `refused` are the seconds until the next try when somebody else has the line, or it is refused to us.
    """

    clock: Callable[[], float] = time.monotonic
    taken: float = TAKEN
    refused: float = REFUSED
    trouble: str = ""
    since: float | None = None

    def well(self) -> None:
        """The line works."""
        if self.trouble:
            log.info("telegram_well_again")
        self.trouble, self.since = "", None

    def failed(self, trouble: Exception, rest: float) -> float:
        """It did not work; the seconds until the next try, `rest` where nothing speaks for more. What needs a person is told once."""
        self.since = self.clock() if self.since is None else self.since
        if isinstance(trouble, LineTaken | ForeignWebhook | LineRefused | WrongSettings):
            self._tell(str(trouble), trouble)
            return self.taken if isinstance(trouble, LineTaken | ForeignWebhook) else self.refused
        log.warning("telegram_not_answering", trouble=trouble)
        if self.clock() - self.since >= DOWN_FOR:
            self.trouble = DOWN
        return rest

    def _tell(self, sentence: str, trouble: Exception) -> None:
        if sentence != self.trouble:
            log.error("telegram_trouble", trouble=trouble)
        self.trouble = sentence
