"""A goal is agreed by both, to the same words, or not at all."""

import pytest

from bot.domain.agreement import Verdict
from bot.errors import BadInput, WordingMoved
from bot.usecases import agreeing
from tests.usecases.story import answered


def test_a_goal_is_agreed_when_both_say_yes_to_the_same_words() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    assert not story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    story.talk("/menu", "[Læs målet og svar]", "[Ja, det siger jeg ja til]")
    assert story.told[0] == "I har nu begge sagt ja til målet."
    assert (story.page().settled, story.line().headline) == (True, "aftalt")


def test_nobody_agrees_for_the_other() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    for _ in range(2):
        assert not story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    assert not story.page().settled


def test_a_yes_to_words_that_moved_is_refused() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/menu", "[Læs målet og svar]")
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en bedre vej", seen=1)
    story.talk("[Ja, det siger jeg ja til]")
    assert story.told[:2] == ["Målet er ændret, siden du så det. Læs det nye her.", "Målet lyder: “At finde en bedre vej”"]
    for seen in (0, 1, 3, -1):
        with pytest.raises(WordingMoved):
            story.do(agreeing.say, story.stage, story.counsellor, seen, Verdict.YES)
    with pytest.raises(WordingMoved):
        story.do(agreeing.propose, story.stage, story.counsellor, "Noget andet", seen=1)


def test_a_later_edit_needs_both_again_and_the_earlier_words_stay_readable() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    story.do(agreeing.say, story.stage, story.counsellee, 1, Verdict.YES)
    assert story.do(agreeing.propose, story.stage, story.counsellee, " At finde en vej ") == 1
    assert story.do(agreeing.propose, story.stage, story.counsellee, "At finde to veje", seen=1) == 2
    agreement = story.page().agreement
    assert (story.page().settled, story.line().headline) == (False, "I har mødtes")
    assert [(wording.text, len(wording.said)) for wording in agreement.wordings] == [("At finde en vej", 2), ("At finde to veje", 0)]
    assert [wording.text for wording in agreement.earlier] == ["At finde en vej"]


def test_somebody_may_see_it_differently_in_a_line_of_their_own() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/menu", "[Læs målet og svar]", "[Jeg ser det anderledes]", "Ikke før maj", "[Gem]")
    now = story.page().agreement.now
    assert now is not None
    assert [(said.verdict, said.line) for said in now.said.values()] == [(Verdict.DIFFERENTLY, "Ikke før maj")]
    assert "Du ser det anderledes: “Ikke før maj”" in story.told


def test_a_line_to_words_that_moved_meanwhile_is_not_put_beside_the_new_ones() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.talk("/menu", "[Læs målet og svar]", "[Jeg ser det anderledes]", "Ikke før maj")
    story.do(agreeing.propose, story.stage, story.counsellor, "At vente")
    story.talk("[Gem]")
    now = story.page().agreement.now
    assert now is not None
    assert (now.said, story.told[0]) == ({}, "Målet er ændret, siden du så det. Læs det nye her.")


def test_not_yet_is_in_order_and_takes_an_earlier_yes_back() -> None:
    story = answered()
    story.do(agreeing.propose, story.stage, story.counsellor, "At finde en vej")
    story.do(agreeing.say, story.stage, story.counsellor, 1, Verdict.YES)
    story.talk("/menu", "[Læs målet og svar]", "[Ja, det siger jeg ja til]", "[Ikke endnu]")
    assert (story.told[0], story.page().settled) == ("Det er i orden. Målet venter, til I begge siger ja.", False)


@pytest.mark.parametrize("words", ["", " ", "x" * 2001])
def test_a_goal_has_words_and_not_too_many(words: str) -> None:
    story = answered()
    with pytest.raises(BadInput):
        story.do(agreeing.propose, story.stage, story.counsellor, words)
