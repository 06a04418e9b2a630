"""The page where a code that was said on the phone is typed; it leads to the invitation."""

from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.spoken import LONGEST
from bot.errors import LinkSpent
from bot.marks import N_
from bot.texts import LANGUAGES
from bot.usecases import spoken_codes
from bot.web.access import Web, see_other

ADDRESS = "/kode"
WRONG = N_("Koden virker ikke. Se efter, om hvert ord er rigtigt. Ellers bed din vejleder om en ny.")
TOO_OFTEN = N_("Der er prøvet mange koder. Vent lidt, og prøv igen.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePage:
    """The form, with what was typed and what is wrong with it (a source text). `here` is the page's own address."""

    here: str
    languages: dict[str, str]
    longest: int
    fault: str = ""
    typed: str = ""


def routes(web: Web) -> list[Route]:
    """The page and its form."""
    return [Route(ADDRESS, partial(_look, web), methods=["GET"]), Route(ADDRESS, partial(_follow, web), methods=["POST"])]


async def _look(web: Web, request: Request) -> Response:
    return await _page(web, request)


async def _follow(web: Web, request: Request) -> Response:
    """A wrong code, a used one and an old one are answered alike."""
    typed, address = str((await request.form()).get("code", ""))[:LONGEST], request.client.host if request.client else ""
    if not web.limits.allow("code_address", address) or not web.limits.allow("codes", ""):
        return await _page(web, request, fault=TOO_OFTEN, typed=typed, status=429)
    try:
        secret = await web.write(lambda records: spoken_codes.follow(records, typed))
    except LinkSpent:
        return await _page(web, request, fault=WRONG, typed=typed, status=422)
    return see_other(f"/i/{secret}")


async def _page(web: Web, request: Request, *, fault: str = "", typed: str = "", status: int = 200) -> Response:
    languages = {language: name for language, name in LANGUAGES.items() if language in web.stage.texts}
    page = CodePage(here=ADDRESS, languages=languages, longest=LONGEST, fault=fault, typed=typed)
    return web.pages.response(page, await web.texts(request), status)
