"""The twelve questions on aiogram's state machine, kept in the Redis whose socket is named. Runs on a Python of its own."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator
from typing import Any

from aiogram import Bot, Dispatcher, Router  # type: ignore[import-not-found]
from aiogram.client.session.base import BaseSession  # type: ignore[import-not-found]
from aiogram.filters import Command, StateFilter  # type: ignore[import-not-found]
from aiogram.fsm.state import State  # type: ignore[import-not-found]
from aiogram.fsm.storage.redis import RedisStorage  # type: ignore[import-not-found]
from redis.asyncio import Redis  # type: ignore[import-not-found]

from benchmarks.parts.questions import BACK, QUESTIONS, SKIP, TOKEN, reply
from benchmarks.parts.speaking import speak

STATES = [State(f"q{number}", group_name="talk") for number in range(len(QUESTIONS))]


class _Line(BaseSession):  # type: ignore[misc]
    def __init__(self, said: list[str]) -> None:
        super().__init__()
        self._said = said

    async def make_request(self, bot: Any, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109 - the library's signature
        del timeout
        self._said.append(method.text)
        answer = reply(int(method.chat_id), method.text).decode()
        return self.check_response(bot=bot, method=method, status_code=200, content=answer).result

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        yield b""


async def _ask(message: Any, state: Any, number: int) -> None:
    await state.set_state(STATES[number] if number < len(QUESTIONS) else None)
    await message.answer(QUESTIONS[number] if number < len(QUESTIONS) else "Tak")


async def _start(message: Any, state: Any) -> None:
    await _ask(message, state, 0)


async def _at(state: Any) -> int:
    return int((await state.get_state()).removeprefix("talk:q"))


async def _answer(message: Any, state: Any) -> None:
    at = await _at(state)
    await state.update_data({f"answer {at}": message.text})
    await _ask(message, state, at + 1)


async def _skip(message: Any, state: Any) -> None:
    await _ask(message, state, await _at(state) + 1)


async def _back(message: Any, state: Any) -> None:
    await _ask(message, state, await _at(state) - 1)


async def _main(socket: str) -> None:
    said: list[str] = []
    bot, router = Bot(TOKEN, session=_Line(said)), Router()
    router.message.register(_start, Command("start"))
    router.message.register(_back, Command(BACK[1:]), StateFilter(*STATES))
    router.message.register(_skip, Command(SKIP[1:]), StateFilter(*STATES))
    router.message.register(_answer, StateFilter(*STATES))
    dispatcher = Dispatcher(storage=RedisStorage(Redis(unix_socket_path=socket)))
    dispatcher.include_router(router)

    async def feed(raw: bytes) -> None:
        await dispatcher.feed_raw_update(bot, json.loads(raw))

    await speak(feed, said)


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
