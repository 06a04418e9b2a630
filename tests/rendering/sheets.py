"""Sheets for paper: a typical one, an empty one, a blank one, and any at random in which each piece of writing has a word of its own."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from bot.domain.paper import Paper, PaperAgreed, PaperDot, PaperField, PaperImage, PaperNote, PaperStep, PaperTick
from bot.domain.pictures import LifeEvent, Lifeline
from bot.domain.sheet import FIELDS
from bot.usecases.papers import BY_HAND, DRAWINGS, DRAWN_ON, EMPTY, GOES_ON, PAGE, TITLE, WENT_ON
from bot.usecases.sheets.asked import QUESTIONS

TERMS = {
    "sheet": TITLE,
    "page": PAGE,
    "goes_on": GOES_ON,
    "went_on": WENT_ON,
    "drawings": DRAWINGS,
    "drawn_on": DRAWN_ON,
    "empty": EMPTY,
    **BY_HAND,
}
LIFELINE = Lifeline(
    title="Min livslinje",
    alt="Livslinje med 2 punkter.\n9 år: skoleskift\n10,5 år: forældre skilt",
    terms={"lowest": "svært", "highest": "godt", "helped": "Det hjalp:"},
    events=(
        LifeEvent(age=9, when="9 år", what="skoleskift", feeling=-2),
        LifeEvent(age=10.5, when="10,5 år", what="forældre skilt", feeling=-4),
    ),
)


@cache
def photo(colour: str = "green", size: tuple[int, int] = (1600, 1200), kind: str = "JPEG") -> bytes:
    """A photo of one colour, as it is kept."""
    made = BytesIO()
    Image.new("RGB", size, colour).save(made, kind)
    return made.getvalue()


def note(said: str, *, question: str = "", method: str = "", seen: str = "", answers: tuple[PaperNote, ...] = ()) -> PaperNote:
    """A counsellee's note."""
    return PaperNote(said=said, by="Alex", day="22. nov. 2026", question=question, method=method, seen=seen, answers=answers)


def chosen(drawn: str = "bridge") -> PaperNote:
    """One whose answer is a drawing of ours."""
    return replace(note("Bro", question="Vælg et billede", method="Hvad ser du?"), image=PaperImage(alt="Bro: Vand", drawn=drawn))


def sent(body: bytes | None = None) -> PaperNote:
    """One whose answer is a photo."""
    image = PaperImage(alt="Et billede, du har sendt: Græs", photo=photo() if body is None else body)
    return replace(note("Et billede, du har sendt", question="Vælg et billede", method="Hvad ser du?"), image=image)


def sheet(**fields: PaperField) -> Paper:
    """A sheet with these fields as they are, and the others empty."""
    every = tuple(fields.get(name) or field(name) for name in FIELDS)
    people = (("Alex", ""), ("Kim", "vejleder"))
    return Paper(title="Vores ark: Alex, Kim", alt="Arket", terms=TERMS, fields=every, people=people, made="Til dig.", day="23. nov. 2026")


def field(name: str, **more: object) -> PaperField:
    """One field with whatever stands in it."""
    return replace(PaperField(id=name, name=FIELDS[name], question=QUESTIONS[name]), **more)  # type: ignore[arg-type]


def typical() -> Paper:
    """One as it is after the first meeting."""
    yes = (PaperTick(name="Alex", yes=True, said="22. nov. 2026"), PaperTick(name="Kim", yes=False, said="Ikke endnu", line="Hvornår?"))
    step = PaperStep(what="Ringe", by="Alex", due="senest 27. nov. 2026", state="på vej", done=False, lines=(("Hvem hjælper:", "Onkel"),))
    return sheet(
        agreement=field(
            "agreement",
            agreed=PaperAgreed(told="Er vi enige om det her?", settled=False, text="Vi finder en læreplads", people=yes),
            aim=(("Kim: Det vil jeg", "Lytte"), ("Kim: Det kræver loven eller stedet", "En plan")),
            notes=(note("En læreplads", question="Hvad vil du?", method="Aftalefeltet", seen="Kun mig"),),
        ),
        story=field("story", notes=(note("9 år: skoleskift", method="Livslinjen"), chosen(), sent()), pictures=(LIFELINE,)),
        importance=field("importance", dots=(PaperDot(name="Alex", number=8, said="8 af 10", before=(3,)),)),
        plan=field("plan", steps=(step, replace(step, what="Skrive", done=True, lines=()))),
    )


def blank() -> Paper:
    """The questions alone."""
    aim = (("Det vil jeg", ""), ("Det kræver loven eller stedet", ""), ("Det kan jeg bidrage med", ""))
    agreed = PaperAgreed(told="Det er vi enige om:", settled=False)
    return replace(sheet(agreement=field("agreement", agreed=agreed, aim=aim)), blank=True, people=(), day="")


@st.composite
def written(draw: st.DrawFn) -> tuple[Paper, list[str]]:
    """Any sheet, and the words of which each stands on it once."""
    own: list[str] = []

    def said() -> str:
        own.append(f"ord{len(own):05}")
        around = draw(st.sampled_from((0, 0, 3, 20, 150, 900)))
        return f"{'før og ' * (around // 2)}{own[-1]}{' efter' * around}"

    every = {name: _field(draw, name, said) for name in FIELDS}
    return sheet(**every), own


def _field(draw: st.DrawFn, name: str, said: Callable[[], str]) -> PaperField:
    """A field with a few notes, or many."""
    count = draw(st.sampled_from((0, 0, 1, 2, 6, 30)))
    methods = st.sampled_from(("", FIELDS[name], "Livslinjen", "Drømmen"))
    notes = tuple(note(said(), question=said(), method=draw(methods), answers=_answers(draw, said)) for _ in range(count))
    more: dict[str, object] = {"notes": notes}
    if name == "agreement" and draw(st.booleans()):
        people = (PaperTick(name="Alex", yes=draw(st.booleans()), said="i dag", line=said()),)
        more |= {
            "agreed": PaperAgreed(told="Enige:", settled=draw(st.booleans()), text=said(), people=people),
            "aim": (("Det vil jeg", said()),),
        }
    if name == "plan":
        steps = range(draw(st.integers(0, 5)))
        more["steps"] = tuple(
            PaperStep(what=said(), by="Alex", due="", state="på vej", done=draw(st.booleans()), lines=(("Hjælp:", said()),)) for _ in steps
        )
    if name == "story" and draw(st.booleans()):
        more["pictures"] = (LIFELINE,)
    return field(name, **more)


def _answers(draw: st.DrawFn, said: Callable[[], str]) -> tuple[PaperNote, ...]:
    return tuple(PaperNote(said=said(), by="Kim", day="i dag", guided=False) for _ in range(draw(st.sampled_from((0, 0, 1)))))
