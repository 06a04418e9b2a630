"""People who go on writing whatever happens to the program, and what each of them was told is kept."""

import contextlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Event
from time import sleep
from typing import Any, cast

import httpx2

from bot.domain.people import Role, Viewer
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Words
from bot.records import courses, notes
from bot.records.core import Records
from bot.usecases import planning
from bot.usecases.stage import Who
from tests.fakes.bot_api_people import Person, Seen
from tests.journeys.running import PATIENCE, Samvej
from tests.web.browser import Browser

ASKS = "Hvad vil du parkere?"
PARKED = "Parkeret. Vi vender tilbage til den."
REST = 0.05


@dataclass
class Talker:
    """Somebody who parks one thought after the other. `told` are those they were told are kept."""

    name: str
    course: str
    park: Callable[[str], bool]
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    def talk(self, enough: Event) -> None:
        """Go on until it is enough; what was not acknowledged is neither said again nor counted."""
        while not enough.is_set():
            self.said.append(f"Tanke {len(self.said) + 1} af {self.name}.")
            if self.park(self.said[-1]):
                self.told.append(self.said[-1])


def in_telegram(person: Person, course: str) -> Talker:
    """Somebody who writes in Telegram. What they send waits there while nobody is at home."""

    def park(thought: str) -> bool:
        answered = sum(PARKED in seen.text for seen in person.chat())
        person.send(f"/parker {thought}")
        try:
            person.wait_for(lambda _: sum(PARKED in seen.text for seen in person.chat()) > answered, PATIENCE)
        except AssertionError:
            return False  # killed twice just as it was answering: it is not said a third time
        return True

    return Talker(name=str(person.id), course=course, park=park)


def on_the_web(samvej: Samvej, name: str, client: httpx2.Client) -> Talker:
    """Somebody who writes on the web, and opens the page again when it does not answer."""
    course, secret = samvej.invited()
    browser = Browser(client=cast("Any", client))
    browser.go(f"/i/{secret}")
    for label in ("Ja, begynd", "Videre", "Menu"):
        browser.press(label)

    def park(thought: str) -> bool:
        with contextlib.suppress(httpx2.HTTPError, AssertionError):
            browser.go("/chat")
            if ASKS not in browser.text:
                browser.press("Parkér en tanke")
            browser.press("Gem", text=thought)
            return browser.status == 200
        sleep(REST)
        return False

    return Talker(name=name, course=course, park=park)


def kept(records: Records, course: str) -> list[str]:
    """The thoughts the counsellee of a course has parked, one for each time."""
    [person] = courses.ids(records, course, Role.COUNSELLEE)
    return [note.words.said for note in notes.visible(records, course, viewer=Viewer(person=person), flow="parking")]


def plan_a_step(records: Records, course: str, what: str, wait: timedelta = timedelta(seconds=0.2)) -> None:
    """The counsellee has a step of the plan, and wants to be reminded of it now, or after a while."""
    [person] = courses.ids(records, course, Role.COUNSELLEE)
    step, soon = records.new_id(), records.now + wait
    words = Words(question="Hvad vil du gøre?", said=what, answer={"text": what})
    notes.write(records, course=course, author=person, field="plan", flow="actions", step="what", subject=step, words=words)
    action = Action(id=step, course=course, doer=person, version=1, state=ActionState.OPEN, due=None, remind_at=soon)
    planning.keep_action(records, Who(person=person, course=course), action)


def steps_in(seen: list[Seen]) -> list[str]:
    """The steps a chat was reminded of, one for each time."""
    return [step for one in seen if not one.own for step in re.findall(r"Skridt \d+", one.text)]
