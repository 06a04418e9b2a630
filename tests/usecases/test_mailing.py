"""An e-mail address is given, confirmed by its own holder, and gone the moment they say so; what a mail says is never what they wrote."""

import re
from dataclasses import replace

import pytest

from bot.domain.letter import Letter
from bot.errors import LinkSpent
from bot.records import links, mailboxes, post, switches
from bot.records.links import LinkKind
from bot.records.people import EMAIL, WEB
from bot.usecases import exporting, mailing, mails
from bot.usecases.notices import send
from tests.usecases.story import Story

ADDRESS = "alex@post.example"
WORDS = "En læreplads i Nordby"


def story(*lines: str) -> Story:
    """Somebody who has accepted, at a house with a mail server, and sits before the page about their mail."""
    told = Story().accept(*lines)
    told.do(switches.mail_is, on=True)
    told.press("m:mail")
    return told


def leaving(told: Story) -> list[Letter]:
    """The mails that leave now, as they leave."""
    found = []
    for envelope in told.ask(post.waiting_on, EMAIL):
        letter = told.do(mails.ready, told.stage, envelope)
        if letter:
            told.do(post.ended, envelope.key, post.SENT)
            found.append(letter)
    return found


def link_in(letter: Letter) -> str:
    found = re.search(r"/mail/bekraeft/(\S+)", letter.text)
    assert found
    return found[1]


def confirmed() -> Story:
    told = story()
    told.talk(ADDRESS)
    [letter] = leaving(told)
    told.do(mailing.confirm, link_in(letter))
    return told


def state(told: Story) -> str:
    found = told.ask(mailboxes.of, told.counsellee.person)
    return found.state if found else "none"


def notify(told: Story, text: str = WORDS, attachment: str = "") -> None:
    told.do(
        send, told.counsellee.person, told.counsellee.course, Letter(text=text, attachment=attachment), kind="remind_step", key=f"n.{text}"
    )


def on_the_page(told: Story) -> list[str]:
    return [one.letter.text for one in told.ask(post.waiting_for, told.counsellee.person, WEB)]


def test_an_address_is_typed_and_confirmed_by_the_link_in_a_mail() -> None:
    told = story()
    assert told.told[-1] == "Hvilken mailadresse skal vi bruge?"
    told.talk(ADDRESS)
    assert "Vi har sendt en mail til alex@post.example. Åbn linket i den. Så får du besked der." in told.told
    [letter] = leaving(told)
    assert (letter.to, letter.subject, state(told)) == (ADDRESS, "Er det din mail?", "asked")
    assert told.stage.operator.controller in letter.text
    told.do(mailing.confirm, link_in(letter))
    told.press("m:mail")
    assert ("Du får besked på alex@post.example." in told.told, state(told)) == (True, "open")


def test_a_confirmations_link_works_once_and_for_a_day() -> None:
    told = story()
    told.talk(ADDRESS)
    secret = link_in(leaving(told)[0])
    told.clock.later(hours=25)
    with pytest.raises(LinkSpent):
        told.do(mailing.confirm, secret)
    told.talk("[Send mailen igen]")
    [letter] = leaving(told)
    told.do(mailing.confirm, link_in(letter))
    with pytest.raises(LinkSpent):
        told.do(mailing.confirm, link_in(letter))


def test_the_link_of_an_earlier_address_confirms_no_later_one() -> None:
    told = story()
    told.talk(ADDRESS)
    secret = link_in(leaving(told)[0])
    told.talk("anden@post.example")
    with pytest.raises(LinkSpent):
        told.do(mailing.confirm, secret)
    assert state(told) == "asked"


def test_nothing_goes_to_an_address_that_was_not_confirmed() -> None:
    told = story()
    told.talk(ADDRESS)
    leaving(told)
    notify(told)
    assert (leaving(told), on_the_page(told)) == ([], [WORDS])


@pytest.mark.parametrize(
    "typed", ["alex", "alex@", "alex@post", "a@b.example\r\nBcc: c@d.example", "a b@c.example", "@c.example", f"{'a' * 250}@c.dk"]
)
def test_what_is_no_address_is_asked_for_again(typed: str) -> None:
    told = story()
    told.talk(typed)
    assert ("Det ligner ikke en mailadresse. Se den efter, og prøv igen." in told.told, state(told)) == (True, "none")


def test_three_mails_with_a_link_a_day_and_no_more_whatever_the_addresses() -> None:
    told = story()
    told.talk(ADDRESS, "anden@post.example", "tredje@post.example", "fjerde@post.example")
    assert "Du har bedt om tre mails i dag. Prøv igen i morgen." in told.told
    told.clock.later(days=1, minutes=1)
    told.talk("fjerde@post.example")
    assert "Vi har sendt en mail til fjerde@post.example. Åbn linket i den. Så får du besked der." in told.told


def test_several_people_cannot_have_mails_sent_to_one_address_again_and_again() -> None:
    told = story()
    for number in range(3):
        told.do(mailboxes.ask, f"somebody{number}", ADDRESS)
    told.talk(ADDRESS.upper())
    assert "Du har bedt om tre mails i dag. Prøv igen i morgen." in told.told


