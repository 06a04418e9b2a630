"""Which pictures stand on a screen, and what is left of one at the moment it leaves."""

from dataclasses import replace

from bot.domain.letter import Letter
from bot.domain.people import Viewer
from bot.ports import Row
from bot.records import notes, post, switches
from bot.records.core import Records
from bot.records.people import TELEGRAM
from bot.records.post import PICTURE, Envelope
from bot.usecases import knocking, talking
from bot.usecases.care import THANKS
from bot.usecases.heard import Heard
from bot.usecases.letters import letter
from bot.usecases.screens import Screen
from tests.usecases.story import Story
from tests.usecases.test_receiving import Chat, in_chat

CARD = "Kort til lommen: Hvis bussen kommer, så ringer jeg."
TO_THE_END = ("[Spring over]", "bussen kommer", "[Gem]", "ringer jeg", "[Gem]", "[Spring over]", "[Spring over]", "[Spring over]")


def in_telegram() -> Chat:
    """Somebody who has just come to the end of a method that is drawn, in their messenger."""
    chat = in_chat(Story())
    chat.forge("m:take=doorframe")
    for line in TO_THE_END:
        chat.press(line[1:-1]) if line.startswith("[") else chat.type(line)
    return chat


def on_the_web() -> Story:
    """The same on the web."""
    story = Story().accept()
    story.press("m:take=doorframe")
    story.talk(*TO_THE_END)
    return story


def pictures(chat: Chat) -> list[Row]:
    return chat.story.rows("outbox", external=chat.external, kind=PICTURE)


def leaves(chat: Chat) -> Letter | None:
    """The newest picture as it leaves."""

    def work(records: Records) -> Letter | None:
        return knocking.ready(records, chat.stage, _newest(records, chat))

    return chat.story.do(work)


def _newest(records: Records, chat: Chat) -> Envelope:
    return [one for one in post.waiting_on(records, TELEGRAM, chat.external) if one.kind == PICTURE][-1]


def test_the_end_of_a_method_shows_its_picture_with_its_words() -> None:
    story = on_the_web()
    assert story.screen
    assert story.screen.drawn
    assert (story.screen.name, story.screen.drawn.alt, story.screen.anew) == ("told", CARD, True)
    assert story.screen.drawing.startswith(f"doorframe.{story.counsellee.person}.")


def test_a_picture_is_kept_by_its_reference_alone() -> None:
    chat = in_telegram()
    [waiting] = [one for one in chat.story.ask(post.waiting_on, TELEGRAM, chat.external) if one.kind == PICTURE]
    assert waiting.letter == Letter(text="", drawing=waiting.letter.drawing)
    left = leaves(chat)
    assert left
    assert left.drawn
    chat.story.do(post.post, left, key="again", channel=TELEGRAM, external="9", person=waiting.person, course=waiting.course, kind=PICTURE)
    [again] = chat.story.ask(post.waiting_on, TELEGRAM, "9")
    assert again.letter.drawn is None


def test_what_leaves_is_the_picture_as_it_is_at_that_moment() -> None:
    chat = in_telegram()
    left = leaves(chat)
    assert left
    assert left.drawn
    assert (left.text.splitlines()[-1], left.drawn.asked.picture.alt, left.drawn.name) == (CARD, CARD, "pas-på-dørkarmen")
    assert chat.story.rows("outbox", kind=PICTURE)[0]["state"] == post.SENDING


def test_what_was_erased_before_it_left_is_not_drawn() -> None:
    chat = in_telegram()

    def wipe(records: Records) -> None:
        address = chat.address
        assert address
        for note in notes.visible(records, address.course, viewer=Viewer(person=address.person), flow="doorframe"):
            notes.erase(records, note.id)

    chat.story.do(wipe)
    assert leaves(chat) is None
    assert [row["state"] for row in pictures(chat)] == [post.CANCELLED]


def test_a_picture_goes_with_everything_else_when_all_is_erased() -> None:
    chat = in_telegram()
    assert [row["state"] for row in pictures(chat)] == [post.WAITING]
    chat.forge("e:all")
    assert [row["state"] for row in pictures(chat) if row["state"] == post.WAITING] == []


def test_where_telegram_only_knocks_no_picture_goes_there_and_none_waits_as_news() -> None:
    chat = in_telegram()
    chat.story.do(switches.move, switches.TELEGRAM, switches.KNOCK)
    left = leaves(chat)
    assert left
    assert (left.drawn, left.text.splitlines()[0]) == (None, "Der er nyt.")
    assert chat.story.rows("outbox", channel="web", kind=PICTURE) == []


def test_no_picture_comes_on_top_of_help() -> None:
    chat = in_chat(Story())
    chat.type("/kort jeg vil ikke leve mere")
    assert (THANKS in chat.letters()[-1].text, pictures(chat)) == (True, [])
    chat.type("/kort")
    assert len(pictures(chat)) == 1


def test_a_picture_is_not_sent_again_because_its_screen_is_shown_again() -> None:
    chat = in_telegram()
    chat.press("Skriv mere")
    chat.type("En ting til")
    chat.send("unusable")
    assert len(pictures(chat)) == 1
    chat.forge("m:look=doorframe")
    assert len(pictures(chat)) == 2


def test_who_came_by_a_link_of_staffs_sees_no_picture_of_what_is_not_shared() -> None:
    story = on_the_web()
    assert not seen_by_staff_link(story, "told").drawn
    story.talk("[Del med Vejleder]")
    shared = seen_by_staff_link(story, "m:look=doorframe").drawn
    assert shared
    assert shared.alt == CARD


def seen_by_staff_link(story: Story, press: str) -> Screen:
    heard = Heard(press="m:stay" if press == "told" else press)
    screen = story.do(talking.turn, story.stage, replace(story.counsellee, shared_only=True), heard)
    assert screen
    return screen


def test_the_letter_of_a_screen_holds_no_picture_itself() -> None:
    story = on_the_web()
    assert story.screen
    written = letter(story.screen, story.stage.texts_in("da"))
    assert (written.drawing, written.drawn) == ("", None)


def test_a_question_about_the_picture_is_asked_with_it_and_it_comes_once() -> None:
    story = Story().accept()
    story.press("m:take=lifeline")
    story.talk("[Videre]", "9 år: skoleskift", "-2", "[Spring over]", "[Spring over]", "[Færdig]")
    assert story.screen
    assert story.screen.drawn
    assert "når du ser hele linjen" in story.screen.text
    assert (story.screen.drawn.title, story.screen.anew) == ("Min livslinje", True)
    story.talk("Der kom noget godt efter")
    assert (story.screen.drawn is not None, story.screen.anew) == (True, False)
    story.talk("[Gem]")
    assert story.screen.drawn is None


def test_with_nothing_on_the_line_the_question_is_asked_without_a_picture() -> None:
    story = Story().accept()
    story.press("m:take=lifeline")
    story.talk("[Videre]", "[Spring over]")
    assert story.screen
    assert (story.screen.drawing, story.screen.drawn) == ("", None)


def test_in_a_messenger_the_picture_that_is_asked_about_comes_after_the_question() -> None:
    chat = in_chat(Story())
    chat.forge("m:take=crossroads")
    for line in ("Arbejde", "[Gem]", *("At blive", "Ro", "Tid", "Mod", "4"), "[Tilføj en mere]", *("At gå", "Løn", "Tid", "Mod", "7")):
        chat.press(line[1:-1]) if line.startswith("[") else chat.type(line)
    assert pictures(chat) == []
    chat.press("Færdig")
    left = leaves(chat)
    assert left
    assert left.drawn
    assert left.text.startswith("Vejkrydset")
