"""The counsellee chooses: the menu, what is suggested, and who chose what."""

from dataclasses import replace

import pytest

from bot.dialogue.library import read_library
from bot.domain.people import Role
from bot.domain.suggestion import SuggestionState
from bot.errors import BadInput, CourseClosed, NotAllowed, NotFound
from bot.opening import folder
from bot.records import begun, suggestions
from bot.usecases import fields, press, suggesting, talking
from bot.usecases.heard import Heard
from bot.usecases.letters import letter
from bot.usecases.stage import Who
from bot.usecases.standings import counted
from tests.usecases.story import Story, answered, shared, stage

REASON = "Så ser vi, hvad der hjalp"
TULIP = """
id = "tulip"
field = "story"
title = "Tulipanen"
gives = "Du ser en blomst."
minutes = 2
ending = "Tak for blomsten."
[[step]]
id = "seen"
kind = "text"
text = "Hvad ser du?"
why = "Det er godt at se."
"""


def listed(story: Story) -> list[tuple[str, str, list[str]]]:
    """The methods on the screen: title, how one stands, and what can be pressed."""
    assert story.screen is not None
    return [(item.question, item.state, [option.label for option in item.options]) for item in story.screen.items]


def skip_to_the_end(story: Story) -> None:
    for _ in range(40):
        if story.screen is None or story.screen.name != "step":
            return
        story.talk("[Spring over]" if "Spring over" in labels(story) else "[Videre]")
    raise AssertionError(story.told)


def dream(story: Story) -> Story:
    """One answer in Drømmen, and the rest skipped."""
    story.press("m:take=dream")
    if "Videre" in labels(story):
        story.talk("[Videre]")
    story.talk("En have", "[Gem]")
    skip_to_the_end(story)
    return story


def menu_by_a_link(story: Story) -> list[str]:
    """The lines of the menu for whoever came in by a link from staff."""
    who = replace(story.counsellee, shared_only=True)
    screen = story.do(talking.turn, story.stage, who, Heard(text="/metoder"))
    assert screen
    return screen.paragraphs[0].splitlines()


def labels(story: Story) -> list[str]:
    """What can be pressed under the text."""
    assert story.screen
    return [option.label for option in (*story.screen.answers, *story.screen.ways)]


def suggest(story: Story, method: str = "lifeline", reason: str = REASON) -> str:
    story.do(suggesting.suggest, story.stage, story.counsellor, method, reason)
    return newest(story)


def newest(story: Story) -> str:
    viewer = story.counsellor.viewer
    return story.ask(suggestions.visible, story.counsellor.course, viewer=viewer)[-1].id


def stands(story: Story, suggestion: str) -> SuggestionState:
    """How a suggestion stands for the counsellor."""
    (found,) = story.ask(suggestions.visible, story.counsellor.course, viewer=story.counsellor.viewer, id=suggestion)
    return story.ask(suggesting.standing, found)


def counts(story: Story) -> dict[str, tuple[int, int]]:
    """How many methods were taken and how many of them self-chosen, as each of the two may know."""
    course, person = story.counsellee.course, story.counsellee.person
    return {name: story.ask(counted, course, person, who.viewer) for name, who in (("me", story.counsellee), ("staff", story.counsellor))}


@pytest.mark.parametrize("command", ["/metoder", "/methods", "/øvelser"])
def test_the_menu_is_one_press_or_one_word_away_and_tells_which_fields_are_begun_or_done(command: str) -> None:
    story = answered()
    story.talk("/menu", "[Vælg en øvelse]")
    pressed = story.told
    story.talk(command)
    assert story.told == pressed
    assert pressed[0] == "Aftalefeltet – gjort"
    assert labels(story)[:8] == [
        "Aftalefeltet",
        "Min livsfortælling",
        "Hvad vil jeg?",
        "Hvad kan jeg?",
        "Hvor vigtigt?",
        "Troen på, at jeg kan",
        "Handleplanen",
        "Hvordan var mødet?",
    ]


