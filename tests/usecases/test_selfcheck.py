"""The counsellor looks at their own part: one flow, no ways out of it, and answers nobody else ever sees."""

import pytest

from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.errors import CourseClosed, NotAllowed
from bot.records import courses, notes
from bot.records.core import Records
from bot.usecases import inviting, selfchecking
from bot.usecases.heard import Heard
from bot.usecases.screens import Screen
from bot.usecases.selfchecking import Selfcheck
from bot.usecases.stage import Who
from tests.usecases.story import Story, shared

SIGN = "Hvad så eller hørte du, der viser det?"


def begun(story: Story) -> Screen:
    story.do(selfchecking.begin, story.stage, story.counsellor)
    return look(story)


def look(story: Story) -> Screen:
    screen = story.ask(selfchecking.look, story.stage, story.counsellor)
    assert screen is not None
    return screen


def said(story: Story, label: str, text: str = "") -> Screen | None:
    """The counsellor presses a button, or saves a text; the screen after it."""
    screen = look(story)
    press = f"t:{screen.turn}:text" if text else next(one.press for one in (*screen.answers, *screen.ways) if one.label == label)
    return story.do(selfchecking.hear, story.stage, story.counsellor, Heard(press=press, text=text))[0]


def picked(story: Story, *picks: str) -> None:
    story.do(selfchecking.hear, story.stage, story.counsellor, Heard(press=f"t:{look(story).turn}:save", picks=picks))


def taken(story: Story, sign: str) -> None:
    """A whole self-check with one text in it."""
    begun(story)
    said(story, "Videre")
    picked(story, "needs", "silence")
    said(story, "", sign)
    for _ in range(4):
        said(story, "Spring over")


def answers(sign: str) -> tuple[tuple[str, str], ...]:
    return (("Hvad blev der plads til for den anden?", "Det, der er brug for, At tænke i ro"), (SIGN, sign))


def co_counsellor(story: Story) -> Who:
    person, _ = story.do(inviting.add_counsellor, story.stage, "Anden")
    story.do(courses.join, story.counsellor.course, person, Role.COUNSELLOR)
    return Who(person=person, course=story.counsellor.course)


def test_it_is_taken_from_first_to_last_and_read_again_newest_first() -> None:
    story = shared()
    for sign in ("Hun tegnede", "Vi tav lidt"):
        taken(story, sign)
        story.clock.later(days=7)
    earlier = story.ask(selfchecking.earlier, story.counsellor)
    assert [one.answers for one in earlier] == [answers("Vi tav lidt"), answers("Hun tegnede")]
    assert [f"{one.day:%d.%m.}" for one in earlier] == ["29.11.", "22.11."]
    assert story.ask(selfchecking.look, story.stage, story.counsellor) is None


def test_nobody_but_its_author_sees_it() -> None:
    story = shared()
    other = co_counsellor(story)
    before = (story.page(), story.ask(_visible, story.counsellee), story.ask(_visible, other))
    taken(story, "Hun tegnede")
    assert (story.page(), story.ask(_visible, story.counsellee), story.ask(_visible, other)) == before
    assert (story.ask(selfchecking.earlier, other), story.ask(selfchecking.look, story.stage, other)) == ([], None)
    assert [note.step for note in story.ask(_visible, story.counsellor) if note.flow == "selfcheck"] == [
        "room", "room_sign", "clear", "clear_deal", "your_part", "next_time",
    ]  # fmt: skip
    assert story.rows("shares", audience=other.person) == []


def test_each_counsellor_has_a_place_of_their_own() -> None:
    story = shared()
    other = co_counsellor(story)
    begun(story)
    story.do(selfchecking.begin, story.stage, other)
    said(story, "Videre")
    theirs = story.ask(selfchecking.look, story.stage, other)
    assert theirs is not None
    assert (look(story).text, theirs.name) == ("Hvad blev der plads til for den anden?", "step")
    assert theirs.text.startswith("Her er tre spørgsmål til dig som vejleder.")


def test_no_way_leads_out_of_it() -> None:
    story = shared()
    begun(story)
    assert {way.press for way in look(story).ways if way.press.startswith("m:")} == {"m:pause"}
    assert look(story).sends == ""


@pytest.mark.parametrize("press", ["m:home", "m:sharing", "m:park", "m:take=lifeline", "e:all", "g:1:yes", "l:en", "nonsense", ""])
def test_other_presses_do_nothing(press: str) -> None:
    story = shared()
    before = begun(story)
    _, taken_in = story.do(selfchecking.hear, story.stage, story.counsellor, Heard(press=press, text="x"))
    assert (look(story).text, taken_in) == (before.text, False)
    assert len(story.rows("notes", author=story.counsellor.person, flow="selfcheck")) == 0


def test_one_can_pause_go_back_and_skip() -> None:
    story = shared()
    begun(story)
    said(story, "Videre")
    said(story, "Spring over")
    said(story, "Tilbage")
    assert look(story).text == "Hvad blev der plads til for den anden?"
    said(story, "Pause")
    paused = look(story)
    assert (paused.name, [one.label for one in paused.answers]) == ("paused", ["Fortsæt"])
    said(story, "Fortsæt")
    assert look(story).number == 1


def test_what_could_not_be_kept_is_told() -> None:
    story = shared()
    begun(story)
    stale = Heard(press="t:0:text", text="Hun tegnede")
    screen, taken_in = story.do(selfchecking.hear, story.stage, story.counsellor, stale)
    assert (screen is not None and screen.says != (), taken_in) == (True, False)


def test_beginning_twice_goes_on_where_one_was() -> None:
    story = shared()
    begun(story)
    said(story, "Videre")
    assert begun(story).number == 1


def test_only_a_counsellor_of_the_course_takes_it() -> None:
    story = shared()
    for who in (story.counsellee, Who(person="stranger", course=story.counsellor.course)):
        for work in (selfchecking.begin, selfchecking.look):
            with pytest.raises(NotAllowed):
                story.do(work, story.stage, who)
        with pytest.raises(NotAllowed):
            story.do(selfchecking.hear, story.stage, who, Heard(press="t:1:skip"))
        with pytest.raises(NotAllowed):
            story.do(selfchecking.earlier, who)


def test_a_counsellee_cannot_begin_it() -> None:
    story = shared()
    story.press("m:take=selfcheck")
    assert story.screen
    assert story.screen.title != "Selvevaluering"


def test_a_closed_course_keeps_what_was_written_and_takes_no_more() -> None:
    story = shared()
    taken(story, "Hun tegnede")
    story.close()
    with pytest.raises(CourseClosed):
        story.do(selfchecking.begin, story.stage, story.counsellor)
    [one] = story.ask(selfchecking.earlier, story.counsellor)
    assert one == Selfcheck(day=one.day, answers=answers("Hun tegnede"))


def _visible(records: Records, who: Who) -> list[Note]:
    return notes.visible(records, who.course, viewer=Viewer(person=who.person))
