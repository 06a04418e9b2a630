"""The sheet on paper: for its counsellee with all of theirs, for both only what both see, and blank; in everybody's own words once."""

from collections.abc import Iterator
from dataclasses import asdict, replace

import pytest

from bot.domain.paper import Paper, PaperAgreed, PaperField, PaperNote, PaperStep, PaperTick
from bot.domain.sheet import FIELDS
from bot.errors import NotAllowed
from bot.usecases import papers, reviewing
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import SHORT_WAY_TO_THE_END


@pytest.fixture
def pens() -> Pens:
    """A sheet on which something is private, something shared, and something the counsellor's."""
    made = Pens()
    made.write(made.guided, "Et hus")
    made.write(made.guided, "En hest", show="1")
    made.write(made.guide, "Jeg hørte det om hesten")
    return made


def read(pens: Pens, who: Who, *, everything: bool = True) -> Paper:
    return pens.story.ask(papers.read, pens.story.stage, who, everything=everything)


def of(paper: Paper, name: str) -> PaperField:
    return next(field for field in paper.fields if field.id == name)


def said(paper: Paper) -> list[str]:
    """All words of notes, with the answers to them."""
    return [one.said for field in paper.fields for note in field.notes for one in _with_answers(note)]


def _with_answers(note: PaperNote) -> Iterator[PaperNote]:
    yield note
    for answer in note.answers:
        yield from _with_answers(answer)


def test_ones_own_copy_has_everything_and_says_what_only_one_sees(pens: Pens) -> None:
    paper = read(pens, pens.guided)
    assert [(one.said, one.seen, one.guided) for one in of(paper, "want").notes] == [
        ("Et hus", "Kun mig", True),
        ("En hest", "", True),
        ("Jeg hørte det om hesten", "", False),
    ]
    assert paper.made == "Kun til dig. Her er også det, som kun du kan se."


def test_the_copy_for_both_has_only_what_both_see(pens: Pens) -> None:
    paper = read(pens, pens.guided, everything=False)
    assert said(paper) == ["En hest", "Jeg hørte det om hesten"]
    assert {one.seen for one in of(paper, "want").notes} == {""}
    assert paper.made == "Her er det, I begge kan se."


def test_a_counsellors_copy_has_only_what_both_see_whatever_they_ask_for(pens: Pens) -> None:
    assert said(read(pens, pens.guide)) == ["En hest", "Jeg hørte det om hesten"]


def test_by_a_link_of_staffs_ones_own_copy_has_only_what_both_see(pens: Pens) -> None:
    paper = read(pens, replace(pens.guided, shared_only=True))
    assert said(paper) == ["En hest", "Jeg hørte det om hesten"]
    assert paper.made == "Her er det, I begge kan se."


def test_nothing_private_is_in_any_part_of_what_others_are_drawn(pens: Pens) -> None:
    secret = "kanariefugl"
    pens.write(pens.guided, secret)
    pens.write(pens.guided, secret, field="parking")
    pens.do(pens.guided, "step", what=secret, first=secret, helper=secret, sign=secret)
    pens.do(pens.guided, "dot", field="belief", value="7")
    pens.story.talk("/fortsæt", "[Videre]", "[Mig]", "[Både-og]", secret, "[Gem]")
    for paper in (
        read(pens, pens.guide),
        read(pens, pens.guided, everything=False),
        pens.story.ask(papers.blank, pens.story.stage, pens.guided),
    ):
        assert secret not in str(asdict(paper))
        assert of(paper, "belief").dots == ()
    assert str(asdict(read(pens, pens.guided))).count(secret) > 5


def test_it_has_the_eight_fields_with_their_questions_its_people_and_its_day(pens: Pens) -> None:
    paper = read(pens, pens.guided)
    assert [field.id for field in paper.fields] == list(FIELDS)
    assert all(field.name and field.question for field in paper.fields)
    assert paper.people == (("den vejledte", ""), ("Vejleder", "vejleder"))
    assert (paper.title, paper.day) == ("Vores ark: den vejledte, Vejleder", "22. nov. 2026")


def test_what_is_said_to_a_note_stands_under_it(pens: Pens) -> None:
    horse = next(note.id for note in pens.sheet(pens.guide).field("want").notes if note.said == "En hest")
    pens.write(pens.guide, "Hvilken?", about=horse)
    [note] = [one for one in of(read(pens, pens.guided), "want").notes if one.said == "En hest"]
    assert [(one.said, one.by) for one in note.answers] == [("Hvilken?", "Vejleder")]


def test_answers_of_a_method_stand_under_its_title_with_their_questions() -> None:
    pens = Pens()
    pens.story.talk("/fortsæt", *SHORT_WAY_TO_THE_END, "[Del alt]")
    note = of(read(pens, pens.guided), "agreement").notes[2]
    assert (note.method, note.question) == ("Aftalefeltet", "Hvad vil du gerne have ud af denne vejledning?")
    assert (note.said, note.by, note.day) == ("En læreplads", "Alex", "22. nov. 2026")


