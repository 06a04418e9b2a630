"""Where are we? The fields of the sheet, each filled, begun or empty, and what is shared, as one viewer may know it."""

from bot.domain.people import Role
from bot.domain.sheet import FIELDS, Note
from bot.marks import N_
from bot.records import agreements, courses, people, suggestions
from bot.records.core import Records
from bot.usecases import sharing
from bot.usecases.scene import Scene
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.standings import NAMES, Standing, answered, choices, counted, standings

FILLED = N_("{field} – {count} svar, {shared} delt")
BEGUN = N_("{field} – begyndt")
EMPTY = N_("{field} – tomt endnu")
ONLY_SHARED = N_("{field} – {count} svar delt")
NOT_SHARED = N_("{field} – ikke delt")
METHOD, METHOD_SHARED = N_("· {method}: {state}"), N_("· {method}")
GOAL_OPEN = N_("Målet: foreslået, ikke godkendt af jer begge endnu")
GOAL_AGREED = N_("Målet: godkendt af jer begge")
HERE = N_("Her er arket, felt for felt:")
CHOSEN = N_("I har taget {taken} øvelser. Du har selv valgt {own}.")
CHOSEN_ONE, SUGGESTED_ONE = N_("I har taget én øvelse. Du har selv valgt den."), N_("I har taget én øvelse. {counsellor} foreslog den.")


def lines(scene: Scene) -> list[str]:
    """Where we are, for the counsellee themself: each field with the methods begun in it, the goal, and who chose what."""
    mine = sharing.offered(scene.records, scene.stage, scene.who)
    stands = standings(scene.records, scene.stage, scene.who)
    told = [_field(scene, field, [note for note in mine if note.field == field], stands) for field in FIELDS]
    own = chosen(scene.records, scene.tongue, scene.who)
    return [scene.say(HERE), *told, *_goal(scene), *([own] if own else [])]


def seen(records: Records, stage: Stage, who: Who) -> list[str]:
    """Where we are, for a counsellor: what is shared with them in each field, and nothing of what is not."""
    tongue = voice(records, stage, who)
    theirs = [
        note for person in courses.ids(records, who.course, Role.COUNSELLEE) for note in answered(records, who.course, person, who.viewer)
    ]
    return [_field_seen(stage, tongue, field, [note for note in theirs if note.field == field]) for field in FIELDS]


def _field(scene: Scene, field: str, here: list[Note], stands: dict[str, Standing]) -> str:
    """One field, and under it those of its methods that are begun, where it has several."""
    methods = scene.stage.menu.get(field, ())
    begun = [method for method in methods if stands[method] is not Standing.NEW]
    name = scene.say(FIELDS[field])
    head = scene.say(
        FILLED if here else BEGUN if begun else EMPTY, field=name, count=len(here), shared=sum(1 for note in here if note.shared)
    )
    listed = begun if len(methods) > 1 else []
    return "\n".join([head, *(_method(scene, method, stands[method]) for method in listed)])


def _method(scene: Scene, method: str, standing: Standing) -> str:
    flow = scene.stage.flows[method]
    return scene.say(METHOD, method=scene.say_of(flow, flow.title), state=scene.say(NAMES[standing]))


def _field_seen(stage: Stage, tongue: Voice, field: str, here: list[Note]) -> str:
    methods = stage.menu.get(field, ())
    shared = {note.flow for note in here}
    listed = [stage.flows[method] for method in methods if method in shared] if len(methods) > 1 else []
    head = tongue.say(ONLY_SHARED if here else NOT_SHARED, field=tongue.say(FIELDS[field]), count=len(here))
    return "\n".join([head, *(tongue.say(METHOD_SHARED, method=tongue.say(flow.title, flow.id)) for flow in listed)])


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
