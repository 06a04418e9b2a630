"""A photo or a voice message that was sent is an answer, or is said to be of no use and goes; it is never just gone."""

from dataclasses import replace

from bot.dialogue import phrases
from bot.domain.media import PICTURE, VOICE, Media
from bot.records import conversations, notes
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import filing, talking
from bot.usecases.press import here
from bot.usecases.screens import Screen
from bot.usecases.stage import Who
from tests.usecases.story import Story

SPOKEN = Media(media=VOICE, kind="audio/ogg", body=b"OggS", seconds=7)
PHOTO = Media(media=PICTURE, kind="image/jpeg", body=b"\xff\xd8\xff")


def at_a_text() -> Story:
    return Story().accept("[Videre]", "[Mig]", "[Både-og]")


def send(story: Story, sent: Media, press: str = "", text: str = "") -> Screen:
    """Send a file; the screen after it."""

    def sending(records: Records) -> Screen | None:
        heard = filing.heard(records, story.counsellee, sent, press, text)
        return talking.turn(records, story.stage, story.counsellee, heard)

    screen = story.do(sending)
    assert screen
    story.screen = screen
    return screen


def nothing_open(records: Records, who: Who) -> None:
    seat = conversations.seat(records, who.person, who.course)
    assert seat
    conversations.keep_seat(records, who.person, who.course, replace(seat, stack=()))


def said(story: Story, field: str) -> list[str]:
    who = story.counsellee
    found = story.ask(notes.visible, who.course, viewer=who.viewer, author=who.person, field=field)
    return [note.words.said for note in found]


def turn(story: Story) -> int:
    seat: Seat | None = story.ask(conversations.seat, story.counsellee.person, story.counsellee.course)
    assert seat
    return seat.turn


def test_a_voice_message_from_a_chat_waits_for_a_press_and_one_from_a_form_does_not() -> None:
    chat, form = at_a_text(), at_a_text()
    question = chat.screen.text if chat.screen else ""
    waiting, saved = send(chat, SPOKEN), send(form, SPOKEN, here(turn(form), "text"), "og lidt til")
    assert (waiting.text, phrases.VOICE_HELD in waiting.says) == (question, True)
    assert saved.text != question
    assert [row["note"] != "" for story in (chat, form) for row in story.rows("files")] == [False, True]
    assert any("og lidt til" in words for words in said(form, "agreement"))


def test_with_nothing_open_a_voice_message_is_a_thought_to_park() -> None:
    story = at_a_text()
    story.do(nothing_open, story.counsellee)
    send(story, SPOKEN)
    story.talk("[Gem]")
    assert (len(said(story, "parking")), len(story.rows("files"))) == (1, 1)


def test_with_nothing_open_a_photo_is_of_no_use() -> None:
    story = at_a_text()
    story.do(nothing_open, story.counsellee)
    assert story.rows("files") == []
    assert phrases.NOT_A_FILE_HERE in send(story, PHOTO).says
    assert story.rows("files") == []


def test_a_used_form_keeps_no_photo_and_parks_the_words_beside_it() -> None:
    story = at_a_text()
    used = here(turn(story) - 1, "text")
    send(story, PHOTO, used, "Det her må ikke gå tabt")
    assert (story.rows("files"), said(story, "parking")) == ([], ["Det her må ikke gå tabt"])


def test_a_voice_message_that_comes_by_a_used_form_is_parked_with_the_words_beside_it() -> None:
    story = at_a_text()
    used = here(turn(story) - 1, "text")
    send(story, SPOKEN, used, "Det her må ikke gå tabt")
    [file] = story.rows("files")
    [note] = story.mine(field="parking")
    assert (note.words.answer["file"], file["note"], note.words.said) == (file["id"], note.id, "Talebesked (0:07)\nDet her må ikke gå tabt")


def test_a_form_with_a_voice_message_that_is_sent_twice_is_kept_once() -> None:
    story = at_a_text()
    press = here(turn(story), "text")
    send(story, SPOKEN, press)
    send(story, SPOKEN, press)
    assert (len(story.rows("files")), said(story, "parking")) == (1, [])
