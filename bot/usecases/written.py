"""The lists of one's own answers: by method, of one method, and exactly what the counsellor sees of them."""

from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import courses, notes
from bot.records.conversations import Seat
from bot.usecases import crisis, reading_times
from bot.usecases.press import here, menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Listed, Option, Screen
from bot.usecases.sharing import BACK, LOCKED, MENU, method_of, offered
from bot.usecases.stage import Stage, Voice
from bot.usecases.takings import ADDED, flow_of, in_order, share_class, step_of, title

ASK = N_("Her er dine svar. Hvad må {counsellor} se?")
ASK_HELP = N_("Intet er delt, før du deler det. Du kan tage det tilbage igen.")
AGAIN = N_("Her er dine svar. {counsellor} ser kun dem, du har delt.")
EMPTY = N_("Du har ingen svar endnu. Når du har svaret på noget, kan du dele det her.")
ALL = N_("Del alt")
REST = N_("Del resten")
NONE = N_("Del intet")
NOT_NOW = N_("Ikke nu")
CHOOSE = N_("Vælg selv")
SHARE = N_("Del")
SHARE_EDIT = N_("Del rettelsen")
TAKE_BACK = N_("Tag tilbage")
TAKE_ALL_BACK = N_("Tag alt tilbage")
EDIT = N_("Ret")
READY = N_("Færdig")
OPEN = N_("Åbn")
BY_METHOD = N_("Her er det, du har skrevet. Åbn det, du vil se eller dele.")
COUNT = N_("{count} svar, {shared} delt")
LOOK = N_("Se, hvad {counsellor} ser")
SEES_THIS = N_("Det her er alt, {counsellor} kan se af dine svar:")
SEES_NOTHING = N_("{counsellor} kan ikke se nogen af dine svar.")
ONLY_YOU = N_("Ikke delt")
SEEN_BY_BOTH = N_("Set af jer begge")
ONLY_EVER_YOU = N_("Kun dig")
SHARED = N_("Delt")
SHARED_EDITED = N_("Delt og rettet")
EDIT_WAITS = N_("Delt. Din rettelse er ikke delt.")


def by_method(stage: Stage, found: list[Note]) -> dict[str, list[Note]]:
    """Notes by the method they are listed under, the one last written in first; of a method, the newest taking first."""
    grouped: dict[str, list[Note]] = {}
    for note in sorted(found, key=lambda note: note.written_at)[::-1]:
        grouped.setdefault(method_of(stage, note), []).append(note)
    return {method: _takings(stage, mine) for method, mine in grouped.items()}


def screen(scene: Scene) -> Screen:
    """The answers of one method and what can be done with them; where there are several, first the list of methods."""
    mine = by_method(scene.stage, offered(scene.records, scene.stage, scene.who, scene.about))
    return _methods(scene, mine) if len(mine) > 1 else _answers_of(scene, next(iter(mine.values()), []))


def seen(scene: Scene) -> Screen:
    """Exactly what the counsellor sees of this person's answers, read as the counsellor reads it."""
    reader = Viewer(person=next(iter(courses.ids(scene.records, scene.who.course, Role.COUNSELLOR)), ""))
    theirs = notes.visible(scene.records, scene.who.course, viewer=reader, author=scene.who.person)
    read = [note for note in theirs if share_class(scene.stage, note) != "never"]
    states = [scene.say(SHARED_EDITED if note.edited else SHARED) for note in read]
    items = tuple(
        listed(number, note, state, scene.tongue, scene.seat, []) for number, (note, state) in enumerate(zip(read, states, strict=True), 1)
    )
    ways = ((BACK, "sharing"), (MENU, "home"), (crisis.TITLE, "crisis"))
    return Screen(
        name="seen",
        says=scene.says,
        text=scene.say(SEES_THIS if read else SEES_NOTHING),
        items=items,
        ways=tuple(Option(label=scene.say(label), press=menu(name)) for label, name in ways),
        turn=scene.seat.turn,
    )


def listed(number: int, note: Note, state: str, tongue: Voice, seat: Seat, acts: list[tuple[str, str]]) -> Listed:
    """One answer in a list, with what can be done with it: (source text, option) each."""
    return Listed(
        number=number,
        question=note.words.question,
        said=note.words.said,
        state=state,
        options=tuple(Option(label=tongue.say(label), press=here(seat.turn, act)) for label, act in acts),
        file=note.words.answer.get("file", ""),
        media=note.words.answer.get("media", ""),
    )


