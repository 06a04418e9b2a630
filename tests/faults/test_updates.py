"""Random updates, whole and broken, repeated and numbered anew: none holds up the others, and none counts twice."""

import asyncio
import copy
import random
from collections import Counter
from pathlib import Path
from typing import Any

from bot.domain.people import Viewer
from bot.records import notes, people, post
from bot.records.core import Records
from bot.records.people import TELEGRAM
from tests.channels.botting import Bot, running
from tests.fakes.bot_api import FakeBotApi
from tests.faults.length import rounds

Update = dict[str, Any]
ODD: tuple[Any, ...] = (None, [], {}, "", "x" * 5000, -1, 0, 2**70, 1.5, True, "half \ud800", [{}], {"id": None})
HIGHEST = 2**31


class Sender:
    """Makes updates; `whole` are the words of those that were not broken, by which each is known."""

    def __init__(self, seed: int, persons: list[int]) -> None:
        self.random = random.Random(seed)
        self.persons = persons
        self.number, self.message = 1, 1000
        self.used: set[int] = set()
        self.whole: set[str] = set()
        self.made: list[Update] = []

    def next(self) -> Update:
        """One more update: new, broken, or one that came before."""
        if self.made and self.random.random() < 0.15:
            return copy.deepcopy(self.random.choice(self.made))
        update = {"update_id": self._new_number(), **self._event()}
        if self.random.random() < 0.3:
            update = self._broken(update)
        else:
            self.whole.add(update.get("message", {}).get("text", ""))
        self.made.append(copy.deepcopy(update))
        return update

    def _new_number(self) -> int:
        """The next number; now and then they start again somewhere."""
        if self.random.random() < 0.01:
            self.number = self.random.randrange(1, HIGHEST)
        while self.number in self.used:
            self.number += 1
        self.used.add(self.number)
        return self.number

    def _event(self) -> Update:
        kinds = (self._parks, self._writes, self._presses, self._edits, self._sends, self._blocks, self._in_a_group, self._unknown)
        [kind] = self.random.choices(kinds, weights=(30, 10, 15, 15, 10, 5, 5, 10))
        event: Update = kind()
        return event

    def _message(self, **what: Any) -> Update:
        self.message += 1
        person = self.random.choice(self.persons)
        return {"message_id": self.message, "from": {"id": person}, "chat": {"id": person, "type": "private"}, "date": 0, **what}

    def _parks(self) -> Update:
        return {"message": self._message(text=f"/parker ord{len(self.used)}")}

    def _writes(self) -> Update:
        return {"message": self._message(text=self.random.choice(["Hej", "/menu", "æ" * 300, "7", "/start x", "i morgen"]))}

    def _presses(self) -> Update:
        data = self.random.choice(["m:home", "m:go", "m:park", "t:3:onward", "x:1001:yes", "t:1:+a", "nonsense", "å" * 40])
        body = self._message()
        return {"callback_query": {"id": str(self.message), "from": body["from"], "data": data, "message": body}}

    def _edits(self) -> Update:
        return {"edited_message": self._message(text="/parker rettet") | {"message_id": self.random.randint(1000, self.message)}}

    def _sends(self) -> Update:
        return {"message": self._message(**{self.random.choice(["sticker", "poll", "contact", "new_thing"]): {"file_id": "x"}})}

    def _blocks(self) -> Update:
        body = self._message()
        state = self.random.choice(["kicked", "member", "left"])
        return {"my_chat_member": {"chat": body["chat"], "from": body["from"], "new_chat_member": {"status": state}}}

    def _in_a_group(self) -> Update:
        return {"message": self._message(text="Hej") | {"chat": {"id": -5, "type": "supergroup"}}}

    def _unknown(self) -> Update:
        return {self.random.choice(["message_reaction", "poll", "brand_new"]): self.random.choice(ODD)}

    def _broken(self, update: Update) -> Update:
        """The same with a few places that hold something else, or nothing."""
        broken = copy.deepcopy(update)
        for _ in range(self.random.randint(1, 3)):
            where = self.random.choice(list(_inside(broken)))
            name = self.random.choice(list(where))
            if self.random.random() < 0.3:
                del where[name]
            else:
                where[name] = copy.deepcopy(self.random.choice(ODD))
            if not broken:
                return {"update_id": self._new_number()}
        return broken


def _inside(part: Update) -> list[Update]:
    return [part, *(deep for value in part.values() if isinstance(value, dict) and value for deep in _inside(value))]


def _said(records: Records, person: int) -> list[str]:
    address = people.at(records, TELEGRAM, str(person))
    assert address
    own = {"viewer": Viewer(person=address.person), "author": address.person}
    found = notes.visible(records, address.course, **own, flow="parking")  # type: ignore[arg-type]
    return [f"/parker {note.words.said}" for note in found]


def _take_all(bot: Bot, updates: list[Update]) -> None:
    async def take() -> None:
        for update in updates:
            await bot.intake.take(update)

    asyncio.run_coroutine_threadsafe(take(), bot.loop).result(600)


def test_random_updates_hold_up_nobody_and_none_counts_twice(tmp_path: Path) -> None:
    persons = list(range(7, rounds(12, 32)))
    with FakeBotApi() as api, running(tmp_path, api) as bot:
        joined = [bot.joined(number) for number in persons]
        bot.settle()
        sender = Sender(20_211_110, persons)
        _take_all(bot, [sender.next() for _ in range(rounds(500, 10_000))])
        api.wait_until(lambda: post.NEW not in bot.inbox().values(), rounds(120, 1_800))
        said = Counter(words for person in persons for words in bot.house.read(lambda records, person=person: _said(records, person)))  # type: ignore[misc]
        parked = {words for words in sender.whole if words.startswith("/parker ord")}
        edited = said.pop("/parker rettet", 0)
        assert ([words for words, count in said.items() if count > 1], len(parked) > 50) == ([], True)
        assert len(parked - said.keys()) <= edited
        joined[0].send("/menu")
        joined[0].wait_for()