def test_a_field_says_of_each_method_what_it_gives_how_long_it_takes_and_how_one_stands() -> None:
    story = answered()
    story.talk("/metoder", "[Min livsfortælling]")
    assert [title for title, _, _ in listed(story)] == [story.stage.flows[method].title for method in story.stage.menu["story"]]
    assert story.screen
    assert story.screen.items[1].said == "Du ser de dage, der har gjort en forskel, på én linje.\nCa. 10 minutter"
    assert listed(story)[1] == ("Min livslinje", "ny", ["Begynd"])


def test_a_method_goes_on_where_it_was_left() -> None:
    story = answered()
    story.talk("/metoder", "[Min livsfortælling]")
    story.item(2, "Begynd")
    story.talk("[Videre]", "/metoder")
    assert "Min livsfortælling – begyndt" in story.told[0].splitlines()
    story.talk("[Min livsfortælling]")
    assert listed(story)[1] == ("Min livslinje", "begyndt", ["Fortsæt"])
    story.item(2, "Fortsæt")
    assert story.screen
    assert story.screen.question == "Hvilke dage eller år har gjort en forskel for dig?"


def test_a_method_that_is_done_shows_what_was_written_and_is_not_taken_twice() -> None:
    story = dream(answered())
    story.talk("/metoder")
    assert "Hvad vil jeg? – 1 af 5 gjort" in story.told[0].splitlines()
    story.talk("[Hvad vil jeg?]")
    assert listed(story)[0] == ("Drømmen", "gjort", ["Se svar"])
    story.item(1, "Se svar")
    assert "En have" in [said for said, _ in story.states]
    story.press("m:take=dream")
    assert "En have" in [said for said, _ in story.states]
    assert len(story.rows("places", flow="dream")) == 1


def test_a_method_that_repeats_begins_anew_and_keeps_each_taking() -> None:
    story = answered()
    for _ in range(2):
        story.talk("/metoder", "[Hvor vigtigt?]")
        skip_to_the_end(story)
    assert len(story.rows("places", flow="importance")) == 2
    story.talk("/metoder")
    assert "Hvor vigtigt? – gjort" in story.told[0].splitlines()


def test_a_field_with_one_method_opens_it_at_once() -> None:
    story = answered()
    story.talk("/metoder", "[Troen på, at jeg kan]")
    assert story.screen
    assert (story.screen.name, story.screen.title) == ("step", "Troen på, at jeg kan")


@pytest.mark.parametrize("data", ["m:take=nothing", "m:take=selfcheck", "m:take=", "m:field=nothing", "m:look=nothing"])
def test_what_is_no_method_leads_to_the_menu(data: str) -> None:
    story = answered()
    story.press(data)
    assert story.screen
    assert story.screen.title == "Vælg en øvelse"


def test_every_press_of_the_menu_fits_on_a_button_and_every_field_has_a_name() -> None:
    story = answered()
    for field in stage().menu:
        for data in (f"m:field={field}", *(f"m:{way}={method}" for method in stage().menu[field] for way in ("take", "look"))):
            assert press.read(data)
        story.press(f"m:field={field}")
        assert story.screen
        assert story.screen.items


def test_a_suggestion_is_told_with_name_and_reason_on_the_front_page_and_in_the_menu() -> None:
    story = answered()
    suggest(story)
    (notice,) = story.letters(story.counsellee.person, "suggested")
    assert notice.text == "Vejleder foreslår en øvelse. Du bestemmer selv."
    assert [(button.label, button.press) for button in notice.rows[0]] == [("Se", "m:suggested")]
    story.talk("/menu")
    assert story.told[0] == f"Forslag: Min livslinje. Vejleder foreslår den: “{REASON}”"
    story.talk("[Se forslag]")
    assert listed(story) == [("Min livslinje", "ny", ["Begynd", "Nej tak"])]
    assert "Siger du nej tak, kan Vejleder se det." in story.told[-1]
    story.talk("[Vælg en øvelse]")
    assert story.told[0].splitlines()[1] == "Min livsfortælling – ny, foreslået"
    story.talk("[Min livsfortælling]")
    assert story.screen
    assert story.screen.items[1].said.endswith(f"Ca. 10 minutter\nVejleder foreslår den: “{REASON}”")


