"""A picture follows the words it belongs to, once; where it cannot be drawn, that is said, and the talk goes on all the same."""

import asyncio
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.channels import packing
from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.trail import Act
from bot.records import conversations, people
from bot.records.core import Records
from bot.records.people import TELEGRAM
from bot.usecases import erasing
from bot.usecases.stage import Who
from bot.usecases.walking import open_new
from tests.channels.botting import Bot, running
from tests.delivery.staging import a_stage
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.fakes.painter import FakePainter

CARD = "Kort til lommen: Hvis bussen kommer, så ringer jeg."
WORDS = "Her er det, du skrev. Skal Vejleder se det?"
REST = ("Hvilken dag tager du det?", "Hvornår skal jeg minde dig om det?", WORDS)
SORRY = "Tegningen kunne ikke laves lige nu. Det, du skrev, er gemt."


def at_the_end(bot: Bot, number: int) -> Person:
    """Somebody who is one press before the end of a method that is drawn."""
    person = bot.joined(number)
    bot.settle()
    bot.house.write(lambda records: _open(records, str(number)))
    person.send("/fortsæt")
    person.wait_for("Hvad kan få dig til at glemme din plan")
    said(person, "", "Hvornår vil du huske det?")
    said(person, "bussen kommer", "Hvad gør du så?")
    said(person, "ringer jeg", "Hvad er det første lille skridt?")
    return person


def said(person: Person, words: str, then: str) -> None:
    if words:
        person.send(words)
        person.wait_for("Det er skrevet ned.")
    person.press("Gem" if words else "Spring over")
    person.wait_for(then)


def _open(records: Records, external: str) -> None:
    address = people.at(records, TELEGRAM, external)
    assert address
    who = Who(person=address.person, course=address.course)
    seat = conversations.seat(records, who.person, who.course)
    assert seat
    conversations.keep_seat(records, who.person, who.course, open_new(records, a_stage(), who, seat, "doorframe"))


def finish(bot: Bot, person: Person) -> None:
    """Leave the rest of the questions out."""
    for then in REST:
        said(person, "", then)
    bot.settle()


def photos(person: Person) -> list[str]:
    return [one.text for one in person.chat() if one.text.startswith("(photo)")]


def test_the_picture_follows_the_words_at_the_end_of_a_method_once(bot: Bot) -> None:
    person = at_the_end(bot, 7)
    finish(bot, person)
    *_, words, picture = person.chat()
    assert (WORDS in words.text, picture.text, picture.labels) == (True, f"(photo) {picture_of('doorframe')}\n\n{CARD}", [])
    person.send("/menu")
    person.wait_for("Hvad vil du nu?")
    bot.settle()
    assert (len(photos(person)), [one.form for one in bot.painter.asked]) == (1, [Form.PNG])


def picture_of(flow: str) -> str:
    return a_stage().texts_in("da").say(a_stage().flows[flow].title, flow)


def test_where_it_cannot_be_drawn_that_is_said_once_and_it_can_be_tried_again(bot: Bot) -> None:
    person = at_the_end(bot, 7)
    bot.painter.fails = True
    finish(bot, person)
    assert [(one.text, one.labels) for one in person.chat()[-1:]] == [(SORRY, ["Prøv igen"])]
    assert "Del med Vejleder" in person.chat()[-2].labels
    bot.painter.fails = False
    person.press("Prøv igen")
    person.wait_for("Her kommer tegningen.")
    bot.settle()
    assert (len(photos(person)), sum(SORRY in one.text for one in person.chat())) == (1, 1)
    assert person.last().text.endswith(CARD)


def test_the_talk_goes_on_while_there_is_no_picture(bot: Bot) -> None:
    person = at_the_end(bot, 7)
    bot.painter.fails = True
    finish(bot, person)
    person.press("Behold for mig selv", person.chat()[-2])
    person.wait_for("Intet er delt.")


@dataclass(slots=True, kw_only=True)
class Stuck(FakePainter):
    """One who never comes to an end."""

    async def paint(self, drawing: Drawing) -> bytes:
        self.asked.append(drawing)
        await asyncio.sleep(60)
        return b""


def test_a_picture_that_a_stop_broke_off_comes_once_after_the_next_start(tmp_path: Path, api: FakeBotApi) -> None:
    stuck = Stuck()
    with running(tmp_path, api, painter=stuck) as bot:
        person = at_the_end(bot, 7)
        for then in REST:
            said(person, "", then)
        api.wait_until(lambda: stuck.asked != [])
    assert photos(person) == []
    with running(tmp_path, api) as bot:
        person.wait_for(CARD)
        bot.settle()
    assert len(photos(person)) == 1
    assert sum(WORDS in one.text for one in person.chat()) == 1


def test_a_picture_waits_for_its_words(bot: Bot) -> None:
    person = at_the_end(bot, 7)
    for then in REST[:-1]:
        said(person, "", then)
    bot.api.fail_next("sendMessage", "429:1")
    person.press("Spring over")
    person.wait_for(WORDS)
    bot.settle()
    assert [CARD in one.text for one in person.chat()][-2:] == [False, True]


