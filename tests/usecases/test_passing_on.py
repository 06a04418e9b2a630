"""A counsellor gives a course to a colleague: asked first, counsellor until the yes, and nothing follows that was not let go."""

import pytest

from bot.domain.people import Role, Viewer
from bot.errors import BadInput, CourseFrozen, NotAllowed, NotFound
from bot.records import courses, handovers, notes
from bot.usecases import handing_over, inviting, leading, looking
from bot.usecases.stage import Who
from tests.usecases.story import Story, shared

ASKED = ["Vejleder vil gerne give forløbet videre til Afløser. Afløser ser intet, før du siger ja.",
         "Siger du nej, er Vejleder stadig din vejleder."]  # fmt: skip
SHARE, BARE, NO = "[Ja, og del det, jeg har delt før]", "[Ja, men del ikke noget endnu]", "[Nej, behold Vejleder]"


class House:
    """A story with a colleague, Afløser, to whom the counsellor would give the course."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.coming, _ = story.do(inviting.add_counsellor, story.stage, "Afløser")
        self.new = Who(person=self.coming, course=story.counsellor.course)

    def pass_on(self) -> Story:
        self.story.clock.later(seconds=1)
        self.story.do(handing_over.pass_on, self.story.stage, self.story.counsellor, self.coming)
        return self.story

    def counsellors(self) -> list[str]:
        return self.story.ask(courses.ids, self.new.course, Role.COUNSELLOR)

    def seen(self) -> list[str]:
        """What the colleague can read of the counsellee's answers."""
        found = self.story.ask(notes.visible, self.new.course, viewer=self.new.viewer, author=self.story.counsellee.person)
        return [note.words.said for note in found]


def kinds(story: Story, person: str) -> set[str]:
    return {row["kind"] for row in story.rows("outbox", person=person, state="waiting")}


def test_the_counsellee_is_asked_and_the_counsellor_stays_meanwhile() -> None:
    house = House(shared())
    story = house.pass_on()
    letter = story.letters(story.counsellee.person, "handover")[0]
    assert letter.text == "\n\n".join(ASKED)
    assert [button.label for row in letter.rows for button in row] == [SHARE[1:-1], BARE[1:-1], NO[1:-1]]
    assert (house.counsellors(), house.seen()) == ([story.counsellor.person], [])
    assert story.page().said("outcome")
    story.talk("/menu")
    assert [line for line in story.told if line in ASKED] == ASKED
    with pytest.raises(NotAllowed):
        story.ask(looking.course_page, story.stage, house.new)


def test_a_yes_with_sharing_lets_what_was_shared_follow_and_the_counsellor_is_out() -> None:
    house = House(shared())
    before = {question.said for question in house.story.page().answers if question.said}
    story = house.pass_on()
    story.talk("/menu", "[Svar Afløser]", SHARE)
    assert story.told[0] == "Afløser er nu din vejleder og kan se det, du delte før. Du kan tage det tilbage når som helst."
    assert house.counsellors() == [house.coming]
    assert before <= set(house.seen())
    assert story.ask(notes.visible, house.new.course, viewer=Viewer(person=story.counsellor.person), author=story.counsellee.person) == []
    assert (kinds(story, story.counsellor.person), "handed_over" in kinds(story, house.coming)) == ({"passed_on"}, True)


def test_a_yes_without_sharing_gives_no_answer_on() -> None:
    house = House(shared())
    house.pass_on().talk("/menu", "[Svar Afløser]", BARE)
    assert (house.counsellors(), house.seen()) == ([house.coming], [])


def test_a_no_keeps_everything_as_it_was() -> None:
    house = House(shared())
    story = house.pass_on()
    before = house.story.page().answers
    story.talk("/menu", "[Svar Afløser]", NO)
    assert story.told[0] == "Det er i orden. Afløser ser intet, og du beholder din vejleder."
    assert (house.counsellors(), story.page().answers, story.ask(handovers.of, house.new.course)) == (
        [story.counsellor.person],
        before,
        None,
    )
    assert kinds(story, house.coming) == set()
    assert "kept" in kinds(story, story.counsellor.person)
    story.press(f"o:{house.coming}:share")
    assert (story.told[0], house.counsellors()) == ("Den knap virker ikke mere. Her er vi nu.", [story.counsellor.person])


@pytest.mark.parametrize("what", ["later", "all", ""])
def test_only_the_answers_that_were_offered_are_taken(what: str) -> None:
    house = House(shared())
    house.pass_on().press(f"o:{house.coming}:{what}")
    assert house.counsellors() == [house.story.counsellor.person]


def test_the_counsellor_takes_it_back_and_nobody_else_does() -> None:
    house = House(shared())
    with pytest.raises(NotFound):
        house.story.do(handing_over.keep, house.story.counsellor)
    story = house.pass_on()
    for who in (house.new, story.counsellee):
        with pytest.raises(NotAllowed):
            story.do(handing_over.keep, who)
    story.do(handing_over.keep, story.counsellor)
    assert (story.ask(handovers.of, house.new.course), story.letters(story.counsellee.person, "handover")) == (None, [])
    assert kinds(story, house.coming) == set()


def test_a_lead_takes_it_back_too_and_the_counsellor_stays() -> None:
    house = House(shared())
    story = house.pass_on()
    lead, _ = story.do(leading.add_lead, story.stage, "Leder")
    story.do(handing_over.take_back, story.stage, lead, house.new.course)
    story.talk("/menu")
    assert not [line for line in story.told if "Vejleder" in line and "vejleder." in line]
    assert house.counsellors() == [story.counsellor.person]


def test_only_the_counsellor_of_the_course_gives_it_and_only_to_a_colleague() -> None:
    house = House(shared())
    story = house.story
    for who in (house.new, story.counsellee):
        with pytest.raises(NotAllowed):
            story.do(handing_over.pass_on, story.stage, who, house.coming)
    for nobody in ("", story.counsellor.person, story.counsellee.person):
        with pytest.raises(BadInput):
            story.do(handing_over.pass_on, story.stage, story.counsellor, nobody)
    story.press("f:on")
    with pytest.raises(CourseFrozen):
        story.do(handing_over.pass_on, story.stage, story.counsellor, house.coming)


def test_with_nobody_in_it_the_colleague_has_it_at_once() -> None:
    house = House(Story())
    story = house.pass_on()
    assert house.counsellors() == [house.coming]
    assert story.ask(looking.course_page, story.stage, house.new).reason == "Vi skal tale sammen"


def test_another_counsellor_of_the_course_is_not_sent_away() -> None:
    house = House(shared())
    story = house.story
    other, _ = story.do(inviting.add_counsellor, story.stage, "Anden")
    story.do(courses.join, house.new.course, other, Role.COUNSELLOR)
    house.pass_on().talk("/menu", "[Svar Afløser]", BARE)
    assert set(house.counsellors()) == {other, house.coming}
