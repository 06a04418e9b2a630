"""Where Telegram only knocks, nothing that anybody wrote goes out there or is taken in."""

import re

import pytest

from bot.errors import LinkSpent
from bot.records import links, post
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.people import TELEGRAM, WEB
from bot.usecases import inviting, notices
from bot.usecases.stage import Who
from tests.channels.botting import Bot
from tests.delivery.staging import a_stage
from tests.fakes.bot_api_people import Person

CANARY = "Kanariefuglesang"
AWAY = "Skriv ikke her. Åbn samtalen: "
NEWS = "Der er nyt."
LINK = re.compile(r"http://localhost:8080/nyt/(\S+)$")


@pytest.fixture
def person(bot: Bot) -> Person:
    """Somebody in the middle of a talk when the operator lets Telegram only knock."""
    person = bot.at_a_text(7)
    bot.settle()
    bot.switch("telegram", "knock")
    return person


def who(bot: Bot) -> Who:
    [address] = bot.rows("addresses", external="7")
    return Who(person=address["person"], course=address["course"])


def opened(bot: Bot, text: str) -> str:
    """Follow a knock's link; the scope of what it opens."""
    found = LINK.search(text)
    assert found, text
    secret, member = bot.house.write(lambda records: inviting.come_back(records, LinkKind.KNOCK, found[1]))
    session = bot.house.read(lambda records: links.session(records, secret, "counsellee"))
    assert session
    assert (member, session.person) == (who(bot), who(bot).person)
    return session.scope


def tell(bot: Bot, *whats: str) -> None:
    def work(records: Records) -> None:
        for what in whats:
            notices.tell(records, a_stage(), who(bot).person, who(bot).course, what)

    bot.house.write(work)


def test_words_are_not_kept_but_deleted_and_their_writer_is_told_where_to_go(bot: Bot, person: Person) -> None:
    person.send(CANARY)
    told = person.wait_for(AWAY)
    bot.settle()
    assert CANARY not in "".join(person.transcript())
    assert bot.draft(7) == ()
    assert {row["body"] for row in bot.rows("inbox")} == {b""}
    assert opened(bot, told.text) == links.FULL


def test_a_knocks_link_opens_once(bot: Bot, person: Person) -> None:
    person.send("Hej")
    told = person.wait_for(AWAY).text
    opened(bot, told)
    with pytest.raises(LinkSpent):
        opened(bot, told)


def test_photos_voices_edits_and_presses_are_not_taken_in_either(bot: Bot, person: Person) -> None:
    written = person.send("Før")
    before = bot.rows("files"), bot.rows("seats")
    person.photo()
    person.voice(b"OggS\0\2")
    person.edit(CANARY, written)
    person.press("Akut hjælp")
    person.wait_for("112")
    bot.settle()
    assert not bot.api.called("download") + bot.api.called("getFile")
    assert (bot.rows("files"), bot.rows("seats")) == before


def test_a_press_is_answered_with_the_way_to_go_and_changes_nothing(bot: Bot, person: Person) -> None:
    before = bot.rows("places")
    person.press("Spring over")
    person.wait_for(AWAY)
    bot.api.wait_until(lambda: person.spinning() == 0)
    assert bot.rows("places") == before


def test_who_writes_a_lot_is_told_once_a_minute(bot: Bot, person: Person) -> None:
    for number in range(5):
        person.send(f"Linje {number}")
    person.wait_for(AWAY)
    bot.settle()
    said = person.transcript()
    assert (sum(AWAY in line for line in said), sum("Linje" in line for line in said)) == (1, 0)


@pytest.mark.parametrize("cry", ["akut", "Jeg vil dø"])
def test_a_cry_for_help_is_answered_with_the_card_at_once(bot: Bot, person: Person, cry: str) -> None:
    person.send(cry)
    assert "112" in person.wait_for("Er du eller en anden i fare lige nu").text
    bot.settle()
    assert {row["body"] for row in bot.rows("inbox")} == {b""}


