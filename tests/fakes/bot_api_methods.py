"""The methods of the fake Bot API, with what Telegram refuses; each takes read parameters and gives the JSON result."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.bot_api_rules import buttons, caption_text, document, image, message_text, web_app
from tests.fakes.bot_api_world import KINDS_SENT_BY_DEFAULT, PRESS_LIFE, Chat, Message, Refusal, Webhook, World

DOWNLOADABLE = 20 * 1024 * 1024
DELETABLE_SECONDS = 48 * 3600
DELETED_AT_ONCE = 100
CHAT_BURST, CHAT_SECONDS = 3, 3.0
ALL_BURST, ALL_SECONDS = 30, 1.0
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators", "chat_member"}
UPDATE_KINDS = {*KINDS_SENT_BY_DEFAULT, "chat_member", "message_reaction", "message_reaction_count", "edited_channel_post", "inline_query"}
CANNOT_ANSWER = "Bad Request: query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method: what does it, which parameters it takes (name to type) and which it cannot do without."""

    does: Callable[[World, dict[str, Any]], Any]
    takes: Mapping[str, type]
    needs: tuple[str, ...] = ()


def call(world: World, name: str, given: Mapping[str, Any]) -> Any:
    """Do one method for the bot, or raise Refusal."""
    params = read(name, given)
    return METHODS[name].does(world, params)


def read(name: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Check a method's parameters by name and type and turn form text into values."""
    method = METHODS.get(name)
    if method is None:
        raise Refusal(404, "Not Found: method not found")
    unknown = sorted(set(given) - set(method.takes))
    if unknown:
        raise Refusal(400, f"Bad Request: unknown parameters {', '.join(unknown)}")
    missing = [need for need in method.needs if given.get(need) in (None, "")]
    if missing:
        raise Refusal(400, "Bad Request: message text is empty" if missing == ["text"] else f"Bad Request: {missing[0]} is empty")
    return {key: _value(key, value, method.takes[key]) for key, value in given.items()}


def _value(key: str, value: Any, kind: type) -> Any:
    try:
        if kind in (dict, list, bool) and isinstance(value, str):
            value = json.loads(value)
        value = int(value) if kind is int else value
    except ValueError:
        raise Refusal(400, f"Bad Request: can't parse {key}") from None
    if not isinstance(value, kind):
        raise Refusal(400, f"Bad Request: {key} must be {kind.__name__}")
    return value


def _get_me(world: World, _: dict[str, Any]) -> dict[str, Any]:
    return world.bot | {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}


def _get_updates(world: World, given: dict[str, Any]) -> list[dict[str, Any]]:
    if "allowed_updates" in given:
        world.allowed = _kinds(given["allowed_updates"])
    offset = given.get("offset", 0)
    if offset > 0:
        world.confirm(offset)
    elif offset < 0:
        world.pending = world.pending[offset:]
    return world.waiting()[: max(1, min(100, given.get("limit", 100)))]


def _kinds(names: list[Any]) -> tuple[str, ...]:
    if unknown := [name for name in names if name not in UPDATE_KINDS]:
        raise Refusal(400, f"Bad Request: unknown kinds of update {unknown}")
    return tuple(names)


def _set_webhook(world: World, given: dict[str, Any]) -> bool:
    url = given["url"]
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname != "127.0.0.1":
        raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if "secret_token" in given and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given["secret_token"]):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
    if "allowed_updates" in given:
        world.allowed = _kinds(given["allowed_updates"])
    world.webhook = Webhook(url=url, secret=given.get("secret_token", ""))
    return _dropped(world, given)


def _delete_webhook(world: World, given: dict[str, Any]) -> bool:
    world.webhook = Webhook()
    return _dropped(world, given)


def _dropped(world: World, given: dict[str, Any]) -> bool:
    if given.get("drop_pending_updates"):
        world.pending.clear()
    return True


def _get_webhook_info(world: World, _: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": world.webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.waiting()),
        "allowed_updates": list(world.allowed),
    }


def _send_message(world: World, given: dict[str, Any]) -> dict[str, Any]:
    chat = _reachable(world, given["chat_id"])
    text, rows = message_text(given["text"]), buttons(given.get("reply_markup", {}))
    _within_rates(world, chat)
    return world.as_json(chat, world.write(chat, 0, text, rows=rows))


def _send_photo(world: World, given: dict[str, Any]) -> dict[str, Any]:
    chat = _reachable(world, given["chat_id"])
    caption, rows = caption_text(given.get("caption", "")), buttons(given.get("reply_markup", {}))
    body = image(given["photo"])
    _within_rates(world, chat)
    shown = {"photo": [world.hold("photos", body) | {"width": 1200, "height": 1758}], **({"caption": caption} if caption else {})}
    return world.as_json(chat, world.write(chat, 0, "", rows=rows, content=shown))


