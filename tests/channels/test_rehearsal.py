"""A rehearsal in the terminal: what follows beside the words, time that passes, steps jumped to, and nonsense that fits."""

import pytest

from bot.channels import terminal
from bot.channels.rehearsal import COMMANDS, Rehearsal
from bot.usecases import commands
from bot.usecases.screens import Option, Screen
from tests.flows.golden import rehearsal, stage

FLOWS = sorted(stage().flows)


def said(talk: Rehearsal, *lines: str) -> list[str]:
    """What follows the last of these lines."""
    return [talk.hear(line) for line in lines][-1]


def test_no_word_of_the_rehearsal_is_a_word_of_the_product() -> None:
    assert [word for word in COMMANDS if commands.read(word)] == []


def test_what_is_shared_reaches_the_counsellor() -> None:
    followed = said(rehearsal("dream", "da"), "En båd", "[Gem]", "/fyld alt", "[Del med Vejleder]")
    assert "counsellor: Der er nyt at læse i et forløb. [Åbn]" in followed
    assert [line for line in followed if line.startswith("counsellor: can read") and "→ En båd" in line]


def test_the_counsellors_side_shows_shared_words_and_no_others() -> None:
    talk = rehearsal("dream", "da", "counsellor")
    private = said(talk, "En båd", "[Gem]", "/fyld alt")
    shared = said(talk, "[Del med Vejleder]")
    assert (private[-2], "En båd" in "".join(private), "En båd" in "".join(shared)) == ("counsellor sees: nothing", False, True)
    assert not any(line.startswith("bot: ") for line in talk.lines)


def test_a_timer_rings_when_its_time_comes_and_its_letter_can_be_answered() -> None:
    talk = rehearsal("actions", "da")
    set_for = [line for line in said(talk, "/fyld alt") if line.startswith("timer: ")]
    assert set_for == ["timer: action 2026-12-06 10:00", "timer: checkin 2026-12-07 10:00"]
    assert said(talk, "/tid +13d")[0] == "2026-12-05 10:00"
    rung = said(talk, "/tid +1d1h")
    assert (rung[0], rung[1].startswith("letter: Der er et skridt"), rung[2]) == ("2026-12-06 10:00", True, "2026-12-06 11:00")
    assert any(line.startswith("plan: ") and " done" in line for line in said(talk, "[Gjort]"))


@pytest.mark.parametrize("wrong", ["", "+", "3d", "+3", "i morgen", "+3d3d"])
def test_a_time_that_is_none_moves_nothing(wrong: str) -> None:
    talk = rehearsal("dream", "da")
    assert (said(talk, f"/tid {wrong}".strip())[0], talk.scratch.time) == (
        "rehearsal: say how much time passes, as in +3d or +2h30m",
        "2026-11-22 10:00",
    )


@pytest.mark.parametrize("flow", FLOWS)
def test_every_step_can_be_jumped_to(flow: str) -> None:
    for step in stage().flows[flow].steps:
        talk = rehearsal(flow, "da")
        talk.hear(f"/gå {step.id}")
        assert talk.scratch.place is not None
        assert talk.scratch.place.step == step.id


def test_one_jumps_back_as_well() -> None:
    talk = rehearsal("dream", "da")
    first, last = (stage().flows["dream"].steps[index].id for index in (0, -1))
    talk.hear(f"/gå {last}")
    talk.hear(f"/gå {first}")
    assert talk.scratch.place is not None
    assert talk.scratch.place.step == first
    assert said(talk, "/gå forged")[0].startswith(f"rehearsal: there is no step 'forged'; there are {first}, ")


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("flow", FLOWS)
def test_nonsense_fills_every_flow_to_its_end(flow: str, language: str) -> None:
    talk = rehearsal(flow, language)
    said(talk, "/fyld alt")
    assert talk.scratch.place is not None
    assert talk.scratch.place.ended


def test_nonsense_for_one_step_fills_that_step_alone() -> None:
    talk = rehearsal("lifeline", "da")
    said(talk, "/fyld", "/fyld")
    assert talk.scratch.place is not None
    assert list(talk.scratch.place.marks) == ["events"]


def test_the_steps_are_listed_with_the_open_one_marked() -> None:
    told = said(rehearsal("lifeline", "da"), "[Videre]", "/trin")
    assert (told[0].startswith("step:   intro (read) "), told[1].startswith("step: > events (timeline) ")) == (True, True)


def test_a_question_edited_meanwhile_is_asked_again() -> None:
    talk = rehearsal("dream", "da")
    first = stage().flows["dream"].steps[0].id
    told = said(talk, "/fyld", f"/omskriv {first} Og nu?", "/fortsæt")
    assert (told[0].startswith("bot: Spørgsmålene er ændret"), "bot: Og nu?" in told) == (True, True)
    assert said(talk, "/omskriv forged Og nu?") == said(talk, "/omskriv")


def test_photos_and_voices_are_sent_as_a_line() -> None:
    assert "bot: ✓ Et billede, du har sendt" in said(rehearsal("picture", "da"), "/gå picture", "[foto]")
    talk = rehearsal("dream", "da")
    assert "[Gem]" in said(talk, "[stemme 12]")[-1]
    assert any("12" in line for line in said(talk, "[Gem]"))


def test_paper_is_told_in_words_where_no_file_can_come() -> None:
    told = said(rehearsal("dream", "da"), "En båd", "[Gem]", "/fyld alt", "/papir", "[Til telefonen]")
    assert told[0].startswith("bot: Vores ark")
    assert [line for line in told if "En båd" in line]
    assert not [line for line in told if "kommer her" in line]


def test_a_button_that_is_not_there_is_not_taken_for_words() -> None:
    assert said(rehearsal("dream", "da"), "[Nej]")[0] == "rehearsal: there is no [Nej] here"


def test_the_usual_ways_are_cut_short_only_where_all_of_them_are_there() -> None:
    ways = tuple(Option(label=name.title(), press=f"m:{name}") for name in terminal.USUAL)
    whole, fewer = Screen(name="step", ways=ways), Screen(name="step", ways=ways[1:])
    assert (terminal.buttons(whole), terminal.buttons(fewer)) == ("     …", "     [Park] [Pause] [Home] [Crisis]")
    assert terminal.legend(whole) == ["     … = [Why] [Park] [Pause] [Home] [Crisis]"]
    assert (terminal.legend(fewer), terminal.legend(None)) == ([], [])


def test_a_number_is_words_where_words_are_asked_for() -> None:
    offered = (Option(label="Ja", press="t:1:=yes"),)
    asks = {entry: terminal.pressed(Screen(name="step", answers=offered, entry=entry), "1") for entry in ("", "label", "text", "number")}
    assert asks == {"": offered[0], "label": offered[0], "text": None, "number": None}