def test_several_notices_make_one_knock_and_wait_on_the_web(bot: Bot, person: Person) -> None:
    shown = len(person.chat())
    tell(bot, "action", "question", "aim")
    knock = person.wait_for(NEWS)
    bot.settle()
    assert person.transcript()[shown:] == [f"bot: {knock.text}"]
    assert opened(bot, knock.text) == links.FULL
    waiting = bot.house.read(lambda records: post.waiting_for(records, who(bot).person, WEB))
    assert sorted(one.kind for one in waiting) == ["action", "aim", "question"]


def test_what_waited_when_the_switch_was_moved_leaves_as_a_knock(bot: Bot) -> None:
    person = bot.at_a_text(7)
    bot.settle()
    bot.api.stop()
    tell(bot, "aim")
    bot.switch("telegram", "knock")
    bot.api.start()
    person.wait_for(NEWS, 30)
    bot.settle()
    assert "hvad jeres møder" not in "".join(person.transcript())


def test_staff_are_told_to_go_to_the_desk_where_they_sign_in_as_ever(bot: Bot, person: Person) -> None:
    def connect(records: Records) -> None:
        staff = inviting.counsellors(records)[0].id
        secret = links.make(records, LinkKind.TELEGRAM, person=staff)
        inviting.connect(records, secret, TELEGRAM, "8")
        notices.tell_counsellors(records, a_stage(), who(bot).course, "shared")

    counsellor = bot.api.person(8)
    counsellor.start()
    bot.house.write(connect)
    assert counsellor.wait_for(NEWS).text == f"{NEWS}\nhttp://localhost:8080/desk"


def test_an_invitation_is_read_on_the_web(bot: Bot, person: Person) -> None:
    secret = bot.invitation()
    stranger = bot.api.person(9)
    stranger.start(secret)
    assert stranger.wait_for().text == f"Åbn her: http://localhost:8080/i/{secret}"
    bot.settle()
    assert bot.rows("addresses", external="9") == []
    assert secret not in str(bot.rows("inbox"))


def test_a_stranger_hears_that_one_comes_in_by_a_link(bot: Bot, person: Person) -> None:
    stranger = bot.api.person(9)
    stranger.send(CANARY)
    stranger.wait_for("Du kommer ind med et link")
    bot.settle()
    assert CANARY not in "".join(stranger.transcript())


def test_an_address_can_be_connected_but_its_talk_is_opened_on_the_web(bot: Bot, person: Person) -> None:
    secret = bot.house.write(lambda records: links.make(records, LinkKind.TELEGRAM, person=who(bot).person, course=who(bot).course))
    other = bot.api.person(9)
    other.start(secret)
    other.wait_for("Telegram er nu klar.")
    assert other.wait_for(AWAY).labels == []


def test_a_group_is_still_left(bot: Bot, person: Person) -> None:
    group = bot.api.group()
    group.add_bot(person)
    bot.api.wait_until(lambda: bool(bot.api.called("leaveChat")))


def test_nothing_of_what_is_sent_while_telegram_knocks_holds_words(bot: Bot, person: Person) -> None:
    bot.settle()
    before = len(bot.api.calls)
    tell(bot, "reviewed", "suggested")
    person.send("Hej")
    person.wait_for(AWAY)
    bot.settle()
    sent = [call.params["text"] for call in bot.api.calls[before:] if call.method in {"sendMessage", "editMessageText"}]
    assert sent
    assert all(re.fullmatch(r"(Der er nyt\.\n|Skriv ikke her\. Åbn samtalen: )http\S+", text) for text in sent)


def test_when_it_is_on_again_the_talk_goes_on_there(bot: Bot, person: Person) -> None:
    bot.switch("telegram", "on")
    person.send("En læreplads")
    person.wait_for("Du har skrevet: En læreplads")