def _send_document(world: World, given: dict[str, Any]) -> dict[str, Any]:
    chat = _reachable(world, given["chat_id"])
    caption, rows = caption_text(given.get("caption", "")), buttons(given.get("reply_markup", {}))
    name, body = given["document"]
    kind = document(name, body)
    held = world.hold("documents", body) | {"file_name": name, "mime_type": kind}
    _within_rates(world, chat)
    return world.as_json(chat, world.write(chat, 0, "", rows=rows, content={"document": held, **({"caption": caption} if caption else {})}))


def _get_file(world: World, given: dict[str, Any]) -> dict[str, Any]:
    held = world.files.get(given["file_id"])
    if held is None:
        raise Refusal(400, "Bad Request: wrong file_id or the file is temporarily unavailable")
    if held.size > DOWNLOADABLE:
        raise Refusal(400, "Bad Request: file is too big")
    return {"file_id": given["file_id"], "file_unique_id": "x", "file_size": held.size, "file_path": held.path}


def _edit_text(world: World, given: dict[str, Any]) -> dict[str, Any]:
    chat, message = _editable(world, given)
    text, rows = message_text(given["text"]), buttons(given.get("reply_markup", {}))
    if (text, rows) == (message.text, message.rows):
        raise Refusal(400, NOT_MODIFIED)
    message.text, message.rows, message.touched = text, rows, world.touch()
    return world.as_json(chat, message)


def _edit_markup(world: World, given: dict[str, Any]) -> dict[str, Any]:
    chat, message = _editable(world, given)
    rows = buttons(given.get("reply_markup", {}))
    if rows == message.rows:
        raise Refusal(400, NOT_MODIFIED)
    message.rows = rows
    return world.as_json(chat, message)


def _editable(world: World, given: dict[str, Any]) -> tuple[Chat, Message]:
    chat = _reachable(world, given["chat_id"])
    message = chat.message(given["message_id"])
    if message is None:
        raise Refusal(400, "Bad Request: message to edit not found")
    if message.author:
        raise Refusal(400, "Bad Request: message can't be edited")
    if "text" in given and message.content:
        raise Refusal(400, "Bad Request: there is no text in the message to edit")
    return chat, message


def _delete_message(world: World, given: dict[str, Any]) -> bool:
    chat = _reachable(world, given["chat_id"])
    message = chat.message(given["message_id"])
    if message is None:
        raise Refusal(400, "Bad Request: message to delete not found")
    if world.now() - message.date >= DELETABLE_SECONDS:
        raise Refusal(400, "Bad Request: message can't be deleted for everyone")
    chat.messages.remove(message)
    return True


def _delete_messages(world: World, given: dict[str, Any]) -> bool:
    chat, numbers = _reachable(world, given["chat_id"]), given["message_ids"]
    if not 1 <= len(numbers) <= DELETED_AT_ONCE:
        raise Refusal(400, "Bad Request: there must be 1 to 100 messages")
    # What is not there is passed over; what is too old stays, and the rest goes.
    chat.messages[:] = [one for one in chat.messages if one.id not in numbers or world.now() - one.date >= DELETABLE_SECONDS]
    return True


def _answer(world: World, given: dict[str, Any]) -> bool:
    press = world.presses.get(given["callback_query_id"])
    if press is None or press.toast is not None or world.now() - press.at > PRESS_LIFE:
        raise Refusal(400, CANNOT_ANSWER)
    if len(given.get("text", "")) > 200:
        raise Refusal(400, "Bad Request: MESSAGE_TOO_LONG")
    press.toast = given.get("text", "")
    return True


