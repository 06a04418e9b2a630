"""Tells people in Telegram, past inbox and outbox, that nothing can be kept just now: once each, until it can be again."""

from dataclasses import dataclass, field

from bot.channels.incoming import Incoming
from bot.channels.telegram import Telegram
from bot.domain.letter import Letter
from bot.marks import N_
from bot.texts import Texts

NOT_KEPT = N_("Jeg kan ikke gemme noget lige nu. Det, du skrev, venter i Telegram. Jeg tager det, så snart jeg kan.")


@dataclass(slots=True, kw_only=True, eq=False)
class Sorry:
    """Who was told since it could last be kept. Telegram keeps what they wrote for a day, and gives it again."""

    telegram: Telegram
    told: set[str] = field(default_factory=set)

    async def say(self, found: Incoming | None, texts: Texts) -> None:
        """Tell somebody, in their own chat only."""
        if found is None or found.kind == "group" or found.chat in self.told:
            return
        self.told.add(found.chat)
        await self.telegram.deliver(found.chat, Letter(text=texts.say(NOT_KEPT)))

    def over(self) -> None:
        """It can be kept again."""
        self.told.clear()
