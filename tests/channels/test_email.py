"""A mail leaves as it should, in the clear to nobody, and how it ended is told as it was."""

import asyncio
import socket
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.channels.email import Email, MailServer
from bot.domain.letter import Later, Letter, Outcome, Refused, Sent, Unknown
from tests.channels.smtp import ELSEWHERE, LOST, Takes, certified, mail_server

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:Møde\r\nEND:VCALENDAR\r\n"
LETTER = Letter(text="Der er nyt til dig.\n", to="alex@post.example", subject="Der er nyt til dig", mark="0a1b2c")
# An end of the line, of those that could begin a header of somebody else's.
BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x85", "\u2028")


def email(port: int, host: str = "127.0.0.1", *, here: bool = True, **more: object) -> Email:
    server = MailServer(host=host, port=port, here=here)
    own = {"sender": "besked@nordby.example", "name": "Nordby Kommune", "stop": "https://samvej.test/mail/stop/{}".format, "patience": 60.0}
    return Email(server=server, clock=lambda: NOW, **{**own, **more})  # type: ignore[arg-type]


async def sent(takes: Takes, letter: Letter = LETTER, **more: object) -> Outcome:
    async with mail_server(takes) as port:
        return await email(port, **more).deliver("box1", letter)  # type: ignore[arg-type]


async def test_a_mail_says_who_it_is_from_and_how_to_stop_it_with_one_press() -> None:
    takes = Takes()
    assert await sent(takes) == Sent()
    [mail] = takes.mails
    told = {name: mail[name] for name in mail if not name.startswith(("MIME", "Content", "X-"))}
    assert told == {
        "From": "Nordby Kommune <besked@nordby.example>",
        "To": "alex@post.example",
        "Subject": "Der er nyt til dig",
        "Date": "Mon, 23 Nov 2026 09:00:00 +0000",
        "Message-ID": "<0a1b2c@nordby.example>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": "<https://samvej.test/mail/stop/box1>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert mail.get_content().splitlines() == ["Der er nyt til dig."]


async def test_a_long_address_to_stop_at_stays_in_one_piece() -> None:
    takes = Takes()
    address = f"https://{'samvej.' * 12}test/mail/stop/"
    await sent(takes, stop=f"{address}{{}}".format)
    assert f"List-Unsubscribe: <{address}box1>\r\n".encode() in takes.raw[0]


async def test_a_calendar_goes_along_as_a_file() -> None:
    takes = Takes()
    await sent(takes, replace(LETTER, attachment=CALENDAR))
    [file] = takes.mails[0].iter_attachments()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "kalender.ics")
    assert file.get_content() == CALENDAR


@pytest.mark.parametrize("end", BREAKS)
async def test_no_header_can_be_slipped_in(end: str) -> None:
    takes, evil = Takes(), f"x{end}Bcc: somebody@else.example"
    assert await sent(takes, replace(LETTER, subject=evil), name=evil) == Sent()
    assert "Bcc" not in takes.mails[0]
    assert await sent(takes, replace(LETTER, to=f"alex@post.example{end}RCPT TO:<somebody@else.example>")) == Refused(
        reason="no address", gone=True
    )
    assert len(takes.mails) == 1


@pytest.mark.parametrize("here", [True, False])
async def test_a_server_elsewhere_that_offers_no_tls_is_given_nothing(here: bool) -> None:
    takes = Takes()
    outcome = await sent(takes, host="127.0.0.1" if here else ELSEWHERE, here=here)
    assert (outcome, len(takes.mails)) == ((Sent(), 1) if here else (Later(seconds=600), 0))


async def test_a_server_elsewhere_is_spoken_to_under_tls_alone(tmp_path: Path) -> None:
    takes = Takes()
    shows, trusts = certified(tmp_path, ELSEWHERE)
    async with mail_server(takes, shows) as port:
        assert await email(port, ELSEWHERE, here=False, tls=trusts).deliver("box1", LETTER) == Sent()
    assert takes.under_tls == [True]


async def test_a_server_elsewhere_whose_certificate_is_not_right_is_given_nothing(tmp_path: Path) -> None:
    takes = Takes()
    shows, _ = certified(tmp_path, ELSEWHERE)
    async with mail_server(takes, shows) as port:
        assert await email(port, ELSEWHERE, here=False).deliver("box1", LETTER) == Later(seconds=60)
    assert takes.mails == []


@pytest.mark.parametrize(
    ("recipient", "mail", "outcome"),
    [
        ("451 later", "", Later(seconds=60)),
        ("550 nobody", "", Refused(reason="550", gone=True)),
        ("551 moved", "", Refused(reason="551", gone=True)),
        ("552 full", "", Refused(reason="552")),
        ("", "451 later", Later(seconds=60)),
        ("", "550 not from you", Refused(reason="550")),
    ],
)
async def test_what_the_server_will_not_take_now_goes_later_and_what_it_never_will_is_refused(
    recipient: str, mail: str, outcome: Outcome
) -> None:
    takes = Takes(to_recipient=[recipient] if recipient else [], to_mail=[mail] if mail else [])
    async with mail_server(takes) as port:
        assert await email(port).deliver("box1", LETTER) == outcome
        assert await email(port).deliver("box1", LETTER) == Sent()


async def test_a_server_that_is_down_gets_it_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert await email(port).deliver("box1", LETTER) == Later(seconds=60)


async def test_a_server_that_says_nothing_gets_it_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        port = mute.getsockname()[1]
        assert await email(port, patience=0.2).deliver("box1", LETTER) == Later(seconds=60)


async def test_where_the_answer_to_the_mail_is_lost_nobody_knows_whether_it_arrived() -> None:
    assert await sent(Takes(to_mail=[LOST])) == Unknown()


async def test_mails_do_not_hold_up_each_other() -> None:
    takes = Takes()
    async with mail_server(takes) as port:
        ends = await asyncio.gather(*(email(port).deliver("box1", LETTER) for _ in range(5)))
    assert (ends, len(takes.mails)) == ([Sent()] * 5, 5)
