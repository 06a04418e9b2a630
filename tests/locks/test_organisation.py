"""Signing in with an organisation's account, against a provider on this machine."""

import base64
import hashlib
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import joserfc.jwt
import pytest
from joserfc.jwk import KeySet, RSAKey

from bot.errors import BadInput
from bot.locks.organisation import Organisation, organisation_at
from tests.locks.issuer import issuer_that
from tests.locks.provider import came_back, provider

BACK = "http://localhost:8080/desk/ind/organisation/svar"
KEPT = {"state": "s" * 44, "nonce": "n" * 44, "verifier": "v" * 44}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with provider() as address:
        yield address


@pytest.fixture
def organisation(issuer: str) -> Organisation:
    return Organisation(issuer=issuer, client="samvej", secret="hemmelig", back=BACK)


def test_whoever_signs_in_there_comes_back_as_themselves(organisation: Organisation) -> None:
    address = organisation.address(**KEPT)
    assert organisation.subject(came_back(address), **KEPT) == "anna"


def test_the_way_there_carries_a_challenge_and_never_the_verifier(organisation: Organisation) -> None:
    address = organisation.address(**KEPT)
    asked = parse_qs(urlsplit(address).query)
    assert (asked["code_challenge_method"], asked["response_type"], asked["scope"]) == (["S256"], ["code"], ["openid"])
    assert (asked["state"], asked["nonce"], asked["redirect_uri"]) == ([KEPT["state"]], [KEPT["nonce"]], [BACK])
    assert "v" * 44 not in address
    assert "hemmelig" not in address


def test_a_code_is_good_once(organisation: Organisation) -> None:
    query = came_back(organisation.address(**KEPT))
    organisation.subject(query, **KEPT)
    with pytest.raises(BadInput):
        organisation.subject(query, **KEPT)


@pytest.mark.parametrize("other", ["state", "nonce"])
def test_what_was_begun_elsewhere_does_not_fit(organisation: Organisation, other: str) -> None:
    query = came_back(organisation.address(**KEPT))
    with pytest.raises(BadInput):
        organisation.subject(query, **{**KEPT, other: "x" * 44})


@pytest.mark.parametrize("query", ["", "error=access_denied&state=" + "s" * 44, "code=made-up&state=" + "s" * 44])
def test_what_is_no_answer_does_not_fit(organisation: Organisation, query: str) -> None:
    with pytest.raises(BadInput):
        organisation.subject(query, **KEPT)


def test_an_answer_that_names_another_issuer_does_not_fit(organisation: Organisation) -> None:
    query = came_back(organisation.address(**KEPT))
    with pytest.raises(BadInput):
        organisation.subject(f"{query}&iss=https://elsewhere.example", **KEPT)


def test_an_issuer_that_calls_itself_something_else_is_refused() -> None:
    with issuer_that(calls_itself="https://elsewhere.example") as issuer, pytest.raises(BadInput):
        Organisation(issuer=issuer.url, client="samvej", secret="", back=BACK).address(**KEPT)


def test_whoever_asks_for_the_token_shows_what_the_challenge_was_made_of() -> None:
    with issuer_that() as issuer:
        ours = Organisation(issuer=issuer.url, client="samvej", secret="hemmelig", back=BACK)
        challenge = parse_qs(urlsplit(ours.address(**KEPT)).query)["code_challenge"]
        with pytest.raises(BadInput):
            ours.subject(f"code=x&state={KEPT['state']}", **KEPT)
    assert challenge == [base64.urlsafe_b64encode(hashlib.sha256(KEPT["verifier"].encode()).digest()).decode().rstrip("=")]
    assert [asked["code_verifier"] for asked in issuer.asked] == [[KEPT["verifier"]]]


def test_nobody_there_is_an_error_of_the_net() -> None:
    with pytest.raises(ConnectionError):
        Organisation(issuer="http://localhost:9", client="samvej", secret="hemmelig", back=BACK).address(**KEPT)


def test_nothing_is_fetched_before_somebody_signs_in() -> None:
    assert Organisation(issuer="http://localhost:9", client="samvej", secret="hemmelig", back=BACK).host == "localhost:9"
    assert organisation_at(issuer="", client="", secret="", back=BACK) is None


@pytest.mark.parametrize(
    "claims", [{"iss": "https://elsewhere"}, {"aud": "another"}, {"exp": 1}, {"nonce": "another"}, {"sub": None}, {"exp": None}]
)
def test_a_token_that_was_not_made_for_us_here_and_now_is_refused(claims: dict[str, object]) -> None:
    key = RSAKey.generate_key(2048, {"kid": "1"})
    keys = KeySet([key]).as_dict(private=False)
    good = {"iss": "https://issuer", "aud": "samvej", "exp": 4_000_000_000, "nonce": "n", "sub": "anna"}
    ours = Organisation(issuer="https://issuer", client="samvej", secret="", back=BACK)
    assert ours.read(joserfc.jwt.encode({"alg": "RS256", "kid": "1"}, good, key), keys, "n") == "anna"
    bad = {name: value for name, value in {**good, **claims}.items() if value is not None}
    with pytest.raises(BadInput):
        ours.read(joserfc.jwt.encode({"alg": "RS256", "kid": "1"}, bad, key), keys, "n")


def test_a_token_without_a_signature_or_signed_by_another_is_refused() -> None:
    key, other = RSAKey.generate_key(2048, {"kid": "1"}), RSAKey.generate_key(2048, {"kid": "1"})
    keys = KeySet([key]).as_dict(private=False)
    claims = {"iss": "https://issuer", "aud": "samvej", "exp": 4_000_000_000, "nonce": "n", "sub": "anna"}
    ours = Organisation(issuer="https://issuer", client="samvej", secret="", back=BACK)
    forged = joserfc.jwt.encode({"alg": "RS256", "kid": "1"}, claims, other)
    unsigned = "eyJhbGciOiJub25lIn0." + forged.split(".")[1] + "."
    for token in (forged, unsigned, "rubbish", ""):
        with pytest.raises(BadInput):
            ours.read(token, keys, "n")