def test_the_agreement_has_its_exact_words_and_who_has_said_yes_and_when(pens: Pens) -> None:
    pens.do(pens.guided, "put", field="agreement", text="Vi finder en hest", seen="0")
    version = pens.sheet(pens.guided).field("agreement").confirmation
    assert version
    pens.do(pens.guided, "tick", version=str(version.version), verdict="yes")
    guided = PaperTick(name="den vejledte", yes=True, said="22. nov. 2026")
    waits = PaperTick(name="Vejleder", yes=False, said="Har ikke svaret endnu")
    agreed = of(read(pens, pens.guide), "agreement").agreed
    assert agreed == PaperAgreed(told="Er vi enige om det her?", text="Vi finder en hest", settled=False, people=(guided, waits))
    pens.do(pens.guide, "tick", version=str(version.version), verdict="differently", line="Ikke i år")
    agreed = of(read(pens, pens.guided), "agreement").agreed
    assert agreed
    assert agreed.people[1] == PaperTick(name="Vejleder", yes=False, said="Ser det anderledes, 22. nov. 2026", line="Ikke i år")
    pens.do(pens.guide, "tick", version=str(version.version), verdict="yes")
    agreed = of(read(pens, pens.guided), "agreement").agreed
    assert agreed
    assert (agreed.settled, agreed.told) == (True, "Det her er vi enige om:")


def test_words_that_stand_in_the_field_as_they_were_agreed_are_not_written_twice(pens: Pens) -> None:
    pens.do(pens.guided, "put", field="want", seen="0")
    agreed = of(read(pens, pens.guided), "want").agreed
    assert agreed
    assert (agreed.told, agreed.text) == ("Er vi enige om det her?", "")
    pens.write(pens.guided, "Noget andet", show="1")
    agreed = of(read(pens, pens.guided), "want").agreed
    assert agreed
    assert agreed.told == "Sådan stod der før:"
    assert "En hest" in agreed.text


def test_a_step_has_who_and_when_and_how_it_stands(pens: Pens) -> None:
    pens.do(pens.guided, "step", what="Ringe", helper="Onkel", by="2026-11-27")
    assert of(read(pens, pens.guided), "plan").steps == (
        PaperStep(
            what="Ringe",
            by="den vejledte",
            due="senest 27. nov. 2026",
            state="på vej",
            done=False,
            lines=(("Hvem hjælper:", "Onkel"),),
            seen="Kun mig",
        ),
    )


def test_a_dot_has_its_number_in_words_and_those_before(pens: Pens) -> None:
    pens.do(pens.guided, "dot", field="importance", value="4")
    pens.story.clock.later(hours=1)
    pens.do(pens.guided, "dot", field="importance", value="8", show="1")
    [dot] = of(read(pens, pens.guided), "importance").dots
    assert (dot.number, dot.said, dot.before, dot.seen) == (8, "8 af 10", (4,), "")
    assert of(read(pens, pens.guided), "belief").dots == ()


def test_the_aim_stands_in_its_lines(pens: Pens) -> None:
    pens.story.do(reviewing.write_aim, pens.story.stage, pens.guide, {"want": "Lytte", "duty": "En plan"})
    assert of(read(pens, pens.guided), "agreement").aim == (
        ("Vejleder: Det vil jeg", "Lytte"),
        ("Vejleder: Det kræver loven eller stedet", "En plan"),
    )


def test_a_picture_of_what_only_one_sees_is_on_ones_own_copy_alone() -> None:
    pens = Pens()
    pens.story.press("m:take=lifeline")
    pens.story.talk("[Videre]", "9", "Skoleskift", "2", "[Spring over]", "[Spring over]", "[Færdig]")
    [picture] = of(read(pens, pens.guided), "story").pictures
    assert "Skoleskift" in picture.alt
    assert picture.alt in read(pens, pens.guided).alt
    assert of(read(pens, pens.guided, everything=False), "story").pictures == ()
    assert of(read(pens, pens.guide), "story").pictures == ()


def test_the_words_of_it_say_all_that_stands_on_it(pens: Pens) -> None:
    pens.do(pens.guided, "step", what="Ringe", helper="Onkel")
    told = read(pens, pens.guided).alt.splitlines()
    assert told[:2] == ["Vores ark: den vejledte, Vejleder", "Kun til dig. Her er også det, som kun du kan se. 22. nov. 2026"]
    assert "Hvad vil jeg? Hvad vil du gerne?" in told
    assert "Et hus (den vejledte, 22. nov. 2026, Kun mig)" in told
    assert told[-2:] == ["Ringe (den vejledte, på vej, Kun mig)", "Hvem hjælper: Onkel"]


def test_the_blank_one_asks_and_says_nothing_of_anybody(pens: Pens) -> None:
    paper = pens.story.ask(papers.blank, pens.story.stage, pens.guided)
    assert paper.blank
    assert (paper.people, paper.day, said(paper)) == ((), "", [])
    assert [field.question for field in paper.fields] == [field.question for field in read(pens, pens.guided).fields]
    assert of(paper, "agreement").aim == (("Det vil jeg", ""), ("Det kræver loven eller stedet", ""), ("Det kan jeg bidrage med", ""))


def test_who_is_no_member_reads_nothing(pens: Pens) -> None:
    nobody = Who(person="somebody", course=pens.guide.course)
    with pytest.raises(NotAllowed):
        read(pens, nobody)
    with pytest.raises(NotAllowed):
        pens.story.ask(papers.blank, pens.story.stage, nobody)
