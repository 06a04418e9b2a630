"""People and groups on the other side of the fake Bot API: what they do and what they see."""

import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.fakes.bot_api_rules import LONGEST_TEXT
from tests.fakes.bot_api_world import Chat, Message, Press, World


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenButton:
    """A button as shown: its label and what it does; `inside`: its address opens inside Telegram."""

    label: str
    data: str = ""
    url: str = ""
    inside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A message as a person saw it at one moment; `own` when a person wrote it."""

    id: int
    own: bool
    text: str
    rows: tuple[tuple[SeenButton, ...], ...] = ()

    @property
    def labels(self) -> list[str]:
        """List the labels of its buttons, row after row."""
        return [button.label for row in self.rows for button in row]

    def __str__(self) -> str:
        """Write it as one line of a conversation."""
        return f"{'you' if self.own else 'bot'}: {self.text}" + "".join(f" [{label}]" for label in self.labels)


class Room:
    """A chat seen from the people in it."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.id = chat.id
        self._world = world
        self._chat = chat
        self._mark = 0

    def chat(self) -> list[Seen]:
        """List the messages that are there now, with their present buttons."""
        with self._world.changed:
            return [_seen(message) for message in self._chat.messages]

    def transcript(self) -> list[str]:
        """List the conversation in lines like `bot: Hej [Ja] [Nej]`."""
        return [str(seen) for seen in self.chat()]

    def last(self) -> Seen:
        """Give the newest message of the bot."""
        said = [seen for seen in self.chat() if not seen.own]
        if not said:
            raise LookupError("the bot has said nothing in this chat")
        return said[-1]

    def wait_for(self, what: str | Callable[[Seen], bool] = "", timeout: float = 60.0) -> Seen:
        """Wait for the bot to say (or edit in) something that fits, after this room's own latest act; give the first that does."""
        until = time.monotonic() + timeout
        with self._world.changed:
            while (found := self._answer(what)) is None:
                left = until - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"no answer fits {what!r} within {timeout} s; the chat is {self.transcript()}")
                self._world.changed.wait(min(left, 0.5))
        return found

    def _answer(self, what: str | Callable[[Seen], bool]) -> Seen | None:
        fresh = sorted((m for m in self._chat.messages if not m.author and m.touched > self._mark), key=lambda m: m.touched)
        fits = what if callable(what) else lambda seen: what in seen.text
        return next((seen for seen in map(_seen, fresh) if fits(seen)), None)

    def _post(self, who: dict[str, Any], text: str, content: dict[str, Any] | None = None) -> Seen:
        with self._world.changed:
            self._chat.open = self._chat.open or self._chat.type == "private"
            message = self._world.write(self._chat, who["id"], text, content=content)
            self._mark = self._world.touches()
            self._world.push("message", self._world.as_json(self._chat, message, who))
            return _seen(message)

    def _push_press(self, who: dict[str, Any], what: str, on: Seen | None) -> str:
        with self._world.changed:
            message, button = self._find(what, on)
            return button.url or self._query(who, button.data, message)

    def _query(self, who: dict[str, Any], data: str, message: int) -> str:
        with self._world.changed:
            query = str(secrets.randbits(63))
            self._world.presses[query] = Press(person=who["id"], at=self._world.now())
            self._mark = self._world.touches()
            held = self._chat.message(message)
            shown = {"message_id": message, "chat": self._chat.as_json(), "date": 0}
            body = {"id": query, "from": who, "chat_instance": str(self.id * 7), "data": data}
            self._world.push("callback_query", body | {"message": self._world.as_json(self._chat, held) if held else shown})
            return query

    def _find(self, what: str, on: Seen | None) -> tuple[int, SeenButton]:
        looked = [on] if on else [seen for seen in reversed(self.chat()) if not seen.own]
        shown = [(seen.id, button) for seen in looked for row in seen.rows for button in row]
        fitting = [entry for entry in shown if entry[1].label == what] or [entry for entry in shown if entry[1].data == what]
        if fitting:
            return fitting[0]
        raise LookupError(f"no button {what!r}; there are {[seen.labels for seen in looked if seen.labels]}")


