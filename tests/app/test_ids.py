"""Ids are drawn so that nobody guesses one, and so that every one of them can be typed after a command."""

import string

from bot import opening

LETTERS = set(string.ascii_letters + string.digits + "-_")


def test_no_id_begins_as_an_option_of_a_command_does() -> None:
    assert not [one for one in (opening.new_id() for _ in range(5000)) if one.startswith("-")]


def test_an_id_is_22_letters_of_an_address_of_which_none_is_like_another() -> None:
    drawn = [opening.new_id() for _ in range(5000)]
    assert {len(one) for one in drawn} == {22}
    assert {letter for one in drawn for letter in one} == LETTERS
    assert len(set(drawn)) == len(drawn)
    # Every place takes every letter, the last one too: 22 letters of 6 bits each.
    assert {one[-1] for one in drawn} == LETTERS
