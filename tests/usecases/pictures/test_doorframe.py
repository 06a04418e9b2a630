"""The card for the wallet: the sentence as it was put together, how it reads without eyes, and who sees it."""

import pytest

from bot.dialogue.answers import Answer
from bot.domain.pictures import IfThen
from bot.usecases.pictures import doorframe
from tests.usecases.pictures.mapping import picture, shared, taking, wrote

SENTENCE = ("[Spring over]", "Hvis jeg sætter mig i bussen,", "[Gem]", "Så ringer jeg til skolen.", "[Gem]")
FIRST = ("Finde nummeret", "[Gem]", "i morgen", "[Ja, det passer]", "[Slet ikke]")


def test_the_card_has_the_sentence_and_the_first_step_with_its_day() -> None:
    found = picture(wrote("doorframe", *SENTENCE, *FIRST), "doorframe")
    assert isinstance(found, IfThen)
    assert (found.cue, found.reply) == ("jeg sætter mig i bussen", "ringer jeg til skolen")
    assert (found.first, found.by) == ("Finde nummeret", "mandag den 23. november 2026")
    assert found.alt.splitlines() == [
        "Kort til lommen: Hvis jeg sætter mig i bussen, så ringer jeg til skolen.",
        "Første skridt: Finde nummeret",
        "Dag: mandag den 23. november 2026",
    ]


def test_the_sentence_alone_is_a_card() -> None:
    found = picture(wrote("doorframe", *SENTENCE), "doorframe")
    assert isinstance(found, IfThen)
    assert (found.first, found.by, len(found.alt.splitlines())) == ("", "", 1)


@pytest.mark.parametrize("half", ["cue", "reply"])
def test_half_a_sentence_is_no_card(half: str) -> None:
    assert doorframe.read(taking("doorframe", **{half: Answer(text="jeg går")}, first=Answer(text="Finde skoene"))) is None


def test_a_counsellor_sees_no_card_before_it_is_shared() -> None:
    story = wrote("doorframe", *SENTENCE, *FIRST)
    assert picture(story, "doorframe", story.counsellor) is None
    assert picture(shared(story, "doorframe"), "doorframe", story.counsellor) == picture(story, "doorframe")
