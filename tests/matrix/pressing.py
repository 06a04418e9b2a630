"""Does every line of the table of presses as one person does, in Telegram or by a link of staff's, and tells what came of it."""

from dataclasses import dataclass, replace
from itertools import count

from bot.dialogue import phrases
from bot.domain.letter import Letter
from bot.records import conversations, people, post
from bot.records.core import Records
from bot.records.people import TELEGRAM, Address
from bot.usecases import paper_copies, receiving, sharing, talking
from bot.usecases.heard import Heard
from bot.usecases.letters import letter
from bot.usecases.pictures import reading
from bot.usecases.receiving import Arrived
from bot.usecases.stage import Who
from tests.matrix.people import Town, Viewer
from tests.matrix.tables import Line, filled

CHAT = "4711"
# What is said where nothing is done, in words of the table.
SAID = {
    talking.NOT_HERE: "stale",
    phrases.STALE: "stale",
    sharing.LOCKED: "locked",
    talking.CLOSED: "closed",
    talking.UNKNOWN: "unknown",
    receiving.NEED_A_LINK: "link",
    receiving.SPENT: "spent",
    receiving.STAFF: "desk",
}
# What changes though nothing was done: where somebody sits and in what, what waits to be sent, that they were there.
TRACES = {"trail", "seats", "places", "begun", "outbox", "keys", "traces", "sheets"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """What came of a press: in a word, as it was told, with the presses that were offered."""

    outcome: str
    told: str
    offered: tuple[str, ...]


def press_all(town: Town, viewer: Viewer, lines: list[Line], *, again: bool = False, missing: bool = False) -> list[Came]:
    """Each line as this viewer does it, each in the town as it was; `again`: twice, and what came the second time."""
    return [_one(town, viewer, line, {} if missing else viewer.ids, again=again) for line in lines]


def _one(town: Town, viewer: Viewer, line: Line, ids: dict[str, str], *, again: bool) -> Came:
    town.rewind()
    if viewer.person:
        course = viewer.who.course if viewer.who else ""
        address = Address(channel=TELEGRAM, external=CHAT, person=viewer.person, course=course, state=people.OPEN)
        town.house.write(lambda records: people.settle(records, address))
    numbers = count(1)
    for before in line.sends.split():
        _do(town, viewer, filled(before, ids), next(numbers))
    said = filled(line.what, {**ids, "turn": str(_turn(town, viewer))})
    if again:
        _do(town, viewer, said, next(numbers))
    marked = town.store.mark()
    told = _do(town, viewer, said, next(numbers))
    now = town.store.mark()
    changed = {table for table, rows in now.items() if table not in TRACES and rows != marked[table]}
    words = next((word for text, word in SAID.items() if told and text in told.text), "shows" if told else "silent")
    presses = tuple(button.press for row in told.rows for button in row if button.press) if told else ()
    shown = "\n".join([told.text, *(f"{button.label} {button.url}" for row in told.rows for button in row)]) if told else ""
    return Came(outcome="moves" if "addresses" in changed else "does" if changed else words, told=shown, offered=presses)


def _do(town: Town, viewer: Viewer, said: str, number: int) -> Letter | None:
    """Press or type it; the letter that answers."""
    typed = said.startswith(("/", "“"))
    who = viewer.who
    if who and who.shared_only:
        heard = Heard(text=said) if typed else Heard(press=said)
        return town.house.write(lambda records: _shown(records, town, who, heard))
    what = {"kind": "text", "text": said} if typed else {"kind": "press", "press": said, "message": number}
    arrived = Arrived(channel=TELEGRAM, external=CHAT, **what)
    town.house.write(lambda records: receiving.receive(records, town.stage, arrived))
    return town.house.write(lambda records: _newest(records, town))


def _shown(records: Records, town: Town, who: Who, heard: Heard) -> Letter | None:
    screen = talking.turn(records, town.stage, who, heard)
    return _with_drawing(records, town, who, letter(screen, town.stage.texts_in("da")), screen.drawing) if screen else None


def _newest(records: Records, town: Town) -> Letter | None:
    found = post.waiting_on(records, TELEGRAM, CHAT)
    words = next((one for one in reversed(found) if not one.letter.drawing), None)
    if words is None:
        return None
    who = Who(person=words.person, course=words.course)
    return _with_drawing(records, town, who, words.letter, found[-1].letter.drawing)


def _with_drawing(records: Records, town: Town, who: Who, told: Letter, drawing: str) -> Letter:
    """The letter with every word of the picture or sheet that goes with it."""
    if not drawing:
        return told
    copy = paper_copies.named(drawing)
    if copy:
        drawn: object = paper_copies.made(records, town.stage, who, copy)
    else:
        drawn = reading.read(records, town.stage, who, reading.ref(drawing))
    return replace(told, text=f"{told.text}\n{drawn!r}")


def _turn(town: Town, viewer: Viewer) -> int:
    if viewer.who is None:
        return 0
    who = viewer.who
    seat = town.house.read(lambda records: conversations.seat(records, who.person, who.course))
    return seat.turn if seat else 0
