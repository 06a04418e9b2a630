"""Every flow, answered on the page from first to last by forms alone, in every language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest

from bot.dialogue.flow import Kind, Step
from bot.records import conversations, notes, people
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import open_flow
from tests.usecases.story import stage as shipped
from tests.web.browser import Browser, Reader
from tests.web.test_chat import begun
from tests.web.world import World

# The two left out need something to be about, and are walked through elsewhere.
FLOWS = sorted(flow.id for flow in shipped().flows.values() if flow.takers == "counsellee" and flow.id not in {"differ", "followup"})
MOST = 60
WORDS = {Kind.TEXT: "To stole ved vinduet", Kind.LINES: "En ting\nEn ting til", Kind.DATE: "1. februar 2027", Kind.TIME: "20"}


@pytest.fixture(scope="session")
def stage() -> Stage:
    """The stage as it is shipped, with every language."""
    return replace(shipped(), url="https://samvej.example")


@pytest.mark.parametrize("language", sorted(shipped().texts))
@pytest.mark.parametrize("flow", FLOWS)
def test_a_flow_is_answered_by_forms_alone(world: World, flow: str, language: str) -> None:
    browser, who = at_the_flow(world, flow, language)
    asked: list[str] = []
    while (step := at(world, who, flow)) is not None:
        assert len(asked) < MOST, asked
        assert browser.status == 200
        asked.append(step.id)
        answer(browser, step, world.stage.texts[language])
    written = {note.step for note in world.write(lambda r: notes.visible(r, who.course, viewer=who.viewer, author=who.person, flow=flow))}
    kept_elsewhere = {"called"} if flow == "agreement" else {"wording"} if flow == "proposal" else set()
    assert {step for step in asked if asks(world, flow, step)} - kept_elsewhere <= written


def at_the_flow(world: World, flow: str, language: str) -> tuple[Browser, Who]:
    """A browser whose owner reads this language and is at the first step of this flow."""
    browser, course = begun(world)

    def work(records: Records) -> Who:
        [row] = records.rows.some("memberships", {"course": course, "role": "counsellee"})
        who = Who(person=row["person"], course=course)
        people.add(records, replace(people.get(records, who.person), language=language))
        frame = Frame(flow=flow, subject="" if flow == "agreement" else records.new_id())
        conversations.keep_seat(records, who.person, course, open_flow(records, world.stage, who, Seat(), frame))
        return who

    who = world.write(work)
    browser.go("/chat")
    return browser, who


def at(world: World, who: Who, flow: str) -> Step | None:
    """The step that is open in the flow; None when the flow is done."""
    seat = world.write(lambda r: conversations.seat(r, who.person, who.course))
    frame = next((one for one in seat.stack if one.flow == flow), None) if seat and not seat.screen else None
    place = world.write(lambda r: conversations.place(r, who.person, who.course, frame)) if frame else None
    return world.stage.flows[flow].step(place.step) if place else None


def asks(world: World, flow: str, step: str) -> bool:
    found = world.stage.flows[flow].step(step)
    return found is not None and found.asks


def answer(browser: Browser, step: Step, texts: Texts, words: Mapping[Kind, str] = WORDS) -> None:
    """Answer the open step as its page lets one: write these words, press, tick, fill in."""
    act = {Kind.READ: "onward", Kind.PICTURE: "=bridge", Kind.SCALE: "=6", Kind.CHOICE: "=", Kind.RANK: "+", Kind.PILES: "piles"}
    if step.kind is Kind.SEVERAL:
        press(browser, "save", picks=[choice.id for choice in step.choices[:2]] or offered(browser)[:1])
    elif step.kind in words:
        press(browser, "text", {"text": words[step.kind]})
        if texts.say("Ja, det passer") in browser.labels:
            browser.press(texts.say("Ja, det passer"))
    elif step.parts:
        fill_in(browser, step, words)
    else:
        parts = {f"part.{choice.id}": step.piles[0].id for choice in step.choices} if step.kind is Kind.PILES else {}
        press(browser, act[step.kind], parts)


def fill_in(browser: Browser, step: Step, words: Mapping[Kind, str] = WORDS) -> None:
    """One entry, and done; or one for each of what was picked."""
    typed = {Kind.TEXT: words[Kind.TEXT], Kind.NUMBER: "9,5", Kind.FEELING: "2", Kind.SCALE: "7"}
    parts = {f"part.{part.id}": part.choices[0].id if part.choices else typed[part.kind] for part in step.parts}
    press(browser, "entry", parts)
    for _ in range(1, step.at_least):
        press(browser, "entry", parts)
    if step.kind is not Kind.EACH:
        press(browser, "save")


def press(browser: Browser, option: str, typed: dict[str, str] | None = None, picks: Iterable[str] = ()) -> None:
    """Press the first button whose option begins so, with what the form carries."""
    form, button = next(
        (form, button)
        for form in Reader(browser.html).forms
        for button in form.buttons
        if button.value.startswith("t:") and button.value.split(":", 2)[2].startswith(option)
    )
    browser.post(button.action, browser.filled(form, button, picks, typed))


def offered(browser: Browser) -> list[str]:
    """The values of the boxes on the page."""
    return re.findall(r'name="picks" value="([^"]+)"', browser.html)
