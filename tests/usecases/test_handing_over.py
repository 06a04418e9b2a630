"""A course is handed over: who leaves sees nothing from then on, who comes nothing before a yes, and no page breaks in between."""

from dataclasses import replace

import pytest

from bot.domain.agreement import Verdict
from bot.domain.people import Role, Viewer
from bot.errors import BadInput, LinkSpent, NotAllowed, NotFound
from bot.records import courses, links, notes, post
from bot.records.links import LinkKind
from bot.usecases import (
    agreeing,
    handing_over,
    inviting,
    leading,
    listing,
    looking,
    park_proposals,
    planning,
    reviewing,
    ringing,
    sharing,
    suggesting,
)
from bot.usecases.locks import PAGES
from bot.usecases.stage import Who
from tests.usecases.story import Story, answered, secret, shared

ASKED = "Vejleder er ikke længere din vejleder. Afløser vil gerne tage over. Afløser ser intet, før du siger ja."
SHARE, BARE, LATER = "[Ja, og del det, jeg har delt før]", "[Ja, men del ikke noget endnu]", "[Ikke nu]"


class House:
    """A story with a lead and a second counsellor, Afløser."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.lead, _ = story.do(leading.add_lead, story.stage, "Leder")
        self.coming, _ = story.do(inviting.add_counsellor, story.stage, "Afløser")
        self.new = Who(person=self.coming, course=story.counsellor.course)

    def hand_over(self, to: str = "") -> Story:
        self.story.clock.later(seconds=1)
        self.story.do(handing_over.hand_over, self.story.stage, self.lead, self.new.course, to or self.coming)
        return self.story

    def answered(self, label: str) -> Story:
        self.story.press("m:handover")
        self.story.talk(label)
        return self.story

    def seen(self) -> list[str]:
        """What the new counsellor can read of the counsellee's answers."""
        found = self.story.ask(notes.visible, self.new.course, viewer=self.new.viewer, author=self.story.counsellee.person)
        return [note.words.said for note in found]


def agreed() -> Story:
    """Everything is shared, and both have said yes to a goal."""
    story = shared()
    story.do(agreeing.propose, story.stage, story.counsellor, "Finde en læreplads")
    for who in (story.counsellor, story.counsellee):
        story.do(agreeing.say, story.stage, who, 1, Verdict.YES)
    return story


def test_only_a_lead_hands_over_and_only_to_another_counsellor() -> None:
    house = House(shared())
    story, course = house.story, house.new.course
    for person in (story.counsellor.person, house.coming, story.counsellee.person, ""):
        with pytest.raises(NotAllowed):
            story.do(handing_over.hand_over, story.stage, person, course, house.coming)
        with pytest.raises(NotAllowed):
            story.do(handing_over.take_back, story.stage, person, course)
    for nobody in ("", house.lead, story.counsellor.person, story.counsellee.person):
        with pytest.raises(BadInput):
            story.do(handing_over.hand_over, story.stage, house.lead, course, nobody)
    with pytest.raises(NotFound):
        story.do(handing_over.hand_over, story.stage, house.lead, "no-such-course", house.coming)
    assert story.page().answers


def test_the_one_who_leaves_sees_nothing_from_that_moment_on() -> None:
    house = House(shared())
    story = house.hand_over()
    assert story.ask(listing.course_lines, story.stage, story.counsellor.person) == []
    with pytest.raises(NotAllowed):
        story.page()
    theirs = story.ask(notes.visible, house.new.course, viewer=story.counsellor.viewer)
    assert {note.author for note in theirs} <= {story.counsellor.person}


def test_the_one_who_leaves_gets_no_notice_and_no_reminder_any_more() -> None:
    house = House(shared())
    story = house.story
    story.do(planning.promise, story.stage, story.counsellor, what="Ringe", first="", due=None, remind_at=story.clock.now.replace(hour=12))
    assert story.letters(story.counsellor.person)
    house.hand_over()
    assert story.letters(story.counsellor.person) == []
    story.clock.later(days=2)
    story.do(ringing.ring_due, story.stage, 10)
    assert story.letters(story.counsellor.person) == []


