"""Everything a person can have about themself: all of their own, nothing of anybody else's, in the shape that is documented."""

import json
from pathlib import Path

import pytest

from bot.domain.trail import Act
from bot.errors import LinkSpent, NotAllowed
from bot.privacy.export import Goal, as_data
from bot.records import links
from bot.records.links import LinkKind
from bot.usecases import accessing, exporting, inviting, owndata
from bot.usecases.stage import Who
from tests.usecases.canaried import Canaried, join, two_people
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import Story, secret, shared

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "export.schema.json").read_text(encoding="utf-8"))


def written(story: Story, who: Who) -> tuple[str, dict[str, bytes]]:
    """The export as it stands in the file, and the files beside it."""
    export, files = story.ask(exporting.export, story.stage, who)
    return json.dumps(as_data(export), ensure_ascii=False), files


def test_it_holds_every_word_of_ones_own_and_none_of_anybody_elses() -> None:
    story, anna, bent = two_people()
    for own, other in ((anna, bent), (bent, anna)):
        text, files = written(story, own.who)
        assert [word for word in own.words if word not in text] == []
        assert [word for word in other.words if word in text] == []
        assert list(files.values()) == own.bodies
    assert len(anna.words) > 300


def test_words_of_another_in_the_same_course_are_not_in_it_before_they_are_shared() -> None:
    story, anna, bent = two_people()
    both = story.do(join, bent.who, anna.who.course)
    text, _ = written(story, both)
    agreed = {goal.text for goal in _goals(story, both)} | {said.line for goal in _put(story, both) for said in goal.said}
    assert {word for word in anna.words if word in text} <= {*agreed, *_place(story, anna)}


def test_it_is_as_the_documented_schema_says() -> None:
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - takes seconds, and no other test needs it

    story, anna, _ = two_people()
    text, _ = written(story, anna.who)
    check = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
    Draft202012Validator.check_schema(SCHEMA)
    assert [fault.message for fault in check.iter_errors(json.loads(text))] == []
    assert list(check.iter_errors({**json.loads(text), "surprise": 1}))


def test_it_tells_what_was_shared_when_and_when_it_was_taken_back() -> None:
    story = shared()
    story.clock.later(hours=1)
    story.item(3, "Tag tilbage")
    export, _ = story.ask(exporting.export, story.stage, story.counsellee)
    told = {answer.versions[-1].said: answer.shared for answer in export.courses[0].answers if answer.shared}
    [taken_back], [still_shared] = told["En læreplads"], told["Min egen bolig"]
    assert (taken_back.to, taken_back.until) == ("Vejleder", story.clock.now)
    assert (still_shared.to, still_shared.until) == ("Vejleder", None)
    assert taken_back.since < story.clock.now


def test_it_tells_when_staff_had_words_before_them_under_letters_for_names() -> None:
    story = shared()
    story.do(accessing.read_course, story.counsellor.person, story.counsellor.course, Act.READ_COURSE)
    export, _ = story.ask(exporting.export, story.stage, story.counsellee)
    looked = export.courses[0].looked
    assert [(one.at, one.what, one.who) for one in looked] == [(story.clock.now, "read_course", "A")]
    assert story.counsellor.person not in json.dumps(as_data(export))


def test_what_was_said_to_a_field_is_in_it_with_the_words_as_they_could_be_read() -> None:
    pens = Pens()
    taken_back = pens.write(pens.guide, "Kom hver dag")
    pens.write(pens.guided, "Et hus", show="1")
    pens.do(pens.guided, "put", field="want", seen="0")
    pens.do(pens.guided, "tick", version="1", verdict="yes")
    pens.do(pens.guide, "tick", version="1", verdict="differently", line="Først en lejlighed")
    pens.do(pens.guide, "erase", note=taken_back)
    export, _ = pens.story.ask(exporting.export, pens.story.stage, pens.guided)
    [put], goals = export.courses[0].fields, export.courses[0].goals
    assert (put.field, put.version, put.text, put.by, goals) == ("want", 1, "(taget tilbage)\nden vejledte: Et hus", "Du", ())
    assert {(said.by, said.verdict, said.line) for said in put.said} == {
        ("Du", "yes", ""),
        ("Vejleder", "differently", "Først en lejlighed"),
    }


