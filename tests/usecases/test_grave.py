"""What somebody who writes something grave is answered, and that nothing remembers it."""

from collections.abc import Callable

import pytest

from bot.channels.terminal import lines
from bot.records.tables import TABLES
from bot.usecases.letters import letter
from bot.usecases.screens import Screen
from tests.usecases.story import Story

GRAVE, HARMLESS = "Jeg vil ikke leve mere", "Jeg vil gerne laere nu"
NUMBERS = ("112", "70 201 201", "116 111")
OPTIONS = [("Stop her", "m:pause"), ("Gå videre", "m:go"), ("Skriv til vejleder", "m:write")]


def at_a_question() -> Story:
    return Story().accept("[Videre]", "[Mig]", "[Både-og]")


def answering(text: str) -> Story:
    story = at_a_question()
    story.talk(text, "[Gem]")
    return story


def said(screen: Screen | None) -> str:
    assert screen is not None
    assert screen.care is not None
    return "\n".join(screen.care.said)


def test_grave_words_are_answered_with_help_at_once_112_first() -> None:
    told = said(at_a_question().talk(GRAVE))
    assert told.startswith("Tak, fordi du skriver det. Det lyder alvorligt.")
    assert sorted(NUMBERS, key=told.index) == list(NUMBERS)
    assert "Jeg er et program. Ingen læser med lige nu." in told
    assert "Jeg giver ikke selv besked til nogen." in told


def test_nothing_is_asked_in_the_answer_to_grave_words() -> None:
    assert "?" not in said(at_a_question().talk(GRAVE))


def test_one_can_stop_go_on_or_write_to_the_counsellor() -> None:
    screen = at_a_question().talk(GRAVE)
    assert screen is not None
    assert screen.care is not None
    assert [(option.label, option.press) for option in screen.care.options] == OPTIONS


@pytest.mark.parametrize("label", [label for label, _ in OPTIONS])
def test_each_of_the_three_ways_leads_on_without_more_about_it(label: str) -> None:
    story = at_a_question()
    story.talk(GRAVE, f"[{label}]")
    assert story.screen is not None
    assert story.screen.care is None
    assert story.screen.name in {"paused", "step", "field", "written"}


def test_the_talk_goes_on_under_the_help_and_the_answer_is_kept() -> None:
    story = answering(GRAVE)
    assert [note.words.said for note in story.mine(step="outcome")] == [GRAVE]


def test_the_help_is_gone_from_the_next_screen() -> None:
    story = at_a_question()
    story.talk(GRAVE, "/menu")
    assert story.screen is not None
    assert story.screen.care is None


def parked(story: Story) -> Screen | None:
    return story.talk(f"/parker {GRAVE}")


def by_a_form(story: Story) -> Screen | None:
    assert story.screen is not None
    return story.press(f"t:{story.screen.turn}:text", text=GRAVE)


def by_a_form_of_several_fields(story: Story) -> Screen | None:
    assert story.screen is not None
    return story.press(f"t:{story.screen.turn}:entry", fields={"event": GRAVE})


def in_a_message(story: Story) -> Screen | None:
    story.press("m:write")
    return story.talk(GRAVE)


@pytest.mark.parametrize("way", [parked, by_a_form, by_a_form_of_several_fields, in_a_message])
def test_grave_words_are_heard_however_they_are_sent(way: Callable[[Story], Screen | None]) -> None:
    assert "112" in said(way(at_a_question()))


def test_the_letter_and_the_terminal_begin_with_the_help() -> None:
    story = at_a_question()
    screen = story.talk(GRAVE)
    assert screen is not None
    texts = story.stage.texts_in("da")
    written = letter(screen, texts)
    assert written.text.startswith("Tak, fordi du skriver det.")
    assert [button.label for button in written.rows[0]] == [label for label, _ in OPTIONS]
    assert lines(screen, texts)[0] == "bot: Tak, fordi du skriver det. Det lyder alvorligt."


def tables(story: Story) -> dict[str, list[dict[str, object]]]:
    """Every row there is; of what is sealed only how long it is, as the words themselves differ, and not which key is the house's."""
    every = story.house.read(lambda records: {name: records.rows.some(name, {}) for name in TABLES})
    (master,) = {row["master"] for row in every["keys"]}
    return {
        name: [{column: len(v) if isinstance(v, bytes) else v for column, v in row.items() if v != master} for row in rows]
        for name, rows in every.items()
    }


def test_nothing_is_stored_that_tells_grave_words_from_harmless_ones_of_the_same_length() -> None:
    assert len(GRAVE.encode()) == len(HARMLESS.encode())
    grave, harmless = answering(GRAVE), answering(HARMLESS)
    assert tables(grave) == tables(harmless)
    assert any(tables(grave).values())


def test_grave_words_make_no_letter_to_anybody() -> None:
    story = answering(GRAVE)
    assert story.letters(story.counsellor.person) == answering(HARMLESS).letters(story.counsellor.person)
