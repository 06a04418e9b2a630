"""Words that are like no others, and a record of every byte the product wrote or sent, in which they are looked for."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile


def canary(name: str) -> str:
    """A word for this name, plain enough to be written anywhere and like nothing that comes about by chance."""
    return "zq" + "".join(chr(97 + byte % 26) for byte in hashlib.sha256(name.encode()).digest()[:12])


@dataclass(kw_only=True)
class Sown:
    """The canaries that were sown, each with the places it may be found in."""

    allowed: dict[str, frozenset[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def word(self, name: str, *allowed: str) -> str:
        """A new canary of this name, which may be found in these places only."""
        made = canary(name)
        assert made not in self.allowed, f"sown twice: {name}"
        self.allowed[made], self.names[made] = frozenset(allowed), name
        return made

    def allow(self, word: str, *places: str) -> None:
        """It may be found in these places too from now on: it was shared."""
        self.allowed[word] |= frozenset(places)


@dataclass(kw_only=True)
class Caught:
    """Every byte that went to a place, by the name of the place."""

    bodies: dict[str, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def take(self, place: str, body: bytes) -> None:
        """These bytes went there; an archive is opened."""
        self.bodies[place].append(body)
        if is_zipfile(BytesIO(body)):
            with ZipFile(BytesIO(body)) as archive:
                self.bodies[place] += [archive.read(name) for name in archive.namelist()]

    def found(self, words: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Each word with each place it stands in."""
        whole = {place: b"\n".join(bodies) for place, bodies in self.bodies.items()}
        for word in words:
            yield from ((word, place) for place, body in whole.items() if word.encode() in body)


def strays(sown: Sown, caught: Caught) -> list[str]:
    """Where a canary stands that may not be there."""
    return sorted(f"{sown.names[word]} in {place}" for word, place in caught.found(sown.allowed) if place not in sown.allowed[word])


def unseen(sown: Sown, caught: Caught) -> list[str]:
    """The canaries that were meant to be seen somewhere and never were: nothing is shown by not finding them."""
    seen = {word for word, _ in caught.found(sown.allowed)}
    return sorted(sown.names[word] for word, places in sown.allowed.items() if places and word not in seen)


def written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, by its path, in bytes as they lie on the disk."""
    for file in sorted(folder.rglob("*")):
        with suppress(FileNotFoundError):  # the program goes on, and what it put in another's place is gone
            if file.is_file():
                yield str(file.relative_to(folder)), file.read_bytes()