def test_a_picture_that_cannot_leave_yet_holds_up_no_words(bot: Bot) -> None:
    person = at_the_end(bot, 7)
    bot.api.fail_next("sendPhoto", "500")
    for then in REST:
        said(person, "", then)
    bot.api.wait_until(lambda: bot.painter.asked != [])
    person.send("/menu")
    person.wait_for("Hvad vil du nu?")
    assert photos(person) == []
    bot.settle()
    assert len(photos(person)) == 1


def test_a_tall_picture_goes_as_a_file(bot: Bot) -> None:
    person = at_the_end(bot, 7)
    bot.painter.size = (1080, 9000)
    finish(bot, person)
    [sent] = bot.api.called("sendDocument")
    assert (sent["document"][0], bot.api.called("sendPhoto")) == (f"{picture_of('doorframe').lower().replace(' ', '-')}.png", [])


@pytest.mark.parametrize(
    ("label", "said", "shape", "name"),
    [
        ("Til telefonen", "Her er arket, som det er nu.", Shape.PHONE, "ark.pdf"),
        ("Til print (A3)", "Her er arket, som det er nu.", Shape.A3, "ark.pdf"),
        ("Et tomt ark", "Her er et tomt ark.", Shape.A3, "tomt-ark.pdf"),
    ],
)
def test_the_sheet_comes_as_a_file(bot: Bot, label: str, said: str, shape: Shape, name: str) -> None:
    person = bot.joined(7)
    person.send("/papir")
    person.wait_for("Hvordan vil du have det?")
    person.press(label)
    person.wait_for(f"(document) {said}")
    bot.settle()
    [sent] = bot.api.called("sendDocument")
    assert (sent["document"][0], [(one.form, one.shape) for one in bot.painter.asked]) == (name, [(Form.PDF, shape)])


def test_the_sheet_comes_as_a_picture(bot: Bot) -> None:
    person = bot.joined(7)
    person.send("/papir")
    person.wait_for("Hvordan vil du have det?")
    person.press("Som billede")
    person.wait_for("(photo) Her er den første side af arket.")
    bot.settle()
    assert len(photos(person)) == 1


def test_a_sheet_that_cannot_be_made_is_told_and_can_be_asked_for_again(bot: Bot) -> None:
    person = bot.joined(7)
    bot.painter.fails = True
    person.send("/papir")
    person.wait_for("Hvordan vil du have det?")
    person.press("Til telefonen")
    told = person.wait_for("Arket kunne ikke laves lige nu.")
    assert told.labels == ["Prøv igen"]
    bot.painter.fails = False
    person.press("Prøv igen")
    person.wait_for("(document) Her er arket, som det er nu.")


def test_the_map_brings_its_picture_each_time_it_is_asked_for(bot: Bot) -> None:
    person = bot.joined(7)
    for number in (1, 2):
        person.send("/kort")
        bot.settle()
        assert [one.kind for one in (asked.picture for asked in bot.painter.asked)] == ["overview"] * number
    person.sticker()
    person.wait_for("Det kan jeg ikke tage imod her.")
    bot.settle()
    assert len(photos(person)) == 2


def test_nothing_that_is_said_waits_for_a_picture_that_is_being_drawn(tmp_path: Path, api: FakeBotApi) -> None:
    stuck = Stuck()
    with running(tmp_path, api, painter=stuck) as bot:
        person = bot.joined(7)
        person.send("/kort")
        api.wait_until(lambda: stuck.asked != [])
        begun = time.monotonic()
        person.send("jeg vil ikke leve mere")
        person.wait_for("70 201 201")
        assert time.monotonic() - begun < packing.PATIENCE / 2
        assert photos(person) == []


@dataclass(slots=True, kw_only=True)
class Held(FakePainter):
    """One who is done when told."""

    go_on: threading.Event = field(default_factory=threading.Event)

    async def paint(self, drawing: Drawing) -> bytes:
        body = await FakePainter.paint(self, drawing)
        while not self.go_on.is_set():  # noqa: ASYNC110 - another thread sets it
            await asyncio.sleep(0.01)
        return body


def test_what_was_erased_while_it_was_being_drawn_never_leaves(tmp_path: Path, api: FakeBotApi) -> None:
    held = Held()
    with running(tmp_path, api, painter=held) as bot:
        person = bot.joined(7)
        person.send("/kort")
        api.wait_until(lambda: held.asked != [])
        bot.house.write(_erase)
        held.go_on.set()
        bot.settle()
        person.send("/start")
        person.wait_for("link")
    assert api.called("sendPhoto") == []


def test_a_stop_while_it_is_being_drawn_leaves_no_doubt_whether_it_came(tmp_path: Path, api: FakeBotApi) -> None:
    held = Held()
    with running(tmp_path, api, painter=held) as bot:
        person = bot.joined(7)
        person.send("/kort")
        api.wait_until(lambda: held.asked != [])
    assert api.called("sendPhoto") == []
    with running(tmp_path, api, painter=FakePainter()) as bot:
        bot.settle()
    [sent] = photos(person)
    assert "Måske" not in sent


def _erase(records: Records) -> None:
    address = people.at(records, TELEGRAM, "7")
    assert address
    erasing.erase_course(records, address.course, Act.ERASE)
