"""What people want of their reminders: said in a press from the reminder itself or from the settings, and kept to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.letter import Letter
from bot.domain.meeting import Meeting
from bot.domain.people import Role
from bot.domain.plan import Action, ActionState
from bot.domain.reminder import ReminderKind, Wishes
from bot.privacy.export import Reminders, as_data
from bot.records import courses, people, reminding
from bot.records.core import Records
from bot.records.people import OPEN, TELEGRAM, Address
from bot.usecases import evaluating, exporting, leading, planning, ringing, staff_presses
from bot.usecases.stage import Who
from tests.usecases.story import Story

TOMORROW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ALL_OPEN = "Du får alle påmindelser.\nDe ligger klar på din side på nettet.\nJeg er stille fra 21 til 8.\nDin tid: Danmark, kl. 10.00."


def a_step(story: Story, name: str, at: datetime, whose: Who | None = None) -> None:
    who = whose or story.counsellee
    step = Action(id=name, course=who.course, doer=who.person, version=1, state=ActionState.OPEN, due=None, remind_at=at)
    story.do(planning.keep_action, who, step)


def rung(story: Story, at: datetime, person: str = "", kind: str = "remind_step") -> list[Letter]:
    """What waits after it rang at this time."""
    story.clock.now = at
    story.do(ringing.ring_due, story.stage, 100)
    return story.letters(person or story.counsellee.person, kind)


def wanted(story: Story, person: str = "") -> Wishes:
    return story.ask(reminding.wishes, person or story.counsellee.person)


def labels(story: Story) -> list[str]:
    assert story.screen
    return [option.label for option in story.screen.answers]


def on_telegram(story: Story) -> Story:
    who = story.counsellee
    story.do(people.settle, Address(channel=TELEGRAM, external="4711", person=who.person, course=who.course, state=OPEN))
    return story


def asked_about(records: Records, at: datetime, who: Who) -> None:
    """A meeting that the counsellee is to be asked about at this time, which nobody named."""
    evaluating.expect(records, Meeting(course=who.course, version=9, starts_at=at - evaluating.AFTER, timezone="UTC", place=""), None)


def presses(letter: Letter) -> list[tuple[str, str]]:
    return [(button.label, button.press) for button in letter.rows[-1]]


@pytest.mark.parametrize("way", ["/påmindelser", "/paamindelser", "/reminders"])
def test_the_settings_are_a_typed_word_away_and_say_how_it_stands(way: str) -> None:
    story = Story().accept(way)
    assert story.told == [ALL_OPEN]


def test_the_settings_stand_among_what_is_needed_less_often() -> None:
    story = Story().accept("/menu", "[Mere]", "[Påmindelser]")
    assert story.told == [ALL_OPEN]
    assert labels(story)[:4] == ["Pause i påmindelser", "Vælg, hvad jeg minder om", "Hvornår jeg er stille", "Skift tidszone"]


def test_one_press_under_a_reminder_ends_that_kind_and_one_more_brings_it_back() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW)
    [letter] = rung(story, TOMORROW)
    assert presses(letter) == [("Ikke flere af dem", "r:off:step"), ("Pause i en uge", "r:pause:week")]
    story.press("r:off:step")
    assert story.told == ["Så minder jeg dig ikke mere om skridt i planen."]
    assert labels(story)[0] == "Slå til igen"
    story.talk("[Slå til igen]")
    assert story.told[0] == "Så minder jeg dig om skridt i planen igen. Det, der var imens, kommer ikke."
    assert wanted(story) == Wishes()


def test_a_kind_that_is_off_is_silent_while_the_others_come() -> None:
    story = Story().accept()
    story.press("m:take=goodthings")
    story.talk("Solen skinnede", "[Gem]", "Jeg gik ud", "[Gem]", "[Ja, hver aften]", "[kl. 20]")
    evening = datetime(2026, 11, 22, 19, tzinfo=UTC)
    a_step(story, "one", evening)
    story.press("r:off:step")
    [letter] = rung(story, evening, kind="")
    assert letter.text.startswith("God aften.")


def test_what_rang_while_a_kind_was_off_does_not_come_when_it_is_switched_on() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW)
    story.press("r:off:step")
    assert rung(story, TOMORROW) == []
    story.press("r:on:step")
    assert rung(story, TOMORROW + timedelta(hours=1)) == []
    a_step(story, "two", TOMORROW + timedelta(hours=3))
    assert len(rung(story, TOMORROW + timedelta(hours=3))) == 1


def test_who_asks_to_be_reminded_anew_is_though_that_kind_was_off() -> None:
    story = Story().accept()
    story.press("r:off:step")
    story.press("r:off:evening")
    a_step(story, "one", TOMORROW)
    assert wanted(story).off == {ReminderKind.EVENING}
    story.press("m:take=goodthings")
    story.talk("Solen skinnede", "[Gem]", "Jeg gik ud", "[Gem]", "[Ja, hver aften]", "[kl. 20]")
    assert wanted(story).off == set()
    assert len(rung(story, TOMORROW)) == 1


def test_a_pause_says_until_when_holds_everything_back_and_gathers_it() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW)
    a_step(story, "two", TOMORROW + timedelta(days=1))
    story.press("r:pause:week")
    said = "Så holder jeg pause til søndag den 29. november 2026 kl. 08.00. Bagefter får du det, der ventede. Nye beskeder kommer stadig."
    assert story.told == [said]
    assert labels(story)[:2] == ["Slut på pause", "Alle påmindelser"]
    assert rung(story, TOMORROW) == []
    assert rung(story, TOMORROW + timedelta(days=1)) == []
    ends = datetime(2026, 11, 29, 7, tzinfo=UTC)
    assert rung(story, ends - timedelta(minutes=1)) == []
    [letter] = rung(story, ends)
    assert letter.text.startswith("Her er det samlet:")
    assert "Undskyld" not in letter.text


def test_a_pause_that_is_ended_early_lets_go_of_what_waited_at_once() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW)
    story.press("r:pause:month")
    assert rung(story, TOMORROW + timedelta(hours=2)) == []
    story.press("r:go")
    assert story.told[0] == "Så minder jeg dig igen."
    [letter] = rung(story, TOMORROW + timedelta(hours=2, minutes=1))
    assert "Undskyld" not in letter.text


def test_a_shorter_pause_takes_the_place_of_a_longer_one() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW)
    story.press("r:pause:month")
    assert rung(story, TOMORROW) == []
    story.press("r:pause:week")
    assert rung(story, TOMORROW + timedelta(minutes=1)) == []
    assert len(rung(story, datetime(2026, 11, 30, 7, tzinfo=UTC))) == 1


def test_quiet_hours_are_kept_to_as_they_were_changed() -> None:
    story = Story().accept()
    story.talk("/påmindelser", "[Hvornår jeg er stille]", "[Fra 20 til 9]")
    assert story.told[1].splitlines()[2] == "Jeg er stille fra 20 til 9."
    story.do(asked_about, datetime(2026, 11, 22, 19, 30, tzinfo=UTC), story.counsellee)
    assert rung(story, datetime(2026, 11, 22, 19, 30, tzinfo=UTC), kind="remind_evaluation") == []
    morning = datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert rung(story, morning - timedelta(minutes=1), kind="remind_evaluation") == []
    assert len(rung(story, morning, kind="remind_evaluation")) == 1


def test_without_quiet_hours_what_waited_for_the_morning_comes_at_once() -> None:
    story, late = Story().accept(), datetime(2026, 11, 22, 21, 30, tzinfo=UTC)
    story.do(asked_about, late, story.counsellee)
    assert rung(story, late, kind="remind_evaluation") == []
    story.press("r:quiet:none")
    assert story.told[1].splitlines()[2] == "Jeg kan skrive på alle tider af døgnet."
    assert len(rung(story, late + timedelta(minutes=1), kind="remind_evaluation")) == 1


def test_where_they_come_is_asked_only_where_there_is_a_choice() -> None:
    story = Story().accept("/påmindelser")
    assert "Hvor de kommer" not in labels(story)
    story.press("r:see:by")
    assert story.told == [ALL_OPEN]
    on_telegram(story).talk("/påmindelser", "[Hvor de kommer]")
    assert story.told == ["De kommer i Telegram.\nGår det ikke, prøver jeg et andet sted."]
    assert labels(story)[:2] == ["Min side på nettet", "Prøv ikke andre steder"]
    story.talk("[Prøv ikke andre steder]", "[Hvor de kommer]", "[Min side på nettet]")
    assert (wanted(story).first, wanted(story).also) == (people.WEB, False)
    assert story.told[1].splitlines()[1:3] == ["De ligger klar på din side på nettet.", "Går det ikke, prøver jeg ikke andre steder."]


def test_the_list_of_kinds_is_ticked_off_in_place() -> None:
    story = Story().accept("/påmindelser", "[Vælg, hvad jeg minder om]", "[Slå fra: Møder]", "[Slå fra: 3 gode ting om aftenen]")
    assert story.told == ["Du får påmindelser, men ikke om møder og 3 gode ting."]
    assert labels(story)[0] == "Slå til: Møder"
    for kind in ReminderKind:
        story.press(f"r:off:{kind}")
    story.talk("[Alle påmindelser]")
    assert story.told == ["Du får ingen påmindelser.\nDin tid: Danmark, kl. 10.00."]


def test_another_time_zone_counts_for_the_quiet_hours_and_moves_nothing_that_is_set() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW)
    story.talk("/påmindelser", "[Skift tidszone]", "[Grønland]")
    assert story.told[0] == "Det er gemt. Det, der har en tid, bliver ikke flyttet."
    assert story.told[1].endswith("Din tid: Grønland, kl. 07.00.")
    [row] = story.rows("timers", kind="action")
    assert datetime.fromisoformat(row["due_at"]) == TOMORROW
    early = datetime(2026, 11, 23, 9, tzinfo=UTC)
    story.do(asked_about, early, story.counsellee)
    assert rung(story, early, kind="remind_evaluation") == []


@pytest.mark.parametrize(
    "press", ["r:off:nothing", "r:pause:year", "r:quiet:1-2", "r:by:email", "r:also:maybe", "r:zone:99", "r:all", "r:"]
)
def test_a_made_up_press_changes_nothing(press: str) -> None:
    story = Story().accept()
    story.press(press)
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."
    assert story.rows("wishes") == []


@pytest.mark.parametrize("press", ["m:reminders", "r:off:step", "r:see:kinds", "r:pause:week"])
def test_a_link_given_by_staff_neither_shows_nor_changes_them(press: str) -> None:
    story = Story().accept()
    story.counsellee = Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True)
    story.press(press)
    assert "påmindelser" not in " ".join(story.told).lower()
    assert story.rows("wishes") == []
    story.press("m:rest")
    assert "Påmindelser" not in labels(story)


def test_a_counsellor_does_the_same_with_a_press_in_a_messenger() -> None:
    story = Story().accept()
    a_step(story, "one", TOMORROW, story.counsellor)
    person = story.counsellor.person
    [letter] = rung(story, TOMORROW, person)
    assert presses(letter) == [("Ikke flere af dem", "r:off:step"), ("Pause i en uge", "r:pause:week")]
    answer = story.do(staff_presses.answer, story.stage, person, "r:off:step")
    assert answer
    assert answer.text == "Så minder jeg dig ikke mere om skridt i planen."
    assert [row[0].press for row in answer.rows] == ["r:on:step", "r:see:all"]
    assert wanted(story, person).off == {ReminderKind.STEP}
    kinds = story.do(staff_presses.answer, story.stage, person, "r:see:kinds")
    assert kinds
    assert [row[0].label for row in kinds.rows][:3] == ["Slå fra: Møder", "Slå til: Skridt i planen", "Slå fra: Mål, der venter på svar"]
    assert story.do(staff_presses.answer, story.stage, person, "r:all") is None


def test_a_lead_who_is_reminded_of_nothing_has_nothing_to_choose() -> None:
    story = Story()
    lead, _ = story.do(leading.add_lead, story.stage, "Leder")
    assert story.ask(courses.post, lead) is Role.LEAD
    assert story.do(staff_presses.answer, story.stage, lead, "r:off:step") is None


def test_ones_wishes_go_along_with_all_else_one_can_have_and_go_when_everything_is_erased() -> None:
    story = Story().accept()
    story.press("r:off:step")
    story.press("r:quiet:22-7")
    export, _ = story.ask(exporting.export, story.stage, story.counsellee)
    assert export.person.wishes == Reminders(
        quiet_from=wanted(story).quiet_from, quiet_to=wanted(story).quiet_to, paused_until=None, off=("step",), first="", also=True
    )
    data: dict[str, Any] = as_data(export)["person"]["wishes"]
    assert (data["quiet_from"], data["off"]) == ("22:00:00", ["step"])
    story.press("e:all")
    assert story.rows("wishes") == []
