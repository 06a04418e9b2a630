"""The address Telegram posts updates to, when polling is not wanted. It answers 200 only for what is on disk."""

import hmac
import json

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.intake import Intake
from bot.errors import StoreUnavailable

PATH = "/telegram"
SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header
MOST_BYTES = 1_000_000


def webhook_route(intake: Intake, secret: str) -> Route:
    """The route for the webhook; the secret is compared in constant time before anything is read."""

    async def arrive(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return PlainTextResponse("", status_code=403)
        try:
            body = await request.body()
            update = json.loads(body) if len(body) <= MOST_BYTES else None
        except (ValueError, RecursionError):
            update = None
        if not isinstance(update, dict):
            return PlainTextResponse("", status_code=400)
        try:
            await intake.take(update)
        except StoreUnavailable:
            return PlainTextResponse("", status_code=503)
        return PlainTextResponse("ok")

    return Route(PATH, arrive, methods=["POST"])
