"""The operator moves a switch while the program runs, and it counts at once."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.journeys.running import PATIENCE, Samvej, wait_until

LAST = "Vi bruger ikke Telegram mere. Dit link til samtalen får du af din vejleder."
QUIET = 3.0


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi() as api:
        yield api


@pytest.fixture
def samvej(tmp_path: Path, api: FakeBotApi) -> Iterator[Samvej]:
    samvej = Samvej(tmp_path, api)
    try:
        yield samvej
    finally:
        samvej.kill()


def comes_in(samvej: Samvej, api: FakeBotApi) -> Person:
    person = api.person(7)
    person.start(samvej.invited()[1])
    person.wait_for("vil gerne mødes med dig.", PATIENCE)
    person.press("Ja, begynd")
    person.wait_for("Jeg er et program, ikke et menneske.", PATIENCE)
    samvej.settle()
    return person


def is_let_go(samvej: Samvej) -> bool:
    with samvej.house() as house:
        return house.read(lambda records: records.rows.count("outbox", {"kind": "last", "state": "sent"})) == 1


def grows_quiet(api: FakeBotApi) -> int:
    """Wait until nobody has called for a while; how often they had called before."""
    wait_until(lambda: api.world.now() - api.calls[-1].time > QUIET)
    return len(api.calls)


def test_off_everybody_hears_it_once_and_then_nothing_goes_either_way(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.start()
    person = comes_in(samvej, api)
    assert samvej.samvej("switch", "telegram", "off")["telegram"] == "off"
    person.wait_for(LAST, PATIENCE)
    wait_until(lambda: is_let_go(samvej))
    called, said = grows_quiet(api), person.transcript()
    person.send("Et ord, der ikke skal med")
    time.sleep(QUIET)
    assert (len(api.calls), person.transcript()[:-1]) == (called, said)

    # On again, what was sent meanwhile is not for us.
    samvej.samvej("switch", "telegram", "on")
    wait_until(lambda: api.unconfirmed() == [])
    person.send("/menu")
    person.wait_for("Hvad vil du nu?", PATIENCE)
    samvej.settle()
    with samvej.house() as house:
        assert house.read(lambda records: len(records.rows.some("inbox", {}))) == 3
    samvej.stop()


def test_off_at_the_start_nobody_is_asked_anything(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.samvej("switch", "telegram", "off")
    samvej.start()
    time.sleep(QUIET)
    assert api.calls == []
    samvej.stop()


def test_knocking_begins_while_it_runs(samvej: Samvej, api: FakeBotApi) -> None:
    samvej.start()
    person = comes_in(samvej, api)
    samvej.samvej("switch", "telegram", "knock")
    person.send("Et ord, der ikke skal med")
    told = person.wait_for("Skriv ikke her. Åbn samtalen: ", PATIENCE)
    samvej.settle()
    assert "Et ord, der ikke skal med" not in "".join(person.transcript())
    assert told.text.rpartition(": ")[2].startswith(f"{samvej.url}/nyt/")
    samvej.stop()


def test_a_switch_that_there_is_not_is_refused_in_a_sentence(samvej: Samvej) -> None:
    assert "give on or off" in samvej.fails("switch", "files", "knock")
    assert samvej.samvej("switch") == {"telegram": "on", "files": "on", "voice": "on"}
