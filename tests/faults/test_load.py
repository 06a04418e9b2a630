"""Many people talk at once beside a storm of reminders: nothing is lost, each one's order is kept, and replies go first."""

import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import httpx2
import pytest

from bot.domain.people import Person as Somebody
from bot.domain.people import Role
from bot.records import courses, people
from bot.records.core import Records
from bot.records.people import OPEN, TELEGRAM, Address
from bot.records.post import SENDING, SENT, WAITING
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.fakes.bot_api_world import Message
from tests.faults.crowd import PARKED, Talker, kept, on_the_web, plan_a_step
from tests.faults.length import LONG, rounds
from tests.journeys.running import PATIENCE, Samvej, wait_until

IN_TELEGRAM, ON_THE_WEB = rounds(16, 128), rounds(16, 128)
SECONDS = rounds(8, 300)
REMINDERS = rounds(1_000, 10_000)
# As often as each writes. All together stay under what Telegram takes in a second, so that nobody waits for that.
EVERY = rounds(2, 10)
FLOOD, AT_ONCE = 300, 500
FIRST_STRANGER = 1_000_000
PATIENT = 900.0
# Not a promise, since machines differ; the numbers themselves are told.
SANE, SANE_BEHIND_MANY = 150.0, 50.0


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi(strict_rates=True) as served:
        yield served


@pytest.fixture
def samvej(tmp_path: Path, api: FakeBotApi) -> Iterator[Samvej]:
    running = Samvej(tmp_path, api)
    running.start()
    yield running
    running.stop()


def test_many_talk_at_once_beside_a_storm_of_reminders(samvej: Samvej, api: FakeBotApi, tmp_path: Path) -> None:
    with ExitStack() as browsers, ThreadPoolExecutor(ON_THE_WEB) as pool:
        in_telegram = [(person := api.person(10 + number), invited(samvej, person)) for number in range(IN_TELEGRAM)]
        clients = [browsers.enter_context(httpx2.Client(base_url=samvej.url, timeout=PATIENCE)) for _ in range(ON_THE_WEB)]
        took: list[float] = []
        on_web = [timed(on_the_web(samvej, f"web{number}", client), took) for number, client in enumerate(clients)]
        storm(samvej, api)
        samvej.settle()
        samvej.make_reminders_due()
        enough = Event()
        talking = [pool.submit(talker.talk, enough) for talker in on_web]
        try:
            said = write_in_telegram([person for person, _ in in_telegram])
            reminded_meanwhile = sum(bool(reminded(api, number)) for number in range(REMINDERS))
        finally:
            enough.set()
        for each in talking:
            each.result(PATIENCE)
        memory = most_memory()
        with samvej.house() as house:
            wait_until(lambda: house.read(on_their_way) == REMINDERS, PATIENCE)
            wait_until(lambda: sum(len(waited(api, person)) for person, _ in in_telegram) == len(said) * IN_TELEGRAM, PATIENCE)
            if LONG:
                wait_until(lambda: all(reminded(api, number) for number in range(REMINDERS)), PATIENT)
            there = house.read(lambda records: {course: kept(records, course) for course in courses_of(in_telegram, on_web)})
    assert [there[course] for _, course in in_telegram] == [said] * IN_TELEGRAM
    assert [there[talker.course] for talker in on_web] == [talker.told for talker in on_web]
    assert max(len(reminded(api, number)) for number in range(REMINDERS)) == 1
    waits = [wait for person, _ in in_telegram for wait in waited(api, person)]
    assert reminded_meanwhile < REMINDERS, "there was no storm while people talked"
    tell(tmp_path, telegram=told(waits), web=told(took), reminders_sent_meanwhile=reminded_meanwhile, memory_mb=memory)
    assert max(quantile(waits, 0.99), quantile(took, 0.99)) < SANE


def test_nobody_waits_behind_one_who_sends_three_hundred_messages(samvej: Samvej, api: FakeBotApi, tmp_path: Path) -> None:
    loud, quiet = api.person(10), api.person(11)
    course, _ = invited(samvej, loud), invited(samvej, quiet)
    samvej.settle()
    thoughts = [f"Tanke {number}." for number in range(FLOOD)]
    for thought in thoughts:
        loud.send(f"/parker {thought}")
    quiet.send("/parker Noget andet.")
    quiet.wait_for(PARKED, PATIENCE)
    [wait] = waited(api, quiet)
    tell(tmp_path, waited_behind_many=round(wait, 3))
    assert wait < SANE_BEHIND_MANY
    wait_until(lambda: not api.unconfirmed(), PATIENCE)
    with samvej.house() as house:
        wait_until(lambda: len(house.read(lambda records: kept(records, course))) == FLOOD, PATIENCE)
        assert house.read(lambda records: kept(records, course)) == thoughts


