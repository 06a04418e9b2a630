"""The one thread that writes: it commits all waiting work together and answers none before that is on disk."""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Lock, Thread, current_thread
from time import monotonic
from typing import Any, TypeVar

from bot.errors import StoreUnavailable
from bot.stores.schema import Connection, in_our_words

T = TypeVar("T")
BATCH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    run: Callable[[], Any]
    future: Future[Any]
    alone: bool  # outside every transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    job: _Job
    result: Any = None
    error: BaseException | None = None

    def tell(self) -> None:
        if self.error is None:
            self.job.future.set_result(self.result)
        else:
            self.job.future.set_exception(self.error)


def untold(_pieces: int, _seconds: float) -> None:
    """Nobody asks."""


class Writer:
    """Owns a writing connection from now on. `commits` is the number of transactions it has committed.

    `told` hears of each: how many pieces of work were in it, and the seconds it took.
    """

    def __init__(self, connection: Connection, told: Callable[[int, float], None] = untold) -> None:
        self.commits = 0
        self._told = told
        self._connection = connection
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._lock = Lock()
        self._closed = False
        self._thread = Thread(target=self._work, name="samvej-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[], T], *, alone: bool = False) -> Future[T]:
        """Run in the next transaction, or `alone` between two. Raises RuntimeError in work, which would wait for itself."""
        if current_thread() is self._thread:
            raise RuntimeError("work cannot submit work: it would wait for itself")
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise StoreUnavailable("it is closed")
            self._jobs.put(_Job(run=run, future=future, alone=alone))
        return future

    def close(self) -> None:
        """Finish what was submitted, then close the connection."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._jobs.put(None)
        self._thread.join()

    def _work(self) -> None:
        going = True
        while going:
            taken = [self._jobs.get()]
            while len(taken) < BATCH and not self._jobs.empty():
                taken.append(self._jobs.get())
            going = taken[-1] is not None
            # A future cancelled by now is left out; the others cannot be cancelled any more.
            jobs = [job for job in taken if job is not None and job.future.set_running_or_notify_cancel()]
            self._commit([job for job in jobs if not job.alone])
            for job in jobs:
                if job.alone:
                    _attempt(job).tell()
        self._connection.close()

    def _commit(self, jobs: list[_Job]) -> None:
        try:
            outcomes = self._transact(jobs) if jobs else []
        except Exception as error:  # noqa: BLE001 -- whatever it is, everyone in the batch must hear of it
            with suppress(Exception):  # if this fails too, the next BEGIN says so
                self._connection.rollback()
            outcomes = [_Outcome(job=job, error=_lost(error)) for job in jobs]
        for outcome in outcomes:
            outcome.tell()

    def _transact(self, jobs: list[_Job]) -> list[_Outcome]:
        begun = monotonic()
        self._connection.execute("BEGIN IMMEDIATE")
        if len(jobs) == 1:
            outcomes = [_attempt(jobs[0])]
            if outcomes[0].error is not None:
                self._connection.rollback()
                return outcomes
        else:
            outcomes = [self._in_savepoint(job) for job in jobs]
        self._connection.execute("COMMIT")
        self.commits += 1
        self._told(len(jobs), monotonic() - begun)
        return outcomes

    def _in_savepoint(self, job: _Job) -> _Outcome:
        self._connection.execute("SAVEPOINT work")
        outcome = _attempt(job)
        if outcome.error is not None:
            self._undo(outcome.error)
        self._connection.execute("RELEASE work")
        return outcome

    def _undo(self, error: BaseException) -> None:
        # A full disk ends the whole transaction at once, and the neighbours' work with it.
        if not self._connection.in_transaction:
            raise RuntimeError(f"the transaction was undone: {error.__cause__ or error}") from error
        self._connection.execute("ROLLBACK TO work")


def _attempt(job: _Job) -> _Outcome:
    try:
        return _Outcome(job=job, result=job.run())
    except BaseException as error:  # noqa: BLE001 -- it belongs to whoever waits, and the thread must live on
        return _Outcome(job=job, error=in_our_words(error))


def _lost(error: Exception) -> StoreUnavailable:
    lost = StoreUnavailable(str(error))
    lost.__cause__ = error
    return lost
