"""The web as one application: routes, files, and what is shown when something fails."""

from functools import partial

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.web import chat, chat_key, desk, devices, entering, files, health, own_data, plain
from bot.web.access import Web
from bot.web.guard import OwnForms
from bot.web.pages import STATIC


def build(web: Web) -> Starlette:
    """The application over a house, a stage and its pages."""
    return Starlette(
        routes=[
            *entering.routes(web),
            *chat.routes(web),
            *chat_key.routes(web),
            *own_data.routes(web),
            *files.routes(web),
            *devices.routes(web),
            *desk.routes(web),
            Route("/akut", partial(plain.urgent, web)),
            Route("/robots.txt", PlainTextResponse("User-agent: *\nDisallow: /\n")),
            health.route(web),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[Middleware(OwnForms, web=web), Middleware(GZipMiddleware)],
        exception_handlers=plain.faults(web),
    )
