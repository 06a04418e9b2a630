"""Flows and the menu are drawn as Mermaid charts that a person can read and Mermaid can too."""

import re
from dataclasses import replace

import pytest

from bot.dialogue.drawing import draw, draw_menu
from bot.dialogue.flow import Choice, Condition, Flow, Kind, Part, Step
from tests.dialogue.talker import small
from tests.usecases.story import stage

_NODE = r"\w+(\[\".*\"\]|\(\[\".*\"\]\))"
_LINES = [
    r"flowchart (TD|LR)",
    rf"    (    )?{_NODE}",
    r"    subgraph \w+\[\".*\"\]",
    r"        \w+( --> \w+)+",
    r"    \w+ -->(\|\".*\"\|)? \w+",
    r"    end",
]
_TEXT = re.compile(r'"([^"]*)"')
# Words that are no ids for Mermaid.
_TAKEN = {"end", "graph", "subgraph", "flowchart", "style", "class", "click", "default", "linkstyle"}


def drawn_small() -> str:
    flow = small()
    steps = tuple(
        replace(step, text='Hvad vil “du”, og "hvorfor", når du ser langt frem i tiden?') if step.id == "wish" else step
        for step in flow.steps
    )
    return draw(replace(flow, steps=steps))


def test_a_flow_is_drawn_with_the_way_forward_and_what_is_only_sometimes_asked() -> None:
    assert drawn_small().splitlines() == [
        "flowchart TD",
        '    begin(["Små spørgsmål"])',
        '    s_hello(["Hej. · read"])',
        '    s_mood["Hvordan går det? · choice, 2 choices"]',
        "    s_wish[\"Hvad vil “du”, og 'hvorfor', når du ser langt f… · text, 1 choice\"]",
        '    s_colours["Hvilke farver? · several, 4 choices, at most 3"]',
        '    s_level["Hvor meget? · scale"]',
        '    s_day["Hvornår? · date"]',
        '    s_list["Hvilke ting? · lines, at most 3"]',
        '    s_more["Lidt mere? · choice, 2 choices"]',
        '    s_extra["Hvad mere? · text"]',
        '    s_last["Noget til sidst? · text"]',
        '    done(["Tak."])',
        "    begin --> s_hello",
        "    s_hello --> s_mood",
        "    s_mood --> s_wish",
        "    s_wish --> s_colours",
        "    s_colours --> s_level",
        "    s_level --> s_day",
        "    s_day --> s_list",
        "    s_list --> s_more",
        '    s_more -->|"more = yes"| s_extra',
        "    s_more --> s_last",
        "    s_extra --> s_last",
        "    s_last --> done",
    ]


def test_entries_are_drawn_with_their_parts_and_cards_with_their_piles() -> None:
    things = tuple(Choice(id=one, label=one) for one in ("a", "b", "c"))
    parts = (Part(id="name", kind=Kind.TEXT, text="Hvem?"), Part(id="near", kind=Kind.CHOICE, text="Hvor tæt?", choices=things))
    deck = Step(id="deck", kind=Kind.PILES, text="Hvilke?", why="!", choices=things, piles=things[:2], keep=("a",))
    kept = Step(id="kept", kind=Kind.EACH, text="Et ad gangen.", why="!", of="deck", parts=parts[:1])
    lines = draw(a_flow(Step(id="people", kind=Kind.PAIRS, text="Hvem er der?", why="!", parts=parts, at_most=9), deck, kept)).splitlines()
    assert lines[2:9] == [
        '    subgraph s_people["Hvem er der? · pairs, at most 9"]',
        '        p_people_0["Hvem? · text"]',
        '        p_people_1["Hvor tæt? · choice, 3 choices"]',
        "        p_people_0 --> p_people_1",
        "    end",
        '    s_deck["Hvilke? · piles, 3 cards, 2 piles"]',
        '    subgraph s_kept["Et ad gangen. · each, of deck"]',
    ]
    assert '    s_deck -->|"deck picked"| s_kept' in lines


def test_conditions_stand_on_the_arrows_and_ways_nobody_goes_are_not_drawn() -> None:
    numbers = [Condition(step="scale", any_of=tuple(str(one) for one in some)) for some in (range(4), range(4, 11), (2, 8))]
    conditions = [*numbers, Condition(step="first")]
    later = [Step(id=f"step{n}", kind=Kind.TEXT, text="?", why="!", when=one) for n, one in enumerate(conditions)]
    scale = Step(id="scale", kind=Kind.SCALE, text="?", why="!")
    lines = draw(a_flow(Step(id="first", kind=Kind.TEXT, text="?", why="!"), scale, *later)).splitlines()
    assert [line.strip() for line in lines if line.startswith("    s_scale -->")] == [
        's_scale -->|"scale = 0–3"| s_step0',
        's_scale -->|"scale = 4–10"| s_step1',
        's_scale -->|"scale = 2 / 8"| s_step2',
        's_scale -->|"first answered"| s_step3',
        "s_scale --> done",
    ]
    assert [line for line in lines if line.startswith("    s_step0 -->") and line.endswith("s_step1")] == []


def test_the_menu_is_drawn_with_the_methods_of_each_field() -> None:
    lines = draw_menu({"plan": ("small",), "want": ()}, {"small": replace(small(), minutes=4)}).splitlines()
    assert lines == [
        "flowchart LR",
        '    f_plan(["plan"])',
        '    m_small["Små spørgsmål · small · 10 steps, 4 min."]',
        "    f_plan --> m_small",
        '    f_want(["want"])',
    ]


CHARTS = {
    "small": drawn_small(),
    "menu": draw_menu(stage().menu, stage().flows),
    **{name: draw(one) for name, one in stage().flows.items()},
}


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_is_mermaid(name: str) -> None:
    lines = CHARTS[name].splitlines()
    assert [line for line in lines if not any(re.fullmatch(shape, line) for shape in _LINES)] == []
    assert [line for line in lines if line.count('"') not in {0, 2}] == []
    assert [text for text in _TEXT.findall(CHARTS[name]) if set(text) & set('#<>`"')] == []
    assert lines.count("    end") == sum(line.startswith("    subgraph") for line in lines)


@pytest.mark.parametrize("name", CHARTS)
def test_every_arrow_leads_from_and_to_something_that_is_drawn(name: str) -> None:
    plain = [_TEXT.sub("", line).strip() for line in CHARTS[name].splitlines()]
    drawn = {re.split(r"[\[(]", line.removeprefix("subgraph "))[0] for line in plain if "[" in line}
    ends = {end for line in plain if "-->" in line for end in re.split(r"\s*-->(?:\|\|)?\s*", line)}
    assert (ends - drawn, drawn & _TAKEN) == (set(), set())
    assert all(re.fullmatch(r"[a-z]\w*", one) for one in drawn)


def test_a_text_that_looks_like_markup_is_drawn_as_text() -> None:
    lines = draw(a_flow(Step(id="end", kind=Kind.TEXT, text='<b> #quot; "x" `y`', why="!"))).splitlines()
    assert lines[2] == "    s_end[\"‹b› ＃quot; 'x' 'y' · text\"]"


def a_flow(*steps: Step) -> Flow:
    return Flow(id="a", field="plan", title="T", gives="G", minutes=1, steps=steps, ending="Tak.")
