"""Fits a letter to what Telegram takes: long texts in parts, and no buttons that lead to this machine alone."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from bot.domain.letter import Letter

LONGEST, LONGEST_CAPTION = 4096, 1024
FILE_NAME = "aftale.ics"
Pictures = Callable[[str], bytes]


def no_pictures(name: str) -> bytes:
    """The pictures of somebody who has none."""
    raise KeyError(name)


def split(text: str, limit: int = LONGEST) -> list[str]:
    """Cut a text into parts of at most `limit` characters, at a paragraph, line or word where there is one; only white space is lost."""
    parts = []
    while len(text) > limit:
        at = _border(text, limit)
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [part for part in (*parts, text) if part] or [text]


def without_local_links(letter: Letter) -> Letter:
    """Telegram refuses a whole letter for a button that leads to a host without a dot; such an address goes into the text."""
    local = [button for row in letter.rows for button in row if button.url and "." not in (urlsplit(button.url).hostname or "")]
    if not local:
        return letter
    rows = tuple(kept for row in letter.rows if (kept := tuple(button for button in row if button not in local)))
    return replace(letter, text="\n\n".join([letter.text, *(f"{button.label}: {button.url}" for button in local)]), rows=rows)


def _border(text: str, limit: int) -> int:
    """Find the last good place to cut, in the second half of what fits where there is one."""
    for border in ("\n\n", "\n", " "):
        at = text.rfind(border, limit // 2, limit + 1)
        if at > 0:
            return at
    return limit
