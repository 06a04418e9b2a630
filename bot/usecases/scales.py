"""How important it is and how much one believes: where the two numbers are far apart, and how they went over the course."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.dialogue.answers import Answer
from bot.dialogue.flow import HIGHEST
from bot.dialogue.turns import ANSWERED, Place, Say
from bot.marks import N_
from bot.records import notes, people
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases.press import menu
from bot.usecases.screens import Option
from bot.usecases.stage import Stage, Who, voice

IMPORTANCE, BELIEF = FLOWS = ("importance", "belief")
STEP = "now"
FAR_APART = 3
MATTERS_MORE = N_("Du valgte {importance} ved “Hvor vigtigt?” og {belief} ved “Troen på, at jeg kan”. Mange har det sådan.")
TRUSTS_MORE = N_("Du valgte {belief} ved “Troen på, at jeg kan” og {importance} ved “Hvor vigtigt?”. Mange har det sådan.")
HERE_IF_YOU_LIKE = N_("Har du lyst, kan du prøve noget af det her. Du kan også bare gå videre.")
FIT_BELIEF = ("strengths", "learned", "roadmap")
FIT_IMPORTANCE = ("values", "dream")
LINE = N_("{day}: {number} af {most}")

Offer = tuple[tuple[Say, ...], tuple[Option, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """One number somebody gave: on which scale (a flow), on what day, and by whom."""

    flow: str
    author: str
    day: date
    number: int


def scales_offer(records: Records, stage: Stage, who: Who) -> Offer:
    """What is said when the latest two numbers are three or more apart, and the methods offered then; else nothing."""
    last = {taking.flow: taking.number for taking in reversed(takings(records, who)) if taking.author == who.person}
    if set(last) != set(FLOWS) or abs(last[IMPORTANCE] - last[BELIEF]) < FAR_APART:
        return (), ()
    more = last[IMPORTANCE] > last[BELIEF]
    tongue = voice(records, stage, who)
    numbers = {name: str(number) for name, number in last.items()}
    methods = [stage.flows[flow] for flow in (FIT_BELIEF if more else FIT_IMPORTANCE) if flow in stage.flows]
    options = tuple(Option(label=tongue.say(flow.title, flow.id), press=menu(f"take={flow.id}")) for flow in methods)
    return (Say(text=MATTERS_MORE if more else TRUSTS_MORE, values=numbers), Say(text=HERE_IF_YOU_LIKE)), options


def meet(records: Records, stage: Stage, who: Who, _frame: Frame, place: Place) -> list[Say]:
    """One of the two is done: what is said of them together, if they are far apart and a number was given this time."""
    given = place.marks.get(STEP, ("",))[0] == ANSWERED
    return list(scales_offer(records, stage, who)[0]) if given else []


def takings(records: Records, who: Who) -> list[Taking]:
    """Every number of a course that this member may read, the newest first."""
    _, timezone = people.tongue(records, who.person)
    seen = [note for flow in FLOWS for note in notes.visible(records, who.course, viewer=who.viewer, flow=flow, step=STEP)]
    newest_first = sorted(seen, key=lambda note: note.written_at, reverse=True)
    found = [(note, Answer.from_data(dict(note.words.answer)).number) for note in newest_first]
    return [
        Taking(flow=note.flow, author=note.author, day=note.written_at.astimezone(ZoneInfo(timezone)).date(), number=number)
        for note, number in found
        if number is not None
    ]


def lines(records: Records, stage: Stage, who: Who) -> dict[str, list[str]]:
    """The numbers in words, by scale, the newest first; a scale without numbers is not there."""
    texts = stage.texts_in(people.tongue(records, who.person)[0])
    told: dict[str, list[str]] = {}
    for taking in takings(records, who):
        told.setdefault(taking.flow, []).append(texts.say(LINE, day=texts.short_day(taking.day), number=taking.number, most=HIGHEST))
    return told
