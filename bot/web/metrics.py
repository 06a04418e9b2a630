"""The door to prometheus_client: the figures of a running house, for whoever holds the token; none of them is about a person."""

import asyncio
import hmac
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_1_0_0
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import SamvejError
from bot.records import queues
from bot.records.core import Records
from bot.records.lifetimes import CHORE
from bot.records.queues import Queues
from bot.usecases.health import BACKUP
from bot.usecases.house import House
from bot.usecases.pulse import Pulse, Spread
from bot.web.access import Web

BEARER = "Bearer "
# Of the counts and spreads of a pulse: what each is called here, what it says, and its labels.
COUNTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "turns": ("Turns that people had", ("channel", "outcome")),
    "letters": ("Letters that were tried", ("channel", "outcome")),
}
SPREADS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "batch": ("writer_batch", "Pieces of work in one transaction", ()),
    "commit": ("writer_seconds", "How long a transaction took", ()),
    "request": ("request_seconds", "How long the web took to begin its answer", ("method", "route", "status")),
}
ELSEWHERE, OTHER = "none", "other"
METHODS = {"GET", "HEAD", "POST", "OPTIONS"}


def route(web: Web) -> Route:
    """The figures; without a token in the settings, or with another, there is nothing here."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(web.house))
    ProcessCollector(namespace="samvej", registry=registry)
    return Route("/metrics", partial(_figures, web, registry))


async def _figures(web: Web, registry: CollectorRegistry, request: Request) -> Response:
    given = request.headers.get("authorization", "").encode()
    if not web.metrics_token or not hmac.compare_digest(given, f"{BEARER}{web.metrics_token}".encode()):
        return PlainTextResponse("Not found", 404)
    body = await asyncio.to_thread(generate_latest, registry)
    return Response(body, media_type=CONTENT_TYPE_PLAIN_1_0_0)


class Timed:
    """Plain ASGI around all routes: how long each took until its answer began, by the route's own template and never by the address."""

    def __init__(self, app: ASGIApp, pulse: Pulse, routes: Iterable[BaseRoute]) -> None:
        self._app, self._pulse = app, pulse
        self._templates = {id(route.endpoint): route.path for route in routes if isinstance(route, Route)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = time.monotonic()

        async def sender(message: Message) -> None:
            if message["type"] == "http.response.start":
                template = self._templates.get(id(scope.get("endpoint")), ELSEWHERE)
                method = scope["method"] if scope["method"] in METHODS else OTHER
                self._pulse.took("request", time.monotonic() - begun, method, template, str(message["status"]))
            await send(message)

        await self._app(scope, receive, sender if scope["type"] == "http" else send)


class _Figures(Collector):
    """Reads the pulse, and the queues as they are at this moment; without those where the database does not answer."""

    def __init__(self, house: House) -> None:
        self._house = house

    def collect(self) -> Iterator[Metric]:
        """All figures."""
        yield from _of_the_pulse(self._house.pulse)
        try:
            waits, done = self._house.read(lambda records: (queues.look(records), _chores(records)))
        except SamvejError:
            yield _gauge("database_up", "Whether the database answers", "", {"": 0.0})
            return
        yield _gauge("database_up", "Whether the database answers", "", {"": 1.0})
        yield from _of_the_queues(waits)
        anchored = {name: at.timestamp() for name, at in self._house.pulse.done.copy().items()}
        yield _gauge("last_success_timestamp_seconds", "When a chore was last done", "chore", {**done, **anchored})


def _of_the_pulse(pulse: Pulse) -> Iterator[Metric]:
    for name, (says, labels) in COUNTS.items():
        counter = CounterMetricFamily(f"samvej_{name}", says, labels=labels)
        for (key, *values), count in pulse.counts.copy().items():
            if key == name:
                counter.add_metric(values, count)
        yield counter
    for key, (name, says, labels) in SPREADS.items():
        histogram = HistogramMetricFamily(f"samvej_{name}", says, labels=labels)
        for (own, *values), spread in pulse.spreads.copy().items():
            if own == key:
                histogram.add_metric(values, _buckets(spread), spread.total)
        yield histogram
    stopped = pulse.stopped()
    yield _gauge("sheet_streams", "Pages of sheets that are open now", "", {"": float(pulse.streams)})
    up = {loop: float(loop not in stopped) for loop in sorted({*pulse.beats, *stopped})}
    yield _gauge("loop_up", "Whether a loop goes round", "loop", up)


def _buckets(spread: Spread) -> list[tuple[str, float]]:
    bounds = [*map(floatToGoString, spread.bounds), "+Inf"]
    return list(zip(bounds, accumulate(spread.below), strict=True))


def _of_the_queues(waits: Queues) -> Iterator[Metric]:
    yield _gauge("updates_waiting", "Updates of Telegram without their turn", "", {"": waits.updates})
    yield _gauge("updates_aside", "Updates that could not be handled", "", {"": waits.updates_aside})
    yield _gauge("letters_waiting", "Letters that have not left, or have not been read on the web", "channel", waits.letters)
    yield _gauge("letters_late", "Letters older than 15 minutes that have not left", "", {"": waits.letters_late})
    yield _gauge("timers_waiting", "Timers that are set", "", {"": waits.timers})
    yield _gauge("timers_due", "Timers whose time has come", "", {"": waits.timers_due})
    yield _gauge("timers_failed", "Timers that were set aside", "", {"": waits.timers_failed})


def _chores(records: Records) -> dict[str, float]:
    ran = {name: queues.chore(records, name) for name in (CHORE, BACKUP)}
    return {name: at.timestamp() for name, at in ran.items() if at}


def _gauge(name: str, says: str, label: str, values: Mapping[str, float]) -> Metric:
    gauge = GaugeMetricFamily(f"samvej_{name}", says, labels=[label] if label else [])
    for one, value in values.items():
        gauge.add_metric([one] if label else [], value)
    return gauge
