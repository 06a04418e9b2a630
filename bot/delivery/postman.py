"""Takes letters out of the outbox and hands them to a channel, one to each chat at a time."""

import asyncio
from collections.abc import Awaitable, Callable
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
from bot.records.post import REFUSED, SENT, Envelope, Slip
from bot.usecases import departing
from bot.usecases.house import House

T = TypeVar("T")
log = logger()
# Chats whose reply waits out a refusal are among them, so it is far more than ever leave at once.
AT_ONCE = 1000
# What can wait for others is read so many at a time, and again after so many seconds.
BATCH, LOOK_AFTER = 500, 1.0
MOST_UNDER_WAY, MOST_OF_THE_REST = 30, 20
REST = 1.0
LONGEST_WAIT = 120.0
HOME_IN = 1.0
LATE, NOT_KNOWN = "late", "unknown"
# How a try ended, as the figures tell it.
ENDS = {Sent: "delivered", Refused: "refused", Later: "retried", Unknown: "unknown"}


class Channel(Protocol):
    """What can carry a letter."""

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        """Hand a letter over; how that ended. Never raises for trouble on the way."""


def as_it_is(records: Records, envelope: Envelope) -> Letter | None:
    """The letter as it was written, begun."""
    return envelope.letter if post.begin(records, envelope) else None


def unmarked(_records: Records, _envelope: Envelope, letter: Letter) -> Letter:
    """A second copy like the first."""
    return letter


async def already_drawn(letter: Letter) -> Letter:
    """The letter as it is."""
    return letter


def told_nobody(_records: Records, _envelope: Envelope) -> None:
    """What was refused is only written down."""


