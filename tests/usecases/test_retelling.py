"""What was written in a method is said back, and can be changed, added to, shared, or kept to oneself."""

from dataclasses import replace

import pytest

from bot.usecases import adding, composing, retelling, sharing, sheet
from bot.usecases.looking import MESSAGE
from tests.usecases.story import Story, answered


def begun(flow: str) -> Story:
    """A course whose counsellee has shared nothing and has just begun a method."""
    story = answered()
    story.talk("[Del intet]")
    story.press(f"m:take={flow}")
    return story


def to_the_end(story: Story) -> Story:
    """Skip what is left of the flow that is open."""
    for _ in range(40):
        assert story.screen is not None
        if story.screen.name != "step":
            break
        story.talk("[Videre]" if "Videre" in [one.label for one in story.screen.answers] else "[Spring over]")
    return story


def dreamed(*lines: str) -> Story:
    """A course in which the first question of the dream is answered, and the rest left out."""
    story = begun("dream")
    story.talk(*(lines or ("Et hus ved havet", "[Gem]")))
    return to_the_end(story)


def planned(cue: str = "Hvis jeg sætter mig i bussen.", reply: str = "så ringer jeg til skolen") -> Story:
    """A course in which somebody has minded the doorframe."""
    story = begun("doorframe")
    story.talk("Der er travlt", "[Gem]", cue, "[Gem]", reply, "[Gem]")
    return to_the_end(story)


def told(story: Story) -> list[str]:
    assert story.screen is not None
    return [item.said for item in story.screen.items]


def test_a_method_ends_by_saying_back_what_was_written() -> None:
    story = dreamed()
    assert story.screen is not None
    assert (story.screen.name, story.screen.text) == ("told", "Her er det, du skrev. Skal Vejleder se det?")
    assert story.states == [("Et hus ved havet", "Ikke delt")]
    assert [one.label for one in story.screen.answers] == ["Del med Vejleder", "Behold for mig selv", "Skriv mere"]


def test_where_nothing_was_written_nothing_is_said_back() -> None:
    story = to_the_end(begun("dream"))
    assert story.screen is not None
    assert (story.screen.name, story.screen.says) == ("home", ())


def test_only_this_taking_is_shared_and_one_goes_on() -> None:
    story = dreamed()
    story.talk("[Del med Vejleder]")
    assert story.screen is not None
    assert (story.screen.name, story.told[0]) == ("home", "Delt. Vejleder kan nu se det. Du kan tage det tilbage når som helst.")
    assert "Gem denne kode" in story.told[1]
    assert [note.words.said for note in story.mine() if note.shared] == ["Et hus ved havet"]


def test_what_is_kept_to_oneself_is_seen_by_nobody() -> None:
    story = dreamed()
    story.talk("[Behold for mig selv]")
    assert story.told[0] == sharing.NOTHING_SHARED
    assert not any(note.shared for note in story.mine())


def test_an_answer_is_changed_from_the_telling_and_told_anew() -> None:
    story = dreamed()
    story.item(1, "Ret")
    story.talk("Et hus i skoven", "[Gem]")
    assert story.states == [("Et hus i skoven", "Ikke delt")]


def test_a_change_after_sharing_is_shared_by_a_press_of_its_own() -> None:
    story = dreamed()
    story.talk("[Del med Vejleder]")
    story.press("m:look=dream")
    assert story.states == [("Et hus ved havet", "Delt")]
    story.item(1, "Ret")
    story.talk("Et hus i skoven", "[Gem]")
    assert story.states == [("Et hus i skoven", "Delt. Din rettelse er ikke delt.")]
    story.talk("[Del rettelsen]")
    [field] = story.page().sheet
    [note] = field.takings[0].notes
    assert (note.said, note.edited) == ("Et hus i skoven", True)


def test_a_line_is_added_changed_and_shared_with_the_rest() -> None:
    story = dreamed()
    story.talk("[Skriv mere]")
    assert story.told == ["Hvad vil du tilføje?"]
    story.talk("Med en hund")
    assert told(story) == ["Et hus ved havet", "Med en hund"]
    story.item(2, "Ret")
    assert story.screen is not None
    assert story.screen.present == "Med en hund"
    story.press(f"t:{story.screen.turn}:text", text="Med to hunde")
    assert told(story) == ["Et hus ved havet", "Med to hunde"]
    story.talk("[Del med Vejleder]")
    assert [note.words.said for note in story.mine() if note.shared] == ["Et hus ved havet", "Med to hunde"]


def test_words_typed_while_it_is_said_back_are_added_to_it() -> None:
    story = dreamed()
    story.talk("Og en båd", "Og et sejl")
    assert told(story) == ["Et hus ved havet", "Og en båd", "Og et sejl"]


