"""Passwords are hashed by the low-memory profile of RFC 9106, and finding out that there is no such name takes as long."""

import asyncio
import threading
import time

import argon2
import pytest
from argon2.profiles import RFC_9106_LOW_MEMORY

from bot.domain.signing import is_common, is_fitting
from bot.locks.codes import Codes
from bot.locks.passwords import NOBODY, Passwords
from bot.web.locks import SIDE_BY_SIDE, Locks


def test_what_is_kept_fits_the_password_and_no_other() -> None:
    passwords = Passwords()
    kept = passwords.hash("fire gule cykler")
    assert [passwords.fits(said, kept) for said in ("fire gule cykler", "fire gule cykle", "")] == [True, False, False]
    assert argon2.extract_parameters(kept) == RFC_9106_LOW_MEMORY


def test_where_nobody_is_as_much_is_worked_out_and_nothing_fits() -> None:
    assert argon2.extract_parameters(NOBODY) == RFC_9106_LOW_MEMORY
    passwords = Passwords()
    kept = passwords.hash("fire gule cykler")
    took = {who: min(_seconds(passwords, hashed) for _ in range(3)) for who, hashed in (("known", kept), ("nobody", ""))}
    assert took["nobody"] > took["known"] / 2
    assert not passwords.fits("fire gule cykler", "")


def test_what_is_no_hash_fits_nothing() -> None:
    assert not Passwords().fits("fire gule cykler", "rubbish")


async def test_no_more_than_two_are_looked_at_side_by_side() -> None:
    counting = Counting()
    locks = Locks(passwords=counting, codes=Codes(), passkeys=None)
    await asyncio.gather(*(locks.fits("x", "y") for _ in range(6)), *(locks.hash("x") for _ in range(3)))
    assert (counting.most, counting.done, SIDE_BY_SIDE) == (2, 9, 2)


@pytest.mark.parametrize(
    "password", ["123456789012", "Password1234!", "kodeordkodeord", "QWERTYuiop12", "aaaaaaaaaaaa", "1q2w3e4r5t12", "Vejleder2026"]
)
def test_what_somebody_who_guesses_tries_first_is_common(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize("password", ["fire gule cykler", "Hq7!tremølle kold", "korrekt hest batteri", "årh, endnu en dag"])
def test_other_words_are_not(password: str) -> None:
    assert (is_common(password, "anna"), is_fitting(password)) == (False, True)


class Counting:
    def __init__(self) -> None:
        self.most = self.now = self.done = 0
        self._lock, self._two = threading.Lock(), threading.Event()

    def hash(self, password: str) -> str:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.now == SIDE_BY_SIDE:
                self._two.set()
        self._two.wait(60)  # the first one is looked at until another is beside it
        time.sleep(0.02)
        with self._lock:
            self.now -= 1
            self.done += 1
        return ""

    def fits(self, password: str, kept: str) -> bool:
        return bool(self.hash(password))


def _seconds(passwords: Passwords, kept: str) -> float:
    begun = time.process_time()  # of its own work, so that nobody else's counts
    passwords.fits("something else", kept)
    return time.process_time() - begun
