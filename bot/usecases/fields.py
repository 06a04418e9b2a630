"""Where are we? The fields of the sheet, each filled, begun or empty, and what is shared, as one viewer may know it."""

from bot.marks import N_
from bot.records import agreements, courses, people, suggestions
from bot.records.core import Records
from bot.usecases import fullness
from bot.usecases.fullness import Fullness
from bot.usecases.scene import Scene
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.standings import NAMES, Standing, choices, counted

METHOD, METHOD_SHARED = N_("· {method}: {state}"), N_("· {method}")
GOAL_OPEN = N_("Målet: foreslået, ikke godkendt af jer begge endnu")
GOAL_AGREED = N_("Målet: godkendt af jer begge")
HERE = N_("Her er arket, felt for felt:")
CHOSEN = N_("I har taget {taken} øvelser. Du har selv valgt {own}.")
CHOSEN_ONE, SUGGESTED_ONE = N_("I har taget én øvelse. Du har selv valgt den."), N_("I har taget én øvelse. {counsellor} foreslog den.")


def lines(scene: Scene) -> list[str]:
    """Where we are, for the counsellee themself: each field with the methods begun in it, the goal, and who chose what."""
    told = [_field(scene, one) for one in fullness.own(scene.records, scene.stage, scene.who)]
    own = chosen(scene.records, scene.tongue, scene.who)
    return [scene.say(HERE), *told, *_goal(scene), *([own] if own else [])]


def seen(records: Records, stage: Stage, who: Who) -> list[str]:
    """Where we are, for a counsellor: what is shared with them in each field, and nothing of what is not."""
    tongue = voice(records, stage, who)
    return [_field_seen(stage, tongue, one) for one in fullness.seen(records, stage, who)]


def _field(scene: Scene, one: Fullness) -> str:
    """One field, and under it those of its methods that are begun, where it has several."""
    listed = one.begun if len(scene.stage.menu.get(one.field, ())) > 1 else {}
    head = fullness.line(one, fullness.OWN, scene.tongue)
    return "\n".join([head, *(_method(scene, method, standing) for method, standing in listed.items())])


def _method(scene: Scene, method: str, standing: Standing) -> str:
    flow = scene.stage.flows[method]
    return scene.say(METHOD, method=scene.say_of(flow, flow.title), state=scene.say(NAMES[standing]))


def _field_seen(stage: Stage, tongue: Voice, one: Fullness) -> str:
    listed = one.begun if len(stage.menu.get(one.field, ())) > 1 else ()
    head = fullness.line(one, fullness.SEEN, tongue)
    flows = [stage.flows[method] for method in listed]
    return "\n".join([head, *(tongue.say(METHOD_SHARED, method=tongue.say(flow.title, flow.id)) for flow in flows)])


def _goal(scene: Scene) -> list[str]:
    agreement = agreements.read(scene.records, scene.who.course)
    if agreement.now is None:
        return []
    people = [member.person.id for member in courses.members(scene.records, scene.who.course)]
    return [scene.say(GOAL_AGREED if agreement.settled(people) else GOAL_OPEN)]


def chosen(records: Records, tongue: Voice, who: Who) -> str:
    """Who chose what a counsellee took: the honest answer, which both are given; empty while nothing was taken."""
    taken, own = counted(records, who.course, who.person, who.viewer)
    if taken == 1:
        return tongue.say(CHOSEN_ONE) if own else tongue.say(SUGGESTED_ONE, **_suggester(records, who))
    return tongue.say(CHOSEN, taken=taken, own=own) if taken else ""


def _suggester(records: Records, who: Who) -> dict[str, str]:
    """The name of who suggested the one method that was taken, who may have left the course since."""
    [led] = choices(records, who.course, who.person, who.viewer)
    made = suggestions.visible(records, who.course, viewer=who.viewer, id=led)
    return dict.fromkeys(("counsellor", "Counsellor"), people.name(records, made[0].by)) if made else {}
