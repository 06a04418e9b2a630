"""What an update says is read from few fields, and only those are kept."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.channels.incoming import Ignored, Incoming, allowed_fields, parse

WHO = {
    "id": 7,
    "is_bot": False,
    "first_name": "SECRET",
    "last_name": "SECRET",
    "username": "SECRET",
    "language_code": "SECRET",
}
PRIVATE = {"id": 7, "type": "private", "first_name": "SECRET", "username": "SECRET"}
GROUP = {"id": -1001, "type": "supergroup", "title": "SECRET"}
BOT = {"id": 1, "is_bot": True, "first_name": "SECRET"}


def message(**body: Any) -> dict[str, Any]:
    return {"message_id": 5, "from": WHO, "chat": PRIVATE, "date": 1, **body}


def press(**body: Any) -> dict[str, Any]:
    shown = {"message_id": 4, "from": BOT, "chat": PRIVATE, "date": 1, "text": "SECRET"}
    return {"id": "99", "from": WHO, "message": shown, "chat_instance": "SECRET", "data": "ja", **body}


def member(status: str, chat: dict[str, Any]) -> dict[str, Any]:
    sides = {"old_chat_member": {"user": BOT, "status": "x"}, "new_chat_member": {"user": BOT, "status": status}}
    return {"chat": chat, "from": WHO, "date": 1, **sides}


def size(file: str, width: int) -> dict[str, Any]:
    return {"file_id": file, "file_unique_id": "SECRET", "width": width, "height": 1, "file_size": width * 10}


def own(**said: Any) -> Incoming:
    return Incoming(chat="7", sender="7", **said)


GROUPED = Incoming(chat="-1001", sender="7", kind="group")
FORWARDED = {"forward_origin": {"sender_user_name": "SECRET"}, "reply_to_message": {"text": "SECRET"}}

READ: list[tuple[dict[str, Any], Incoming | Ignored]] = [
    ({"message": message(text="Hej", **FORWARDED)}, own(kind="text", text="Hej", message=5)),
    ({"message": message(text="")}, own(kind="text", message=5)),
    ({"edited_message": message(text="Hej igen", edit_date=2)}, own(kind="edited", text="Hej igen", message=5)),
    ({"edited_message": message(caption="SECRET", photo=[])}, Ignored()),
    ({"callback_query": press()}, own(kind="press", press="ja", callback="99", message=4)),
    (
        {"callback_query": press(message={"message_id": 4, "chat": PRIVATE, "date": 0})},
        own(kind="press", press="ja", callback="99", message=4),
    ),
    ({"message": message(sticker={"emoji": "SECRET"})}, own(kind="unusable", text="sticker", message=5)),
    (
        {"message": message(voice={"file_id": "v1", "file_size": 900, "duration": 7, "mime_type": "SECRET"})},
        own(kind="voice", message=5, file="v1", size=900, seconds=7),
    ),
    ({"message": message(voice={"file_id": "v1", "duration": "long", "file_size": -1})}, own(kind="voice", message=5, file="v1")),
    (
        {"message": message(photo=[size("s", 90), size("l", 1280), size("m", 320)], caption="SECRET", caption_entities=["SECRET"])},
        own(kind="photo", message=5, file="l", size=12800, captioned=True),
    ),
    (
        {"message": message(document={"file_id": "d", "file_size": 7, "mime_type": "image/png", "file_name": "SECRET", "thumbnail": {}})},
        own(kind="photo", message=5, file="d", size=7),
    ),
    ({"message": message(document={"file_name": "SECRET", "file_id": "SECRET"})}, own(kind="unusable", text="document", message=5)),
    (
        {"message": message(document={"mime_type": "application/pdf", "file_id": "SECRET"})},
        own(kind="unusable", text="document", message=5),
    ),
    ({"message": message(audio={"file_id": "SECRET", "title": "SECRET"})}, own(kind="unusable", text="audio", message=5)),
    ({"message": message(location={"latitude": "SECRET"})}, own(kind="unusable", text="location", message=5)),
    ({"message": message(contact={"phone_number": "SECRET"})}, own(kind="unusable", text="contact", message=5)),
    ({"message": message(hologram={"file_id": "SECRET"})}, own(kind="unusable", text="other", message=5)),
    ({"message": message(pinned_message={"text": "SECRET"})}, Ignored()),
    ({"my_chat_member": member("kicked", PRIVATE)}, own(kind="blocked")),
    ({"my_chat_member": member("member", PRIVATE)}, own(kind="unblocked")),
    ({"my_chat_member": member("restricted", PRIVATE)}, Ignored()),
    ({"my_chat_member": member("member", GROUP)}, GROUPED),
    ({"my_chat_member": member("left", GROUP)}, Ignored()),
    ({"message": message(text="SECRET", chat=GROUP)}, GROUPED),
    ({"edited_message": message(text="SECRET", chat=GROUP)}, GROUPED),
    ({"message": message(voice={"file_id": "SECRET"}, photo=[{"file_id": "SECRET"}], caption="SECRET", chat=GROUP)}, GROUPED),
    (
        {"message": {"message_id": 5, "chat": GROUP, "sender_chat": GROUP, "text": "SECRET"}},
        Incoming(chat="-1001", sender="", kind="group"),
    ),
    (
        {"callback_query": press(message={"message_id": 4, "chat": GROUP}, data="SECRET")},
        Incoming(chat="-1001", sender="7", kind="group", callback="99"),
    ),
    ({"poll": {"question": "SECRET"}}, Ignored()),
    ({}, Ignored()),
]


@pytest.mark.parametrize(("update", "read"), READ)
def test_an_update_is_read(update: dict[str, Any], read: Incoming | Ignored) -> None:
    assert parse({"update_id": 3} | update) == read


@pytest.mark.parametrize(("update", "read"), READ)
def test_what_is_kept_reads_alike_and_names_nobody(update: dict[str, Any], read: Incoming | Ignored) -> None:
    kept = allowed_fields({"update_id": 3} | update)

    assert (kept["update_id"], parse(kept)) == (3, read)
    assert "SECRET" not in json.dumps(kept)


@pytest.mark.parametrize(
    "update",
    [
        {"message": 5},
        {"message": None},
        {"message": []},
        {"message": message(chat=None)},
        {"message": message(chat={"id": "7", "type": "private"})},
        {"message": message(chat={"id": 7})},
        {"message": message(text=5)},
        {"message": message(text={"words": "Hej"})},
        {"message": message(text="half a pair \ud83d")},
        {"message": message(message_id=True, text="Hej")},
        {"message": {"message_id": 5, "chat": PRIVATE, "text": "Hej"}},
        {"message": message(voice={"duration": 3})},
        {"message": message(voice=5)},
        {"message": message(voice=[{"file_id": "v"}])},
        {"message": message(photo={"file_id": "p"})},
        {"message": message(photo=[])},
        {"message": message(photo=[{"file_id": "p"}, "x"])},
        {"message": message(document={"mime_type": "image/png"})},
        {"callback_query": press(data=None)},
        {"callback_query": press(data="æ" * 33)},
        {"callback_query": {"id": "99", "from": WHO, "inline_message_id": "x", "data": "ja"}},
        {"my_chat_member": {"chat": PRIVATE, "from": WHO}},
    ],
)
def test_an_odd_update_is_refused_before_and_after_it_is_cut_down(update: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^(no |a button)"):
        parse(update)
    with pytest.raises(ValueError, match=r"^(no |a button)"):
        parse(allowed_fields(update))


FIELDS = ["message", "callback_query", "my_chat_member", "chat", "from", "id", "type", "text", "data", "message_id", "voice", "status"]
FILED = ["voice", "photo", "document", "caption"]
LEAVES = some.none() | some.booleans() | some.integers() | some.text(max_size=9) | some.sampled_from(["private", "kicked"])
BODIES = some.recursive(
    LEAVES, lambda inner: some.lists(inner, max_size=2) | some.dictionaries(some.sampled_from(FIELDS), inner, max_size=6), max_leaves=30
)


def outcome(update: dict[str, Any]) -> Incoming | Ignored | None:
    try:
        return parse(update)
    except ValueError:
        return None


@given(update=some.dictionaries(some.sampled_from(FIELDS[:3]), BODIES, min_size=1))
def test_whatever_comes_reads_alike_before_and_after_it_is_cut_down(update: dict[str, Any]) -> None:
    assert outcome(allowed_fields(update)) == outcome(update)


@given(changed=some.dictionaries(some.sampled_from(["message_id", "from", "chat", "text", "pinned_message", *FILED]), BODIES))
def test_a_message_changed_anywhere_reads_alike_before_and_after(changed: dict[str, Any]) -> None:
    update = {"message": message(text="Hej") | changed}
    assert outcome(allowed_fields(update)) == outcome(update)


PARTS = some.dictionaries(some.sampled_from(["file_id", "file_size", "width", "duration", "mime_type"]), LEAVES | some.just("image/png"))


@given(sent=some.dictionaries(some.sampled_from(FILED), PARTS | some.lists(PARTS, max_size=3) | LEAVES, min_size=1))
def test_a_file_of_whatever_form_reads_alike_before_and_after(sent: dict[str, Any]) -> None:
    update = {"message": message(**sent)}
    assert outcome(allowed_fields(update)) == outcome(update)
