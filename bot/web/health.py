"""Says whether the house is well, for whoever watches it: green with 200, red with 503 and a line for each reason."""

import asyncio
from functools import partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.usecases import health
from bot.web.access import Web


def route(web: Web) -> Route:
    """The health line; a house that was just opened has its time."""
    web.watch.opened = web.watch.opened or web.house.clock()
    return Route("/healthz", partial(_health, web))


async def _health(web: Web, _request: Request) -> PlainTextResponse:
    told = await asyncio.to_thread(health.told, web.house, web.watch)
    return PlainTextResponse(told, 200 if told == health.WELL else 503)
