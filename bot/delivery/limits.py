"""How fast letters may leave: overall, for each chat, and not at all while a chat is paused."""

from collections import deque

# Telegram publishes about 30 a second overall; the rest is kept for answers to presses and for what is on its way.
OVERALL = 25
WINDOW = 1.0
# Of these, what is only for replies, so that in a storm of reminders none of them waits for the next second.
RESERVE = 5
# One a second to a chat, and a few quick ones after a rest; of these too, one is only for replies.
CHAT_GAP = 1.0
BURST, KEPT_FREE = 3, 1
MANY = 256


class Pace:
    """Says how long to wait. Times are seconds of one clock that never goes back (`time.monotonic`), handed in by the caller.

    Not a leaky bucket, which lets more through after a rest: no window of a second ever holds more than 25, and no window of three
    seconds more than three to the same chat. `reserve`: how many of the 25 are left for what is not `spare`; of the three, one is.
    """

    def __init__(
        self, *, overall: int = OVERALL, window: float = WINDOW, reserve: int = RESERVE, chat_gap: float = CHAT_GAP, burst: int = BURST
    ) -> None:
        self._window = window
        self._reserve = reserve
        self._chat_window = chat_gap * burst
        self._burst = burst
        # Spread out over the second: all at its beginning, they would take the places of the replies that come just after.
        self._spare: deque[float] = deque(maxlen=max(1, reserve))
        self._spare_window = window * max(1, reserve) / overall
        self._latest: deque[float] = deque(maxlen=overall)
        self._to: dict[str, deque[float]] = {}
        self._paused: dict[str, float] = {}

    def wait(self, chat: str, now: float, *, spare: bool = False) -> float:
        """Give the seconds until a letter to this chat may leave; 0 means now. `spare`: one that can wait for others."""
        free_at = max(
            self._free_at(self._latest, self._window, self._reserve if spare else 0), self._chat_free_at(chat, KEPT_FREE if spare else 0)
        )
        spare_free_at = self._free_at(self._spare, self._spare_window, 0) if spare else free_at
        return max(0.0, free_at - now, spare_free_at - now)

    def sent(self, chat: str, now: float, *, spare: bool = False) -> None:
        """Count a letter that leaves now, whether or not it arrives."""
        if spare:
            self._spare.append(now)
        self._forget_idle(now)
        self._latest.append(now)
        self._to.setdefault(chat, deque(maxlen=self._burst)).append(now)

    def arrived(self, chat: str, now: float, messages: int = 1) -> None:
        """The letter that left last for this chat was there at the latest now, as so many messages: it counts from now on."""
        times = self._to.setdefault(chat, deque(maxlen=self._burst))
        if times:
            times.pop()
        times.extend([now] * messages)

    def pause(self, chat: str, until: float) -> None:
        """Send this chat nothing before then, as it asked; the others are not concerned."""
        self._paused[chat] = max(until, self._paused.get(chat, until))

    def _chat_free_at(self, chat: str, kept_free: int) -> float:
        times = self._to.get(chat)
        own = self._free_at(times, self._chat_window, kept_free) if times else float("-inf")
        return max(own, self._paused.get(chat, own))

    @staticmethod
    def _free_at(times: deque[float], window: float, kept_free: int) -> float:
        """When the next one fits: as the oldest of the latest so many leaves the window."""
        most = max(1, (times.maxlen or 1) - kept_free)
        return times[len(times) - most] + window if len(times) >= most else float("-inf")

    def _forget_idle(self, now: float) -> None:
        if len(self._to) >= MANY:
            self._to = {chat: times for chat, times in self._to.items() if times[-1] + self._chat_window > now}
        if len(self._paused) >= MANY:
            self._paused = {chat: until for chat, until in self._paused.items() if until > now}
