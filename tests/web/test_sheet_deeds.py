"""What is done on the sheet: by a form that leads back to the page, by a script that is told in JSON, and what both hear when it fails."""

import json
from typing import Any

import pytest

from bot.domain.limits import LIMITS
from bot.records import courses, freezing
from bot.usecases.sheets import dots
from bot.usecases.stage import Who
from tests.web.browser import Browser, Reader
from tests.web.desk_steps import as_counsellor
from tests.web.sheet_steps import OWN, desk, done, forms, person, press_in, two, written
from tests.web.world import World


def scripted(browser: Browser, at: str, **said: str) -> tuple[int, dict[str, Any]]:
    """As the script of the page does it."""
    headers = {**browser.proof(at), "x-part": "1"}
    answer = browser.client.post(f"{at}/op", json={"op": "op1", **said}, headers=headers)
    return answer.status_code, json.loads(answer.text)


def sent(browser: Browser, at: str, **said: str) -> str:
    """As a form does it."""
    return browser.post(f"{at}/op", [*{"op": "op1", **said}.items()])


def test_a_script_is_told_the_note_and_what_came_of_it(world: World) -> None:
    guided, guide, course = two(world)
    scripted(guided, OWN, op="op0", kind="add", field="can", text="Uro", show="1")
    status, told = scripted(guided, OWN, kind="add", field="want", text="Ro", show="1")
    assert (status, set(told)) == (200, {"note", "said"})
    assert told["said"] == "Gemt. Vejleder kan se det."
    assert f'id="note-{told["note"]}"' in guide.client.get(desk(course)).text


def test_a_form_leads_back_to_where_the_note_stands(world: World) -> None:
    guided, _, _ = two(world)
    answer = guided.client.post(f"{OWN}/op", data={"op": "op1", "kind": "add", "field": "can", "text": "Ro"}, headers=guided.proof(OWN))
    assert answer.status_code == 303
    note = answer.headers["location"].rpartition("#note-")[2]
    guided.go(OWN)
    assert f'id="note-{note}"' in guided.html


def test_what_is_sent_twice_is_done_once(world: World) -> None:
    guided, _, _ = two(world)
    first = scripted(guided, OWN, kind="add", field="want", text="Ro")
    assert scripted(guided, OWN, kind="add", field="want", text="Ro") == first
    guided.go(OWN)
    assert guided.html.count(">Ro<") == 1


