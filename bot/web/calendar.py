"""Gives members the file of their meeting for a calendar of their own."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.people import Role
from bot.errors import NotFound
from bot.records import courses, people
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import absent, meetings
from bot.usecases.screens import Option
from bot.usecases.stage import Stage, Who
from bot.web.access import Web, who
from bot.web.desk_door import signed_in
from bot.web.faces import CHAT

NAME = "aftale.ics"


def routes(web: Web) -> list[Route]:
    """The file for the chat and for the desk. What is no member's is not there."""
    return [
        Route(absent.FILE, partial(_own, web)),
        Route("/desk/course/{course}/moede.ics", signed_in(web, _at_the_desk)),
    ]


def on_the_web(option: Option) -> Option:
    """A button for the file as the web has it: it is there at once."""
    return Option(label=option.label, url=absent.FILE) if option.press.startswith("w:ics:") else option


async def _own(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        raise HTTPException(404)
    return _given(await web.read(lambda records: _file(records, web.stage, who(session), Role.COUNSELLEE)))


async def _at_the_desk(web: Web, request: Request, session: Session) -> Response:
    """It holds no words of a counsellee's, so it is no reading."""
    member = Who(person=session.person, course=request.path_params["course"])
    return _given(await web.read(lambda records: _file(records, web.stage, member, Role.COUNSELLOR)))


def _file(records: Records, stage: Stage, member: Who, role: Role) -> str:
    courses.require(records, member.course, member.person, role)
    meeting = courses.last_meeting(records, member.course)
    if meeting is None:
        raise NotFound
    texts = stage.texts_in(people.tongue(records, member.person)[0])
    return meetings.calendar_file(records, stage, meeting, texts)


def _given(file: str) -> Response:
    return Response(file, media_type="text/calendar", headers={"content-disposition": f'attachment; filename="{NAME}"'})
