"""Tells the log and the figures of each turn in the chat: of what kind it was, how it ended and how long it took; without its words."""

import time
from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from bot.domain.media import PICTURE, VOICE
from bot.logs import logger
from bot.records.people import WEB
from bot.usecases.heard import Heard
from bot.usecases.pulse import Pulse
from bot.web.uploads import Posted

log = logger()
CRISIS_CARD = "/akut"
FILES = {PICTURE: "photo", VOICE: "voice"}


def told(pulse: Pulse, say: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """A way of answering turns, with each told."""
    return partial(_told, pulse, say)


def of_kind(request: Request, heard: Heard, posted: Posted) -> None:
    """Note what kind of turn this is."""
    file = FILES[posted.sent.media] if posted.sent else ""
    typed = "form" if heard.fields or heard.picks is not None else "text" if heard.text or heard.own else ""
    request.state.kind = file or typed or ("press" if heard.press else "other")


async def _told(pulse: Pulse, say: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
    begun, outcome = time.monotonic(), "failed"
    try:
        response = await say(request)
        outcome = _outcome(response)
    finally:
        pulse.turn(WEB, outcome)
        kind = getattr(request.state, "kind", "other")
        log.info("turn", channel=WEB, kind=kind, outcome=outcome, ms=round(1000 * (time.monotonic() - begun)))
    return response


def _outcome(response: Response) -> str:
    if response.headers.get("location") == CRISIS_CARD:
        return "crisis"
    if response.status_code == 429:
        return "held"
    return "refused" if response.status_code >= 400 else "taken"
