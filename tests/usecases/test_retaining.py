"""What is too old goes by itself: people are warned a week before and keep it with one press; frozen and met courses stay."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.letter import Letter
from bot.domain.meeting import Meeting
from bot.errors import NotAllowed
from bot.privacy.retention import Fate, Life, Periods, fate, goes_at
from bot.records import courses, freezing, lifetimes, people, post, switches, traces
from bot.records.people import Address
from bot.records.tables import TABLES
from bot.usecases import inviting, knocking, retaining, reviewing
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, secret, shared

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PERIODS = Periods(course=365, closed=90, invitation=30)
# Where it stays written that something was done, by ids alone, for as long as the operator keeps that list.
OWN_PERIOD = {"trail", "audit", "chores", "notices"}


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


LIFE = Life(moved=ago(days=100), joined=True)


@pytest.mark.parametrize(
    ("life", "follows"),
    [
        (LIFE, Fate.STAYS),
        (replace(LIFE, moved=ago(days=357)), Fate.STAYS),
        (replace(LIFE, moved=ago(days=358)), Fate.WARN),
        (replace(LIFE, moved=ago(days=500)), Fate.WARN),
        (replace(LIFE, moved=ago(days=500), warned=ago(days=6), rounds=6), Fate.STAYS),
        (replace(LIFE, moved=ago(days=500), warned=ago(days=7), rounds=7), Fate.GOES),
        (replace(LIFE, moved=ago(days=500), warned=ago(days=30), rounds=6), Fate.STAYS),
        (replace(LIFE, moved=ago(days=360), warned=ago(days=8), rounds=8), Fate.STAYS),
        (replace(LIFE, moved=ago(days=500), warned=ago(days=9), rounds=9, frozen=True), Fate.STAYS),
        (replace(LIFE, moved=ago(days=500), warned=ago(days=9), rounds=9, meeting=NOW + timedelta(days=3)), Fate.STAYS),
        (replace(LIFE, ends=ago(days=80)), Fate.STAYS),
        (replace(LIFE, ends=ago(days=83)), Fate.WARN),
        (replace(LIFE, ends=ago(days=90), warned=ago(days=7), rounds=7), Fate.GOES),
        (Life(moved=ago(days=29), joined=False, open_invitation=True), Fate.STAYS),
        (Life(moved=ago(days=30), joined=False, open_invitation=True), Fate.GOES),
        (Life(moved=ago(days=31), joined=False), Fate.STAYS),
        (Life(moved=ago(days=365), joined=False), Fate.GOES),
    ],
)
def test_what_follows_from_the_moments_of_a_course(life: Life, follows: Fate) -> None:
    assert fate(life, PERIODS, NOW) is follows


def test_nobody_has_less_than_a_week_to_say_no() -> None:
    assert goes_at(replace(LIFE, moved=ago(days=900)), PERIODS, NOW) == NOW + timedelta(days=7)


def round_of(story: Story) -> int | None:
    return retaining.make_round(story.house, story.stage)


def days_pass(story: Story, days: int) -> None:
    """The round is made each day."""
    for _ in range(days):
        story.clock.later(days=1)
        round_of(story)


def warnings(story: Story) -> list[Letter]:
    return story.letters(story.counsellee.person, "expiring")


def everything(story: Story) -> None:
    """Something of every kind happens in the course."""
    who = story.counsellee
    story.do(people.settle, Address(channel="telegram", external="77", person=who.person, course=who.course, state=people.OPEN))
    story.do(traces.heard, "telegram", "77", 5)
    story.do(inviting.private_link, story.stage, who)
    story.do(reviewing.ask, story.stage, story.counsellor, "Hvad tænker du nu?")
    story.talk("/parker Husleje", "/menu", "[Foreslå et mål]", "At få ro", "/menu")


def left_of(story: Story) -> dict[str, int]:
    """How many rows of each table still name the course, its counsellee or their address."""
    names = {story.counsellee.course, story.counsellee.person}
    found = {}
    for table in TABLES:
        rows = story.house.read(lambda records, table=table: records.rows.some(table, {}))  # type: ignore[misc]
        found[table] = sum(any(str(value) in names or value == "77" for value in row.values()) for row in rows)
    return {table: count for table, count in found.items() if count and table not in OWN_PERIOD}


def test_a_course_lives_is_warned_of_kept_by_one_press_warned_of_again_and_gone_from_every_table() -> None:
    story = shared()
    everything(story)
    assert {"notes", "outbox", "consents", "people", "keys", "traces"} <= left_of(story).keys()
    days_pass(story, 357)
    assert warnings(story) == []
    days_pass(story, 1)
    web, telegram = warnings(story)
    assert web == telegram
    assert web.text == "22. nov. 2027 bliver alt slettet, som du har skrevet her. Vil du beholde det?"
    story.press(web.rows[0][0].press)
    assert story.told[0] == "Det er i orden. Vi beholder det."
    assert warnings(story) == []
    days_pass(story, 357)
    assert warnings(story) == []
    days_pass(story, 7)
    assert len(warnings(story)) == 2
    assert left_of(story)
    days_pass(story, 1)
    assert left_of(story) == {}
    assert story.rows("versions") == story.rows("shares") == []
    assert [row["act"] for row in story.rows("trail", course=story.counsellee.course) if row["act"] in {"expiring", "keep", "expired"}] == [
        "expiring",
        "keep",
        "expiring",
        "expired",
    ]


def test_whoever_does_anything_after_the_warning_has_kept_it_too() -> None:
    story = answered()
    days_pass(story, 358)
    assert len(warnings(story)) == 1
    story.talk("/menu")
    days_pass(story, 10)
    assert (story.rows("expiring"), warnings(story), len(story.rows("courses"))) == ([], [], 1)


def _frozen(story: Story) -> None:
    story.do(freezing.freeze, story.counsellee.course, story.counsellee.person)


def _will_meet(story: Story) -> None:
    at = (story.clock.now + timedelta(days=380)).astimezone(ZoneInfo("Europe/Copenhagen"))
    meeting = Meeting(course=story.counsellee.course, version=1, starts_at=at, timezone="Europe/Copenhagen", place="Her")
    story.do(courses.set_meeting, meeting)


@pytest.mark.parametrize("happens", [_frozen, _will_meet])
def test_a_frozen_course_and_one_that_will_meet_stay(happens: Callable[[Story], None]) -> None:
    story = answered()
    happens(story)
    story.clock.later(days=370)
    round_of(story)
    story.clock.later(days=9)
    round_of(story)
    assert (story.rows("expiring"), len(story.rows("courses"))) == ([], 1)


def test_a_closed_course_goes_after_its_own_time_and_can_be_kept() -> None:
    story = answered()
    story.close()
    days_pass(story, 83)
    story.press(warnings(story)[0].rows[0][0].press)
    assert story.told[0] == "Det er i orden. Vi beholder det."
    days_pass(story, 82)
    assert (warnings(story), len(story.rows("courses"))) == ([], 1)
    days_pass(story, 8)
    assert story.rows("courses") == []


def test_an_invitation_nobody_answers_goes_with_its_reason() -> None:
    story = Story()
    days_pass(story, 29)
    assert len(story.rows("courses")) == 1
    days_pass(story, 1)
    assert (story.rows("courses"), story.rows("notes")) == ([], [])
    assert story.rows("people") != []


def test_a_warning_that_leaves_as_a_knock_does_not_keep_the_course_by_its_own_link() -> None:
    story = shared()
    everything(story)
    story.do(switches.move, switches.TELEGRAM, switches.KNOCK)
    days_pass(story, 358)
    knock = next(envelope for envelope in story.ask(post.waiting_on, people.TELEGRAM, "77") if envelope.kind == "expiring")
    letter = story.do(knocking.ready, story.stage, knock)
    assert letter
    assert story.rows("links", kind="knock")
    days_pass(story, 7)
    assert left_of(story) == {}


def test_nobody_else_keeps_a_course() -> None:
    story = shared()
    for who in (story.counsellor, replace(story.counsellee, shared_only=True), Who(person="nobody", course=story.counsellee.course)):
        with pytest.raises(NotAllowed):
            story.do(retaining.keep, who)


def test_a_warning_of_another_course_of_ones_own_can_be_kept_from_here() -> None:
    story = answered()
    other = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Igen")
    story.do(inviting.accept, story.stage, secret(other.web), language="da", person=story.counsellee.person)
    story.press(f"k:{other.course}")
    assert story.told[0] == "Det er i orden. Vi beholder det."
    story.press("k:forged")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."


def test_what_is_over_is_swept_up() -> None:
    story = shared()
    for row in story.rows("outbox"):
        story.do(post.ended, row["key"], post.SENT)
    story.do(post.take_in, channel="telegram", key="1", sender="77", number=1, body=None)
    story.do(inviting.sign_in, secret(story.sign_in_link))
    story.do(traces.heard, "telegram", "77", 5)
    days_pass(story, 31)
    found = {table: len(story.rows(table)) for table in ("outbox", "inbox", "sessions", "challenges", "traces")}
    assert found == {"outbox": 0, "inbox": 0, "sessions": 0, "challenges": 0, "traces": 0}
    assert {row["kind"] for row in story.rows("links")} <= {"recovery", "private"}


def left(story: Story) -> int:
    """How many courses are left after a round."""
    round_of(story)
    return len(story.rows("courses"))


def test_a_clock_that_jumps_a_month_takes_nothing_from_anybody_who_had_no_week_to_say_no() -> None:
    story, jump = answered(), timedelta(days=30)
    days_pass(story, 358)
    assert len(warnings(story)) == 1
    found = []
    for jumped in (jump, -jump, jump):
        story.clock.now += jumped
        found.append(left(story))
    for _ in range(3):
        story.clock.later(days=1)
        found.append(left(story))
    assert found == [1, 1, 1, 1, 1, 1]
    days_pass(story, 8)
    assert story.rows("courses") == []


def test_an_invitation_nobody_answered_yet_is_there_while_a_clock_is_a_month_ahead() -> None:
    story = Story()
    round_of(story)
    story.clock.later(days=31)
    assert left(story) == 1
    story.clock.later(days=-31, hours=1)
    assert left(story) == 1
    days_pass(story, 29)
    assert left(story) == 1
    days_pass(story, 1)
    assert left(story) == 0


def test_after_the_clock_went_back_the_round_is_made_again_and_is_not_late() -> None:
    story = Story()
    opened = story.clock.now
    story.clock.later(days=30)
    round_of(story)
    assert not story.ask(lifetimes.clock_is_behind)
    story.clock.now = opened
    assert story.ask(lifetimes.clock_is_behind)
    assert round_of(story) is not None
    assert not story.ask(retaining.is_late, opened)


def test_the_round_is_made_once_a_day_and_is_late_after_26_hours() -> None:
    story = Story()
    assert round_of(story) is not None
    assert round_of(story) is None
    opened = story.clock.now
    story.clock.later(hours=19)
    assert (round_of(story), story.ask(retaining.is_late, opened)) == (None, False)
    story.clock.later(hours=8)
    assert story.ask(retaining.is_late, opened)
    assert not story.ask(retaining.is_late, story.clock.now)
    round_of(story)
    assert not story.ask(retaining.is_late, opened)
    assert story.ask(lifetimes.chore_ran) == story.clock.now