def write_in_telegram(persons: Sequence[Person]) -> list[str]:
    """Everybody writes now and then, each at a time of their own, for as long as it lasts; what each has written."""
    said, begun, count = list[str](), monotonic(), 0
    while (now := monotonic() - begun) < SECONDS:
        due = int(now / EVERY * len(persons)) + 1
        for number in range(count, due):
            if number % len(persons) == 0:
                said.append(f"Tanke {len(said)}.")
            persons[number % len(persons)].send(f"/parker {said[-1]}")
        count = due
        sleep(0.01)
    for person in persons[count % len(persons) :] if count % len(persons) else []:
        person.send(f"/parker {said[-1]}")
    return said


def timed(talker: Talker, took: list[float]) -> Talker:
    """They wait a while between what they say, and it is measured how long they wait for an answer."""
    park = talker.park

    def parked(thought: str) -> bool:
        begun = monotonic()
        done = park(thought)
        took.append(monotonic() - begun)
        sleep(EVERY)
        return done

    talker.park = parked
    return talker


def storm(samvej: Samvej, api: FakeBotApi) -> None:
    """As many people as there are to be reminders, each with one step to be reminded of."""

    for number in range(REMINDERS):
        api.person(FIRST_STRANGER + number)
        api.world.chats[FIRST_STRANGER + number].open = True
    with samvej.house() as house:
        for first in range(0, REMINDERS, AT_ONCE):
            house.write(partial(come, first))


def come(first: int, records: Records) -> None:
    """The next few of them."""
    for number in range(first, min(first + AT_ONCE, REMINDERS)):
        person, course, external = records.new_id(), records.new_id(), str(FIRST_STRANGER + number)
        people.add(records, Somebody(id=person, language="da", timezone="Europe/Copenhagen"))
        people.settle(records, Address(channel=TELEGRAM, external=external, person=person, course=course, state=OPEN))
        courses.add(records, course, "")
        courses.join(records, course, person, Role.COUNSELLEE)
        plan_a_step(records, course, "Noget", wait=timedelta(hours=1))


def on_their_way(records: Records) -> int:
    """How many reminders wait, or have gone."""
    return sum(records.rows.count("outbox", {"kind": "remind_step", "state": state}) for state in (WAITING, SENDING, SENT))


def reminded(api: FakeBotApi, number: int) -> list[Message]:
    return api.world.chats[FIRST_STRANGER + number].messages


def waited(api: FakeBotApi, person: Person) -> list[float]:
    """How long somebody waited for each answer to what they parked."""
    with api.world.changed:
        messages = list(api.world.chats[person.id].messages)
    asked = [one.date for one in messages if one.author and one.text.startswith("/parker")]
    answered = [one.date for one in messages if not one.author and PARKED in one.text]
    return [after - before for before, after in zip(asked, answered, strict=False)]


def courses_of(in_telegram: Sequence[tuple[Person, str]], on_web: Sequence[Talker]) -> list[str]:
    return [*(course for _, course in in_telegram), *(talker.course for talker in on_web)]


def most_memory() -> int:
    """The most memory the program has had, in MB."""
    [program] = active_children()
    lines = Path(f"/proc/{program.pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def tell(folder: Path, **numbers: object) -> None:
    """What was measured: `pytest -s` shows it, and it stands beside the database."""
    (folder / "numbers.json").write_text(json.dumps(numbers), encoding="utf-8")
    sys.stdout.write(f"{json.dumps(numbers)}\n")


def told(values: Sequence[float]) -> dict[str, float]:
    return {"replies": len(values), "median": quantile(values, 0.5), "p99": quantile(values, 0.99), "most": quantile(values, 1.0)}


def quantile(values: Sequence[float], share: float) -> float:
    return round(sorted(values)[min(len(values) - 1, int(share * len(values)))], 3)
