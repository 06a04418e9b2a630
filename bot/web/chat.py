"""The counsellee's chat: draws the screen they have before them, and takes in what they say by forms."""

import asyncio
from dataclasses import dataclass, replace
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.dialogue.flow import Kind
from bot.domain.people import Role
from bot.marks import N_
from bot.records import conversations, courses, links, people, post
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.records.links import Session
from bot.texts import Texts
from bot.usecases import filing, noticing, owndata, pages, paper_copies, step_files, talking
from bot.usecases.crisis import asks_for_help
from bot.usecases.heard import NO_TURN, Heard
from bot.usecases.leaving import at_home
from bot.usecases.press import here, menu
from bot.usecases.screens import Form, Option, Screen
from bot.usecases.showing import show
from bot.usecases.stage import Stage, Who, voice
from bot.usecases.transcript import transcript
from bot.web import faces, turns, uploads
from bot.web.access import LANGUAGE, Web, see_other, who
from bot.web.calendar import on_the_web
from bot.web.entering import CHAT_NOW
from bot.web.faces import CHAT, cookie
from bot.web.glance import looked
from bot.web.layout import Notice, Talk, lay_out, without_what_was_begun, without_what_was_said
from bot.web.plain import ERASED, NO_SESSION, plain_page
from bot.web.uploads import Posted

