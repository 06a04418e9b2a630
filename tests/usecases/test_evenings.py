"""3 gode ting in the evening: seven times, at the person's own hour, until they say stop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.records import people, timers
from bot.usecases import ringing
from tests.usecases.story import Story

DENMARK = ZoneInfo("Europe/Copenhagen")
THINGS = ("Solen skinnede", "[Gem]", "Jeg gik ud", "[Gem]")
TAKE = "m:take=goodthings"


def asked_every_evening(at: str = "[kl. 20]", begun_at: datetime | None = None) -> Story:
    story = Story().accept()
    story.clock.now = begun_at or story.clock.now
    story.press(TAKE)
    story.talk(*THINGS, "[Ja, hver aften]", at)
    return story


def due(story: Story) -> list[tuple[datetime, int]]:
    """When it rings next, in Denmark, and which evening that is."""
    rows = story.rows("timers", kind="evening")
    return [(datetime.fromisoformat(row["due_at"]).astimezone(DENMARK), row["version"]) for row in rows]


def ring(story: Story) -> list[str]:
    """Wait until the next evening; the letters that wait then."""
    story.clock.now = due(story)[0][0].astimezone(UTC)
    story.do(ringing.ring_due, story.stage, 10)
    return waiting(story)


def waiting(story: Story) -> list[str]:
    return [letter.text for letter in story.letters(story.counsellee.person, "remind_evening")]


def evening(day: int, hour: int = 20, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=DENMARK)


def test_the_first_evening_is_told_of_when_the_week_begins() -> None:
    story = asked_every_evening()
    assert due(story) == [(evening(22), 1)]
    assert (
        "Så spørger jeg dig syv aftener. Første gang er søndag den 22. november 2026 kl. 20.00. Du kan sige stop, når du vil." in story.told
    )


def test_whoever_has_just_written_of_today_is_asked_tomorrow() -> None:
    assert due(asked_every_evening(begun_at=evening(22, 18))) == [(evening(23), 1)]


def test_it_rings_seven_times_and_the_seventh_says_that_it_was_the_last() -> None:
    story, told = asked_every_evening(), []
    for _ in range(7):
        told += ring(story)
    asks = "God aften. Hvad var godt i dag?"
    last = "Det er den sidste aften. Du kan altid skrive videre selv."
    assert told == [*(f"{asks}\n\nDet er aften {number} af 7." for number in range(1, 7)), f"{asks}\n\n{last}"]
    assert due(story) == []


def test_a_letter_leads_to_a_new_taking_that_does_not_ask_about_evenings() -> None:
    story = asked_every_evening()
    ring(story)
    [letter] = story.letters(story.counsellee.person, "remind_evening")
    story.press(letter.rows[0][0].press)
    assert story.told == ["Hvad var godt i dag?"]
    assert (story.screen and story.screen.number, story.screen and story.screen.total) == (1, 2)
    story.talk("Kaffe", "[Gem]", "[Spring over]")
    assert story.told[0] == "Tak for i dag."
    assert [note.words.said for note in story.mine(flow="goodthings", step="things")] == ["– Solen skinnede", "– Kaffe"]
    assert due(story) == [(evening(23), 2)]


def test_after_the_week_the_evenings_are_asked_about_again() -> None:
    story = asked_every_evening()
    for _ in range(7):
        ring(story)
    story.press(TAKE)
    story.talk("Kaffe", "[Gem]", "[Spring over]")
    assert story.told == ["Skal jeg spørge dig hver aften i en uge?"]


def test_the_letter_stops_the_week() -> None:
    story = asked_every_evening()
    ring(story)
    [letter] = story.letters(story.counsellee.person, "remind_evening")
    stop = letter.rows[1][0]
    story.press(stop.press)
    assert (stop.label, story.told[0], due(story)) == ("Stop", "Så spørger jeg ikke mere om aftenen.", [])
    story.press(stop.press)
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."


def test_the_plan_tells_of_the_week_and_stops_it() -> None:
    story = asked_every_evening()
    story.talk("/menu", "[Mine skridt]")
    assert story.told == ["3 gode ting: Jeg spørger dig hver aften kl. 20.00. Næste gang er aften 1 af 7."]
    story.talk("[Stop aftenerne]")
    assert (story.told[0], due(story)) == ("Så spørger jeg ikke mere om aftenen.", [])
    with pytest.raises(LookupError):
        story.talk("/menu", "[Mine skridt]")


def test_nobody_stops_the_week_of_somebody_else() -> None:
    story, other = asked_every_evening(), "s:somebody"
    before = due(story)
    story.press(other)
    assert (story.told[0], due(story)) == ("Den knap virker ikke mere. Her er vi nu.", before)


@pytest.mark.parametrize(("said", "at"), [("[kl. 21]", evening(22, 21)), ("22.30", evening(22, 22) + timedelta(minutes=30))])
def test_the_hour_is_the_persons_own_also_late(said: str, at: datetime) -> None:
    assert due(asked_every_evening(said)) == [(at, 1)]


@pytest.mark.parametrize(
    ("begun", "days"),
    [(datetime(2026, 10, 23, 9, tzinfo=UTC), (23, 24, 25, 26)), (datetime(2027, 3, 26, 9, tzinfo=UTC), (26, 27, 28, 29))],
)
def test_the_hour_stays_when_the_clocks_change(begun: datetime, days: tuple[int, ...]) -> None:
    story = asked_every_evening(begun_at=begun)
    rung = []
    for _ in days:
        rung.append(due(story)[0][0])
        ring(story)
    assert [(at.day, at.hour, at.minute) for at in rung] == [(day, 20, 0) for day in days]


def test_a_person_who_moves_keeps_their_hour() -> None:
    story = asked_every_evening()
    moved = replace(story.ask(people.get, story.counsellee.person), timezone="America/Nuuk")
    story.do(people.add, moved)
    ring(story)
    [(at, _)] = due(story)
    assert at.astimezone(ZoneInfo("America/Nuuk")).hour == 20


def test_a_letter_that_could_not_go_in_time_does_not_come_at_night_nor_count() -> None:
    story = asked_every_evening()
    story.clock.now = evening(23, 3).astimezone(UTC)
    story.do(ringing.ring_due, story.stage, 10)
    assert waiting(story) == []
    story.clock.now = evening(23, 8).astimezone(UTC)
    story.do(ringing.ring_due, story.stage, 10)
    assert (waiting(story), due(story)) == ([], [(evening(23), 1)])


def test_a_changed_hour_moves_the_week_and_another_change_leaves_it_alone() -> None:
    story = asked_every_evening()
    ring(story)
    story.clock.later(hours=12)
    story.item(4, "Ret")
    story.talk("[kl. 19]")
    assert due(story) == [(evening(23, 19), 2)]
    story.item(1, "Ret")
    story.talk("Sne", "[Gem]")
    assert due(story) == [(evening(23, 19), 2)]


def test_a_stopped_week_stays_stopped_when_something_else_is_changed() -> None:
    story = asked_every_evening()
    story.press(f"s:{story.rows('timers')[0]['subject']}")
    story.press("m:sharing")
    story.item(1, "Ret")
    story.talk("Sne", "[Gem]")
    assert due(story) == []


def test_no_is_no() -> None:
    story = Story().accept()
    story.press(TAKE)
    story.talk(*THINGS, "[Nej tak]")
    assert due(story) == []


def test_a_closed_course_rings_no_more() -> None:
    story = asked_every_evening()
    story.close()
    assert (ring(story), due(story)) == ([], [])


def test_erasing_ends_the_week() -> None:
    story = asked_every_evening()
    story.press("e:all")
    assert (due(story), story.ask(timers.any_due)) == ([], False)
