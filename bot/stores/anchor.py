"""Keeps the head of the trail in a file of its own, outside the database: what was cut off or replaced there is found by it."""

import json
import os
from datetime import datetime
from pathlib import Path
from threading import Lock

from bot.domain.trail import Head
from bot.errors import StoreUnavailable
from bot.records.core import stamp

NAME = "trail-head"


class Anchor:
    """`bot.ports.Witness` in a file of this folder. It is replaced as a whole, and on disk when `keep` returns."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._lock = Lock()

    def read(self) -> Head | None:
        """As `Witness.read`."""
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            return Head(number=int(kept["number"]), mac=bytes.fromhex(kept["mac"]))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise StoreUnavailable(f"{self._file} cannot be read ({type(error).__name__})") from error

    def keep(self, head: Head, now: datetime, *, back: bool = False) -> None:
        """As `Witness.keep`."""
        with self._lock:
            kept = None if back else self.read()
            if kept and kept.number >= head.number:
                return
            try:
                self._replace(json.dumps({"number": head.number, "mac": head.mac.hex(), "at": stamp(now)}))
            except OSError as error:
                raise StoreUnavailable(f"{self._file} cannot be written ({error.strerror})") from error

    def _replace(self, text: str) -> None:
        made = self._file.with_name(f"{NAME}.{os.getpid()}.new")
        with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        made.replace(self._file)
        folder = os.open(self._file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
