"""The settings: read once, at the door, from the environment and one optional file; every fault is told at once."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import WrongSettings

PREFIX = "SAMVEJ_"
NAMES = (
    "DATA", "HOST", "PORT", "URL", "TELEGRAM_TOKEN", "TELEGRAM_API", "TELEGRAM_WEBHOOK", "TELEGRAM_SECRET", "LANGUAGE", "TIMEZONE",
    "FLOWS", "KEY_FILE", "OPERATOR", "WITNESS", "BACKUP_KEY", "OIDC_ISSUER", "OIDC_CLIENT", "OIDC_SECRET", "METRICS_TOKEN",
    "MAIL_SERVER", "MAIL_FROM", "MAIL_USER", "MAIL_PASSWORD",
)  # fmt: skip
_PATHS = ("FLOWS", "KEY_FILE", "OPERATOR", "WITNESS")
_NO_TEXTS = {"DATA", "PORT", "URL", *_PATHS}
SECRETS = ("TELEGRAM_TOKEN", "TELEGRAM_SECRET", "OIDC_SECRET", "METRICS_TOKEN", "MAIL_PASSWORD")
_KEYS = ("SAMVEJ_KEY", "SAMVEJ_MASTER_KEY")
_NO_KEYS_HERE = "a key is never taken from the environment, where other programs can read it; name its file in SAMVEJ_KEY_FILE"
LANGUAGES = ("da", "en")
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")
_SERVER = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
_MAILBOX = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
MAIL_PORT = 587
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{24,256}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How this house is run. `url` is the public address, without a slash at the end; `telegram_webhook` empty means long polling.

    `flows` is a folder with flows of one's own, if there is one. `key_file` holds the master key, outside the data folder; `operator` says
    who runs this house and on what basis; `witness` is a folder, best on another disk, for what must outlive the database (the head of the
    audit trail, the journal of erasures). Without an operator this is a demonstration: on this machine alone, with key and witness in the
    data folder. `credentials` is systemd's folder, where a key may lie too. `backup_key` is an age public key. `oidc_…` name the
    organisation's own sign-in. `mail_server` is host:port (empty: no mail is sent), `mail_from` the address that mails come from.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 8080
    url: str = "http://localhost:8080"
    telegram_token: str = field(default="", repr=False)
    telegram_api: str = "https://api.telegram.org"
    telegram_webhook: str = ""
    telegram_secret: str = field(default="", repr=False)
    language: str = "da"
    timezone: str = "Europe/Copenhagen"
    flows: Path | None = None
    key_file: Path | None = None
    credentials: Path | None = None
    operator: Path | None = None
    witness: Path | None = None
    backup_key: str = ""
    oidc_issuer: str = ""
    oidc_client: str = ""
    oidc_secret: str = field(default="", repr=False)
    metrics_token: str = field(default="", repr=False)
    mail_server: str = ""
    mail_from: str = ""
    mail_user: str = ""
    mail_password: str = field(default="", repr=False)

    @property
    def demonstration(self) -> bool:
        """Whether nobody has said who runs this: only to be tried, on this machine."""
        return self.operator is None

    @property
    def mail_at(self) -> tuple[str, int]:
        """The mail server's host and port."""
        parts = urlsplit(f"//{self.mail_server}")
        return parts.hostname or "", parts.port or MAIL_PORT


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings, or WrongSettings with every fault and the name to set.

    `SAMVEJ_SETTINGS` may name a TOML file with the same names in small letters, without the prefix; the environment wins.
    """
    faults: list[str] = []
    given = {**_from_file(environment, faults), **_from_environment(environment, faults)}
    faults += list(_faults(given))
    if faults:
        raise WrongSettings(*faults)
    port = int(given.get("PORT", "8080"))
    url = given.get("URL", f"http://localhost:{port}").rstrip("/")
    texts: dict[str, Any] = {name.lower(): given[name] for name in NAMES if name in given and name not in _NO_TEXTS}
    paths: dict[str, Any] = {name.lower(): Path(given[name]) for name in _PATHS if name in given}
    paths |= {"credentials": Path(environment["CREDENTIALS_DIRECTORY"])} if environment.get("CREDENTIALS_DIRECTORY") else {}
    return Settings(data=Path(given.get("DATA", ".samvej")), port=port, url=url, **paths, **texts)


def _from_file(environment: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    name = environment.get(f"{PREFIX}SETTINGS", "")
    if not name:
        return {}
    try:
        data = tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        faults.append(f"{PREFIX}SETTINGS: the file cannot be read ({error}); name a TOML file")
        return {}
    unknown = [key for key in data if key.upper() not in NAMES]
    faults += [f"{PREFIX}SETTINGS: {key!r} is no setting; known are {', '.join(one.lower() for one in NAMES)}" for key in unknown]
    return {key.upper(): str(value) for key, value in data.items() if key.upper() in NAMES}


def _from_environment(environment: Mapping[str, str], faults: list[str]) -> dict[str, str]:
    given = {name: environment[PREFIX + name].strip() for name in NAMES if environment.get(PREFIX + name, "").strip()}
    for name in SECRETS:
        file = environment.get(f"{PREFIX}{name}_FILE", "")
        if not file:
            continue
        try:
            given[name] = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            faults.append(f"{PREFIX}{name}_FILE: the file cannot be read ({error.strerror}); name a file with the secret in it")
    known = {PREFIX + name for name in (*NAMES, "SETTINGS", *(f"{one}_FILE" for one in SECRETS))}
    faults += [f"{name}: {_NO_KEYS_HERE}" for name in _KEYS if name in environment]
    known |= set(_KEYS)
    strange = sorted(name for name in environment if name.startswith(PREFIX) and name not in known and not name.startswith(f"{PREFIX}TEST"))
    faults += [f"{name}: there is no such setting; known are {', '.join(sorted(known))}" for name in strange]
    return given


def _faults(given: Mapping[str, str]) -> list[str]:
    zone = given.get("TIMEZONE", "Europe/Copenhagen")
    hook = given.get("TELEGRAM_WEBHOOK", "")
    issuer = given.get("OIDC_ISSUER", "")
    rules = {
        "PORT: give a number from 1 to 65535": not _is_port(given.get("PORT", "8080")),
        "URL: plain http is for this machine alone, since anybody on the way can read along; give an https address": _is_open(
            given.get("URL", "http://localhost")
        ),
        "URL: give the public address, like https://example.org": not _is_address(given.get("URL", "http://localhost")),
        "TELEGRAM_API: give the base address of a Bot API server, like http://127.0.0.1:8081": not _is_address(
            given.get("TELEGRAM_API", "https://x.org")
        ),
        "TELEGRAM_TOKEN: this is not a bot token; BotFather gives one like 123456:ABC…": not _fits(_TOKEN, given.get("TELEGRAM_TOKEN")),
        "TELEGRAM_WEBHOOK: give an https address, or leave it out for long polling": bool(hook) and not _is_address(hook),
        "TELEGRAM_SECRET: a webhook needs a secret of 24 to 256 letters, digits, _ or -": bool(hook)
        and not _WEBHOOK_SECRET.fullmatch(given.get("TELEGRAM_SECRET", "")),
        "METRICS_TOKEN: give a secret of 24 to 256 letters, digits, _ or -": "METRICS_TOKEN" in given
        and not _fits(_WEBHOOK_SECRET, given["METRICS_TOKEN"]),
        f"LANGUAGE: give one of {', '.join(LANGUAGES)}": given.get("LANGUAGE", "da") not in LANGUAGES,
        "TIMEZONE: give a time zone like Europe/Copenhagen": not _is_zone(zone),
        "OIDC_ISSUER: give the https address of your organisation's sign-in": bool(issuer)
        and (not _is_address(issuer) or _is_open(issuer)),
        "OIDC_CLIENT: give the name that this house has at OIDC_ISSUER": bool(issuer) and not given.get("OIDC_CLIENT"),
        "MAIL_SERVER: give the mail server as host:port, like mail.example.org:587": _is_wrong_server(given.get("MAIL_SERVER")),
        "MAIL_SERVER: MAIL_FROM, MAIL_USER and MAIL_PASSWORD are for a mail server; name it, or leave them out": "MAIL_SERVER" not in given
        and any(name.startswith("MAIL_") for name in given),
        "MAIL_FROM: a mail server needs the address that mails come from, like besked@example.org": "MAIL_SERVER" in given
        and not _MAILBOX.fullmatch(given.get("MAIL_FROM", "")),
        "MAIL_USER: give MAIL_USER and MAIL_PASSWORD both, or neither": ("MAIL_USER" in given) != ("MAIL_PASSWORD" in given),
        "FLOWS: there is no such folder; name one with flow files (.toml) in it": "FLOWS" in given and not Path(given["FLOWS"]).is_dir(),
    }
    return [PREFIX + fault for fault, wrong in rules.items() if wrong]


def _is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 65536


def _is_address(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _is_open(text: str) -> bool:
    """Whether words would go over a network unsealed."""
    parts = urlsplit(text)
    return parts.scheme == "http" and parts.hostname not in {"localhost", "127.0.0.1", "::1"}


def _is_wrong_server(text: str | None) -> bool:
    """Whether this names no server that could be asked."""
    if text is None:
        return False
    try:
        port = urlsplit(f"//{text}").port
    except ValueError:
        return True
    return _SERVER.fullmatch(text) is None or port == 0


def _fits(shape: re.Pattern[str], text: str | None) -> bool:
    return text is None or shape.fullmatch(text) is not None


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