LONGEST_TURN = 10
OTHER_COURSE = "c:"
PART = "part."
TOO_FAST = N_("Det gik lidt hurtigt. Vent et øjeblik, og send det igen. Det, du skrev, står her stadig.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPage:
    """The whole page."""

    talk: Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatPart:
    """The part of the page that changes."""

    talk: Talk


def routes(web: Web) -> list[Route]:
    """The chat."""
    return [
        Route("/chat", partial(_page, web)),
        Route("/chat", turns.told(web.house.pulse, partial(_say, web)), methods=["POST"]),
        Route("/chat/part", partial(_part, web)),
        Route("/chat/notice", partial(_seen, web), methods=["POST"]),
    ]


async def _page(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return await _outside(web, request)
    await _from_the_sheet(web, request, who(session))
    return _shown(web, request, await _drawn(web, who(session)))


async def _part(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return await _outside(web, request)
    await _from_the_sheet(web, request, who(session))
    talk = await _drawn(web, who(session))
    if request.query_params.get("digest") == talk.digest:
        return Response(status_code=204)
    return web.pages.response(ChatPart(talk=talk), web.stage.texts_in(talk.language))


async def _from_the_sheet(web: Web, request: Request, member: Who) -> None:
    """Whose browser shows the sheet until this page stands there has seen what is on it."""
    if web.hub.open_by(faces.token(web.secret(request, CHAT))):
        await looked(web, member)


async def _say(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return await _outside(web, request)
    posted = await uploads.read(web, request, session.person)
    heard = heard_in(posted.form)
    turns.of_kind(request, heard, posted)
    if any(asks_for_help(said) for said in (heard.text, heard.own, *heard.fields.values())):
        return see_other("/akut")
    if not web.limits.allow("answers", session.person) or posted.fault == uploads.TOO_MANY:
        return await _held(web, who(session), heard, filing.FAULTS.get(posted.fault, TOO_FAST))
    if heard.press.startswith(OTHER_COURSE):
        return await _switch(web, request, session, heard.press.removeprefix(OTHER_COURSE))
    texts, letter = await web.texts(request, session.person), str(posted.form.get("letter", ""))
    if posted.sent or posted.fault:
        talk = await web.write(lambda records: _sent(records, web.stage, who(session), heard, posted))
    else:
        talk = await web.write(lambda records: _turn(records, web.stage, who(session), heard, letter))
    if talk is None:
        await asyncio.to_thread(web.house.purge)
        return web.clear(request, plain_page(web, request, ERASED, texts), CHAT)
    return _answered(web, request, talk)


async def _held(web: Web, member: Who, heard: Heard, why: str) -> Response:
    """Not taken yet: what was typed stands in its field again."""
    talk = await web.read(lambda records: _waiting(records, web.stage, member, heard, why)) or await _drawn(web, member)
    return web.pages.response(ChatPage(talk=talk), web.stage.texts_in(talk.language), 429)


async def _seen(web: Web, request: Request) -> Response:
    session = await web.session(request, CHAT)
    if session is None:
        return await _outside(web, request)
    letter = str((await request.form()).get("letter", ""))
    await web.write(lambda records: _end(records, who(session), letter))
    return _answered(web, request, await _drawn(web, who(session)))


def heard_in(form: FormData) -> Heard:
    """What a form of the conversation brings."""
    picks = tuple(str(pick) for pick in form.getlist("picks")) if "several" in form else None
    fields = {name.removeprefix(PART): str(said) for name, said in form.multi_items() if name.startswith(PART)}
    if "at" in form:
        fields["at"] = str(form["at"])
    own, turn = str(form.get("own", "")), str(form.get("turn", ""))
    return Heard(
        text=str(form.get("text", "")),
        press=str(form.get("press", "")),
        picks=picks,
        fields=fields,
        own=own,
        turn=int(turn) if turn.isascii() and turn.isdigit() and len(turn) < LONGEST_TURN else NO_TURN,
    )


async def _outside(web: Web, request: Request) -> Response:
    return plain_page(web, request, NO_SESSION, await web.texts(request), 401)


def _answered(web: Web, request: Request, talk: Talk) -> Response:
    """To a script the new part, else a way to look; at once where looking again would not show the same."""
    if "x-part" in request.headers:
        return web.pages.response(ChatPart(talk=talk), web.stage.texts_in(talk.language))
    return _shown(web, request, talk) if talk.passing else see_other(CHAT_NOW)


def _shown(web: Web, request: Request, talk: Talk) -> Response:
    page = web.pages.response(ChatPage(talk=talk), web.stage.texts_in(talk.language))
    return page if web.secret(request, LANGUAGE) == talk.language else web.keep(page, cookie(LANGUAGE, web.stage.url), talk.language)


async def _drawn(web: Web, member: Who) -> Talk:
    drawn = await web.read(lambda records: _drawing(records, web.stage, member))
    if drawn is None:
        return await web.write(lambda records: _first(records, web.stage, member))
    return drawn


def _drawing(records: Records, stage: Stage, member: Who) -> Talk | None:
    seat = conversations.seat(records, member.person, member.course)
    if seat is None or noticing.is_news(records, stage, member):
        return None
    seat = at_home(stage, seat)
    screen = show(records, stage, member, seat)
    return _talk(records, stage, member, seat, without_what_was_said(screen) if member.shared_only else screen)


def _first(records: Records, stage: Stage, member: Who) -> Talk:
    courses.require(records, member.course, member.person, Role.COUNSELLEE)
    noticing.tell(records, stage, member, people.WEB, member.person)
    seat = at_home(stage, talking.sit(records, stage, member))
    conversations.keep_seat(records, member.person, member.course, seat)
    return _talk(records, stage, member, seat, show(records, stage, member, seat))


def _turn(records: Records, stage: Stage, member: Who, heard: Heard, letter: str) -> Talk | None:
    _end(records, member, letter)
    before = conversations.seat(records, member.person, member.course)
    screen = talking.turn(records, stage, member, heard)
    seat = conversations.seat(records, member.person, member.course) if screen else None
    if screen is None or seat is None:
        return None
    shown = without_what_was_begun(screen) if member.shared_only else screen
    return _talk(records, stage, member, seat, shown, heard if _is_refused(heard, screen, before) else None)


def _is_refused(heard: Heard, screen: Screen, before: Seat | None) -> bool:
    """Whether what came along was not taken, so that it must stand in its fields again."""
    if heard.press.startswith(here(screen.turn, "")):
        return bool(heard.text or heard.own or heard.fields or heard.picks is not None)
    was_used = before is not None and heard.press.startswith("t:") and not heard.press.startswith(here(before.turn, ""))
    return was_used and screen.form is not None and _is_new_to(screen, screen.form, heard)


def _is_new_to(screen: Screen, form: Form, heard: Heard) -> bool:
    """Whether a form that was used already brings words for the one that is open which do not stand in the list above it."""
    if not heard.fields.keys() - {"at"} <= {field.name for field in form.fields} or form.at not in {"", heard.fields.get("at")}:
        return False
    said = {heard.fields.get(field.name, "").strip() for field in form.fields if field.kind == Kind.TEXT}
    written = "\n".join(f"{item.question}\n{item.said}" for item in screen.items)
    return any(one not in written for one in said)


def _sent(records: Records, stage: Stage, member: Who, heard: Heard, posted: Posted) -> Talk | None:
    """A photo or a voice message came along. Where it cannot be used that is said, and the words beside it stay in their field."""
    fault = posted.fault or (filing.refusal(records, posted.sent.media) if posted.sent else "")
    if posted.sent and not fault:
        return _turn(records, stage, member, filing.heard(records, member, posted.sent, heard.press, heard.text), "")
    screen = talking.turn(records, stage, member, Heard(press=menu("stay")))
    seat = conversations.seat(records, member.person, member.course)
    if screen is None or seat is None:
        return None
    language, _ = people.tongue(records, member.person)
    told = stage.texts_in(language).say(filing.FAULTS[fault])
    return _talk(records, stage, member, seat, replace(screen, says=(told, *screen.says)), heard)


def _waiting(records: Records, stage: Stage, member: Who, heard: Heard, why: str) -> Talk | None:
    seat = conversations.seat(records, member.person, member.course)
    if seat is None:
        return None
    seat = at_home(stage, seat)
    screen = show(records, stage, member, seat)
    told = stage.texts_in(people.tongue(records, member.person)[0]).say(why)
    shown = without_what_was_said(screen) if member.shared_only else screen
    return _talk(records, stage, member, seat, replace(shown, says=(told, *shown.says)), heard)


def _talk(records: Records, stage: Stage, member: Who, seat: Seat, screen: Screen, refused: Heard | None = None) -> Talk:
    language, _ = people.tongue(records, member.person)
    if screen.name == "data":
        screen = owndata.on_the_web(screen, stage.texts_in(language))
    screen = paper_copies.on_the_web(screen, stage.texts_in(language))
    screen = replace(screen, answers=tuple(on_the_web(option) for option in screen.answers))
    return lay_out(
        replace(step_files.on_the_web(screen), paragraphs=_fit_for_a_page(screen.paragraphs, stage.texts_in(language))),
        language=language,
        transcript=transcript(records, stage, member, seat),
        notices=_notices(records, member),
        shared_only=member.shared_only,
        refused=refused,
        counsellor=voice(records, stage, member).begins,
    )


def _fit_for_a_page(paragraphs: tuple[str, ...], texts: Texts) -> tuple[str, ...]:
    """Without what is said about words to type."""
    elsewhere = {texts.say(text) for text in pages.HELP_TEXT[-2:]}
    return tuple(paragraph for paragraph in paragraphs if paragraph not in elsewhere)


def _notices(records: Records, member: Who) -> tuple[Notice, ...]:
    waiting = [one for one in post.waiting_for(records, member.person, people.WEB) if one.course == member.course]
    return tuple(Notice(key=one.key, text=one.letter.text, options=tuple(_options(one))) for one in waiting)


def _options(envelope: post.Envelope) -> list[Option]:
    buttons = [button for row in envelope.letter.rows for button in row]
    return [on_the_web(Option(label=button.label, press=button.press, url=button.url)) for button in buttons]


def _end(records: Records, member: Who, letter: str) -> None:
    if not member.shared_only and letter in {notice.key for notice in _notices(records, member)}:
        post.ended(records, letter, post.SENT)


async def _switch(web: Web, request: Request, session: Session, course: str) -> Response:
    opened = await web.write(lambda records: _other_course(records, session, course))
    return await web.enter(request, see_other(CHAT_NOW), CHAT, opened) if opened else see_other(CHAT_NOW)


def _other_course(records: Records, session: Session, course: str) -> str:
    """A session in another course of the same person; a link from staff of one course opens no other."""
    if session.scope != links.FULL or course not in courses.of(records, session.person, Role.COUNSELLEE):
        return ""
    return links.open_session(records, person=session.person, course=course, role=Role.COUNSELLEE)
