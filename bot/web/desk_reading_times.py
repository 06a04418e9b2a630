"""“Hvornår læser du?”: a counsellor says when they usually read, for those they guide to see."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import BadInput
from bot.marks import N_
from bot.records import people
from bot.records.links import Session
from bot.usecases import reading_times
from bot.web.access import Web, see_other
from bot.web.desk_deeds import typed
from bot.web.desk_door import signed_in

READING = "/desk/laeser"
TOO_LONG = N_("Skriv det med højst 120 tegn.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskReadingTimesPage:
    """The form. `saved` is "yes" when it was just kept."""

    reads: str
    saved: str = ""
    longest: int = reading_times.LONGEST
    faults: Mapping[str, str] = field(default_factory=dict)


def routes(web: Web) -> list[Route]:
    """The form and its keeping."""
    return [
        Route(READING, signed_in(web, _look), methods=["GET"]),
        Route(READING, signed_in(web, _keep), methods=["POST"]),
    ]


async def _look(web: Web, request: Request, session: Session) -> Response:
    reads = await web.read(lambda records: people.reads(records, session.person))
    page = DeskReadingTimesPage(reads=reads, saved="yes" if "gemt" in request.query_params else "")
    return web.pages.response(page, await web.texts(request, session.person))


async def _keep(web: Web, request: Request, session: Session) -> Response:
    words = (await typed(request)).get("reads", "")
    try:
        await web.write(lambda records: reading_times.say_when(records, session.person, words))
    except BadInput:
        page = DeskReadingTimesPage(reads=words, faults={"reads": TOO_LONG})
        return web.pages.response(page, await web.texts(request, session.person), 422)
    return see_other(f"{READING}?gemt")