def test_a_link_the_leaving_counsellor_made_opens_nothing_any_more() -> None:
    house = House(shared())
    story = house.story
    link = story.do(inviting.renew, story.stage, story.counsellor).web
    used = story.do(inviting.renew, story.stage, story.counsellor).web
    inside, _ = story.do(inviting.come_back, LinkKind.REENTER, secret(used))
    fresh = story.do(inviting.renew, story.stage, story.counsellor).web
    house.hand_over()
    for one in (link, fresh):
        with pytest.raises(LinkSpent):
            story.do(inviting.come_back, LinkKind.REENTER, secret(one))
    assert story.ask(links.session, inside, Role.COUNSELLEE) is None


def test_the_one_who_comes_sees_nothing_before_the_yes() -> None:
    house = House(agreed())
    story = house.hand_over()
    assert story.ask(listing.course_lines, story.stage, house.coming) == []
    with pytest.raises(NotAllowed):
        story.ask(looking.course_page, story.stage, house.new)
    assert house.seen() == []
    assert [letter.text for letter in story.letters(house.coming)] == [
        "Du er foreslået som vejleder i et forløb. Du ser det, når der er sagt ja."
    ]


def test_the_counsellee_is_asked_by_letter_and_on_their_front_page() -> None:
    house = House(shared())
    story = house.hand_over()
    letter = story.letters(story.counsellee.person, "handover")[0]
    assert letter.text == ASKED
    assert [button.label for row in letter.rows for button in row] == [SHARE[1:-1], BARE[1:-1], LATER[1:-1]]
    story.talk("/menu")
    assert ASKED in story.told
    story.talk("[Svar Afløser]")
    assert [option.label for option in (story.screen.answers if story.screen else ())][:3] == [SHARE[1:-1], BARE[1:-1], LATER[1:-1]]


def test_yes_and_share_lets_what_was_shared_follow_and_nothing_else() -> None:
    house = House(shared())
    story = house.story
    private = story.do(notes.write, course=house.new.course, author=story.counsellee.person, field="want", flow="dream", step="dream",
                       words=replace(story.mine()[0].words, said="Kun mit"))  # fmt: skip
    before = [question.said for question in story.page().answers]
    house.hand_over()
    story = house.answered(SHARE)
    assert story.told[0] == "Afløser er nu din vejleder og kan se det, du delte før. Du kan tage det tilbage når som helst."
    page = story.ask(looking.course_page, story.stage, house.new)
    assert [question.said for question in page.answers] == before
    assert "Kun mit" not in house.seen()
    assert private


def test_what_was_written_anew_after_sharing_follows_as_it_was_shared() -> None:
    house = House(shared())
    story = house.story
    note = next(one for one in story.mine() if one.words.said == "En læreplads")
    place = {"field": note.field, "flow": note.flow, "step": note.step, "subject": note.subject}
    story.do(notes.write, course=note.course, author=note.author, words=replace(note.words, said="Noget hemmeligt"), **place)
    house.hand_over()
    house.answered(SHARE)
    assert "En læreplads" in house.seen()
    assert "Noget hemmeligt" not in house.seen()


def test_yes_without_sharing_gives_the_goal_and_the_reason_and_no_answer() -> None:
    house = House(agreed())
    story = house.hand_over()
    house.answered(BARE)
    page = story.ask(looking.course_page, story.stage, house.new)
    assert [question.said for question in page.answers if question.said] == []
    assert (page.reason, page.agreement.now and page.agreement.now.text) == ("Vi skal tale sammen", "Finde en læreplads")
    assert house.seen() == []


def test_not_now_changes_nothing_and_the_question_stays() -> None:
    house = House(shared())
    story = house.hand_over()
    house.answered(LATER)
    assert story.told[0] == "Det er i orden. Afløser ser intet. Du kan svare en anden dag."
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == []
    story.talk("[Svar Afløser]", BARE)
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == [house.coming]


def test_an_old_answer_button_does_nothing_after_another_is_offered() -> None:
    house = House(shared())
    story = house.hand_over()
    other, _ = story.do(inviting.add_counsellor, story.stage, "Tredje")
    old = f"o:{house.coming}:share"
    house.hand_over(other)
    story.press(old)
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == []
    story.press(f"o:{other}:bare")
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == [other]
    story.press(f"o:{other}:share")
    assert story.ask(notes.visible, house.new.course, viewer=Viewer(person=other), author=story.counsellee.person) == []


