"""The settings of the organisation's own sign-in: it is reached by https, and knows us by a name."""

import pytest

from bot.config import read_settings
from bot.errors import WrongSettings

CLIENT = {"SAMVEJ_OIDC_CLIENT": "samvej"}


@pytest.mark.parametrize("issuer", ["http://login.example", "login.example", "ftp://login.example"])
def test_an_issuer_that_is_not_reached_by_https_is_a_fault(issuer: str) -> None:
    with pytest.raises(WrongSettings, match="SAMVEJ_OIDC_ISSUER: give the https address"):
        read_settings({"SAMVEJ_OIDC_ISSUER": issuer, **CLIENT})


def test_an_issuer_without_our_name_there_is_a_fault() -> None:
    with pytest.raises(WrongSettings, match="SAMVEJ_OIDC_CLIENT"):
        read_settings({"SAMVEJ_OIDC_ISSUER": "https://login.example"})


def test_an_issuer_by_https_or_on_this_machine_is_taken() -> None:
    for issuer in ("https://login.example", "http://127.0.0.1:9400"):
        assert read_settings({"SAMVEJ_OIDC_ISSUER": issuer, **CLIENT}).oidc_issuer == issuer
