"""How important it is and how much one believes: said gently where they are far apart, and kept over the course."""

import pytest

from bot.usecases import scales
from bot.usecases.stage import Who
from tests.usecases.story import Story

APART = "Har du lyst, kan du prøve noget af det her. Du kan også bare gå videre."


def gave(story: Story, flow: str, number: int) -> None:
    """One taking of a scale, with only a number."""
    story.press(f"m:take={flow}")
    story.talk(str(number))
    while story.screen and story.screen.name == "step":
        story.press(next(way.press for way in (*story.screen.answers, *story.screen.ways) if way.label in {"Spring over", "Videre"}))


def both(importance: int, belief: int) -> Story:
    story = Story().accept()
    gave(story, "importance", importance)
    gave(story, "belief", belief)
    return story


def offered(story: Story) -> list[str]:
    """The methods offered beside what was written."""
    assert story.screen is not None
    return [option.label for option in story.screen.answers if option.press.startswith("m:take=")]


@pytest.mark.parametrize(
    ("importance", "belief", "said", "methods"),
    [
        (
            8,
            4,
            "Du valgte 8 ved “Hvor vigtigt?” og 4 ved “Troen på, at jeg kan”. Mange har det sådan.",
            ["Styrkekabale", "Hvad lærte jeg?", "Vejkortet"],
        ),
        (
            2,
            5,
            "Du valgte 5 ved “Troen på, at jeg kan” og 2 ved “Hvor vigtigt?”. Mange har det sådan.",
            ["Mine værdier", "Drømmen"],
        ),
    ],
)
def test_far_apart_is_said_gently_with_methods_that_fit(importance: int, belief: int, said: str, methods: list[str]) -> None:
    story = both(importance, belief)
    assert story.told[1:3] == [said, APART]
    assert offered(story) == methods


@pytest.mark.parametrize(("importance", "belief"), [(8, 6), (5, 5), (0, 2), (3, 5)])
def test_close_together_nothing_is_said(importance: int, belief: int) -> None:
    story = both(importance, belief)
    assert (APART in story.told, offered(story)) == (False, [])


def test_one_number_alone_is_compared_with_nothing() -> None:
    story = Story().accept()
    gave(story, "importance", 9)
    assert (APART in story.told, offered(story)) == (False, [])


def test_the_latest_numbers_count() -> None:
    story = both(8, 4)
    story.clock.later(days=1)
    gave(story, "belief", 7)
    assert APART not in story.told


def test_a_number_that_was_skipped_says_nothing() -> None:
    story = both(8, 4)
    story.press("m:take=belief")
    story.talk("[Spring over]", "[Spring over]")
    assert APART not in story.told


def test_a_method_that_is_offered_can_be_taken_or_declined_by_going_on() -> None:
    taken, declined = both(8, 4), both(8, 4)
    taken.talk("[Vejkortet]")
    assert taken.screen
    assert taken.screen.title == "Vejkortet"
    declined.talk("[Behold for mig selv]")
    assert declined.screen
    assert declined.screen.title != "Vejkortet"


def test_the_numbers_of_a_course_stand_by_date() -> None:
    story = both(8, 4)
    story.clock.later(days=10)
    gave(story, "belief", 6)
    story.talk("/kort", "[Mine tal over tid]")
    assert story.told == [
        "Hvor vigtigt?\n22. nov. 2026: 8 af 10",
        "Troen på, at jeg kan\n2. dec. 2026: 6 af 10\n22. nov. 2026: 4 af 10",
    ]


def test_the_counsellor_reads_only_the_numbers_that_were_shared() -> None:
    story = both(8, 4)
    assert story.ask(scales.lines, story.stage, story.counsellor) == {}
    story.talk("[Del med Vejleder]")
    assert story.ask(scales.lines, story.stage, story.counsellor) == {"belief": ["22. nov. 2026: 4 af 10"]}


def test_a_link_from_staff_shows_only_the_numbers_that_were_shared() -> None:
    story = both(8, 4)
    story.talk("[Del med Vejleder]")
    looks = Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True)
    assert list(story.ask(scales.lines, story.stage, looks)) == ["belief"]


def test_before_there_are_numbers_the_page_says_so() -> None:
    story = Story().accept()
    story.press("m:scales")
    assert story.told == ["Du har ingen tal endnu."]
