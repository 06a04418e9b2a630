"""Takes in Telegram's updates: on disk before they are acknowledged, then each person's turns in order, people side by side."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, TypeVar

from bot.channels.alarm import Alarm
from bot.channels.coming_back import ComingBack
from bot.channels.fetching import MEDIA, with_file
from bot.channels.incoming import Ignored, Incoming, allowed_fields, parse
from bot.channels.sorry import Sorry
from bot.channels.telegram import Telegram
from bot.domain.letter import Button, Later, Letter
from bot.domain.media import Media
from bot.errors import LineRefused, LineTaken, SamvejError, StoreUnavailable
from bot.logs import logger
from bot.marks import N_
from bot.records import people, post, switches
from bot.records.core import Records
from bot.records.people import TELEGRAM
from bot.records.post import ASIDE, Item
from bot.records.switches import KNOCK, ON
from bot.usecases import filing, knocking
from bot.usecases.crisis import TITLE, asks_for_help
from bot.usecases.house import House
from bot.usecases.press import menu
from bot.usecases.receiving import Arrived
from bot.usecases.stage import Stage
from bot.usecases.talking import ERASE_ALL

T = TypeVar("T")
log = logger()
PATIENCE = 25.0
REST = 1.0
MOST_AT_ONCE = 100
AT_ONCE = 64
CARD_WAITS = 0.5
GO_ROUND = 30.0
KEPT = timedelta(hours=24)


@dataclass(slots=True, kw_only=True, eq=False)
class Intake:
    """The way in from Telegram. `rang` is called when letters may be waiting; `clean` makes a file fit to be kept, or raises BadInput.

    `stage` is replaced whole when the flows are read again: ask for it once a transaction.
    `fetching` are the senders whose file is on its way: their next messages wait, nobody else's do.
    """

    house: House
    stage: Stage
    telegram: Telegram
    rang: Callable[[], None]
    clean: Callable[[str, bytes], Media]
    fetching: set[str] = field(default_factory=set)
    work: asyncio.Event = field(default_factory=asyncio.Event)
    helped: set[int] = field(default_factory=set)
    aside: set[asyncio.Task[None]] = field(default_factory=set)
    alarm: Alarm = field(default_factory=Alarm)
    back: ComingBack = field(init=False)
    sorry: Sorry = field(init=False)

    def __post_init__(self) -> None:
        self.sorry = Sorry(telegram=self.telegram)
        self.back = ComingBack(house=self.house, stage=lambda: self.stage, rang=self.rang)

    async def poll(self) -> None:
        """Fetch updates; the offset moves only past what is on disk. Raises LineTaken or LineRefused when they are not ours to fetch."""
        offset, patience = 0, 0.0  # whether anything waits from before is to be known at once
        while True:
            self.house.pulse.beat("polling")
            try:
                updates = await self.telegram.updates(offset, patience)
                self.alarm.well()
                for update in updates:
                    await self._help_at_once(_number(update), update)  # before what the disk may not take just now
                top = 0  # of these alone: after a week of silence Telegram's numbers begin anew, also lower
                # All go to disk together: one after the other, a hundred of one person's would hold up everybody behind them.
                ended = await asyncio.gather(*(self.take(update) for update in updates), return_exceptions=True)
                for update, error in zip(updates, ended, strict=True):
                    if error is not None:
                        raise error
                    offset = top = max(top, _number(update) + 1)
                await self.back.fetched(all_taken=len(updates) < MOST_AT_ONCE)
                patience = PATIENCE
            except (LineTaken, LineRefused):
                raise
            except (OSError, SamvejError) as trouble:
                await asyncio.sleep(self.alarm.failed(trouble, REST))

    async def take(self, update: dict[str, Any]) -> None:
        """Put one raw update on disk; returns when it is there. A cry for help is answered first, without the disk."""
        number = _number(update)
        if await self._help_at_once(number, update):
            return
        body, sender = _sendable(update)
        item, found = Item(channel=TELEGRAM, key=str(number), sender=sender, body=body), _parsed(body)
        try:
            taken = await self._write(lambda records: knocking.take_in(records, self.stage, item, number, _told(found), _own(found)))
        except StoreUnavailable:
            await self.sorry.say(found, self.stage.texts_in(await self._language(sender)))
            raise
        except Exception as fault:  # noqa: BLE001 - as below
            log.error("update_not_answered", error=type(fault).__name__)  # noqa: TRY400 - as below
            return
        self.sorry.over()
        if taken == ON:
            self.work.set()
        elif taken == KNOCK:
            self.rang()
            self._be_courteous(found)

    async def serve(self) -> None:
        """Let people have their turns, for ever."""
        while True:
            self.work.clear()
            while await self._serve_some():
                pass
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GO_ROUND):
                    await self.work.wait()

    async def _serve_some(self) -> bool:
        self.house.pulse.beat("worker")
        try:
            limit = AT_ONCE + len(self.fetching)
            heads = await asyncio.to_thread(self.house.read, lambda records: post.next_in(records, TELEGRAM, limit))
        except SamvejError as trouble:
            log.warning("inbox_not_read", trouble=trouble)
            await asyncio.sleep(REST)
            return True
        items = [item for item in heads if item.sender not in self.fetching]
        slow = [item for item in items if _brings_a_file(item)]
        self.fetching.update(item.sender for item in slow)
        for item in slow:
            self._beside(self._serve_slowly(item))
        await asyncio.gather(*(self._serve_one(item) for item in items if item not in slow))
        return bool(items)

    async def _serve_slowly(self, item: Item) -> None:
        try:
            await self._serve_one(item)
        finally:
            self.fetching.discard(item.sender)
            self.work.set()

    async def _serve_one(self, item: Item) -> None:
        """One turn. What cannot be read or handled is set aside, and the rest goes on."""
        begun, outcome = time.monotonic(), "put_off"
        try:
            outcome = await self._serve_or_set_aside(item)
        except StoreUnavailable as trouble:
            log.warning("turn_put_off", trouble=trouble)
            await asyncio.sleep(REST)
        self.house.pulse.turn(TELEGRAM, outcome)
        log.info("turn", channel=TELEGRAM, kind=_kind(item), outcome=outcome, ms=round(1000 * (time.monotonic() - begun)))

    async def _serve_or_set_aside(self, item: Item) -> str:
        """How the turn ended."""
        try:
            found = parse(item.body)
            arrived = await self._arrived(found)
            await self._write(lambda records: _turn(records, self.stage, item, arrived, _own(found)))
        except StoreUnavailable:
            raise
        except Exception as fault:  # noqa: BLE001 - one person's fault must not stop everybody else's talk
            log.error("update_set_aside", error=type(fault).__name__)  # noqa: TRY400 - a traceback could hold people's words
            await self._write(lambda records: post.handled(records, item, ASIDE))
            return "set_aside"
        self.rang()
        if isinstance(found, Incoming) and found.press == ERASE_ALL:
            await asyncio.to_thread(self.house.purge)
        self._be_courteous(found)
        return "taken"

    async def _arrived(self, found: Incoming | Ignored) -> Arrived | None:
        """What somebody's turn is about, or None. A file is fetched for members only."""
        arrived = _told(found)
        if arrived is None or isinstance(found, Ignored) or not found.file:
            return arrived
        fault = await asyncio.to_thread(self.house.read, lambda records: _unwanted(records, found))
        return replace(arrived, kind=fault) if fault else await with_file(self.telegram, self.clean, found, arrived)

    def _be_courteous(self, found: Incoming | Ignored | None) -> None:
        if isinstance(found, Incoming) and found.kind == "group":
            self._beside(self.telegram.leave(found.chat))
        if isinstance(found, Incoming) and found.callback:
            self._beside(self.telegram.answer(found.callback))

    def _beside(self, courtesy: Coroutine[Any, Any, None]) -> None:
        """Do what nobody's turn should wait for."""
        task = asyncio.create_task(courtesy)
        self.aside.add(task)
        task.add_done_callback(self.aside.discard)

    async def _help_at_once(self, number: int, update: dict[str, Any]) -> bool:
        """The crisis card goes out past inbox and outbox, also while the database is down; by the outbox only when Telegram is."""
        found = _parsed(update)
        if found is None or not _asks(found):
            return False
        if number in self.helped:
            return True
        texts = self.stage.texts_in(await self._language(found.sender))
        back = Button(label=texts.say(N_("Menu")), press=menu("home"))
        card = Letter(text=self.stage.crisis.card(texts), rows=((back,),))
        if isinstance(await self.telegram.deliver(found.chat, card), Later):
            await self._write(lambda records: knocking.keep_card(records, card, f"crisis.{number}", found.chat))
            self.rang()
        if found.callback:
            self._beside(self.telegram.answer(found.callback, texts.say(TITLE)))
        self.helped.add(number)
        return True

    async def _language(self, sender: str) -> str:
        try:
            asked = asyncio.to_thread(self.house.read, lambda records: _language_of(records, sender))
            return await asyncio.wait_for(asked, CARD_WAITS) or self.stage.language
        except (SamvejError, TimeoutError):
            return self.stage.language

    async def forget(self) -> None:
        """Drop what was handled a day ago: Telegram repeats nothing older, and its numbers may start again."""
        await self._write(lambda records: post.forget_in(records, records.now - KEPT))
        self.helped.clear()

    async def _write(self, work: Callable[[Records], T]) -> T:
        return await asyncio.wrap_future(self.house.submit(work))