def test_words_written_over_others_come_back_with_what_stands_there(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    done(world, person(world, course), "edit", note=note, base="1", text="Ro og fred", show="1")
    status, told = scripted(guided, OWN, kind="edit", note=note, base="1", text="Mere ro")
    assert (status, told["reason"], told["now"], told["version"]) == (409, "text", "Ro og fred", 2)


def test_a_form_that_clashes_shows_both_and_either_way_keeps_what_was_typed(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    guided.go(f"{OWN}/note/{note}")
    done(world, person(world, course), "edit", note=note, base="1", text="Ro og fred", show="1")
    told = guided.press("Gem kun for mig", text="Mere ro")
    assert guided.status == 409
    assert "Ro og fred" in told
    assert guided.stands("Behold begge")["text"] == "Mere ro"
    assert guided.press("Behold begge").count("Mere ro") == 1
    assert "Ro og fred" in guided.text


def test_what_was_typed_over_a_clash_can_take_the_place_of_the_other(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    guided.go(f"{OWN}/note/{note}")
    done(world, person(world, course), "edit", note=note, base="1", text="Ro og fred", show="1")
    guided.press("Gem kun for mig", text="Mere ro")
    assert "Mere ro" in guided.press("Brug det, jeg skrev")
    assert "Ro og fred" not in guided.text


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_no_words_and_too_many_are_refused_with_what_to_do(world: World, text: str) -> None:
    guided, _, _ = two(world)
    status, told = scripted(guided, OWN, kind="add", field="want", text=text)
    assert (status, told) == (422, {"reason": "input", "said": "Skriv noget på højst 2000 tegn."})


@pytest.mark.parametrize("said", [{"kind": "nothing"}, {"kind": ""}, {"op": "", "kind": "undo"}, {"op": "x" * 65, "kind": "undo"}])
def test_what_is_no_deed_is_not_understood(world: World, said: dict[str, str]) -> None:
    guided, _, _ = two(world)
    assert scripted(guided, OWN, **said)[0] == 422


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"op"', b'{"op": 1, "kind": ["add"]}', b"\xff"])
def test_a_body_that_is_no_json_is_not_understood(world: World, body: bytes) -> None:
    guided, _, _ = two(world)
    headers = {**guided.proof(OWN), "x-part": "1", "content-type": "application/json"}
    assert guided.client.post(f"{OWN}/op", content=body, headers=headers).status_code == 422


def test_what_is_gone_is_said_to_be_gone_and_what_was_typed_is_given_back(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    done(world, person(world, course), "erase", note=note)
    assert scripted(guided, OWN, kind="edit", note=note, base="1", text="Mere ro")[0] == 410
    assert "Mere ro" in sent(guided, OWN, kind="edit", note=note, base="1", text="Mere ro")
    assert guided.status == 410


def test_another_persons_words_are_not_for_mending(world: World) -> None:
    _, guide, course = two(world)
    note = written(world, course, "Ro")
    status, told = scripted(guide, desk(course), kind="edit", note=note, base="1", text="Uro")
    assert (status, told["reason"]) == (403, "not_yours")


def test_in_a_frozen_course_a_counsellor_writes_nothing(world: World) -> None:
    _, guide, course = two(world)
    world.write(lambda records: freezing.freeze(records, course, person(world, course).person))
    assert scripted(guide, desk(course), kind="add", field="want", text="Ro")[0] == 423
    sent(guide, desk(course), kind="add", field="want", text="Ro")
    assert guide.status == 423


def test_a_closed_course_is_read_only_but_hides_and_erases(world: World) -> None:
    guided, _, course = two(world)
    note = written(world, course, "Ro")
    world.write(lambda records: courses.move(records, course, "close"))
    assert scripted(guided, OWN, kind="add", field="want", text="Ro")[0] == 409
    guided.go(OWN)
    assert offered(guided) == {"hide"}
    assert scripted(guided, OWN, kind="hide", note=note)[0] == 200


def test_who_writes_faster_than_by_hand_is_held_and_loses_no_words(world: World) -> None:
    guided, _, _ = two(world)
    assert 429 in {scripted(guided, OWN, op=f"op{number}", kind="undo")[0] for number in range(LIMITS["sheet_ops"].size + 20)}
    assert "Vent et øjeblik" in sent(guided, OWN, kind="add", field="want", text="Mine ord")
    assert "Mine ord" in guided.text


def test_without_the_mark_of_ones_own_page_nothing_is_done(world: World) -> None:
    guided, _, _ = two(world)
    answer = guided.client.post(f"{OWN}/op", data={"op": "op1", "kind": "add", "field": "want", "text": "Ro"})
    assert answer.status_code == 403
    assert "Ro" not in guided.go(OWN)
    assert ">Ro<" in answer.text
    assert ">want<" not in answer.text


def test_two_put_a_goal_to_confirmation_and_it_counts_when_both_have_said_yes(world: World) -> None:
    guided, guide, course = two(world)
    guided.press("Foreslå", text="En læreplads til sommer")
    guided.press("Ja, det er jeg enig i")
    guide.go(desk(course))
    assert "Dig : Har ikke svaret endnu" in guide.text
    guide.press("Gem, hvordan jeg ser det", line="Måske til efteråret")
    assert "Måske til efteråret" in guided.go(OWN)
    guide.press("Ja, det er jeg enig i")
    assert "Aftalt: alle har sagt ja" in guided.go(OWN)


def test_a_yes_to_words_that_have_moved_is_refused(world: World) -> None:
    guided, _, course = two(world)
    guided.press("Foreslå", text="En læreplads")
    seen = forms(guided, "tick")[0]["version"]
    done(world, as_counsellor(world, course), "put", field="agreement", text="Et job", seen=seen)
    guided.press("Ja, det er jeg enig i")
    assert guided.status == 409
    assert "Ordene er ændret" in guided.text


def test_the_dot_is_moved_by_two_buttons_and_shown_by_a_third(world: World) -> None:
    guided, _, course = two(world)
    assert "ikke sat endnu" in guided.text
    assert "5 af 10" in guided.press("+")
    assert "6 af 10" in guided.press("+")
    guide = as_counsellor(world, course)
    assert theirs(world, guide) == []
    press_in(guided, "dot", "Vis til Vejleder")
    assert theirs(world, guide) == [6]


def test_a_meeting_is_begun_moved_on_and_ended_with_what_they_leave_with(world: World) -> None:
    guided, guide, course = two(world)
    guide.press("Begynd mødet sammen")
    assert "Mødet er i gang. Nu: Aftalefeltet" in guided.go(OWN)
    guided.press("Næste: Hvad vil jeg?")
    assert "Nu: Hvad vil jeg?" in guide.go(desk(course))
    guide.press("Vi er her", nth=0)
    guide.press("Slut mødet")
    assert "Det går I herfra med:" in guided.go(OWN)
    assert "Begynd mødet sammen" in guided.text


def test_what_got_in_the_way_of_a_step_is_told_and_stands_there(world: World) -> None:
    guided, guide, course = two(world)
    press_in(guided, "step", "Vis til Vejleder", what="Ringe til værkstedet", by="2026-12-01")
    assert "Ringe til værkstedet" in guide.go(desk(course))
    guided.press("Ikke endnu", hindered="Jeg turde ikke")
    assert "Det kom i vejen: Jeg turde ikke" in guided.text
    guided.press("Gjort")
    assert "gjort" in guided.text


def offered(browser: Browser) -> set[str]:
    """What the forms of the sheet still do."""
    found = [form for form in Reader(browser.html).forms if form.action.endswith("/op")]
    hidden = {dict(form.fields).get("kind", "") for form in found}
    return (hidden | {button.value for form in found for button in form.buttons if button.name == "kind"}) - {""}


def theirs(world: World, who: Who) -> list[int | None]:
    """The dots that somebody sees in the field of importance."""
    found = world.house.read(lambda records: dots.dots(records, world.stage, who, "importance"))
    return [dot.now for dot in found if dot.now is not None]
