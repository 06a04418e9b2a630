"""A flow is edited, renamed or taken away while somebody is in it: only what changed comes again, and nothing they wrote is lost."""

from dataclasses import replace
from typing import Any

from bot.dialogue import phrases
from bot.dialogue.flow import Flow, Kind, Step
from bot.dialogue.turns import Place
from bot.records import conversations
from bot.records.conversations import Frame, Seat
from bot.records.renames import rename
from bot.usecases.leaving import GONE, at_home
from bot.usecases.showing import show
from bot.usecases.talking import sit
from tests.usecases.story import SHORT_WAY, Story

IN_THE_LIFELINE = ("[Videre]", "16", "Jeg flyttede", "2", "[Spring over]", "[Spring over]")
LOOK = "Hvad får du øje på, når du ser hele linjen?"
TOGETHER = "Vil du lave den færdig sammen med Vejleder?"


class Writer:
    """Somebody who edits one of the flows a story goes by."""

    def __init__(self, story: Story, flow: str) -> None:
        self._story, self._id = story, flow

    @property
    def flow(self) -> Flow:
        """The flow as it is now."""
        return self._story.stage.flows[self._id]

    def rewords(self, step: str, text: str, **more: Any) -> None:
        """A question is asked in other words."""
        self.puts(*(replace(one, text=text, digest=text, **more) if one.id == step else one for one in self.flow.steps))

    def takes_away(self, step: str) -> None:
        """A question is not asked any more."""
        self.puts(*(one for one in self.flow.steps if one.id != step))

    def puts(self, *steps: Step, **more: Any) -> None:
        """The flow has these steps from now on."""
        digest = f"{self.flow.digest} again"
        self._use(replace(self.flow, steps=steps, digest=digest, **more))

    def renames(self, now: str) -> None:
        """The flow has another id from now on, as after the next start."""
        renamed = replace(self.flow, id=now, was=(self._id,), digest=now)
        self.removes()
        self._id = now
        self._use(renamed)
        self._story.do(rename, self._story.stage.flows)

    def removes(self) -> None:
        """The flow is not there any more."""
        kept = {name: flow for name, flow in self._story.stage.flows.items() if name != self._id}
        menu = {field: tuple(one for one in listed if one in kept) for field, listed in self._story.stage.menu.items()}
        self._story.stage = replace(self._story.stage, flows=kept, menu=menu)

    def _use(self, flow: Flow) -> None:
        self._story.stage = replace(self._story.stage, flows={**self._story.stage.flows, flow.id: flow})


def in_the_lifeline(*lines: str) -> tuple[Story, Writer]:
    story = Story().accept(*SHORT_WAY, "/menu")
    story.press("m:take=lifeline")
    story.talk(*IN_THE_LIFELINE, *lines)
    return story, Writer(story, "lifeline")


def said(story: Story, flow: str) -> list[tuple[str, str]]:
    return [(note.step, note.words.said) for note in story.mine(flow=flow)]


def test_only_a_question_that_changed_comes_again_and_it_is_said() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange flytninger", "[Gem]")
    writer.rewords("look", "Hvad ser du på linjen?")
    story.talk("/menu", "/fortsæt")
    assert story.told == [phrases.CHANGED_SINCE, "Hvad ser du på linjen?"]
    story.talk("At jeg klarede det", "[Gem]")
    assert story.told[-1] == TOGETHER
    assert said(story, "lifeline")[1:] == [("look", "At jeg klarede det")]


def test_a_question_that_is_new_is_asked_before_one_goes_on() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange flytninger", "[Gem]")
    new = Step(id="before", kind=Kind.TEXT, text="Hvor boede du først?", why="Så er der en begyndelse.", digest="new")
    writer.puts(writer.flow.steps[0], new, *writer.flow.steps[1:])
    story.talk("/menu", "/fortsæt")
    assert story.told == [phrases.CHANGED_SINCE, "Hvor boede du først?"]
    story.talk("[Spring over]")
    assert story.told[-1] == TOGETHER


def test_the_answer_to_a_question_that_was_taken_away_can_be_read_and_shared_still() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange flytninger", "[Gem]")
    writer.takes_away("look")
    story.talk("/menu", "/fortsæt")
    assert story.told == [phrases.CHANGED_SINCE, TOGETHER]
    assert ("look", "Mange flytninger") in said(story, "lifeline")
    story.press("m:sharing")
    story.talk("[1. Åbn]", "[Del alt]")
    assert "Mange flytninger" in str(story.page())


def test_words_that_are_not_saved_yet_stay_before_the_person() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange fl")
    writer.rewords("together", "Skal I lave den sammen?")
    story.talk("/menu", "/fortsæt")
    assert story.told == [phrases.CHANGED_SINCE, LOOK]
    assert story.screen is not None
    assert story.screen.draft == "Mange fl"