@dataclass(slots=True, kw_only=True)
class Batch:
    """What can wait for others, as it was when somebody looked; it is looked at again when a time has come, or nothing is left."""

    slips: list[Slip] = field(default_factory=list)
    good_until: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Postman:
    """One channel's postman. `clock` gives seconds that never go back; `under_way` holds the letter each chat is being handed now.

    What is `drawn` before it leaves takes its time in `drawing`, so that no words to the same chat wait for it.

    `ready` begins a letter, in a transaction, and gives it as it may leave now; None when it must not, or waits no more. `again` gives
    the second copy of a letter that may have arrived; `failed` is told, in the same transaction, of each that ended as refused.
    """

    house: House
    name: str
    channel: Channel
    pace: Pace
    clock: Callable[[], float]
    ready: Callable[[Records, Envelope], Letter | None] = as_it_is
    again: Callable[[Records, Envelope, Letter], Letter] = unmarked
    failed: Callable[[Records, Envelope], None] = told_nobody
    drawn: Callable[[Letter], Awaitable[Letter]] = already_drawn
    under_way: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    drawing: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    rest: Batch = field(default_factory=Batch)

    async def round(self, rang: Callable[[], None]) -> float | None:
        """Set off with what may be sent now, replies first; the seconds until more may go, or None when nothing else waits.

        It waits for nobody: a chat that is slow to take its letter holds up itself alone. `rang` is called as each is done with.
        """
        busy = set(self.under_way)
        replies, answered = await asyncio.to_thread(self.house.read, self._look)
        held = [self._try(slip, rang) for slip in replies if slip.external not in busy]
        waits = [wait for wait in [*held, self._rest(busy | answered | set(self.drawing), rang)] if wait]
        return min(waits, default=None)

    async def come_home(self) -> None:
        """At the end: what is under way is finished, if that is soon; what is not has an unknown end."""
        if tasks := [*self.under_way.values(), *self.drawing.values()]:
            await asyncio.wait(tasks, timeout=HOME_IN)

    async def recover(self) -> None:
        """After a start: what was being sent when the last process ended."""

        def work(records: Records) -> None:
            for envelope in post.cut_off(records, self.name):
                self._settle(records, envelope, Unknown())

        await self._write(work)

    def _look(self, records: Records) -> tuple[list[Slip], set[str]]:
        if not self.rest.slips or self.clock() >= self.rest.good_until:
            self.rest.slips = post.rest_out(records, self.name, BATCH)
            self.rest.good_until = self.clock() + LOOK_AFTER
        return post.replies_out(records, self.name, AT_ONCE)

    def _rest(self, not_now: set[str], rang: Callable[[], None]) -> float:
        """Set off with what else may be sent; the seconds until more of it may go, 0 when nothing else does."""
        full = self.pace.wait("", self.clock(), spare=True)
        if full:
            return full if self.rest.slips else 0.0
        left, waits = list[Slip](), list[float]()
        for slip in self.rest.slips:
            if slip.external in not_now or len(self.under_way) + len(self.drawing) >= MOST_OF_THE_REST:
                left.append(slip)
            elif wait := self._try(slip, rang, spare=True):
                left.append(slip)
                waits.append(wait)
        self.rest.slips = left
        return min(waits, default=0.0)

    def _try(self, slip: Slip, rang: Callable[[], None], *, spare: bool = False) -> float:
        """Set off with a letter, unless it must wait; for how many seconds."""
        if slip.external in self.under_way or len(self.under_way) >= MOST_UNDER_WAY:
            return 0.0
        wait = self.pace.wait(slip.external, self.clock(), spare=spare)
        if not wait:
            self.pace.sent(slip.external, self.clock(), spare=spare)
            self._set_off(slip, rang)
        return wait

    def _set_off(self, slip: Slip, rang: Callable[[], None]) -> None:
        task = asyncio.create_task(self._send(slip, rang))
        self.under_way[slip.external] = task

        def back(task: asyncio.Task[None]) -> None:
            for tasks in (self.under_way, self.drawing):
                if tasks.get(slip.external) is task:
                    del tasks[slip.external]
            rang()

        task.add_done_callback(back)

    async def _send(self, slip: Slip, rang: Callable[[], None]) -> None:
        try:
            await self._carry(slip, rang)
        except Exception as fault:  # noqa: BLE001 - one faulty letter must not stop everybody else's
            log.error("letter_failed", error=type(fault).__name__)  # noqa: TRY400 - a traceback could hold people's words
            await self._surely(lambda records: post.faulty(records, slip.key))

    async def _carry(self, slip: Slip, rang: Callable[[], None]) -> None:
        begun = await self._surely(lambda records: self._begin(records, slip))
        if begun is None:
            return
        envelope, letter = begun
        if letter.drawn:
            letter = await self._drawn(slip, letter, rang)
            if not await self._surely(lambda records: post.begin(records, envelope)):
                return  # it was erased meanwhile
        outcome = await self.channel.deliver(envelope.external, letter)
        self.pace.arrived(slip.external, self.clock(), len(outcome.messages) or 1 if isinstance(outcome, Sent) else 1)
        if isinstance(outcome, Later) and outcome.paused:
            self.pace.pause(envelope.external, self.clock() + outcome.seconds)
        self.house.pulse.count("letters", self.name, ENDS[type(outcome)])
        await self._surely(lambda records: self._settle(records, envelope, outcome))

    async def _drawn(self, slip: Slip, letter: Letter, rang: Callable[[], None]) -> Letter:
        """The letter with its picture. The chat is free for words until that is made, and none is on its way there."""
        self.drawing[slip.external] = self.under_way.pop(slip.external)
        rang()
        letter = await self.drawn(letter)
        while (before := self.under_way.get(slip.external)) or (wait := self.pace.wait(slip.external, self.clock(), spare=True)):
            await (asyncio.wait([before]) if before else asyncio.sleep(wait))
        self.pace.sent(slip.external, self.clock(), spare=True)
        self.under_way[slip.external] = self.drawing.pop(slip.external)
        return letter

    def _begin(self, records: Records, slip: Slip) -> tuple[Envelope, Letter] | None:
        """The letter as it leaves; None when it does not, now or at all."""
        envelope = post.opened(records, slip.key)
        if envelope is None:
            return None
        if envelope.good_until and envelope.good_until < records.now:
            self._settle(records, envelope, Refused(reason=LATE))
            return None
        if until := departing.rests_until(records, envelope):
            post.hold(records, envelope, until)
            return None
        letter = self.ready(records, envelope)
        if letter and letter.drawn:
            post.wait_on(records, envelope)  # while it is drawn nothing can have arrived, whatever befalls us
        if letter and envelope.tries:
            letter = self.again(records, envelope, letter)
        return (envelope, letter) if letter else None

    def _settle(self, records: Records, envelope: Envelope, outcome: Outcome) -> None:
        if settle(records, envelope, outcome):
            self.failed(records, envelope)

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


def settle(records: Records, envelope: Envelope, outcome: Outcome) -> bool:
    """Write down how the delivery of a letter ended; whether it did not arrive, and will not."""
    match outcome:
        case Sent(messages=messages):
            traces.said(records, envelope, messages)
            post.ended(records, envelope.key, SENT)
        case Refused():
            log.info("letter_refused", gone=outcome.gone)
            post.ended(records, envelope.key, REFUSED)
            _gone(records, envelope, outcome)
            return True
        case Later():
            post.again(records, envelope, timedelta(seconds=_wait(envelope, outcome)))
        case Unknown():
            if not post.unknown(records, envelope.key, envelope.tries + 1):
                return settle(records, envelope, Refused(reason=NOT_KNOWN))
    return False


def _wait(envelope: Envelope, outcome: Later) -> float:
    """What the channel asked for; else a little longer each time."""
    return outcome.seconds if outcome.paused else min(outcome.seconds * 2**envelope.failures, LONGEST_WAIT)


def _gone(records: Records, envelope: Envelope, outcome: Refused) -> None:
    address = people.at(records, envelope.channel, envelope.external)
    if outcome.gone and address:
        people.settle(records, replace(address, state=GONE))
