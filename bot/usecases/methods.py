"""The menu: every field with its methods, what each gives and how long it takes, how one stands with it, and what is suggested."""

from bot.dialogue.flow import Flow
from bot.domain.sheet import FIELDS
from bot.domain.suggestion import Suggestion
from bot.marks import N_
from bot.usecases import crisis, preparing, suggesting
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.standings import NAMES, Standing, standings

WHICH_FIELD = N_("Hvad vil du arbejde med?")
WHICH_METHOD = N_("Hvilken øvelse vil du tage?")
NAMED = {**FIELDS, "evaluation": N_("Hvordan var mødet?")}
LINE = N_("{field} – {state}")
SOME_DONE = N_("{count} af {total} gjort")
SUGGESTED = N_("foreslået")
MINUTE, MINUTES = N_("Ca. 1 minut"), N_("Ca. {n} minutter")
BEGIN, GO_ON, ONCE_MORE = N_("Begynd"), N_("Fortsæt"), N_("Tag den igen")
SEE_ANSWERS = N_("Se svar")
FOR_YOU = N_("Forslag til dig")
NO_SUGGESTIONS = N_("Der er ingen forslag lige nu.")
BACK, MENU = N_("Tilbage"), N_("Menu")


def fields_screen(scene: Scene) -> Screen:
    """The fields, how one stands with each, and a button for each; one that has a single method opens it at once."""
    stands = standings(scene.records, scene.stage, scene.who)
    fresh = {suggestion.flow for suggestion in suggesting.waiting(scene.records, scene.stage, scene.who)}
    told = [_line(scene, field, methods, stands, fresh) for field, methods in scene.stage.menu.items()]
    lines = [line for line in told if line]
    return Screen(
        name="methods",
        says=scene.says,
        title=scene.say(preparing.CHOOSE),
        paragraphs=("\n".join(lines),) if lines else (),
        text=scene.say(WHICH_FIELD),
        answers=tuple(
            Option(label=_name(scene, field, methods), press=_way(field, methods)) for field, methods in scene.stage.menu.items()
        ),
        ways=_ways(scene),
        turn=scene.seat.turn,
    )


def field_screen(scene: Scene) -> Screen:
    """The methods of the field that the seat names; all fields, where it names none."""
    methods = scene.stage.menu.get(scene.about)
    if methods is None:
        return fields_screen(scene)
    stands = standings(scene.records, scene.stage, scene.who)
    led = {suggestion.flow: suggestion for suggestion in suggesting.waiting(scene.records, scene.stage, scene.who)}
    return Screen(
        name=scene.seat.screen,
        says=scene.says,
        title=_name(scene, scene.about, methods),
        text=scene.say(WHICH_METHOD),
        items=tuple(_listed(scene, number, one, stands[one], led.get(one)) for number, one in enumerate(methods, start=1)),
        ways=_ways(scene, (BACK, "methods")),
        turn=scene.seat.turn,
    )


def suggested_screen(scene: Scene) -> Screen:
    """The methods that are suggested to somebody, with who suggests each and why; to be taken, declined or left."""
    waiting = suggesting.waiting(scene.records, scene.stage, scene.who)
    stands = standings(scene.records, scene.stage, scene.who)
    items = (
        _listed(scene, number, one.flow, stands.get(one.flow, Standing.NEW), one, declines=True)
        for number, one in enumerate(waiting, start=1)
    )
    return Screen(
        name="suggested",
        says=scene.says,
        title=scene.say(FOR_YOU),
        text=scene.say(suggesting.YOU_DECIDE if waiting else NO_SUGGESTIONS),
        items=tuple(items),
        ways=_ways(scene, (preparing.CHOOSE, "methods")),
        turn=scene.seat.turn,
    )


def _line(scene: Scene, field: str, methods: tuple[str, ...], stands: dict[str, Standing], fresh: set[str]) -> str:
    """How one stands with a field; empty where there is nothing to tell."""
    if not fresh.intersection(methods) and {stands[method] for method in methods} == {Standing.NEW}:
        return ""
    told = [_state(scene, [stands[method] for method in methods])]
    told += [scene.say(SUGGESTED)] if fresh.intersection(methods) else []
    return scene.say(LINE, field=_name(scene, field, methods), state=", ".join(told))


def _state(scene: Scene, stands: list[Standing]) -> str:
    """How one stands with a whole field."""
    done = stands.count(Standing.DONE)
    if done and len(stands) > 1:
        return scene.say(SOME_DONE, count=done, total=len(stands))
    begun = Standing.BEGUN if Standing.BEGUN in stands else Standing.NEW
    return scene.say(NAMES[Standing.DONE if done else begun])


def _name(scene: Scene, field: str, methods: tuple[str, ...]) -> str:
    """A field that has a single method is called what that is called."""
    return _title(scene, scene.stage.flows[methods[0]]) if len(methods) == 1 else scene.say(NAMED[field])


def _title(scene: Scene, flow: Flow) -> str:
    return scene.say_of(flow, flow.title)


def _way(field: str, methods: tuple[str, ...]) -> str:
    return menu(f"field={field}") if len(methods) > 1 else menu(f"take={methods[0]}")


def _listed(scene: Scene, number: int, method: str, standing: Standing, suggestion: Suggestion | None, *, declines: bool = False) -> Listed:
    flow = scene.stage.flows[method]
    minutes = scene.say(MINUTE if flow.minutes == 1 else MINUTES, n=flow.minutes)
    told = [scene.say_of(flow, flow.gives), minutes, *([suggesting.told(scene, suggestion)] if suggestion else [])]
    options = _options(flow, standing)
    if suggestion and declines:
        options.append((suggesting.NO_THANKS, f"d:{suggestion.id}"))
    return Listed(
        number=number,
        question=_title(scene, flow),
        said="\n".join(told),
        state=scene.say(NAMES[standing]),
        options=tuple(Option(label=scene.say(label), press=press) for label, press in options),
    )


def _options(flow: Flow, standing: Standing) -> list[tuple[str, str]]:
    taking = menu(f"take={flow.id}")
    if standing is Standing.DONE:
        return [(SEE_ANSWERS, menu(f"look={flow.id}")), *([(ONCE_MORE, taking)] if flow.repeats else [])]
    return [(GO_ON if standing is Standing.BEGUN else BEGIN, taking)]


def _ways(scene: Scene, *more: tuple[str, str]) -> tuple[Option, ...]:
    ways = (*more, (MENU, "home"), (crisis.TITLE, "crisis"))
    return tuple(Option(label=scene.say(label), press=menu(name)) for label, name in ways)


SCREENS = {"methods": fields_screen, "field": field_screen, "suggested": suggested_screen}
