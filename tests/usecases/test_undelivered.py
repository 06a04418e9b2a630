"""What did not arrive is tried elsewhere, lies on the person's own page with a mark, and is told at the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.postman import settle
from bot.domain.letter import Letter, Outcome, Refused, Sent, Unknown
from bot.domain.reminder import Wishes
from bot.records import mailboxes, people, post, reminding, switches
from bot.records.core import Records
from bot.records.mailboxes import Mailbox
from bot.records.people import EMAIL, OPEN, TELEGRAM, WEB, Address
from bot.records.post import Envelope
from bot.usecases import mailing, undelivered
from bot.usecases.notices import send
from bot.usecases.stage import Stage, Who
from tests.usecases.story import Story

WORDS = "Husk dit skridt: ringe til skolen"
NOT_THERE = Refused(reason="Forbidden", gone=True)
MARK = "Den her nåede ikke frem på {} søndag den 22. november 2026 kl. 10.00:"


def story(*, mail: bool = True, **wanted: object) -> Story:
    """Somebody reached in Telegram and, unless said otherwise, by mail, with these wishes."""
    told = Story().accept()
    person = told.counsellee.person
    told.do(switches.mail_is, on=True)
    told.do(people.settle, Address(channel=TELEGRAM, external="77", person=person, course=told.counsellee.course, state=OPEN))
    if mail:
        told.do(_mailbox, person)
    told.do(reminding.keep, person, Wishes(**wanted))  # type: ignore[arg-type]
    return told


def _mailbox(records: Records, person: str) -> Mailbox:
    found = mailboxes.ask(records, person, "alex@post.example")
    mailboxes.move(records, found, OPEN)
    return found


def notify(told: Story, text: str = WORDS, *, who: Who | None = None, **more: object) -> None:
    told.clock.later(seconds=1)
    whose = who or told.counsellee
    told.do(send, whose.person, whose.course, Letter(text=text), kind="remind_step", key=text, slot=f"s.{text}", **more)


def ends(told: Story, channel: str, outcome: Outcome) -> None:
    """Everything that waits for this channel is tried now, and ends so."""
    for envelope in told.ask(post.waiting_on, channel):
        told.do(_tried, told.stage, envelope, outcome)


def _tried(records: Records, stage: Stage, envelope: Envelope, outcome: Outcome) -> None:
    assert post.begin(records, envelope)
    if settle(records, envelope, outcome):
        undelivered.failed(records, stage, envelope)


def waiting(told: Story, channel: str) -> list[str]:
    """What waits for the counsellee there."""
    return [one.letter.text for one in told.ask(post.waiting_on, channel) if one.person == told.counsellee.person]


@pytest.mark.parametrize(
    ("first", "places"),
    [("", [TELEGRAM]), (TELEGRAM, [TELEGRAM]), (EMAIL, [EMAIL, WEB]), (WEB, [WEB])],
)
def test_letters_go_where_the_person_chose_and_a_mails_content_waits_on_their_page(first: str, places: list[str]) -> None:
    told = story(first=first)
    notify(told)
    assert [channel for channel in (TELEGRAM, EMAIL, WEB) if waiting(told, channel)] == places


def test_what_is_refused_goes_the_other_way_and_lies_on_the_page_with_a_mark() -> None:
    told = story()
    notify(told)
    ends(told, TELEGRAM, NOT_THERE)
    assert waiting(told, EMAIL) == [WORDS]
    assert waiting(told, WEB) == [f"{MARK.format('Telegram')}\n{WORDS}"]


def test_whoever_wants_no_other_way_finds_it_on_their_page_alone() -> None:
    told = story(also=False)
    notify(told)
    ends(told, TELEGRAM, NOT_THERE)
    assert (waiting(told, EMAIL), len(waiting(told, WEB))) == ([], 1)


def test_a_mail_that_is_refused_goes_to_telegram_and_marks_the_one_copy_on_the_page() -> None:
    told = story(first=EMAIL)
    notify(told)
    ends(told, EMAIL, Refused(reason="550", gone=True))
    assert waiting(told, TELEGRAM) == [WORDS]
    assert waiting(told, WEB) == [f"{MARK.format('mail')}\n{WORDS}"]
    found = told.ask(mailboxes.of, told.counsellee.person)
    assert found
    assert found.state == "gone"


def test_what_was_read_on_the_page_meanwhile_is_not_shown_again() -> None:
    told = story(first=EMAIL, also=False)
    notify(told)
    for envelope in told.ask(post.waiting_on, WEB):
        told.do(post.ended, envelope.key, post.SENT)
    ends(told, EMAIL, NOT_THERE)
    assert waiting(told, WEB) == []


def test_when_both_ways_fail_nothing_goes_round_in_circles() -> None:
    told = story()
    notify(told)
    ends(told, TELEGRAM, Refused(reason="400"))
    ends(told, EMAIL, Refused(reason="552"))
    assert (waiting(told, TELEGRAM), waiting(told, EMAIL)) == ([], [])
    assert waiting(told, WEB) == [f"{MARK.format('Telegram')}\n{WORDS}"]


def test_a_letter_whose_end_is_unknown_twice_counts_as_one_that_did_not_arrive() -> None:
    told = story()
    notify(told)
    ends(told, TELEGRAM, Unknown())
    told.clock.later(minutes=1)
    assert waiting(told, WEB) == []
    ends(told, TELEGRAM, Unknown())
    assert waiting(told, EMAIL) == [WORDS]


def test_what_comes_too_late_is_not_sent_on_but_kept() -> None:
    told = story()
    notify(told, good_until=told.clock.now + timedelta(hours=1))
    told.clock.later(hours=2)
    ends(told, TELEGRAM, Refused(reason="late"))
    assert (waiting(told, EMAIL), len(waiting(told, WEB))) == ([], 1)


def test_a_later_one_of_its_kind_on_the_page_is_not_pushed_aside_by_an_older_one() -> None:
    told = story(mail=False)
    told.do(send, told.counsellee.person, told.counsellee.course, Letter(text="før"), kind="x", slot="one")
    told.do(reminding.keep, told.counsellee.person, Wishes(first=WEB))
    told.clock.later(minutes=1)
    told.do(send, told.counsellee.person, told.counsellee.course, Letter(text="nu"), kind="x", slot="one")
    ends(told, TELEGRAM, NOT_THERE)
    assert waiting(told, WEB) == ["nu"]


def test_a_reply_that_did_not_arrive_is_not_said_again_elsewhere() -> None:
    told = story()
    told.do(send, told.counsellee.person, told.counsellee.course, Letter(text="Tak."), kind="turn")
    ends(told, TELEGRAM, NOT_THERE)
    assert (waiting(told, EMAIL), waiting(told, WEB)) == ([], [])
    assert len(told.page().undelivered) == 1


def test_the_desk_tells_how_many_and_where_until_one_arrives_there_again() -> None:
    told = story()
    notify(told, "en")
    notify(told, "to")
    ends(told, TELEGRAM, Refused(reason="400"))
    [line] = told.page().undelivered
    assert line == "Ikke nået frem på Telegram: 2. Senest søndag den 22. november 2026 kl. 10.00."
    assert "En besked nåede ikke frem" in told.line().waits
    told.clock.later(minutes=1)
    notify(told, "tre")
    ends(told, TELEGRAM, Sent())
    assert (told.page().undelivered, "En besked nåede ikke frem" in told.line().waits) == ((), False)


def test_the_desk_tells_nothing_of_what_the_letter_was_about() -> None:
    told = story()
    notify(told)
    ends(told, TELEGRAM, Refused(reason="400"))
    assert not [one for one in told.page().undelivered if "skridt" in one or "step" in one]


def test_a_counsellor_finds_their_own_at_the_desk_and_it_counts_as_nobody_elses() -> None:
    told = story()
    person = told.counsellor.person
    told.do(people.settle, Address(channel=TELEGRAM, external="88", person=person, course="", state=OPEN))
    notify(told, "Der er nyt", who=replace(told.counsellor))
    ends(told, TELEGRAM, NOT_THERE)
    found = [one.letter.text for one in told.ask(post.waiting_for, person, WEB)]
    assert found[-1] == f"{MARK.format('Telegram')}\nDer er nyt"
    assert told.page().undelivered == ()


def test_a_mail_with_a_link_that_did_not_arrive_is_told_on_the_page() -> None:
    told = story(mail=False, first=WEB)
    told.do(mailing.ask, told.counsellee.person, "alx@post.example")
    ends(told, EMAIL, Refused(reason="550", gone=True))
    assert waiting(told, WEB) == ["Mailen med linket nåede ikke frem. Se, om adressen er rigtig."]
    found = told.ask(mailboxes.of, told.counsellee.person)
    assert found
    assert found.state == "gone"
