"""Before a new version of a flow is taken into use it is told whom it touches, and how, without words and names."""

from dataclasses import replace

from bot.dialogue.flow import Kind, Step
from bot.kit.living import Touched, lines, touched
from tests.usecases.story import Story
from tests.usecases.test_changed_flows import in_the_lifeline

TO_TOGETHER = ("[Færdig]", "Mange flytninger", "[Gem]")


def found(story: Story) -> list[Touched]:
    return story.ask(touched, story.stage.flows)


def told(story: Story) -> list[str]:
    return lines(found(story))


def test_nobody_is_touched_where_nothing_changed() -> None:
    story, _ = in_the_lifeline(*TO_TOGETHER)
    assert (found(story), told(story)) == ([], [])


def test_a_changed_question_is_asked_again() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    writer.rewords("look", "Hvad ser du?")
    writer.rewords("events", "Hvad husker du?")
    assert told(story) == ["story/lifeline: 1 person is in it; asked again: events (1), look (1)"]


def test_a_changed_question_that_is_still_to_come_touches_nobody() -> None:
    story, writer = in_the_lifeline()
    writer.rewords("helps_now", "Hvad hjælper nu?")
    assert told(story) == ["story/lifeline: 1 person is in it; nothing is asked again"]


def test_a_new_question_is_told_where_people_are_past_it() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    new = [Step(id=one, kind=Kind.TEXT, text=f"{one}?", why="Derfor.", digest=one) for one in ("before", "after")]
    writer.puts(writer.flow.steps[0], new[0], *writer.flow.steps[1:], new[1])
    assert told(story) == ["story/lifeline: 1 person is in it; new to them: before (1)"]


def test_a_question_that_is_gone_is_told_both_where_it_is_open_and_where_it_was_answered() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    writer.takes_away("look")
    assert told(story) == ["story/lifeline: 1 person is in it; nothing is asked again; asked no more, answers stay readable: look (1)"]
    writer.takes_away("together")
    assert told(story)[0].endswith("look (1); their open question is gone: 1")


def test_a_renamed_flow_and_step_are_the_same_ones() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    writer.puts(*(replace(step, id="seen", was=("look",)) if step.id == "look" else step for step in writer.flow.steps))
    renamed = replace(writer.flow, id="line", was=("lifeline",))
    flows = {name: flow for name, flow in story.stage.flows.items() if name != "lifeline"}
    [one] = story.ask(touched, {**flows, "line": renamed})
    assert lines([one]) == ["story/line (was lifeline): 1 person is in it; nothing is asked again"]


def test_a_flow_that_is_gone_is_told() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    writer.removes()
    assert told(story) == [
        "lifeline: 1 person is in it; this flow is gone, so they will find themselves at home; what they wrote stays readable"
    ]


def test_who_has_finished_is_counted_apart_and_a_person_once() -> None:
    story, writer = in_the_lifeline("[Færdig]", *["[Spring over]"] * 5, "/menu")
    writer.rewords("look", "Hvad ser du?")
    [one] = found(story)
    assert (one.inside, one.finished, one.again) == (0, 1, {})
    assert told(story) == ["story/lifeline: 0 people are in it; finished it, and asked only if they open it again: 1"]


def test_who_is_in_a_closed_course_is_not_counted() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    writer.removes()
    story.close()
    assert found(story) == []


def test_no_words_and_no_names_are_told() -> None:
    story, writer = in_the_lifeline(*TO_TOGETHER)
    writer.takes_away("look")
    said = f"{found(story)} {told(story)}"
    assert [word for word in ("Mange flytninger", "Jeg flyttede", story.counsellee.person, story.counsellee.course) if word in said] == []
