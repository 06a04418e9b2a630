"""The list of grave words, measured on phrases that others wrote; those held back were not seen by those who wrote the list."""

import random
import tomllib
from pathlib import Path

import pytest

from bot.usecases.grave import Grave, grave_from, is_grave
from bot.usecases.wordlist import LONGEST as MOST_READ
from bot.usecases.wordlist import tokens

ROOT = Path(__file__).parents[2]
RECALL, FALSE_ALARMS = 0.95, 0.05
LONGEST = 10_000


@pytest.fixture(scope="module")
def words() -> Grave:
    return grave_from(tomllib.loads((ROOT / "bot" / "grave.toml").read_text(encoding="utf-8")))


def phrases(kind: str, half: str) -> list[str]:
    lines = (Path(__file__).parent / "grave" / f"{kind}_{half}.tsv").read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[2] for line in lines if line.strip()]


def share(kind: str, half: str, words: Grave) -> float:
    said = phrases(kind, half)
    return sum(is_grave(text, words) for text in said) / len(said)


@pytest.mark.parametrize("half", ["dev", "held"])
@pytest.mark.parametrize("kind", ["grave", "harmless"])
def test_there_are_enough_phrases_of_each_kind_to_measure_on(kind: str, half: str) -> None:
    assert len(set(phrases(kind, half))) >= {"dev": 200, "held": 100}[half]


@pytest.mark.parametrize("kind", ["grave", "harmless"])
def test_what_is_held_back_was_not_among_the_phrases_the_list_was_written_with(kind: str) -> None:
    assert not set(phrases(kind, "dev")) & set(phrases(kind, "held"))


def test_at_least_95_of_100_grave_phrases_it_was_written_with_are_found(words: Grave) -> None:
    assert share("grave", "dev", words) >= RECALL


def test_at_most_5_of_100_harmless_phrases_it_was_written_with_are_flagged(words: Grave) -> None:
    assert share("harmless", "dev", words) <= FALSE_ALARMS


def test_at_least_95_of_100_grave_phrases_that_were_held_back_are_found(words: Grave) -> None:
    assert share("grave", "held", words) >= RECALL


def test_at_most_5_of_100_harmless_phrases_that_were_held_back_are_flagged(words: Grave) -> None:
    assert share("harmless", "held", words) <= FALSE_ALARMS


@pytest.mark.parametrize(
    "text",
    [
        "JEG VIL DØ",
        "jeg vil doe",
        "jeg viiil døøø",
        "jegvilikkeleve",
        "jeg har selv mordstanker",
        "selmordstanker",
        "min far slaar mig",
        "min far slår mgi",
        "voltægt",
        "i want to kil myslef",
        "killmyself",
        "I don’t want to live",
        "suicde",
        "Jeg. Vil. Dø.",
        "jeg er jo bare så sindssygt træt af det hele, og jeg tror altså at jeg snart vil dø",
    ],
)
def test_misspelt_words_are_found_too(text: str, words: Grave) -> None:
    assert is_grave(text, words)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jeg var ved at dø af grin",
        "vi slog tiden ihjel",
        "jeg er dødtræt",
        "min ven slår mig i skak",
        "det slår mig, at jeg er træt",
        "I am dying to know",
        "my feet are killing me",
        "jeg har ikke selvmordstanker",
        "Jeg vil ikke. Leve i byen er dyrt",
        "min træner er en sikker mand",
    ],
)
def test_idioms_and_what_only_looks_grave_are_left_alone(text: str, words: Grave) -> None:
    assert not is_grave(text, words)


def test_an_idiom_does_not_hide_what_stands_beside_it(words: Grave) -> None:
    assert is_grave("jeg var ved at dø af grin, men jeg vil ikke leve mere", words)


def long_texts() -> dict[str, str]:
    chance = random.Random(7)
    letters = "abcdefghijklmnopqrstuvwxyzæøå"
    noise = " ".join("".join(chance.choice(letters) for _ in range(chance.randint(2, 12))) for _ in range(LONGEST // 4))
    everyday = "jeg har været på arbejde i dag og det gik fint og så gik jeg hjem "
    return {
        "everyday": everyday * 200,
        "noise": noise,
        "one letter": "a" * LONGEST,
        "one word": "vilikke" * 2000,
        "begun": "vil ikke " * 2000,
    }


@pytest.mark.parametrize("name", list(long_texts()))
def test_a_text_of_ten_thousand_letters_is_read_whatever_stands_in_it(name: str, words: Grave) -> None:
    assert not is_grave(long_texts()[name][:LONGEST], words)


def test_grave_words_at_the_end_of_a_long_text_are_found(words: Grave) -> None:
    assert is_grave("jeg har det fint. " * 500 + "jeg vil ikke leve mere", words)


def test_a_word_is_found_by_the_other_ways_to_write_it() -> None:
    words = grave_from({"da": _list(same={"ikke": ["it", "ik"]}, phrases={"x": ["vil ikke leve"]})})
    assert [is_grave(text, words) for text in ("a vil it leve", "vil ik leve", "vil ikke leve", "vil leve")] == [True, True, True, False]


def test_a_list_that_names_a_group_it_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no group called want"):
        grave_from({"da": _list(phrases={"x": ["{want} dø"]})})


def test_a_line_of_nothing_but_skipped_words_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing is left of 'bare'"):
        grave_from({"da": _list(phrases={"x": ["bare"]})})


def test_a_list_can_be_written_by_hand() -> None:
    words = grave_from(
        {"da": _list(groups={"who": ["ham", "min ven"]}, phrases={"x": ["slå … {who} (altid) ned"]}, harmless={"x": ["ham ned"]})}
    )
    assert [is_grave(text, words) for text in ("slå nu min ven ned", "slå min ven altid ned", "slå ham ned", "slå ned")] == [
        True,
        True,
        False,
        False,
    ]


def _list(**parts: object) -> dict[str, object]:
    return {"skipped": ["bare"], "real": [], "same": {}, "groups": {}, "phrases": {}, "sure": {}, "harmless": {}, **parts}


@pytest.mark.parametrize("text", ["ﷺ" * 300_000, "x " * 300_000, "æ\u0301" * 300_000])
def test_a_text_longer_than_any_answer_keeps_nobody_waiting(text: str) -> None:
    assert len("".join(tokens(text))) <= 2 * MOST_READ


def test_what_stands_at_the_end_of_the_longest_answers_is_still_read(words: Grave) -> None:
    assert is_grave("ok " * (2 * LONGEST // 3) + "jeg vil ikke leve mere", words)
