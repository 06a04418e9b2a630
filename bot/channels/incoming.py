"""Reads one raw Telegram update: who, where, what; and cuts it down to the fields we may keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

# Raw dicts and not the library's objects: building those costs 0.2 ms an update, and one odd field anywhere would fail it.

LONGEST_PRESS = 64

UNUSABLE = (
    "sticker", "video", "video_note", "animation", "audio", "document", "location", "venue", "contact", "poll", "dice", "story", "game",
)  # fmt: skip
SILENT = ("pinned_message", "message_auto_delete_timer_changed", "chat_background_set", "write_access_allowed", "boost_added")

Kind = Literal["text", "press", "edited", "photo", "voice", "unusable", "blocked", "unblocked", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What somebody did: `sender` is the person's id, `chat` where it was (the same in a private chat).

    `text` is what was written, or for `unusable` a word for what came instead (`sticker`). `press` is what the button carried, `callback`
    the query to answer, `message` the number of the message that was written, edited or had the button. A photo or a voice message
    waits at Telegram under the id `file`, with its `size` in bytes (0: not told) and `seconds`; `captioned` if words came with it.
    """

    chat: str
    sender: str
    kind: Kind
    text: str = ""
    press: str = ""
    callback: str = ""
    message: int = 0
    file: str = ""
    size: int = 0
    seconds: int = 0
    captioned: bool = False


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update we have no use for."""


def parse(update: Mapping[str, Any]) -> Incoming | Ignored:
    """Say what an update is; ValueError for one that is not what Telegram promises."""
    for name, reading in (
        ("message", _message),
        ("edited_message", _edited),
        ("callback_query", _press),
        ("my_chat_member", _membership),
    ):
        if name in update:
            return reading(_part(update, name))
    return Ignored()


def allowed_fields(update: Mapping[str, Any]) -> dict[str, Any]:
    """Copy only what `parse` reads, so without names, user names, numbers, languages and captions.

    Both parse alike, or fail alike. Words written in a group, a button pressed or a file sent there are left out too.
    """
    return {name: _kept(update[name], tree) for name, tree in _KEPT.items() if name in update}


def _message(body: Mapping[str, Any]) -> Incoming | Ignored:
    chat, number = _part(body, "chat"), _number(body, "message_id")
    if not _is_private(chat):
        return _in_group(body, chat)
    if "text" in body:
        return Incoming(chat=_id(chat), sender=_sender(body), kind="text", text=_words(body, "text"), message=number)
    if any(name in body for name in SILENT):
        return Ignored()
    if "voice" in body:
        return _sent("voice", body, _part(body, "voice"))
    if "photo" in body:
        return _sent("photo", body, max(_sizes(body), key=lambda size: _count(size, "width")))
    if _is_picture(body.get("document")):
        return _sent("photo", body, _part(body, "document"))
    what = next((name for name in UNUSABLE if name in body), "other")
    return Incoming(chat=_id(chat), sender=_sender(body), kind="unusable", text=what, message=number)


def _sent(kind: Literal["photo", "voice"], body: Mapping[str, Any], file: Mapping[str, Any]) -> Incoming:
    return Incoming(
        chat=_id(_part(body, "chat")),
        sender=_sender(body),
        kind=kind,
        message=_number(body, "message_id"),
        file=_words(file, "file_id"),
        size=_count(file, "file_size"),
        seconds=_count(file, "duration"),
        captioned="caption" in body,
    )


def _sizes(body: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Telegram gives a photo in several sizes."""
    sizes = body["photo"]
    if isinstance(sizes, list) and sizes and all(isinstance(size, dict) for size in sizes):
        return sizes
    raise ValueError("no photo")


def _is_picture(document: Any) -> bool:
    kind = document.get("mime_type") if isinstance(document, dict) else None
    return isinstance(kind, str) and kind.startswith("image/")


def _edited(body: Mapping[str, Any]) -> Incoming | Ignored:
    chat, number = _part(body, "chat"), _number(body, "message_id")
    if not _is_private(chat):
        return _in_group(body, chat)
    if "text" not in body:
        return Ignored()
    return Incoming(chat=_id(chat), sender=_sender(body), kind="edited", text=_words(body, "text"), message=number)


