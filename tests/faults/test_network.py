"""The line to Telegram is bad in every way a line can be: afterwards every letter is there or told as not arrived, in its order."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import sleep
from typing import Any
from urllib.parse import urlsplit

import pytest

from bot.domain.letter import Letter
from bot.records import people, post
from bot.records.core import Records, stamp
from bot.records.people import TELEGRAM
from bot.usecases.departing import MAYBE_BEFORE
from bot.usecases.house import House
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.faults.crowd import kept
from tests.faults.length import LONG, rounds
from tests.faults.proxy import GOOD, Line, Proxy
from tests.journeys.running import PATIENCE, Samvej, wait_until

PEOPLE = rounds(3, 12)
TIMES = rounds(1, 10)
TROUBLE_LASTS = 0.5
TROUBLES = {
    "silent": Line(silent=True),
    "slow": Line(slow=0.4),
    "half an answer": Line(half=True),
    "reset in the middle": Line(reset=True),
    "three in ten connections lost": Line(lost=0.3),
}
PERHAPS_NOT = {"slow", "three in ten connections lost"}
REPLY, REMINDER = "turn", "remind_step"
MIXED = [REPLY, REPLY, *([REMINDER] if LONG else [])]
ANSWERS = ["429:1", "500", "502", "401", "drop_before", "drop_after_delivery", "half", "nonsense"]
# After the last two, which need somebody to look, Telegram is left alone for a minute.
NO_UPDATES = ["429:1", "502", "nonsense", *(["409", "401"] if LONG else [])]


@dataclass(frozen=True, kw_only=True)
class Town:
    """The program, the line it has, and the people at the other end; `written` counts the letters of each."""

    samvej: Samvej
    house: House
    api: FakeBotApi
    proxy: Proxy
    people: dict[str, Person]
    written: Counter[str]

    def write(self, *kinds: str) -> None:
        """Letters of these kinds to everybody."""
        for course, person in self.people.items():
            for kind in kinds:
                self._write(course, person, kind)

    def bitten(self) -> bool:
        """Whether a letter that has not left was tried before, or is being tried."""
        rows = self.house.read(lambda records: records.rows.some("outbox", {"channel": TELEGRAM}))
        return any(row["failures"] + row["tries"] for row in rows if row["state"] in {post.WAITING, post.SENDING})

    def say(self, thought: str) -> None:
        """Everybody writes something that is to be kept."""
        for person in self.people.values():
            person.send(f"/parker {thought}")

    def settle(self) -> None:
        """Time goes by faster than it does until nothing waits any more."""

        def still() -> bool:
            waiting = self.house.write(_hurry)
            sleep(0.2)
            return not waiting and not self.api.unconfirmed()

        wait_until(still, 3 * PATIENCE)
        self.samvej.settle()

    def faults(self) -> list[str]:
        """What is missing and not told so, came twice without need or word, or overtook another."""
        rows = {row["key"]: row for row in self.house.read(lambda records: records.rows.some("outbox", {"channel": TELEGRAM}))}
        found = []
        for course, person in self.people.items():
            seen = [one.text for one in person.chat() if not one.own and "Brev " in one.text]
            came = Counter(_named(text) for text in seen)
            for number in range(self.written[course]):
                name = f"Brev {number} "
                ends = [row for key, row in rows.items() if key.startswith(f"{course} {name}")]
                found += _faults_of(name, came[name], [text for text in seen if _named(text) == name], ends[0])
            replies = [int(_named(text).split()[1]) for text in seen if "svar" in text]
            found += [] if replies == sorted(replies) else [f"{course}: {replies}"]
        return found

    def _write(self, course: str, person: Person, kind: str) -> None:
        name = f"Brev {self.written[course]} "
        self.written[course] += 1
        where: dict[str, Any] = {"key": f"{course} {name}", "channel": TELEGRAM, "external": str(person.id), "course": course}
        letter = Letter(text=f"{name}{'svar' if kind == REPLY else 'påmindelse'}")

        def work(records: Records) -> None:
            address = people.at(records, TELEGRAM, str(person.id))
            assert address
            post.post(records, letter, **where, person=address.person, kind=kind)

        self.house.write(work)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder: Path = tmp_path_factory.mktemp("network")
    with FakeBotApi() as api, Proxy(int(urlsplit(api.url).port or 0)) as proxy:
        samvej = Samvej(folder, api, SAMVEJ_TELEGRAM_API=proxy.url)
        samvej.start()
        persons = [api.person(10 + number) for number in range(PEOPLE)]
        with samvej.house() as house:
            courses = {invited(samvej, person): person for person in persons}
            yield Town(samvej=samvej, house=house, api=api, proxy=proxy, people=courses, written=Counter())
        samvej.stop()


@pytest.fixture(autouse=True)
def _good_again(town: Town) -> Iterator[None]:
    yield
    town.proxy.become(GOOD)


@pytest.mark.parametrize("trouble", TROUBLES)
def test_what_was_written_on_a_bad_line_arrives_or_is_told(town: Town, trouble: str) -> None:
    for number in range(TIMES):
        town.proxy.become(TROUBLES[trouble])
        town.say(f"{trouble} {number}")
        town.write(*MIXED)
        wait_until(lambda: trouble in PERHAPS_NOT or town.bitten())
        sleep(TROUBLE_LASTS)
        town.proxy.become(GOOD)
        town.settle()
    assert town.faults() == []
    assert [thoughts(town, course, trouble) for course in town.people] == [TIMES] * PEOPLE


def test_a_dead_line_loses_nothing_and_sends_nothing_twice(town: Town) -> None:
    before = town.written.copy()
    town.settle()
    town.proxy.be_dead()
    town.say("dead 0")
    town.write(REPLY, REMINDER)
    sleep(TROUBLE_LASTS)
    town.proxy.listen()
    town.settle()
    assert town.faults() == []
    assert copies(town, before) == {1}
    assert [thoughts(town, course, "dead") for course in town.people] == [1] * PEOPLE


def test_what_telegram_answers_badly_arrives_or_is_told(town: Town) -> None:
    for number in range(TIMES):
        for answer in Random(number).sample(ANSWERS, len(ANSWERS)):
            town.api.fail_next("sendMessage", answer)
        town.write(REPLY, REPLY, REMINDER)
        town.settle()
    assert town.faults() == []


def test_what_people_write_while_telegram_gives_no_updates_is_kept_once(town: Town) -> None:
    for answer in NO_UPDATES:
        town.api.fail_next("getUpdates", answer)
        town.say(f"updates {answer} 0")
        town.settle()
    wait_until(lambda: [thoughts(town, course, "updates") for course in town.people] == [len(NO_UPDATES)] * PEOPLE)


def copies(town: Town, before: Counter[str]) -> set[int]:
    """How often the letters came that were written since."""
    seen = {course: Counter(_named(one.text) for one in person.chat() if "Brev " in one.text) for course, person in town.people.items()}
    return {seen[course][f"Brev {number} "] for course in seen for number in range(before[course], town.written[course])}


def thoughts(town: Town, course: str, about: str) -> int:
    return sum(about in thought for thought in town.house.read(lambda records: kept(records, course)))


def _faults_of(name: str, copies: int, texts: list[str], row: dict[str, object]) -> list[str]:
    told = row["state"] == post.REFUSED and row["tries"] == post.MOST_UNKNOWN
    if row["state"] != post.SENT and not told:
        return [f"{name} is {row['state']} after {row['tries']} tries"]
    if not copies and not told:
        return [f"{name} did not arrive"]
    if copies > 2 or (copies == 2 and (row["tries"] != 2 or not texts[1].startswith(MAYBE_BEFORE))):
        return [f"{name} came {copies} times: {texts}"]
    return []


def _named(text: str) -> str:
    return " ".join(text.removeprefix(MAYBE_BEFORE).split()[:2]) + " "


def _hurry(records: Records) -> int:
    """What failed is tried again now; how much waits."""
    late = [row for row in records.rows.some("outbox", {"channel": TELEGRAM, "state": post.WAITING}) if row["due_at"] > stamp(records.now)]
    for row in late:
        records.rows.change("outbox", {"key": row["key"]}, {"due_at": stamp(records.now)})
    return sum(records.rows.count("outbox", {"channel": TELEGRAM, "state": state}) for state in (post.WAITING, post.SENDING))
