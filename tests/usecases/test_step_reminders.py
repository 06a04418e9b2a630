"""A step is reminded of at its doer's own time, and asked about once when its day is over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.plan import ActionState
from bot.records import people
from bot.records.timers import Timer
from bot.usecases import planning, ringing, step_reminders
from tests.usecases.story import Story
from tests.usecases.test_plan import WHAT, due, local, planned, ring, the_step

NO_DAY = (*WHAT[:4], "[Spring over]", *WHAT[6:])
REMINDED = "Der er et skridt, du ville tage:\n\nRinge til mester\n\nFørste lille stykke: Finde nummeret"
ASKED = "Hvordan gik det med: Ringe til mester?"
LABELS = ["Gjort", "Ikke endnu", "Jeg vil gerne have hjælp", "Ret planen"]


def told(story: Story, *whens: tuple[int, ...]) -> list[str]:
    """What the person is sent in the end, when the clock has shown each of these times."""
    sent: list[str] = []
    for when in whens:
        story.clock.now = local(*when)
        ring(story)
        texts = [letter.text for letter in story.letters(story.counsellee.person, "remind_step")]
        sent += [text for text in texts if text not in sent]
    return sent


def test_a_reminder_before_the_day_does_not_ask_and_the_day_after_it_is_asked_once() -> None:
    story = planned()
    days = [(2026, 11, day, hour) for day in range(23, 31) for hour in (9, 10)]
    assert told(story, *days) == [REMINDED, ASKED]
    assert story.rows("timers") == []


def test_the_question_comes_the_morning_after_the_day() -> None:
    story = planned()
    assert told(story, (2026, 11, 23, 10), (2026, 11, 28, 9, 59)) == [REMINDED]
    assert told(story, (2026, 11, 28, 10)) == [ASKED]


def test_without_a_day_the_question_comes_the_morning_after_the_reminder() -> None:
    story = Story().accept("/menu", "[Lav et skridt]", *NO_DAY, "[Jeg vælger selv]", "i morgen kl. 17", "[Ja, det passer]")
    assert told(story, (2026, 11, 23, 17), (2026, 11, 24, 9, 59)) == [REMINDED]
    assert told(story, (2026, 11, 24, 10)) == [ASKED]


def test_a_reminder_after_the_day_asks_itself_and_nothing_follows() -> None:
    story = planned("[Jeg vælger selv]", "lørdag kl. 12", "[Ja, det passer]")
    assert told(story, (2026, 11, 28, 12), (2026, 11, 29, 10)) == [f"{REMINDED}\n\nHvordan gik det?"]
    assert story.rows("timers") == []


def test_the_question_comes_at_ten_where_the_person_is_also_when_the_clocks_have_changed() -> None:
    story = Story().accept()
    story.do(lambda records: people.add(records, replace(people.get(records, story.counsellee.person), timezone="America/Nuuk")))
    story.talk("/menu", "[Lav et skridt]", *WHAT[:4], "28. marts 2027", "[Ja, det passer]", *WHAT[6:], "[På dagen kl. 10]")
    at = {row["kind"]: row["due_at"][:16] for row in story.rows("timers")}
    assert at == {"action": "2027-03-28T11:00", "checkin": "2027-03-29T11:00"}


def test_who_wants_no_reminder_is_not_asked_either() -> None:
    assert planned("[Slet ikke]").rows("timers") == []


def test_after_a_machine_that_slept_only_the_question_is_left() -> None:
    story = planned()
    [letter] = told(story, (2026, 12, 1, 12))
    assert letter.endswith(ASKED)
    assert story.rows("timers") == []


def test_every_reminder_has_the_same_four_buttons() -> None:
    story = planned()
    step = the_step(story)
    for when in ((2026, 11, 23, 10), (2026, 11, 28, 10)):
        story.clock.now = local(*when)
        ring(story)
        letter = story.letters(story.counsellee.person, "remind_step")[-1]
        buttons = [button for row in letter.rows for button in row]
        assert [button.label for button in buttons][:4] == LABELS
        presses = [f"a:{step.id}:1:{act}" for act in ("done", "not_yet", "help", "change")]
        assert [button.press for button in buttons][:4] == presses


def test_after_not_yet_the_next_reminder_asks_and_nothing_follows() -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", "[1. Ikke endnu]", "[Om en uge]")
    assert told(story, (2026, 11, 28, 10), (2026, 11, 29, 10), (2026, 11, 30, 10)) == [f"{REMINDED}\n\nHvordan gik det?"]


def test_after_not_yet_it_asks_also_before_the_day() -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", "[1. Ikke endnu]", "[I morgen]")
    assert told(story, (2026, 11, 23, 10), (2026, 11, 28, 10)) == [f"{REMINDED}\n\nHvordan gik det?"]


def test_who_asks_for_help_after_the_reminder_hears_only_the_question() -> None:
    story = planned()
    assert told(story, (2026, 11, 23, 10)) == [REMINDED]
    story.press(f"a:{the_step(story).id}:1:help")
    assert [row["kind"] for row in story.rows("timers")] == ["checkin"]
    assert ASKED in told(story, (2026, 11, 28, 10))


@pytest.mark.parametrize("answer", ["Gjort", "Ikke endnu"])
def test_a_step_that_was_answered_is_not_asked_about(answer: str) -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", f"[1. {answer}]")
    assert story.rows("timers") == []
    assert told(story, (2026, 11, 23, 10), (2026, 11, 28, 10)) == []


def test_a_step_that_was_changed_takes_both_along() -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", "[1. Ret planen]", "Ringe til to", "[Gem]", *["[Behold svaret]"] * 4, "[På dagen kl. 10]")
    assert [(row["kind"], row["version"]) for row in story.rows("timers")] == [("action", 2), ("checkin", 2)]
    asked = "Hvordan gik det med: Ringe til to?"
    assert told(story, (2026, 11, 23, 10), (2026, 11, 27, 10), (2026, 11, 28, 10))[1:] == [asked]


@pytest.mark.parametrize("bell", [step_reminders.ring, step_reminders.check_in])
@pytest.mark.parametrize("moved", ["done", "not_yet"])
def test_a_timer_of_a_step_that_moved_on_does_nothing(bell: object, moved: str) -> None:
    story = planned()
    step = the_step(story)
    stale = Timer(id="t", kind="action", subject=step.id, version=1, person=step.doer, course=step.course, at=story.clock.now)
    story.press(f"a:{step.id}:1:{moved}")
    # However it came to be set: of what is done nobody is reminded.
    after = [replace(stale, version=2)] if moved == "done" else []
    for timer in (stale, replace(stale, subject="gone"), *after):
        assert story.do(bell, story.stage, timer) is None  # type: ignore[arg-type]


def test_nobody_is_reminded_in_a_closed_course() -> None:
    story = planned()
    story.close()
    story.clock.later(days=9)
    ring(story)
    assert (story.rows("timers"), story.letters(story.counsellee.person, "remind_step")) == ([], [])


def test_a_promise_is_reminded_of_and_asked_about_like_every_step() -> None:
    story = Story().accept()
    at = story.clock.now + timedelta(hours=2)
    story.do(planning.promise, story.stage, story.counsellor, what="Ringe til skolen", first="", due=date(2026, 11, 30), remind_at=at)
    texts = []
    for when in ((2026, 11, 22, 12), (2026, 12, 1, 10)):
        story.clock.now = local(*when)
        story.do(ringing.ring_due, story.stage, 10)
        letter = story.letters(story.counsellor.person, "remind_step")[-1]
        texts.append(letter.text)
        labels = [button.label for row in letter.rows for button in row]
        assert labels[:3] == ["Gjort", "Ikke endnu", "Åbn skrivebordet"]
    assert texts == ["Der er et skridt, du ville tage:\n\nRinge til skolen", "Hvordan gik det med: Ringe til skolen?"]
    assert due(story) == []


def test_a_step_that_is_dropped_is_quiet() -> None:
    story = planned()
    dropped = replace(the_step(story), state=ActionState.DROPPED, version=2)
    story.do(planning.keep_action, story.counsellee, dropped)
    assert story.rows("timers") == []
