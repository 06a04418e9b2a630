"""“Påmindelser” at the desk: what a counsellor wants of their reminders, as one form."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.domain.reminder import KIND_NAMES
from bot.records import people
from bot.records.core import Records
from bot.records.links import Session
from bot.usecases import wishes
from bot.usecases.stage import Stage
from bot.usecases.wishes_page import DESK, LENGTHS, NAMES, STAFF_KINDS, hours, standing
from bot.web.access import Web, see_other
from bot.web.desk_deeds import Form, typed
from bot.web.desk_door import signed_in

REMINDERS = "/desk/paamindelser"
GO, ON = "go", "on"
Choice = tuple[str, str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRemindersPage:
    """The form. Each choice is (value, label, whether it is so now); labels are source texts, those of `quiet` are said already.

    `rests_until` is when a pause ends, in the counsellor's own time; None when there is none.
    """

    kinds: tuple[Choice, ...]
    rests_until: datetime | None
    lengths: tuple[tuple[str, str], ...]
    quiet: tuple[Choice, ...]
    places: tuple[tuple[str, str], ...]
    also: bool
    zones: tuple[Choice, ...]
    saved: bool


def routes(web: Web) -> list[Route]:
    """The page and its form."""
    return [
        Route(REMINDERS, signed_in(web, _look), methods=["GET"]),
        Route(REMINDERS, signed_in(web, _keep), methods=["POST"]),
    ]


async def _look(web: Web, request: Request, session: Session) -> Response:
    saved = "gemt" in request.query_params
    page = await web.read(lambda records: _page(records, web.stage, session.person, saved=saved))
    return web.pages.response(page, await web.texts(request, session.person))


async def _keep(web: Web, request: Request, session: Session) -> Response:
    form = await typed(request)
    await web.write(lambda records: _kept(records, web.stage, session.person, form))
    return see_other(f"{REMINDERS}?gemt")


def _page(records: Records, stage: Stage, person: str, *, saved: bool) -> DeskRemindersPage:
    at = standing(records, stage, person)
    wanted, now = at.wanted, (at.wanted.quiet_from, at.wanted.quiet_to)
    rests = wanted.paused_until if wanted.is_paused(records.now) else None
    names = {**NAMES, people.WEB: DESK}
    zones = dict(wishes.ZONES) | ({} if at.zone in dict(wishes.ZONES) else {at.zone: at.zone})
    return DeskRemindersPage(
        kinds=tuple((kind.value, KIND_NAMES[kind], kind not in wanted.off) for kind in STAFF_KINDS),
        rests_until=rests.astimezone(ZoneInfo(at.zone)) if rests else None,
        lengths=tuple(LENGTHS.items()),
        quiet=tuple((name, hours(at.texts, pair), pair == now) for name, pair in wishes.QUIET.items()),
        places=tuple((channel, names[channel]) for channel in at.places),
        also=wanted.also,
        zones=tuple((zone, label, zone == at.zone) for zone, label in zones.items()),
        saved=saved,
    )


def _kept(records: Records, stage: Stage, person: str, form: Form) -> None:
    """Keep what the form says; what it does not name, or cannot name, stays as it was."""
    at = standing(records, stage, person)
    unticked = {kind for kind in STAFF_KINDS if f"kind.{kind}" not in form}
    first, several = form.get("first", ""), len(at.places) > 1
    quiet_from, quiet_to = wishes.QUIET.get(form.get("quiet", ""), (at.wanted.quiet_from, at.wanted.quiet_to))
    wanted = replace(
        at.wanted,
        quiet_from=quiet_from,
        quiet_to=quiet_to,
        off=(at.wanted.off - set(STAFF_KINDS)) | unticked,
        first=first if several and first in at.places else at.wanted.first,
        also=form.get("also") == ON if several else at.wanted.also,
    )
    wishes.keep(records, person, wanted)
    if form.get("zone") in dict(wishes.ZONES):
        wishes.move(records, person, form["zone"])
    if form.get("pause") in wishes.PAUSES:
        wishes.rest(records, person, wishes.PAUSES[form["pause"]])
    elif form.get("pause") == GO:
        wishes.go_on(records, person)
