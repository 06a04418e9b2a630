"""An older copy of the database gives nobody back what was taken from them after it was made."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from datetime import datetime

import pytest

from bot.domain.people import Role
from bot.domain.signing import Way
from bot.errors import LinkSpent, StoreUnavailable
from bot.ports import Row
from bot.records import courses, credentials, freezing, links, notes
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.tables import TABLES
from bot.usecases import handing_over, inviting, leading, owndata, replaying, sharing
from tests.fakes.journal import Noted
from tests.usecases.story import Story, shared

NOW = {"hash": "x", "person": "x", "purpose": "x", "body": b"", "expires_at": "9"}


class Copied:
    """A course in which everything is shared, with a list outside the store, and a copy of all rows as they were at the beginning."""

    def __init__(self) -> None:
        self.story, self.journal = shared(), Noted()
        self.story.house = replace(self.story.house, journal=self.journal)
        self.copy = {table: deepcopy(self.story.rows(table)) for table in TABLES}
        self.story.clock.later(minutes=1)

    def put_back(self) -> int:
        """The copy comes into place of what is there, and the house is opened; how many rows that touched."""
        self.story.clock.later(minutes=1)
        self.story.do(_put_back, self.copy)
        return self.story.do(replaying.replay)

    def seen(self) -> list[str]:
        """What the counsellor can read of the counsellee's answers."""
        story = self.story
        found = story.ask(notes.visible, story.counsellor.course, viewer=story.counsellor.viewer, author=story.counsellee.person)
        return [note.words.said for note in found]


def _put_back(records: Records, copy: dict[str, list[Row]]) -> None:
    for table, rows in copy.items():
        key = TABLES[table].key
        for row in records.rows.some(table, {}):
            records.rows.drop(table, {name: row[name] for name in key})
        for row in rows:
            records.rows.add(table, row)


def test_what_was_taken_back_stays_taken_back_and_the_rest_stays_shared() -> None:
    copied = Copied()
    story, everything = copied.story, copied.seen()
    story.do(sharing.withdraw, story.counsellee, story.mine()[:1])
    left = copied.seen()
    assert copied.put_back() >= 1
    assert (copied.seen(), len(left)) == (left, len(everything) - 1)
    assert story.do(replaying.replay) == 0


def test_what_was_shared_anew_stays_shared() -> None:
    copied = Copied()
    story, everything = copied.story, copied.seen()
    story.do(sharing.withdraw, story.counsellee, story.mine())
    story.clock.later(minutes=1)
    story.do(sharing.share, story.stage, story.counsellee, story.ask(sharing.offered, story.stage, story.counsellee))
    assert story.do(replaying.replay) == 0
    assert copied.seen() == everything


def test_nothing_is_said_to_be_taken_back_that_could_not_be_noted() -> None:
    copied = Copied()
    copied.journal.broken = True
    everything = copied.seen()
    with pytest.raises(StoreUnavailable):
        copied.story.do(sharing.withdraw, copied.story.counsellee, copied.story.mine())
    assert copied.seen() == everything


def test_taking_everything_back_writes_to_the_list_once() -> None:
    copied, times = Copied(), 0
    note = copied.journal.note

    def counted(names: Sequence[str], at: datetime) -> None:
        nonlocal times
        times += 1
        note(names, at)

    copied.journal.note = counted  # type: ignore[method-assign]
    copied.story.talk("/menu")
    copied.story.do(sharing.take_all_back, copied.story.stage, copied.story.counsellee)
    assert (copied.seen(), times) == ([], 1)


def test_a_counsellor_who_left_does_not_come_back_and_another_can_be_offered_with_what_was_shared() -> None:
    copied = Copied()
    story = copied.story
    lead, _ = story.do(leading.add_lead, story.stage, "Leder")
    coming, _ = story.do(inviting.add_counsellor, story.stage, "Afløser")
    copied.copy |= {table: story.rows(table) for table in ("people", "keys", "memberships", "links")}
    course, everything = story.counsellor.course, copied.seen()
    story.do(handing_over.hand_over, story.stage, lead, course, coming)
    assert copied.put_back() == 1
    assert (story.ask(courses.ids, course, Role.COUNSELLOR), copied.seen()) == ([], [])
    assert story.do(replaying.replay) == 0
    story.do(handing_over.hand_over, story.stage, lead, course, coming)
    story.do(handing_over.answer, story.stage, story.counsellee, coming, handing_over.SHARING)
    assert story.ask(courses.ids, course, Role.COUNSELLOR) == [coming]
    story.counsellor = replace(story.counsellor, person=coming)
    assert copied.seen() == everything
    assert story.do(replaying.replay) == 0


def test_what_was_frozen_is_frozen_again_unless_it_was_opened_since() -> None:
    copied = Copied()
    story, course = copied.story, copied.story.counsellee.course
    story.do(owndata.freeze, story.counsellee)
    copied.put_back()
    assert story.ask(freezing.is_frozen, course)
    story.do(owndata.thaw, story.counsellee)
    assert copied.put_back() == 0
    assert not story.ask(freezing.is_frozen, course)


@pytest.mark.parametrize("end", ["drop", "replace"])
def test_a_credential_that_was_removed_or_replaced_lets_nobody_in(end: str) -> None:
    copied = Copied()
    story, person = copied.story, copied.story.counsellor.person
    story.do(_password, person, "old")
    copied.copy |= {table: story.rows(table) for table in ("credentials", "keys")}
    story.clock.later(minutes=1)
    ways: dict[str, Callable[[Records], object]] = {
        "drop": lambda records: credentials.drop(records, person, Way.PASSWORD),
        "replace": lambda records: _password(records, person, "new"),
    }
    story.do(ways[end])
    assert story.do(replaying.replay) == 0
    assert len(story.ask(credentials.of, person)) == (1 if end == "replace" else 0)
    assert copied.put_back() == 1
    assert story.ask(credentials.of, person) == []


def test_after_a_restore_nobody_is_signed_in_and_only_lasting_links_open() -> None:
    story = shared()
    who = story.counsellee
    session = story.do(links.open_session, person=who.person, course=who.course, role="counsellee")
    made = {kind: story.do(links.make, kind, person=who.person, course=who.course) for kind in LinkKind}
    story.do(lambda records: records.rows.add("challenges", NOW))
    story.do(replaying.shut)
    assert story.ask(links.session, session, "counsellee") is None
    assert {kind for kind, link in made.items() if _opens(story, kind, link)} == {LinkKind.INVITE, LinkKind.PRIVATE, LinkKind.RECOVERY}
    assert story.rows("challenges") == []


def _opens(story: Story, kind: LinkKind, link: str) -> bool:
    try:
        story.ask(links.look, kind, link)
    except LinkSpent:
        return False
    return True


def _password(records: Records, person: str, hashed: str) -> None:
    credentials.keep(records, Way.PASSWORD, person, "anna", {"name": "Anna", "hash": hashed})
