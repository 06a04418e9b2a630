"""The crisis card: help that is there at once. It needs no database, no account and no yes to anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.marks import N_
from bot.texts import Texts

TITLE = N_("Akut hjælp")
INTRO = N_("Er du eller en anden i fare lige nu, så ring 112.")
HUMAN = N_("Jeg er et program. Ingen læser med lige nu. Ring til et menneske her:")
AFTER = N_("Du kan altid komme tilbage hertil. Intet er gået tabt.")

WORDS = frozenset(
    {"akut", "akut hjælp", "krise", "hjælp nu", "112", "selvmord", "nødhjælp", "emergency", "crisis", "urgent help", "help now", "suicide"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line one can call: its name (source text), its number, and for whom it is."""

    name: str
    number: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """The lines of one country, and the day somebody last checked them."""

    country: str
    checked: date
    lines: tuple[Line, ...]

    def card(self, texts: Texts) -> str:
        """The card as plain text."""
        rows = [f"{texts.say(line.name)}: {line.number}\n{texts.say(line.about)}" for line in self.lines]
        return "\n\n".join([texts.say(INTRO), texts.say(HUMAN), *rows, texts.say(AFTER)])


def asks_for_help(text: str) -> bool:
    """Whether somebody typed no more than a word for urgent help."""
    return text.strip().strip("/!.?").strip().casefold() in WORDS


def crisis_from(data: Mapping[str, object]) -> Crisis:
    """The lines of a data file. Raises KeyError or ValueError when it is not one."""
    rows = data["line"]
    if not isinstance(rows, list) or not rows:
        raise ValueError
    lines = tuple(Line(name=row["name"], number=row["number"], about=row["about"]) for row in rows)
    checked = data["checked"]
    if not isinstance(checked, date):
        raise TypeError
    return Crisis(country=str(data["country"]), checked=checked, lines=lines)
