"""Takes in a form that may bring a photo or a voice message. It is held in memory only, never in the clear on a disk."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from bot.domain.media import LARGEST, PICTURE, VOICE, Media
from bot.errors import BadInput
from bot.web.access import Web

MULTIPART = "multipart/form-data"
WORDS = 500_000
# Read and thrown away, so that a browser that sends more than it may still hears why; one that sends on after that is cut off.
THROWN_AWAY = 8 * LARGEST
TOO_MANY = "too_many"
SAVING = ("text", "save", "file")
LONGEST_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A form as it came: its fields, the file it brought, or why that could not be used (as in `bot.usecases.filing.FAULTS`)."""

    form: FormData
    sent: Media | None = None
    fault: str = ""


async def read(web: Web, request: Request, person: str) -> Posted:
    """The form of a request. A file counts only beside a press that saves; what is beside one that is too big is still read."""
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return Posted(form=await request.form())
    try:
        form, body, kind = await _parsed(request)
    except _TooBig as fault:
        return Posted(form=fault.form, fault="too_big")
    press = str(form.get("press", ""))
    if not press.endswith(tuple(f":{option}" for option in SAVING)) or (not body and not press.endswith(":file")):
        return Posted(form=form)
    if body and not web.limits.allow("uploads", person):
        return Posted(form=form, fault=TOO_MANY)
    try:
        sent = await web.cleaned(PICTURE if kind.startswith("image/") else VOICE, body)
    except BadInput as fault:
        return Posted(form=form, fault=fault.details[0] if body else "none")
    return Posted(form=form, sent=Media(media=sent.media, kind=sent.kind, body=sent.body, seconds=_seconds(form)))


async def fields(request: Request) -> FormData:
    """What stands in a form, whatever came with it."""
    if not request.headers.get("content-type", "").startswith(MULTIPART):
        return await request.form()
    try:
        return (await _parsed(request))[0]
    except _TooBig as fault:
        return fault.form


class _TooBig(MultiPartException):
    """More came than may; `form` holds the fields that came before."""

    form = FormData()


class _InMemory(MultiPartParser):
    spool_max_size = LARGEST + WORDS


async def _parsed(request: Request) -> tuple[FormData, bytes, str]:
    """The fields, and the bytes and claimed type of the file. Raises _TooBig."""
    async with aclosing(_at_most(request.stream(), LARGEST + WORDS)) as stream:
        parser = _InMemory(request.headers, stream, max_files=2)
        try:
            form = await parser.parse()
        except _TooBig as fault:
            fault.form = FormData([(name, value) for name, value in parser.items if isinstance(value, str)])
            raise
        except MultiPartException as fault:
            raise HTTPException(400, fault.message) from fault
    file = form.get("file")
    found = (await file.read(), file.content_type or "") if isinstance(file, UploadFile) else (b"", "")
    await form.close()
    return form, *found


async def _at_most(stream: AsyncGenerator[bytes, None], most: int) -> AsyncGenerator[bytes, None]:
    taken = 0
    async with aclosing(stream):
        async for chunk in stream:
            if taken < most:
                yield chunk[: most - taken]
            taken += len(chunk)
            if taken > most + THROWN_AWAY:
                break
    if taken > most:
        raise _TooBig("too big")


def _seconds(form: FormData) -> int:
    told = str(form.get("seconds", ""))
    return min(int(told), LONGEST_SECONDS) if told.isascii() and told.isdigit() and len(told) <= 9 else 0