def test_what_a_counsellor_typed_for_somebody_is_in_it_with_who_typed_it() -> None:
    pens = Pens()
    mine = pens.write(pens.guide, "Jeg kan svejse", lent_to=pens.guided.person)
    pens.do(pens.guided, "lent_yes", note=mine)
    pens.write(pens.guide, "Jeg kan lodde", lent_to=pens.guided.person)
    pens.write(pens.guided, "Jeg kan selv skrive")
    export, _ = pens.story.ask(exporting.export, pens.story.stage, pens.guided)
    answers = {one.versions[-1].said: one.typed_by for one in export.courses[0].answers if one.method == "sheet"}
    assert answers == {"Jeg kan svejse": "Vejleder", "Jeg kan selv skrive": ""}
    assert [(one.by, one.said) for one in export.courses[0].told if one.about == "sheet"] == [("Vejleder", "Jeg kan lodde")]


def test_what_was_hidden_or_put_away_and_a_proposed_wording_are_ones_own_too() -> None:
    pens = Pens()
    pens.do(pens.guided, "hide", note=pens.write(pens.guided, "Skjult", show="1"))
    pens.do(pens.guided, "remove", note=pens.write(pens.guided, "Lagt væk", show="1"))
    pens.do(pens.guided, "wish", note=pens.write(pens.guide, "Kom hver dag"), text="Kom når du kan")
    text, _ = written(pens.story, pens.guided)
    assert [said for said in ("Skjult", "Lagt væk", "Kom når du kan") if said not in text] == []


def test_every_course_of_the_person_is_in_it_from_whichever_they_ask() -> None:
    story = shared()
    second = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Igen")
    who = story.do(inviting.accept, story.stage, secret(second.web), language="da", person=story.counsellee.person)
    export, _ = story.ask(exporting.export, story.stage, who)
    assert {course.id for course in export.courses} == {story.counsellee.course, who.course}


def test_a_link_given_by_staff_opens_no_export() -> None:
    story = shared()
    who = Who(person=story.counsellee.person, course=story.counsellee.course, shared_only=True)
    for work in (lambda r: exporting.ask(r, who), lambda r: exporting.export(r, story.stage, who)):
        with pytest.raises(NotAllowed):
            story.do(work)
    with pytest.raises(NotAllowed):
        story.ask(exporting.export, story.stage, story.counsellor)


def test_in_a_messenger_it_is_a_link_that_works_once_and_for_a_quarter_of_an_hour() -> None:
    story = shared()
    for minutes, works in ((14, True), (15, False)):
        said = story.do(owndata.export_link, story.stage, story.counsellee)
        story.clock.later(minutes=minutes)
        if works:
            assert story.do(exporting.ask_by_link, secret(str(said.values["link"]))) == story.counsellee
        with pytest.raises(LinkSpent):
            story.do(exporting.ask_by_link, secret(str(said.values["link"])))
    assert {row["kind"] for row in story.rows("links", person=story.counsellee.person)} >= {LinkKind.EXPORT}
    assert [row["act"] for row in story.rows("trail", actor=story.counsellee.person)].count("export") == 1
    assert links.LIFETIMES[LinkKind.EXPORT].total_seconds() == 900


def _goals(story: Story, who: Who) -> list[Goal]:
    export, _ = story.ask(exporting.export, story.stage, who)
    return [goal for course in export.courses for goal in course.goals if course.id == who.course]


def _put(story: Story, who: Who) -> list[Goal]:
    """Goals, and other fields that were put to confirmation."""
    export, _ = story.ask(exporting.export, story.stage, who)
    return [*_goals(story, who), *(one for course in export.courses for one in course.fields if course.id == who.course)]


def _place(story: Story, one: Canaried) -> set[str]:
    """What both of a course may see though one of them wrote or was written to: the meeting's place."""
    export, _ = story.ask(exporting.export, story.stage, one.who)
    return {course.meeting.place for course in export.courses if course.meeting}
