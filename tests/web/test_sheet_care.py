"""What is told on the sheet to whoever did something and to nobody else: help after grave words, and the code that opens all again."""

import re
from datetime import timedelta

import pytest

from bot.domain.limits import LIMITS
from bot.ports import Row
from bot.records import freezing, links
from bot.records.links import LinkKind
from bot.records.tables import TABLES
from bot.usecases.stage import Who
from tests.web.sheet_steps import OWN, desk, done, person, press_in, two, write, written
from tests.web.test_sheet_deeds import scripted, sent
from tests.web.world import World

GRAVE = "Jeg vil ikke leve mere"
CARE = "Tak, fordi du skriver det. Det lyder alvorligt."
CODE = re.compile(r"Gem denne kode: ([A-Z2-7]{4}(?:-[A-Z2-7]{4}){3})")


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("add", {"field": "want", "text": GRAVE}),
        ("add", {"field": "parking", "text": GRAVE, "show": "1"}),
        ("step", {"what": GRAVE}),
        ("step", {"what": "Ringe", "helper": GRAVE, "show": "1"}),
        ("door", {"cue": "Når jeg vågner", "reply": GRAVE}),
        ("put", {"field": "agreement", "text": GRAVE, "seen": "0"}),
    ],
)
def test_grave_words_are_kept_as_written_and_the_page_that_follows_is_the_help_there_is(
    world: World, kind: str, about: dict[str, str]
) -> None:
    guided, _, _ = two(world)
    told = sent(guided, OWN, kind=kind, **about)
    assert (guided.status, CARE in told, "Ring til et menneske her" in told) == (200, True, True)
    assert guided.html.count("tel:") > 1
    assert 'href="/ark" data-onward>Gå videre' in guided.html
    assert GRAVE in guided.go(OWN)
    assert CARE not in guided.text


def test_a_script_is_told_the_help_as_html_and_the_same_card_as_in_the_talk(world: World) -> None:
    guided, _, _ = two(world)
    told = scripted(guided, OWN, kind="add", field="want", text=GRAVE)[1]
    assert told["said"] == "Gemt. Kun du kan se det."
    guided.go("/chat")
    guided.post("/chat", [("text", GRAVE)])
    onward = '<a class="button" href="/ark" data-onward>Gå videre</a>'
    assert card(told["told"]) == card(guided.html).replace('<button name="press" value="m:go">Gå videre</button>', onward)


