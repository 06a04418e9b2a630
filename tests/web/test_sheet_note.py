"""One note with every form there is for it, what was before, and the paper: all of it without a script."""

from datetime import date, timedelta

from tests.web.browser import Reader
from tests.web.desk_steps import as_counsellor
from tests.web.sheet_steps import OWN, desk, done, person, press_in, two, written
from tests.web.test_sheet_deeds import offered
from tests.web.world import NOW, World


def test_more_leads_from_the_note_to_a_page_with_its_forms_and_back(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    guided.go(OWN)
    assert f'data-more href="{OWN}/note/{note}"' in guided.html
    guided.go(f"{OWN}/note/{note}")
    assert offered(guided) == {"edit", "add", "move", "hide", "park", "remove", "erase"}
    assert f'href="{OWN}#note-{note}"' in guided.html


def test_for_a_script_only_what_stands_in_the_dialog_is_drawn(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    part = guided.client.get(f"{OWN}/note/{note}", headers={"x-part": "1"}).text
    assert part.lstrip().startswith("<article")
    assert "<html" not in part


def test_a_note_that_is_gone_is_told_of_so_with_the_way_back_to_the_sheet(world: World) -> None:
    _, guide, course = two(world)
    private = written(world, course, "Kun mit", show="")
    for gone in (private, "none"):
        assert "Det er ikke på arket mere." in guide.go(f"{desk(course)}/note/{gone}")
        assert (guide.status, f'href="{desk(course)}' in guide.html) == (410, True)
        answer = guide.client.get(f"{desk(course)}/note/{gone}", headers={"x-part": "1"})
        assert (answer.status_code, answer.json()["said"]) == (410, "Det er ikke på arket mere.")


def test_of_somebody_elses_note_one_can_say_something_but_not_mend_or_remove_it(world: World) -> None:
    _, guide, course = two(world)
    note = written(world, course, "Ro")
    guide.go(f"{desk(course)}/note/{note}")
    assert offered(guide) == {"add", "wish", "move"}


def test_another_wording_is_proposed_by_one_and_taken_by_the_author(world: World) -> None:
    guided, guide, course = two(world)
    note = written(world, course, "Et job")
    guide.go(f"{desk(course)}/note/{note}")
    guide.press("Foreslå", text="Et job, jeg kan være i")
    assert "Vejleder foreslår disse ord:" in guided.go(OWN)
    assert "Et job, jeg kan være i" in guided.press("Brug de ord")
    assert "foreslår disse ord" not in guided.text


def test_what_is_said_to_a_note_stands_below_it(world: World) -> None:
    _, guide, course = two(world)
    note = written(world, course, "Et job")
    guide.go(f"{desk(course)}/note/{note}")
    press_in(guide, "add", "Gem", text="Hvilket?")
    inside = guide.html.partition(f'id="note-{note}"')[2].partition("data-foot")[0]
    assert "Hvilket?" in inside
    assert "answers-to" in inside


def test_a_note_is_moved_to_a_field_and_below_another_by_a_list(world: World) -> None:
    guided, _, course = two(world)
    above, note = written(world, course, "Det første", "can"), written(world, course, "Det andet")
    guided.go(f"{OWN}/note/{note}")
    press_in(guided, "move", "Flyt", place=f"can/{above}")
    can = guided.html.partition('id="field-can"')[2].partition("<section")[0]
    assert can.index("Det første") < can.index("Det andet")


def test_nobody_is_offered_to_move_anothers_note_into_parking_or_out_of_it(world: World) -> None:
    _, guide, course = two(world)
    loose, parked = written(world, course, "Ro"), written(world, course, "Huslejen", "parking")
    assert 'value="parking/' not in guide.go(f"{desk(course)}/note/{loose}") + guide.html
    guide.go(f"{desk(course)}/note/{parked}")
    assert "move" not in offered(guide)


def test_what_was_typed_for_somebody_becomes_theirs_by_their_yes(world: World) -> None:
    guided, guide, course = two(world)
    who = person(world, course)
    done(world, as_counsellor(world, course), "add", field="can", text="Jeg kan lave mad", lent_to=who.person)
    assert "skrevet af Vejleder for dig" in guided.go(OWN)
    guided.press("Ja, det er mine ord")
    assert "Er det dine ord?" not in guided.text
    assert "skrevet af Vejleder for den vejledte" in guide.go(desk(course))


def test_a_counsellor_may_tick_that_they_write_for_somebody_and_a_counsellee_may_not(world: World) -> None:
    guided, guide, _ = two(world)
    assert "Jeg skriver for den vejledte, som har bedt mig om det" in guide.text
    assert "lent_to" not in guided.html


def test_earlier_words_are_shown_to_their_author_alone(world: World) -> None:
    guided, guide, course = two(world)
    note = written(world, course, "Det første ord")
    done(world, person(world, course), "edit", note=note, base="1", text="Det andet ord", show="1")
    assert "Det første ord" in guided.go(f"{OWN}/note/{note}")
    assert "Det første ord" not in guide.go(f"{desk(course)}/note/{note}")


def test_what_was_taken_off_can_be_fetched_back_or_erased_for_ever(world: World) -> None:
    guided, guide, course = two(world)
    note = written(world, course, "Ro")
    guided.go(f"{OWN}/note/{note}")
    assert "Ro" not in guided.press("Tag af arket").split()
    assert "Ro" in guided.go(f"{OWN}/before").split()
    assert "Ro" not in guide.go(f"{desk(course)}/before").split()
    assert "Ro" in guided.press("Hent tilbage").split()
    guided.go(f"{OWN}/note/{note}")
    guided.press("Ja, slet for altid")
    assert "Ro" not in guided.go(f"{OWN}/before").split()


def test_the_sheet_of_a_day_is_picked_from_a_list(world: World) -> None:
    guided, _, course = two(world)
    written(world, course, "Det første")
    world.clock.now += timedelta(days=1)
    written(world, course, "Det andet")
    guided.go(f"{OWN}/before")
    assert f'before?day={NOW.date().isoformat()}"' in guided.html
    guided.go(f"{OWN}/before?day={NOW.date().isoformat()}")
    assert "Sådan var arket 23. nov. 2026" in guided.text
    assert "Det første" in guided.text
    assert "Det andet" not in guided.text


def test_a_day_that_is_none_is_no_day(world: World) -> None:
    guided, _, _ = two(world)
    for day in ("i går", "2026-02-30", "20261120", "", "9999-99-99"):
        guided.go(f"{OWN}/before?day={day}")
        assert guided.status == 200
        assert "<h1>Sådan var arket før</h1>" in guided.html


def test_the_paper_holds_what_both_see_and_the_rest_only_when_asked(world: World) -> None:
    guided, guide, course = two(world)
    written(world, course, "Til os begge")
    written(world, course, "Kun til mig", show="")
    assert "Kun til mig" not in guided.go(f"{OWN}/paper")
    assert "Til os begge" in guided.text
    assert "Kun til mig" in guided.go(f"{OWN}/paper?alt=1")
    assert "Til os begge" in guide.go(f"{desk(course)}/paper")
    assert "Kun til mig" not in guide.go(f"{desk(course)}/paper?alt=1")


def test_the_blank_paper_holds_the_questions_and_nobodys_words(world: World) -> None:
    guided, _, course = two(world)
    written(world, course, "Til os begge")
    assert "Til os begge" not in guided.go(f"{OWN}/blank")
    assert guided.text.count("Hvem gør hvad, og hvornår?") == 1
    assert "Vejleder" not in guided.text


def test_the_paper_is_dated_by_the_day_of_its_reader(world: World) -> None:
    guided, _, _ = two(world)
    guided.go(f"{OWN}/paper")
    assert f'datetime="{date(2026, 11, 23).isoformat()}"' in guided.html


def test_on_the_page_of_a_note_what_is_done_with_the_note_is_not_called_as_what_is_done_with_an_answer(world: World) -> None:
    guided, _, course = two(world)
    guided.go(f"{OWN}/note/{written(world, course, 'Ro')}")
    labels = [button.label for form in Reader(guided.html).forms for button in form.buttons]
    assert (labels.count("Kun mig"), labels.count("Kun jeg skal se noten")) == (1, 1)


def test_words_that_were_agreed_and_are_others_now_are_not_asked_about_any_more(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    done(world, person(world, course), "put", field="want", seen="0")
    assert "Er vi enige om det her? den vejledte: Ro" in guided.go(OWN)
    done(world, person(world, course), "edit", note=note, base="1", text="Uro", show="1")
    text = guided.go(OWN)
    assert ("Sådan stod der før: den vejledte: Ro" in text, "Er vi enige om det her? den" in text) == (True, False)
