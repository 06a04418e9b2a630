"""Speaks to Telegram; the only door to python-telegram-bot."""

from collections.abc import Awaitable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import ceil
from ssl import SSLContext
from typing import Any

import httpx
import telegram
from telegram import Bot, BotCommand, BotCommandScopeAllPrivateChats, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Conflict, EndPointNotFound, Forbidden, InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.channels.packing import NOBODY, Message, as_file, pack
from bot.channels.parts import LONGEST, Pictures, no_pictures, without_local_links
from bot.channels.trouble import BACK_OFF, SLACK, TOKEN_REFUSED, cause_says, is_gone
from bot.domain import hosts
from bot.domain.letter import Button, Later, Letter, Outcome, Refused, Sent, Unknown
from bot.domain.media import LARGEST
from bot.errors import BadInput, LineDown, LineRefused, LineTaken, WrongSettings
from bot.logs import TOKEN, redacted
from bot.ports import Painter

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]
PATIENCE = 20.0
_NO_LINKS = LinkPreviewOptions(is_disabled=True)
Rows = tuple[tuple[Button, ...], ...]


class Telegram:
    """One bot at Telegram. `api` is the base address without `/bot`, `patience` the seconds to wait for an answer.

    `pictures` gives the PNG a letter names, or KeyError; then its words go alone. `painter` draws what leaves with a letter. No error
    raised here and no reason given holds the token.
    """

    def __init__(
        self,
        token: str,
        api: str = hosts.TELEGRAM,
        *,
        patience: float = PATIENCE,
        pictures: Pictures = no_pictures,
        painter: Painter = NOBODY,
    ) -> None:
        self._token, self._api, self._patience = token, api.rstrip("/"), patience
        self._pictures, self._painter = pictures, painter
        self._open: Bot | None = None

    async def open(self) -> str:
        """Connect and give the bot's user name; WrongSettings if the token is refused, OSError if Telegram does not answer."""
        try:
            with _as_os_error():
                return await self._connect()
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let the connections go; harmless twice."""
        bot, self._open = self._open, None
        if bot:
            await bot.shutdown()

    async def updates(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        """Wait for updates from this number on and confirm all before it; OSError, with a clear text, if that fails."""
        asked = {"offset": offset, "timeout": ceil(seconds), "allowed_updates": KINDS}
        with _as_os_error():
            # Under its plain name the library warns and wants its own method, which fails as a whole on one update it cannot read.
            found = await self._bot.do_api_request("get_Updates", api_kwargs=asked, read_timeout=seconds + self._patience)
        if not isinstance(found, list):
            raise OSError("Telegram answered with something that is no list of updates")
        return [update for update in found if isinstance(update, dict)]

    async def file(self, file_id: str) -> bytes:
        """The bytes of a file somebody sent. Raises BadInput if Telegram will never give it or it is over 10 MB, OSError if not now."""
        with _as_os_error():
            try:
                found = await self._bot.get_file(file_id)
            except BadRequest as refusal:
                raise BadInput("too_big" if "too big" in refusal.message.lower() else "gone") from None
            if (found.file_size or 0) > LARGEST:
                raise BadInput("too_big")
            return bytes(await found.download_as_bytearray()) if found.file_path else b""

    async def deliver(self, external: str, letter: Letter) -> Outcome:
        """Send a letter to a chat, or put it in the place of an earlier one; what it deletes and the buttons it settles go first."""
        if self._open is None:
            return Later(seconds=BACK_OFF)
        if letter.deletes:
            deleted = await _outcome_of(self._bot.delete_messages(external, letter.deletes))
            if not letter.text:
                return deleted
        letter = without_local_links(letter)
        if letter.settles and letter.settles != letter.replaces:
            await self._settle(external, letter.settles)
        if letter.replaces:
            if replaced := await self._replace(external, letter):
                return replaced
            await self._settle(external, letter.replaces)
        return await self._send(external, letter)

    async def answer(self, callback_id: str, text: str = "") -> None:
        """Stop the spinner of a pressed button, with at most 200 characters shown shortly; never fails."""
        with _best_effort():
            await self._bot.answer_callback_query(callback_id, text=text[:200] or None)

    async def leave(self, chat: str) -> None:
        """Leave a group; never fails."""
        with _best_effort():
            await self._bot.leave_chat(chat)

    async def register(self, commands: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Show these commands (name, description) in private chats, by language code ('' for all others); OSError if that fails."""
        with _as_os_error():
            for language, listed in commands.items():
                shown = [BotCommand(name, words) for name, words in listed]
                await self._bot.set_my_commands(shown, scope=BotCommandScopeAllPrivateChats(), language_code=language or None)

    async def menu(self, label: str, url: str) -> None:
        """Let the button beside the line one writes in open this (https) inside Telegram, or be Telegram's own; OSError if that fails."""
        with _as_os_error():
            await self._bot.set_chat_menu_button(menu_button=telegram.MenuButtonWebApp(label, telegram.WebAppInfo(url)) if url else None)

    async def webhook(self, url: str = "", secret: str = "", *, forget: bool = False) -> None:
        """Have updates posted to this address with this secret in the header, or without one wait to be fetched; OSError if that fails.

        With `forget` those that wait already are thrown away.
        """
        with _as_os_error():
            if url:
                await self._bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS, drop_pending_updates=forget)
            else:
                await self._bot.delete_webhook(drop_pending_updates=forget)

    async def webhook_now(self) -> str:
        """The address that updates are posted to, whoever has set it; empty: they are fetched. OSError if that cannot be told."""
        with _as_os_error():
            return (await self._bot.get_webhook_info()).url

    async def _connect(self) -> str:
        if not TOKEN.fullmatch(self._token):
            raise WrongSettings("The bot's token is not of the form 123456789:AA…; copy it again from @BotFather.")
        trust = httpx.create_ssl_context()  # read once for both lines: reading the certificates is the slow part
        sending, polling = self._line(32, trust), self._line(1, trust)
        try:
            self._open = Bot(
                self._token, f"{self._api}/bot", base_file_url=f"{self._api}/file/bot", request=sending, get_updates_request=polling
            )
            await self._open.initialize()
        except InvalidToken:
            raise WrongSettings("The bot's token: Telegram refuses it; copy it again from @BotFather.") from None
        return self._open.username

    def _line(self, size: int, trust: SSLContext) -> HTTPXRequest:
        waits: dict[str, Any] = dict.fromkeys(("connect_timeout", "read_timeout", "write_timeout", "pool_timeout"), self._patience)
        return _Line(connection_pool_size=size, httpx_kwargs={"verify": trust}, **waits)

    @property
    def is_open(self) -> bool:
        """Whether it is connected."""
        return self._open is not None

    @property
    def _bot(self) -> Bot:
        if self._open is None:
            raise OSError("Telegram is not open")
        return self._open

    async def _settle(self, external: str, message: int) -> None:
        with _best_effort():
            await self._bot.edit_message_reply_markup(chat_id=external, message_id=message, reply_markup=None)

    async def _replace(self, external: str, letter: Letter) -> Outcome | None:
        """Change an earlier message into this one; None when that cannot be, and it is to be sent."""
        if letter.picture or letter.attachment or len(letter.text) > LONGEST:
            return None
        outcome = await _outcome_of(
            self._bot.edit_message_text(
                letter.text, external, letter.replaces, reply_markup=_keyboard(letter.rows), link_preview_options=_NO_LINKS
            )
        )
        if isinstance(outcome, Refused) and not outcome.gone:
            return Sent(messages=(letter.replaces,)) if "not modified" in outcome.reason else None
        return outcome

    async def _send(self, external: str, letter: Letter) -> Outcome:
        """One message after the other; the buttons are on whatever is last."""
        packed, letter = await pack(letter, self._pictures, self._painter)
        messages = list[int]()
        for number, message in enumerate(packed, 1):
            outcome = await self._post(external, message, letter.rows if number == len(packed) else ())
            if isinstance(outcome, Later) and number > 1:
                return Unknown()  # part of it was read: it is not to be said again and again
            if not isinstance(outcome, Sent):
                return outcome
            messages += outcome.messages
        return Sent(messages=tuple(messages))

    async def _post(self, external: str, message: Message, rows: Rows) -> Outcome:
        """A photo that Telegram will not show goes as a file."""
        words, keyboard = message.text or None, _keyboard(rows)
        if message.photo:
            shown = await _outcome_of(self._bot.send_photo(external, message.body, words, reply_markup=keyboard))
            is_refused = isinstance(shown, Refused) and not shown.gone
            return await self._post(external, as_file(message), rows) if is_refused and message.name else shown
        if message.body:
            return await _outcome_of(self._bot.send_document(external, message.body, words, filename=message.name, reply_markup=keyboard))
        return await _outcome_of(self._bot.send_message(external, message.text, link_preview_options=_NO_LINKS, reply_markup=keyboard))