@pytest.mark.parametrize("forged", ["o:", "o::share", "o:x:share", "o:{lead}:share", "o:{coming}:all", "o:{coming}", "o:{coming}:share:x"])
def test_a_made_up_answer_does_nothing(forged: str) -> None:
    house = House(shared())
    story = house.hand_over()
    story.press(forged.format(lead=house.lead, coming=house.coming))
    assert house.seen() == []


def test_a_link_of_staffs_does_not_answer_for_the_counsellee() -> None:
    house = House(shared())
    story = house.hand_over()
    story.counsellee = replace(story.counsellee, shared_only=True)
    story.press(f"o:{house.coming}:share")
    assert story.told[0] == sharing.LOCKED
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == []


def test_what_was_said_yes_to_waits_for_the_new_counsellors_own_yes() -> None:
    house = House(agreed())
    story = house.hand_over()
    story.press("m:goals")
    assert "Vejleder har sagt ja." in story.told
    house.answered(BARE)
    assert story.ask(courses.state, house.new.course) == "met"
    line = story.ask(listing.course_lines, story.stage, house.coming)[0]
    assert "Venter på dit svar om målet" in line.waits
    assert story.do(agreeing.say, story.stage, house.new, 1, Verdict.YES)


def test_a_yes_said_while_nobody_counsels_is_no_agreement() -> None:
    house = House(shared())
    story = house.story
    story.do(agreeing.propose, story.stage, story.counsellor, "Finde en læreplads")
    house.hand_over()
    story.press("g:1:yes")
    assert story.told[0] == agreeing.YES_KEPT


def test_promises_of_the_one_who_left_stay_as_theirs_and_bind_nobody_else() -> None:
    house = House(shared())
    story = house.story
    story.do(planning.promise, story.stage, story.counsellor, what="Ringe til skolen", first="", due=None, remind_at=None)
    house.hand_over()
    house.answered(SHARE)
    story.press("m:actions")
    assert "1. Vejleder lovede: Ringe til skolen" in story.told
    assert story.ask(looking.course_page, story.stage, house.new).actions == ()


def test_the_aim_of_the_one_who_left_stands_under_their_name() -> None:
    house = House(shared())
    story = house.story
    story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": "Høre om skolen"})
    house.hand_over()
    story.press("m:aim")
    assert story.told == [
        "Din vejleder har ikke skrevet noget endnu.",
        "Det skrev Vejleder, da I talte sammen:",
        "Det vil jeg\nHøre om skolen",
    ]


def test_a_method_the_one_who_left_suggested_is_told_under_their_name() -> None:
    house = House(shared())
    story = house.story
    story.do(suggesting.suggest, story.stage, story.counsellor, "dream")
    story.press("m:take=dream")
    story.talk("Et hus", "[Gem]")
    house.hand_over()
    assert _last_told(story, "/kort") == "I har taget én øvelse. Vejleder foreslog den."
    house.answered(BARE)
    assert _last_told(story, "/kort") == "I har taget én øvelse. Vejleder foreslog den."


def test_what_the_one_who_left_had_begun_waits_no_more() -> None:
    house = House(shared())
    story = house.story
    story.do(reviewing.ask, story.stage, story.counsellor, "Hvilken skole?")
    story.do(park_proposals.propose, story.stage, story.counsellor, "Pengene")
    story.do(suggesting.suggest, story.stage, story.counsellor, "dream")
    question = story.rows("notes", flow="followup")[0]["id"]
    house.hand_over()
    story.talk("/menu")
    assert not {"Svar på et spørgsmål", "Se forslag", "Parkerede tanker"} & {
        option.label for option in (story.screen.answers if story.screen else ())
    }
    story.press(f"q:{question}")
    assert story.told[0] == "Den knap virker ikke mere. Her er vi nu."


def test_nothing_is_shared_or_sent_while_nobody_counsels_and_that_is_said() -> None:
    house = House(answered())
    story = house.hand_over()
    story.press("m:sharing")
    story.talk("[Del alt]")
    assert story.told[0] == sharing.NOBODY_YET
    story.press("m:write")
    assert story.told[0] == "Du har ingen vejleder at skrive til lige nu. Du får besked, når der er en."
    assert not [row for row in story.rows("shares") if row["ended_at"] is None and row["audience"] != story.counsellee.person]


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_page_stands_without_a_counsellor(page: str) -> None:
    story = House(agreed()).hand_over()
    story.press(f"m:{page}")
    assert story.screen
    assert not [line for line in story.told if "  " in line or line.startswith((" ", "din vejleder"))]