def test_grave_words_in_a_wish_an_answer_and_a_line_are_answered_with_help_too(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Hvad siger du?", guide=True)
    done(world, person(world, course), "put", field="agreement", text="Ro", seen="0")
    for op, about in (
        ("op1", {"kind": "wish", "note": note, "text": GRAVE}),
        ("op2", {"kind": "add", "about": note, "text": GRAVE, "show": "1"}),
        ("op3", {"kind": "tick", "version": "1", "verdict": "differently", "line": GRAVE}),
    ):
        assert CARE in scripted(guided, OWN, op=op, **about)[1]["told"]


def test_nobody_else_is_told_of_grave_words_and_nothing_is_kept_of_them(world: World) -> None:
    guided, guide, course = two(world)
    mine = rows(world)
    scripted(guided, OWN, op="op1", kind="add", field="want", text="Helt almindelige ord")
    plain = {table: rows(world)[table] - mine[table] for table in mine}
    before = rows(world)
    scripted(guided, OWN, op="op2", kind="add", field="want", text=GRAVE)
    assert {table: rows(world)[table] - before[table] for table in before} == plain
    assert CARE not in guide.go(desk(course))
    assert "told" not in scripted(guide, desk(course), op="op3", kind="add", field="want", text=GRAVE)[1]
    assert CARE not in sent(guide, desk(course), op="op4", kind="add", field="want", text=GRAVE)


def test_grave_words_that_could_not_be_kept_are_answered_with_help_all_the_same(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    done(world, person(world, course), "edit", note=note, base="1", text="Mere ro", show="1")
    status, told = scripted(guided, OWN, kind="edit", note=note, base="1", text=GRAVE)
    assert (status, CARE in told["told"], told["now"]) == (409, True, "Mere ro")
    assert CARE in sent(guided, OWN, kind="edit", note=note, base="1", text=GRAVE)
    assert GRAVE in guided.text
    for number in range(LIMITS["sheet_ops"].size + 20):
        scripted(guided, OWN, op=f"fast{number}", kind="undo")
    status, told = scripted(guided, OWN, kind="add", field="want", text=GRAVE)
    assert (status, CARE in told["told"]) == (429, True)


@pytest.mark.parametrize(("name", "about"), [("text", {"kind": "add", "field": "want"}), ("what", {"kind": "step"})])
def test_a_cry_for_help_leads_to_the_help_at_once_as_in_the_talk(world: World, name: str, about: dict[str, str]) -> None:
    guided, guide, course = two(world)
    assert scripted(guided, OWN, **{name: "akut", **about}) == (200, {"note": "", "said": "", "go": "/akut"})
    assert "Ring til et menneske her" in sent(guided, OWN, **{name: "/akut", **about})
    assert "akut" not in guided.go(OWN).replace("Akut hjælp", "")
    assert "go" not in scripted(guide, desk(course), **{name: "akut", **about})[1]


def test_the_first_time_something_is_shown_the_code_that_opens_all_again_is_told_and_works(world: World) -> None:
    guided, guide, course = two(world)
    write(guided, OWN, "Kun mit")
    assert "Gem din kode" not in guided.text
    told = sent(guided, OWN, kind="add", field="want", text="Til os begge", show="1")
    assert "Gemt. Vejleder kan se det." in told
    code = code_in(told)
    assert opens(world, code) == person(world, course).person
    assert code not in str(every_row(world))
    for browser, at in ((guided, OWN), (guide, desk(course))):
        assert code not in browser.go(at)
    assert CODE.search(sent(guided, OWN, op="op2", kind="add", field="want", text="Mere", show="1")) is None


@pytest.mark.parametrize(("kind", "about"), [("dot", {"field": "belief", "value": "4"}), ("step", {"what": "Ringe"})])
def test_the_code_is_told_whatever_is_shown_first_and_to_a_script_too(world: World, kind: str, about: dict[str, str]) -> None:
    guided, _, _ = two(world)
    assert "told" not in scripted(guided, OWN, op="op1", kind="add", field="want", text="Kun mit")[1]
    assert code_in(scripted(guided, OWN, op="op2", kind=kind, show="1", **about)[1]["told"])
    assert "told" not in scripted(guided, OWN, op="op3", kind="add", field="want", text="Mere", show="1")[1]


def test_words_typed_for_somebody_that_they_say_yes_to_are_shown_and_the_code_is_told(world: World) -> None:
    guided, guide, course = two(world)
    who = person(world, course)
    note = scripted(guide, desk(course), kind="add", field="can", text="Jeg kan svejse", lent_to=who.person)[1]["note"]
    assert code_in(scripted(guided, OWN, kind="lent_yes", note=note, version="1")[1]["told"])


def test_an_answer_that_never_arrived_is_asked_for_again_and_brings_a_code_that_works(world: World) -> None:
    guided, _, course = two(world)
    said = {"kind": "add", "field": "want", "text": "Ro", "show": "1"}
    codes = [code_in(scripted(guided, OWN, **said)[1]["told"]) for _ in range(2)]
    assert [opens(world, code) for code in codes] == [person(world, course).person] * 2
    world.clock.now += timedelta(minutes=10)
    assert "told" not in scripted(guided, OWN, **said)[1]


def test_a_counsellor_and_who_came_by_a_link_of_staffs_are_told_no_code(world: World) -> None:
    _, guide, course = two(world)
    assert "told" not in scripted(guide, desk(course), kind="add", field="want", text="Ro", show="1")[1]
    who = person(world, course)
    by_link = Who(person=who.person, course=who.course, shared_only=True)
    assert done(world, by_link, "add", field="want", text="Ro", show="1").code == ""


def test_after_showing_a_step_the_form_leads_back_to_where_it_stands(world: World) -> None:
    guided, _, _ = two(world)
    assert "Ringe" in press_in(guided, "step", "Vis til Vejleder", what="Ringe")


def test_in_a_frozen_course_help_is_given_all_the_same(world: World) -> None:
    guided, _, course = two(world)
    world.write(lambda records: freezing.freeze(records, course, person(world, course).person))
    assert CARE in scripted(guided, OWN, kind="add", field="want", text=GRAVE)[1]["told"]


def card(html: str) -> str:
    found = re.search(r'<section class="notice warm care.*?</section>', html, re.DOTALL)
    assert found, html
    return re.sub(r'<input type="hidden"[^>]*>', "", found[0])


def code_in(text: str) -> str:
    found = CODE.search(text)
    assert found, text
    return found[1]


def opens(world: World, code: str) -> str:
    """Whose words a code opens."""
    return world.house.read(lambda records: links.look(records, LinkKind.RECOVERY, code)).person


def every_row(world: World) -> dict[str, list[Row]]:
    return world.house.read(lambda records: {table: list(records.rows.some(table, {})) for table in TABLES})


def rows(world: World) -> dict[str, int]:
    """How many rows each table has."""
    return {table: len(found) for table, found in every_row(world).items()}
