"""Where are we? The fields of the sheet, each filled, begun or empty, and what is shared, as one viewer may know it."""

from bot.marks import N_
from bot.records import agreements, conversations, courses
from bot.usecases import sharing
from bot.usecases.scene import Scene

FIELDS = {
    "agreement": N_("Aftalefeltet"),
    "parking": N_("Parkeringspladsen"),
    "story": N_("Min livsfortælling"),
    "want": N_("Hvad vil jeg?"),
    "can": N_("Hvad kan jeg?"),
    "importance": N_("Hvor vigtigt?"),
    "belief": N_("Troen på …"),
    "plan": N_("Handleplanen"),
}
FILLED = N_("{field} – {count} svar, {shared} delt")
BEGUN = N_("{field} – begyndt")
EMPTY = N_("{field} – tomt endnu")
GOAL_OPEN = N_("Målet: foreslået, ikke godkendt af jer begge endnu")
GOAL_AGREED = N_("Målet: godkendt af jer begge")
HERE = N_("Her er arket, felt for felt:")


def lines(scene: Scene) -> list[str]:
    """One line for each field, filled, begun or empty, for the counsellee themself."""
    mine = sharing.offered(scene.records, scene.stage, scene.who)
    begun = {frame.flow for frame, place in conversations.places(scene.records, scene.who.person, scene.who.course) if not place.ended}
    told = [scene.say(HERE)]
    for field, name in FIELDS.items():
        here = [note for note in mine if note.field == field]
        values = {"field": scene.say(name), "count": len(here), "shared": sum(1 for note in here if note.shared)}
        told.append(scene.say(FILLED if here else BEGUN if field in begun else EMPTY, **values))
    return [*told, *_goal(scene)]


def _goal(scene: Scene) -> list[str]:
    agreement = agreements.read(scene.records, scene.who.course)
    if agreement.now is None:
        return []
    people = [member.person.id for member in courses.members(scene.records, scene.who.course)]
    return [scene.say(GOAL_AGREED if agreement.settled(people) else GOAL_OPEN)]
