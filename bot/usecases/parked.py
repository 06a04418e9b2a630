"""The parking lot: thoughts that were put aside, taken up for a meeting, kept, or let go, only by the one who parked them."""

from dataclasses import dataclass
from datetime import timedelta

from bot.dialogue.turns import Say
from bot.domain.people import Role
from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.marks import N_
from bot.records import courses, notes, spots
from bot.records import parked as states
from bot.records.conversations import Seat
from bot.records.core import Records, stamp
from bot.usecases import park_proposals, sharing, suggesting
from bot.usecases.press import Press, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import back_to_flow

FLOW = "parking"
PARKED = N_("Parkerede tanker")
HERE = N_("Her er dine parkerede tanker. Hvad vil du med dem?")
WHAT_IT_DOES = (
    N_("Tag op: Så ser {counsellor} den, og I kan tale om den på mødet."),
    N_("Behold: Den bliver liggende her. Kun du ser den."),
    N_("Slip: Den forsvinder for altid, også for dig."),
)
NONE = N_("Du har ingen parkerede tanker.")
LYING_ONE = N_("Du har én parkeret tanke.")
LYING = N_("Du har {n} parkerede tanker.")
LOOK_ONE, LOOK = N_("Se den"), N_("Se dem")
NOT_NOW = N_("Ikke nu")
TAKE_UP, KEEP, LET_GO, TAKE_BACK = N_("Tag op"), N_("Behold"), N_("Slip"), N_("Tag tilbage")
ON_AGENDA = N_("Til mødet. {counsellor} ser den.")
SEEN = N_("Delt")
NOW_UP = N_("Den er med på mødet. {counsellor} kan nu se den. Du kan tage den tilbage.")
NOW_KEPT = N_("Den bliver liggende.")
NOW_GONE = N_("Den er sluppet.")
PARK = N_("Parkér en tanke")
# A thought that was kept on purpose is not brought up again for a while.
RESTS = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """A parked thought as its owner sees it. `state` is empty, kept or agenda; `moved_at` a stamp."""

    note: Note
    state: str = ""
    moved_at: str = ""


def thoughts(records: Records, who: Who) -> list[Thought]:
    """One's own parked thoughts that say something, oldest first, but for those let go."""
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, field=FLOW)
    found = states.states(records, who.course)
    return [_thought(note, *found.get(note.id, ("", ""))) for note in among(records, who, mine) if not note.words.skipped]


def among(records: Records, who: Who, found: list[Note]) -> list[Note]:
    """Those of the notes that are parked thoughts: they lie in the parking lot, whether put there in chat or on the sheet."""
    lying = [note for note in found if note.field == FLOW and note.flow in spots.LOOSE and note.step != park_proposals.PROPOSED]
    where = spots.of(records, who.course) if lying else {}
    return [note for note in lying if note.id not in where or not where[note.id].about]


def lying(records: Records, who: Who) -> int:
    """How many thoughts wait to be looked at again."""
    rested = stamp(records.now - RESTS)
    return sum(1 for one in thoughts(records, who) if not one.state or (one.state == states.KEPT and one.moved_at <= rested))


def leave(records: Records, stage: Stage, who: Who, seat: Seat) -> Seat:
    """What comes after a flow and its telling: a word about parked thoughts, if there are any, else where one was."""
    if lying(records, who):
        return Seat(turn=seat.turn + 1, stack=seat.stack, screen="lying", says=seat.says)
    return back_to_flow(records, stage, who, Seat(turn=seat.turn, stack=seat.stack, says=seat.says))


