"""Search at the desk: what is sought comes in a form, so that it stands in no address and in no log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.trail import Act
from bot.errors import BadInput
from bot.marks import N_
from bot.records.links import Session
from bot.usecases import accessing, searching
from bot.usecases.searching import Found, Hit
from bot.web.access import Web
from bot.web.desk_deeds import typed
from bot.web.desk_door import signed_in

SEARCH = "/desk/soeg"
FAULTS = {
    "words": N_("Skriv mindst to bogstaver og højst 100."),
    "often": N_("Det er mange søgninger på kort tid. Vent lidt, og prøv igen."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSearchPage:
    """The form, and what was found, course by course: (course, name, hits). `done`: it was searched, `more`: not all is shown."""

    words: str = ""
    done: bool = False
    found: tuple[tuple[str, str, tuple[Hit, ...]], ...] = ()
    more: bool = False
    longest: int = searching.LONGEST
    faults: Mapping[str, str] = field(default_factory=dict)


def routes(web: Web) -> list[Route]:
    """The form, and what it finds."""
    return [
        Route(SEARCH, signed_in(web, _look), methods=["GET"]),
        Route(SEARCH, signed_in(web, _search), methods=["POST"]),
    ]


async def _look(web: Web, request: Request, session: Session) -> Response:
    return web.pages.response(DeskSearchPage(), await web.texts(request, session.person))


async def _search(web: Web, request: Request, session: Session) -> Response:
    """Every course that is looked through is a read of it, found or not."""
    words, person, texts = (await typed(request)).get("words", ""), session.person, await web.texts(request, session.person)
    if not web.limits.allow("searches", person):
        return web.pages.response(DeskSearchPage(words=words, faults={"words": FAULTS["often"]}), texts, 429)
    try:
        found = await web.shown(
            lambda records: searching.search(records, web.stage, person, words),
            lambda records, shown: accessing.read_list(records, person, shown.looked, Act.READ_SEARCH),
        )
    except BadInput:
        return web.pages.response(DeskSearchPage(words=words, faults={"words": FAULTS["words"]}), texts, 422)
    return web.pages.response(_page(words, found), texts)


def _page(words: str, found: Found) -> DeskSearchPage:
    grouped = [(course, tuple(hits)) for course, hits in groupby(found.hits, key=lambda hit: hit.course)]
    return DeskSearchPage(words=words, done=True, found=tuple((course, hits[0].name, hits) for course, hits in grouped), more=found.more)
