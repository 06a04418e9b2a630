"""A store that reads, and takes nothing more: what the house meets when the disk is full."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from bot.errors import StoreUnavailable
from bot.ports import Rows, Store

T = TypeVar("T")


class Refusing:
    """`bot.ports.Store` over another, without its writing."""

    def __init__(self, store: Store) -> None:
        self.read, self.purge, self.close = store.read, store.purge, store.close

    def submit(self, work: Callable[[Rows], T]) -> Future[T]:
        raise StoreUnavailable("the disk is full")

    def write(self, work: Callable[[Rows], T]) -> T:
        raise StoreUnavailable("the disk is full")
