"""One person in one small flow: what they type and press, what is said back, and what is kept."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogue import engine
from bot.dialogue.answers import Answer
from bot.dialogue.flow import Flow
from bot.dialogue.reading import read_flows
from bot.dialogue.turns import Changed, Event, Place, Pressed, Turn, Typed, Wished

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))
SMALL = """
id = "small"
field = "agreement"
title = "Små spørgsmål"
gives = "Du prøver alle slags svar."
minutes = 1
ending = "Tak."

[[step]]
id = "hello"
kind = "read"
text = "Hej."
why = "Så ved du, hvem jeg er."

[[step]]
id = "mood"
kind = "choice"
text = "Hvordan går det?"
why = "Det vil jeg gerne vide."
choices = [{ id = "good", label = "Godt" }, { id = "bad", label = "Skidt" }]

[[step]]
id = "wish"
kind = "text"
text = "Hvad vil du?"
why = "Det er dit møde."
choices = [{ id = "unsure", label = "Ved ikke" }]

[[step]]
id = "colours"
kind = "several"
text = "Hvilke farver?"
why = "Til tegningen."
at_least = 2
at_most = 3
choices = [
  { id = "red", label = "Rød" }, { id = "green", label = "Grøn" }, { id = "blue", label = "Blå" }, { id = "white", label = "Hvid" },
]

[[step]]
id = "level"
kind = "scale"
text = "Hvor meget?"
why = "Et tal er nok."

[[step]]
id = "day"
kind = "date"
text = "Hvornår?"
why = "Så kan vi huske det."

[[step]]
id = "list"
kind = "lines"
text = "Hvilke ting?"
why = "Til dagsordenen."
at_most = 3

[[step]]
id = "more"
kind = "choice"
text = "Lidt mere?"
why = "Du bestemmer."
choices = [{ id = "yes", label = "Ja" }, { id = "no", label = "Nej" }]

[[step]]
id = "extra"
kind = "text"
text = "Hvad mere?"
why = "Fordi du sagde ja."
when = { step = "more", is = ["yes"] }

[[step]]
id = "last"
kind = "text"
text = "Noget til sidst?"
why = "Så er alt med."
"""
ANSWERS = {
    "hello": ("onward",),
    "mood": ("=good",),
    "wish": ("=unsure",),
    "colours": ("+red", "+blue", "save"),
    "level": ("=7",),
    "day": ("skip",),
    "list": ("skip",),
    "more": ("=no",),
    "extra": ("skip",),
    "last": ("skip",),
}


def small(*changes: tuple[str, str]) -> Flow:
    """The small flow, with words of its file changed."""
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_flows({"small.toml": text})["small"]


class Talker:
    """Somebody in the small flow, at one of its steps (all before it answered)."""

    def __init__(self, step: str = "hello", flow: Flow | None = None) -> None:
        self.flow = flow or small()
        self.turn: Turn = engine.start(self.flow)
        self.kept: dict[str, Answer] = {}
        while self.at != step:
            self.press(*ANSWERS[self.at])

    @property
    def place(self) -> Place:
        """Where they are."""
        return self.turn.place

    @property
    def at(self) -> str:
        """The step they are at."""
        return self.place.step

    @property
    def told(self) -> list[str]:
        """What was said last."""
        return [said.text for said in self.turn.says]

    def take(self, event: Event) -> Turn:
        """One event."""
        self.turn = engine.advance(self.flow, self.place, event)
        self.kept |= {written.step: written.answer for written in self.turn.notes}
        return self.turn

    def type(self, *texts: str, whole: bool = False) -> list[str]:
        """Messages, one after the other; what is said to the last."""
        for text in texts:
            self.take(Typed(text=text, now=NOW, whole=whole))
        return self.told

    def press(self, *options: str) -> list[str]:
        """Buttons, one after the other; what is said to the last."""
        for option in options:
            self.take(Pressed(turn=self.place.turn, option=option))
        return self.told

    def wish(self, option: str) -> list[str]:
        """A command."""
        self.take(Wished(option=option))
        return self.told

    def change(self, step: str, *, onward: bool = False) -> list[str]:
        """Go and change an earlier answer."""
        self.take(Changed(step=step, onward=onward))
        return self.told

    def offered(self) -> tuple[str, ...]:
        """What may be pressed now."""
        return engine.offered(self.flow, self.place)
