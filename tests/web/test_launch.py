import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import BadInput
from bot.web.launch import key_of, launched_by
from tests.web.launching import TOKEN, launch, signed

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KEY = key_of(TOKEN)


def with_fields(text: str, **changed: str | None) -> str:
    fields = {**dict(parse_qsl(text, keep_blank_values=True)), **changed}
    return urlencode({name: said for name, said in fields.items() if said is not None})


def signed_anew(**changed: str | None) -> str:
    """Rightly signed, whatever stands in it."""
    fields = dict(parse_qsl(with_fields(launch(NOW), hash=None, **changed), keep_blank_values=True))
    return urlencode({**fields, "hash": signed(fields)})


def refused(text: str, *, key: bytes = KEY, now: datetime = NOW) -> bool:
    try:
        launched_by(text, key, now)
    except BadInput:
        return True
    return False


def test_who_opens_it_just_now_is_known_by_their_number() -> None:
    assert launched_by(launch(NOW, 4711), KEY, NOW) == "4711"


def test_what_a_link_carries_along_is_signed_too_and_changes_nothing() -> None:
    assert launched_by(launch(NOW, 4711, start_param="somewhere", chat_type="sender"), KEY, NOW) == "4711"


@pytest.mark.parametrize(("age", "taken"), [(-31, False), (-29, True), (0, True), (3600, True), (3601, False), (86400, False)])
def test_it_is_good_for_an_hour_and_never_before_its_time(age: int, *, taken: bool) -> None:
    assert refused(launch(NOW - timedelta(seconds=age))) is not taken


def test_what_was_made_for_another_bot_opens_nothing() -> None:
    assert refused(launch(NOW, token="654321:TEST-token-of-another-bot"))


def test_a_house_without_a_bot_believes_nobody() -> None:
    assert key_of("") == b""
    fields = dict(parse_qsl(with_fields(launch(NOW), hash=None)))
    shown = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    by_nothing = urlencode({**fields, "hash": hmac.new(b"", shown.encode(), hashlib.sha256).hexdigest()})
    assert refused(by_nothing, key=b"")


@pytest.mark.parametrize("name", ["user", "auth_date", "query_id", "signature", "hash"])
def test_nothing_in_it_can_be_changed_or_left_out(name: str) -> None:
    good = launch(NOW)
    said = dict(parse_qsl(good))[name]
    assert refused(with_fields(good, **{name: said[:-1] + ("0" if said[-1] != "0" else "1")}))
    assert refused(with_fields(good, **{name: None}))
    assert refused(with_fields(good, **{name: ""}))


def test_nothing_can_be_added() -> None:
    assert refused(launch(NOW) + "&start_param=x")


@pytest.mark.parametrize("name", ["user", "auth_date", "hash"])
def test_a_field_that_comes_twice_is_refused_even_when_it_says_the_same(name: str) -> None:
    good = launch(NOW)
    again = urlencode({name: dict(parse_qsl(good))[name]})
    assert refused(f"{good}&{again}")
    assert refused(f"{again}&{good}")


@pytest.mark.parametrize("user", ["", "x", "[]", "7", "{}", '{"id":"7"}', '{"id":true}', '{"id":0}', '{"id":-7}', '{"id":1.5}', None])
def test_without_a_person_it_is_nobodys_though_it_is_signed(user: str | None) -> None:
    assert refused(signed_anew(user=user))


@pytest.mark.parametrize("when", ["", "x", "-1", "1e9", "９", "99999999999999", None])
def test_without_a_time_it_is_refused_though_it_is_signed(when: str | None) -> None:
    assert refused(signed_anew(auth_date=when))


def test_what_is_longer_than_any_launch_is_not_looked_at() -> None:
    assert refused(launch(NOW, start_param="x" * 9_000))


@given(st.text(max_size=200))
def test_whatever_comes_is_refused_in_one_way(text: str) -> None:
    assert refused(text)


@given(st.text(max_size=64))
def test_whatever_stands_as_its_hash_is_refused(given_hash: str) -> None:
    assert refused(with_fields(launch(NOW), hash=given_hash))
