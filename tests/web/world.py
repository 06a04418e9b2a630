from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.errors import StoreUnavailable
from bot.ports import Rows
from bot.records.core import Records
from bot.usecases import inviting
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who
from bot.web.limits import Limits
from bot.web.locks import Locks
from bot.web.pages import Pages
from tests.fakes.painter import FakePainter
from tests.web.browser import Browser

T = TypeVar("T")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REASON, DUTY = "Skolen efter sommer", "Loven siger inden 5 dage"


@dataclass(kw_only=True)
class Clock:
    """It moves on a little each time somebody looks, so that what came first is known to have come first."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@dataclass(kw_only=True)
class World:
    """A counsellor at an app over a store in memory, and as many browsers as one likes."""

    app: Starlette
    house: House
    stage: Stage
    counsellor: str
    clock: Clock
    locks: Locks
    limits: Limits
    painter: FakePainter = field(default_factory=FakePainter)
    rings: list[str] = field(default_factory=list)
    pages: Pages = field(default_factory=Pages)
    loop: TestClient | None = None

    def write(self, work: Callable[[Records], T]) -> T:
        return self.house.write(work)

    def browser(self) -> Browser:
        client = TestClient(self.app, base_url=self.stage.url, follow_redirects=False)
        if self.loop:
            client.portal = self.loop.portal  # a loop of its own for each request takes longer than the request
        return Browser(client)

    def invite(self) -> inviting.Invitation:
        return self.write(lambda r: inviting.invite(r, self.stage, self.counsellor, reason=REASON, duty=DUTY))

    def renew(self, course: str) -> inviting.Invitation:
        return self.write(lambda r: inviting.renew(r, self.stage, Who(person=self.counsellor, course=course)))


class NoStore:
    """A store that does not answer."""

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        raise StoreUnavailable

    def write(self, work: Callable[[Rows], T]) -> T:
        raise StoreUnavailable

    def read(self, work: Callable[[Rows], T]) -> T:
        raise StoreUnavailable

    def purge(self) -> None:
        raise StoreUnavailable

    def close(self) -> None:
        """There is nothing to close."""
