"""The pages of the sheet: the sheet itself, one note with all its forms, what was before, and the paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.records import notes, ops, people, spots
from bot.records.core import Records
from bot.usecases.sheets import days, reading
from bot.usecases.sheets.view import FieldView, NoteView, SheetView
from bot.usecases.stage import Stage, Who, voice
from bot.web import sheet_deeds
from bot.web.access import Web
from bot.web.glance import looked
from bot.web.sheet_door import Member, both, seen, told
from bot.web.sheet_parts import Part, digest, files_at, sheet_parts, standing

FEW = 48
Places = tuple[tuple[FieldView, tuple[tuple[str, str], ...]], ...]
Earlier = tuple[tuple[datetime, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPage:
    """The whole sheet. `said`: what came of what was just done; `key` stands for reader and sheet; `empty`: nobody has written."""

    sheet: SheetView
    base: str
    parts: tuple[Part, ...]
    key: str
    said: str
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNotePart:
    """One note and every form there is for it.

    `places` are where it can be moved to: fields, and in each the notes that it could stand below (id, first words);
    `earlier` its words before, of one's own only, with their times.
    """

    sheet: SheetView
    base: str
    files: str
    note: NoteView
    field: FieldView
    places: Places
    earlier: Earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetNotePage(SheetNotePart):
    """The same as a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetBeforePage:
    """What was before: the days one can look at, the sheet at the end of one of them (None: no day is chosen), and what was taken off."""

    base: str
    days: tuple[date, ...]
    day: date | None
    sheet: SheetView | None
    removed: tuple[NoteView, ...]
    closed: bool
    files: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPaperPage:
    """The sheet to be printed; `blank`: only the questions."""

    sheet: SheetView
    base: str
    files: str
    blank: bool
    printed: date


def routes(web: Web) -> list[Route]:
    """Every address of the sheet that is read, and the one where things are done."""
    return [
        *both(web, "", page),
        *both(web, "/note/{note}", one_note),
        *both(web, "/before", before),
        *both(web, "/paper", paper),
        *both(web, "/blank", blank),
        *sheet_deeds.routes(web),
    ]


async def page(web: Web, request: Request, member: Member) -> Response:
    """The sheet."""
    done = request.query_params.get(sheet_deeds.DONE, "")
    sheet, said = await told(web, member, lambda records: _read(records, web.stage, member.who, done))
    await looked(web, member.who)
    texts = await web.texts(request, member.who.person)
    parts, key = sheet_parts(web.pages, sheet, texts, member.base), digest(member.who.person, member.who.course)
    empty = not any(map(standing, sheet.fields))
    return web.pages.response(SheetPage(sheet=sheet, base=member.base, parts=parts, key=key, said=said, empty=empty), texts)


async def one_note(web: Web, request: Request, member: Member) -> Response:
    """One note; to a script only what stands in the dialog."""
    wanted = request.path_params["note"]
    sheet, earlier = await told(web, member, lambda records: _with_earlier(records, web.stage, member.who, wanted))
    found = _found(sheet, wanted)
    if found is None:
        return await sheet_deeds.gone(web, request, member)
    field, note = found
    kind = SheetNotePart if sheet_deeds.SCRIPT in request.headers else SheetNotePage
    places = tuple(_places(sheet, field, note))
    shown = kind(sheet=sheet, base=member.base, files=files_at(member.base), note=note, field=field, places=places, earlier=earlier)
    return web.pages.response(shown, await web.texts(request, member.who.person))


async def before(web: Web, request: Request, member: Member) -> Response:
    """The days one can look at, the sheet as it was on one of them, and what one has taken off it."""
    day = _day(request.query_params.get("day", ""))
    shown = await told(web, member, lambda records: _before(records, web.stage, member, day))
    return web.pages.response(shown, await web.texts(request, member.who.person))


async def paper(web: Web, request: Request, member: Member) -> Response:
    """The sheet as it is printed. It lies on a table: what its reader alone can see is on it only when they ask for that."""
    shown = member if request.query_params.get("alt") else replace(member, who=replace(member.who, shared_only=True))
    return await _printed(web, request, member, await seen(web, shown), empty=False)


async def blank(web: Web, request: Request, member: Member) -> Response:
    """The questions alone, to write on by hand."""
    return await _printed(web, request, member, await seen(web, member), empty=True)


async def _printed(web: Web, request: Request, member: Member, sheet: SheetView, *, empty: bool) -> Response:
    today = await web.read(lambda records: records.now.astimezone(people.zone(records, member.who.person)).date())
    shown = SheetPaperPage(sheet=sheet, base=member.base, files=files_at(member.base), blank=empty, printed=today)
    return web.pages.response(shown, await web.texts(request, member.who.person))


def _read(records: Records, stage: Stage, who: Who, done: str) -> tuple[SheetView, str]:
    """The sheet, and what came of the deed that was done by this id."""
    did = ops.find(records, who.course, who.person, done) if done else None
    return reading.read(records, stage, who), voice(records, stage, who).say(did.said) if did and did.said else ""


def _with_earlier(records: Records, stage: Stage, who: Who, note: str) -> tuple[SheetView, Earlier]:
    """The sheet, and the words that one of its notes had before, the newest first."""
    found, zone = notes.visible(records, who.course, viewer=who.viewer, id=note), people.zone(records, who.person)
    kept = notes.history(records, found[0], viewer=who.viewer)[:-1] if found else []
    return reading.read(records, stage, who), tuple((at.astimezone(zone), words.said) for _, at, words in reversed(kept))


def _before(records: Records, stage: Stage, member: Member, day: date | None) -> SheetBeforePage:
    who, now = member.who, reading.read(records, stage, member.who)
    return SheetBeforePage(
        base=member.base,
        days=days.days(records, stage, who),
        day=day,
        sheet=days.at(records, stage, who, day) if day else None,
        removed=() if now.locked else days.removed(records, stage, who),
        closed=now.closed,
        files=files_at(member.base),
    )


def _day(text: str) -> date | None:
    """The day that is asked for. The last of all has no end."""
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-11-20") else None
    except ValueError:
        return None
    return found if found != date.max else None


def _found(sheet: SheetView, wanted: str) -> tuple[FieldView, NoteView] | None:
    """A note and the field it stands in; None when it does not stand there for this reader."""
    every = ((field, each) for field in sheet.fields for note in field.notes for each in (note, *note.answers))
    return next(((field, note) for field, note in every if note.id == wanted), None)


def _places(sheet: SheetView, field: FieldView, note: NoteView) -> Iterator[tuple[FieldView, tuple[tuple[str, str], ...]]]:
    """Where a note can be moved to: into parking and out of it by its author alone."""
    if not note.loose or sheet.closed or (field.id == spots.PARKING and not note.mine):
        return
    for each in sheet.fields:
        if each.id != spots.PARKING or note.mine:
            yield each, tuple((one.id, one.said[:FEW]) for one in each.notes if one.loose and one.id != note.id)
