"""Flows of one's own are added to those shipped, or take their place; every fault names its file."""

from pathlib import Path

import pytest

from bot.dialogue.library import Library, located, read_library
from bot.errors import FaultyFlow
from tests.dialogue.talker import SMALL

SHIPPED = {file.name: file.read_text(encoding="utf-8") for file in (Path(__file__).parents[2] / "flows").glob("*.toml")}


def with_own(**files: str) -> Library:
    return read_library(SHIPPED, {f"own/{name}.toml": text for name, text in files.items()})


def refused(**files: str) -> list[str]:
    with pytest.raises(FaultyFlow) as found:
        with_own(**files)
    return list(found.value.details)


def test_a_flow_is_added_and_a_list_of_the_menu_takes_the_place_of_ours() -> None:
    plain = read_library(SHIPPED)
    library = with_own(mine=SMALL, menu='want = ["dream"]')
    assert set(library.flows) - set(plain.flows) == {"small"}
    assert {field: listed for field, listed in library.menu.items() if plain.menu[field] != listed} == {"want": ("dream",)}
    assert library.added == {"small": "own/mine.toml"}


def test_a_flow_takes_the_place_of_ours() -> None:
    library = with_own(mine=SHIPPED["dream.toml"].replace('title = "Drømmen"', 'title = "Min drøm"'))
    assert (library.flows["dream"].title, len(library.flows)) == ("Min drøm", len(read_library(SHIPPED).flows))


def test_every_fault_of_every_file_names_its_file() -> None:
    assert refused(one="id =", two=SMALL.replace("minutes = ", "minutes = -"), menu="want = 3") == [
        "own/one.toml: this is not TOML (Invalid value (at end of document)); mend the line it names",
        "own/two.toml: 'minutes' must be a whole number, at least 1",
        "own/menu.toml: 'want' must be a list of flow ids",
    ]


def test_a_fault_of_the_whole_set_names_the_file_it_stands_in() -> None:
    assert refused(mine=SMALL.replace("Tak.", "Tak, {navn}.")) == [
        "own/mine.toml: {navn} is no value here; known are counsellor, goal (an earlier step needs a stand_in)"
    ]
    assert refused(menu='want = ["dream", "dreem"]\nplan = ["selfcheck", "dream"]') == [
        "menu.toml: 'dream' stands twice",
        "own/menu.toml: there is no flow 'dreem'; add dreem.toml or take it out of the menu",
        "own/menu.toml: the flow 'selfcheck' fills the field 'selfcheck' and not 'plan'",
        "own/menu.toml: the flow 'dream' fills the field 'want' and not 'plan'",
    ]


def test_a_flow_for_counsellors_is_not_in_the_menu() -> None:
    assert refused(menu='selfcheck = ["selfcheck"]') == [
        "own/menu.toml: the flow 'selfcheck' is not for counsellees; take it out of the menu"
    ]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("small, step wish: no", "own/small.toml, step wish: no"),
        ("small.toml, step wish, why (en): no", "own/small.toml, step wish, why (en): no"),
        ("smaller, step wish: no", "smaller, step wish: no"),
        ("nothing of the kind", "nothing of the kind"),
    ],
)
def test_a_fault_is_located_by_the_flow_it_begins_with(fault: str, said: str) -> None:
    assert located(fault, {"small": "own/small.toml"}) == said