def _press(body: Mapping[str, Any]) -> Incoming | Ignored:
    shown, callback = _part(body, "message"), _words(body, "id")
    chat = _part(shown, "chat")
    if not _is_private(chat):
        return Incoming(chat=_id(chat), sender=_sender(body), kind="group", callback=callback)
    press = _words(body, "data")
    if len(press.encode()) > LONGEST_PRESS:
        raise ValueError("a button carries at most 64 bytes")
    number = _number(shown, "message_id")
    return Incoming(chat=_id(chat), sender=_sender(body), kind="press", press=press, callback=callback, message=number)


def _membership(body: Mapping[str, Any]) -> Incoming | Ignored:
    chat, status = _part(body, "chat"), _words(_part(body, "new_chat_member"), "status")
    if not _is_private(chat):
        return Ignored() if status in {"left", "kicked"} else _in_group(body, chat)
    if status == "kicked":
        return Incoming(chat=_id(chat), sender=_sender(body), kind="blocked")
    if status == "member":
        return Incoming(chat=_id(chat), sender=_sender(body), kind="unblocked")
    return Ignored()


def _in_group(body: Mapping[str, Any], chat: Mapping[str, Any]) -> Incoming:
    """In a channel nobody in particular writes."""
    return Incoming(chat=_id(chat), sender=_sender(body) if "from" in body else "", kind="group")


def _sender(body: Mapping[str, Any]) -> str:
    return _id(_part(body, "from"))


def _id(body: Mapping[str, Any]) -> str:
    return str(_number(body, "id"))


def _is_private(chat: Mapping[str, Any]) -> bool:
    return _words(chat, "type") == "private"


def _part(body: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = body.get(name)
    if isinstance(value, dict):
        return value
    raise ValueError(f"no {name}")


def _number(body: Mapping[str, Any], name: str) -> int:
    value = body.get(name)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError(f"no {name}")


def _count(body: Mapping[str, Any], name: str) -> int:
    """A number that Telegram may leave out: 0 then."""
    value = body.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def _words(body: Mapping[str, Any], name: str) -> str:
    """Read a text that can be stored: half a surrogate pair, which JSON can carry, cannot."""
    value = body.get(name)
    if isinstance(value, str) and not any("\ud800" <= sign <= "\udfff" for sign in value):
        return value
    raise ValueError(f"no {name}")


def _kept(value: Any, tree: Mapping[str, Any] | None) -> Any:
    """Copy what the tree names; None in it stands for a plain value, an empty branch for the bare fact that something is there.

    Of a list each thing is copied in this way.
    """
    if tree is None:
        return None if isinstance(value, dict | list) else value
    if tree is _DOCUMENT and not _is_picture(value):
        return {}
    if tree and isinstance(value, list):
        return [_kept(each, tree) for each in value]
    if not isinstance(value, dict):
        return {} if not tree else None
    kept = {name: _kept(value[name], branch) for name, branch in tree.items() if name in value}
    return kept if _may_speak(kept) else {name: part for name, part in kept.items() if name not in _SAID}


def _may_speak(kept: Mapping[str, Any]) -> bool:
    where = kept.get("message", kept)
    chat = where.get("chat") if isinstance(where, dict) else None
    return not isinstance(chat, dict) or chat.get("type") == "private"


_CHAT = {"id": None, "type": None}
_PERSON = {"id": None}
_FILE = {"file_id": None, "file_size": None, "width": None, "duration": None}
_DOCUMENT = {**_FILE, "mime_type": None}
_FILES = {"voice": _FILE, "photo": _FILE, "document": _DOCUMENT, "caption": {}}
_SAID = {"text", "data", *_FILES}
_MESSAGE = {"message_id": None, "text": None, "chat": _CHAT, "from": _PERSON} | {name: {} for name in (*UNUSABLE, *SILENT)} | _FILES
_KEPT: Mapping[str, Any] = {
    "update_id": None,
    "message": _MESSAGE,
    "edited_message": _MESSAGE,
    "callback_query": {"id": None, "data": None, "from": _PERSON, "message": {"message_id": None, "chat": _CHAT}},
    "my_chat_member": {"chat": _CHAT, "from": _PERSON, "new_chat_member": {"status": None}},
}
