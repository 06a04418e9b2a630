"""Whose words stand on the sheet: told to both, each by what they see, and counted as people would."""

from bot.domain.people import Role
from bot.usecases import reviewing
from bot.usecases.sheets.view import Share
from bot.usecases.sheets.weighing import count
from tests.usecases.sheets.pens import Pens
from tests.usecases.story import SHORT_WAY_TO_THE_END


def test_words_are_counted_and_numbers_and_signs_are_not() -> None:
    assert count("Jeg vil gerne – på 3 år – ha' et e-mail-job, ikke?") == 9
    assert count("7 … :-)") == 0


def test_each_field_and_the_whole_tell_whose_words_stand_there() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et lille hus", show="1")
    pens.write(pens.guide, "En have", field="can")
    for who in (pens.guided, pens.guide):
        sheet = pens.sheet(who)
        assert sheet.field("want").share == Share(counsellee=3)
        assert sheet.field("can").share == Share(counsellor=2)
        assert sheet.share == Share(counsellee=3, counsellor=2)


def test_only_what_one_may_see_is_counted() -> None:
    pens = Pens()
    kim = pens.come("Kim", Role.COUNSELLEE)
    pens.write(pens.guided, "Et lille hus")
    assert pens.sheet(pens.guided).share == Share(counsellee=3)
    assert pens.sheet(pens.guide).share == pens.sheet(kim).share == Share()


def test_answers_chosen_by_a_button_are_the_programs_words() -> None:
    pens = Pens()
    pens.story.talk("/fortsæt", *SHORT_WAY_TO_THE_END, "[Del alt]")
    assert pens.sheet(pens.guide).field("agreement").share == Share(counsellee=5, program=2)


def test_the_aim_is_the_counsellors_words() -> None:
    pens = Pens()
    pens.story.do(reviewing.write_aim, pens.story.stage, pens.guide, {"want": "At du bliver hørt"})
    assert pens.sheet(pens.guided).share == Share(counsellor=4)


def test_what_was_typed_for_somebody_is_their_words_after_their_yes() -> None:
    pens = Pens()
    note = pens.write(pens.guide, "Et lille hus", lent_to=pens.guided.person)
    assert pens.sheet(pens.guide).share == Share(counsellor=3)
    pens.do(pens.guided, "lent_yes", note=note)
    assert pens.sheet(pens.guide).share == pens.sheet(pens.guided).share == Share(counsellee=3)


def test_both_are_told_in_words_who_chose_the_methods() -> None:
    pens = Pens()
    pens.write(pens.guided, "Et hus", show="1")
    assert (pens.sheet(pens.guided).chosen, pens.sheet(pens.guide).chosen) == ("", "")
    pens.story.talk("/menu", "[Vælg en øvelse]")
    pens.story.press("m:take=dream")
    pens.story.talk("Et hus", "[Gem]")
    assert pens.sheet(pens.guided).chosen == "I har taget én øvelse. Du har selv valgt den."
    assert pens.sheet(pens.guide).chosen == ""
    for note in pens.sheet(pens.guided).field("want").notes:
        pens.do(pens.guided, "show", note=note.id)
    assert pens.sheet(pens.guide).chosen == "I har taget én øvelse. Den vejledte har selv valgt den."