class _TooMany(TelegramError):
    """Telegram asks to wait; the library's own RetryAfter warns of its future each time it is made."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"Too many requests; wait {seconds} s")
        self.seconds = seconds


class _Down(TelegramError):
    """Telegram answered that it could not serve the request."""


class _Line(HTTPXRequest):
    """The library's line to Telegram, told apart where the library throws all failures into one class."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask, and raise at once what only the status tells."""
        code, payload = await super().do_request(*args, **kwargs)
        if code == httpx.codes.TOO_MANY_REQUESTS:
            raise _TooMany(self._seconds(payload))
        if code >= httpx.codes.INTERNAL_SERVER_ERROR and code != httpx.codes.GATEWAY_TIMEOUT:
            raise _Down(f"Telegram answered {code}")
        return code, payload

    def _seconds(self, payload: bytes) -> float:
        try:
            return float(self.parse_json_payload(payload)["parameters"]["retry_after"])
        except (TelegramError, KeyError, TypeError, ValueError):
            return BACK_OFF


async def _outcome_of(sending: Awaitable[object]) -> Outcome:
    try:
        done = await sending
    except TelegramError as trouble:
        return _outcome(trouble)
    except (KeyError, TypeError, ValueError):
        return Unknown()  # Telegram took it and answered with something that is no message
    return Sent(messages=(number,) if (number := getattr(done, "message_id", 0)) else ())