def test_an_empty_or_endless_line_is_not_added() -> None:
    story = dreamed()
    story.talk("[Skriv mere]")
    assert story.screen is not None
    for text in ("  ", "x" * 10_001):
        story.press(f"t:{story.screen.turn}:text", text=text)
        assert story.screen.name == "adding"
    story.talk("[Tilbage]")
    assert told(story) == ["Et hus ved havet"]


def test_a_question_that_was_left_out_can_be_answered_after_all() -> None:
    story = dreamed()
    story.talk("[Skriv mere]", "[Det, jeg sprang over]")
    assert story.screen is not None
    assert story.screen.name == "step"
    story.talk("At der er ro", "[Gem]")
    assert told(story) == ["Et hus ved havet", "At der er ro"]


def test_a_button_of_an_earlier_telling_does_nothing() -> None:
    story = dreamed()
    assert story.screen is not None
    used = story.option("Del med Vejleder").press
    story.talk("[Skriv mere]", "[Tilbage]")
    story.press(used)
    story.press(f"t:{story.screen.turn + 2}:share")
    assert not any(note.shared for note in story.mine())
    story.press(f"t:{story.screen.turn}:nonsense")
    assert not any(note.shared for note in story.mine())


def test_what_was_open_goes_on_after_the_telling() -> None:
    story = begun("dream")
    story.press("m:take=flip")
    story.talk("Jeg sover dårligt", "[Gem]")
    to_the_end(story).talk("[Behold for mig selv]")
    assert story.screen is not None
    assert (story.screen.name, story.screen.title) == ("step", "Drømmen")


@pytest.mark.parametrize(
    ("said", "bare"),
    [
        ("Hvis jeg sætter mig i bussen.", "jeg sætter mig i bussen"),
        ("hvis, jeg går", "jeg går"),
        ("Så ringer jeg", "ringer jeg"),
        ("… så går jeg …", "går jeg"),
        ("If I sit down.", "I sit down"),
        ("then I call", "I call"),
        ("Såret gør ondt", "såret gør ondt"),
        ("hvis", ""),
    ],
)
def test_words_fit_into_the_sentence(said: str, bare: str) -> None:
    assert composing.bare(said) == bare


def test_a_sentence_is_composed_said_first_and_shared_as_a_note() -> None:
    story = planned()
    sentence = "Hvis jeg sætter mig i bussen, så ringer jeg til skolen."
    assert story.screen is not None
    assert story.screen.paragraphs == (sentence,)
    assert sentence not in told(story)
    story.talk("[Del med Vejleder]")
    [note] = story.mine(flow="doorframe", step="sentence")
    assert (note.words.question, note.words.said, bool(note.shared)) == ("Pas på dørkarmen", sentence, True)


def test_a_sentence_follows_its_answers() -> None:
    story = planned()
    story.item(2, "Ret")
    story.talk("Når klokken ringer", "[Gem]")
    assert story.screen is not None
    assert story.screen.paragraphs == ("Hvis når klokken ringer, så ringer jeg til skolen.",)
    assert len(story.mine(flow="doorframe", step="sentence")) == 1
    story.item(3, "Ret")
    story.talk("[Spring over]")
    assert not story.screen.paragraphs


def test_half_a_sentence_is_none() -> None:
    story = begun("doorframe")
    story.talk("Der er travlt", "[Gem]", "jeg går", "[Gem]")
    to_the_end(story)
    assert story.mine(flow="doorframe", step="sentence") == []


def test_a_message_is_seen_at_once_told_once_and_can_be_taken_back() -> None:
    story = answered()
    story.talk("[Del intet]")
    story.press("m:write")
    story.talk("Jeg kan ikke komme på fredag", "[Gem]")
    assert [message.said for message in story.page().messages] == ["Jeg kan ikke komme på fredag"]
    assert [letter.text for letter in story.letters(story.counsellor.person, MESSAGE)] == ["Der er en besked til dig i et forløb."]
    assert story.page().to_review
    story.talk("/deling")
    number = next(item.number for item in story.screen.items if item.question.startswith("Skriv til")) if story.screen else 0
    story.item(number, "Åbn")
    assert story.states == [("Jeg kan ikke komme på fredag", "Set af jer begge")]
    story.item(1, "Tag tilbage")
    assert (story.states, story.page().messages) == ([("Jeg kan ikke komme på fredag", "Ikke delt")], ())