def _set_commands(world: World, given: dict[str, Any]) -> bool:
    commands = [_command(entry) for entry in given["commands"]]
    if len(commands) > 100:
        raise Refusal(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
    scope, language = given.get("scope", {"type": "default"}), given.get("language_code", "")
    if scope.get("type") not in SCOPES:
        raise Refusal(400, "Bad Request: can't parse BotCommandScope: unsupported type specified")
    if not re.fullmatch(r"([a-z]{2})?", language):
        raise Refusal(400, "Bad Request: invalid language code specified")
    where = f"chat {_found(world, scope.get('chat_id', 0)).id}" if scope["type"] == "chat" else scope["type"]
    world.commands[where, language] = commands
    return True


def _command(entry: Any) -> tuple[str, str]:
    if not isinstance(entry, dict) or set(entry) != {"command", "description"}:
        raise Refusal(400, "Bad Request: can't parse BotCommand")
    name, words = str(entry["command"]), str(entry["description"])
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
    if not 1 <= len(words) <= 256:
        raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
    return name, words


def _set_menu(world: World, given: dict[str, Any]) -> bool:
    menu = given.get("menu_button", {"type": "default"})
    if menu.get("type") not in {"commands", "web_app", "default"}:
        raise Refusal(400, "Bad Request: can't parse MenuButton")
    if menu["type"] == "web_app":
        web_app(menu.get("web_app"))
    if "chat_id" in given:
        _found(world, given["chat_id"]).menu = menu
    return True


def _leave(world: World, given: dict[str, Any]) -> bool:
    chat = _reachable(world, given["chat_id"])
    if chat.type == "private":
        raise Refusal(400, "Bad Request: chat member status can't be changed in private chats")
    chat.open = False
    return True


def _found(world: World, number: int) -> Chat:
    chat = world.chats.get(number)
    if chat is None:
        raise Refusal(400, "Bad Request: chat not found")
    return chat


def _reachable(world: World, number: int) -> Chat:
    chat = _found(world, number)
    if chat.gone:
        raise Refusal(403, "Forbidden: user is deactivated")
    if chat.blocked:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    if not chat.open and chat.type == "private":
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
    if not chat.open:
        raise Refusal(403, f"Forbidden: bot is not a member of the {chat.type} chat")
    return chat


def _within_rates(world: World, chat: Chat) -> None:
    """Refuse, when rates are strict, what comes too fast for this chat or for all chats together."""
    now = world.now()
    if world.strict_rates:
        lately = [at for other in world.chats.values() for at in other.sent_at if now - at < ALL_SECONDS]
        here = [at for at in chat.sent_at if now - at < CHAT_SECONDS]
        if len(lately) >= ALL_BURST or len(here) >= CHAT_BURST:
            raise Refusal(429, "Too Many Requests: retry after 3", retry_after=3)
    chat.sent_at.append(now)


_POSTED = {"chat_id": int, "text": str, "reply_markup": dict}
_LETTER = _POSTED | {"link_preview_options": dict, "disable_notification": bool, "protect_content": bool, "entities": list}
_PHOTO = {"chat_id": int, "photo": bytes, "caption": str, "reply_markup": dict, "disable_notification": bool, "protect_content": bool}
_DOCUMENT = {name: kind for name, kind in _PHOTO.items() if name != "photo"} | {"document": tuple}
_QUERY = ("callback_query_id",)
_HOOK = {"url": str, "secret_token": str, "allowed_updates": list, "drop_pending_updates": bool, "max_connections": int}
METHODS: Mapping[str, Method] = {
    "getMe": Method(does=_get_me, takes={}),
    "getUpdates": Method(does=_get_updates, takes={"offset": int, "limit": int, "timeout": int, "allowed_updates": list}),
    "setWebhook": Method(does=_set_webhook, takes=_HOOK, needs=("url",)),
    "deleteWebhook": Method(does=_delete_webhook, takes={"drop_pending_updates": bool}),
    "getWebhookInfo": Method(does=_get_webhook_info, takes={}),
    "sendMessage": Method(does=_send_message, takes=_LETTER, needs=("chat_id", "text")),
    "sendPhoto": Method(does=_send_photo, takes=_PHOTO, needs=("chat_id", "photo")),
    "sendDocument": Method(does=_send_document, takes=_DOCUMENT, needs=("chat_id", "document")),
    "getFile": Method(does=_get_file, takes={"file_id": str}, needs=("file_id",)),
    "editMessageText": Method(
        does=_edit_text, takes=_POSTED | {"message_id": int, "link_preview_options": dict}, needs=("chat_id", "message_id", "text")
    ),
    "editMessageReplyMarkup": Method(
        does=_edit_markup, takes={"chat_id": int, "message_id": int, "reply_markup": dict}, needs=("chat_id", "message_id")
    ),
    "deleteMessage": Method(does=_delete_message, takes={"chat_id": int, "message_id": int}, needs=("chat_id", "message_id")),
    "deleteMessages": Method(does=_delete_messages, takes={"chat_id": int, "message_ids": list}, needs=("chat_id", "message_ids")),
    "answerCallbackQuery": Method(does=_answer, takes={"callback_query_id": str, "text": str, "show_alert": bool}, needs=_QUERY),
    "setMyCommands": Method(does=_set_commands, takes={"commands": list, "scope": dict, "language_code": str}, needs=("commands",)),
    "setChatMenuButton": Method(does=_set_menu, takes={"chat_id": int, "menu_button": dict}),
    "leaveChat": Method(does=_leave, takes={"chat_id": int}, needs=("chat_id",)),
}
