"""Signing in as use cases: what is kept is bound to its person, what is begun is good once, and what goes ends other sessions."""

from datetime import UTC, datetime

import pyotp
import pytest

from bot.domain.signing import Way
from bot.errors import BadInput, LinkSpent, WrongKey
from bot.locks.codes import Codes
from bot.records import challenges, credentials, links
from bot.usecases import erasing, inviting, signing_in, ways_in
from tests.usecases.story import Story
from tests.web.locks import FakePasskeys

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CODES = Codes()


def code(story: Story) -> str:
    return pyotp.TOTP(SECRET).at(story.clock.now)


@pytest.fixture
def story() -> Story:
    story = Story()
    person = story.counsellor.person
    story.do(lambda r: credentials.keep(r, Way.PASSWORD, person, "anna", {"name": "Anna", "hash": "kept"}))
    story.do(lambda r: credentials.keep(r, Way.CODE, person, "any", {"secret": SECRET}))
    return story


def let_in(story: Story, *, name: str = "anna", kept: str = "kept", typed: str = "") -> str:
    return story.do(signing_in.by_password, CODES, name=name, kept=kept, code=typed or code(story))


def test_a_right_password_and_a_fresh_code_open_a_session_of_that_person(story: Story) -> None:
    secret = let_in(story)
    session = story.ask(links.session, secret, "counsellor")
    assert session
    assert (session.person, session.role) == (story.counsellor.person, "counsellor")


@pytest.mark.parametrize("wrong", [{"name": "bo"}, {"kept": ""}, {"kept": "another"}, {"typed": "000000"}])
def test_whatever_is_wrong_opens_nothing(story: Story, wrong: dict[str, str]) -> None:
    assert let_in(story, **wrong) == ""
    assert story.rows("sessions") == []


def test_a_password_that_was_changed_while_it_was_looked_at_opens_nothing(story: Story) -> None:
    person = story.counsellor.person
    story.do(lambda r: credentials.keep(r, Way.PASSWORD, person, "anna", {"name": "Anna", "hash": "new"}))
    assert let_in(story, kept="kept") == ""


def test_somebody_who_is_no_longer_on_the_roll_is_not_let_in(story: Story) -> None:
    story.do(lambda r: r.rows.drop("memberships", {"course": "staff", "person": story.counsellor.person}))
    assert let_in(story) == ""


def test_what_is_begun_is_taken_up_once_and_within_ten_minutes(story: Story) -> None:
    secret = story.do(challenges.begin, "try", body={"state": "x"})
    assert story.do(challenges.take, "try", secret).body == {"state": "x"}
    for purpose, taken in (("try", secret), ("try", "made up")):
        with pytest.raises(LinkSpent):
            story.do(challenges.take, purpose, taken)
    late = story.do(challenges.begin, "try")
    story.clock.later(minutes=10)
    with pytest.raises(LinkSpent):
        story.do(challenges.take, "try", late)


def test_what_is_begun_for_one_thing_is_no_good_for_another(story: Story) -> None:
    secret = story.do(challenges.begin, "try")
    with pytest.raises(LinkSpent):
        story.do(challenges.take, "other", secret)


def test_what_nobody_took_up_goes(story: Story) -> None:
    story.do(challenges.begin, "try")
    story.clock.later(minutes=11)
    story.do(challenges.begin, "try")
    assert len(story.rows("challenges")) == 1


def test_a_credential_moved_to_another_person_cannot_be_opened(story: Story) -> None:
    story.accept()
    story.do(lambda r: r.rows.change("credentials", {"kind": Way.CODE}, {"person": story.counsellee.person}))
    with pytest.raises(WrongKey):
        story.ask(credentials.of, story.counsellee.person)


def test_ways_are_counted_as_they_open_a_door(story: Story) -> None:
    person = story.counsellor.person
    assert story.ask(ways_in.is_set_up, person)
    story.do(lambda r: credentials.drop(r, person, Way.CODE))
    assert not story.ask(ways_in.is_set_up, person)


def test_a_counsellees_last_passkey_may_go_and_so_do_all_at_erasure(story: Story) -> None:
    story.accept()
    person, passkeys = story.counsellee.person, FakePasskeys()
    for name in ("a", "b"):
        offered = story.do(ways_in.offer_passkey, passkeys, person, "Samvej")
        assert story.do(ways_in.add_passkey, passkeys, person, offered.replace('"name"', f'"id": "{name}", "name"', 1))
    first = story.ask(ways_in.ways, person).passkeys[0].id
    assert story.do(ways_in.remove, person, Way.PASSKEY, first, "", last=True)
    assert story.ask(ways_in.ways, person).count == 1
    story.do(erasing.erase, story.counsellee)
    assert story.rows("credentials", person=person) == []


@pytest.mark.parametrize("kind", ["", "code", "made up", "passkey"])
def test_what_is_no_way_in_of_ones_own_cannot_be_removed(story: Story, kind: str) -> None:
    story.do(lambda r: credentials.keep(r, Way.ORGANISATION, story.counsellor.person, "anna@issuer", {}))
    assert not story.do(ways_in.remove, story.counsellor.person, kind, "", "")
    assert len(story.rows("credentials")) == 3


def test_times_in_the_list_are_the_holders_own(story: Story) -> None:
    person = story.counsellor.person
    story.do(lambda r: credentials.keep(r, Way.PASSKEY, person, "a", {"id": "a", "key": ""}))
    assert story.ask(ways_in.ways, person).passkeys[0].made_at.isoformat() == "2026-11-22T10:00:00+01:00"
    assert story.clock.now == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_a_password_that_one_began_is_not_finished_by_another(story: Story) -> None:
    other, _ = story.do(inviting.add_counsellor, story.stage, "Bo")
    begun = story.do(ways_in.begin_password, CODES, story.counsellor.person, "anna", "hash")
    typed = pyotp.TOTP(begun.secret).at(story.clock.now)
    with pytest.raises(LinkSpent):
        story.do(ways_in.keep_password, CODES, other, begun.ticket, typed, "")
    assert story.do(ways_in.keep_password, CODES, story.counsellor.person, begun.ticket, typed, "")


def test_a_name_belongs_to_one_person_also_when_two_choose_it_at_once(story: Story) -> None:
    other, _ = story.do(inviting.add_counsellor, story.stage, "Bo")
    with pytest.raises(BadInput, match="taken"):
        story.ask(ways_in.check_password, other, " ANNA ", "fire gule cykler")
    begun = story.do(ways_in.begin_password, CODES, other, "Anna", "another hash")
    with pytest.raises(BadInput, match="taken"):
        story.do(ways_in.keep_password, CODES, other, begun.ticket, pyotp.TOTP(begun.secret).at(story.clock.now), "")
    assert story.ask(signing_in.kept_hash, "anna") == "kept"
