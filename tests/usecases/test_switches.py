"""The operator's switches count from the next transaction on, and what they shut lets nothing through."""

from dataclasses import replace

import pytest

from bot.domain.letter import Letter
from bot.domain.media import PICTURE, VOICE, Media
from bot.domain.people import Person, Role
from bot.errors import BadInput, LinkSpent
from bot.records import courses, files, people, post, switches, traces
from bot.records.links import LinkKind
from bot.records.people import OPEN, TELEGRAM, WEB, Address
from bot.records.post import CANCELLED, REFUSED, SENDING, Envelope, Item
from bot.usecases import erasing, filing, inviting, knocking, notices
from bot.usecases.receiving import Arrived
from tests.usecases.story import Story, answered, shared

CHAT = "7"
CANARY = "Kanariefuglesang"


def in_telegram(story: Story) -> Story:
    """The counsellee is reached in a chat."""
    who = story.counsellee
    story.do(people.settle, Address(channel=TELEGRAM, external=CHAT, person=who.person, course=who.course, state=OPEN))
    return story


def tell(story: Story, what: str = "aim") -> None:
    story.do(notices.tell, story.stage, story.counsellee.person, story.counsellee.course, what)


def ready(story: Story) -> list[Letter | None]:
    """Every letter that waits for the chat as it would leave now."""
    waiting = story.do(post.waiting_on, TELEGRAM)
    return [story.do(knocking.ready, story.stage, one) for one in waiting if story.rows("outbox", key=one.key, state=post.WAITING)]


def states(story: Story) -> list[str]:
    return [row["state"] for row in story.rows("outbox", channel=TELEGRAM)]


def on_the_web(story: Story) -> list[Envelope]:
    return story.ask(post.waiting_for, story.counsellee.person, WEB)


def test_all_is_on_until_it_is_moved() -> None:
    assert Story().ask(switches.states) == {"telegram": "on", "files": "on", "voice": "on"}


def test_every_move_is_logged_and_a_move_to_where_it_stands_is_none() -> None:
    story = Story()
    before = len(story.rows("trail"))
    assert [story.do(switches.move, "telegram", state) for state in ("off", "off", "knock")] == ["on", "off", "off"]
    logged = [row["subject"] for row in story.rows("trail")[before:] if row["act"] == "switch"]
    assert logged == ["telegram.off", "telegram.knock"]


@pytest.mark.parametrize(("name", "state"), [("files", "knock"), ("telegram", "perhaps"), ("mail", "on"), (switches.BACKLOG, "dropped")])
def test_there_are_no_other_switches_and_states(name: str, state: str) -> None:
    with pytest.raises(BadInput):
        Story().do(switches.move, name, state)


def test_off_a_letter_waits_on_the_web_for_whoever_has_a_way_in_there() -> None:
    story = in_telegram(answered())
    story.do(inviting.private_link, story.stage, story.counsellee)
    tell(story)
    story.do(switches.move, "telegram", "off")
    assert ready(story) == [None]
    assert (states(story), [one.kind for one in on_the_web(story)]) == ([CANCELLED], ["aim"])
    assert story.page().undelivered == ()


def test_off_a_letter_to_somebody_without_a_way_in_has_not_arrived_and_the_desk_says_so() -> None:
    story = in_telegram(answered())
    tell(story)
    story.do(switches.move, "telegram", "off")
    assert ready(story) == [None]
    assert (states(story), [one.kind for one in on_the_web(story)]) == ([REFUSED], ["aim"])
    assert len(story.page().undelivered) == 1


def test_off_the_last_sentence_alone_still_leaves_and_holds_nothing_of_anybodys() -> None:
    story = in_telegram(answered())
    tell(story)
    story.do(switches.move, "telegram", "off")
    assert story.do(knocking.say_goodbye, story.stage) == 1
    left = [letter for letter in ready(story) if letter]
    assert [letter.text for letter in left] == ["Vi bruger ikke Telegram mere. Dit link til samtalen får du af din vejleder."]


def test_a_last_sentence_that_could_not_be_sent_has_not_arrived() -> None:
    story = in_telegram(answered())
    story.do(switches.move, "telegram", "off")
    story.do(knocking.say_goodbye, story.stage)
    assert story.ask(knocking.has_last_words)
    story.do(knocking.give_up)
    assert (states(story), story.ask(knocking.has_last_words), len(story.page().undelivered)) == ([REFUSED], False, 1)


def arrived(text: str) -> tuple[Item, int, Arrived, int]:
    item = Item(channel=TELEGRAM, key="1", sender=CHAT, body={"update_id": 1, "message": {"text": text}})
    return item, 1, Arrived(channel=TELEGRAM, external=CHAT, kind="text", text=text), 5


def test_off_nothing_is_taken_in_not_even_that_something_came() -> None:
    story = in_telegram(answered())
    story.do(switches.move, "telegram", "off")
    assert story.do(knocking.take_in, story.stage, *arrived(CANARY)) == "off"
    assert (story.rows("inbox"), story.rows("outbox", channel=TELEGRAM)) == ([], [])


def test_off_what_came_before_the_switch_was_moved_is_dropped_too() -> None:
    story = in_telegram(answered())
    before = story.rows("places")
    story.do(switches.move, "telegram", "off")
    story.do(knocking.take_turn, story.stage, arrived(CANARY)[2], 5)
    assert (story.rows("places"), story.rows("outbox", channel=TELEGRAM)) == (before, [])


