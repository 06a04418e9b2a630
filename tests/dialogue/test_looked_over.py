"""A set of flows looked over, and searched for texts; and the chart underneath."""

import io
from dataclasses import replace

import pytest

from bot.dialogue.checking import REQUIRED, faults
from bot.dialogue.conditions import ANY, holds
from bot.dialogue.extraction import extract
from bot.dialogue.flow import Condition, Flow, Kind, Step
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


MORE = Condition(step="more", any_of=("yes",))
PLANTED = [
    (
        with_step("wish", text="Hej {navn} og {counsellor}"),
        "small, step wish: {navn} is no value here; known are counsellor, goal (an earlier step needs a stand_in)",
    ),
    (with_step("wish", help="{}"), "small, step wish: {} is no value here; known are counsellor, goal (an earlier step needs a stand_in)"),
    (
        with_step("wish", why="{mood}"),
        "small, step wish: {mood} is no value here; known are counsellor, goal (an earlier step needs a stand_in)",
    ),
    (with_step("colours", at_most=5), "small, step colours: 'at_most' is more than there are choices"),
    (with_step("last", when=Condition(step="remind")), "small, step last: it waits for the step 'remind', which does not come before it"),
    (with_step("wish", when=MORE), "small, step wish: it waits for the step 'more', which does not come before it"),
    (
        with_step("last", when=Condition(step="more", any_of=("perhaps",))),
        "small, step last: 'perhaps' is no choice of 'more', so it waits in vain",
    ),
    (
        with_step("last", when=Condition(step="level", any_of=("11",))),
        "small, step last: '11' is no choice of 'level', so it waits in vain",
    ),
    (with_step("last", when=Condition(step="hello")), "small, step last: nothing can be picked in the step 'hello', so it is never asked"),
    (
        with_step("last", when=Condition(step="list", any_of=("a",))),
        "small, step last: nothing can be picked in the step 'list', so it is never asked",
    ),
    (with_step("last", kind=Kind.RANK, of="wish"), "small, step last: there is no step 'wish' before it in which something is picked"),
    (
        with_step("mood", kind=Kind.RANK, of="colours"),
        "small, step mood: there is no step 'colours' before it in which something is picked",
    ),
    (with_step("last", was=("mood",)), "small: the id 'mood' is said to be gone, but a step has it"),
    (replace(small(), retired=("mood",)), "small: the id 'mood' is said to be gone, but a step has it"),
    (replace(small(), was=("lifeline",)), "small: the id 'lifeline' is said to be gone, but a flow has it"),
    (with_step("wish", help="Skriv { her"), "small, step wish: a brace stands alone in 'Skriv { her'; take it away"),
    (replace(small(), ending="Tak }"), "small: a brace stands alone in 'Tak }'; take it away"),
    (replace(small(), yields="Så {mood}."), "small: 'yields' names 'mood', which is no text step"),
    (replace(small(), yields="Så."), "small: 'yields' must name the steps it is made of, in braces"),
]


@pytest.mark.parametrize(("flow", "fault"), PLANTED)
def test_a_planted_fault_is_found(flow: Flow, fault: str) -> None:
    assert faults(whole(flow)) == [fault]


def test_two_flows_cannot_have_been_the_same_one() -> None:
    found = faults(whole(replace(small(), was=("before",)), replace(small(), id="other", was=("before",))))
    assert found == [f"{name}: two flows say that they were 'before'; one of them can" for name in ("small", "other")]


def test_a_first_step_with_a_condition_is_a_fault() -> None:
    found = faults(whole(with_step("hello", when=MORE)))
    assert "small, step hello: the first step has a condition; the first step is always shown" in found


def test_a_flow_that_asks_nothing_is_a_fault() -> None:
    telling = replace(small(), steps=(Step(id="hello", kind=Kind.READ, text="Hej", why="Derfor"),))
    assert faults(whole(telling)) == ["small: nothing is asked; add a step that is no 'read'"]


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
    flow = with_step("last", when=MORE)
    assert [track(flow).after(END, BACK, picks) for picks in ({}, {"more": ("yes",)})] == ["more", "last"]


def test_a_track_is_made_once() -> None:
    assert track(small()) is track(small())


@pytest.mark.parametrize(
    ("condition", "picks", "held"),
    [
        (MORE, {}, False),
        (MORE, {"more": ("no",)}, False),
        (MORE, {"more": ("yes",)}, True),
        (Condition(step="more"), {"more": ("no",)}, True),
        (Condition(step="wish"), {"wish": (ANY,)}, True),
        (Condition(step="wish"), {}, False),
        (Condition(step="level", any_of=("0", "1")), {"level": ("1",)}, True),
    ],
)
def test_a_condition_holds_for_the_picks_it_names_or_for_any_answer(
    condition: Condition, picks: dict[str, tuple[str, ...]], *, held: bool
) -> None:
    assert holds(condition, picks) is held


def test_what_the_counsellor_alone_answers_must_never_be_shared() -> None:
    found = faults(whole(replace(small(), takers="counsellor")))
    assert found[0] == 'small, step mood: what the counsellor alone answers is never shared; write share = "never"'


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
