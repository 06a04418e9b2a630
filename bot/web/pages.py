"""The one door to Jinja: a page is one dataclass and the template named after it."""

import hashlib
import re
import secrets
from contextvars import ContextVar
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.filters import do_mark_safe
from starlette.responses import HTMLResponse

from bot.texts import Texts

STATIC = Path(__file__).parent / "static"


class Pages:
    """Renders pages. A template sees the fields of its page, `_` for texts, `asset` for files, `csrf` for forms, `op` for the id of
    what a form does, `lang`, `framed` (whether it stands inside a messenger), and nothing else.

    `demonstration`: every page says that it is only a try-out.
    """

    def __init__(self, *, demonstration: bool = False) -> None:
        self._environment = Environment(
            loader=PackageLoader("bot.web", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self._token: ContextVar[str] = ContextVar("token", default="")
        self._inside: ContextVar[bool] = ContextVar("inside", default=False)
        self._environment.globals.update(asset=asset, csrf=self._csrf, op=_op, framed=self._inside.get, demonstration=demonstration)

    def stand_for(self, token: str, *, inside: bool = False) -> None:
        """Pages drawn for this request from now on carry this token in their forms; empty: nobody is in."""
        self._token.set(token)
        self._inside.set(inside)

    def text(self, page: Any, texts: Texts) -> str:
        """The page (a dataclass instance) as HTML in the language of the texts. `ChatPage` is drawn by `chat_page.html`."""
        name = re.sub(r"(?<!^)(?=[A-Z])", "_", type(page).__name__).lower()
        values = {one.name: getattr(page, one.name) for one in fields(page)}
        return self._environment.get_template(f"{name}.html").render(**values, _=texts.say, texts=texts, lang=texts.language)

    def macros(self, name: str, texts: Texts, **values: Any) -> Any:
        """The macros of a template, as functions that give HTML; beside what every template sees they know these values."""
        seen = {**values, "_": texts.say, "texts": texts, "lang": texts.language}
        return self._environment.get_template(f"{name}.html").make_module(seen)

    def response(self, page: Any, texts: Texts, status: int = 200) -> HTMLResponse:
        """The page as a response."""
        return HTMLResponse(self.text(page, texts), status_code=status)

    def _csrf(self) -> str:
        token = self._token.get()
        return do_mark_safe(f'<input type="hidden" name="csrf" value="{token}">' if token else "")


def _op() -> str:
    """A form is done once: what is sent twice by mistake carries the same id."""
    return do_mark_safe(f'<input type="hidden" name="op" value="{secrets.token_urlsafe(12)}">')


@cache
def version() -> str:
    """A name for the static files as they are, all together: scripts load others of the same folder, and must not meet older ones."""
    files = sorted(STATIC.iterdir())
    return hashlib.sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()[:12]


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes when any of them does, so that it may be kept for ever. Raises FileNotFoundError."""
    (STATIC / name).stat()
    return f"/static/{version()}/{name}"
