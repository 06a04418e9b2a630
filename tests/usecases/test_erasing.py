"""After erasing nothing of a person is left in any table, one of several takes only their own along, and no old copy brings it back."""

from dataclasses import replace

import pytest

from bot.domain.letter import Letter
from bot.domain.media import Media
from bot.domain.people import Role
from bot.domain.sheet import Words
from bot.errors import StoreUnavailable
from bot.records import closings, courses, files, links, notes, people, post, spots, traces
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.records.people import TELEGRAM, Address
from bot.records.tables import TABLES
from bot.usecases import agreeing, erasing, handing_over, inviting, leading, noticing, owndata
from bot.usecases.stage import Who
from tests.fakes.journal import Noted
from tests.usecases.canaried import Birds, Canaried, join, on_the_sheet, two_people
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import Story, shared

# Tables in which a row may still speak of somebody who has erased everything, and why.
STAYS = {
    "trail": "that something was done, by ids that nobody can turn back into a person: the chain must stay whole",
    "audit": "as the trail, from before there was one",
}
CHAT = "4711"


def test_every_table_is_emptied_of_the_person_and_their_course() -> None:
    story, anna, bent = two_people()
    story.do(_everywhere, story, anna)
    for table in set(TABLES) - _not_personal():
        assert _of(story, table, anna), f"nothing is planted in {table}"
    before = {table: _of(story, table, bent) for table in TABLES}
    story.do(erasing.erase, anna.who)
    assert {table for table in TABLES if _of(story, table, anna)} <= set(STAYS)
    assert {table: _of(story, table, bent) for table in TABLES} == before
    notes = {row["id"] for row in story.rows("notes")}
    assert {row["note"] for table in ("versions", "shares", "parked") for row in story.rows(table)} <= notes


def test_one_of_several_takes_their_own_words_along_and_the_course_stays_for_the_others() -> None:
    story, anna, bent = two_people()
    both = story.do(join, bent.who, anna.who.course)
    story.do(agreeing.propose, story.stage, both, "Bents mål")
    before = [note.id for note in story.mine()]
    story.do(erasing.erase, both)
    assert story.rows("memberships", course=anna.who.course, person=both.person) == []
    assert story.rows("notes", course=anna.who.course, author=both.person) == []
    assert "Bents mål" not in [wording.text for wording in story.page().agreement.wordings]
    assert [note.id for note in story.mine()] == before
    assert {row["course"] for row in story.rows("memberships", person=bent.who.person)} == {bent.who.course}
    story.do(erasing.erase, anna.who)
    assert story.rows("courses", id=anna.who.course) == []


def test_one_of_several_leaves_no_row_on_the_sheet_that_names_them_and_no_word_of_theirs() -> None:
    story, anna, bent = two_people()
    birds: list[str] = []
    both = story.do(join, bent.who, anna.who.course)
    story.counsellee = both
    on_the_sheet(story, Birds("begge", birds))
    own = {row["id"] for row in story.rows("notes", course=both.course, author=both.person)}
    told_to = {row["note"] for row in story.rows("shares", audience=both.person)}
    moved = next(row["id"] for row in story.rows("notes", author=story.counsellor.person, flow="sheet") if row["id"] not in told_to)
    story.do(spots.moved, both.course, moved, both.person, "2026-11-22")
    story.do(closings.propose, both.course, both.person)
    before = {row["id"] for row in story.rows("notes", course=both.course, author=anna.who.person)}
    story.do(erasing.erase, both)
    named = {table for table in TABLES for row in story.rows(table) if row.get("course") == both.course and both.person in row.values()}
    assert named <= set(STAYS)
    left = {row["id"] for row in story.rows("notes")}
    for table in ("versions", "shares", "spots"):
        assert {row["note"] for row in story.rows(table)} <= left
    assert not own & {row["note"] for row in story.rows("ops")}
    assert {row["id"] for row in story.rows("notes", course=both.course, author=anna.who.person)} == before
    assert [row["state"] for row in story.rows("sittings", course=both.course)] == ["on"]
    assert story.rows("closings", course=both.course) == []


