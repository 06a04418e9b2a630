"""Told to stop, the program stops soon whatever goes on, says goodbye with 0, and the next one goes on where it was."""

import socket
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path
from time import monotonic
from typing import Any, cast

import httpx2

from bot.domain.letter import Letter
from bot.records import people, post
from bot.records.core import Records
from bot.records.people import TELEGRAM
from tests.app.test_serving import invited
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.faults.length import rounds
from tests.journeys.running import PATIENCE, Samvej, wait_until
from tests.web.browser import Browser

PEOPLE = 3
TIMES = rounds(2, 20)
LETTERS = 4
# Well before any of these would have ended by itself.
SOON = 18.0


def test_it_stops_soon_with_streams_open_a_long_poll_and_letters_in_flight(tmp_path: Path) -> None:
    took = []
    with FakeBotApi() as api:
        samvej = Samvej(tmp_path, api)
        samvej.start()
        persons = [api.person(10 + number) for number in range(PEOPLE)]
        for person in persons:
            invited(samvej, person)
        for number in range(TIMES):
            with ExitStack() as streams:
                client = streams.enter_context(httpx2.Client(base_url=samvej.url, timeout=PATIENCE))
                browser = on_the_web(samvej, client)  # which keeps its connection for the next page
                # While these end, letters go on; without them all must be home at once.
                for _ in range(PEOPLE if number % 2 else 0):
                    streams.enter_context(closing(half_an_answer(samvej.port, browser)))
                before = len(api.called("sendMessage"))
                # Not so slow that it may not come home.
                api.fail_next("sendMessage", "slow:0.3", times=PEOPLE)
                write(samvej, persons, number)
                api.wait_until(lambda before=before: len(api.called("sendMessage")) > before)  # type: ignore[misc]
                took.append(stopped(samvej))
            samvej.start()
        samvej.settle()
        samvej.stop()
    assert max(took) < SOON
    wanted = Counter(f"Brev {number}.{letter}" for number in range(TIMES) for letter in range(LETTERS))
    for person in persons:
        assert Counter(one.text for one in person.chat() if one.text.startswith("Brev")) == wanted
        assert [one.text for one in person.chat() if "Måske har du fået" in one.text] == []


def test_a_letter_that_is_never_taken_does_not_hold_up_the_stop_and_its_second_copy_says_what_it_is(tmp_path: Path) -> None:
    with FakeBotApi() as api:
        samvej = Samvej(tmp_path, api)
        samvej.start()
        person = api.person(10)
        invited(samvej, person)
        wait_until(lambda: person.spinning() == 0)
        samvej.settle()
        api.fail_next("sendMessage", "timeout_after_delivery")
        person.send("/parker Tanke")
        person.wait_for("Parkeret.")
        assert stopped(samvej) < SOON
        samvej.start()
        person.wait_for("(Måske har du fået den her før.)", PATIENCE)
        samvej.settle()
        samvej.stop()
    assert sum("Parkeret." in one.text for one in person.chat()) == 2


def stopped(samvej: Samvej) -> float:
    """Stop it, which fails unless it ends with 0; the seconds that took."""
    begun = monotonic()
    samvej.stop()
    return monotonic() - begun


def write(samvej: Samvej, persons: list[Person], number: int) -> None:
    def work(records: Records) -> None:
        for person in persons:
            address = people.at(records, TELEGRAM, str(person.id))
            assert address
            for letter in range(LETTERS):
                name = f"Brev {number}.{letter}"
                post.post(
                    records,
                    Letter(text=name),
                    key=f"{person.id} {name}",
                    channel=TELEGRAM,
                    external=str(person.id),
                    person=address.person,
                    course=address.course,
                    kind="turn",
                )

    with samvej.house() as house:
        house.write(work)


def on_the_web(samvej: Samvej, client: httpx2.Client) -> Browser:
    _, secret = samvej.invited()
    browser = Browser(client=cast("Any", client))
    browser.go(f"/i/{secret}")
    browser.press("Ja, begynd")
    return browser


def half_an_answer(port: int, browser: Browser) -> socket.socket:
    """Somebody whose answer has been on its way for ever: its end never comes."""
    cookies = "; ".join(f"{name}={value}" for name, value in browser.client.cookies.items())
    head = {
        "Host": f"127.0.0.1:{port}",
        "Cookie": cookies,
        **browser.proof("/chat"),
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": "100",
    }
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall("\r\n".join(["POST /chat HTTP/1.1", *(f"{name}: {value}" for name, value in head.items()), "", "text=Jeg+vil"]).encode())
    return line