def test_an_evaluation_is_seen_by_both_and_told_once_also_when_it_is_changed() -> None:
    story = begun("evaluation")
    story.talk("[Videre]", "[8]", "[7]")
    assert [note.said for field in story.page().sheet for note in field.takings[0].notes] == ["8 / 10", "7 / 10"]
    assert story.letters(story.counsellor.person, "evaluated") == []
    to_the_end(story)
    assert story.states == [("8 / 10", "Set af jer begge"), ("7 / 10", "Set af jer begge")]
    assert [one.label for one in story.screen.answers] == ["Færdig", "Skriv mere"] if story.screen else False
    story.item(1, "Ret")
    story.talk("[9]")
    assert story.states[0] == ("9 / 10", "Set af jer begge")
    story.item(1, "Ret")
    story.talk("[Spring over]")
    assert [note.said for field in story.page().sheet for note in field.takings[0].notes] == ["7 / 10"]
    assert len(story.letters(story.counsellor.person, "evaluated")) == 1


def test_a_line_added_to_what_both_see_is_seen_by_both() -> None:
    story = begun("evaluation")
    story.talk("[Videre]", "[8]")
    to_the_end(story)
    story.talk("[Skriv mere]")
    assert story.screen is not None
    assert story.screen.help == "Vejleder ser det også, når du gemmer det."
    story.talk("Vi gik en tur")
    assert story.states[-1] == ("Vi gik en tur", "Set af jer begge")


def test_what_is_never_shared_is_said_back_as_ones_own() -> None:
    story = begun("doorframe")
    to_the_end(story)
    story.press("m:take=goodthings")
    story.talk("Solen skinnede", "[Gem]", "[Spring over]", "[Nej tak]")
    assert story.states == [("– Solen skinnede", "Ikke delt"), ("Nej tak", "Kun dig")]
    story.talk("[Del med Vejleder]")
    assert [note.words.said for note in story.mine() if note.shared] == ["– Solen skinnede"]


def test_answers_are_listed_by_method_the_newest_first_and_opened_one_by_one() -> None:
    story = dreamed()
    story.talk("[Behold for mig selv]", "/deling")
    assert story.screen is not None
    assert [(item.question, item.said) for item in story.screen.items] == [
        ("Drømmen", "1 svar, 0 delt"),
        ("Aftalefeltet", "4 svar, 0 delt"),
    ]
    story.item(2, "Åbn")
    assert [said for said, _ in story.states] == ["Mig", "Både-og", "En læreplads", "Min egen bolig"]
    story.talk("[Del alt]")
    assert [note.flow for note in story.mine() if note.shared] == ["agreement"] * 4


def test_an_answer_to_a_question_that_is_gone_is_still_read_under_its_old_words() -> None:
    story = dreamed()
    story.talk("[Del med Vejleder]")
    dream = story.stage.flows["dream"]
    question = story.mine(flow="dream")[0].words.question
    for flows in ({**story.stage.flows, "dream": replace(dream, steps=dream.steps[1:])}, {**story.stage.flows, "dream": dream}):
        story.stage = replace(story.stage, flows=flows)
        story.press("m:look=dream")
        assert story.screen is not None
        assert [(item.question, item.said) for item in story.screen.items] == [(question, "Et hus ved havet")]
    without = replace(story.stage, flows={name: flow for name, flow in story.stage.flows.items() if name != "dream"})
    found = story.ask(sheet.read, without, story.counsellor)
    assert [(field.name, taking.title, taking.notes[0].question) for field in found for taking in field.takings] == [
        ("Hvad vil jeg?", "Hvad vil jeg?", question)
    ]
    story.stage = without
    story.talk("/deling")
    assert story.screen is not None
    assert "Hvad vil jeg?" in [item.question for item in story.screen.items]


def test_somebody_with_a_link_from_staff_reads_no_private_words_here() -> None:
    story = dreamed()
    story.counsellee = replace(story.counsellee, shared_only=True)
    story.talk("/hjælp", "/menu")
    story.press("m:look=dream")
    assert story.screen is not None
    assert (story.screen.items, story.screen.text) == ((), retelling.NOTHING)
    story.talk("[Skriv mere]", "Noget nyt")
    assert adding.ADDED_LINE in {note.words.question for note in story.mine()} or story.mine() == []


def test_the_first_flow_ends_by_asking_about_its_own_answers_alone() -> None:
    story = dreamed()
    story.talk("[Behold for mig selv]")
    story.press("m:more")
    story.talk("[Ja, lidt mere]")
    to_the_end(story)
    assert [said for said, _ in story.states] == ["Mig", "Både-og", "En læreplads", "Min egen bolig"]


def test_words_typed_while_a_method_is_told_that_is_gone_are_parked() -> None:
    story = dreamed()
    gone = {flow: made for flow, made in story.stage.flows.items() if flow != "dream"}
    menu = {field: tuple(flow for flow in listed if flow != "dream") for field, listed in story.stage.menu.items()}
    story.stage = replace(story.stage, flows=gone, menu=menu)
    story.talk("Det her må ikke gå tabt")
    assert [note.words.said for note in story.mine(field="parking")] == ["Det her må ikke gå tabt"]
