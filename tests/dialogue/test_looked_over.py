"""A set of flows looked over, drawn, and searched for texts; and the chart underneath."""

import io
from dataclasses import replace

import pytest

from bot.dialogue.checking import REQUIRED, faults
from bot.dialogue.conditions import CONDITIONS
from bot.dialogue.drawing import draw
from bot.dialogue.extraction import extract
from bot.dialogue.flow import Flow, Kind, Step
from bot.dialogue.track import BACK, END, NEXT, jump, path, track
from bot.machine import Chart, Move
from tests.dialogue.talker import SMALL, small
from tests.usecases.story import stage


def whole(*changed: Flow) -> dict[str, Flow]:
    """The flows as shipped, some of them changed."""
    return {**stage().flows, **{flow.id: flow for flow in changed}}


def with_step(step_id: str, **changes: object) -> Flow:
    flow = small()
    return replace(flow, steps=tuple(replace(step, **changes) if step.id == step_id else step for step in flow.steps))  # type: ignore[arg-type]


def test_the_flows_as_shipped_have_no_faults() -> None:
    assert set(REQUIRED) <= stage().flows.keys()
    assert faults(stage().flows) == []


def test_no_flows_are_a_fault() -> None:
    assert faults({}) == ["there are no flows; add at least one file"]


def test_each_flow_the_program_needs_is_missed() -> None:
    assert faults({"small": small()}) == [f"{name}: this flow is needed and there is none; add flows/{name}.toml" for name in REQUIRED]


PLANTED = [
    (
        with_step("wish", text="Hej {navn} og {counsellor}"),
        "small, step wish: {navn} is no value here; known are counsellor",
    ),
    (with_step("wish", help="{}"), "small, step wish: {} is no value here; known are counsellor"),
    (with_step("wish", why="{0}"), "small, step wish: {0} is no value here; known are counsellor"),
    (with_step("colours", at_most=5), "small, step colours: 'at_most' is more than there are choices"),
    (with_step("last", when="wants_reminder"), "small, step last: it waits for the step 'remind', which does not come before it"),
    (with_step("wish", when="wants_more"), "small, step wish: it waits for the step 'more', which does not come before it"),
]


@pytest.mark.parametrize(("flow", "fault"), PLANTED)
def test_a_planted_fault_is_found(flow: Flow, fault: str) -> None:
    assert faults(whole(flow)) == [fault]


def test_a_first_step_with_a_condition_is_a_fault() -> None:
    found = faults(whole(with_step("hello", when="wants_more")))
    assert "small, step hello: the first step has a condition; the first step is always shown" in found


def test_a_flow_that_asks_nothing_is_a_fault() -> None:
    telling = replace(small(), steps=(Step(id="hello", kind=Kind.READ, text="Hej", why="Derfor"),))
    assert faults(whole(telling)) == ["small: nothing is asked; add a step that is no 'read'"]


def test_a_flow_is_drawn_with_the_way_forward_and_what_is_only_sometimes_asked() -> None:
    drawn = draw(with_step("wish", text='Hvad vil “du”, og "hvorfor", når du ser langt frem i tiden?'))
    assert drawn.splitlines() == [
        "flowchart TD",
        '    begin(["Små spørgsmål"])',
        '    hello(["Hej. · read"])',
        '    mood["Hvordan går det? · choice"]',
        "    wish[\"Hvad vil “du”, og 'hvorfor', når du ser langt f… · text\"]",
        '    colours["Hvilke farver? · several"]',
        '    level["Hvor meget? · scale"]',
        '    day["Hvornår? · date"]',
        '    list["Hvilke ting? · lines"]',
        '    more["Lidt mere? · choice"]',
        '    extra["Hvad mere? · text"]',
        '    last["Noget til sidst? · text"]',
        "    done([slut])",
        "    begin --> hello",
        "    hello --> mood",
        "    mood --> wish",
        "    wish --> colours",
        "    colours --> level",
        "    level --> day",
        "    day --> list",
        "    list --> more",
        "    more -->|wants_more| extra",
        "    more --> last",
        "    extra --> last",
        "    last --> done",
    ]


def test_every_text_of_a_flow_is_found_with_its_context() -> None:
    found = [(function, text) for _, function, text, _ in extract(io.BytesIO(SMALL.encode()), (), (), {})]
    assert found[:5] == [
        ("pgettext", ("small", "Små spørgsmål")),
        ("pgettext", ("small", "Du prøver alle slags svar.")),
        ("pgettext", ("small", "Tak.")),
        ("pgettext", ("small/hello", "Hej.")),
        ("pgettext", ("small/hello", "Så ved du, hvem jeg er.")),
    ]
    assert ("pgettext", ("small/mood", "Skidt")) in found


def test_the_crisis_lines_are_found_without_context() -> None:
    lines = '[[line]]\nname = "Navn"\nnumber = "112"\nabout = "Altid"\n'
    assert list(extract(io.BytesIO(lines.encode()), (), (), {})) == [(1, "gettext", "Navn", []), (1, "gettext", "Altid", [])]


def test_a_track_leads_forward_back_and_anywhere() -> None:
    chart = track(small())
    yes = {"more": ("yes",)}
    assert [chart.after("more", NEXT, picks) for picks in ({}, yes)] == ["last", "extra"]
    assert [chart.after("last", BACK, picks) for picks in ({}, yes)] == ["more", "extra"]
    assert (chart.after(END, BACK, {}), chart.after("hello", BACK, {}), chart.after("last", NEXT, {})) == ("last", None, END)
    assert (chart.after("hello", jump("last")), chart.after("hello", jump("nowhere"))) == ("last", None)
    assert [step.id for step in path(small(), {})] == [step.id for step in small().steps if step.id != "extra"]


def test_the_end_leads_back_over_steps_that_are_not_asked() -> None:
    flow = with_step("last", when="wants_more")
    assert [track(flow).after(END, BACK, picks) for picks in ({}, {"more": ("yes",)})] == ["more", "last"]


def test_a_track_is_made_once() -> None:
    assert track(small()) is track(small())


def test_conditions_hold_for_the_picks_they_name() -> None:
    held = {name: [holds({}), holds({"more": ("yes",), "remind": ("own",)})] for name, holds in CONDITIONS.items()}
    assert held == {"wants_more": [False, True], "wants_reminder": [False, True]}


def red_to_green(*, light: bool = True) -> Chart:
    return Chart(["red", "green"], [Move(trigger="go", source="red", to="green", guard=lambda _: light)], "red")


def test_a_chart_moves_where_a_move_leads_and_nowhere_else() -> None:
    chart = red_to_green()
    assert (chart.after("red", "go"), chart.after("green", "go"), chart.after("red", "stop")) == ("green", None, None)


def test_a_guard_that_does_not_hold_stops_the_move() -> None:
    assert red_to_green(light=False).after("red", "go") is None


@pytest.mark.parametrize("trigger", ["to_green", "green", "to_red", "trigger", "may_go", "is_red"])
def test_no_state_is_a_trigger(trigger: str) -> None:
    assert red_to_green().after("red", trigger) is None


def test_a_chart_remembers_nothing() -> None:
    chart = red_to_green()
    assert [chart.after("red", "go") for _ in range(3)] == ["green"] * 3


def test_a_chart_is_drawn() -> None:
    assert red_to_green().mermaid() == "stateDiagram-v2\n    [*] --> red\n    red --> green: go\n"
