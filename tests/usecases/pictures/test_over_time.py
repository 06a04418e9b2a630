"""Numbers over time: each with its day, the oldest first, in words too, and only those one may see."""

from bot.domain.pictures import Given, Line, Numbers
from bot.usecases.pictures import reading
from bot.usecases.pictures.reading import Ref
from bot.usecases.stage import Who
from tests.usecases.pictures.mapping import shared
from tests.usecases.story import Story

PASS = "[Spring over]"
FIRST = 739942


def gave(story: Story, flow: str, number: int) -> Story:
    """One taking of a scale, with only a number."""
    story.press(f"m:take={flow}")
    story.talk(str(number))
    while story.screen and story.screen.name == "step":
        story.press(next(way.press for way in (*story.screen.answers, *story.screen.ways) if way.label in {"Spring over", "Videre"}))
    return story


def met(story: Story, *said: str) -> Story:
    """One evaluation of a meeting: four numbers and a line."""
    story.press("m:take=evaluation")
    story.talk("[Videre]", *said)
    return story


def given(day: str, later: int, number: int) -> Given:
    return Given(day=day, at=FIRST + later, number=number)


def drawn(story: Story, kind: str, who: Who | None = None, author: str = "") -> Numbers | None:
    found = story.ask(reading.read, story.stage, who or story.counsellee, Ref(kind=kind, author=author))
    assert found is None or isinstance(found, Numbers)
    return found


def three() -> Story:
    """Two numbers on the first day, and one ten days later."""
    story = gave(gave(Story().accept(), "importance", 8), "belief", 4)
    story.clock.later(days=10)
    return gave(story, "belief", 6)


def test_importance_and_belief_are_two_lines_in_one_chart() -> None:
    found = drawn(three(), "scales")
    assert found
    assert (found.title, found.apart) == ("Tal over tid", False)
    assert found.lines == (
        Line(name="Hvor vigtigt?", points=(given("22. nov. 2026", 0, 8),), lowest="slet ikke vigtigt", highest="meget vigtigt"),
        Line(
            name="Troen på, at jeg kan",
            points=(given("22. nov. 2026", 0, 4), given("2. dec. 2026", 10, 6)),
            lowest="slet ikke",
            highest="helt",
        ),
    )


def test_the_numbers_read_as_text_from_the_first_to_the_last() -> None:
    found = drawn(three(), "scales")
    assert found
    assert found.alt.splitlines() == [
        "Tal over tid",
        "Hvor vigtigt?",
        "0: slet ikke vigtigt. 10: meget vigtigt.",
        "22. nov. 2026: 8 af 10",
        "Troen på, at jeg kan",
        "0: slet ikke. 10: helt.",
        "22. nov. 2026: 4 af 10",
        "2. dec. 2026: 6 af 10",
    ]


def test_a_scale_that_nobody_answered_is_not_drawn() -> None:
    found = drawn(gave(Story().accept(), "belief", 0), "scales")
    assert found
    assert [line.name for line in found.lines] == ["Troen på, at jeg kan"]


def test_only_the_numbers_of_the_one_who_is_named_are_drawn() -> None:
    story = three()
    assert drawn(story, "scales", author=story.counsellee.person) == drawn(story, "scales")
    assert drawn(story, "scales", author=story.counsellor.person) is None


def test_a_counsellor_sees_only_the_numbers_that_were_shared() -> None:
    story = three()
    assert drawn(story, "scales", story.counsellor) is None
    found = drawn(shared(story, "belief"), "scales", story.counsellor)
    assert found
    assert [line.name for line in found.lines] == ["Troen på, at jeg kan"]


def test_before_there_are_numbers_there_is_nothing_to_draw() -> None:
    story = Story().accept()
    assert (drawn(story, "scales"), drawn(story, "evaluations")) == (None, None)


def test_the_meetings_are_one_chart_for_each_question_from_meeting_to_meeting() -> None:
    story = met(Story().accept(), "9", "8", PASS, "7", "Mere tid", "[Gem]")
    story.clock.later(days=7)
    found = drawn(met(story, "5", "6", PASS, "8", PASS), "evaluations")
    assert found
    assert (found.title, found.apart) == ("Sådan var møderne", True)
    assert [line.name for line in found.lines] == ["Blev du hørt?", "Talte I om det, du ville?", "Hvordan var mødet alt i alt?"]
    assert found.lines[0].points == (given("22. nov. 2026", 0, 9), given("29. nov. 2026", 7, 5))
    assert (found.lines[2].lowest, found.lines[2].highest) == ("ikke godt", "rigtig godt")


def test_both_see_how_the_meetings_were() -> None:
    story = met(Story().accept(), "9", "8", PASS, "7", PASS)
    assert drawn(story, "evaluations", story.counsellor) == drawn(story, "evaluations")
    assert drawn(story, "evaluations", author=story.counsellor.person) is None


def test_a_meeting_about_which_only_a_line_was_said_has_no_numbers() -> None:
    assert drawn(met(Story().accept(), PASS, PASS, PASS, PASS, "Mere tid", "[Gem]"), "evaluations") is None
