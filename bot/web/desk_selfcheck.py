"""The counsellor's self-check at the desk: the screens of the chat, taken by the counsellor, and what they wrote earlier."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.trail import Act
from bot.records import conversations, people
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import accessing, looking, movement, selfchecking
from bot.usecases.heard import Heard
from bot.usecases.movement import Movement
from bot.usecases.screens import Screen
from bot.usecases.selfchecking import Selfcheck
from bot.usecases.stage import Stage, Who
from bot.usecases.transcript import transcript
from bot.web.access import Web, see_other
from bot.web.chat import heard_in
from bot.web.desk_door import signed_in
from bot.web.layout import Talk, lay_out

ADDRESS = "/desk/course/{course}/selfcheck"
BEGIN = "begin"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSelfcheckPage:
    """The open question (`talk`) if there is one, else a way to begin; and the earlier self-checks of this course, newest first.

    `movement` is over all the counsellor's own courses.
    `title` and `gives` are source texts of the flow (`context` its id), `minutes` what it takes; `saved`: one was just finished.
    """

    course: str
    name: str
    title: str
    gives: str
    context: str
    minutes: int
    closed: bool
    saved: bool
    talk: Talk | None
    earlier: tuple[Selfcheck, ...]
    movement: Movement


def routes(web: Web) -> list[Route]:
    """The self-check of a course."""
    return [
        Route(ADDRESS, signed_in(web, page), methods=["GET"]),
        Route(ADDRESS, signed_in(web, say), methods=["POST"]),
    ]


async def page(web: Web, request: Request, session: Session) -> Response:
    """Where the self-check stands, and the earlier ones."""
    who = Who(person=session.person, course=request.path_params["course"])
    saved = "saved" in request.query_params
    shown = await web.shown(
        lambda records: _page(records, web.stage, who, selfchecking.look(records, web.stage, who), saved=saved),
        partial(_read, who),
    )
    return web.pages.response(shown, await web.texts(request, session.person))


async def say(web: Web, request: Request, session: Session) -> Response:
    """It is begun, or one of its questions is answered. What could not be taken stands in its field again."""
    who = Who(person=session.person, course=request.path_params["course"])
    heard = heard_in(await request.form())
    address = ADDRESS.format(course=who.course)
    if heard.press == BEGIN:
        await web.write(lambda records: selfchecking.begin(records, web.stage, who))
        return see_other(address)
    shown = await web.write(lambda records: _said(records, web.stage, who, heard))
    if shown is None:
        return see_other(f"{address}?saved=1")
    if not shown.talk or not shown.talk.passing:
        return see_other(f"{address}#now")
    await web.noted(lambda records: _read(who, records, shown))
    return web.pages.response(shown, await web.texts(request, session.person))


def _read(who: Who, records: Records, page: DeskSelfcheckPage) -> None:
    """One's own part in this course, and in those the movement is drawn from."""
    for course in dict.fromkeys([who.course, *page.movement.courses]):
        accessing.read_course(records, who.person, course, Act.READ_SELFCHECK)


def _said(records: Records, stage: Stage, who: Who, heard: Heard) -> DeskSelfcheckPage | None:
    screen, taken = selfchecking.hear(records, stage, who, heard)
    if screen is None:
        return None
    return _page(records, stage, who, screen, refused=heard if not taken and _has_words(heard) else None)


def _has_words(heard: Heard) -> bool:
    return bool(heard.text or heard.own or heard.picks is not None)


def _page(
    records: Records, stage: Stage, who: Who, screen: Screen | None, *, saved: bool = False, refused: Heard | None = None
) -> DeskSelfcheckPage:
    course, flow = looking.course_page(records, stage, who), stage.flows[selfchecking.FLOW]
    return DeskSelfcheckPage(
        course=who.course,
        name=course.name,
        title=flow.title,
        gives=flow.gives,
        context=flow.id,
        minutes=flow.minutes,
        closed=course.closed,
        saved=saved,
        talk=_talk(records, stage, who, screen, refused) if screen else None,
        earlier=tuple(selfchecking.earlier(records, who)),
        movement=movement.moved(records, who.person),
    )


def _talk(records: Records, stage: Stage, who: Who, screen: Screen, refused: Heard | None) -> Talk:
    language, _ = people.tongue(records, who.person)
    seat = conversations.seat(records, who.person, who.course)
    return lay_out(
        screen,
        language=language,
        transcript=transcript(records, stage, who, seat) if seat else (),
        refused=refused,
        action=ADDRESS.format(course=who.course),
    )
