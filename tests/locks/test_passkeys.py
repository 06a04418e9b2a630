"""Passkeys: asked for by their holder's own device, at this address, for one challenge, with a finger, a face or a code."""

import json
from dataclasses import replace

import pytest
import webauthn

from bot.errors import BadInput
from bot.locks.passkeys import Passkeys, passkeys_at
from tests.locks.device import ID, Device

URL, CHALLENGE = "https://samvej.example", "c" * 44
PASSKEYS = Passkeys(URL)
NAME = webauthn.helpers.bytes_to_base64url(ID)


def offer(challenge: str = CHALLENGE) -> str:
    return PASSKEYS.offer(challenge, "person", "Samvej", ["AAAA"])


def test_a_device_is_asked_to_keep_the_key_and_to_know_its_holder() -> None:
    asked = json.loads(offer())
    assert asked["authenticatorSelection"] == {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
    assert (asked["rp"], asked["user"]["name"]) == ({"name": "Samvej", "id": "samvej.example"}, "Samvej")
    assert [one["id"] for one in asked["excludeCredentials"]] == ["AAAA"]
    used = json.loads(PASSKEYS.ask(CHALLENGE))
    assert (used["userVerification"], used.get("allowCredentials", [])) == ("required", [])


def test_a_passkey_that_was_made_here_opens_here() -> None:
    device = Device()
    made = PASSKEYS.made(device.make(offer()), CHALLENGE)
    assert (made.id, made.uses) == (NAME, 0)
    answer = device.use(PASSKEYS.ask("d" * 44))
    assert PASSKEYS.made_for(answer) == ("d" * 44, NAME)
    assert PASSKEYS.used(answer, "d" * 44, made) == 1


@pytest.mark.parametrize("lie", [{"origin": "https://samvej.evil"}, {"host": "samvej.evil"}, {"verified": False}])
def test_a_device_elsewhere_or_without_its_holder_is_refused(lie: dict[str, object]) -> None:
    device = Device()
    made = PASSKEYS.made(device.make(offer()), CHALLENGE)
    lying = replace(device, **lie)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        PASSKEYS.made(lying.make(offer()), CHALLENGE)
    with pytest.raises(BadInput):
        PASSKEYS.used(lying.use(PASSKEYS.ask(CHALLENGE)), CHALLENGE, made)


def test_an_answer_to_another_challenge_is_refused() -> None:
    device = Device()
    made = PASSKEYS.made(device.make(offer()), CHALLENGE)
    with pytest.raises(BadInput):
        PASSKEYS.used(device.use(PASSKEYS.ask("d" * 44)), CHALLENGE, made)
    with pytest.raises(BadInput):
        PASSKEYS.made(device.make(offer("d" * 44)), CHALLENGE)


def test_another_devices_signature_and_a_copied_key_are_refused() -> None:
    device = Device()
    made = PASSKEYS.made(device.make(offer()), CHALLENGE)
    with pytest.raises(BadInput):
        PASSKEYS.used(Device().use(PASSKEYS.ask(CHALLENGE)), CHALLENGE, made)
    with pytest.raises(BadInput):
        PASSKEYS.used(device.use(PASSKEYS.ask(CHALLENGE)), CHALLENGE, replace(made, uses=5))


def test_an_answer_of_the_other_kind_is_refused() -> None:
    device = Device()
    made = PASSKEYS.made(device.make(offer()), CHALLENGE)
    with pytest.raises(BadInput):
        PASSKEYS.used(device.make(offer()), CHALLENGE, made)
    with pytest.raises(BadInput):
        PASSKEYS.made(device.use(PASSKEYS.ask(CHALLENGE)), CHALLENGE)


@pytest.mark.parametrize(
    "junk",
    [
        *("", "x", "null", "[]", "{}", '{"id": 1}', '{"response": 1, "id": "x"}', "[" * 100_000),
        '{"id": "x", "response": {"clientDataJSON": "///"}}',
        '{"id": "\\ud800", "response": {"clientDataJSON": ""}}',
    ],
)
def test_what_is_no_answer_is_refused(junk: str) -> None:
    made = PASSKEYS.made(Device().make(offer()), CHALLENGE)
    for ask in (lambda: PASSKEYS.made_for(junk), lambda: PASSKEYS.made(junk, CHALLENGE), lambda: PASSKEYS.used(junk, CHALLENGE, made)):
        with pytest.raises(BadInput):
            ask()


def test_every_cut_of_an_answer_is_refused_and_none_breaks_anything() -> None:
    device = Device()
    answer = json.loads(device.make(offer()))
    for name, whole in answer["response"].items():
        for length in range(0, len(whole), 7):
            with pytest.raises(BadInput):
                PASSKEYS.made(json.dumps({**answer, "response": {**answer["response"], name: whole[:length]}}), CHALLENGE)


@pytest.mark.parametrize(
    ("url", "offered"), [("https://samvej.example", True), ("http://localhost:8080", True), ("http://127.0.0.1:1", False)]
)
def test_browsers_make_no_passkeys_for_a_bare_number(url: str, offered: bool) -> None:
    assert (passkeys_at(url) is not None) == offered
