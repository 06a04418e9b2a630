"""A code to say on the phone opens the same invitation as the link: once, within a day, and it tells nothing to who guesses."""

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from bot.domain.spoken import WORDS, spoken, typed
from bot.errors import LinkSpent
from bot.usecases import inviting, spoken_codes
from tests.usecases.story import Story, secret


def code(story: Story) -> str:
    return story.invitation.code


def follow(story: Story, said: str) -> str:
    return story.do(spoken_codes.follow, said)


def test_a_code_is_three_words_and_three_digits_of_thirty_bits_and_more() -> None:
    *words, digits = spoken("any secret").split(" ")
    assert (len(words), set(words) <= set(WORDS), len(digits), digits.isdecimal()) == (3, True, 3, True)
    assert 3 * math.log2(len(set(WORDS))) + math.log2(1000) >= 30
    assert len({spoken(str(number)) for number in range(2000)}) == 2000


def test_no_word_is_mistaken_for_another_or_runs_into_the_next() -> None:
    assert all(word.isascii() and word.isalpha() and word.islower() for word in WORDS)
    assert not [(one, other) for one, other in combinations(WORDS, 2) if one.startswith(other) or other.startswith(one)]
    alike = [(one, other) for one, other in combinations(WORDS, 2) if len(one) == len(other) and _differ(one, other) < 2]
    assert alike == []


def test_the_code_leads_to_the_invitation_that_the_link_leads_to() -> None:
    story = Story(duty="Loven")
    invited = story.ask(inviting.look, follow(story, code(story)))
    assert invited == story.ask(inviting.look, secret(story.invitation.web))


@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda said: said.replace(" ", ""), lambda said: f"  {said.replace(' ', ', ')}. "]
)
def test_capitals_spaces_and_strokes_make_no_difference(change: Callable[[str], str]) -> None:
    story = Story()
    assert story.ask(inviting.look, follow(story, change(code(story)))).counsellor == "Vejleder"


@pytest.mark.parametrize("said", ["", "kaffe fjord tog 000", "1", "æøå", "' or 1=1", "x" * 5000])
def test_a_wrong_code_opens_nothing(said: str) -> None:
    with pytest.raises(LinkSpent):
        follow(Story(), said)


def test_it_is_used_up_once_typed_and_gone_after_a_day() -> None:
    story = Story()
    follow(story, code(story))
    with pytest.raises(LinkSpent):
        follow(story, code(story))
    late = Story()
    late.clock.later(hours=24)
    with pytest.raises(LinkSpent):
        follow(late, code(late))


def test_a_yes_by_the_link_uses_the_code_up_and_the_other_way_round() -> None:
    story = Story().accept("[Videre]")
    with pytest.raises(LinkSpent):
        follow(story, code(story))
    other = Story()
    by_code = follow(other, code(other))
    other.do(inviting.accept, other.stage, by_code, language="da")
    with pytest.raises(LinkSpent):
        other.do(inviting.accept, other.stage, secret(other.invitation.web), language="da")


def test_a_fresh_link_makes_a_fresh_code_and_only_its_hash_is_kept() -> None:
    story = Story()
    fresh = story.do(inviting.renew, story.stage, story.counsellor).code
    assert fresh != code(story)
    with pytest.raises(LinkSpent):
        follow(story, code(story))
    assert typed(fresh) not in repr(story.rows("links"))
    assert follow(story, fresh)


def test_two_courses_never_share_a_code() -> None:
    story = Story()
    chance = iter(["same", "same", "another"])
    story.house = replace(story.house, new_id=lambda: next(chance))
    first, second = (story.do(spoken_codes.make, course) for course in ("one", "two"))
    assert (first, second) == (spoken("same"), spoken("another"))


def test_who_is_in_already_gets_no_code() -> None:
    story = Story().accept("[Videre]")
    assert story.do(inviting.renew, story.stage, story.counsellor).code == ""


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))
