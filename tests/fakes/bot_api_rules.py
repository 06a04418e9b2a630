"""What Telegram accepts as a text and as buttons."""

import struct
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.bot_api_world import Refusal

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
LARGEST_PHOTO, LONGEST_SIDES, MOST_UNEVEN = 10_000_000, 10_000, 20
FILES = {
    "ics": (b"BEGIN:VCALENDAR\r\n", "text/calendar"),
    "png": (b"\x89PNG", "image/png"),
    "pdf": (b"%PDF", "application/pdf"),
}
ACTIONS = {"url", "callback_data", "web_app", "login_url", "copy_text", "pay", "switch_inline_query", "switch_inline_query_current_chat"}
BUTTON_FIELDS = ACTIONS | {"text", "style", "icon_custom_emoji_id"}


def message_text(text: str) -> str:
    """Trim as Telegram does and refuse what is empty or too long."""
    text = text.strip()
    if not text:
        raise Refusal(400, "Bad Request: message text is empty")
    if len(text) > LONGEST_TEXT:
        raise Refusal(400, "Bad Request: message is too long")
    return text


def caption_text(text: str) -> str:
    """Trim the words under a picture and refuse too many."""
    if len(text.strip()) > LONGEST_CAPTION:
        raise Refusal(400, "Bad Request: message caption is too long")
    return text.strip()


def image(body: bytes) -> bytes:
    """Refuse what is no picture, or too much of one."""
    if not body.startswith((b"\x89PNG", b"\xff\xd8")):
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
    if len(body) > LARGEST_PHOTO:
        raise Refusal(413, "Request Entity Too Large")
    if body[12:16] == b"IHDR":
        wide, high = struct.unpack(">II", body[16:24])
        if wide + high > LONGEST_SIDES or max(wide, high) > MOST_UNEVEN * min(wide, high):
            raise Refusal(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    return body


def document(name: str, body: bytes) -> str:
    """The MIME type of a file; refuse one without a name or with nothing in it, or of a kind that the bot never sends."""
    if not name or not body:
        raise Refusal(400, "Bad Request: file must be non-empty")
    begins, kind = FILES.get(name.rpartition(".")[2], (b"", ""))
    if not kind or not body.startswith(begins):
        raise Refusal(400, "Bad Request: wrong type of file")
    return kind


def buttons(markup: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Give the rows of an inline keyboard, or refuse it."""
    if unknown := sorted(set(markup) - {"inline_keyboard"}):
        raise Refusal(400, f"Bad Request: can't parse reply keyboard markup JSON object: {unknown}")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refusal(400, 'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    for row in rows:
        for button in row:
            _check_button(button)
    if sum(map(len, rows)) > 100:
        raise Refusal(400, "Bad Request: REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or set(button) - BUTTON_FIELDS or not str(button.get("text", "")).strip():
        raise Refusal(400, "Bad Request: can't parse inline keyboard button")
    actions = set(button) & ACTIONS
    if len(actions) != 1:
        raise Refusal(400, "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in actions and not 1 <= len(str(button["callback_data"]).encode()) <= 64:
        raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    if "web_app" in actions:
        web_app(button["web_app"])
    if "url" in actions and not _opens(str(button["url"])):
        raise Refusal(400, f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def web_app(told: Any) -> None:
    """Refuse what opens no page inside Telegram."""
    url = str(told.get("url", "")) if isinstance(told, dict) else ""
    if urlsplit(url).scheme != "https":
        raise Refusal(400, f"Bad Request: inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")


def _opens(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "tg" or (parts.scheme in {"http", "https"} and "." in (parts.hostname or ""))
