"""What the counsellee reads and can press while their course is between two counsellors."""

from bot.marks import N_
from bot.records import handovers, people
from bot.usecases import handing_over
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option

NEW_COUNSELLOR = N_("En ny vejleder")
SEE = N_("Svar {coming}")
NO_OFFER = N_("Der er ikke noget at svare på.")
WHAT_IS_SEEN = N_("Siger du ja, ser {coming} jeres mål, jeres møde og det, der stod i invitationen.")
ANSWERS_STAY = N_("Dine svar følger kun med, hvis du siger det. Du kan også dele dem senere, ét ad gangen.")
PROMISES = N_("Det, {leaving} lovede dig, står i planen. {coming} har ikke lovet det.")

Made = tuple[list[str], list[Option]]


def ways(scene: Scene) -> list[tuple[str, str]]:
    """The way to the question, as (words, press), while it waits."""
    waiting = handovers.of(scene.records, scene.who.course)
    if waiting is None or not waiting.coming:
        return []
    return [(scene.say(SEE, coming=people.name(scene.records, waiting.coming)), menu("handover"))]


def told(scene: Scene) -> tuple[str, ...]:
    """What stands on the front page while the course has no counsellor."""
    waiting = handovers.of(scene.records, scene.who.course)
    return tuple(handing_over.lines(scene.records, waiting, scene.tongue)) if waiting else ()


def page(scene: Scene) -> Made:
    """The question, what each answer means, and the answers."""
    waiting = handovers.of(scene.records, scene.who.course)
    if waiting is None or not waiting.coming:
        return [scene.say(NO_OFFER)], []
    names = {one: people.name(scene.records, person) for one, person in (("leaving", waiting.leaving), ("coming", waiting.coming))}
    promised = scene.records.rows.count("actions", {"course": waiting.course, "doer": waiting.leaving})
    further = [scene.say(text, **names) for text in (WHAT_IS_SEEN, ANSWERS_STAY, *([PROMISES] if promised else []))]
    options = [Option(label=label, press=press) for label, press in handing_over.buttons(scene.records, waiting, scene.tongue)]
    return [*handing_over.lines(scene.records, waiting, scene.tongue), *further], options