def test_a_course_nobody_has_come_into_is_handed_over_without_asking() -> None:
    house = House(Story(duty="Loven"))
    story = house.story
    story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": "Høre om skolen"})
    house.hand_over()
    assert story.ask(listing.course_lines, story.stage, story.counsellor.person) == []
    page = story.ask(looking.course_page, story.stage, house.new)
    assert (page.reason, page.duty, page.aim, page.name) == ("Vi skal tale sammen", "Loven", {}, "Den vejledte")
    invited = story.ask(inviting.look, secret(story.invitation.web))
    assert (invited.counsellor, invited.reason, invited.duty) == ("Afløser", "Vi skal tale sammen", "Loven")
    story.accept("[Videre]")
    assert story.rows("notes", author=story.counsellor.person) == []


def test_an_offer_can_be_taken_back_and_made_to_the_one_who_left() -> None:
    house = House(shared())
    story = house.hand_over()
    story.do(handing_over.take_back, story.stage, house.lead, house.new.course)
    with pytest.raises(NotFound):
        story.do(handing_over.take_back, story.stage, house.lead, house.new.course)
    assert story.letters(house.coming) == []
    story.press(f"o:{house.coming}:share")
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == []
    assert "Vejleder er ikke længere din vejleder. Ingen vejleder kan læse dine svar nu. Du får besked, når der er en ny." in story.told
    house.hand_over(story.counsellor.person)
    story.press(f"o:{story.counsellor.person}:share")
    assert story.page().said("outcome")


def test_a_lead_sees_every_course_and_nothing_of_anybody_in_it() -> None:
    house = House(agreed())
    story = house.hand_over()
    line = story.ask(leading.lines, house.lead)[0]
    assert (line.code, line.counsellor, line.coming, line.is_open) == (house.new.course[:6], "", "Afløser", True)
    for person in (story.counsellor.person, story.counsellee.person):
        with pytest.raises(NotAllowed):
            story.ask(leading.lines, person)


def test_a_new_course_is_given_to_a_counsellor_who_makes_its_link() -> None:
    house = House(shared())
    story = house.story
    with pytest.raises(NotAllowed):
        story.do(leading.assign, story.stage, story.counsellor.person, house.coming, reason="Hjælp til skolen")
    with pytest.raises(NotAllowed):
        story.do(leading.assign, story.stage, house.lead, house.lead, reason="Hjælp til skolen")
    course = story.do(leading.assign, story.stage, house.lead, house.coming, reason="Hjælp til skolen")
    assert story.rows("links", course=course) == []
    page = story.ask(looking.course_page, story.stage, Who(person=house.coming, course=course))
    assert (page.reason, page.joined) == ("Hjælp til skolen", False)


def test_what_waits_for_the_leaving_counsellor_is_cancelled_with_its_words() -> None:
    house = House(shared())
    story = house.hand_over()
    theirs = story.rows("outbox", person=story.counsellor.person)
    assert theirs
    assert {(row["state"], row["body"]) for row in theirs} == {(post.CANCELLED, b"")}


@pytest.mark.parametrize("befallen", ["closed", "frozen"])
def test_a_closed_course_and_a_frozen_one_are_handed_over_too(befallen: str) -> None:
    house = House(shared())
    if befallen == "closed":
        house.story.close()
    else:
        house.story.press("f:on")
    story = house.hand_over()
    assert story.ask(notes.visible, house.new.course, viewer=story.counsellor.viewer, author=story.counsellee.person) == []
    house.answered(BARE)
    assert story.ask(courses.ids, house.new.course, Role.COUNSELLOR) == [house.coming]


def test_a_message_that_was_begun_before_is_not_said_to_be_sent() -> None:
    house = House(shared())
    story = house.story
    story.press("m:write")
    house.hand_over()
    story.talk("Kan vi flytte mødet?", "[Gem]")
    assert sharing.NOBODY_YET in story.told
    assert not [line for line in story.told if line.startswith("Sendt")]
    assert story.letters(house.coming, "message") == []


def _last_told(story: Story, line: str) -> str:
    story.talk(line)
    return story.told[-1]