class Person(Room):
    """Somebody with a private chat with the bot."""

    def __init__(self, world: World, chat: Chat, language: str) -> None:
        super().__init__(world, chat)
        self.topic = 0
        self.who: dict[str, Any] = {"id": chat.id, "is_bot": False, **chat.words, "language_code": language}

    def send(self, text: str) -> Seen:
        """Write; a client cuts a long text into several messages; the last one is given back."""
        if self._chat.blocked:
            raise LookupError("one cannot write to a bot one has blocked")
        parts = [text[at : at + LONGEST_TEXT] for at in range(0, len(text), LONGEST_TEXT)]
        inside = {"message_thread_id": self.topic, "is_topic_message": True} if self.topic else None
        return [self._post(self.who, part, inside) for part in parts][-1]

    def delete_topic(self) -> None:
        """Delete the topic one writes in (`topic`, 0: none), with one's messages there."""
        with self._world.changed:
            gone = [message for message in self._chat.messages if self.topic and message.content.get("message_thread_id") == self.topic]
            self._chat.messages[:] = [message for message in self._chat.messages if message not in gone]
            self.topic = 0

    def start(self, payload: str = "") -> Seen:
        """Press Start, or open a link with a payload; the client drops a payload that is not well formed."""
        self._chat.blocked = False
        return self.send(f"/start {payload}" if re.fullmatch(r"[A-Za-z0-9_-]{1,64}", payload) else "/start")

    def press(self, what: str, message: Seen | None = None) -> str:
        """Press the newest button with this label or data (or one of `message`, as it was seen); give the query id, or the url it opens."""
        return self._push_press(self.who, what, message)

    def forge(self, data: str, message: Seen | int) -> str:
        """Press a button that was never shown, as a changed client can; give the query id."""
        return self._query(self.who, data, message if isinstance(message, int) else message.id)

    def edit(self, text: str, message: Seen | None = None) -> Seen:
        """Change one's own message, the newest unless given."""
        with self._world.changed:
            held = self._chat.message(message.id) if message else [m for m in self._chat.messages if m.author][-1]
            if held is None or not held.author:
                raise LookupError("there is no such message of one's own")
            held.text, held.touched = text, self._world.touch()
            self._mark = held.touched
            body = self._world.as_json(self._chat, held, self.who) | {"edit_date": int(self._world.now())}
            self._world.push("edited_message", body)
            return _seen(held)

    def sticker(self) -> Seen:
        """Send a sticker."""
        return self._post(self.who, "", {"sticker": self._file("stickers") | {"type": "regular", "width": 512, "height": 512}})

    def voice(self, body: bytes = b"OggS", seconds: int = 3, *, size: int = 0) -> Seen:
        """Send a spoken message; `size` is what Telegram says of its length."""
        return self._post(self.who, "", {"voice": self._file("voice", body, size) | {"duration": seconds, "mime_type": "audio/ogg"}})

    def photo(self, caption: str = "", body: bytes = b"\xff\xd8\xff") -> Seen:
        """Send a picture, with words under it or without; the client makes a small one of it too."""
        words = {"caption": caption} if caption else {}
        sizes = [self._file("photos", b"small") | {"width": 90, "height": 60}, self._file("photos", body) | {"width": 1280, "height": 853}]
        return self._post(self.who, "", {"photo": sizes, **words})

    def document(self, body: bytes = b"%PDF", kind: str = "application/pdf") -> Seen:
        """Send a file."""
        return self._post(self.who, "", {"document": self._file("documents", body) | {"file_name": "cv", "mime_type": kind}})

    def contact(self) -> Seen:
        """Send one's telephone number."""
        card = {"phone_number": "+4500000000", "first_name": self.who["first_name"], "user_id": self.id}
        return self._post(self.who, "", {"contact": card})

    def block(self, *, tell: bool = True) -> None:
        """Block the bot; without `tell` it has not heard of it yet."""
        if tell:
            self._membership(blocked=True)
        self._chat.blocked = True

    def unblock(self) -> None:
        """Take the bot back."""
        self._membership(blocked=False)

    def disappear(self) -> None:
        """Delete one's account."""
        with self._world.changed:
            self._chat.gone = True

    def toasts(self) -> list[str]:
        """List the words shown shortly over the chat after presses, in order of the presses."""
        with self._world.changed:
            return [press.toast for press in self._world.presses.values() if press.person == self.id and press.toast]

    def spinning(self) -> int:
        """Say how many pressed buttons still wait for an answer."""
        with self._world.changed:
            return sum(press.person == self.id and press.toast is None for press in self._world.presses.values())

    def _file(self, folder: str, body: bytes = b"-", size: int = 0) -> dict[str, Any]:
        with self._world.changed:
            return self._world.hold(folder, body, size)

    def _membership(self, *, blocked: bool) -> None:
        with self._world.changed:
            self._chat.blocked = blocked
            states = ("member", "kicked") if blocked else ("kicked", "member")
            self._world.push("my_chat_member", _membership(self._world, self._chat, self.who, states))


class Group(Room):
    """A group chat the bot may have been put in."""

    def add_bot(self, by: Person) -> None:
        """Put the bot in the group."""
        with self._world.changed:
            self._chat.open = True
            self._world.push("my_chat_member", _membership(self._world, self._chat, by.who, ("left", "member")))

    def send(self, who: Person, text: str) -> Seen:
        """Write in the group."""
        return self._post(who.who, text)

    def press(self, who: Person, what: str) -> str:
        """Press a button in the group."""
        return self._push_press(who.who, what, None)

    @property
    def has_bot(self) -> bool:
        """Say whether the bot is in the group."""
        return self._chat.open


def _seen(message: Message) -> Seen:
    text = message.text or f"({next(iter(message.content), '')})"
    if not message.author and (sent := {"photo", "document"} & set(message.content)):
        text = f"({sent.pop()}) {message.content.get('caption', '')}".strip()
    return Seen(id=message.id, own=bool(message.author), text=text, rows=tuple(tuple(_button(b) for b in row) for row in message.rows))


def _button(button: dict[str, Any]) -> SeenButton:
    inside = button.get("web_app", {}).get("url", "")
    url = inside or button.get("url", "")
    return SeenButton(label=button["text"], data=button.get("callback_data", ""), url=url, inside=bool(inside))


def _membership(world: World, chat: Chat, who: dict[str, Any], states: tuple[str, str]) -> dict[str, Any]:
    old, new = ({"user": world.bot, "status": state} | ({"until_date": 0} if state == "kicked" else {}) for state in states)
    return {"chat": chat.as_json(), "from": who, "date": int(world.now()), "old_chat_member": old, "new_chat_member": new}
