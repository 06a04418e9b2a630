"""The counsellor's desk: its addresses, and what is answered at each."""

import asyncio
from functools import partial
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import BadInput, CourseClosed, WordingMoved
from bot.records import courses, handovers, people, post
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import accessing, agreeing, inviting, listing, looking, still_shared, undoing, ways_in
from bot.usecases.inviting import LONGEST_REASON, Invitation
from bot.usecases.stage import Stage, Who
from bot.web import (
    desk_deeds,
    desk_door,
    desk_journal,
    desk_lead,
    desk_mail,
    desk_reading,
    desk_reading_times,
    desk_reminders,
    desk_search,
    desk_selfcheck,
    desk_sign_in,
    desk_ways,
    together,
)
from bot.web.access import Web, see_other
from bot.web.desk_deeds import DEEDS, FAULTS, Form, faulty, typed
from bot.web.desk_door import STAFF, in_course, opened, signed_in
from bot.web.desk_pages import DeskCoursePage, DeskInvitationPage, DeskInvitePage, DeskPage, DeskTelegramPage, Notice
from bot.web.qr import qr

COURSE = "/desk/course/{course}"


def routes(web: Web) -> list[Route]:
    """Every address of the desk."""
    return [
        Route("/ind/{token}", opened(web, desk_door.look), methods=["GET"]),
        Route("/ind/{token}", opened(web, desk_door.sign_in), methods=["POST"]),
        Route("/desk", signed_in(web, overview, *STAFF), methods=["GET"]),
        Route("/desk/ud", opened(web, desk_door.sign_out), methods=["POST"]),
        Route("/desk/notice", signed_in(web, notice), methods=["POST"]),
        Route("/desk/telegram", signed_in(web, telegram), methods=["POST"]),
        Route("/desk/invite", signed_in(web, invite_form), methods=["GET"]),
        Route("/desk/invite", signed_in(web, invite), methods=["POST"]),
        Route(COURSE, signed_in(web, course), methods=["GET"]),
        Route(f"{COURSE}/invitation", signed_in(web, renew), methods=["POST"]),
        Route(f"{COURSE}/undo", signed_in(web, undo), methods=["POST"]),
        Route(f"{COURSE}/step", signed_in(web, step), methods=["POST"]),
        Route(f"{COURSE}/marks", signed_in(web, marks), methods=["GET"]),
        *together.desk_routes(web),
        *desk_selfcheck.routes(web),
        *desk_lead.routes(web),
        *desk_sign_in.routes(web),
        *desk_ways.routes(web),
        *desk_reminders.routes(web),
        *desk_mail.routes(web),
        *desk_search.routes(web),
        *desk_journal.routes(web),
        *desk_reading_times.routes(web),
        *[Route(f"{COURSE}/{name}", signed_in(web, deed), methods=["POST"], name=name) for name in DEEDS],
        Route(f"{COURSE}/{{deed}}", signed_in(web, back), methods=["GET"]),
    ]


async def overview(web: Web, request: Request, session: Session) -> Response:
    """The list of one's courses, with what waits for whom; a lead has a desk of another kind."""
    if session.role == Role.LEAD:
        return see_other(desk_lead.HOME)
    page = await web.shown(
        lambda records: _overview(records, web.stage, session.person),
        lambda records, shown: accessing.read_list(records, session.person, (line.course for line in shown.lines)),
    )
    return web.pages.response(page, await web.texts(request, session.person))


async def notice(web: Web, request: Request, session: Session) -> Response:
    """A notice is read, or answered by one of its buttons."""
    form = await typed(request)
    return see_other(await web.write(lambda records: desk_deeds.dismiss(records, web.stage, session.person, form)))


async def telegram(web: Web, request: Request, session: Session) -> Response:
    """The link by which the counsellor connects their Telegram; it is in this answer and nowhere else."""
    link = await web.write(lambda records: inviting.telegram_link(records, web.stage, session.person))
    if not link:
        return see_other("/desk")
    return web.pages.response(DeskTelegramPage(link=link, picture=qr(link)), await web.texts(request, session.person))


async def invite_form(web: Web, request: Request, session: Session) -> Response:
    """The empty form."""
    return web.pages.response(DeskInvitePage(longest=LONGEST_REASON), await web.texts(request, session.person))


async def invite(web: Web, request: Request, session: Session) -> Response:
    """A new course; its link is in this answer and nowhere else."""
    form, texts = await typed(request), await web.texts(request, session.person)
    if not web.limits.allow("invites", session.person):
        return web.pages.response(DeskInvitePage(longest=LONGEST_REASON, typed=form, faults={"often": FAULTS["often"]}), texts, 429)
    try:
        invitation = await web.write(lambda records: desk_deeds.invite(records, web.stage, session.person, form))
    except BadInput as fault:
        return web.pages.response(DeskInvitePage(longest=LONGEST_REASON, typed=form, faults=faulty(fault, "reason")), texts, 422)
    return web.pages.response(_shown_once(invitation), texts)


