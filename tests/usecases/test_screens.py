"""What a person can open at any time, and how it is written for a messenger."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue import phrases
from bot.domain.letter import Button
from bot.records import conversations
from bot.records.links import LinkKind
from bot.usecases import agreeing, commands, inviting
from bot.usecases.crisis import Crisis, Line, asks_for_help, crisis_from
from bot.usecases.letters import letter
from bot.usecases.press import MOST_BYTES, Press, read
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.transcript import Exchange, transcript
from tests.usecases.story import SHORT_WAY, SHORT_WAY_TO_THE_END, Story, secret, stage


def test_the_map_tells_what_is_filled_begun_and_empty_and_what_is_shared() -> None:
    story = Story().accept("[Videre]", "[Mig]", "/kort")
    assert story.told[1:4] == ["Aftalefeltet – 1 svar, 0 delt", "Parkeringspladsen – tomt endnu", "Min livsfortælling – tomt endnu"]
    fresh = Story().accept("[Videre]", "/kort")
    assert fresh.told[1] == "Aftalefeltet – begyndt"
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/kort")
    assert story.told[-1] == "Målet: foreslået, ikke godkendt af jer begge endnu"


@pytest.mark.parametrize("command", ["/hjælp", "/hjaelp", "/HELP", "/help@samvej_bot", "/help hvad nu"])
def test_help_is_one_word_away_in_any_spelling(command: str) -> None:
    assert Story().accept(command).told[0] == "Jeg er et program. Ingen læser med lige nu."


def test_every_registered_command_is_known_and_plain() -> None:
    names = [name for listed in commands.REGISTERED.values() for name, _ in listed]
    assert [name for name in names if commands.read(f"/{name}") is None or not name.isascii() or not name.islower()] == []
    assert (commands.read("/ukendt"), commands.read("menu"), commands.read("/parker to ord")) == (None, None, ("park", "to ord"))


def test_the_crisis_card_is_on_every_screen_and_loses_nothing() -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Akut hjælp]")
    assert "Livslinien: 70 201 201" in story.told[0]
    story.talk("[Fortsæt, hvor du slap]")
    assert story.told == ["Hvad tænker du om at skulle mødes?"]


@pytest.mark.parametrize(
    ("typed", "asks"), [("akut", True), (" Selvmord! ", True), ("/crisis", True), ("112", True), ("det er ikke akut", False)]
)
def test_a_word_for_urgent_help_is_known_when_it_stands_alone(typed: str, *, asks: bool) -> None:
    assert asks_for_help(typed) is asks


def test_crisis_lines_are_read_or_refused() -> None:
    row = {"name": "Navn", "number": "112", "about": "Altid"}
    read_lines = crisis_from({"country": "DK", "checked": date(2026, 11, 1), "line": [row]})
    assert read_lines == Crisis(country="DK", checked=date(2026, 11, 1), lines=(Line(**row),))
    for wrong, error in (({"line": []}, ValueError), ({"line": [row], "checked": "i går"}, TypeError), ({}, KeyError)):
        with pytest.raises(error):
            crisis_from(wrong)


def test_a_thought_is_parked_without_losing_the_question() -> None:
    story = Story().accept("[Videre]", "/parker Husleje")
    assert story.told == ["Parkeret. Vi vender tilbage til den.", "Hvem fik ideen til, at I skal mødes?"]
    story.talk("[Parkér en tanke]", "Skolen", "[Gem]", "[Mig]")
    assert [note.words.said for note in story.mine(field="parking")] == ["Husleje", "Skolen"]
    assert story.told[-1] == "Hvad tænker du om at skulle mødes?"


def test_words_typed_with_nothing_open_are_a_thought_to_park() -> None:
    story = Story().accept(*SHORT_WAY_TO_THE_END, "[Del intet]", "en tanke", "[Gem]")
    assert [note.words.said for note in story.mine(field="parking")] == ["en tanke"]


def test_words_sent_with_a_used_button_are_parked_once() -> None:
    story = Story().accept("[Videre]")
    for _ in range(2):
        story.press("t:1:text", text="sent for sent")
    assert [note.words.said for note in story.mine(field="parking")] == ["sent for sent"]
    assert story.told[0] == "Den knap er brugt. Her er vi nu."


def test_a_turn_press_with_nothing_open_is_used_up() -> None:
    story = Story().accept(*SHORT_WAY_TO_THE_END, "[Del intet]")
    assert story.screen is not None
    story.press(f"t:{story.screen.turn}:save")
    assert story.told[0] == "Den knap er brugt. Her er vi nu."


def test_a_forged_button_of_the_list_is_used_up() -> None:
    story = Story().accept(*SHORT_WAY_TO_THE_END)
    assert story.screen is not None
    for option in ("share=forged", "edit=forged", "back=", "forged"):
        story.press(f"t:{story.screen.turn}:{option}")
        assert story.told[0] == "Den knap er brugt. Her er vi nu."
    assert [question.said for question in story.page().answers if question.said] == []


def test_the_rest_of_the_questions_can_be_answered_another_day() -> None:
    story = Story().accept(*SHORT_WAY_TO_THE_END, "[Del intet]", "[Svar på lidt mere]", "[Ja, lidt mere]")
    assert story.told[-1] == "Hvad vil du helst gøre, når I mødes?"


def test_the_language_is_chosen_and_a_forged_one_is_not() -> None:
    story = Story().accept("/sprog")
    story.press("l:xx")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."
    story.talk("/sprog", "[English]")
    assert story.told[0] == stage().texts_in("en").say("Så taler vi dansk.")


def test_a_private_link_is_shown_once_asked_for() -> None:
    story = Story().accept("/link")
    assert "Her er dit private link" in story.told[0]
    assert story.do(inviting.come_back, LinkKind.PRIVATE, secret(story.told[0]))[1] == story.counsellee


def test_what_was_said_so_far_is_shown_in_the_order_of_the_flow() -> None:
    story = Story().accept(*SHORT_WAY[:5])
    seat = story.ask(conversations.seat, story.counsellee.person, story.counsellee.course)
    told = story.ask(transcript, story.stage, story.counsellee, seat)
    assert told == (
        Exchange(question="Hvem fik ideen til, at I skal mødes?", said="Mig"),
        Exchange(question="Hvad tænker du om at skulle mødes?", said="Både-og"),
        Exchange(question="Hvad vil du gerne have ud af denne vejledning?", said="En læreplads"),
    )
    story.talk("/tilbage", "/tilbage", "[Spring over]")
    seat = story.ask(conversations.seat, story.counsellee.person, story.counsellee.course)
    assert [one.skipped for one in story.ask(transcript, story.stage, story.counsellee, seat)] == [False, True]
    assert story.ask(transcript, story.stage, story.counsellee, conversations.Seat()) == ()


def test_a_letter_holds_the_whole_screen_in_rows_that_fit() -> None:
    numbers = tuple(Option(label=str(number), press=f"t:1:={number}") for number in range(8))
    words = (Option(label="Ja", press="t:1:=y", on=True), Option(label="Nej", press="t:1:=n"), Option(label="Tja", press="t:1:=m"))
    ways = tuple(Option(label=f"Vej {number}", press=f"m:{number}") for number in range(4))
    item = Listed(number=1, question="Hvad?", said="Det", state="Delt", options=(Option(label="Ret", press="t:1:edit=n"),))
    screen = Screen(
        name="picking",
        says=("Gemt.",),
        paragraphs=("Et stykke.",),
        text="Hvor meget?",
        help="Et tal.",
        number=2,
        total=3,
        answers=(*numbers, *words),
        ways=ways,
        items=(item,),
        draft="halvt",
        present="helt",
    )
    written = letter(screen, stage().texts_in("da"), settles=9)
    parts = ["Gemt.", "Et stykke.", "1. Hvad?\nDet\n(Delt)", "2 af 3\nHvor meget?\nEt tal.", "Dit svar er: helt", "Du har skrevet: halvt"]
    rows = [["1. Ret"], ["0", "1", "2", "3", "4", "5"], ["6", "7"], ["✓ Ja", "Nej"], ["Tja"], ["Vej 0", "Vej 1", "Vej 2"], ["Vej 3"]]
    assert (written.text, [[button.label for button in row] for row in written.rows], written.settles) == ("\n\n".join(parts), rows, 9)
    assert written.rows[3][0] == Button(label="✓ Ja", press="t:1:=y")


def test_long_answers_stand_one_below_the_other() -> None:
    screen = Screen(name="step", text="?", answers=(Option(label="Det ved jeg ikke endnu", press="x"), Option(label="Ja", press="y")))
    assert [len(row) for row in letter(screen, stage().texts_in("da")).rows] == [1, 1]


def test_a_letter_says_what_the_ends_of_a_scale_mean() -> None:
    numbers = tuple(Option(label=str(number), press=f"={number}") for number in range(11))
    asked = Screen(name="step", text="Hvor vigtigt er det?", answers=numbers, scale=("slet ikke", "meget"))
    assert letter(asked, stage().texts_in("da")).text == "Hvor vigtigt er det?\n0: slet ikke. 10: meget."
    assert letter(replace(asked, answers=()), stage().texts_in("da")).text == "Hvor vigtigt er det?"


@pytest.mark.parametrize(
    ("data", "press"),
    [
        ("t:3:=me", Press(about="t", parts=("3", "=me"))),
        ("m:home", Press(about="m", parts=("home",))),
        ("a:id:2:done", Press(about="a", parts=("id", "2", "done"))),
        ("x", None),
        ("", None),
        ("t:3:å", None),
        ("t:" + "x" * 61, None),
        ("T:1", None),
        ("t:1\n", None),
    ],
)
def test_a_press_is_read_or_refused(data: str, press: Press | None) -> None:
    assert read(data) == press
    assert len(data) <= MOST_BYTES


@pytest.mark.parametrize(("part", "number"), [("3", 3), ("", -1), ("x", -1), ("-1", -1), ("1" * 10, -1), ("٣", -1)])
def test_a_part_that_is_no_number_is_never_a_turn(part: str, number: int) -> None:
    assert (Press(about="t", parts=(part,)).number(0), Press(about="t", parts=()).number(0)) == (number, -1)


def test_a_flow_whose_last_question_is_gone_is_closed_when_one_goes_on() -> None:
    story = Story().accept(*SHORT_WAY, "/menu")
    agreement = story.stage.flows["agreement"]
    shorter = replace(agreement, digest="shorter", steps=agreement.steps[:6])
    story.stage = replace(story.stage, flows={**story.stage.flows, "agreement": shorter})
    story.talk("/fortsæt")
    assert story.told[:2] == [phrases.CHANGED_SINCE, "Tak. Vejleder kan læse det, du deler, før I mødes. I laver aftalen sammen."]
    assert [said for said, _ in story.states] == ["Mig", "Både-og", "En læreplads", "Min egen bolig"]


def test_only_questions_that_changed_are_asked_again_when_one_goes_on() -> None:
    story = Story().accept(*SHORT_WAY, "/menu")
    agreement = story.stage.flows["agreement"]
    steps = tuple(replace(step, text="Hvad synes du?", digest="new") if step.id == "view" else step for step in agreement.steps)
    story.stage = replace(story.stage, flows={**story.stage.flows, "agreement": replace(agreement, digest="changed", steps=steps)})
    story.talk("/fortsæt")
    assert story.told == [phrases.CHANGED_SINCE, "Hvad synes du?"]
    story.talk("[Fint]")
    assert story.told[-1] == "Hvad vil du gerne kaldes?"
