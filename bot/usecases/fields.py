"""Where are we? The fields of the sheet, each filled, begun or empty, and what is shared, as one viewer may know it."""

from bot.marks import N_
from bot.records import agreements, conversations, courses, notes
from bot.records.core import Records
from bot.usecases.stage import Voice, Who

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
FILLED = N_("{field}: {count} noter, {shared} delt")
BEGUN = N_("{field}: begyndt")
EMPTY = N_("{field}: tomt endnu")
GOAL_OPEN = N_("Målet: foreslået, ikke godkendt af jer begge endnu")
GOAL_AGREED = N_("Målet: godkendt af jer begge")
HERE = N_("Her er arket, felt for felt:")


def lines(records: Records, who: Who, tongue: Voice) -> list[str]:
    """One line for each field that is in use or waits, for the counsellee themself."""
    mine = [n for n in notes.visible(records, who.course, viewer=who.viewer, author=who.person) if not n.words.skipped]
    begun = {frame.flow for frame, place in conversations.places(records, who.person, who.course) if not place.ended}
    told = [tongue.say(HERE)]
    for field, name in FIELDS.items():
        here = [note for note in mine if note.field == field]
        values = {"field": tongue.say(name), "count": len(here), "shared": sum(1 for note in here if note.shared)}
        told.append(tongue.say(FILLED if here else BEGUN if field in begun else EMPTY, **values))
    return [*told, *_goal(records, who, tongue)]


def _goal(records: Records, who: Who, tongue: Voice) -> list[str]:
    agreement = agreements.read(records, who.course)
    if agreement.now is None:
        return []
    people = [member.person.id for member in courses.members(records, who.course)]
    return [tongue.say(GOAL_AGREED if agreement.settled(people) else GOAL_OPEN)]
