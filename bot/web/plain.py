"""Pages that say one thing and name a way on: no entry, nothing here, a spent link, gone, erased, urgent help."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from bot.errors import BadInput, LinkSpent, NotAllowed, NotFound, NotShown, StoreUnavailable
from bot.marks import N_
from bot.texts import Texts
from bot.usecases.crisis import TITLE, Line
from bot.web.access import Web
from bot.web.faces import CHAT, DESK, face_of
from bot.web.headers import headers


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """One thing to say, in source texts: a heading, some paragraphs, and whether the lines one can call stand below."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    urgent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainPage:
    """What `plain_page.html` shows. `lines` are the lines one can call, `way` the address of the way on, `kept` words not sent."""

    plain: Plain
    lines: tuple[Line, ...]
    way: str
    kept: tuple[str, ...] = ()


WAY_BACK = N_(
    "Du kan komme ind igen med dit private link. Du kan også bruge den browser, du brugte først. Eller bed din vejleder om et nyt link."
)
SPENT = Plain(heading=N_("Linket virker ikke"), paragraphs=(N_("Linket er brugt, er for gammelt eller har en fejl."), WAY_BACK))
NO_SESSION = Plain(heading=N_("Du er ikke inde lige nu"), paragraphs=(WAY_BACK, N_("Dine svar er gemt. De er kun dine, til du deler dem.")))
FORBIDDEN = Plain(heading=N_("Det må du ikke se"), paragraphs=(N_("Siden hører til en anden. Intet er sket."),))
NOTHING = Plain(heading=N_("Her er ikke noget"), paragraphs=(N_("Siden er væk. Eller der er en fejl i linket."),))
UNREAD = Plain(heading=N_("Det kunne jeg ikke forstå"), paragraphs=(N_("Gå tilbage, og prøv igen."),))
DOWN = Plain(
    heading=N_("Der er noget galt hos os"),
    paragraphs=(N_("Vi kan ikke hente eller gemme noget lige nu. Det, du gemte før, er der stadig. Prøv igen om lidt."),),
    urgent=True,
)
NOT_SHOWN = Plain(
    heading=N_("Det kan ikke vises lige nu"),
    paragraphs=(N_("Vi skriver ned, hver gang nogen læser her. Det kan vi ikke lige nu. Derfor viser vi ikke noget. Prøv igen om lidt."),),
)
ERASED = Plain(heading=N_("Alt er slettet"), paragraphs=(N_("Det, du skrev, er slettet. Ingen kan læse det her mere."),))
LEFT = Plain(heading=N_("Du er ude"), paragraphs=(N_("Den næste, der bruger computeren, kan ikke se dine svar."), WAY_BACK))
OLD = Plain(
    heading=N_("Siden var for gammel"),
    paragraphs=(N_("Der er logget ind igen, siden du åbnede den. Derfor er intet sendt."), N_("Kopiér det, du skrev. Åbn så siden igen.")),
)
FOREIGN = Plain(heading=N_("Det kom fra en anden side"), paragraphs=(N_("Derfor er intet sket."),))
STRANGE_HOST = Plain(heading=N_("Adressen passer ikke"), paragraphs=(N_("Siden findes ikke under det navn. Brug det link, du har fået."),))
URGENT = Plain(heading=TITLE, urgent=True)
OUTSIDE = (NO_SESSION, LEFT, ERASED)

FAULTS: dict[type[Exception], tuple[Plain, int]] = {
    HTTPException: (NOTHING, 404),
    NotAllowed: (FORBIDDEN, 403),
    NotFound: (NOTHING, 404),
    LinkSpent: (SPENT, 410),
    BadInput: (UNREAD, 422),
    NotShown: (NOT_SHOWN, 503),
    StoreUnavailable: (DOWN, 503),
    Exception: (DOWN, 500),
}


def plain_page(web: Web, request: Request, plain: Plain, texts: Texts, status: int = 200, kept: tuple[str, ...] = ()) -> HTMLResponse:
    """A page that says one thing. It asks no database."""
    lines = web.stage.crisis.lines if plain.urgent else ()
    return web.pages.response(PlainPage(plain=plain, lines=lines, way=_way(web, request, plain), kept=kept), texts, status)


def _way(web: Web, request: Request, plain: Plain) -> str:
    if face_of(request.url.path) == DESK:
        return "/desk"
    return "/chat" if web.secret(request, CHAT) and plain not in OUTSIDE else "/"


async def urgent(web: Web, request: Request) -> HTMLResponse:
    """Urgent help, for everybody and at all times."""
    return plain_page(web, request, URGENT, await web.texts(request))


async def told(web: Web, plain: Plain, status: int, request: Request, error: Exception) -> Response:
    """An error, as a page."""
    if isinstance(error, HTTPException) and error.status_code != status:
        return PlainTextResponse(error.detail, error.status_code, headers=error.headers)
    response = plain_page(web, request, plain, await web.texts(request), status)
    if status == 500:  # it is answered outside of everything else, where no headers are put on
        response.headers.update(headers(web.stage.url, request.url.path, status))
    return response


def faults(web: Web) -> dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]]:
    """What is shown for each error."""
    return {error: partial(told, web, plain, status) for error, (plain, status) in FAULTS.items()}
