"""Takes letters out of the outbox and hands them to a channel, one to each chat at a time."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol, TypeVar

from bot.delivery.limits import Pace
from bot.domain.letter import Later, Letter, Outcome, Refused, Sent, Unknown
from bot.errors import StoreUnavailable
from bot.logs import logger
from bot.records import people, post, traces
from bot.records.core import Records
from bot.records.people import GONE
from bot.records.post import REFUSED, SENT, Envelope
from bot.usecases.house import House

T = TypeVar("T")
log = logger()
# Heads of chats that wait out a refusal are among them, so it is far more than ever leave at once.
AT_ONCE = 1000
MOST_UNDER_WAY = 30
REST = 1.0
LONGEST_WAIT = 900.0


class Channel(Protocol):
    """What can carry a letter."""

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        """Hand a letter over; how that ended. Never raises for trouble on the way."""


def as_it_is(records: Records, envelope: Envelope) -> Letter | None:
    """The letter as it was written, begun."""
    return envelope.letter if post.begin(records, envelope) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Postman:
    """One channel's postman. `clock` gives seconds that never go back; `under_way` holds the letter each chat is being handed now.

    `ready` begins a letter, in a transaction, and gives it as it may leave now; None when it must not, or waits no more.
    """

    house: House
    name: str
    channel: Channel
    pace: Pace
    clock: Callable[[], float]
    ready: Callable[[Records, Envelope], Letter | None] = as_it_is
    under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    async def round(self, rang: Callable[[], None]) -> float | None:
        """Set off with what may be sent now; the seconds until more may go, or None when nothing else waits.

        It waits for nobody: a chat that is slow to take its letter holds up itself alone. `rang` is called as each is done with.
        """
        busy = set(self.under_way)
        waiting = await asyncio.to_thread(self.house.read, lambda records: post.next_out(records, self.name, AT_ONCE))
        held = []
        for envelope in waiting:
            if envelope.external in busy or len(self.under_way) >= MOST_UNDER_WAY:
                continue
            wait = self.pace.wait(envelope.external, self.clock())
            if wait > 0:
                held.append(wait)
            else:
                self._set_off(envelope, rang)
        return min(held, default=None)

    async def recover(self) -> None:
        """After a start: what was being sent when the last process ended."""
        await self._write(post.recover)

    def _set_off(self, envelope: Envelope, rang: Callable[[], None]) -> None:
        self.pace.sent(envelope.external, self.clock())
        task = asyncio.create_task(self._send(envelope))
        self.under_way[envelope.external] = task

        def back(_: asyncio.Task[None]) -> None:
            del self.under_way[envelope.external]
            rang()

        task.add_done_callback(back)

    async def _send(self, envelope: Envelope) -> None:
        letter = await self._surely(lambda records: self.ready(records, envelope))
        if letter is None:
            return
        outcome = await self.channel.deliver(envelope.external, letter)
        if isinstance(outcome, Later) and outcome.paused:
            self.pace.pause(envelope.external, self.clock() + outcome.seconds)
        await self._surely(lambda records: settle(records, envelope, outcome))

    async def _surely(self, work: Callable[[Records], T]) -> T:
        """Write it down, however long the house does not answer: a letter whose end is forgotten would be sent twice."""
        while True:
            try:
                return await self._write(work)
            except StoreUnavailable as trouble:
                log.warning("put_off", trouble=trouble)
                await asyncio.sleep(REST)

    async def _write(self, work: Callable[[Records], T]) -> T:
        return await asyncio.wrap_future(self.house.submit(work))


def settle(records: Records, envelope: Envelope, outcome: Outcome) -> None:
    """Write down how the delivery of a letter ended."""
    match outcome:
        case Sent(messages=messages):
            traces.said(records, envelope, messages)
            post.ended(records, envelope.key, SENT)
        case Refused():
            log.info("letter_refused", gone=outcome.gone)
            post.ended(records, envelope.key, REFUSED)
            _gone(records, envelope, outcome)
        case Later():
            post.again(records, envelope, timedelta(seconds=_wait(envelope, outcome)))
        case Unknown():
            post.unknown(records, envelope.key, envelope.tries + 1)


def _wait(envelope: Envelope, outcome: Later) -> float:
    """What the channel asked for; else a little longer each time."""
    return outcome.seconds if outcome.paused else min(outcome.seconds * 2**envelope.failures, LONGEST_WAIT)


def _gone(records: Records, envelope: Envelope, outcome: Refused) -> None:
    address = people.at(records, envelope.channel, envelope.external)
    if outcome.gone and address:
        people.settle(records, replace(address, state=GONE))
