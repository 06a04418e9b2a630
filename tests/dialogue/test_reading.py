"""Flow files: read as they are meant, or every fault at once, with file, step and what to do."""

import pytest

from bot.dialogue.flow import Choice, Flow, Kind, Step
from bot.dialogue.reading import read_flows
from bot.errors import FaultyFlow
from tests.dialogue.talker import SMALL, small

TINY = """
id = "tiny"
field = "story"
title = "Lille"
gives = "Lidt."
minutes = 1
ending = "Tak."

[[step]]
id = "one"
kind = "choice"
text = " Hvad? "
why = "Derfor."
choices = [{ id = "a", label = " A " }, { id = "b", label = "B" }]
"""


def faults(text: str, name: str = "tiny.toml") -> list[str]:
    with pytest.raises(FaultyFlow) as told:
        read_flows({name: text})
    return list(told.value.details)


def test_a_file_becomes_a_flow() -> None:
    flow = read_flows({"tiny.toml": TINY})["tiny"]
    step = Step(
        id="one",
        kind=Kind.CHOICE,
        text="Hvad?",
        why="Derfor.",
        choices=(Choice(id="a", label="A"), Choice(id="b", label="B")),
        digest=flow.steps[0].digest,
    )
    assert flow == Flow(id="tiny", field="story", title="Lille", gives="Lidt.", minutes=1, steps=(step,), ending="Tak.", digest=flow.digest)


PLANTED = [
    ('field = "story"', "", "tiny.toml: 'field' is missing; write it as text"),
    ('id = "tiny"', 'id = "Tiny"', "tiny.toml: the id 'Tiny' must be small letters, digits and _, at most 32"),
    ("minutes = 1", 'minutes = "1"', "tiny.toml: 'minutes' must be a whole number, at least 1"),
    ("minutes = 1", "minutes = 0", "tiny.toml: 'minutes' must be a whole number, at least 1"),
    (
        "minutes = 1",
        "minutes = 1\ncolour = 1",
        "tiny.toml: 'colour' is not known; known are ending, field, gives, id, minutes, step, title",
    ),
    ('id = "one"', 'id = "One"', "tiny.toml, step One: the id must be small letters, digits and _, at most 32"),
    ('id = "one"', 'id = "end"', "tiny.toml, step end: 'end' is taken; give the step another id"),
    ('why = "Derfor."', "", "tiny.toml, step one: 'why' is missing; write it as text"),
    ('why = "Derfor."', 'why = "Derfor."\nhelp = " "', "tiny.toml, step one: 'help' must be text"),
    ('why = "Derfor."', 'why = "Derfor."\nhelp = 3', "tiny.toml, step one: 'help' must be text"),
    ('why = "Derfor."', 'why = "Derfor."\nshare = "all"', "tiny.toml, step one: 'share' must be one of ask, both, never"),
    (
        'why = "Derfor."',
        'why = "Derfor."\nwhen = "rain"',
        "tiny.toml, step one: the condition 'rain' is not known; known are wants_more, wants_reminder",
    ),
    (
        'kind = "choice"',
        'kind = "yesno"',
        "tiny.toml, step one: the kind 'yesno' is not known; known are read, text, choice, several, scale, date, lines",
    ),
    ('kind = "choice"', 'kind = "scale"', "tiny.toml, step one: a scale has no choices; take them away"),
    (" Hvad? ", "Hvad? " * 200, "tiny.toml, step one: the text is longer than 1000 characters; cut it"),
    ('{ id = "b", label = "B" }', "", "tiny.toml, step one: a choice needs at least two choices"),
    ('{ id = "b", label = "B" }', '{ id = "b" }', "tiny.toml, step one: 'choices' must be a list of { id = …, label = … }"),
    (
        '{ id = "b", label = "B" }',
        '{ id = "B", label = "B" }',
        "tiny.toml, step one: the choice id 'B' must be small letters, digits and _, at most 32",
    ),
    ('{ id = "b", label = "B" }', '{ id = "a", label = "B" }', "tiny.toml, step one: the id 'a' stands twice; ids must differ"),
    ('label = "B"', f'label = "{"B" * 25}"', f"tiny.toml, step one: the label '{'B' * 25}' must be 1 to 24 characters"),
    ('label = "B"', "label = 2", "tiny.toml, step one: the label 2 must be 1 to 24 characters"),
    (
        'kind = "choice"',
        'kind = "several"\nat_least = 3\nat_most = 2',
        "tiny.toml, step one: 'at_least' and 'at_most' must be whole numbers, the first not above the second",
    ),
    (
        'why = "Derfor."',
        'why = "Derfor."\nat_most = "2"',
        "tiny.toml, step one: 'at_least' and 'at_most' must be whole numbers, the first not above the second",
    ),
]


