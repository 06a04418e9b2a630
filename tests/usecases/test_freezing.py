"""What is frozen is read by nobody but its author, rings nobody, and is all there when it is opened again."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.domain.agreement import Verdict
from bot.domain.media import Media
from bot.errors import CourseFrozen
from bot.records import files, notes, timers
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.usecases import (
    agreeing,
    closing,
    deeds,
    erasing,
    exporting,
    inviting,
    owndata,
    park_proposals,
    planning,
    reviewing,
    ringing,
    step_reminders,
    still_shared,
    suggesting,
)
from bot.usecases.looking import course_page
from bot.usecases.stage import Stage, Who
from tests.usecases.canaried import frozen
from tests.usecases.story import Story, secret, shared

STAFF: dict[str, Callable[[Records, Stage, Who], object]] = {
    "page": course_page,
    "marks": lambda r, _s, who: still_shared.marks(r, who),
    "reviewed": reviewing.mark_reviewed,
    "question": lambda r, s, who: reviewing.ask(r, s, who, "Hvad?"),
    "aim": lambda r, s, who: reviewing.write_aim(r, s, who, {"want": "Noget"}),
    "meeting": lambda r, s, who: reviewing.set_meeting(r, s, who, day_and_time="2026-11-27T14:00", timezone="UTC", place="Her"),
    "met": reviewing.mark_met,
    "close": closing.propose,
    "goal": lambda r, s, who: agreeing.propose(r, s, who, "Et mål"),
    "verdict": lambda r, s, who: agreeing.say(r, s, who, 1, Verdict.YES),
    "promise": lambda r, s, who: planning.promise(r, s, who, what="Ringe", first="", due=None, remind_at=None),
    "suggest": lambda r, s, who: suggesting.suggest(r, s, who, "dream", ""),
    "park": lambda r, s, who: park_proposals.propose(r, s, who, "Noget"),
}


def frozen_story() -> Story:
    """Everything is shared, and then frozen by the counsellee on their page."""
    story = shared()
    story.do(agreeing.propose, story.stage, story.counsellee, "Et mål")
    story.talk("/mine-data", "[Frys]")
    return story


@pytest.mark.parametrize("deed", STAFF)
def test_staff_neither_read_nor_do_anything_in_it(deed: str) -> None:
    story = frozen_story()
    with pytest.raises(CourseFrozen):
        story.do(STAFF[deed], story.stage, story.counsellor)


def test_no_list_and_no_file_says_more_than_that_it_is_frozen() -> None:
    story = shared()
    file = story.do(
        files.keep, story.counsellee.course, story.counsellee.person, Media(media="picture", kind="image/jpeg", body=b"x", seconds=0)
    )
    story.do(owndata.freeze, story.counsellee)
    line = story.line()
    assert (line.name, line.headline, line.waits, line.meets, line.urgent) == (
        "Nr. 7",
        "frosset",
        ("Ingen andre kan læse i det nu",),
        "",
        0,
    )
    assert story.ask(notes.visible, story.counsellor.course, viewer=story.counsellor.viewer, author=story.counsellee.person) == []
    assert story.ask(files.visible, story.counsellor.course, file, viewer=story.counsellor.viewer) is None
    assert story.letters(story.counsellor.person) == []


def test_a_new_link_can_still_be_given_and_says_nothing() -> None:
    story = frozen_story()
    again = story.do(inviting.renew, story.stage, story.counsellor)
    assert "/igen/" in again.web
    assert "Alex" not in again.sms


def test_by_a_link_of_staffs_nothing_that_was_shared_is_seen_while_it_is_frozen() -> None:
    story = shared()
    by_staff = replace(story.counsellee, shared_only=True)
    before = len(story.ask(notes.visible, by_staff.course, viewer=by_staff.viewer, author=by_staff.person))
    story.talk("/mine-data", "[Frys]")
    assert (before > 0, story.ask(notes.visible, by_staff.course, viewer=by_staff.viewer, author=by_staff.person)) == (True, [])
    own, story.counsellee = story.counsellee, by_staff
    for page in ("m:sharing", "m:seen", "m:look=agreement", "m:sheet"):
        story.press(page)
        assert not [line for line in (*story.told, *(said for said, _ in story.states)) if "læreplads" in line or "bolig" in line]
    story.counsellee = own
    assert len(story.mine()) >= before


def test_nothing_rings_while_it_is_frozen_and_what_was_due_rings_when_it_is_opened() -> None:
    story = shared()
    later = story.clock.now.replace(hour=12)
    story.do(planning.promise, story.stage, story.counsellor, what="Ringe", first="", due=None, remind_at=later)
    story.talk("/mine-data", "[Frys]")
    story.clock.later(days=3)
    assert (story.ask(timers.any_due), story.do(ringing.ring_due, story.stage, 100)) == (False, 0)
    assert len(story.rows("timers", kind=step_reminders.TIMER)) == 1
    story.talk("/mine-data", "[Åbn igen]")
    assert story.do(ringing.ring_due, story.stage, 100) == 2


def test_timers_of_other_courses_ring_as_ever() -> None:
    story = frozen_story()
    other = story.do(inviting.invite, story.stage, story.counsellor.person, reason="En anden")
    who = Who(person=story.counsellor.person, course=other.course)
    later = story.clock.now.replace(hour=12)
    story.do(planning.promise, story.stage, who, what="Ringe", first="", due=None, remind_at=later)
    story.clock.later(days=1)
    assert story.do(ringing.ring_due, story.stage, 100) == 2


def test_the_person_still_reads_writes_gets_and_erases() -> None:
    story = frozen_story()
    story.talk("/deling")
    assert [said for said, _ in story.states][:2] == ["Mig", "Både-og"]
    story.talk("/parker en tanke")
    assert story.mine(flow="parking")
    export, _ = story.ask(exporting.export, story.stage, story.counsellee)
    assert export.courses[0].frozen_since == story.clock.now
    story.do(erasing.erase, story.counsellee)
    assert (story.rows("frozen"), story.rows("notes")) == ([], [])


def test_opened_again_all_is_as_it_was() -> None:
    story = frozen_story()
    story.talk("/mine-data")
    assert story.told[1].startswith("Alt er frosset siden søndag den 22. november 2026")
    story.talk("[Åbn igen]")
    assert story.told[0] == "Nu er det åbent igen. Vejleder kan se det, du har delt."
    assert story.page().said("outcome") == "En læreplads"
    assert not story.ask(frozen, story.counsellee)


def test_what_is_shared_while_it_is_frozen_is_seen_when_it_is_opened() -> None:
    story = frozen_story()
    story.talk("/deling", "[Tag alt tilbage]", "[Del alt]", "[Se, hvad Vejleder ser]")
    assert story.told == ["Vejleder kan ikke se nogen af dine svar."]
    story.talk("/mine-data", "[Åbn igen]")
    assert story.page().said("outcome") == "En læreplads"


def test_a_link_given_by_staff_neither_freezes_nor_opens() -> None:
    story = frozen_story()
    again = story.do(inviting.renew, story.stage, story.counsellor)
    _, who = story.do(inviting.come_back, LinkKind.REENTER, secret(again.web))
    story.counsellee = who
    story.press("f:off")
    assert story.ask(frozen, who)
    story.talk("/mine-data")
    assert story.screen is not None
    assert {"Åbn igen", "Hent alt om dig", "Slet alt"}.isdisjoint(option.label for option in story.screen.answers)


def test_a_forged_press_about_freezing_does_nothing() -> None:
    story = shared()
    story.press("f:whatever")
    assert (story.told[0], story.ask(frozen, story.counsellee)) == (deeds.GONE, False)