def test_a_mail_says_that_there_is_news_and_from_whom_and_no_word_more() -> None:
    told = confirmed()
    calendar = (
        "BEGIN:VEVENT\r\nSUMMARY:Møde\r\nLOCATION:Gaden 4\\, hos en\r\n  meget lang vej\r\nDTSTART:20261127T130000Z\r\nEND:VEVENT\r\n"
    )
    notify(told, attachment=calendar)
    [letter] = leaving(told)
    assert WORDS not in f"{letter}"
    assert (letter.subject, letter.rows) == ("Der er nyt til dig", ())
    assert f"Der er nyt til dig hos {told.stage.operator.controller}." in letter.text
    assert "Åbn: https://samvej.test/chat\n" in letter.text
    assert letter.attachment == "BEGIN:VEVENT\r\nSUMMARY:Møde\r\nDTSTART:20261127T130000Z\r\nEND:VEVENT\r\n"
    assert on_the_page(told) == [WORDS]


def test_a_mail_that_waits_does_not_leave_when_nobody_is_there_any_more() -> None:
    told = confirmed()
    notify(told)
    found = told.ask(mailboxes.of, told.counsellee.person)
    assert found
    told.do(mailboxes.shut, found.id)
    assert (leaving(told), told.ask(post.waiting_on, EMAIL), on_the_page(told)) == ([], [], [WORDS])


def test_a_reply_in_a_talk_is_never_mailed() -> None:
    told = confirmed()
    told.do(send, told.counsellee.person, told.counsellee.course, Letter(text=WORDS), kind="turn")
    assert leaving(told) == []


def test_mails_are_stopped_by_whoever_has_one_and_the_person_is_told() -> None:
    told = confirmed()
    notify(told)
    [letter] = leaving(told)
    mailbox = letter.text.rpartition(mails.STOP_AT)[2].strip()
    for _ in range(2):
        told.do(mailing.stop, told.stage, mailbox)
    notify(told, "Noget andet")
    assert (leaving(told), state(told)) == ([], "gone")
    assert on_the_page(told).count("Du får ikke flere mails fra os.") == 1
    told.do(mailing.stop, told.stage, "no-such-mailbox")


def test_an_address_that_is_taken_away_is_nowhere_any_more() -> None:
    told = confirmed()
    notify(told)
    told.press("m:mail")
    told.talk("[Fjern min mail]")
    assert (state(told), leaving(told)) == ("none", [])
    assert (told.rows("mailboxes"), told.rows("addresses", channel=EMAIL)) == ([], [])
    assert "Vi har ikke din mailadresse mere." in told.told


def test_whoever_came_by_a_link_of_staffs_is_shown_no_address_and_changes_none() -> None:
    told = confirmed()
    told.press("m:mail")
    told.counsellee = replace(told.counsellee, shared_only=True)
    assert ADDRESS not in str(told.press("m:stay"))
    assert ADDRESS not in str(told.press("m:mail"))
    told.talk("tyv@post.example")
    found = told.ask(mailboxes.of, told.counsellee.person)
    assert found
    assert (found.address, found.state) == (ADDRESS, "open")


def test_the_address_stands_in_ones_own_data_and_in_no_column_as_it_is() -> None:
    told = confirmed()
    export, _ = told.do(exporting.export, told.stage, told.counsellee)
    assert (EMAIL, ADDRESS) in export.person.reached_at
    rows = told.ask(
        lambda records: [row for table in ("mailboxes", "addresses", "outbox", "links") for row in records.rows.some(table, {})]
    )
    assert rows
    assert ADDRESS not in str(rows)


def test_where_there_is_no_mail_server_none_is_offered_and_none_waits() -> None:
    told = confirmed()
    notify(told)
    told.do(mailing.settle, told.stage, on=False)
    assert told.ask(post.waiting_on, EMAIL) == []
    told.talk("/menu")
    told.press("m:mail")
    told.talk("anden@post.example")
    assert "Man kan ikke få mail herfra." in told.told
    notify(told, "Noget andet")
    assert (told.ask(post.waiting_on, EMAIL), on_the_page(told)[-1]) == ([], "Noget andet")


def test_a_second_copy_of_a_mail_can_be_recognised_and_an_earlier_link_stays_good() -> None:
    told = story()
    told.talk(ADDRESS)
    [envelope] = told.ask(post.waiting_on, EMAIL)
    first = told.do(mails.ready, told.stage, envelope)
    told.do(post.unknown, envelope.key, 1)
    told.clock.later(minutes=1)
    [envelope] = told.ask(post.waiting_on, EMAIL)
    second = told.do(mails.ready, told.stage, envelope)
    assert first
    assert second
    assert (first.mark, link_in(first)) != ("", link_in(second))
    assert first.mark == second.mark
    assert told.do(links.look, LinkKind.MAIL, link_in(first)).person == told.counsellee.person
