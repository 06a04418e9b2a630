"""How a process that measures a bot is spoken to: a line with the number of people in, a line of JSON with the round out."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict
from itertools import count

from benchmarks.parts.questions import QUESTIONS, TALK, Chat
from benchmarks.parts.rounds import Watch

# Takes one raw update; done when its answer was sent.
Feed = Callable[[bytes], Awaitable[None]]


async def speak(feed: Feed, said: Sequence[str]) -> None:
    """Measure a round for each line read: so many people, each saying the whole talk. `said` grows by what the bot says."""
    chats = map(Chat, count(10_000_000))
    for line in iter(sys.stdin.readline, ""):
        crowd = [next(chats) for _ in range(int(line))]
        before, watch = len(said), Watch()
        await asyncio.gather(*(_talk(feed, chat, watch) for chat in crowd))
        found = watch.stop()
        _check(said[before:], len(crowd))
        print(json.dumps(asdict(found)), flush=True)


async def _talk(feed: Feed, chat: Chat, watch: Watch) -> None:
    for text in TALK:
        raw = chat.update(text)
        with watch.turn():
            await feed(raw)


def _check(said: Sequence[str], crowd: int) -> None:
    """Everybody was asked each question, the fourth and fifth twice, and thanked."""
    assert len(said) == crowd * len(TALK), len(said)
    for number, question in enumerate(QUESTIONS):
        assert said.count(question) == crowd * (2 if number in {3, 4} else 1), (number, said.count(question))
