"""Spelling: words that stand in no dictionary are named with their places."""

import pytest

from bot.kit.everything import Text
from bot.kit.spelling import DICTIONARIES, Dictionary, faults, own_words

NO_DANISH = {"da": Dictionary(name="da_XX", package="hunspell-da")}


@pytest.mark.usefixtures("hunspell")
def test_a_misspelt_word_is_named_with_every_place_it_stands_in() -> None:
    found = faults([danish("Du bestemer selv.", "a"), danish("Det bestemer {counsellor}.", "b"), danish("Du bestemmer.", "c")], {})
    assert found == [
        f"{place} (da): 'bestemer' is not in the dictionary; correct it, or add it to bot/kit/words.da.txt" for place in ("a", "b")
    ]


@pytest.mark.usefixtures("hunspell")
def test_each_language_has_its_own_dictionary() -> None:
    english = Text(place="x", language="en", text="Don’t worry about the colour of vejledning")
    assert faults([danish("Rød er en farve"), english], {}) == [
        "x (en): 'vejledning' is not in the dictionary; correct it, or add it to bot/kit/words.en.txt"
    ]


@pytest.mark.usefixtures("hunspell")
def test_words_of_the_own_list_are_right_also_at_the_beginning_of_a_sentence() -> None:
    assert faults([danish("Xyzquer med xyzquer, Samvejen")], {"da": "Samvejen\nxyzquer\n"}) == []
    assert len(faults([danish("samvejqq")], {"da": "Samvejqq\n"})) == 1


@pytest.mark.usefixtures("hunspell")
def test_values_numbers_and_addresses_are_no_words() -> None:
    assert faults([danish("{qqzz} 1813 https://qqzz.example/xx og /pause")], {}) == []


@pytest.mark.usefixtures("hunspell")
def test_an_own_list_out_of_order_is_a_fault() -> None:
    assert faults([danish("Tak")], {"da": "b\na\n"}) == ["bot/kit/words.da.txt: the words are not in order, or one stands twice; sort them"]


def test_a_missing_program_or_dictionary_is_one_fault_that_says_how_to_install_it() -> None:
    help_line = "install both (on Debian: apt-get install hunspell hunspell-da), or leave spelling out: samvej check --no-spelling"
    assert faults([danish("Bestemer"), danish("Oplysinger")], {}, program="hunspell-that-is-not-here") == [
        f"da: hunspell-that-is-not-here or its dictionary da_DK is not here, so no spelling was checked; {help_line}"
    ]
    assert faults([danish("Bestemer"), danish("Oplysinger")], {}, dictionaries=NO_DANISH) == [
        f"da: hunspell or its dictionary da_XX is not here, so no spelling was checked; {help_line}"
    ]


def test_a_language_nobody_named_a_dictionary_for_is_a_fault() -> None:
    assert faults([Text(place="x", language="sv", text="Tack")], {}) == [
        "sv: no dictionary is named for this language; add it in bot/kit/spelling.py"
    ]


def test_no_texts_are_a_fault() -> None:
    assert faults([], {}) == ["there are no texts whose spelling could be checked; look at where they are collected from"]


def test_every_dictionary_has_its_list_of_own_words() -> None:
    assert own_words().keys() == DICTIONARIES.keys()


def danish(text: str, place: str = "x") -> Text:
    return Text(place=place, language="da", text=text)
