"""Everything the product can do is done, with a word like no other in every field, and every byte that comes of it is caught."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from http import HTTPStatus
from io import BytesIO
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any

import httpx2
from PIL import Image

from bot.dialogue.flow import Kind, Step
from bot.domain.people import Viewer
from bot.records import conversations, notes
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import sharing
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import open_flow
from tests.fakes.bot_api import FakeBotApi
from tests.journeys.running import PATIENCE, Samvej
from tests.trust.canaries import Caught, Sown, written
from tests.usecases.story import stage as shipped
from tests.web.browser import Browser
from tests.web.test_every_flow import FLOWS, answer

COUNSELLEE, COUNSELLOR, OTHER, LEAD, STAFF_LINK, STRANGER = "counsellee", "counsellor", "other", "lead", "link from staff", "stranger"
DISK, LOG, COMMANDS = "disk", "log", "command line"
SHARED, WITHDRAWN = {"dream", "values"}, {"strengths"}
MOST = 60
SHORTEST_SECRET = 20
# Nobody answers as fast as this, and the house lets nobody.
BREATH = 2.0


@dataclass(kw_only=True)
class Field:
    """Where the words are sown: a running program, those who play, and what was caught of it so far."""

    samvej: Samvej
    api: FakeBotApi
    sown: Sown
    caught: Caught
    stage: Stage

    @contextmanager
    def browser(self, who: str) -> Iterator[Browser]:
        """A browser of this viewer's; whatever it is sent is caught. Its own words for itself are canaries too."""
        agent = self.sown.word(f"browser of {who}")
        headers, caught = {"user-agent": agent, "x-forwarded-for": agent}, partial(self._catch, who)
        with httpx2.Client(base_url=self.samvej.url, headers=headers, event_hooks={"response": [caught]}, timeout=PATIENCE) as client:
            yield Browser(client)  # type: ignore[arg-type]
            for cookie in client.cookies.jar:
                # What one browser alone knows stands on no disk and in no log.
                if len(str(cookie.value)) > SHORTEST_SECRET:
                    self.sown.allowed[str(cookie.value)], self.sown.names[str(cookie.value)] = frozenset(), f"cookie of {who}"

    def command(self, *words: str) -> Any:
        """A command of the operator's; what it prints is caught."""
        said = self.samvej.samvej(*words)
        self.caught.take(COMMANDS, json.dumps(said, ensure_ascii=False).encode())
        return said

    def gather(self, *others: Path) -> None:
        """Catch what lies on the disk, what was logged and what went to Telegram."""
        for folder in (self.samvej.data, self.samvej.settings.witness, *others):
            for name, body in written(folder) if folder else ():
                self.caught.bodies[f"{DISK}: {name}"].append(body)
        self.caught.take(LOG, self.samvej.log.read_bytes())
        for call in self.api.calls:
            chat = call.params.get("chat_id", "rest")
            self.caught.take(f"telegram: {chat}", json.dumps(call.params, ensure_ascii=False, default=repr).encode())

    def _catch(self, who: str, answer: httpx2.Response) -> None:
        self.caught.take(f"web: {who}", answer.read())


def answers_every_flow(field: Field, browser: Browser, who: Who) -> None:
    """The counsellee talks every method through, with words that stand nowhere else in each field."""
    for flow in FLOWS:
        with field.samvej.house() as house:
            house.write(lambda records, flow=flow: _open(records, field.stage, who, flow))  # type: ignore[misc]
        browser.go("/chat")
        # A step that asks many things again and again is open more than once.
        for times in count():
            step = _at(field, who, flow)
            if step is None:
                break
            assert times < MOST, step.id
            answer(browser, step, field.stage.texts["da"], _words(field, flow, step, times))
            if browser.status == HTTPStatus.TOO_MANY_REQUESTS:
                sleep(BREATH)
                browser.go("/chat")


def shares_some(field: Field, who: Who) -> None:
    """Some is shared, some was shared and taken back before anybody looked, and the rest never was."""
    with field.samvej.house() as house:
        house.write(lambda records: _share(records, field.stage, who))


def picture(word: str) -> bytes:
    """A photo with this word in what a camera writes beside the picture."""
    made, about = BytesIO(), Image.Exif()
    about[0x010E] = about[0x9286] = word
    Image.new("RGB", (8, 8), "teal").save(made, "JPEG", exif=about, comment=word)
    assert word.encode() in made.getvalue()
    return made.getvalue()


def csrf(browser: Browser) -> str:
    """The token that the forms of this page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.html)
    assert found, browser.text
    return found[1]


def field_of(samvej: Samvej, api: FakeBotApi) -> Field:
    """A field with nothing sown yet but the bot's own secret, which stands nowhere."""
    sown = Sown()
    sown.allowed[api.token], sown.names[api.token] = frozenset(), "the bot's token"
    return Field(samvej=samvej, api=api, sown=sown, caught=Caught(), stage=replace(shipped(), url=samvej.url))


def _words(field: Field, flow: str, step: Step, times: int) -> dict[Kind, str]:
    places = {f"web: {COUNSELLEE}"}
    if flow in SHARED or step.share == "both" or (flow, step.id) == ("agreement", "called"):
        places |= {f"web: {COUNSELLOR}", f"web: {STAFF_LINK}"}
    word = field.sown.word(f"{flow}/{step.id}/{times}", *places) if step.kind in {Kind.TEXT, Kind.LINES} or step.parts else ""
    return {Kind.TEXT: word, Kind.LINES: f"{word} en\n{word} to", Kind.DATE: "1. februar 2027", Kind.TIME: "20"}


def _open(records: Records, stage: Stage, who: Who, flow: str) -> None:
    frame = Frame(flow=flow, subject="" if flow == "agreement" else records.new_id())
    conversations.keep_seat(records, who.person, who.course, open_flow(records, stage, who, Seat(), frame))


def _at(field: Field, who: Who, flow: str) -> Step | None:
    with field.samvej.house() as house:
        seat = house.read(lambda records: conversations.seat(records, who.person, who.course))
        frame = next((one for one in seat.stack if one.flow == flow), None) if seat and not seat.screen else None
        place = house.read(lambda records: conversations.place(records, who.person, who.course, frame)) if frame else None
    return field.stage.flows[flow].step(place.step) if place else None


def _share(records: Records, stage: Stage, who: Who) -> None:
    mine = notes.visible(records, who.course, viewer=Viewer(person=who.person), author=who.person)
    sharing.share(records, stage, who, [note for note in mine if note.flow in SHARED | WITHDRAWN and not note.words.skipped])
    sharing.withdraw(records, who, [note for note in mine if note.flow in WITHDRAWN and not note.words.skipped])
