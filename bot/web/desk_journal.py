"""“Kopiér til journal”: what both have agreed, as text to copy or a file; each time is written down, and the counsellee is told."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.trail import Act
from bot.records.links import Session
from bot.usecases import accessing, journal
from bot.web.access import Web, see_other
from bot.web.desk_deeds import typed
from bot.web.desk_door import in_course, signed_in

JOURNAL = "/desk/course/{course}/journal"
FILE = {"content-disposition": 'attachment; filename="aftale.txt"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskJournalPage:
    """What would be copied, by what it is about, and the text when it was asked for."""

    course: str
    about: tuple[str, ...]
    text: str = ""


def routes(web: Web) -> list[Route]:
    """The page that says what it does, and the doing."""
    return [
        Route(JOURNAL, signed_in(web, _look), methods=["GET"]),
        Route(JOURNAL, signed_in(web, _copy), methods=["POST"]),
    ]


async def _look(web: Web, request: Request, session: Session) -> Response:
    """No words yet: only what they are about."""
    who = in_course(request, session)
    found = await web.read(lambda records: journal.agreed(records, web.stage, who))
    page = DeskJournalPage(course=who.course, about=tuple(one.about for one in found))
    return web.pages.response(page, await web.texts(request, session.person))


async def _copy(web: Web, request: Request, session: Session) -> Response:
    """The words are given when it is on disk, and anchored, that they were."""
    who, form = in_course(request, session), await typed(request)
    found = await web.read(lambda records: journal.agreed(records, web.stage, who))
    if not found:
        return see_other(request.url.path)
    await web.noted(lambda records: accessing.read_course(records, who.person, who.course, Act.JOURNAL))
    text = await web.write(lambda records: journal.copy(records, web.stage, who))
    if form.get("as") == "file":
        return PlainTextResponse(text, headers=FILE)
    page = DeskJournalPage(course=who.course, about=tuple(one.about for one in found), text=text)
    return web.pages.response(page, await web.texts(request, session.person))
