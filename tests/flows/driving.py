"""The ways every flow is talked through: short, long, all skipped, back from everywhere, and after an edit; in English the long one."""

from collections.abc import Callable

from bot.channels import terminal
from bot.channels.nonsense import Manner, leading_to, nonsense
from bot.channels.rehearsal import Rehearsal
from bot.dialogue.flow import Flow
from tests.flows.golden import rehearsal

MOST_TURNS, QUESTIONS_BEFORE_AN_EDIT = 400, 2
LATER = "/tid +8d"
SHARES = ("share", "all")


def talked(flow: str, way: str) -> Rehearsal:
    """One flow talked through in one of the WAYS."""
    language, walk = WAYS[way]
    talk = rehearsal(flow, language)
    walk(talk)
    return talk


def _short(talk: Rehearsal) -> None:
    """As little as can be answered, on the way with the fewest questions; it is kept to oneself."""
    flow = talk.scratch.flow
    _answer_all(talk, Manner(many=1, brief=True, wanted=_shut(flow)))
    _press(talk, "keep", "none")


def _long(talk: Rehearsal) -> None:
    """Every question, with a look at the first why; it is shared, and some days pass."""
    _press(talk, "why")
    manner = Manner(language=talk.scratch.language, wanted=_opened(talk.scratch.flow))
    _answer_all(talk, manner)
    _press(talk, *SHARES)
    talk.hear(LATER)


def _skipping(talk: Rehearsal) -> None:
    """Nothing is answered at all."""
    while _is_open(talk):
        _press(talk, "skip", "onward")


def _back(talk: Rehearsal) -> None:
    """From every step back to the one before, and on again."""
    manner, seen = Manner(wanted=_opened(talk.scratch.flow)), set[str]()
    while _is_open(talk):
        at = _step(talk)
        if at not in seen and seen:
            _press(talk, "back")
            _return(talk, at, manner)
        seen.add(at)
        _answer(talk, manner)


def _return(talk: Rehearsal, step: str, manner: Manner) -> None:
    for _ in range(MOST_TURNS):
        if not _is_open(talk) or _step(talk) == step:
            return
        if not _press(talk, "keep", "save"):
            _answer(talk, manner)


def _edited(talk: Rehearsal) -> None:
    """A question that was answered, or is open, reads otherwise after a pause."""
    manner, flow = Manner(), talk.scratch.flow
    asked = [step.id for step in flow.steps if step.asks]
    for _ in range(MOST_TURNS):
        if (
            _step(talk) in asked[QUESTIONS_BEFORE_AN_EDIT:]
            or not _is_open(talk)
            or (len(asked) <= QUESTIONS_BEFORE_AN_EDIT and _begun(talk))
        ):
            break
        _answer(talk, manner)
    _press(talk, "pause")
    talk.hear(f"/omskriv {asked[0]} {flow.step(asked[0]).text} Eller nu?")  # type: ignore[union-attr]
    _press(talk, "resume")
    _answer(talk, manner)
    _answer(talk, manner)


WAYS: dict[str, tuple[str, Callable[[Rehearsal], None]]] = {
    "short": ("da", _short),
    "long": ("da", _long),
    "skip": ("da", _skipping),
    "back": ("da", _back),
    "edited": ("da", _edited),
    "long-en": ("en", _long),
}


def _answer_all(talk: Rehearsal, manner: Manner) -> None:
    for _ in range(MOST_TURNS):
        if not _is_open(talk):
            return
        _answer(talk, manner)


def _answer(talk: Rehearsal, manner: Manner) -> None:
    place, screen = talk.scratch.place, talk.scratch.screen
    if place and screen and _is_open(talk):
        heard = nonsense(talk.scratch.flow, place, manner)
        talk.hear(terminal.as_typed(screen, heard.press) or heard.text)


def _press(talk: Rehearsal, *ends: str) -> bool:
    """Press the first button there is whose press ends so; whether there was one."""
    shown = terminal.options(talk.scratch.screen) if talk.scratch.screen else []
    found = next((option for end in ends for option in shown if option.press.rpartition(":")[2] == end), None)
    if found:
        talk.hear(f"[{found.label}]")
    return found is not None


def _is_open(talk: Rehearsal) -> bool:
    screen, place = talk.scratch.screen, talk.scratch.place
    return screen is not None and screen.name in {"step", "paused"} and place is not None and not place.ended


def _step(talk: Rehearsal) -> str:
    return talk.scratch.place.step if talk.scratch.place else ""


def _begun(talk: Rehearsal) -> bool:
    place = talk.scratch.place
    return place is not None and bool(place.draft or place.chosen or place.work.get("entries"))


def _opened(flow: Flow) -> dict[str, str]:
    """The choices that lead to the most questions."""
    return {name: choice for step in flow.steps for name, choice in leading_to(flow, step.id).items() if choice}


def _shut(flow: Flow) -> dict[str, str]:
    """The choices that lead to the fewest."""
    opening = {step.when.step: set(step.when.any_of) for step in flow.steps if step.when}
    gates = [step for step in flow.steps if step.id in opening]
    return {step.id: next((one.id for one in step.choices if one.id not in opening[step.id]), "") for step in gates}
