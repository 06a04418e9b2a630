"""Says in one line whether the house is well, for whoever watches it: green with 200, red with 503 and the reason."""

from datetime import datetime
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.errors import StoreUnavailable
from bot.usecases import retaining
from bot.web.access import Web

WELL, DOWN = "ok", "red: the database does not answer"
LATE = "red: what is too old has not been let go for 26 hours (the daily round of retention)"


def route(web: Web) -> Route:
    """The health line; a house that was just opened has its time."""
    return Route("/healthz", partial(_health, web, web.house.clock()))


async def _health(web: Web, since: datetime, _request: Request) -> PlainTextResponse:
    try:
        late = await web.read(lambda records: retaining.is_late(records, since))
    except StoreUnavailable:
        return PlainTextResponse(DOWN, 503)
    return PlainTextResponse(LATE, 503) if late else PlainTextResponse(WELL)
