"""What is known before a flow is begun leaves steps out, for the whole of that taking."""

import pytest

from bot.dialogue import engine
from bot.dialogue.checking import flow_faults
from bot.dialogue.drawing import draw
from bot.dialogue.flow import Flow
from bot.dialogue.reading import read_flows
from bot.dialogue.track import path
from bot.dialogue.turns import Wished

TEXT = """
id = "week"
field = "can"
title = "Uge"
gives = "Lidt"
minutes = 1
ending = "Tak."

[[step]]
id = "thing"
kind = "text"
text = "Hvad?"
why = "Derfor."

[[step]]
id = "evenings"
kind = "choice"
text = "Hver aften?"
why = "Derfor."
unless = "{unless}"
choices = [{{ id = "yes", label = "Ja" }}, {{ id = "no", label = "Nej" }}]
"""


def week(unless: str = "evenings_run", more: str = "") -> Flow:
    return read_flows({"week.toml": TEXT.format(unless=unless) + more})["week"]


@pytest.mark.parametrize(("known", "asked"), [((), ["thing", "evenings"]), (("evenings_run",), ["thing"])])
def test_what_is_known_leaves_the_step_out(known: tuple[str, ...], asked: list[str]) -> None:
    flow = week()
    place = engine.start(flow, known=known).place
    assert [step.id for step in path(flow, place.picks)] == asked
    assert engine.progress(flow, place) == (1, len(asked))
    for _ in asked:
        place = engine.advance(flow, place, Wished(option="skip")).place
    assert place.ended


def test_it_is_still_known_after_the_flow_was_changed() -> None:
    changed = week(more='[[step]]\nid = "last"\nkind = "text"\ntext = "Og?"\nwhy = "Derfor."\n')
    place = engine.adopt(changed, engine.start(week(), known=("evenings_run",)).place).place
    assert [step.id for step in path(changed, place.picks)] == ["thing", "last"]


def test_something_nobody_knows_is_a_fault() -> None:
    assert list(flow_faults(week("full_moon"))) == [
        "week, step evenings: 'unless' names 'full_moon', which is never known; known are evenings_run, moment_named"
    ]


def test_the_chart_tells_what_leaves_a_step_out() -> None:
    assert "unless evenings_run" in draw(week())