def test_words_in_a_used_form_are_parked_whichever_of_its_buttons_sent_them() -> None:
    story, _ = in_the_lifeline()
    assert story.screen
    used = story.screen.turn
    story.talk("[Færdig]")
    story.press(f"t:{used}:save", fields={"at": "", "age": "10,5", "event": "Min far flyttede"})
    assert said(story, "parking") == [("thought", "Min far flyttede")]


def test_words_begun_in_a_question_that_was_taken_away_are_kept_beside_the_answers() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange fl")
    writer.takes_away("look")
    story.talk("/menu", "/fortsæt")
    assert story.told == [phrases.CHANGED_SINCE, TOGETHER]
    assert ("look", "Mange fl") in said(story, "lifeline")


def test_entries_stay_when_another_question_changes_and_when_their_own_does() -> None:
    story, writer = in_the_lifeline()
    writer.rewords("look", "Hvad ser du på linjen?")
    story.talk("/menu", "/fortsæt")
    assert story.screen is not None
    assert [item.question for item in story.screen.items] == ["16 år: Jeg flyttede"]
    writer.rewords("events", "Hvilke dage husker du?")
    story.talk("/menu", "/fortsæt", "[Færdig]")
    assert story.told[-1] == "Hvad ser du på linjen?"
    assert "16 år: Jeg flyttede" in dict(said(story, "lifeline"))["events"]


def test_a_finished_flow_is_left_alone_until_it_is_opened_again() -> None:
    story, writer = in_the_lifeline("[Færdig]", *["[Spring over]"] * 5, "/menu")
    writer.rewords("look", "Hvad ser du på linjen?")
    story.talk("/menu")
    assert phrases.CHANGED_SINCE not in story.told
    story.talk("/fortsæt")
    assert "Hvad vil du gerne kaldes?" in story.told[-1]


def test_who_is_in_a_flow_that_gets_another_id_goes_on_in_it() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange flytninger")
    writer.renames("lifeline2")
    story.talk("/fortsæt", "[Gem]")
    assert story.told[-1] == TOGETHER
    assert [step for step, _ in said(story, "lifeline2")] == ["events", "look"]
    assert said(story, "lifeline") == []


def test_who_is_in_a_flow_that_is_gone_is_at_home_and_reads_what_they_wrote() -> None:
    story, writer = in_the_lifeline("[Færdig]", "Mange flytninger", "[Gem]")
    writer.removes()
    seat = story.ask(sit, story.stage, story.counsellee)
    assert seat.stack[-1].flow == "lifeline"
    story.press(story.option("Ja, hele linjen").press)
    assert story.screen is not None
    assert (story.screen.name, story.screen.says) == ("home", (GONE,))
    assert ("look", "Mange flytninger") in said(story, "lifeline")
    story.press("m:sharing")
    story.talk("[1. Åbn]", "[Del alt]", "/menu")
    assert GONE not in story.told
    assert "Mange flytninger" in str(story.page())
    story.talk("/fortsæt")
    assert story.told[-1] == "Hvad vil du gerne kaldes?"


def test_words_typed_into_a_flow_that_is_gone_are_parked() -> None:
    story, writer = in_the_lifeline("[Færdig]")
    writer.removes()
    story.talk("Mange flytninger")
    assert story.told[0] == GONE
    assert "Mange flytninger" in dict(said(story, "parking")).values()


def test_words_in_the_form_of_a_flow_that_is_gone_are_parked() -> None:
    story, writer = in_the_lifeline()
    assert story.screen
    assert story.screen.form
    writer.removes()
    story.press(story.screen.form.press, fields={"at": "", "age": "10,5", "event": "Min far flyttede", "feeling": "-3"})
    assert (story.told[0], said(story, "parking")) == (GONE, [("thought", "Min far flyttede")])


def test_a_page_is_drawn_for_who_sits_in_a_flow_that_is_gone() -> None:
    story, writer = in_the_lifeline("[Færdig]")
    writer.removes()
    seat = story.ask(sit, story.stage, story.counsellee)
    shown = story.ask(lambda records: show(records, story.stage, story.counsellee, at_home(story.stage, seat)))
    assert (shown.name, shown.says) == ("home", (GONE,))


def test_a_place_in_another_flow_that_once_had_this_id_does_not_break_it() -> None:
    story = Story().accept(*SHORT_WAY, "/menu")
    who, frame = story.counsellee, Frame(flow="goal", subject="an old one")
    begun = Place(flow="goal", digest="0.1.0", step="wording", turn=50, draft=("Et må",))
    story.do(conversations.keep_place, who.person, who.course, frame, begun)
    story.do(conversations.keep_seat, who.person, who.course, Seat(turn=50, stack=(frame,)))
    story.talk("/fortsæt")
    first, second = [step.text for step in story.stage.flows["goal"].steps if step.asks and step.when is None][:2]
    assert story.told == [phrases.CHANGED_SINCE, first]
    story.talk("En læreplads", "[Gem]")
    assert story.told[-1] == second
    assert said(story, "goal")[:2] == [("wording", "Et må"), ("positive", "En læreplads")]
