"""The web as one application: routes, files, and what is shown when something fails."""

from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.web import (
    calendar,
    chat,
    chat_key,
    code,
    desk,
    devices,
    entering,
    files,
    health,
    mail,
    metrics,
    mini,
    own_data,
    pictures,
    plain,
    sheet_pages,
    stream,
    together,
)
from bot.web.access import Web
from bot.web.guard import OwnForms
from bot.web.pages import STATIC


def build(web: Web) -> Starlette:
    """The application over a house, a stage and its pages."""
    routes = [
        *entering.routes(web),
        *code.routes(web),
        *together.routes(web),
        *mail.routes(web),
        *chat.routes(web),
        *chat_key.routes(web),
        *own_data.routes(web),
        *calendar.routes(web),
        *files.routes(web),
        *devices.routes(web),
        *mini.routes(web),
        *sheet_pages.routes(web),
        *pictures.routes(web),
        *stream.routes(web),
        *desk.routes(web),
        Route("/akut", partial(plain.urgent, web)),
        Route("/robots.txt", PlainTextResponse("User-agent: *\nDisallow: /\n")),
        health.route(web),
        metrics.route(web),
        Mount("/static/{version}", StaticFiles(directory=STATIC)),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(metrics.Timed, pulse=web.house.pulse, routes=routes),
            Middleware(OwnForms, web=web),
            Middleware(GZipMiddleware),
        ],
        exception_handlers=plain.faults(web),
    )