def test_knocking_a_letter_that_could_not_be_sent_makes_no_second_notice_on_the_web() -> None:
    story = in_telegram(answered())
    tell(story)
    story.do(switches.move, "telegram", "knock")
    [waiting] = story.do(post.waiting_on, TELEGRAM)
    for _ in range(2):
        letter = story.do(knocking.ready, story.stage, waiting)
        assert letter
        assert letter.text.startswith("Der er nyt.\nhttps://samvej.test/nyt/")
        story.do(lambda records: records.rows.change("outbox", {"key": waiting.key, "state": SENDING}, {"state": post.WAITING}))
    assert len(on_the_web(story)) == 1


def test_knocking_an_earlier_link_opens_nothing_once_there_is_a_new_one_and_none_outlives_a_day() -> None:
    story = in_telegram(answered())
    story.do(switches.move, "telegram", "knock")
    texts = []
    for what in ("aim", "question"):
        tell(story, what)
        texts += [letter.text for letter in ready(story) if letter]
    with pytest.raises(LinkSpent):
        story.do(inviting.come_back, LinkKind.KNOCK, texts[0].rpartition("/")[2])
    story.clock.later(hours=24)
    with pytest.raises(LinkSpent):
        story.do(inviting.come_back, LinkKind.KNOCK, texts[1].rpartition("/")[2])


def test_what_reaches_a_counsellor_outside_the_desk_holds_no_word_of_the_counsellees() -> None:
    story = shared()
    said = [note.words.said for note in story.mine() if note.words.said] + ["Alex"]
    texts = [letter.text for letter in story.letters(story.counsellor.person)]
    assert texts
    assert [word for word in said for text in texts if word in text] == []


def test_no_way_to_telegram_is_offered_while_it_is_off() -> None:
    story = Story()
    story.stage = replace(story.stage, bot_name="samvej_test_bot")
    assert story.do(inviting.renew, story.stage, story.counsellor).telegram.startswith("https://t.me/")
    story.do(switches.move, "telegram", "off")
    assert story.do(inviting.renew, story.stage, story.counsellor).telegram == ""
    assert story.do(inviting.telegram_link, story.stage, story.counsellor.person) == ""


@pytest.mark.parametrize(("media", "switch", "fault"), [(PICTURE, "files", "no_pictures"), (VOICE, "voice", "no_voice")])
def test_what_is_switched_off_is_refused_and_what_is_kept_stays_readable(media: str, switch: str, fault: str) -> None:
    story = answered()
    who = story.counsellee
    kept = story.do(filing.heard, who, Media(media=media, kind="x/y", body=b"before"))
    story.do(switches.move, switch, "off")
    assert story.ask(filing.refusal, media) == fault
    assert fault in filing.FAULTS
    still = story.ask(files.visible, who.course, kept.file, viewer=who.viewer)
    assert still
    assert still.body == b"before"


@pytest.mark.parametrize(
    ("kind", "switch", "said"), [("photo", "files", "ikke sende billeder"), ("voice", "voice", "ikke sende talebeskeder")]
)
def test_a_file_that_comes_by_telegram_is_refused_with_a_sentence(kind: str, switch: str, said: str) -> None:
    story = in_telegram(answered())
    story.do(switches.move, switch, "off")
    sent = Arrived(channel=TELEGRAM, external=CHAT, kind=kind, body=b"x", mime="x/y")
    story.do(knocking.take_turn, story.stage, sent, 5)
    [told] = story.do(post.waiting_on, TELEGRAM)
    assert said in told.letter.text
    assert story.rows("files") == []


def at_a_picture(story: Story) -> Story:
    story.talk("/metoder")
    story.press("m:take=picture")
    return story


def test_a_step_for_a_picture_says_that_only_drawings_can_be_chosen() -> None:
    story = at_a_picture(answered())
    assert story.screen
    assert story.screen.sends == PICTURE
    story.do(switches.move, "files", "off")
    story.talk("/fortsæt")
    assert story.screen.sends == ""
    assert story.screen.help == "Du kan ikke sende et foto her. Vælg en af tegningerne."
    assert any(option.press.startswith("t:") for option in story.screen.answers)


def test_of_several_only_the_one_who_leaves_has_it_taken_back_in_telegram() -> None:
    story = in_telegram(answered())
    who, other = story.counsellee, "another"
    story.do(people.add, Person(id=other))
    story.do(courses.join, who.course, other, Role.COUNSELLEE)
    story.do(people.settle, Address(channel=TELEGRAM, external="8", person=other, course=who.course, state=OPEN))
    for chat, message in ((CHAT, 1), ("8", 2)):
        story.do(traces.heard, TELEGRAM, chat, message)
    story.do(erasing.erase, who)
    letters = story.do(post.waiting_on, TELEGRAM)
    assert [(one.external, one.letter.deletes) for one in letters if one.kind == traces.TAKE_BACK] == [(CHAT, (1,))]
    assert [row["message"] for row in story.rows("traces")] == [2]


def test_no_step_and_no_page_offers_to_listen_while_voices_are_off() -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Både-og]")
    assert story.screen
    assert story.screen.sends == VOICE
    story.do(switches.move, "voice", "off")
    story.talk("/fortsæt")
    assert (story.screen.sends, story.screen.entry) == ("", "text")
    story.talk("/hjælp")
    assert not any("talebesked" in line for line in story.told)
