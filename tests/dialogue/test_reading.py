"""Flow files: read as they are meant, or every fault at once, with file, step and what to do."""

import pytest

from bot.dialogue.flow import STEP_KINDS, Choice, Flow, Kind, Step
from bot.dialogue.reading import read_flows
from bot.dialogue.reading_faults import FIELDS
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


UNKNOWN_KIND = "tiny.toml, step one: the kind 'yesno' is not known; known are " + ", ".join(sorted(STEP_KINDS))
OWN_ID = "tiny.toml, step one: the choice id 'own1' must be small letters, digits and _, at most 32, and not own1, own2 …"
ENTRIES = (
    TINY[: TINY.index("[[step]]")]
    + """
[[step]]
id = "one"
kind = "timeline"
text = "Hvad?"
why = "Derfor."
[[step.part]]
id = "age"
kind = "number"
text = "Alder?"
[[step.part]]
id = "event"
kind = "text"
text = "Hvad skete der?"
"""
)


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
        "tiny.toml: 'colour' is not known; known are ending, field, gives, id, minutes, repeats, retired, step, takers, title, was, yields",
    ),
    ('id = "one"', 'id = "One"', "tiny.toml, step One: the id 'One' must be small letters, digits and _, at most 32"),
    ('id = "one"', 'id = "end"', "tiny.toml, step end: 'end' is taken; give the step another id"),
    ('why = "Derfor."', "", "tiny.toml, step one: 'why' is missing; write it as text"),
    ('why = "Derfor."', 'why = "Derfor."\nhelp = " "', "tiny.toml, step one: 'help' must be text"),
    ('why = "Derfor."', 'why = "Derfor."\nhelp = 3', "tiny.toml, step one: 'help' must be text"),
    ('why = "Derfor."', 'why = "Derfor."\nshare = "all"', "tiny.toml, step one: 'share' must be one of ask, both, never"),
    (
        'why = "Derfor."',
        'why = "Derfor."\nwhen = "rain"',
        'tiny.toml, step one: \'when\' must be { step = "…", is = ["…"] }, or { step = "…" } for any answer',
    ),
    (
        'kind = "choice"',
        'kind = "yesno"',
        UNKNOWN_KIND,
    ),
    ('kind = "choice"', 'kind = "scale"', "tiny.toml, step one: a scale has no choices; take them away"),
    (" Hvad? ", "Hvad? " * 200, "tiny.toml, step one: the text is longer than 1000 characters; cut it"),
    ('{ id = "b", label = "B" }', "", "tiny.toml, step one: a choice needs at least two choices"),
    ('{ id = "b", label = "B" }', '{ id = "b" }', "tiny.toml, step one: 'choices' must be a list of { id = …, label = … }"),
    (
        '{ id = "b", label = "B" }',
        '{ id = "B", label = "B" }',
        "tiny.toml, step one: the choice id 'B' must be small letters, digits and _, at most 32, and not own1, own2 …",
    ),
    ('{ id = "b", label = "B" }', '{ id = "a", label = "B" }', "tiny.toml, step one: the id 'a' stands twice; ids must differ"),
    ('label = "B"', f'label = "{"B" * 25}"', f"tiny.toml, step one: the label '{'B' * 25}' must be 1 to 24 characters"),
    ('label = "B"', "label = 2", "tiny.toml, step one: the label 2 must be 1 to 24 characters"),
    (
        'kind = "choice"',
        'kind = "several"\nat_least = 3\nat_most = 2',
        "tiny.toml, step one: 'at_least' and 'at_most' must be whole numbers, the first not above the second",
    ),
    ('field = "story"', 'field = "weather"', f"tiny.toml: the field 'weather' is not known; known are {', '.join(FIELDS)}"),
    ("minutes = 1", 'minutes = 1\ntakers = "all"', "tiny.toml: 'takers' must be one of counsellee, counsellor"),
    ("minutes = 1", 'minutes = 1\nrepeats = "yes"', "tiny.toml: 'repeats' must be true or false"),
    ("minutes = 1", "minutes = 1\nwas = 3", "tiny.toml: 'was' must be a list of ids"),
    ('why = "Derfor."', 'why = "Derfor."\nown = 1', "tiny.toml, step one: 'own' must be true or false"),
    ('why = "Derfor."', 'why = "Derfor."\nof = "zero"', "tiny.toml, step one: it takes its choices from 'zero'; take 'choices' away"),
    ('kind = "choice"', 'kind = "lines"\nof = "zero"', "tiny.toml, step one: a lines takes nothing from earlier; take 'of' away"),
    ('{ id = "b", label = "B" }', '{ id = "own1", label = "B" }', OWN_ID),
    (
        'kind = "choice"',
        'kind = "piles"\nkeep = ["x"]\npiles = [{ id = "x", label = "X" }]',
        "tiny.toml, step one: there must be at least two piles",
    ),
    (
        'kind = "choice"',
        'kind = "piles"\nkeep = ["z"]\npiles = [{ id = "x", label = "X" }, { id = "y", label = "Y" }]',
        "tiny.toml, step one: 'keep' must name the piles that are kept",
    ),
    (
        'why = "Derfor."',
        'why = "Derfor."\npart = [{ id = "age", kind = "number", text = "Alder?" }]',
        "tiny.toml, step one: a choice has no parts; take them away",
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


PLANTED_PARTS = [
    (
        'id = "age"',
        'id = "years"',
        "tiny.toml, step one: the parts must be some of age, event, feeling, taught, helped, in this order, the first among them",
    ),
    (
        'kind = "number"',
        'kind = "date"',
        "tiny.toml, step one, part age: the kind 'date' is not known; known are choice, feeling, number, scale, text",
    ),
    ('text = "Alder?"', "", "tiny.toml, step one, part age: 'text' is missing; write it as text"),
    (
        'text = "Alder?"',
        'text = "Alder?"\nwhy = "x"',
        "tiny.toml, step one, part age: 'why' is not known; known are choices, highest, id, kind, lowest, text",
    ),
    ('kind = "number"', 'kind = "choice"', "tiny.toml, step one, part age: a choice has choices, and nothing else has"),
    ('kind = "timeline"', 'kind = "each"', "tiny.toml, step one: it must say 'of' which step's picks it asks about"),
]


@pytest.mark.parametrize(("old", "new", "fault"), PLANTED_PARTS)
def test_a_planted_fault_in_a_part_is_told(old: str, new: str, fault: str) -> None:
    assert old in ENTRIES
    assert faults(ENTRIES.replace(old, new, 1)) == [fault]


def test_a_time_of_day_has_hours_to_choose() -> None:
    timed = TINY.replace('kind = "choice"', 'kind = "time"').replace('id = "a"', 'id = "h20"')
    assert faults(timed) == ["tiny.toml, step one: the choice 'b' is no hour; write for example h20"]


def test_a_step_of_entries_without_parts_is_a_fault() -> None:
    bare = ENTRIES[: ENTRIES.index("[[step.part]]")]
    assert faults(bare) == ["tiny.toml, step one: there are no parts; add at least one [[step.part]]"]


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
