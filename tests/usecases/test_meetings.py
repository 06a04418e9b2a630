"""A meeting is reminded of, moved and cancelled, and whoever cannot come says so in one press."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.letter import Letter
from bot.domain.people import Role
from bot.errors import BadInput
from bot.records import absences, courses, people, post, timers
from bot.usecases import absent, inviting, meetings, notices, reviewing, ringing
from bot.usecases.heard import Heard
from bot.usecases.stage import Who
from bot.usecases.talking import turn
from tests.usecases.story import Story, answered, secret

DENMARK = ZoneInfo("Europe/Copenhagen")
WHEN = "fredag den 27. november 2026 kl. 14.00"
NO, YES = "Jeg kan ikke komme", "Jeg kan alligevel"
KIND = "remind_meeting"
READ = "read_course"


def meeting_at(*parts: int, story: Story | None = None, place: str = "Rum 2", zone: str = "Europe/Copenhagen") -> Story:
    """A course with a meeting at this time in Denmark, whose counsellee has said yes and nothing more."""
    story = story or Story().accept()
    day_and_time = f"{datetime(*parts):%Y-%m-%dT%H:%M}"  # type: ignore[arg-type]  # noqa: DTZ001 - as a browser sends it
    story.do(reviewing.set_meeting, story.stage, story.counsellor, day_and_time=day_and_time, timezone=zone, place=place)
    return story


def at(story: Story, *parts: int, kind: str = KIND) -> list[str]:
    """It becomes this time in Denmark; what the counsellee has been reminded of by then."""
    story.clock.now = datetime(*parts, tzinfo=DENMARK).astimezone(UTC)  # type: ignore[misc,arg-type]
    story.do(ringing.ring_due, story.stage, 10)
    return texts(story, kind)


def texts(story: Story, kind: str = KIND) -> list[str]:
    return [letter.text for letter in story.letters(story.counsellee.person, kind)]


def sent(story: Story, person: str) -> int:
    """How many times somebody was reminded, whether or not the letter still waits."""
    return len(story.rows("outbox", kind=KIND, person=person))


def labels(letter: Letter) -> list[str]:
    return [button.label for row in letter.rows for button in row]


def presses(story: Story) -> list[str]:
    """The presses of the newest letter about a meeting."""
    return [button.press for row in story.letters(story.counsellee.person, "meeting")[-1].rows for button in row]


def home(story: Story) -> list[str]:
    story.talk("/menu")
    return story.told


def another(story: Story) -> Who:
    """One more counsellee in the same course."""
    other = story.do(inviting.invite, story.stage, story.counsellor.person, reason="x", duty="", label="")
    person = story.do(inviting.accept, story.stage, secret(other.web), language="da").person
    story.do(courses.join, story.counsellee.course, person, Role.COUNSELLEE)
    return Who(person=person, course=story.counsellee.course)


def test_three_days_before_who_has_not_prepared_is_asked_whether_they_will() -> None:
    story = meeting_at(2026, 11, 27, 14)
    assert at(story, 2026, 11, 24, 13, 59) == []
    assert at(story, 2026, 11, 24, 14) == [f"I mødes {WHEN}. Rum 2\n\nVil du forberede dig?"]
    [letter] = story.letters(story.counsellee.person, KIND)
    assert labels(letter)[:2] == ["Ja, begynd", NO]
    assert sent(story, story.counsellor.person) == 0


def test_who_has_prepared_is_left_in_peace() -> None:
    story = meeting_at(2026, 11, 27, 14, story=answered())
    assert at(story, 2026, 11, 24, 15) == []


def test_what_was_answered_before_the_last_meeting_is_no_preparing_for_the_next() -> None:
    story = answered()
    story.clock.later(hours=1)
    story.do(reviewing.mark_met, story.stage, story.counsellor)
    story.do(ringing.ring_due, story.stage, 10)
    meeting_at(2026, 11, 27, 14, story=story)
    assert len(at(story, 2026, 11, 24, 14)) == 1


def test_preparing_goes_on_where_it_was_left() -> None:
    story = meeting_at(2026, 11, 27, 14, story=Story().accept("[Videre]"))
    assert "Vil du forberede dig?" in at(story, 2026, 11, 24, 14)[0]
    [letter] = story.letters(story.counsellee.person, KIND)
    story.talk("/fortsæt")
    before = story.told
    story.press(letter.rows[0][0].press)
    assert story.told == before


@pytest.mark.parametrize("day", [(2026, 11, 26, 14), (2026, 11, 27, 13)])
def test_a_day_and_an_hour_before_everybody_is_reminded(day: tuple[int, ...]) -> None:
    story = meeting_at(2026, 11, 27, 14, story=answered())
    assert at(story, *day) == [f"Husk jeres møde: {WHEN}. Rum 2"]
    [letter] = story.letters(story.counsellor.person, KIND)
    assert letter.text == f"Husk jeres møde: {WHEN}. Rum 2"
    assert letter.rows[0][0].url == f"https://samvej.test/desk/course/{story.counsellor.course}"
    assert NO not in labels(letter)


def test_each_reminder_comes_once() -> None:
    story = meeting_at(2026, 11, 27, 14)
    for day, hour in ((24, 14), (24, 15), (26, 14), (27, 13), (27, 13), (27, 15)):
        at(story, 2026, 11, day, hour)
    assert (sent(story, story.counsellee.person), sent(story, story.counsellor.person)) == (3, 2)


def test_of_a_meeting_in_two_hours_only_the_last_reminder_is_left() -> None:
    story = answered()
    story.clock.now = datetime(2026, 11, 27, 12, tzinfo=DENMARK)
    meeting_at(2026, 11, 27, 14, story=story)
    assert [row["subject"].split(":")[1] for row in story.rows("timers", kind="meeting")] == ["hour"]


def test_nobody_is_woken_for_an_early_meeting_nor_misses_it() -> None:
    story = meeting_at(2026, 11, 27, 8, story=answered())
    assert len(at(story, 2026, 11, 26, 8)) == 1
    at(story, 2026, 11, 27, 7)
    at(story, 2026, 11, 27, 8)
    assert sent(story, story.counsellee.person) == 1


def test_a_day_before_is_the_same_time_by_the_clock_though_the_clocks_change() -> None:
    story = meeting_at(2027, 3, 28, 14, story=answered())
    assert at(story, 2027, 3, 27, 13, 59) == []
    assert len(at(story, 2027, 3, 27, 14)) == 1


def test_after_a_stop_one_letter_is_enough() -> None:
    story = meeting_at(2026, 11, 27, 14)
    assert len(at(story, 2026, 11, 27, 13, 10)) == 1
    assert (sent(story, story.counsellee.person), sent(story, story.counsellor.person)) == (1, 1)


def test_a_letter_about_a_meeting_is_good_until_it_begins() -> None:
    story = meeting_at(2026, 11, 27, 14, story=answered())
    at(story, 2026, 11, 27, 13)
    assert {row["good_until"] for row in story.rows("outbox", kind=KIND)} == {"2026-11-27T13:00:00.000000Z"}


def test_where_the_clocks_differ_both_are_told() -> None:
    story = meeting_at(2026, 11, 27, 10, zone="America/Nuuk", place="")
    assert home(story)[0] == "I mødes fredag den 27. november 2026 kl. 13.00 (på stedet: kl. 10.00)."


def test_a_moved_meeting_takes_its_reminders_along_and_is_told() -> None:
    story = meeting_at(2026, 11, 27, 14, story=answered())
    at(story, 2026, 11, 26, 14)
    meeting_at(2026, 11, 30, 10, story=story, place="")
    assert texts(story) == []
    assert texts(story, "meeting") == ["Mødet er flyttet til mandag den 30. november 2026 kl. 10.00."]
    assert at(story, 2026, 11, 27, 13) == []
    assert at(story, 2026, 11, 29, 10) == ["Husk jeres møde: mandag den 30. november 2026 kl. 10.00."]


def test_a_cancelled_meeting_is_told_and_nothing_more_is_heard_of_it() -> None:
    story = meeting_at(2026, 11, 27, 14)
    story.do(meetings.cancel, story.stage, story.counsellor, seen=1)
    assert texts(story, "meeting") == [f"Mødet {WHEN} er aflyst."]
    assert "SEQUENCE:2" in story.letters(story.counsellee.person, "meeting")[0].attachment
    assert story.rows("timers") == []
    assert (story.page().meeting, WHEN in home(story)[0]) == (None, False)
    assert at(story, 2026, 11, 27, 16) == []
    assert story.rows("outbox", kind="remind_evaluation") == []


@pytest.mark.parametrize(("seen", "day"), [(2, 23), (1, 28)])
def test_only_the_meeting_one_has_seen_and_that_is_ahead_is_cancelled(seen: int, day: int) -> None:
    story = meeting_at(2026, 11, 27, 14)
    story.clock.now = datetime(2026, 11, day, 10, tzinfo=UTC)
    with pytest.raises(BadInput):
        story.do(meetings.cancel, story.stage, story.counsellor, seen=seen)


def test_the_file_of_a_moved_meeting_takes_the_place_of_the_first_and_the_next_meeting_has_one_of_its_own() -> None:
    story, files = meeting_at(2026, 11, 27, 14), []
    for day in (28, 30):
        files.append(story.letters(story.counsellee.person, "meeting")[-1].attachment)
        meeting_at(2026, 11, day, 14, story=story)
        if day == 28:
            story.clock.now = datetime(2026, 11, 29, 9, tzinfo=UTC)
    files.insert(2, story.letters(story.counsellee.person, "meeting")[-1].attachment)
    uids = [next(line for line in file.splitlines() if line.startswith("UID")) for file in files]
    assert (uids[0] == uids[1], uids[1] == uids[2]) == (True, False)
    assert ["SEQUENCE:1" in files[0], "SEQUENCE:2" in files[1], "SEQUENCE:3" in files[2]] == [True] * 3


def test_one_press_says_that_one_cannot_come_and_the_counsellor_is_told_once() -> None:
    story = meeting_at(2026, 11, 27, 14)
    for _ in range(2):
        story.press(presses(story)[0])
        assert story.told[:3] == [
            "Vejleder får besked.",
            f"I mødes {WHEN}. Rum 2",
            "Du har sagt, at du ikke kan komme. Beskeden er på vej til Vejleder.",
        ]
    assert [letter.text for letter in story.letters(story.counsellor.person, "absent")] == [notices.TEXTS["absent"]]
    assert len(story.rows("outbox", kind="absent")) == 1
    assert (story.page().cannot, story.line().waits[0]) == (("Den vejledte",), "Kan ikke komme til mødet")
    assert at(story, 2026, 11, 26, 14) == []
    assert sent(story, story.counsellor.person) == 0


def test_who_can_come_after_all_says_so_and_is_reminded_again() -> None:
    story = meeting_at(2026, 11, 27, 14, story=answered())
    home(story)
    story.talk(f"[{NO}]", f"[{YES}]")
    assert story.told[0] == "Så mødes I som aftalt. Vejleder får besked."
    assert story.page().cannot == ()
    assert len(story.letters(story.counsellor.person, "comes")) == 1
    assert len(at(story, 2026, 11, 26, 14)) == 1
    home(story)
    assert story.option(NO).press == f"w:no:1:{story.counsellee.course}"


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (post.SENT, "Beskeden er nået frem til Vejleder."),
        (post.WAITING, "Beskeden er på vej til Vejleder."),
        (post.REFUSED, "Beskeden er ikke nået frem til Vejleder. Ring eller skriv selv."),
    ],
)
def test_both_see_whether_it_arrived(state: str, told: str) -> None:
    story = meeting_at(2026, 11, 27, 14)
    home(story)
    story.talk(f"[{NO}]")
    story.do(lambda records: records.rows.change("outbox", {"kind": absences.KIND}, {"state": state}))
    assert home(story)[1] == f"Du har sagt, at du ikke kan komme. {told}"
    assert story.page().absent.arrived is (state != post.REFUSED)


def test_who_cannot_come_sees_that_the_counsellor_has_seen_it() -> None:
    story = meeting_at(2026, 11, 27, 14)
    home(story)
    story.talk(f"[{NO}]")
    story.clock.later(minutes=1)
    story.do(lambda records: records.log(story.counsellor.person, READ, story.counsellor.course))
    assert home(story)[1] == "Du har sagt, at du ikke kan komme. Vejleder har set det."


def test_what_is_marked_as_seen_calls_for_nothing_more() -> None:
    story = meeting_at(2026, 11, 27, 14)
    home(story)
    story.talk(f"[{NO}]")
    story.clock.later(minutes=1)
    story.do(absent.mark_seen, story.stage, story.counsellor)
    assert (story.page().absent.seen, story.page().cannot) == (True, ("Den vejledte",))
    assert "Kan ikke komme til mødet" not in story.line().waits


def test_a_button_of_before_it_was_moved_tells_the_new_time() -> None:
    story = meeting_at(2026, 11, 27, 14)
    old = presses(story)[0]
    meeting_at(2026, 11, 28, 14, story=story, place="")
    story.press(old)
    assert story.told[0] == "Mødet er flyttet til lørdag den 28. november 2026 kl. 14.00."
    assert story.rows("absences") == []
    story.do(meetings.cancel, story.stage, story.counsellor, seen=2)
    story.press(old)
    assert story.told[0] == "Mødet lørdag den 28. november 2026 kl. 14.00 er aflyst."


def test_a_moved_meeting_is_one_that_everybody_may_come_to_again() -> None:
    story = meeting_at(2026, 11, 27, 14)
    story.press(presses(story)[0])
    meeting_at(2026, 11, 28, 14, story=story)
    assert (story.page().cannot, story.letters(story.counsellor.person, "absent")) == ((), [])
    assert "ikke kan komme" not in " ".join(home(story))


def test_of_two_only_the_one_who_said_so_is_away() -> None:
    story = Story().accept()
    other = another(story)
    meeting_at(2026, 11, 27, 14, story=story)
    story.press(presses(story)[0])
    at(story, 2026, 11, 26, 14)
    reminded = [sent(story, person) for person in (story.counsellee.person, other.person, story.counsellor.person)]
    assert reminded == [0, 1, 1]
    screen = story.do(turn, story.stage, other, Heard(text="/menu"))
    assert screen
    assert "ikke kan komme" not in " ".join(screen.paragraphs)


def test_a_button_from_another_course_is_about_that_one() -> None:
    story = meeting_at(2026, 11, 27, 14)
    here = presses(story)[0]
    other = story.do(inviting.invite, story.stage, story.counsellor.person, reason="x", duty="", label="")
    elsewhere = story.do(inviting.accept, story.stage, secret(other.web), language="da", person=story.counsellee.person)
    story.do(turn, story.stage, elsewhere, Heard(press=here))
    assert [row["course"] for row in story.rows("absences")] == [story.counsellee.course]


def test_the_file_comes_again_in_the_chat_and_elsewhere_as_an_address() -> None:
    story = meeting_at(2026, 11, 27, 14)
    story.press("w:ics:m")
    assert story.told[0] == "Hent filen til din kalender her:\nhttps://samvej.test/chat/kalender/moede.ics"
    chat = people.Address(
        channel=people.TELEGRAM, external="7", person=story.counsellee.person, course=story.counsellee.course, state="open"
    )
    story.do(people.settle, chat)
    story.press("w:ics:m")
    [letter] = story.letters(story.counsellee.person, "calendar")
    assert ("LOCATION:Rum 2" in letter.attachment, story.told[0]) == (True, "Her er filen til din kalender.")


def test_a_timer_that_was_claimed_before_the_meeting_was_moved_says_nothing() -> None:
    story = meeting_at(2026, 11, 27, 14, story=answered())
    [day] = story.ask(timers.waiting, kind=meetings.TIMER, subject=f"{story.counsellee.course}:day:")
    claimed = replace(day, person=story.counsellee.person)
    assert story.do(meetings.ring, story.stage, claimed)
    meeting_at(2026, 11, 28, 14, story=story)
    assert story.do(meetings.ring, story.stage, claimed) is None
