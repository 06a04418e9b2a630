"""Reads a crossroads: the roads one can go, what each gives, costs and takes, and which of them draws most."""

from collections.abc import Mapping
from typing import Any

from bot.domain.pictures import Crossroads, Picture, Road
from bot.marks import N_
from bot.usecases.pictures.picked import plain, said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice

PARTS = {"gains": N_("Det får jeg"), "costs": N_("Det koster"), "takes": N_("Det kræver")}
GUT, DRAWS = N_("Det siger maven"), N_("Trækker mest")
TERMS = {**PARTS, "gut": GUT, "draws": DRAWS}
ONE, SEVERAL = N_("Et vejkryds med én vej."), N_("Et vejkryds med {count} veje.")
ABOUT, ROAD, OF_TEN = N_("Her skal jeg vælge: {about}"), N_("Vej {number}: {name}"), N_("{number} af 10")


def read(taken: Taken) -> Picture | None:
    """The crossroads of a taking; None when no road can be seen."""
    draws = said(taken, "draws")
    roads = tuple(_road(entry, draws) for entry in taken.answer("roads").entries if entry.get("name"))
    if not roads:
        return None
    tongue, about = taken.tongue, said(taken, "about")
    by_name = any(road.draws for road in roads)
    return Crossroads(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="\n".join(_told(about, roads, "" if by_name else draws, tongue)),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        about=about,
        roads=roads,
        draws="" if by_name else draws,
    )


def _road(entry: Mapping[str, Any], draws: str) -> Road:
    """A road by what was said of it. It draws most where it was called by its name, and by nothing else: the rest would be a guess."""
    parts = {part: entry.get(part, "") for part in PARTS}
    return Road(name=entry["name"], **parts, gut=entry.get("gut"), draws=bool(draws) and plain(entry["name"]) == plain(draws))


def _told(about: str, roads: tuple[Road, ...], draws: str, tongue: Voice) -> list[str]:
    lines = [tongue.say(SEVERAL, count=len(roads)) if len(roads) > 1 else tongue.say(ONE)]
    lines += [tongue.say(ABOUT, about=about)] if about else []
    for number, road in enumerate(roads, start=1):
        lines += _road_told(number, road, tongue)
    return [*lines, *([f"{tongue.say(DRAWS)}: {draws}"] if draws else [])]


def _road_told(number: int, road: Road, tongue: Voice) -> list[str]:
    name = tongue.say(ROAD, number=number, name=road.name)
    lines = [f"{name} ({tongue.say(DRAWS)})" if road.draws else name]
    lines += [f"{tongue.say(term)}: {words}" for part, term in PARTS.items() if (words := getattr(road, part))]
    return [*lines, *([f"{tongue.say(GUT)}: {tongue.say(OF_TEN, number=road.gut)}"] if road.gut is not None else [])]
