"""Gives a person everything about themself: one archive with data for programs, a page to read, and their files."""

import asyncio
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.drawing import Drawing, Form, Shape
from bot.errors import NotDrawn
from bot.marks import N_
from bot.privacy.export import Export, as_data
from bot.records import links
from bot.records.links import LinkKind
from bot.texts import Texts
from bot.usecases import exporting, looked, noticing, papers
from bot.usecases.stage import Who
from bot.web.access import Web, see_other, who
from bot.web.desk_reading import VERDICTS
from bot.web.entering import CHAT_NOW
from bot.web.faces import CHAT
from bot.web.guard import is_own
from bot.web.plain import NO_SESSION, Plain, plain_page

NAME, SHEET = "samvej.zip", "ark.pdf"
WORDS: dict[str, str] = {
    **{act.value: text for act, text in looked.WHAT.items()},
    **noticing.ACTS,
    **{verdict.value: text for verdict, text in VERDICTS.items()},
}
OFTEN = Plain(heading=N_("Vent et øjeblik"), paragraphs=(N_("Du har hentet det mange gange. Vent et par minutter, og prøv igen."),))


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataFile:
    """Everything, as a page that stands alone. `zone` is the person's own time zone, `words` the source texts of codes."""

    export: Export
    zone: ZoneInfo
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataPage:
    """A one-time link to everything, before it is used. `here` is the page's own address."""

    here: str


def routes(web: Web) -> list[Route]:
    """Everything for who is in, and for who holds a link of their own."""
    return [
        Route("/chat/mine-data", partial(_own, web), methods=["GET", "POST"]),
        Route("/hent/{token}", partial(_look, web)),
        Route("/hent/{token}", partial(_by_link, web), methods=["POST"]),
    ]


def archive(web: Web, export: Export, files: Mapping[str, bytes], texts: Texts) -> bytes:
    """The archive (zip). It says nothing of its own making but the time of the export."""
    body = io.BytesIO()
    at = export.made_at.timetuple()[:6]
    data = json.dumps(as_data(export), ensure_ascii=False, indent=1).encode()
    page = web.pages.text(OwnDataFile(export=export, zone=ZoneInfo(export.person.timezone), words=WORDS), texts).encode()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in {"samvej.json": data, "samvej.html": page, **files}.items():
            made.writestr(zipfile.ZipInfo(name, at), content, zipfile.ZIP_DEFLATED)
    return body.getvalue()


async def _own(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return plain_page(web, request, NO_SESSION, await web.texts(request), 401)
    if not is_own(request):  # a page from elsewhere may not put it on a disk that others use
        return see_other(CHAT_NOW)
    if not web.limits.allow("exports", session.person):
        return plain_page(web, request, OFTEN, await web.texts(request, session.person), 429)
    return await _given(web, request, await web.write(lambda records: exporting.ask(records, who(session))))


async def _look(web: Web, request: Request) -> Response:
    """A button: programs that look at links use nothing up."""
    await web.read(lambda records: links.look(records, LinkKind.EXPORT, request.path_params["token"]))
    return web.pages.response(OwnDataPage(here=request.url.path), await web.texts(request))


async def _by_link(web: Web, request: Request) -> Response:
    token = request.path_params["token"]
    link = await web.read(lambda records: links.look(records, LinkKind.EXPORT, token))
    if not web.limits.allow("exports", link.person):
        return plain_page(web, request, OFTEN, await web.texts(request, link.person), 429)
    return await _given(web, request, await web.write(lambda records: exporting.ask_by_link(records, token)))


async def _given(web: Web, request: Request, member: Who) -> Response:
    texts = await web.texts(request, member.person)
    export, files = await web.read(lambda records: exporting.export(records, web.stage, member))
    body = await asyncio.to_thread(archive, web, export, {**files, **await _on_paper(web, member)}, texts)
    return Response(body, media_type="application/zip", headers={"content-disposition": f'attachment; filename="{NAME}"'})


async def _on_paper(web: Web, member: Who) -> dict[str, bytes]:
    """The sheet of the course they are in, as a file by its name. Its words are in the archive without it, so it may be missing."""
    paper = await web.read(lambda records: papers.read(records, web.stage, member, everything=True))
    try:
        return {SHEET: await web.painter.paint(Drawing(picture=paper, form=Form.PDF, shape=Shape.A3))}
    except NotDrawn:
        return {}
