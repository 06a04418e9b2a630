"""What the fake Bot API remembers: chats, messages, presses and the updates the bot has not confirmed."""

import secrets
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

DAY = 86_400.0
PRESS_LIFE = 150.0
KINDS_SENT_BY_DEFAULT = ("message", "edited_message", "channel_post", "callback_query", "my_chat_member")


class Refusal(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, code: int, words: str, *, retry_after: int = 0) -> None:
        super().__init__(words)
        self.code = code
        self.words = words
        self.retry_after = retry_after

    def body(self) -> dict[str, Any]:
        """Give the JSON body as Telegram writes it."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.words}
        return body | ({"parameters": {"retry_after": self.retry_after}} if self.retry_after else {})


@dataclass(slots=True, kw_only=True)
class Message:
    """One message in a chat; `author` 0 is the bot, `touched` grows with every new text anywhere."""

    id: int
    author: int
    text: str
    rows: list[list[dict[str, Any]]]
    content: dict[str, Any]
    date: float
    touched: int


@dataclass(slots=True, kw_only=True)
class Chat:
    """One chat as Telegram sees it; `open` once the person wrote or the bot was let in."""

    id: int
    type: Literal["private", "group", "supergroup"]
    words: dict[str, str]
    open: bool = False
    blocked: bool = False
    gone: bool = False
    menu: dict[str, Any] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    sent_at: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Give the chat as it stands in an update."""
        return {"id": self.id, "type": self.type, **self.words}

    def message(self, number: int) -> Message | None:
        """Find a message that is still there."""
        return next((message for message in self.messages if message.id == number), None)


@dataclass(slots=True, kw_only=True)
class Press:
    """One press of a button which waits to be answered."""

    person: int
    at: float
    toast: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A file somebody sent; `size` is what Telegram says of it, `path` where it is fetched."""

    path: str
    body: bytes
    size: int


@dataclass(slots=True, kw_only=True)
class Webhook:
    """Where updates are posted instead of being fetched."""

    url: str = ""
    secret: str = ""


class World:
    """All that outlives a restart of the bot; every method wants `changed` to be held."""

    def __init__(self, token: str, name: str) -> None:
        self.changed = threading.Condition()
        self.token = token
        self.bot = {"id": int(token.split(":", maxsplit=1)[0]), "is_bot": True, "first_name": "Samvej", "username": name}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.commands: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.webhook = Webhook()
        self.files: dict[str, Held] = {}
        self.allowed: tuple[str, ...] = ()
        self.pending: list[tuple[float, dict[str, Any]]] = []
        self.told: dict[int, dict[str, Any]] = {}
        self.strict_rates = False
        self._ahead = 0.0
        self._next_update = 417_000_000
        self._next_message = 1
        self._touches = 0

    def hold(self, folder: str, body: bytes, size: int = 0) -> dict[str, Any]:
        """Keep a file that somebody sent; give it as it stands in a message."""
        number = secrets.token_urlsafe(40)
        self.files[number] = Held(path=f"{folder}/file_{len(self.files)}", body=body, size=size or len(body))
        return {"file_id": number, "file_unique_id": secrets.token_urlsafe(9), "file_size": self.files[number].size}

    def now(self) -> float:
        """Give the fake's time in seconds since 1970."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Let time pass: presses and updates grow old."""
        self._ahead += seconds

    def touch(self) -> int:
        """Count one more new text."""
        self._touches += 1
        return self._touches

    def touches(self) -> int:
        """Say how many new texts there have been."""
        return self._touches

    def renumber_updates(self, start: int) -> None:
        """Go on from another number, as Telegram does after a week of silence."""
        self._next_update = start

    def push(self, kind: str, body: dict[str, Any]) -> int:
        """Queue an update of this kind unless the bot did not ask for it; give its number (0: not queued)."""
        if kind not in (self.allowed or KINDS_SENT_BY_DEFAULT):
            return 0
        life = PRESS_LIFE if kind == "callback_query" else DAY
        return self.inject({kind: body}, life=life)

    def inject(self, update: dict[str, Any], *, life: float = DAY) -> int:
        """Queue any update as it stands; it gets a number unless it has one."""
        if "update_id" not in update:
            update = {"update_id": self._next_update, **update}
            self._next_update += 1
        number = int(update["update_id"])
        self.told[number] = update
        self.pending.append((self.now() + life, update))
        self.changed.notify_all()
        return number

    def waiting(self) -> list[dict[str, Any]]:
        """List the updates nobody confirmed, forgetting those that grew too old."""
        self.pending = [(until, update) for until, update in self.pending if until > self.now()]
        return [update for _, update in self.pending]

    def confirm(self, below: int) -> None:
        """Forget every update with a number under this one."""
        self.pending = [(until, update) for until, update in self.pending if update["update_id"] >= below]

    def settle(self, update: dict[str, Any]) -> None:
        """Forget one update that a webhook took."""
        self.pending = [(until, held) for until, held in self.pending if held is not update]

    def write(
        self, chat: Chat, author: int, text: str, *, rows: Iterable[list[dict[str, Any]]] = (), content: dict[str, Any] | None = None
    ) -> Message:
        """Put a message in a chat."""
        message = Message(
            id=self._next_message, author=author, text=text, rows=list(rows), content=content or {}, date=self.now(), touched=self.touch()
        )
        self._next_message += 1
        chat.messages.append(message)
        self.changed.notify_all()
        return message

    def as_json(self, chat: Chat, message: Message, author: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give a message as it stands in an update or an answer; without `author` it is the bot's."""
        body: dict[str, Any] = {"message_id": message.id, "from": author or self.bot, "chat": chat.as_json(), "date": int(message.date)}
        if message.text:
            body["text"] = message.text
        if message.text.startswith("/"):
            body["entities"] = [{"type": "bot_command", "offset": 0, "length": len(message.text.split()[0])}]
        if message.rows:
            body["reply_markup"] = {"inline_keyboard": message.rows}
        return body | message.content