def test_a_suggestion_needs_no_reason() -> None:
    story = answered()
    suggest(story, reason="  ")
    story.talk("/menu")
    assert story.told[0] == "Forslag: Min livslinje. Vejleder foreslår den."


def test_a_letter_has_the_buttons_of_the_methods() -> None:
    story = answered()
    suggestion = suggest(story)
    story.press("m:suggested")
    assert story.screen
    written = letter(story.screen, stage().texts_in("da"))
    assert [(button.label, button.press) for button in written.rows[0]] == [
        ("1. Begynd", "m:take=lifeline"),
        ("1. Nej tak", f"d:{suggestion}"),
    ]


def test_a_suggestion_is_declined_without_a_reason_and_not_made_again() -> None:
    story = answered()
    suggestion = suggest(story)
    story.press(f"d:{suggestion}")
    assert story.told[0] == "Det er i orden. Vejleder kan se, at du sagde nej tak. Du behøver ikke sige hvorfor."
    assert stands(story, suggestion) is SuggestionState.DECLINED
    assert story.letters(story.counsellee.person, "suggested") == []
    assert "Se forslag" not in labels(story)
    with pytest.raises(BadInput):
        suggest(story)
    assert stands(story, suggest(story, "dream")) is SuggestionState.OPEN


def test_a_no_comes_too_late_once_and_from_nobody_else() -> None:
    story = answered()
    suggestion = suggest(story)
    for who in (story.counsellor, Who(person="stranger", course=story.counsellee.course)):
        with pytest.raises(NotAllowed):
            story.do(suggesting.decline, who, suggestion)
    for _ in range(2):
        story.press(f"d:{suggestion}")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."
    story.press("d:nothing")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."


def test_whoever_came_in_by_a_link_from_staff_cannot_say_no() -> None:
    story = answered()
    suggestion = suggest(story)
    who = replace(story.counsellee, shared_only=True)
    story.do(talking.turn, story.stage, who, Heard(press=f"d:{suggestion}"))
    assert stands(story, suggestion) is SuggestionState.OPEN


def test_whoever_came_in_by_a_link_from_staff_learns_nothing_of_what_is_private() -> None:
    story = answered()
    suggest(story, "dream")
    before = menu_by_a_link(story)
    assert before == ["Hvad vil jeg? – ny, foreslået"]
    dream(story)
    assert menu_by_a_link(story) == before


def test_a_method_taken_in_private_looks_to_the_counsellor_as_if_nothing_had_happened() -> None:
    story = answered()
    suggestion = suggest(story, "dream")
    dream(story)
    assert stands(story, suggestion) is SuggestionState.OPEN
    assert counts(story) == {"me": (1, 0), "staff": (0, 0)}
    with pytest.raises(BadInput):
        suggest(story, "dream")
    story.talk("[Del med Vejleder]")
    assert stands(story, suggestion) is SuggestionState.TAKEN
    assert counts(story) == {"me": (1, 0), "staff": (1, 0)}


def test_a_suggestion_taken_back_is_gone_for_both_also_when_it_was_taken_in_private() -> None:
    story = answered()
    private, waiting = suggest(story, "dream"), suggest(story)
    dream(story)
    for suggestion in (private, waiting):
        story.do(suggesting.withdraw, story.counsellor, suggestion)
        assert stands(story, suggestion) is SuggestionState.WITHDRAWN
    assert story.letters(story.counsellee.person, "suggested") == []
    story.talk("/menu")
    assert "Se forslag" not in labels(story)
    with pytest.raises(NotFound):
        story.do(suggesting.withdraw, story.counsellor, waiting)


def test_what_cannot_be_suggested_is_refused() -> None:
    story = answered()
    for method in ("nothing", "selfcheck", "proposal", ""):
        with pytest.raises(BadInput, match="suggest"):
            suggest(story, method)
    with pytest.raises(BadInput, match="suggest_reason"):
        suggest(story, reason="x" * 201)
    with pytest.raises(NotAllowed):
        story.do(suggesting.suggest, story.stage, story.counsellee, "dream")
    with pytest.raises(BadInput):
        suggest(Story())


