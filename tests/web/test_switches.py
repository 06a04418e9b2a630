"""What the operator has switched off is not offered on the web, and refused in a sentence where it comes all the same."""

import pytest

from bot.records import links, switches
from bot.records.links import LinkKind
from tests.web.test_chat import at_the_outcome, with_answers
from tests.web.test_files import VOICE, ask, counsellee, jpeg, kept, send, with_a_voice
from tests.web.world import World


@pytest.mark.parametrize(
    ("switch", "body", "kind", "said"),
    [
        ("voice", VOICE, "audio/webm", "Man kan ikke sende talebeskeder her."),
        ("files", jpeg(), "image/jpeg", "Man kan ikke sende billeder her."),
    ],
)
def test_a_file_is_refused_with_a_sentence_and_the_words_beside_it_stay(
    world: World, switch: str, body: bytes, kind: str, said: str
) -> None:
    browser, course = at_the_outcome(world)
    world.write(lambda records: switches.move(records, switch, "off"))
    told = send(world, browser, course, body, kind, text="En læreplads")
    assert said in told
    assert "En læreplads" in told
    assert kept(world) == []


def test_what_was_sent_before_is_still_heard(world: World) -> None:
    browser, _, file = with_a_voice(world)
    world.write(lambda records: switches.move(records, "voice", "off"))
    assert ask(browser, f"/chat/file/{file}").content == VOICE


def test_no_page_asks_for_a_voice_while_voices_are_off(world: World) -> None:
    browser, _ = at_the_outcome(world)
    assert "Sig det i stedet" in browser.go("/chat")
    world.write(lambda records: switches.move(records, "voice", "off"))
    assert "Sig det i stedet" not in browser.go("/chat")


def test_a_knocks_link_opens_the_whole_talk_once_and_only_by_its_button(world: World) -> None:
    _, course = with_answers(world)
    who = counsellee(world, course)
    secret = world.write(lambda records: links.make(records, LinkKind.KNOCK, person=who.person, course=course))
    other = world.browser()
    for _ in range(2):
        assert "Der er nyt til dig." in other.go(f"/nyt/{secret}")
    other.press("Fortsæt")
    assert "En læreplads" in other.text
    third = world.browser()
    third.go(f"/nyt/{secret}")
    assert third.status == 410
