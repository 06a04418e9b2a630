"""How fast letters may leave: overall, for each chat, and not at all while a chat is paused."""

from collections import deque

# Telegram publishes about 30 a second overall; the rest is kept for answers to presses and for what is on its way.
OVERALL = 25
WINDOW = 1.0
CHAT_GAP = 1.0
MANY = 256


class Pace:
    """Says how long to wait. Times are seconds of one clock that never goes back (`time.monotonic`), handed in by the caller.

    Not a leaky bucket, which lets bursts through: no window of a second ever holds more than 25, nor two to the same chat.
    """

    def __init__(self, *, overall: int = OVERALL, window: float = WINDOW, chat_gap: float = CHAT_GAP) -> None:
        self._window = window
        self._chat_gap = chat_gap
        self._latest: deque[float] = deque(maxlen=overall)
        self._free_at: dict[str, float] = {}

    def wait(self, chat: str, now: float) -> float:
        """Give the seconds until a letter to this chat may leave; 0 means now."""
        return max(0.0, self._overall_free_at() - now, self._free_at.get(chat, now) - now)

    def sent(self, chat: str, now: float) -> None:
        """Count a letter that leaves now, whether or not it arrives."""
        self._latest.append(now)
        self._forget_idle(now)
        self.pause(chat, now + self._chat_gap)

    def pause(self, chat: str, until: float) -> None:
        """Send this chat nothing before then, as it asked; the others are not concerned."""
        self._free_at[chat] = max(until, self._free_at.get(chat, until))

    def _overall_free_at(self) -> float:
        full = len(self._latest) == self._latest.maxlen
        return self._latest[0] + self._window if full else float("-inf")

    def _forget_idle(self, now: float) -> None:
        if len(self._free_at) >= MANY:
            self._free_at = {chat: at for chat, at in self._free_at.items() if at > now}