@pytest.mark.parametrize(("old", "new", "fault"), PLANTED)
def test_a_planted_fault_is_told_with_file_and_step(old: str, new: str, fault: str) -> None:
    assert old in TINY
    assert faults(TINY.replace(old, new, 1)) == [fault]


@pytest.mark.parametrize("steps", ["", "step = []", "step = 3", 'step = ["one"]'])
def test_a_flow_without_steps_is_a_fault(steps: str) -> None:
    head = TINY[: TINY.index("[[step]]")]
    assert faults(head + steps) == ["tiny.toml: there are no steps; add at least one [[step]]"]


def test_two_steps_of_one_name_are_a_fault() -> None:
    step = TINY[TINY.index("[[step]]") :]
    assert faults(TINY + step) == ["tiny.toml: the id 'one' stands twice; ids must differ"]


def test_what_is_not_toml_is_told_with_its_place() -> None:
    assert faults("id = 1\nid 2") == [
        "tiny.toml: this is not TOML (Expected '=' after a key in a key/value pair (at line 2, column 4)); mend the line it names"
    ]


def test_a_step_without_an_id_is_named_by_its_number() -> None:
    assert faults(TINY.replace('id = "one"', "")) == ["tiny.toml, step 1: 'id' is missing; write it as text"]


def test_every_fault_of_every_file_is_told_at_once() -> None:
    files = {"b.toml": TINY, "a.toml": TINY.replace("minutes = 1", "").replace('why = "Derfor."', ""), "c.toml": TINY, "d.toml": "="}
    with pytest.raises(FaultyFlow) as told:
        read_flows(files)
    assert [detail[:70] for detail in told.value.details] == [
        "a.toml: 'minutes' must be a whole number, at least 1",
        "a.toml, step one: 'why' is missing; write it as text",
        "c.toml: the id 'tiny' is taken by another file; give it another id",
        "d.toml: this is not TOML (Invalid statement (at line 1, column 1)); me",
    ]
    assert str(told.value).startswith("A flow cannot be used; every fault is listed with file, step and what to do.\na.toml: ")


def test_no_files_are_a_fault() -> None:
    with pytest.raises(FaultyFlow, match="no flow files were found"):
        read_flows({})


@pytest.mark.parametrize(
    ("old", "new", "asked_anew"),
    [
        ("Hvad vil du?", "Hvad vil du helst?", True),
        ('label = "Ved ikke"', 'label = "Ingen anelse"', True),
        ("Det er dit møde.", "Fordi det er dit møde.", False),
        ('ending = "Tak."', 'ending = "Farvel."', False),
    ],
)
def test_a_step_is_another_when_what_is_asked_is_another(old: str, new: str, *, asked_anew: bool) -> None:
    before, after = small(), small((old, new))
    changed = [step.id for step, other in zip(before.steps, after.steps, strict=True) if step.digest != other.digest]
    assert (changed, before.digest == after.digest) == (["wish"] if asked_anew else [], False)


def test_the_same_file_gives_the_same_digests() -> None:
    assert read_flows({"small.toml": SMALL}) == {"small": small()}
