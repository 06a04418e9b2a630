"""Counts how often a thing is done, in memory, by the table of limits; keeps no address and no person."""

import hashlib
import secrets
import time
from collections.abc import Callable, Mapping
from threading import Lock

from bot.domain.limits import LIMITS, Limit

MOST = 10_000
KEY_BYTES = 32


class Limits:
    """Buckets that fill again by themselves. Safe to ask from several threads.

    `clock` gives seconds that only grow. Each name has room for `most` buckets, so that filling one table closes no other.
    """

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, table: Mapping[str, Limit] = LIMITS, most: int = MOST, key: bytes = b""
    ) -> None:
        self._clock, self._table, self._most = clock, table, most
        self._key = key or secrets.token_bytes(KEY_BYTES)
        # A bucket is kept as the moment at which it will be full again.
        self._full_at: dict[str, dict[bytes, float]] = {name: {} for name in table}
        self._lock = Lock()

    def allow(self, name: str, who: str) -> bool:
        """Whether `who` (an account, an address, a person) may do this once more now; it is counted when they may."""
        limit, now, key = self._table[name], self._clock(), self._hashed(who)
        each = limit.refill.total_seconds()
        with self._lock:
            buckets = self._full_at[name]
            if key not in buckets and not self._has_room(buckets, now):
                return limit.fails == "open"
            full_at = max(buckets.get(key, now), now) + each
            if full_at - now > limit.size * each:
                return False
            buckets[key] = full_at
            return True

    def _has_room(self, buckets: dict[bytes, float], now: float) -> bool:
        """Whether one more bucket can be kept, without those that are full again anyway."""
        if len(buckets) >= self._most:
            for key in [key for key, full_at in buckets.items() if full_at <= now]:
                del buckets[key]
        return len(buckets) < self._most

    def _hashed(self, who: str) -> bytes:
        return hashlib.blake2b(who.encode(), key=self._key, digest_size=16).digest()