def _outcome(trouble: TelegramError) -> Outcome:
    """Say what a failed sending means; for trouble on the way the library chains the network's own error as the cause."""
    match trouble:
        case _TooMany():
            return Later(seconds=trouble.seconds + SLACK, paused=True)
        case Forbidden() | BadRequest():
            return Refused(reason=redacted(trouble.message), gone=isinstance(trouble, Forbidden) or is_gone(trouble.message))
        case InvalidToken():
            return Later(seconds=TOKEN_REFUSED)
        case _Down():
            return Later(seconds=BACK_OFF)
        case _:
            return cause_says(trouble.__cause__)


@contextmanager
def _as_os_error() -> Iterator[None]:
    """Turn the library's errors, whose texts and causes can hold the token or people's words, into a plain OSError."""
    try:
        yield
    except Conflict:
        raise LineTaken from None
    except (EndPointNotFound, InvalidToken):
        raise LineRefused from None
    except TelegramError as trouble:
        raise LineDown(f"Telegram: {type(trouble).__name__.lstrip('_')}") from None
    except (KeyError, TypeError, ValueError) as trouble:
        raise LineDown(f"Telegram answered with something unreadable ({type(trouble).__name__})") from None


@contextmanager
def _best_effort() -> Iterator[None]:
    try:
        with _as_os_error():
            yield
    except OSError:
        return  # what is lost is a spinner that stops, or a button that says again what it said


def _keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.inside:
        return InlineKeyboardButton(button.label, web_app=telegram.WebAppInfo(button.url))
    return InlineKeyboardButton(button.label, url=button.url or None, callback_data=button.press or None)