def test_a_closed_course_takes_no_suggestion_no_answer_to_one_and_no_method() -> None:
    story = answered()
    suggestion = suggest(story)
    story.close()
    with pytest.raises(CourseClosed):
        suggest(story, "dream")
    for data in (f"d:{suggestion}", "m:take=dream"):
        story.press(data)
        assert story.told[0].startswith("Forløbet er slut.")
    story.talk("/metoder", "[Hvad vil jeg?]")
    assert len(listed(story)) == 5
    assert stands(story, suggestion) is SuggestionState.OPEN


def test_who_chose_is_kept_and_told_to_both_from_what_each_may_see() -> None:
    story = shared()
    course, person = story.counsellee.course, story.counsellee.person
    suggest(story)
    dream(story)
    story.press("m:take=lifeline")
    assert story.ask(begun.choosers, course, person) == {"dream": begun.OWN_CHOICE, "lifeline": newest(story)}
    assert counts(story) == {"me": (1, 1), "staff": (0, 0)}
    story.talk("/kort")
    assert story.told[-1] == "I har taget én øvelse. Du har selv valgt den."
    story.press("m:look=dream")
    story.talk("[Del med Vejleder]")
    assert counts(story) == {"me": (1, 1), "staff": (1, 1)}


def test_a_method_begun_before_it_was_suggested_stays_ones_own_choice() -> None:
    story = answered()
    story.press("m:take=dream")
    suggest(story, "dream")
    story.press("m:take=dream")
    assert story.ask(begun.choosers, story.counsellee.course, story.counsellee.person) == {"dream": begun.OWN_CHOICE}
    story.press("m:suggested")
    assert story.told == ["Der er ingen forslag lige nu."]


def test_a_step_made_from_the_front_page_is_ones_own_choice() -> None:
    story = answered()
    story.talk("/menu", "[Lav et skridt]")
    assert story.ask(begun.choosers, story.counsellee.course, story.counsellee.person) == {"actions": begun.OWN_CHOICE}


def test_the_map_tells_of_the_methods_in_each_field_and_the_counsellor_only_of_what_is_shared() -> None:
    story = dream(answered())
    story.press("m:take=lifeline")
    story.talk("/kort")
    assert "Hvad vil jeg? – 1 svar, 0 delt\n· Drømmen: gjort" in story.told
    assert "Min livsfortælling – begyndt\n· Min livslinje: begyndt" in story.told
    seen = story.ask(fields.seen, story.stage, story.counsellor)
    assert seen[2:5] == ["Min livsfortælling – ikke delt", "Hvad vil jeg? – ikke delt", "Hvad kan jeg? – ikke delt"]
    story.press("m:look=dream")
    story.talk("[Del med Vejleder]")
    assert story.ask(fields.seen, story.stage, story.counsellor)[3] == "Hvad vil jeg? – 1 svar delt\n· Drømmen"


def test_adding_a_method_is_one_file_and_one_line_in_the_menu() -> None:
    story = answered()
    files = {file.name: file.read_text(encoding="utf-8") for file in folder("flows").glob("*.toml")}
    files["menu.toml"] = files["menu.toml"].replace('"reframe"]', '"reframe", "tulip"]')
    library = read_library({**files, "tulip.toml": TULIP})
    story.stage = replace(story.stage, flows=library.flows, menu=library.menu)
    story.talk("/metoder", "[Min livsfortælling]")
    assert listed(story)[-1] == ("Tulipanen", "ny", ["Begynd"])
    story.item(7, "Begynd")
    story.talk("En rød en", "[Gem]")
    assert "Tak for blomsten." in story.told
    story.talk("/metoder", "[Min livsfortælling]")
    assert listed(story)[-1] == ("Tulipanen", "gjort", ["Se svar"])
    suggest(story, "tulip")


def test_erasing_takes_suggestions_and_who_chose_along() -> None:
    story = answered()
    suggest(story)
    story.press("m:take=lifeline")
    story.press("e:all")
    assert (story.rows("suggestions"), story.rows("begun")) == ([], [])
    assert story.ask(lambda records: records.rows.count("memberships", {"role": Role.COUNSELLEE})) == 0