def state(stage: Stage, note: Note, tongue: Voice) -> str:
    """Who sees an answer of one's own, in words."""
    kind = share_class(stage, note)
    if not note.shared:
        return tongue.say(ONLY_EVER_YOU if kind == "never" else ONLY_YOU)
    if kind == "both" and not note.newer:
        return tongue.say(SEEN_BY_BOTH)
    return tongue.say(EDIT_WAITS if note.newer else SHARED_EDITED if note.edited else SHARED)


def can_change(stage: Stage, note: Note) -> bool:
    """Whether an answer can still be changed: its question is there, or it is a line that was added."""
    flow = flow_of(stage, note)
    return flow is not None and (step_of(stage, note) is not None or note.step.startswith(ADDED))


def _takings(stage: Stage, mine: list[Note]) -> list[Note]:
    takings = dict.fromkeys((note.flow, note.subject) for note in mine)
    return [note for one in takings for note in in_order(stage, [note for note in mine if (note.flow, note.subject) == one])]


def _methods(scene: Scene, mine: dict[str, list[Note]]) -> Screen:
    everything = [note for found in mine.values() for note in found]
    return Screen(
        name="written",
        says=scene.says,
        text=scene.say(BY_METHOD),
        help=scene.say(LOCKED if scene.who.shared_only else ASK_HELP),
        items=tuple(_method(number, method, found, scene) for number, (method, found) in enumerate(mine.items(), start=1)),
        answers=(Option(label=scene.say(READY), press=here(scene.seat.turn, "none")),),
        ways=_ways(scene.seat, scene.tongue, shared=any(note.shared for note in everything)),
        turn=scene.seat.turn,
    )


def _method(number: int, method: str, found: list[Note], scene: Scene) -> Listed:
    count = scene.say(COUNT, count=len(found), shared=sum(1 for note in found if note.shared))
    opens = Option(label=scene.say(OPEN), press=here(scene.seat.turn, f"open={method}"))
    return Listed(number=number, question=title(scene.stage, found[0], scene.tongue), said=count, state="", options=(opens,))


def _answers_of(scene: Scene, mine: list[Note]) -> Screen:
    shared, done = [note for note in mine if note.shared], reading_times.reviews(scene.records, scene.who.course)
    states = [reading_times.with_reading(scene.records, note, state(scene.stage, note, scene.tongue), scene.tongue, done) for note in mine]
    listing = [
        listed(number, note, told, scene.tongue, scene.seat, _acts(scene.stage, note))
        for number, (note, told) in enumerate(zip(mine, states, strict=True), start=1)
    ]
    return Screen(
        name=scene.seat.screen.partition("=")[0],
        says=scene.says,
        text=scene.say(AGAIN if shared else ASK) if mine else scene.say(EMPTY),
        help=scene.say(LOCKED if scene.who.shared_only else ASK_HELP),
        items=tuple(listing),
        answers=_answers(mine, scene.seat, scene.tongue),
        ways=_ways(scene.seat, scene.tongue, shared=bool(shared)),
        turn=scene.seat.turn,
    )


def _acts(stage: Stage, note: Note) -> list[tuple[str, str]]:
    edited = [(SHARE_EDIT, f"share={note.id}")] if note.newer else []
    sharing = [(TAKE_BACK, f"back={note.id}")] if note.shared else [(SHARE, f"share={note.id}")]
    return [*edited, *sharing, *([(EDIT, f"edit={note.id}")] if can_change(stage, note) else [])]


def _answers(mine: list[Note], seat: Seat, tongue: Voice) -> tuple[Option, ...]:
    if not mine:
        return ()
    shared, private = [note for note in mine if note.shared], [note for note in mine if not note.shared]
    acts = [(REST if shared else ALL, "all")] if private else []
    acts += [(CHOOSE, "pick")] if seat.screen.startswith("sharing") else []
    acts += [(NONE if private and not shared else READY, "none")]
    return tuple(Option(label=tongue.say(label), press=here(seat.turn, act)) for label, act in acts)


def _ways(seat: Seat, tongue: Voice, *, shared: bool) -> tuple[Option, ...]:
    take_back = [Option(label=tongue.say(TAKE_ALL_BACK), press=here(seat.turn, "nothing"))] if shared else []
    look = Option(label=tongue.say(LOOK), press=menu("seen"))
    out = [Option(label=tongue.say(MENU), press=menu("home")), Option(label=tongue.say(crisis.TITLE), press=menu("crisis"))]
    return (look, *take_back, *out)
