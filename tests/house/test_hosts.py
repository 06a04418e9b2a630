"""Nobody outside this machine is spoken to but those in one list, and docs/privacy.md tells of each."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from bot.config import NAMES, PREFIX, Settings
from bot.domain.hosts import HOSTS, LINKED, TELEGRAM
from tests.house.tree import ROOT

ADDRESS = re.compile(r"(?:https?|wss?)://[\w.-]*")
HERE = {"localhost", "127.0.0.1", ""}
# Who may show a page of ours in a frame; nothing is asked of them.
FRAMES = {"https://web.telegram.org"}
# Addresses that are only shown, as an example, a place to read more or the name of a language.
SHOWN = {"https://example.org", "https://x.org", "https://sqlite.org", "http://www.w3.org"}
# What can speak to somebody, and who may have it.
# `channels/trouble.py` only looks at the causes of its errors.
SPEAKERS = {"httpx": {"channels/telegram.py", "channels/trouble.py", "locks/organisation.py"}, "telegram": {"channels/telegram.py"}}
SPEAKERS |= {"authlib": {"locks/organisation.py"}, "socket": {"app.py", "commands/lines.py"}, "aiosmtplib": {"channels/email.py"}}
SPEAKERS |= {name: set() for name in ("http.client", "urllib.request", "ftplib", "smtplib", "xmlrpc", "requests", "aiohttp", "urllib3")}
# Asks our own service on this machine how it is.
SPEAKERS["http.client"] = {"commands/standing.py"}
MODULES = {str(file.relative_to(ROOT / "bot")): file.read_text(encoding="utf-8") for file in (ROOT / "bot").rglob("*.py")}
PAGES = [file for kind in ("html", "js", "css", "svg", "webmanifest") for file in (ROOT / "bot").rglob(f"*.{kind}")]


def texts(source: str) -> Iterator[str]:
    """Every text of a module that is no docstring."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    yield from (
        node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told
    )


@cache
def imported(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def strange(addresses: list[str]) -> list[str]:
    known = {*HOSTS.values(), *LINKED, *SHOWN, *FRAMES}
    return [one for one in addresses if one not in known and urlsplit(one).hostname not in HERE and urlsplit(one).hostname]


@pytest.mark.parametrize("module", MODULES)
def test_no_module_names_a_host_that_is_not_in_the_list(module: str) -> None:
    assert strange([found for text in texts(MODULES[module]) for found in ADDRESS.findall(text)]) == []


def test_no_page_script_or_picture_asks_anybody_else_for_anything() -> None:
    assert PAGES
    assert strange([found for file in PAGES for found in ADDRESS.findall(file.read_text(encoding="utf-8"))]) == []


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_only_the_doors_can_speak_to_anybody(speaker: str) -> None:
    users = {
        module for module, source in MODULES.items() if any(one == speaker or one.startswith(f"{speaker}.") for one in imported(source))
    }
    assert users == SPEAKERS[speaker]


def test_each_host_has_its_setting_and_no_other_setting_names_one() -> None:
    assert {name.removeprefix(PREFIX) for name in HOSTS} <= set(NAMES)
    assert Settings(data=Path("nowhere")).telegram_api == TELEGRAM


def test_the_list_is_the_one_that_is_told() -> None:
    told = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8").partition("## Hosts that are spoken to")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in told.splitlines() if line.startswith("| ") and not line.startswith(("| host", "| ---"))]
    assert len(rows) == len(HOSTS)
    for (setting, address), row in zip(HOSTS.items(), rows, strict=True):
        assert f"`{urlsplit(address).hostname}`" in row if address else f"`{setting}`" in row


def test_nobody_is_followed_to_another_host() -> None:
    words = [word for source in MODULES.values() for word in ast.walk(ast.parse(source)) if isinstance(word, ast.keyword)]
    assert "timeout" in {word.arg for word in words}
    assert "follow_redirects" not in {word.arg for word in words}
    with httpx.Client() as client:
        assert not client.follow_redirects


def test_a_strange_host_is_seen() -> None:
    assert strange(["https://api.telegram.org", "https://telegram.org", "http://localhost", "https://t.me"]) == ["https://telegram.org"]
