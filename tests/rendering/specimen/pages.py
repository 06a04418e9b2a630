"""Every page of the specimen: which drawing it is, of which answers, and in which shape."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.pictures import Picture
from bot.usecases.agreeing import LONGEST_GOAL
from tests.rendering.specimen import extremes, scripts, typical
from tests.rendering.specimen.course import KINDS, blank, course, paper, pictures, share_all
from tests.rendering.specimen.takings import Taking
from tests.usecases.sheets.pens import Pens

SHAPES = {Shape.PHONE: "phone", Shape.WIDE: "wide", Shape.A3: "A3"}
SHEET = "sheet"
# The others are as long as these, and say no more of the drawing.
ON_A_PHONE = ("typical, own copy", "huge, own copy", "blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One drawing of the specimen, which may take several pages: its kind, of whose answers it is made, and how it is drawn."""

    kind: str
    of: str
    drawing: Drawing

    @property
    def name(self) -> str:
        """What it is called in the outline."""
        return f"{self.kind} · {self.of} · {SHAPES[self.drawing.shape]}"


def pages() -> tuple[Page, ...]:
    """All of them: first the seed's own lifeline, then kind by kind, and last the sheet."""
    first = list(_drawn("lifeline", "the seed", pictures(course(typical.SEED))["lifeline"]))
    courses = _courses()
    found = {name: pictures(pens) for name, (pens, _) in courses.items()}
    told = [
        page
        for kind in KINDS
        for name, (_, language) in courses.items()
        if kind in found[name]
        for page in _drawn(kind, name, replace(found[name][kind], language=language or found[name][kind].language))
    ]
    return (*first, *told, *_sheets(courses))


def _courses() -> dict[str, tuple[Pens, str]]:
    """The courses by name, and a language that their drawings are in other than their reader's."""
    return {
        "typical": (_settled(course(typical.TYPICAL)), ""),
        "empty": (course(()), ""),
        "tiny": (course(extremes.TINY), ""),
        "huge": (course(extremes.HUGE), ""),
        "Hebrew": (_begun(course(scripts.HEBREW, language="en"), scripts.HEBREW), "he"),
        "Arabic": (_begun(course(scripts.ARABIC, language="en"), scripts.ARABIC), "ar"),
        "emoji": (_begun(course(scripts.EMOJI, language="en"), scripts.EMOJI), ""),
    }


def _settled(pens: Pens) -> Pens:
    """Both have written on the sheet, all is shared but one note, and they are at a method."""
    share_all(pens)
    pens.write(pens.guided, "Jeg vil noget med brød", show="1")
    pens.write(pens.guided, "Jeg er bange for at sige det højt")
    pens.write(pens.guide, "Jeg hørte, at du tøvede ved HF. Er det rigtigt?")
    pens.write(pens.guided, "Kan man få løn i praktik?", field="parking", show="1")
    pens.do(pens.guided, "put", field="agreement", text="Vi finder en læreplads som bager før sommer", seen="0")
    pens.do(pens.guided, "tick", version="1", verdict="yes")
    pens.do(pens.guide, "tick", version="1", verdict="yes")
    pens.do(
        pens.guided, "step", what="Spørge mester om praktik", by="fredag", show="1", first="Skrive det ned", helper="mormor", sign="Et ja"
    )
    pens.do(pens.guide, "step", what="Finde ansøgningen frem", by="mandag")
    pens.story.press("m:take=lifespace")
    return pens


def _begun(pens: Pens, takings: Iterable[Taking]) -> Pens:
    """A note in the same script, and a method that is open."""
    words = next(taking.answers["positive"].text for taking in takings if taking.flow == "goal")
    pens.do(pens.guided, "put", field="agreement", text=words, seen="0")
    pens.do(pens.guided, "tick", version="1", verdict="yes")
    pens.write(pens.guided, words, show="1")
    pens.story.press("m:take=lifeline")
    return pens


def _crowded(pens: Pens) -> Pens:
    """Notes of every length in every field that takes them."""
    for field in ("parking", "story", "want", "can", "importance", "belief"):
        for letters in (10, 400):
            pens.write(pens.guided, extremes.long(letters), field=field, show="1")
            pens.write(pens.guide, extremes.long(letters), field=field)
    pens.write(pens.guided, extremes.long(2_000, extremes.WORD), show="1")
    pens.do(pens.guided, "put", field="agreement", text=extremes.long(LONGEST_GOAL, extremes.WORD), seen="0")
    pens.do(pens.guided, "tick", version="1", verdict="yes")
    for _ in range(3):
        pens.do(pens.guided, "step", what=extremes.long(200), by="fredag", first=extremes.long(200), helper=extremes.WORD[:200])
    return pens


def _drawn(kind: str, of: str, picture: Picture) -> Iterator[Page]:
    """On a phone, and across."""
    for shape in (Shape.PHONE, Shape.WIDE):
        yield Page(kind=kind, of=of, drawing=Drawing(picture=picture, form=Form.PDF, shape=shape))


def _sheets(courses: dict[str, tuple[Pens, str]]) -> Iterator[Page]:
    # All that a huge course holds would fill hundreds of pages with the same words.
    crowded = _crowded(course((*typical.TYPICAL, *extremes.LONG)))
    for name, (pens, language) in {**courses, "huge": (crowded, "")}.items():
        own = paper(pens, everything=True)
        copies = {f"{name}, own copy": own} | ({f"{name}, for both": paper(pens, everything=False)} if name == "typical" else {})
        copies |= {"blank": blank(pens)} if name == "empty" else {}
        for of, copy in copies.items():
            for shape in (Shape.A3, Shape.PHONE) if of in ON_A_PHONE else (Shape.A3,):
                yield Page(kind=SHEET, of=of, drawing=Drawing(picture=_in(copy, language), form=Form.PDF, shape=shape))


def _in(picture: Picture, language: str) -> Picture:
    return replace(picture, language=language or picture.language)
