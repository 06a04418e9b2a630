"""The process is killed, again and again, while both channels are busy: what was acknowledged is there, what was due came once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from random import Random
from threading import Event
from time import sleep

import httpx2

from bot.usecases.departing import MAYBE_BEFORE
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Seen
from tests.faults.crowd import Talker, in_telegram, kept, on_the_web, plan_a_step, steps_in
from tests.faults.length import rounds
from tests.journeys.running import PATIENCE, Samvej, wait_until

ROUNDS = rounds(10, 200)
IN_TELEGRAM, ON_THE_WEB = 3, 3


def test_what_was_acknowledged_is_there_and_reminders_come_once(tmp_path: Path) -> None:
    chance, enough = Random(3), Event()
    with FakeBotApi() as api, ThreadPoolExecutor() as pool, ExitStack() as browsers:
        samvej = Samvej(tmp_path, api)
        samvej.start()
        try:
            people = [api.person(10 + number) for number in range(IN_TELEGRAM)]
            crowd = [in_telegram(person, invited(samvej, person)) for person in people]
            clients = [browsers.enter_context(httpx2.Client(base_url=samvej.url, timeout=PATIENCE)) for _ in range(ON_THE_WEB)]
            crowd += [on_the_web(samvej, f"web{number}", client) for number, client in enumerate(clients)]
            talking = [pool.submit(talker.talk, enough) for talker in crowd]
            for number in range(ROUNDS):
                remind(samvej, crowd[number % IN_TELEGRAM], number)
                sleep(chance.uniform(0.05, 1.5))
                samvej.restart()
            wait_until(lambda: all(len(talker.told) >= 2 for talker in crowd), 2 * PATIENCE)
            enough.set()
            for each in talking:
                each.result(2 * PATIENCE)
            # A letter that met a closed line at start after start goes again after two minutes at most.
            samvej.settle(180)
            with samvej.house() as house:
                there = house.read(lambda records: [kept(records, talker.course) for talker in crowd])
            samvej.stop()
        finally:
            enough.set()
            samvej.kill()
    told = Counter(step for person in people for step in steps_in(person.chat()))
    assert [found for talker, found in zip(crowd, map(faults, crowd, there), strict=True) if found] == []
    assert [set(talker.said) - set(found) for talker, found in zip(crowd[:IN_TELEGRAM], there, strict=False)] == [set()] * IN_TELEGRAM
    assert [number for number in range(ROUNDS) if not 1 <= told[f"Skridt {number}"] <= 2] == []
    assert [seen.text for person in people for seen in again(person.chat()) if not seen.text.startswith(MAYBE_BEFORE)] == []


def again(chat: list[Seen]) -> list[Seen]:
    """The messages with a step that this chat was reminded of before."""
    told = [(seen, set(steps_in([seen]))) for seen in chat]
    return [seen for number, (seen, steps) in enumerate(told) if any(steps & before for _, before in told[:number])]


def remind(samvej: Samvej, talker: Talker, number: int) -> None:
    with samvej.house() as house:
        house.write(lambda records: plan_a_step(records, talker.course, f"Skridt {number}"))


def faults(talker: Talker, there: list[str]) -> list[str]:
    """What was told and is not there, or was said once and is there twice."""
    counted = Counter(there)
    return [*(text for text in talker.told if not counted[text]), *(text for text, times in counted.items() if times > 1)]
