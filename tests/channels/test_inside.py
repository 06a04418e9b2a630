"""The sheet inside Telegram: the buttons that open it there, and only where there is https."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.channels.telegram import Telegram
from bot.domain.letter import Button, Letter, Refused, Sent
from bot.records import post
from bot.usecases import launching
from bot.usecases.letters import letter
from bot.usecases.press import menu
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.bot_api_people import Person
from tests.usecases.story import Story, answered

OPENS = Letter(text="Her er arket", rows=((Button(label="Åbn arket", url="https://samvej.test/mini", inside=True),),))


@pytest.fixture
async def telegram(api: FakeBotApi) -> AsyncIterator[Telegram]:
    telegram = Telegram(api.token, api.url)
    await telegram.open()
    yield telegram
    await telegram.close()


async def test_a_button_opens_a_page_inside_telegram(person: Person, telegram: Telegram) -> None:
    assert await telegram.deliver("7", OPENS) == Sent()
    [[button]] = person.last().rows
    assert (button.label, button.url, button.inside) == ("Åbn arket", "https://samvej.test/mini", True)


async def test_telegram_refuses_a_page_without_https(person: Person, telegram: Telegram) -> None:
    plain = replace(OPENS, rows=((replace(OPENS.rows[0][0], url="http://samvej.test/mini"),),))
    outcome = await telegram.deliver("7", plain)
    assert isinstance(outcome, Refused)
    assert "only https links" in outcome.reason
    assert person.transcript() == ["you: /start"]


async def test_the_menu_opens_the_sheet_or_without_https_is_telegrams_own(api: FakeBotApi, telegram: Telegram) -> None:
    await telegram.menu("Arket", launching.inside_at("https://samvej.test"))
    await telegram.menu("Arket", launching.inside_at("http://localhost:8080"))
    assert [json.loads(call.get("menu_button", "{}")) for call in api.called("setChatMenuButton")] == [
        {"type": "web_app", "text": "Arket", "web_app": {"url": "https://samvej.test/mini"}},
        {},
    ]


def test_a_button_that_waited_in_the_outbox_opens_the_same(story: Story) -> None:
    who = story.counsellee
    story.do(post.post, OPENS, key="k", channel="telegram", external="7", person=who.person, course=who.course, kind="turn")
    [kept] = story.ask(post.waiting_on, "telegram")
    assert kept.letter == OPENS


@pytest.mark.parametrize(
    ("url", "bot", "opens"),
    [
        ("https://samvej.test", "samvej_bot", Button(label="Åbn arket", url="https://samvej.test/mini", inside=True)),
        ("https://samvej.test", "", Button(label="Åbn arket", url="https://samvej.test/ark")),
        ("http://localhost:8080", "samvej_bot", Button(label="Åbn arket", url="http://localhost:8080/ark")),
    ],
)
def test_where_are_we_has_a_button_to_the_sheet(story: Story, url: str, bot: str, opens: Button) -> None:
    story.stage = replace(story.stage, url=url, bot_name=bot)
    screen = story.press(menu("map"))
    assert screen is not None
    assert letter(screen, story.stage.texts_in("da")).rows[0][0] == opens
    # On the web it is an ordinary way to the page.
    assert screen.answers[0].url == f"{url}/ark"


@pytest.fixture
def story() -> Story:
    return answered()
