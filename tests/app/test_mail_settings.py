"""The settings of the mail server: all of them or none, and where nobody is in between is known by its host."""

import pytest

from bot.config import read_settings
from bot.errors import WrongSettings
from bot.opening import is_here

FROM = {"SAMVEJ_MAIL_FROM": "besked@nordby.example"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SAMVEJ_MAIL_SERVER": "http://mail.example", **FROM}, "SAMVEJ_MAIL_SERVER: give the mail server as host:port"),
        ({"SAMVEJ_MAIL_SERVER": "mail.example:0", **FROM}, "SAMVEJ_MAIL_SERVER: give the mail server as host:port"),
        ({"SAMVEJ_MAIL_SERVER": "mail.example:99999", **FROM}, "SAMVEJ_MAIL_SERVER: give the mail server as host:port"),
        ({"SAMVEJ_MAIL_SERVER": "mail.example"}, "SAMVEJ_MAIL_FROM: a mail server needs the address"),
        ({"SAMVEJ_MAIL_SERVER": "mail.example", "SAMVEJ_MAIL_FROM": "Nordby <a@b.example>"}, "SAMVEJ_MAIL_FROM"),
        ({"SAMVEJ_MAIL_SERVER": "mail.example", **FROM, "SAMVEJ_MAIL_USER": "samvej"}, "SAMVEJ_MAIL_USER: give MAIL_USER and"),
        (FROM, "SAMVEJ_MAIL_SERVER: MAIL_FROM, MAIL_USER and MAIL_PASSWORD are for a mail server"),
    ],
)
def test_what_is_wrong_with_the_mail_server_is_told_with_the_name_to_set(given: dict[str, str], told: str) -> None:
    with pytest.raises(WrongSettings, match=told):
        read_settings(given)


@pytest.mark.parametrize(
    ("server", "at", "here"),
    [
        ("mail.example", ("mail.example", 587), False),
        ("localhost:25", ("localhost", 25), True),
        ("127.0.0.1", ("127.0.0.1", 587), True),
        ("[::1]:25", ("::1", 25), True),
        ("localhost.example:25", ("localhost.example", 25), False),
    ],
)
def test_a_server_is_told_by_host_and_port_and_this_machine_is_known(server: str, at: tuple[str, int], here: bool) -> None:
    settings = read_settings({"SAMVEJ_MAIL_SERVER": server, **FROM})
    assert (settings.mail_at, is_here(settings.mail_at[0])) == (at, here)


def test_the_password_is_not_told_when_the_settings_are() -> None:
    given = {"SAMVEJ_MAIL_SERVER": "mail.example", **FROM, "SAMVEJ_MAIL_USER": "samvej", "SAMVEJ_MAIL_PASSWORD": "hemmelig"}
    assert "hemmelig" not in repr(read_settings(given))
