"""The one moment that a sentence names is found in it, and nothing is read into words that name none."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.checking import flow_faults
from bot.dialogue.cues import Named, named
from tests.dialogue.test_known import week

NOW = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.mark.parametrize(
    ("said", "day", "at"),
    [
        ("klokken er 8 i morgen", MONDAY, time(8)),
        ("Klokken er 8 i morgen.", MONDAY, time(8)),
        ("det er fredag kl. 14", FRIDAY, time(14)),
        ("jeg vågner mandag morgen, og det regner", MONDAY, time(8)),
        ("it is Friday at 2 pm", FRIDAY, time(14)),
        ("der er gået 3 dage", None, None),
        ("det bliver den 27. november", FRIDAY, None),
        ("klokken er 7.30", None, time(7, 30)),
        ("jeg står op kl. 7", None, time(7)),
        ("jeg sætter mig i bussen", None, None),
        ("det er hver mandag kl. 8", None, None),
        ("det er mandag eller onsdag", None, None),
        ("jeg spiser om morgenen", None, None),
        ("det bliver næste uge", None, None),
        ("man ringer", None, None),
        ("jeg har fri", None, None),
        ("der er fem igen", None, None),
        ("jeg går i seng", None, None),
        ("", None, None),
    ],
)
def test_the_one_moment_in_a_sentence_is_found(said: str, day: date | None, at: time | None) -> None:
    assert named(said, NOW) == (Named(day=day, at=at) if day or at else None)


def test_a_long_sentence_is_read_at_once() -> None:
    assert named("ord " * 50 + "fredag kl. 14", NOW) == Named(day=FRIDAY, at=time(14))


@pytest.mark.parametrize(
    ("needs", "told"),
    [
        (
            "full_moon",
            ["week, step remind: the choice 'cue' needs 'full_moon', which is never known; known are evenings_run, moment_named"],
        ),
        ("moment_named", []),
    ],
)
def test_a_choice_needs_something_that_can_be_known(needs: str, told: list[str]) -> None:
    more = f"""[[step]]
id = "remind"
kind = "choice"
text = "Hvornår?"
why = "Derfor."
choices = [{{ id = "cue", label = "Så", needs = "{needs}" }}, {{ id = "a", label = "A" }}, {{ id = "b", label = "B" }}]
"""
    assert list(flow_faults(week(more=more))) == told


def test_there_must_be_something_else_to_choose() -> None:
    more = """[[step]]
id = "remind"
kind = "choice"
text = "Hvornår?"
why = "Derfor."
choices = [{ id = "cue", label = "Så", needs = "moment_named" }, { id = "a", label = "A" }]
"""
    assert list(flow_faults(week(more=more))) == [
        "week, step remind: only a choice with two others that are always there can have one that 'needs' something"
    ]
