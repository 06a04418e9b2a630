"""The dot on the line is one more answer to the number of the scale: chat, scales and sheet tell the same."""

from dataclasses import replace

import pytest

from bot.errors import BadInput, NotAllowed
from bot.usecases import scales
from bot.usecases.sheets.view import Dot, Seen
from tests.usecases.sheets.pens import Pens


def dot(pens: Pens, *, guide: bool = False, field: str = "belief") -> Dot:
    [found] = pens.sheet(pens.guide if guide else pens.guided).field(field).dots
    return found


def put(pens: Pens, value: int, show: str = "", minutes: int = 5) -> None:
    pens.do(pens.guided, "dot", field="belief", value=str(value), show=show)
    pens.story.clock.later(minutes=minutes)


def test_a_dot_is_private_until_it_is_shown() -> None:
    pens = Pens()
    put(pens, 4)
    assert (dot(pens).now, dot(pens).seen, dot(pens, guide=True).now) == (4, Seen.MINE, None)
    put(pens, 4, "1")
    assert (dot(pens).seen, dot(pens, guide=True).now, len(pens.story.mine(flow="belief"))) == (Seen.BOTH, 4, 1)


def test_its_earlier_places_stay_and_each_sees_those_that_are_theirs_to_see() -> None:
    pens = Pens()
    for value, show in ((2, "1"), (5, ""), (7, "1"), (8, "")):
        put(pens, value, show)
    assert (dot(pens).now, dot(pens).before, dot(pens).seen) == (8, (2, 5, 7), Seen.NEWER)
    assert (dot(pens, guide=True).now, dot(pens, guide=True).before) == (7, (2,))


def test_a_dot_that_is_taken_back_is_seen_where_it_was_before() -> None:
    pens = Pens()
    put(pens, 2, "1")
    put(pens, 6, "1")
    put(pens, 6, "")
    assert (dot(pens).now, dot(pens).seen, dot(pens, guide=True).now) == (6, Seen.NEWER, 2)


def test_the_scale_and_the_chat_tell_of_it_too() -> None:
    pens = Pens()
    put(pens, 4)
    assert pens.story.ask(scales.lines, pens.story.stage, pens.guided) == {"belief": ["22. nov. 2026: 4 af 10"]}
    [note] = pens.story.mine(flow="belief", step="now")
    assert (note.words.said, note.field) == ("4 / 10", "belief")
    assert note.words.question


def test_a_number_from_the_chat_is_the_dot_of_the_sheet() -> None:
    pens = Pens()
    pens.story.press("m:take=belief")
    pens.story.talk("[3]", "[Spring over]")
    pens.do(pens.guided, "dot", field="belief", value="6", show="")
    assert (dot(pens).now, dot(pens).before, len(pens.story.mine(flow="belief", step="now"))) == (6, (3,), 2)


def test_a_dot_that_is_pushed_on_at_once_is_one_answer() -> None:
    pens = Pens()
    for value in (4, 5, 6):
        put(pens, value, "1", minutes=0)
    assert (dot(pens).now, dot(pens).before, len(pens.story.mine(flow="belief"))) == (6, (), 1)
    assert dot(pens, guide=True).now == 6


@pytest.mark.parametrize("value", ["11", "-1", "", "4.5", "ti", "٤"])
def test_what_is_no_place_on_the_line_is_refused(value: str) -> None:
    pens = Pens()
    with pytest.raises(BadInput):
        pens.do(pens.guided, "dot", field="belief", value=value)
    assert pens.story.mine() == []


def test_only_the_two_lines_have_dots_and_only_counsellees_put_them() -> None:
    pens = Pens()
    with pytest.raises(BadInput):
        pens.do(pens.guided, "dot", field="want", value="4")
    with pytest.raises(NotAllowed):
        pens.do(pens.guide, "dot", field="belief", value="4")
    with pytest.raises(NotAllowed):
        pens.do(replace(pens.guided, shared_only=True), "dot", field="belief", value="4")
    assert pens.sheet(pens.guided).field("want").dots == ()


def test_who_sees_only_what_they_show_sees_the_dot_they_showed() -> None:
    pens = Pens()
    put(pens, 2, "1")
    put(pens, 9)
    by_staff = replace(pens.guided, shared_only=True)
    [seen] = pens.sheet(by_staff).field("belief").dots
    assert (seen.now, seen.before, seen.seen) == (2, (), Seen.BOTH)