@pytest.mark.parametrize(("field", "state"), [("agreement", "met"), ("want", "agreed")])
def test_only_a_goal_that_is_erased_unsettles_the_course(field: str, state: str) -> None:
    pens = Pens()
    kim = pens.come("Kim", Role.COUNSELLEE)
    pens.write(pens.guide, "Et hus")
    pens.do(kim, "put", field=field, text="Ro", seen="0")
    pens.story.do(courses.move, kim.course, "meet")
    pens.story.do(courses.move, kim.course, "agree")
    pens.story.do(erasing.erase, kim)
    assert pens.story.ask(courses.state, pens.guide.course) == state


@pytest.mark.parametrize("sharing", [handing_over.SHARING, handing_over.BARE])
def test_what_a_counsellor_who_left_wrote_to_one_of_several_alone_goes_with_them(sharing: str) -> None:
    story, anna, bent = two_people()
    both = story.do(join, bent.who, anna.who.course)
    alone = story.do(_told, story, "Kun til Bent", both)
    to_both = story.do(_told, story, "Til jer begge", both, anna.who)
    lead, _ = story.do(leading.add_lead, story.stage, "Leder")
    coming, _ = story.do(inviting.add_counsellor, story.stage, "Afløser")
    story.do(handing_over.hand_over, story.stage, lead, anna.who.course, coming)
    story.do(handing_over.answer, story.stage, anna.who, coming, sharing)
    story.do(erasing.erase, both)
    assert (story.rows("notes", id=alone), len(story.rows("notes", id=to_both))) == ([], 1)


def test_a_yes_to_a_goal_that_was_erased_never_counts_for_a_later_one() -> None:
    story, anna, bent = two_people()
    both = story.do(join, bent.who, anna.who.course)
    erased = story.do(agreeing.propose, story.stage, both, "Bents mål")
    story.do(erasing.erase, both)
    assert story.do(agreeing.propose, story.stage, story.counsellor, "Et nyt mål") == erased + 1


def test_letters_that_wait_for_the_person_and_their_chat_go_but_what_is_taken_back_there_is() -> None:
    story = shared()
    story.do(_telegram, story)
    story.do(erasing.erase, story.counsellee)
    [letter] = story.rows("outbox", external=CHAT)
    assert (letter["kind"], letter["person"], letter["course"]) == (traces.TAKE_BACK, "", "")
    assert [(row["sender"], row["body"], row["state"]) for row in story.rows("inbox")] == [("", b"", post.DONE)]


def test_nothing_is_erased_that_could_not_be_noted_outside_the_database() -> None:
    story, journal = shared(), Noted()
    story.house, journal.broken = replace(story.house, journal=journal), True
    for _ in range(2):
        try:
            story.do(erasing.erase, story.counsellee)
        except StoreUnavailable:
            assert story.rows("notes", author=story.counsellee.person)
            journal.broken = False
    assert story.rows("notes", author=story.counsellee.person) == []


def test_what_an_older_copy_brings_back_is_erased_again() -> None:
    """Also where the program died between noting and erasing: noting alone is enough."""
    story, anna, bent = two_people()
    journal = Noted()
    story.house = replace(story.house, journal=journal)
    journal.note([f"course.{anna.who.course}", f"person.{anna.who.person}"], story.clock.now)
    assert story.do(erasing.erase_again) > 0
    assert {table for table in TABLES if _of(story, table, anna)} <= set(STAYS)
    assert _of(story, "notes", bent)
    assert story.do(erasing.erase_again) == 0


def test_one_of_several_is_erased_again_too_but_not_when_they_have_come_back_since() -> None:
    story, anna, bent = two_people()
    both, journal = story.do(join, bent.who, anna.who.course), Noted()
    story.house = replace(story.house, journal=journal)
    journal.note([f"member.{both.course}.{both.person}"], story.clock.now)
    story.do(erasing.erase_again)
    assert story.rows("memberships", course=both.course, person=both.person) == []
    story.clock.later(minutes=1)
    story.do(join, bent.who, anna.who.course)
    assert story.do(erasing.erase_again) == 0


