"""Runs the real program as a process of its own, and kills it: what every journey stands on."""

import json
import os
import re
import signal
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import httpx2

from bot import cli, opening
from bot.config import Settings
from bot.domain.signing import Way
from bot.records import credentials, post
from bot.records.core import Records
from bot.stores.key_file import make_key
from bot.stores.schema import connect
from bot.usecases import inviting, step_reminders
from bot.usecases.house import House
from bot.usecases.inviting import Invitation
from bot.usecases.stage import Stage
from tests.fakes.bot_api import FakeBotApi
from tests.fakes.ports import free_port

ROOT = Path(__file__).parents[2]
# Longer than anything takes on a busy machine: only what never comes is waited for so long.
PATIENCE = 90.0
BLINK = 0.02


class Samvej:
    """One installation: a folder, a free port, and the process that serves them while it runs."""

    def __init__(self, folder: Path, api: FakeBotApi | None = None, *, port: int = 0, **settings: str) -> None:
        folder.mkdir(exist_ok=True)
        self.data = folder / "data"
        self.log = folder / "log"
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        telegram = {"SAMVEJ_TELEGRAM_TOKEN": api.token, "SAMVEJ_TELEGRAM_API": api.url} if api else {}
        self.settings = _settings(folder)
        own = {"SAMVEJ_DATA": str(self.data), "SAMVEJ_PORT": str(self.port), "SAMVEJ_URL": self.url}
        own |= {"SAMVEJ_KEY_FILE": str(self.settings.key_file), "SAMVEJ_OPERATOR": str(self.settings.operator)}
        own |= {"SAMVEJ_WITNESS": str(self.settings.witness)}
        others = {name: value for name, value in os.environ.items() if not name.startswith("SAMVEJ_")}
        self._environment = {**others, **own, **telegram, **settings}
        self._process: ForkServerProcess | None = None

    def start(self) -> None:
        """Serve; returns when the web answers."""
        self._process = processes().Process(target=_serve, args=(self._environment, self.log))
        self._process.start()
        wait_until(self._answers)

    def kill(self) -> None:
        """End it at once, as a power cut does."""
        if self._process:
            self._process.kill()
            self._process.join()
            self._process = None

    def stop(self) -> None:
        """Ask it to end: it says goodbye with 0."""
        assert self._process
        self._process.terminate()
        self._process.join(PATIENCE)
        assert self._process.exitcode == 0, self.said()
        self._process = None

    def hang_up(self) -> None:
        """Tell it to read its flows again."""
        os.kill(self.pid, signal.SIGHUP)

    @property
    def pid(self) -> int:
        """The number of its process."""
        assert self._process
        assert self._process.pid
        return self._process.pid

    def restart(self) -> None:
        """Kill it and start it again."""
        self.kill()
        self.start()

    def set(self, **settings: str) -> None:
        """Change settings for the next start."""
        self._environment |= settings

    def said(self) -> str:
        """Everything it has written to its log so far."""
        return self.log.read_text(encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """The environment its processes have."""
        return dict(self._environment)

    def samvej(self, *arguments: str) -> Any:
        """What a command of the command line answers, over the same data."""
        code, out, errors = self._ended(*arguments, "--json")
        assert code == 0, errors
        return json.loads(out)

    def fails(self, *arguments: str) -> str:
        """What a command says that cannot be done: one sentence or more, no traceback."""
        code, _, errors = self._ended(*arguments)
        assert (code, "Traceback" in errors) == (1, False), errors
        return errors

    def invited(self) -> tuple[str, str]:
        """A counsellor's invitation, made without a process of its own: its course and its secret."""
        with self.house() as house:
            made = house.write(_invite)
        return made.course, made.web.rpartition("/")[2]

    def sign_in_link(self) -> str:
        """A counsellor's way in to the desk."""
        with self.house() as house:
            return self.url + house.write(lambda records: inviting.sign_in_link(records, _stage(), inviting.counsellors(records)[0].id))

    def let_in(self) -> None:
        """Every counsellor has a way in of their own, so that the desk does not ask them to make one first."""
        with self.house() as house:
            house.write(_give_ways_in)

    @contextmanager
    def house(self) -> Iterator[House]:
        """The house over the same data, beside the running process."""
        house = opening.open_house(self.settings)
        with closing(house.store):
            yield house

    def settle(self, patience: float = PATIENCE) -> None:
        """Wait until everything that came in is handled and everything that must go out has gone."""
        with closing(connect(self.data / "samvej.db", readonly=True)) as rows:
            wait_until(lambda: rows.execute(_BUSY, {"web": "web"}).fetchone() == (0,), patience)

    def make_reminders_due(self) -> None:
        """Let every reminder of a step come now."""
        with self.house() as house:
            assert house.write(_make_due)

    def _ended(self, *arguments: str) -> tuple[int | None, str, str]:
        """How a command of the command line ended, what it printed, and what it said of what went wrong."""
        with TemporaryDirectory() as folder:
            out, errors = Path(folder) / "out", Path(folder) / "errors"
            process = processes().Process(target=_does, args=(self._environment, arguments, out, errors))
            process.start()
            process.join(4 * PATIENCE)
            process.kill()
            process.join()
            return process.exitcode, out.read_text(encoding="utf-8"), errors.read_text(encoding="utf-8")

    def _answers(self) -> bool:
        assert self._process
        assert self._process.exitcode is None, self.said()
        return answers(self.port)


class Desk:
    """A counsellor's browser, without scripts: it opens pages and sends their forms, each with the token of the page before its eyes."""

    def __init__(self, url: str, sign_in_link: str) -> None:
        self._url = url
        self._cookies: dict[str, str] = {}
        self._tokens: list[str] = []
        self._ask("POST", sign_in_link)

    def look(self, path: str) -> str:
        """The page at this address."""
        return self._ask("GET", self._url + path)

    def send(self, path: str, **form: str) -> str:
        """The page that follows a form of the page one is on."""
        return self._ask("POST", self._url + path, {**form, "csrf": self._tokens[0]})

    def _ask(self, method: str, address: str, form: dict[str, str] | None = None) -> str:
        # A client for each request: the process at the other end may be another one every time.
        with httpx2.Client(cookies=self._cookies, follow_redirects=True, timeout=PATIENCE, verify=NO_TLS) as client:
            answer = client.request(method, address, data=form)
            self._cookies = dict(client.cookies)
        assert answer.is_success, f"{answer.status_code} {address}: {answer.text}"
        self._tokens = _TOKEN.findall(answer.text)
        return answer.text


def answers(port: int) -> bool:
    """Whether a house that is well answers on this port."""
    # Not by httpx2: it makes ready for TLS at every question, which takes more work than all the rest of the start.
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as door:
        try:
            door.request("GET", "/healthz")
            return door.getresponse().status == HTTPStatus.OK
        except (OSError, HTTPException):
            return False


def wait_until(fits: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait until something holds."""
    until = time.monotonic() + patience
    while not fits():
        assert time.monotonic() < until, f"it did not come to pass within {patience} s"
        time.sleep(BLINK)


def _give_ways_in(records: Records) -> None:
    for counsellor in inviting.counsellors(records):
        credentials.keep(records, Way.ORGANISATION, counsellor.id, counsellor.id, {})


def _settings(folder: Path) -> Settings:
    """A real house: outside its data folder lie the operator's word, a key, and what must outlive the database."""
    operator, key = folder / "operator.toml", folder / "key"
    operator.write_bytes((ROOT / "docs" / "operator.toml").read_bytes())
    if not key.exists():
        make_key(key, os.urandom)
    return Settings(data=folder / "data", operator=operator, key_file=key, witness=folder / "witness")


NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # made once: that takes longer than a request
_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_BUSY = """
    SELECT (SELECT count(*) FROM inbox WHERE state = 'new')
         + (SELECT count(*) FROM outbox WHERE channel != :web AND state IN ('waiting', 'sending'))
         + (SELECT count(*) FROM timers WHERE state = 'waiting' AND at <= strftime('%Y-%m-%dT%H:%M:%f', 'now'))
"""


def _invite(records: Records) -> Invitation:
    staff = inviting.counsellors(records)
    counsellor = staff[0].id if staff else inviting.add_counsellor(records, _stage(), "Vejleder")[0]
    return inviting.invite(records, _stage(), counsellor, reason="Vi skal tale sammen.")


@cache
def processes() -> ForkServerContext:
    """Where processes of the program come from: copies of one that has imported it all, which takes longer than all the rest of a start."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload(["__main__", "tests.journeys.warm"])
    return processes


def _serve(environment: dict[str, str], log: Path) -> None:
    """The whole life of such a process: what `samvej serve` does with this environment and this log."""
    as_program(environment, log)
    cli.main(["serve"])


def _does(environment: dict[str, str], arguments: tuple[str, ...], out: Path, errors: Path) -> None:
    """What `samvej` does with this environment and these words."""
    as_program(environment, out, errors)
    cli.main(arguments)


def as_program(environment: dict[str, str], log: Path, errors: Path | None = None) -> None:
    """Make this process one with this environment, that writes to this log, or its errors elsewhere."""
    os.environ.clear()
    os.environ.update(environment)
    for stream, file in ((sys.stdout, log), (sys.stderr, errors or log)):
        with file.open("ab") as said:
            os.dup2(said.fileno(), stream.fileno())


@cache
def _stage() -> Stage:
    return replace(opening.set_stage(Settings(data=Path("nowhere"))), url="")


def _make_due(records: Records) -> int:
    return records.rows.change("timers", {"state": post.WAITING, "kind": step_reminders.TIMER}, {"due_at": "2000-01-01T00:00:00.000000Z"})
