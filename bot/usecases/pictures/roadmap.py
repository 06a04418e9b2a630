"""Reads a roadmap: from here to there, the stops, what may stand in the way and the way around it, and who can help."""

from dataclasses import replace

from bot.domain.pictures import Picture, Roadmap
from bot.marks import N_
from bot.usecases.pictures.picked import plain, said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Voice

HERE, THERE, NEXT = N_("Her er jeg nu"), N_("Her vil jeg hen"), N_("Næste stop")
OBSTACLES, DETOURS, HELPERS = N_("Det kan stå i vejen"), N_("Sådan kommer jeg udenom"), N_("De kan hjælpe mig på vej")
TERMS = {"here": HERE, "there": THERE, "next": NEXT, "obstacles": OBSTACLES, "detours": DETOURS, "helpers": HELPERS}
TITLE, STOP = N_("Et kort over min vej."), N_("Stop {number}: {stop}")


def read(taken: Taken) -> Picture | None:
    """The road of a taking; None when nothing on it can be seen."""
    words = {step: said(taken, step) for step in ("here", "there", "detours")}
    lists = {step: taken.answer(step).lines for step in ("stops", "obstacles", "helpers")}
    if not any((*words.values(), *lists.values())):
        return None
    tongue, following = taken.tongue, _next(said(taken, "next_stop"), lists["stops"])
    drawn = Roadmap(
        title=tongue.say(taken.flow.title, taken.flow.id),
        alt="",
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        here=words["here"],
        there=words["there"],
        stops=lists["stops"],
        obstacles=lists["obstacles"],
        detours=words["detours"],
        helpers=lists["helpers"],
        next=following,
    )
    return replace(drawn, alt="\n".join(_told(drawn, tongue)))


def _next(words: str, stops: tuple[str, ...]) -> str:
    """The stop that was meant, where it was called by its name; else the words as they were said."""
    return next((stop for stop in stops if plain(stop) == plain(words)), words)


def _told(drawn: Roadmap, tongue: Voice) -> list[str]:
    named = {HERE: drawn.here, THERE: drawn.there, DETOURS: drawn.detours}
    lines = {term: [f"{tongue.say(term)}: {words}"] if words else [] for term, words in named.items()}
    listed = {
        term: [f"{tongue.say(term)}:", *(f"– {one}" for one in ones)] if ones else []
        for term, ones in {OBSTACLES: drawn.obstacles, HELPERS: drawn.helpers}.items()
    }
    way = [*lines[HERE], *_stops(drawn, tongue), *listed[OBSTACLES], *lines[DETOURS], *lines[THERE]]
    return [tongue.say(TITLE), *way, *listed[HELPERS]]


def _stops(drawn: Roadmap, tongue: Voice) -> list[str]:
    at = drawn.stops.index(drawn.next) if drawn.next in drawn.stops else -1
    told = [tongue.say(STOP, number=number, stop=stop) for number, stop in enumerate(drawn.stops, start=1)]
    marked = [f"{line} ({tongue.say(NEXT)})" if number == at else line for number, line in enumerate(told)]
    return [*marked, *([f"{tongue.say(NEXT)}: {drawn.next}"] if drawn.next and at < 0 else [])]
