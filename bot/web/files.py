"""Gives kept files to those who may have them, and our own drawings to everybody."""

import re
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.media import Media
from bot.domain.people import Role, Viewer
from bot.domain.trail import Act
from bot.errors import NotFound
from bot.records import courses, files
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import accessing, step_files
from bot.web.access import Web, who
from bot.web.desk_door import signed_in
from bot.web.faces import CHAT

KINDS = {"image/jpeg", "audio/ogg", "audio/webm", "audio/mp4", "audio/mpeg", "audio/wav"}
_PART = re.compile(r"bytes=(\d{1,9})-(\d{0,9})")


def routes(web: Web) -> list[Route]:
    """The addresses of files. One that is not there and one that is not for this person give the same answer."""
    return [
        Route("/chat/file/{file}", partial(_own, web)),
        Route("/chat/kalender/skridt/{action}.ics", partial(_calendar, web)),
        Route("/desk/course/{course}/file/{file}", signed_in(web, _shared)),
        Route("/drawn/{name}.svg", partial(_drawing, web)),
    ]


async def _own(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        raise HTTPException(404)
    viewer, file = who(session).viewer, request.path_params["file"]
    return _given(request, await web.read(lambda records: files.visible(records, session.course, file, viewer=viewer)))


async def _calendar(web: Web, request: Request) -> Response:
    """A step of one's own, for one's calendar."""
    session = await web.session(request, CHAT)
    if session is None:
        raise HTTPException(404)
    member, action = who(session), request.path_params["action"]
    try:
        file = await web.read(lambda records: step_files.calendar_file(records, web.stage, member, action))
    except NotFound:
        raise HTTPException(404) from None
    headers = {"content-disposition": 'attachment; filename="skridt.ics"'}
    return Response(file, headers=headers, media_type="text/calendar")


async def _shared(web: Web, request: Request, session: Session) -> Response:
    course, file = request.path_params["course"], request.path_params["file"]
    media = await web.shown(
        lambda records: _visible(records, course, file, session.person),
        lambda records, shown: accessing.read_course(records, session.person, course, Act.READ_FILE, file) if shown else None,
    )
    return _given(request, media)


def _visible(records: Records, course: str, file: str, counsellor: str) -> Media | None:
    if counsellor not in courses.ids(records, course, Role.COUNSELLOR):
        return None
    return files.visible(records, course, file, viewer=Viewer(person=counsellor))


async def _drawing(web: Web, request: Request) -> Response:
    try:
        return Response(web.drawn(request.path_params["name"]), media_type="image/svg+xml")
    except KeyError:
        raise HTTPException(404) from None


def _given(request: Request, media: Media | None) -> Response:
    """The file, or the part of it that is asked for: Safari plays nothing it cannot have in parts."""
    if media is None or media.kind not in KINDS:
        raise HTTPException(404)
    headers, whole = {"content-disposition": 'inline; filename="fil"', "accept-ranges": "bytes"}, len(media.body)
    asked = _PART.fullmatch(request.headers.get("range", ""))
    start, end = (int(asked[1]), int(asked[2] or whole - 1)) if asked else (0, whole - 1)
    end = min(end, whole - 1)
    if not asked or start > end:
        return Response(media.body, headers=headers, media_type=media.kind)
    headers["content-range"] = f"bytes {start}-{end}/{whole}"
    return Response(media.body[start : end + 1], 206, headers, media_type=media.kind)