def test_a_course_that_ran_out_is_erased_with_everybody_who_was_guided_in_it_only() -> None:
    story = shared()
    story.do(erasing.erase_course, story.counsellee.course, "expired")
    assert (story.rows("people", id=story.counsellee.person), story.rows("notes")) == ([], [])
    assert [row["act"] for row in story.rows("trail", course=story.counsellee.course)][-1] == "expired"
    assert story.rows("people", id=story.counsellor.person)


def test_before_erasing_it_is_said_what_cannot_be_erased() -> None:
    story = shared()
    story.stage = replace(story.stage, operator=replace(story.stage.operator, keeps="Journalen i fem år."))
    story.do(_telegram, story)
    story.talk("/slet")
    assert story.told[:3] == [
        "Loven siger, at noget skal gemmes: Journalen i fem år.",
        "Der ligger låste kopier i op til 30 dage. Bliver en af dem brugt, sletter vi dine ord igen.",
        "Det, der står i Telegram fra de sidste to døgn, sletter jeg også der. Det, der er ældre, må du selv slette.",
    ]


def _not_personal() -> set[str]:
    """Tables that speak of nobody: the operator's own texts, the switches, the chores; and the old log, which is not added to."""
    return {"audit", "notices", "switches", "chores"}


def _told(records: Records, story: Story, text: str, *audience: Who) -> str:
    """The counsellor asks some of those who are guided in a course."""
    words = Words(question="Et spørgsmål til dig", said=text, answer={"text": text})
    place = {"course": audience[0].course, "field": "agreement", "flow": "followup", "step": "question", "subject": records.new_id()}
    note = notes.write(records, author=story.counsellor.person, words=words, **place)
    for who in audience:
        notes.share(records, note, 1, who.person)
    return note


def _everywhere(records: Records, story: Story, one: Canaried) -> None:
    """One row of this person's in every table that can have one."""
    who = one.who
    _telegram(records, replace_story(story, who))
    for kind in (LinkKind.PRIVATE, LinkKind.EXPORT, LinkKind.RECOVERY):
        links.make(records, kind, person=who.person, course=who.course)
    links.open_session(records, person=who.person, course=who.course, role="counsellee")
    noticing.agree(records, story.stage, who, language="da", channel="web")
    owndata.freeze(records, who)
    files.keep(records, who.course, who.person, _media())
    for table in TABLES:
        columns = TABLES[table].columns
        planted = {"course": who.course} if "course" in columns else {"person": who.person} if "person" in columns else None
        if planted and not records.rows.some(table, planted) and table not in STAYS:
            records.rows.add(table, _row(table, planted))


def replace_story(story: Story, who: Who) -> Story:
    """The story as this counsellee lives it."""
    story.counsellee = who
    return story


def _row(table: str, planted: dict[str, str]) -> dict[str, object]:
    empty: dict[type, object] = {str: "x", int: 1, bytes: b"x"}
    return {name: empty[kind] for name, kind in TABLES[table].columns.items()} | planted


def _media() -> Media:
    return Media(media="picture", kind="image/jpeg", body=b"jpeg", seconds=0)


def _telegram(records: Records, story: Story) -> None:
    who = story.counsellee
    people.settle(records, Address(channel=TELEGRAM, external=CHAT, person=who.person, course=who.course, state=people.OPEN))
    traces.heard(records, TELEGRAM, CHAT, 12)
    post.take_in(records, channel=TELEGRAM, key="1", sender=CHAT, number=1, body={"text": "noget"})
    post.post(records, Letter(text="Hej"), key="k", channel=TELEGRAM, external=CHAT, kind="turn")


def _of(story: Story, table: str, one: Canaried) -> list[dict[str, object]]:
    """The rows of a table that name this person, their course, a note of theirs or their chat."""
    mine = {one.who.person, one.who.course}
    if table in {"versions", "shares"}:
        owned = {row["id"] for row in story.rows("notes") if row["course"] == one.who.course}
        mine |= owned
    if table == "inbox":
        return [row for row in story.rows(table) if row["sender"] == CHAT and one.who == story.counsellee]
    return [row for row in story.rows(table) if mine & {value for value in row.values() if isinstance(value, str)}]