def press(records: Records, stage: Stage, who: Who, pressed: Press) -> tuple[Say, ...]:
    """Do what a button says with one thought; what is said. Raises NotFound for a thought that is not this person's."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLEE)
    note_id, _, act = ":".join(pressed.parts).partition(":")
    if act in {"yes", "no"}:
        return park_proposals.answer(records, stage, who, note_id, yes=act == "yes")
    note = next((one.note for one in thoughts(records, who) if one.note.id == note_id), None)
    if note is None or act not in _ACTS:
        raise NotFound
    state, said = _ACTS[act]
    if state == states.AGENDA and sharing.is_alone(records, who.course):
        return (Say(text=sharing.NOBODY_YET),)
    states.move(records, who.course, note.id, state)
    records.log(who.person, act, who.course, note.id)
    if state == states.AGENDA:
        return (Say(text=said), *sharing.now_shared(records, stage, who, [note])[1:])
    if note.shared:
        sharing.withdraw(records, who, [note])
        said = sharing.NOW_PRIVATE if state == states.KEPT else said
    if state == states.LET_GO:
        notes.erase(records, note.id)
    return (Say(text=said),)


_ACTS: dict[str, tuple[str, str]] = {Act.UP: (states.AGENDA, NOW_UP), Act.KEEP: (states.KEPT, NOW_KEPT), Act.GO: (states.LET_GO, NOW_GONE)}


def screen(scene: Scene) -> Screen:
    """All parked thoughts, and what can be done with each."""
    mine, proposed = thoughts(scene.records, scene.who), park_proposals.waiting(scene.records, scene.who)
    items = [*(_proposed(number, note, scene) for number, note in enumerate(proposed, start=1))]
    items += [_listed(number, thought, scene) for number, thought in enumerate(mine, start=len(items) + 1)]
    told = [*([suggesting.YOU_DECIDE] if proposed else []), *(WHAT_IT_DOES if mine else ())]
    goes_on = [Option(label=scene.say(sharing.BACK), press=menu("go"))] if scene.seat.stack else []
    return Screen(
        name="parked",
        says=scene.says,
        text=scene.say(HERE if items else NONE),
        help="\n".join(map(scene.say, told)),
        items=tuple(items),
        answers=(Option(label=scene.say(PARK), press=menu("park")), *goes_on),
        ways=scene.ways_out(),
        turn=scene.seat.turn,
    )


def lying_screen(scene: Scene) -> Screen:
    """A word about thoughts that were parked, and a way to look at them or to go on."""
    count = lying(scene.records, scene.who)
    answers = ((LOOK_ONE if count == 1 else LOOK, "parked"), (NOT_NOW, "go" if scene.seat.stack else "home"))
    return Screen(
        name="lying",
        says=scene.says,
        text=scene.say(LYING_ONE if count == 1 else LYING, n=count),
        answers=tuple(Option(label=scene.say(label), press=menu(name)) for label, name in answers),
        ways=scene.ways_out(),
        turn=scene.seat.turn,
    )


def agenda(records: Records, who: Who, found: list[Note]) -> list[Note]:
    """Those of the notes somebody may see that were taken up for the next meeting."""
    taken = {note for note, (state, _) in states.states(records, who.course).items() if state == states.AGENDA}
    return [note for note in found if note.id in taken]


def _thought(note: Note, state: str, moved_at: str) -> Thought:
    """A thought that was taken up and taken back elsewhere just lies there."""
    taken_back = state == states.AGENDA and not note.shared
    return Thought(note=note, state="" if taken_back else state, moved_at=moved_at)


def _proposed(number: int, note: Note, scene: Scene) -> Listed:
    acts = ((park_proposals.YES, "yes"), (park_proposals.NO, "no"))
    return Listed(
        number=number,
        question=scene.say(park_proposals.PROPOSES),
        said=note.words.said,
        state="",
        options=tuple(Option(label=scene.say(label), press=f"p:{note.id}:{act}") for label, act in acts),
    )


def _listed(number: int, thought: Thought, scene: Scene) -> Listed:
    note, up = thought.note, thought.state == states.AGENDA
    keep = (TAKE_BACK if note.shared else KEEP, "keep")
    acts = [keep, (LET_GO, "go")] if up else [(TAKE_UP, "up"), keep, (LET_GO, "go")]
    return Listed(
        number=number,
        question="",
        said=note.words.said,
        state=scene.say(ON_AGENDA) if up else scene.say(SEEN) if note.shared else "",
        options=tuple(Option(label=scene.say(label), press=f"p:{note.id}:{act}") for label, act in acts),
        file=note.words.answer.get("file", ""),
        media=note.words.answer.get("media", ""),
    )