def _turn(records: Records, stage: Stage, item: Item, arrived: Arrived | None, message: int) -> None:
    """The update is done with and its turn taken, in one transaction; a second time nothing happens."""
    if post.handled(records, item) and arrived:
        knocking.take_turn(records, stage, arrived, message)


def _told(found: Incoming | Ignored | None) -> Arrived | None:
    """What somebody's turn is about, as far as the update itself tells it."""
    if found is None or isinstance(found, Ignored) or found.kind == "group":
        return None
    pressed = found.message if found.kind == "press" else 0
    where: dict[str, Any] = {"channel": TELEGRAM, "external": found.sender, "message": pressed, "wrote": _own(found)}
    return Arrived(**where, kind=found.kind, text=found.text, press=found.press)


def _own(found: Incoming | Ignored | None) -> int:
    """The number of the message that somebody wrote, 0 where they wrote none."""
    return found.message if isinstance(found, Incoming) and found.kind != "press" else 0


def _kind(item: Item) -> str:
    found = _parsed(item.body)
    return found.kind if found else "other"


def _brings_a_file(item: Item) -> bool:
    found = _parsed(item.body)
    return found is not None and bool(found.file)


def _unwanted(records: Records, found: Incoming) -> str:
    """Why a file is not fetched; empty where it is."""
    address = people.at(records, TELEGRAM, found.sender)
    if address is None or not address.course or switches.state(records, switches.TELEGRAM) != ON:
        return "unusable"
    return filing.refusal(records, MEDIA[found.kind])


def _language_of(records: Records, sender: str) -> str:
    address = people.at(records, TELEGRAM, sender)
    return people.tongue(records, address.person)[0] if address else ""


def _asks(found: Incoming) -> bool:
    return found.press == menu("crisis") or (found.kind in {"text", "edited"} and asks_for_help(found.text))


def _number(update: dict[str, Any]) -> int:
    """The update's number; 0 for one that has none."""
    number = update.get("update_id")
    return number if isinstance(number, int) else 0


def _parsed(update: dict[str, Any]) -> Incoming | None:
    try:
        found = parse(update)
    except ValueError:
        return None
    return found if isinstance(found, Incoming) else None


def _sendable(update: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """What may be kept of an update, and who sent it; for one that cannot be read, only its bare form and a queue of its own."""
    body = allowed_fields(update)
    found = _parsed(body)
    return body, found.sender or found.chat if found else f"unread.{update.get('update_id', 0)}"
