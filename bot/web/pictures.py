"""Pictures and paper of the sheet, as files: what stands on it, drawn; the whole of it to take along; and a blank one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from html import escape

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.drawing import Drawing, Form, Shape
from bot.domain.pictures import Picture
from bot.domain.trail import Act
from bot.errors import NotDrawn
from bot.marks import N_
from bot.records import courses, people
from bot.records.core import Records
from bot.texts import Texts
from bot.usecases import accessing, papers
from bot.usecases.pictures import reading
from bot.usecases.stage import Stage, Who
from bot.web.access import Web, see_other
from bot.web.guard import is_own
from bot.web.plain import Plain, plain_page
from bot.web.sheet_door import Member, both, told

KINDS = {Form.SVG: "image/svg+xml", Form.PNG: "image/png", Form.PDF: "application/pdf"}
NOT_DRAWN = Plain(
    heading=N_("Det kunne ikke tegnes lige nu"),
    paragraphs=(N_("Det, I har skrevet, står på arket som før. Prøv igen om lidt."),),
)
OFTEN = Plain(heading=N_("Vent et øjeblik"), paragraphs=(N_("Du har hentet mange tegninger. Vent et minut, og prøv igen."),))
# A page would show nothing where a picture was to stand.
SORRY = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="96"><rect width="360" height="96" fill="#f7f5f0"/>'
    '<text x="180" y="53" text-anchor="middle" font-family="system-ui, sans-serif" font-size="16" fill="#1d2324">{words}</text></svg>'
)
# Seconds until a painter that fell has been replaced.
AGAIN = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to be: its name, and whether it is looked at here or taken along."""

    name: str
    form: Form
    shape: Shape
    taken: bool = False


def routes(web: Web) -> list[Route]:
    """The addresses below the sheet of everything that is drawn."""
    return [
        *both(web, "/picture/{ref}.svg", partial(picture, form=Form.SVG)),
        *both(web, "/picture/{ref}.png", partial(picture, form=Form.PNG)),
        *both(web, "/sheet.pdf", partial(sheet, form=Form.PDF)),
        *both(web, "/sheet.png", partial(sheet, form=Form.PNG)),
        *both(web, "/blank.pdf", blank),
    ]


async def picture(web: Web, request: Request, member: Member, form: Form) -> Response:
    """One picture. One that is not there and one in which nothing is for these eyes give the same answer."""
    if _is_often(web, member):
        return await _often(web, request, member)
    wanted = reading.ref(request.path_params["ref"])
    found = await _seen(web, member, lambda records: _picture(records, web.stage, member.who, wanted))
    if found is None:
        raise HTTPException(404)
    shape = Shape.WIDE if request.query_params.get("wide") else Shape.PHONE
    return await _painted(web, request, member, found, File(name=f"tegning.{form}", form=form, shape=shape))


async def sheet(web: Web, request: Request, member: Member, form: Form) -> Response:
    """The whole sheet: of a counsellee all that is theirs, or with `for=both` what both see, as a counsellor always has it."""
    everything = request.query_params.get("for") != "both"
    return await _paper(web, request, member, form, lambda records: papers.read(records, web.stage, member.who, everything=everything))


async def blank(web: Web, request: Request, member: Member) -> Response:
    """The questions alone, to write on by hand."""
    return await _paper(web, request, member, Form.PDF, lambda records: papers.blank(records, web.stage, member.who), "tomt-ark")


async def _paper(web: Web, request: Request, member: Member, form: Form, read: Callable[[Records], Picture], name: str = "") -> Response:
    """A page from elsewhere may not put it on a disk that others use."""
    if not is_own(request):
        return see_other(member.base)
    if _is_often(web, member):
        return await _often(web, request, member)
    paper = await told(web, member, read)
    day = await web.read(lambda records: records.now.astimezone(people.zone(records, member.who.person)).date())
    shape = Shape.PHONE if request.query_params.get("shape") == Shape.PHONE else Shape.A3
    file = File(name=f"{name or _name(request.query_params, day.isoformat())}.{form}", form=form, shape=shape, taken=True)
    return await _painted(web, request, member, paper, file)


def _name(asked: Mapping[str, str], day: str) -> str:
    """Of two files of one day, the one that others may have is told apart from the one with everything."""
    parts = ["ark", *(["delt"] if asked.get("for") == "both" else []), *(["telefon"] if asked.get("shape") == Shape.PHONE else [])]
    return "-".join([*parts, day])


def _picture(records: Records, stage: Stage, who: Who, wanted: reading.Ref) -> Picture | None:
    courses.require(records, who.course, who.person)
    return reading.read(records, stage, who, wanted)


async def _seen(web: Web, member: Member, read: Callable[[Records], Picture | None]) -> Picture | None:
    """As `told`, but where there is nothing, nothing was read."""
    if not member.staff:
        return await web.read(read)
    who = member.who
    return await web.shown(
        read, lambda records, found: accessing.read_course(records, who.person, who.course, Act.READ_PICTURE) if found else None
    )


async def _painted(web: Web, request: Request, member: Member, what: Picture, file: File) -> Response:
    try:
        body = await web.painter.paint(Drawing(picture=what, form=file.form, shape=file.shape))
    except NotDrawn:
        return _not_drawn(web, request, await web.texts(request, member.who.person), file.form)
    given = "attachment" if file.taken else "inline"
    return Response(body, media_type=KINDS[file.form], headers={"content-disposition": f'{given}; filename="{file.name}"'})


def _not_drawn(web: Web, request: Request, texts: Texts, form: Form) -> Response:
    """A sentence: as a page, and where a picture was to stand on one, as a picture."""
    if form is Form.SVG:
        body = SORRY.format(words=escape(texts.say(NOT_DRAWN.heading))).encode()
        return Response(body, 503, media_type=KINDS[form], headers={"retry-after": AGAIN})
    page = plain_page(web, request, NOT_DRAWN, texts, 503)
    page.headers["retry-after"] = AGAIN
    return page


def _is_often(web: Web, member: Member) -> bool:
    return not web.limits.allow("pictures", member.who.person)


async def _often(web: Web, request: Request, member: Member) -> Response:
    return plain_page(web, request, OFTEN, await web.texts(request, member.who.person), 429)
