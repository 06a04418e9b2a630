"""Every press and every word after a slash × everybody who might send it: what comes of it stands in `presses.tsv`."""

import string

import pytest

from bot.channels.incoming import Ignored, allowed_fields, parse
from bot.usecases import choosing, commands
from bot.usecases.locks import PAGES
from tests.matrix.people import Town
from tests.matrix.pressing import Came, press_all
from tests.matrix.sown import word
from tests.matrix.tables import filled, read

LINES = read("presses.tsv")
WHO = tuple(LINES[0].outcomes)
TOLD = {line.what for line in LINES}
INVITED = {word("invited", kind) for kind in ("reason", "duty")}


@pytest.fixture(scope="module")
def came(made: Town) -> dict[str, list[Came]]:
    """What came of every line, by who did it."""
    found = {name: press_all(made, made.viewers[name], LINES) for name in WHO if name != "again"}
    return {**found, "again": press_all(made, made.viewers["guided"], LINES, again=True)}


def test_every_kind_of_press_is_in_the_table_also_those_that_are_none() -> None:
    assert set(string.ascii_lowercase) <= {line[0] for line in TOLD if line[1:2] == ":"}


def test_every_page_and_every_word_is_in_the_table() -> None:
    pages = {f"m:{name}" for name in (*PAGES, *choosing.WAYS, *commands.SPELLINGS.values())}
    told = {line.partition("=")[0] for line in TOLD}
    assert sorted((pages | {f"/{one}" for one in commands.SPELLINGS}) - told) == []


def test_every_button_that_was_offered_is_of_a_kind_in_the_table(came: dict[str, list[Came]]) -> None:
    offered = {press for found in came.values() for one in found for press in one.offered}
    assert sorted(press for press in offered if not any(_alike(press, line) for line in TOLD)) == []


@pytest.mark.parametrize("name", WHO)
def test_what_comes_of_each_press_is_as_the_table_says(came: dict[str, list[Came]], name: str) -> None:
    wrong = {
        f"{line.what} {line.sends}": one.outcome for line, one in zip(LINES, came[name], strict=True) if one.outcome != line.outcomes[name]
    }
    assert wrong == {}


@pytest.mark.parametrize("name", WHO)
def test_nobody_is_told_a_word_that_is_not_for_them(made: Town, came: dict[str, list[Came]], name: str) -> None:
    may_see = made.viewers["guided" if name == "again" else name].may_see
    told = {
        (line.what, kind)
        for line, one in zip(LINES, came[name], strict=True)
        for said, kind in made.words.items()
        if said in one.told and said not in may_see | (INVITED if "{open_invite}" in line.what else set())
    }
    assert told == set()


@pytest.mark.parametrize("name", ["stranger", "by_staff", "nobody", "lead"])
def test_what_is_refused_reads_as_what_is_not_there(made: Town, came: dict[str, list[Came]], name: str) -> None:
    viewer = made.viewers[name]
    there = [
        (line, one) for line, one in zip(LINES, came[name], strict=True) if one.outcome in {"stale", "locked", "spent", "link", "desk"}
    ]
    missing = press_all(made, viewer, [line for line, _ in there], missing=True)
    assert [line.what for (line, one), other in zip(there, missing, strict=True) if one.told != other.told] == []


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
def test_nothing_of_a_group_chat_is_taken_in(made: Town, kind: str) -> None:
    for line in LINES:
        said = filled(line.what, made.viewers["guided"].ids)
        for update in _in_group(said, kind):
            found = parse(update)
            assert not isinstance(found, Ignored)
            assert (found.kind, found.text, found.press) == ("group", "", "")
            assert said not in str(allowed_fields(update))


def _alike(press: str, line: str) -> bool:
    """Whether a line of the table is of this press's kind: for pages the same page, else the same first letter."""
    return press.partition("=")[0] == line.partition("=")[0] if press.startswith("m:") else press[:2] == line[:2]


def _in_group(said: str, kind: str) -> list[dict[str, object]]:
    chat, sender = {"id": -100, "type": kind}, {"id": 4711, "is_bot": False, "first_name": "X"}
    message = {"message_id": 1, "date": 0, "chat": chat, "from": sender}
    pressed = {"id": "1", "from": sender, "chat_instance": "1", "message": {**message, "text": "?"}, "data": said}
    return [{"update_id": 1, "message": {**message, "text": said}}, {"update_id": 2, "callback_query": pressed}]
