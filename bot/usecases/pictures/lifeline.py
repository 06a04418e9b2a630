"""The lifeline of one taking: the turning points by age, how each felt, and what helped."""

from collections.abc import Mapping
from typing import Any

from bot.dialogue.flow import STRONGEST
from bot.domain.pictures import LifeEvent, Lifeline, Picture
from bot.marks import N_
from bot.usecases.pictures.taken import Taken
from bot.usecases.telling import signed

STEP, TITLE = "events", "title"
AGE = N_("{age} år")
ENDS = N_("{least}: {lowest}. {most}: {highest}.")
HELPED = N_("Hjalp:")
ONE, MANY = N_("En livslinje med ét punkt."), N_("En livslinje med {number} punkter.")
POINT = N_("{age}: {event}")
FELT = N_("Sådan var det: {feeling}")
UNFELT = N_("Der står ikke, hvordan det var.")
TAUGHT = N_("Det lærte mig: {words}")
HELP = N_("Det hjalp: {words}")


def read(taken: Taken) -> Picture | None:
    """The line as it stands in the order of age; None without an event on it. A title of one's own stands over it, if there is one."""
    entries = sorted((entry for entry in taken.answer(STEP).entries if _is_placed(entry)), key=lambda entry: float(entry["age"]))
    if not entries:
        return None
    say, ends = taken.tongue.say, _ends(taken)
    heading = say(ONE) if len(entries) == 1 else say(MANY, number=len(entries))
    own = " ".join(taken.said(TITLE).split())
    scale = say(ENDS, least=signed(-STRONGEST), most=signed(STRONGEST), **ends) if all(ends.values()) else ""
    lines = [heading, own, scale, *(line for entry in entries for line in _lines(taken, entry))]
    return Lifeline(
        title=own or say(taken.flow.title, taken.flow.id),
        alt="\n".join(line for line in lines if line),
        language=taken.tongue.texts.language,
        terms={**ends, "helped": say(HELPED)},
        events=tuple(_event(taken, entry) for entry in entries),
    )


def _is_placed(entry: Mapping[str, Any]) -> bool:
    return "age" in entry and bool(entry.get("event"))


def _event(taken: Taken, entry: Mapping[str, Any]) -> LifeEvent:
    return LifeEvent(
        age=float(entry["age"]), when=_when(taken, entry), what=entry["event"], feeling=entry.get("feeling"), helped=entry.get("helped", "")
    )


def _when(taken: Taken, entry: Mapping[str, Any]) -> str:
    return taken.tongue.say(AGE, age=taken.tongue.texts.number(float(entry["age"])))


def _ends(taken: Taken) -> dict[str, str]:
    """What the ends of the feelings are called; empty words where they have no name."""
    step = taken.flow.step(STEP)
    part = step.part("feeling") if step else None
    words = (part.lowest, part.highest) if part else ("", "")
    lowest, highest = (taken.tongue.step(taken.flow, STEP, text) for text in words)
    return {"lowest": lowest, "highest": highest}


def _lines(taken: Taken, entry: Mapping[str, Any]) -> list[str]:
    """One event in words, with all that was said of it."""
    say, feeling = taken.tongue.say, entry.get("feeling")
    felt = say(UNFELT) if feeling is None else say(FELT, feeling=signed(feeling))
    more = ((TAUGHT, entry.get("taught")), (HELP, entry.get("helped")))
    told = (say(text, words=words) for text, words in more if words)
    return [say(POINT, age=_when(taken, entry), event=entry["event"]), felt, *told]
