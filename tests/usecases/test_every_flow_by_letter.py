"""Every flow, answered in a messenger from first to last by typing and pressing what the letters offer, in every language."""

from dataclasses import replace

import pytest

from bot.dialogue.flow import Kind, Step
from bot.domain.letter import Button, Letter
from bot.records import conversations, people, post
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.records.people import Address
from bot.usecases import receiving
from bot.usecases.pictures import reading
from bot.usecases.press import MOST_BYTES
from bot.usecases.receiving import Arrived
from bot.usecases.walking import open_flow
from tests.usecases.story import Story, stage

CHAT = "71"
# The two left out need something to be about, and are walked through elsewhere.
FLOWS = sorted(flow.id for flow in stage().flows.values() if flow.takers == "counsellee" and flow.id not in {"differ", "followup"})
DRAWN = reading.OF_A_TAKING.keys() | reading.ADDS_TO.keys()
MOST, MOST_BUTTONS = 120, 100
TYPED = {
    Kind.TEXT: "To stole ved vinduet",
    Kind.LINES: "En ting\nEn ting til",
    Kind.DATE: "1. februar 2027",
    Kind.TIME: "kl. 20",
    Kind.NUMBER: "9,5",
    Kind.FEELING: "-2",
    Kind.SCALE: "7",
}


@pytest.mark.parametrize("language", sorted(stage().texts))
@pytest.mark.parametrize("flow", FLOWS)
def test_a_flow_is_answered_by_letters_alone(flow: str, language: str) -> None:
    story = in_the_messenger(flow, language)
    for _ in range(MOST):
        step, part = at(story, flow)
        if step is None:
            break
        answer(story, step, part)
    assert at(story, flow) == (None, None)
    assert fits(newest(story))
    assert bool(story.letters(story.counsellee.person, post.PICTURE)) is (flow in DRAWN)


def in_the_messenger(flow: str, language: str) -> Story:
    """A counsellee who reads this language, in their messenger, at the first step of this flow."""
    story = Story().accept()
    who = story.counsellee

    def work(records: Records) -> None:
        people.add(records, replace(people.get(records, who.person), language=language))
        people.settle(records, Address(channel=people.TELEGRAM, external=CHAT, person=who.person, course=who.course, state=people.OPEN))
        frame = Frame(flow=flow, subject="" if flow == "agreement" else records.new_id())
        conversations.keep_seat(records, who.person, who.course, open_flow(records, story.stage, who, Seat(), frame))

    story.do(work)
    send(story, text="/fortsæt")
    return story


def at(story: Story, flow: str) -> tuple[Step | None, str | None]:
    """The step that is open in the flow, and the part of it that is asked; nothing when the flow is done."""
    who = story.counsellee
    seat = story.ask(conversations.seat, who.person, who.course)
    frame = next((one for one in seat.stack if one.flow == flow), None) if seat and not seat.screen else None
    place = story.ask(conversations.place, who.person, who.course, frame) if frame else None
    return (story.stage.flows[flow].step(place.step), place.work.get("part")) if place else (None, None)


def answer(story: Story, step: Step, part_id: str | None) -> None:
    """Answer what is asked: press the first choice, or type and save."""
    part = step.part(part_id) if part_id else None
    kind = part.kind if part else step.kind
    if "yes" in offered(story):
        press(story, "yes")
    elif kind in TYPED and "save" not in offered(story):
        send(story, text=TYPED[kind])
    elif "save" in offered(story) and (step.kind is not Kind.SEVERAL or any(one.label.startswith("✓") for one in buttons(story))):
        press(story, "save")
    else:
        press(story, next(one for one in offered(story) if one[0] in "=+" or one in {"onward", "add"}))


def press(story: Story, option: str) -> None:
    send(story, press=next(one.press for one in buttons(story) if one.press.split(":", 2)[-1] == option))


def send(story: Story, *, text: str = "", press: str = "") -> None:
    kind = "press" if press else "text"
    story.clock.later(seconds=1)
    story.do(receiving.receive, story.stage, Arrived(channel=people.TELEGRAM, external=CHAT, kind=kind, text=text, press=press))
    assert fits(newest(story))


def newest(story: Story) -> Letter:
    return story.letters(story.counsellee.person, "turn")[-1]


def buttons(story: Story) -> list[Button]:
    return [button for row in newest(story).rows for button in row]


def offered(story: Story) -> list[str]:
    """The options of the turn that the newest letter offers."""
    return [button.press.split(":", 2)[2] for button in buttons(story) if button.press.startswith("t:")]


def fits(letter: Letter) -> bool:
    """Whether a messenger takes it: words, and not too many or too long buttons."""
    presses = [button.press for row in letter.rows for button in row]
    return bool(letter.text.strip()) and len(presses) <= MOST_BUTTONS and all(0 < len(one.encode()) <= MOST_BYTES for one in presses)
