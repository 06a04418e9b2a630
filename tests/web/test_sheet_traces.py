"""What goes to a page tells nothing of what was written for others, and no words that are sent can hold up a sheet."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.usecases.sheets import reading
from bot.web.faces import CHAT, cookie, token
from bot.web.sheet_parts import sheet_parts
from tests.web.browser import Browser
from tests.web.desk_steps import as_counsellor
from tests.web.sheet_steps import OWN, desk, done, person, two, written
from tests.web.world import World


def version(page: Browser, note: str) -> str:
    """The version of a note that a page tells."""
    [found] = re.findall(rf'id="note-{note}"[^>]* data-version="(\d+)"', page.html)
    return str(found)


def sent(world: World, page: Browser, body: str) -> int:
    """Send this to the sheet as a script would; the status of the answer."""
    secret = page.client.cookies[cookie(CHAT, world.stage.url)]
    headers = {"content-type": "application/json", "x-part": "1", "x-csrf": token(secret)}
    return page.client.post(f"{OWN}/op", content=body, headers=headers).status_code


def test_how_often_somebody_wrote_a_note_anew_for_themself_is_told_to_nobody_else(world: World) -> None:
    _, guide, course = two(world)
    who = person(world, course)
    at_once, thought_over = written(world, course, "Ro"), written(world, course, "Uro", show="")
    for number, text in enumerate(("Mere ro", "Ro nok", "Ro"), start=1):
        done(world, who, "edit", note=thought_over, base=str(number), text=text, show="")
    done(world, who, "show", note=thought_over)
    guide.go(desk(course))
    assert version(guide, thought_over) == version(guide, at_once)


def test_of_what_others_see_of_a_note_the_version_is_another_when_the_words_are(world: World) -> None:
    _, guide, course = two(world)
    note = written(world, course, "Ro")
    guide.go(desk(course))
    before = version(guide, note)
    done(world, person(world, course), "edit", note=note, base="1", text="Mere ro", show="1")
    guide.go(desk(course))
    assert version(guide, note) != before


def test_no_digest_stands_for_what_its_reader_does_not_see(world: World) -> None:
    """It is short and made of what the reader knows, so that whatever else went into it could be found by trying."""
    _, _, course = two(world)
    written(world, course, "Ro")
    who = as_counsellor(world, course)
    view = world.house.read(lambda records: reading.read(records, world.stage, who))
    want = view.field("want")
    notes = tuple(replace(note, version=note.version + 6, at=datetime(2020, 2, 2, tzinfo=UTC)) for note in want.notes)
    other = replace(view, fields=tuple(replace(one, notes=notes) if one is want else one for one in view.fields))
    texts = world.stage.texts_in("da")
    one, same = (sheet_parts(world.pages, each, texts, desk(course)) for each in (view, other))
    assert [part.digest for part in one] == [part.digest for part in same]


@pytest.mark.parametrize("text", ["\\ud800", "Ro\\ud800", "Ro\\u0000"])
@pytest.mark.parametrize(
    "deed",
    [
        '"kind": "add", "field": "want", "show": "1", "text": "{text}"',
        '"kind": "put", "field": "agreement", "seen": "0", "text": "{text}"',
        '"kind": "step", "show": "1", "what": "Ro", "helper": "{text}"',
    ],
)
def test_a_half_of_a_sign_breaks_no_page_for_anybody(world: World, deed: str, text: str) -> None:
    guided, guide, course = two(world)
    assert sent(world, guided, "{" + deed.replace("{text}", text) + ', "op": "one' + text + '"}') in {200, 422}
    assert (guided.client.get(OWN).status_code, guide.client.get(desk(course)).status_code) == (200, 200)


def test_what_is_nested_without_end_is_nothing(world: World) -> None:
    guided, _, _ = two(world)
    assert sent(world, guided, "[" * 400_000) == 422


def test_the_last_day_there_is_holds_up_nothing(world: World) -> None:
    guided, _, _ = two(world)
    step = {"op": "one", "kind": "step", "what": "Ringe", "by": "31.12.9999", "remind": "same_day", "show": "1"}
    assert sent(world, guided, json.dumps(step)) == 422
    assert guided.client.get(f"{OWN}/before?day=9999-12-31").status_code == 200
