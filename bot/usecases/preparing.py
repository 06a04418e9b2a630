"""Whether somebody has prepared for the next meeting, and where they go on with it."""

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.marks import N_
from bot.records import conversations, courses, notes, trail
from bot.records.conversations import Frame
from bot.records.core import Records, stamp
from bot.usecases.press import menu
from bot.usecases.stage import Who

FLOW = "agreement"
BEGIN = N_("Ja, begynd")
CONTINUE = N_("Fortsæt, hvor du slap")
MORE = N_("Svar på lidt mere")
CHOOSE = N_("Vælg en øvelse")


def has_prepared(records: Records, who: Who) -> bool:
    """Whether this counsellee has answered something of the first flow, or shared something, since the last meeting."""
    since = max((row["at"] for row in trail.acts(records.rows, {"course": who.course, "act": Act.MEET.value})), default="")
    guides = courses.ids(records, who.course, Role.COUNSELLOR)
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    answered = [note for note in mine if note.flow == FLOW and not note.words.skipped]
    shared = [notes.shared_at(records, note, guide) for note in mine if note.shared for guide in guides]
    return max([*(stamp(note.written_at) for note in answered), *shared], default="") > since


def way(records: Records, who: Who) -> tuple[str, str]:
    """Where to prepare, as (source text, press): on with what is begun, else what is left of the first flow, else a method."""
    seat = conversations.seat(records, who.person, who.course)
    if seat is None or seat.stack:
        has_begun = bool(notes.visible(records, who.course, viewer=who.viewer, author=who.person))
        return (CONTINUE if has_begun else BEGIN), menu("go")
    return (MORE, menu("more")) if is_more_left(records, who) else (CHOOSE, menu("methods"))


def is_more_left(records: Records, who: Who) -> bool:
    """Whether the short way was taken to its end, and the rest is still there to answer."""
    place = conversations.place(records, who.person, who.course, Frame(flow=FLOW))
    return place is not None and place.ended and place.picks.get("more") != ("yes",)
