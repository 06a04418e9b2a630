"""Power cuts, from a trace of what a process really asked of the disk: what was not synced may be there, be gone, or be torn.

The trace is strace's, one file for each thread (`-ff`), with times and durations. The model is that of a disk which keeps what was
synced before the cut, and of everything else any part: whole writes, none of them, or the first sectors of one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

CALLS = ("openat", "pwrite64", "write", "fdatasync", "fsync", "ftruncate")
SECTOR = 512
_LINE = re.compile(r"(?P<at>\d+\.\d+) (?P<call>\w+)\((?P<rest>.*)\) += (?P<result>-?\d+)[^<]*(?:<(?P<path>[^>]*)>)?.*<(?P<took>\d+\.\d+)>$")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?, \d+(?:, (\d+))?$')


@dataclass(frozen=True, kw_only=True)
class Call:
    """One call: when it began and was done (seconds since 1970), on which file, and with what."""

    began: float
    done: float
    name: str
    path: str
    offset: int = 0
    data: bytes = b""


@dataclass(kw_only=True)
class File:
    """A file on that disk: what is surely there, and what was asked for since, in its order."""

    synced: bytearray = field(default_factory=bytearray)
    exists: bool = False
    since: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is there."""
        _write(self.synced, self.since)
        self.exists, self.since = True, []

    def after_a_cut(self, chance: Random) -> bytes | None:
        """What may be there when the power comes back; None for a file that never got its name."""
        if not self.exists and (not self.since or chance.random() < 0.5):
            return None
        found = bytearray(self.synced)
        _write(found, [kept for call in self.since for kept in _kept(call, chance)])
        return bytes(found)


def traced(folder: Path, names: Iterable[str]) -> list[Call]:
    """The calls on the files of these names, in the order in which they began. Raises ValueError for a line it cannot read."""
    wanted = tuple(names)
    found = [call for trace in sorted(folder.glob("trace.*")) for call in _read(trace, wanted)]
    return sorted(found, key=lambda call: call.began)


def cut(calls: Iterable[Call], before: dict[str, bytes], at: float, chance: Random, *, synced: bool = True) -> dict[str, bytes]:
    """The files as they may be found when the power goes at a time; `before`: as they were when the trace began.

    Without `synced` the disk forgets to do as it is told: what a program would see that did not ask, or a disk that lies.
    """
    disk = {path: File(synced=bytearray(data), exists=True) for path, data in before.items()}
    for call in calls:
        if call.began > at:
            break
        file = disk.setdefault(call.path, File())
        if call.name not in {"fsync", "fdatasync"}:
            file.since.append(call)
        elif synced and call.done <= at:
            file.sync()
    found = {path: file.after_a_cut(chance) for path, file in disk.items()}
    return {path: data for path, data in found.items() if data is not None}


def _read(trace: Path, wanted: tuple[str, ...]) -> Iterator[Call]:
    for line in trace.read_text(encoding="utf-8").splitlines():
        found = _LINE.match(line)
        if found is None or found["call"] not in CALLS or int(found["result"]) < 0:
            continue
        path = _path(found)
        if path.endswith(wanted):
            yield _call(found, path)


def _path(found: re.Match[str]) -> str:
    """The file a call is about; strace writes it beside the number (`-y`), as bytes like all else (`-xx`)."""
    written = found["path"] or "" if found["call"] == "openat" else found["rest"].partition("<")[2].partition(">")[0]
    return _bytes(written).decode()


def _call(found: re.Match[str], path: str) -> Call:
    began = float(found["at"])
    call = Call(began=began, done=began + float(found["took"]), name=found["call"], path=path)
    if call.name == "ftruncate":
        return replace(call, offset=int(found["rest"].rpartition(", ")[2]))
    if call.name not in {"pwrite64", "write"}:
        return call
    data = _BYTES.search(found["rest"])
    if data is None or data[2] or data[3] is None:
        raise ValueError(f"a write that cannot be read: {found['rest'][:80]}")
    return replace(call, offset=int(data[3]), data=_bytes(data[1]))


def _bytes(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))


def _kept(call: Call, chance: Random) -> list[Call]:
    """What is left of one call that was not synced: all, nothing, or its first sectors."""
    fate = chance.randrange(3)
    if fate == 0 or call.name != "pwrite64":
        return [call] if chance.random() < 0.5 else []
    if fate == 1:
        return [call]
    sectors = chance.randrange(len(call.data) // SECTOR + 1)
    return [replace(call, data=call.data[: sectors * SECTOR])]


def _write(data: bytearray, calls: Iterable[Call]) -> None:
    """Do these calls to the bytes of a file, in place: it is large, and they are many."""
    for call in calls:
        if call.name == "ftruncate":
            del data[call.offset :]
        end = call.offset + len(call.data)
        data.extend(bytes(max(0, end - len(data))))
        data[call.offset : end] = call.data
