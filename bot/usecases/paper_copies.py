"""The sheet to take along: the page with its copies, and each of them as it is now."""

from dataclasses import dataclass, replace

from bot.domain.drawing import Drawing, Form, Shape
from bot.marks import N_
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases import papers
from bot.usecases.press import menu
from bot.usecases.scene import Scene
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Who

NAME, TITLE = "paper", N_("Hent arket")
ASK = N_("Arket kommer som en fil. Hvordan vil du have det?")
COMES = N_("Filen kommer her om lidt.")
IN_THE_CHAT = N_("Her er arket, som det er nu.")
NOT_MADE = N_("Arket kunne ikke laves lige nu. Det, I har skrevet, er gemt.")
FIRST_PAGE = N_("Her er den første side af arket. Er der flere sider, så er de i filen til print.")
BLANK_IN_THE_CHAT = N_("Her er et tomt ark. I kan skrive på det i hånden.")
FILE_NAME, BLANK_NAME = N_("ark"), N_("tomt-ark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One kind of copy: the words on its button, the file it is, where it is had on the web, and what it is called in a chat."""

    label: str
    form: Form
    shape: Shape
    at: str
    blank: bool = False
    said: str = IN_THE_CHAT
    name: str = FILE_NAME


COPIES = {
    "phone": Copy(label=N_("Til telefonen"), form=Form.PDF, shape=Shape.PHONE, at="/ark/sheet.pdf?shape=phone&for=me"),
    "a3": Copy(label=N_("Til print (A3)"), form=Form.PDF, shape=Shape.A3, at="/ark/sheet.pdf?shape=a3&for=me"),
    "picture": Copy(label=N_("Som billede"), form=Form.PNG, shape=Shape.A3, at="/ark/sheet.png?shape=a3&for=me", said=FIRST_PAGE),
    "blank": Copy(
        label=N_("Et tomt ark"),
        form=Form.PDF,
        shape=Shape.A3,
        at="/ark/blank.pdf",
        blank=True,
        said=BLANK_IN_THE_CHAT,
        name=BLANK_NAME,
    ),
}


def page(scene: Scene) -> tuple[list[str], list[Option]]:
    """The copies there are; one that was just asked for is on its way."""
    told = COMES if scene.about in COPIES else ASK
    return [scene.say(told)], [Option(label=scene.say(copy.label), press=menu(f"{NAME}={name}")) for name, copy in COPIES.items()]


def on_the_web(screen: Screen, texts: Texts) -> Screen:
    """The page as the web has it: each copy is had by an address of its own."""
    if screen.name.partition("=")[0] != NAME:
        return screen
    links = {menu(f"{NAME}={name}"): copy.at for name, copy in COPIES.items()}
    answers = tuple(replace(one, press="", url=links[one.press]) if one.press in links else one for one in screen.answers)
    return replace(screen, paragraphs=(texts.say(ASK),), answers=answers)


def wanted(seated: str) -> str:
    """The copy that a screen (by its name in the seat) asks for, as a letter names it; empty where it asks for none."""
    name, _, about = seated.partition("=")
    return f"{NAME}:{about}" if name == NAME and about in COPIES else ""


def named(drawing: str) -> Copy | None:
    """The kind of copy that a letter names, if it names one."""
    name, _, about = drawing.partition(":")
    return COPIES.get(about) if name == NAME else None


def made(records: Records, stage: Stage, who: Who, copy: Copy) -> Drawing:
    """A copy as this member may have it now. Raises as `papers.read`."""
    paper = papers.blank(records, stage, who) if copy.blank else papers.read(records, stage, who, everything=True)
    return Drawing(picture=paper, form=copy.form, shape=copy.shape)
