"""Pictures in a talk: which one stands on a screen, and the letter that brings it where screens are sent."""

import re
from dataclasses import replace

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.letter import Button, Drawn, Letter
from bot.domain.people import Role
from bot.domain.pictures import Picture
from bot.marks import N_
from bot.records import courses
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.records.post import Envelope
from bot.usecases import paper_copies
from bot.usecases.paper_copies import NOT_MADE
from bot.usecases.pictures import reading
from bot.usecases.pictures.reading import EVALUATIONS, OVERVIEW, SCALES, Ref
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.takings import frame_of

NAME, TITLE = "draw", N_("Tegningen")
COMES = N_("Her kommer tegningen.")
NOTHING = N_("Der er ikke noget at tegne.")
NOT_DRAWN = N_("Tegningen kunne ikke laves lige nu. Det, du skrev, er gemt.")
TRY_AGAIN = N_("Prøv igen")
# The picture of a page, by the page's name.
OF_A_PAGE = {"map": OVERVIEW, "scales": SCALES, "evaluations": EVALUATIONS}
# The questions, by flow, that somebody answers with the picture of what they have said so far before them.
LOOKED_AT = {"lifeline": "look", "lifespace": "look", "crossroads": "draws"}
LONGEST_NAME = 40


def with_picture(scene: Scene, screen: Screen) -> Screen:
    """The screen with the picture that stands on it, if there is one that its viewer may see."""
    file = paper_copies.wanted(scene.seat.screen)
    if file:
        return replace(screen, drawing=file, anew=scene.seat.anew)
    return _with(scene, screen, _ref(scene.who, scene.seat))


def at_a_question(scene: Scene, frame: Frame, step: str, screen: Screen) -> Screen:
    """The screen of a step, with the picture where that is what is asked about."""
    return _with(scene, screen, reading.after(scene.who, frame)) if LOOKED_AT.get(frame.flow) == step else screen


def page(scene: Scene) -> tuple[list[str], list[Option]]:
    """The page of one picture of one's own, where it is asked for again."""
    ref = _ref(scene.who, scene.seat)
    there = ref and reading.read(scene.records, scene.stage, scene.who, ref)
    return [scene.say(COMES if there else NOTHING)], []


def in_words(records: Records, stage: Stage, who: Who, screen: Screen) -> Screen:
    """A page that brings a picture or paper, where none can be shown: in its words."""
    if not screen.drawing or screen.name.partition("=")[0] not in {NAME, paper_copies.NAME}:
        return screen
    copy = paper_copies.named(screen.drawing)
    picture = paper_copies.made(records, stage, who, copy).picture if copy else screen.drawn
    return replace(screen, paragraphs=(picture.alt,)) if picture else screen


def leaving(records: Records, stage: Stage, envelope: Envelope) -> Letter | None:
    """The letter with what its receiver may see of the picture now; None where nothing is left of it to draw."""
    who, letter = Who(person=envelope.person, course=envelope.course), envelope.letter
    if who.person not in courses.ids(records, who.course, Role.COUNSELLEE):
        return None
    tongue = voice(records, stage, who)
    copy = paper_copies.named(letter.drawing)
    if copy:
        asked = paper_copies.made(records, stage, who, copy)
        instead = _apology(tongue, NOT_MADE, letter.drawing.replace(":", "="))
        return replace(letter, text=tongue.say(copy.said), drawn=Drawn(asked=asked, name=tongue.say(copy.name), instead=instead))
    ref = reading.ref(letter.drawing)
    picture = reading.read(records, stage, who, ref)
    if picture is None:
        return None
    asked = Drawing(picture=picture, form=Form.PNG, shape=Shape.PHONE)
    instead = _apology(tongue, NOT_DRAWN, f"{NAME}={ref.kind}+{ref.subject}")
    return replace(letter, text=_caption(picture), drawn=Drawn(asked=asked, name=_file_name(picture), instead=instead))


def _with(scene: Scene, screen: Screen, ref: Ref | None) -> Screen:
    picture = reading.read(scene.records, scene.stage, scene.who, ref) if ref else None
    return replace(screen, drawing=str(ref), drawn=picture, anew=scene.seat.anew) if picture else screen


def _ref(who: Who, seat: Seat) -> Ref | None:
    """The picture that belongs to where somebody sits."""
    name, _, about = seat.screen.partition("=")
    if name == "told":
        return reading.after(who, frame_of(about))
    if name == NAME:
        kind, _, subject = about.partition("+")
        return Ref(kind=kind, author=who.person, subject=subject)
    return Ref(kind=OF_A_PAGE[name], author=who.person) if name in OF_A_PAGE else None


def _apology(tongue: Voice, text: str, again: str) -> Letter:
    return Letter(text=tongue.say(text), rows=((Button(label=tongue.say(TRY_AGAIN), press=menu(again)),),))


def _caption(picture: Picture) -> str:
    """What stands over the picture, and in words all that it shows."""
    return picture.alt if picture.alt.casefold().startswith(picture.title.casefold()) else f"{picture.title}\n\n{picture.alt}"


def _file_name(picture: Picture) -> str:
    return "-".join(re.findall(r"\w+", picture.title.casefold()))[:LONGEST_NAME] or picture.kind
