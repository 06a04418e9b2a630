"""An answer: what a person said to one step, and how it is read from what they typed or pressed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from bot.dialogue import phrases
from bot.dialogue.dates import When
from bot.dialogue.flow import HIGHEST, LONGEST_LINE, LONGEST_TEXT, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer, of one kind; a skip is an answer too. `picks` holds ids of choices, never their labels.

    `own` are the words behind picks that people added, by id; `entries` what was said about each entry, by part; `piles` the cards
    in each pile; `file` a kept photo or voice message (`media`, `seconds`).
    """

    text: str = ""
    picks: tuple[str, ...] = ()
    number: int | None = None
    when: When | None = None
    at: time | None = None
    lines: tuple[str, ...] = ()
    own: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Mapping[str, Any], ...] = ()
    piles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: str = ""
    media: str = ""
    seconds: int = 0
    skipped: bool = False

    def as_data(self) -> dict[str, Any]:
        """The answer as JSON data, empty parts left out."""
        data: dict[str, Any] = {"text": self.text, "picks": list(self.picks), "lines": list(self.lines), "skipped": self.skipped}
        data |= {"own": dict(self.own), "entries": [dict(entry) for entry in self.entries]}
        data |= {"piles": {pile: list(cards) for pile, cards in self.piles.items()}}
        data |= {"file": self.file, "media": self.media, "seconds": self.seconds}
        kept = {name: value for name, value in data.items() if value}
        if self.at:
            kept["at"] = self.at.isoformat()
        if self.number is not None:
            kept["number"] = self.number
        if self.when:
            kept["day"] = self.when.day.isoformat()
            kept["at"] = self.when.at.isoformat() if self.when.at else ""
        return kept

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Answer":
        """The answer that `as_data` wrote."""
        return cls(
            text=data.get("text", ""),
            picks=tuple(data.get("picks", ())),
            number=data.get("number"),
            when=_when(data),
            at=time.fromisoformat(data["at"]) if data.get("at") and "day" not in data else None,
            lines=tuple(data.get("lines", ())),
            own=data.get("own", {}),
            entries=tuple(data.get("entries", ())),
            piles={pile: tuple(cards) for pile, cards in data.get("piles", {}).items()},
            file=data.get("file", ""),
            media=data.get("media", ""),
            seconds=data.get("seconds", 0),
            skipped=bool(data.get("skipped")),
        )


SKIPPED = Answer(skipped=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """Why something typed is no answer to this step, as a phrase with its values."""

    phrase: str
    values: tuple[tuple[str, str], ...] = ()


def cleaned(text: str) -> str:
    """What a person typed, without the invisible: NUL and lone surrogates go, white space at the ends too."""
    return "".join(letter for letter in text if letter != "\x00" and not "\ud800" <= letter <= "\udfff").strip()


def read_number(text: str) -> Answer | Misfit:
    """A whole number from 0 to 10, also as "7/10"."""
    word = text.strip().removesuffix("/10").strip()
    if word.isascii() and word.isdigit() and len(word) <= 2 and int(word) <= HIGHEST:
        return Answer(number=int(word))
    return Misfit(phrase=phrases.NOT_A_NUMBER)


def read_label(text: str, labels: Mapping[str, str]) -> str | None:
    """The id of the choice whose label (as shown, by id) was typed, in any case, with or without a full stop."""
    typed = text.strip().rstrip(".!").casefold()
    return next((choice for choice, label in labels.items() if label.casefold() == typed), None)


def read_text(step: Step, parts: Iterable[str]) -> Answer | Misfit:
    """One text of everything said so far, no longer than the step takes."""
    most = step.at_most or LONGEST_TEXT
    text = cleaned("\n".join(parts))
    if not text:
        return Misfit(phrase=phrases.EMPTY)
    if len(text) > most:
        return Misfit(phrase=phrases.TOO_LONG, values=(("most", str(most)),))
    return Answer(text=text)


def read_lines(step: Step, parts: Iterable[str]) -> Answer | Misfit:
    """Short lines, one for each line typed."""
    lines = tuple(line for part in parts for raw in part.splitlines() if (line := cleaned(raw).lstrip("-•* ")))
    if not lines:
        return Misfit(phrase=phrases.EMPTY)
    if any(len(line) > LONGEST_LINE for line in lines):
        return Misfit(phrase=phrases.LINE_TOO_LONG, values=(("most", str(LONGEST_LINE)),))
    if step.at_most and len(lines) > step.at_most:
        return Misfit(phrase=phrases.TOO_MANY, values=(("most", str(step.at_most)),))
    return Answer(lines=lines)


def read_picks(step: Step, offered: Iterable[str], picks: Iterable[str]) -> Answer | Misfit:
    """Some of the choices offered (ids), in their order."""
    wanted = set(picks)
    chosen = tuple(choice for choice in offered if choice in wanted)
    if wanted - set(chosen):
        return Misfit(phrase=phrases.PRESS_A_BUTTON)
    if len(chosen) < max(step.at_least, 1):
        return Misfit(phrase=phrases.TOO_FEW, values=(("least", str(max(step.at_least, 1))),))
    if step.at_most and len(chosen) > step.at_most:
        return Misfit(phrase=phrases.TOO_MANY, values=(("most", str(step.at_most)),))
    return Answer(picks=chosen)


def _when(data: dict[str, Any]) -> When | None:
    if "day" not in data:
        return None
    return When(day=date.fromisoformat(data["day"]), at=time.fromisoformat(data["at"]) if data["at"] else None)
