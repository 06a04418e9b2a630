"""The codes of an app: good in their half minute and the ones beside it."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from bot.locks.codes import Codes

NOW = datetime(2026, 11, 23, 9, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(("seconds", "good"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)])
def test_a_code_is_good_in_its_half_minute_and_the_ones_beside_it(seconds: int, good: bool) -> None:
    secret = Codes().fresh()
    typed = pyotp.TOTP(secret).at(NOW + timedelta(seconds=seconds))
    step = Codes().step(secret, typed, NOW)
    assert (step is not None) == good
    assert step in {None, int((NOW.timestamp() + seconds) // 30)}


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "æøåæøå", "１２３４５６"])
def test_what_is_no_code_is_not_good(typed: str) -> None:
    assert Codes().step(Codes().fresh(), typed, NOW) is None


def test_a_code_may_be_typed_with_a_space() -> None:
    secret = Codes().fresh()
    typed = pyotp.TOTP(secret).at(NOW)
    assert Codes().step(secret, f" {typed[:3]} {typed[3:]} ", NOW) is not None


def test_an_app_reads_the_secret_and_the_name_and_that_is_all() -> None:
    secret = Codes().fresh()
    read = pyotp.parse_uri(Codes().address(secret, "anna"))
    assert (read.secret, read.name, read.issuer, len(secret)) == (secret, "anna", "Samvej", 32)