async def renew(web: Web, request: Request, session: Session) -> Response:
    """A fresh link for the course; the earlier one opens nothing any more."""
    who = in_course(request, session)
    if not web.limits.allow("invites", session.person):
        return await _course(web, who, request, 429, faults={"often": FAULTS["often"]})
    page = await web.write(lambda records: _renew(records, web.stage, who))
    await web.noted(lambda records: accessing.read_course(records, who.person, who.course, Act.READ_LINK))
    return web.pages.response(page, await web.texts(request, session.person))


async def undo(web: Web, request: Request, session: Session) -> Response:
    """It was not the right person: they are out, what they wrote is erased, and here is a fresh link for somebody else."""
    who = in_course(request, session)
    try:
        invitation = await web.write(lambda records: undoing.undo(records, web.stage, who))
    except BadInput as fault:
        return await _course(web, who, request, 409, faults=faulty(fault, "undo"))
    await asyncio.to_thread(web.house.purge)
    return web.pages.response(_shown_once(invitation), await web.texts(request, session.person))


async def course(web: Web, request: Request, session: Session) -> Response:
    """One course: what is shared, and everything the counsellor does about it."""
    asked = request.query_params
    return await _course(web, in_course(request, session), request, saved=asked.get("saved", ""), again=asked.get("again", ""))


async def marks(web: Web, request: Request, session: Session) -> Response:
    """What is still shared, as marks: a page that is open asks for them every few seconds. They hold no words, so it is no reading."""
    return JSONResponse(await web.read(lambda records: still_shared.marks(records, in_course(request, session))))


async def deed(web: Web, request: Request, session: Session) -> Response:
    """One of the forms on the course's page. What was typed stays, when it could not be used."""
    name, who, form = request.url.path.rpartition("/")[2], in_course(request, session), await typed(request)
    try:
        await web.write(lambda records: DEEDS[name](records, web.stage, who, form))
    except BadInput as fault:
        return await _course(web, who, request, 422, typed=form, faults=faulty(fault, name))
    except WordingMoved:
        return await _course(web, who, request, 409, typed=form, faults={"moved": agreeing.MOVED})
    except CourseClosed:
        return await _course(web, who, request, 409, typed=form, faults={"closed": desk_door.CLOSED.text})
    if name == "handover" and who.course not in await web.read(lambda records: courses.of(records, who.person, Role.COUNSELLOR)):
        return see_other("/desk")
    return see_other(f"/desk/course/{who.course}?{urlencode({'saved': name})}#{desk_deeds.section(name, form)}")


async def step(web: Web, request: Request, session: Session) -> Response:
    """How it went with one of the counsellor's own steps."""
    who, form = in_course(request, session), await typed(request)
    query = await web.write(lambda records: desk_deeds.step(records, web.stage, who, form.get("press", "")))
    return see_other(f"/desk/course/{who.course}?{query}#plan")


async def back(_web: Web, request: Request, session: Session) -> Response:
    """The address of a form, asked for without one: the course's page."""
    return see_other(f"/desk/course/{in_course(request, session).course}")


async def _course(web: Web, who: Who, request: Request, status: int = 200, **shown: str | Form) -> Response:
    page = await web.shown(lambda records: desk_reading.read(records, web.stage, who, **shown), partial(_read, who))
    return web.pages.response(page, await web.texts(request, who.person), status)


def _read(who: Who, records: Records, page: DeskCoursePage) -> None:
    accessing.read_course(records, who.person, who.course, Act.READ_COURSE)
    accessing.read_list(records, who.person, (line.course for line in page.lines if line.course != who.course))


def _shown_once(invitation: Invitation, *, joined: bool = False, name: str = "") -> DeskInvitationPage:
    return DeskInvitationPage(invitation=invitation, joined=joined, name=name, picture=qr(invitation.web))


def _renew(records: Records, stage: Stage, who: Who) -> DeskInvitationPage:
    invitation, joined = inviting.renew(records, stage, who), bool(courses.ids(records, who.course, Role.COUNSELLEE))
    return _shown_once(invitation, joined=joined, name=looking.name_of(records, stage, who))


def _overview(records: Records, stage: Stage, person: str) -> DeskPage:
    lines = tuple(listing.course_lines(records, stage, person))
    return DeskPage(
        name=people.get(records, person).name,
        lines=lines,
        notices=tuple(_notices(records, person, {line.course: line.name for line in lines})),
        telegram=desk_reading.can_connect(records, stage, person),
        offered=len(handovers.to(records, person)),
        set_up=ways_in.is_set_up(records, person),
        resting=listing.resting(records, stage, person, lines),
        reads=people.reads(records, person),
    )


def _notices(records: Records, person: str, names: dict[str, str]) -> list[Notice]:
    """What waits to be read. A step's words are changed on its page, so that button gives way to the link there."""
    return [
        Notice(
            key=envelope.key,
            text=envelope.letter.text,
            course=envelope.course,
            name=names.get(envelope.course, ""),
            buttons=tuple(button for row in envelope.letter.rows for button in row if _fits_here(button.press)),
        )
        for envelope in post.waiting_for(records, person, people.WEB)
    ]


def _fits_here(press: str) -> bool:
    return press.endswith((":done", ":not_yet")) or press.startswith("r:")
