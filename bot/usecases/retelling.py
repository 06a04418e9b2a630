"""The end of a method: what was written in it is said back, to be changed, added to, shared, or kept to oneself."""

from dataclasses import replace

from bot.dialogue import phrases
from bot.dialogue.turns import Say
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import adding, crisis, parked, scales, sharing
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Who
from bot.usecases.takings import SENTENCE, flow_of, frame_of, share_class, told
from bot.usecases.walking import change
from bot.usecases.written import ASK_HELP, EDIT, NOT_NOW, READY, SHARE_EDIT, can_change, listed, state

YOUR_WORDS = N_("Her er det, du skrev.")
ASK = N_("Her er det, du skrev. Skal {counsellor} se det?")
NOTHING = N_("Her står ikke noget endnu.")
SHARE_WITH = N_("Del med {counsellor}")
MORE = N_("Skriv mere")
KEEP = N_("Behold for mig selv")


def screen(scene: Scene) -> Screen:
    """Everything that was said in one taking, in the person's own words, and what can be done with it."""
    mine = told(scene.records, scene.stage, scene.who, frame_of(scene.about))
    private = _private(scene.stage, mine)
    answers = [note for note in mine if note.step != SENTENCE]
    return Screen(
        name="told",
        says=scene.says,
        text=scene.say(ASK if private else YOUR_WORDS if mine else NOTHING),
        help=scene.say(ASK_HELP) if private and not any(note.shared for note in mine) else "",
        paragraphs=tuple(note.words.said for note in mine if note.step == SENTENCE),
        items=tuple(
            listed(number, note, state(scene.stage, note, scene.tongue), scene.tongue, scene.seat, _acts(scene.stage, note))
            for number, note in enumerate(answers, start=1)
        ),
        answers=(
            *(Option(label=scene.say(label), press=here(scene.seat.turn, act)) for label, act in _answers(scene.stage, mine, private)),
            *_offered(scene),
        ),
        ways=(Option(label=scene.say(sharing.MENU), press=menu("home")), Option(label=scene.say(crisis.TITLE), press=menu("crisis"))),
        turn=scene.seat.turn,
    )


def press(records: Records, stage: Stage, who: Who, seat: Seat, option: str) -> Seat:
    """What a button of the telling, or of adding to it, does; where one sits afterwards."""
    frame = frame_of(seat.screen.partition("=")[2])
    act, _, note = option.partition("=")
    if act == "edit":
        return change(records, stage, who, seat, note)
    if act in adding.SCREENS:
        return replace(seat, screen=f"{adding.SCREENS[act]}={frame.flow}.{frame.subject}", turn=seat.turn + 1)
    if act == "skipped":
        return adding.ask_again(records, stage, who, seat, frame)
    mine = told(records, stage, who, frame)
    private = _private(stage, mine)
    if act == "share" and private:
        return parked.leave(records, stage, who, replace(seat, says=sharing.now_shared(records, stage, who, private)))
    if act == "keep":
        unshared = private and not any(note.shared for note in mine)
        return parked.leave(records, stage, who, replace(seat, says=(Say(text=sharing.NOTHING_SHARED),) if unshared else ()))
    return replace(seat, says=(Say(text=phrases.STALE),))


def _private(stage: Stage, mine: list[Note]) -> list[Note]:
    """What could be shared and is not, as it is now."""
    return [note for note in mine if share_class(stage, note) != "never" and (not note.shared or note.newer)]


def _answers(stage: Stage, mine: list[Note], private: list[Note]) -> list[tuple[str, str]]:
    more = [(MORE, "more")] if all(flow_of(stage, note) for note in mine) else []
    if not private:
        return [(READY, "keep"), *more]
    share = SHARE_EDIT if all(note.newer for note in private) else SHARE_WITH
    keep = NOT_NOW if any(note.shared for note in mine) else KEEP
    return [(share, "share"), (keep, "keep"), *more]


def _offered(scene: Scene) -> tuple[Option, ...]:
    """The methods that fit where two scales are far apart; going on declines them."""
    flow = frame_of(scene.about).flow
    return scales.scales_offer(scene.records, scene.stage, scene.who)[1] if flow in scales.FLOWS else ()


def _acts(stage: Stage, note: Note) -> list[tuple[str, str]]:
    return [(EDIT, f"edit={note.id}")] if can_change(stage, note) else []
