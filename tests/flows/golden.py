"""Golden talks: files that say, line for line, what is said and what follows on both sides, and the rehearsal they are held to."""

from functools import lru_cache
from itertools import count
from pathlib import Path

from bot import opening
from bot.channels.rehearsal import COUNSELLEE, YOU, Rehearsal
from bot.channels.scratch import Clock
from bot.config import Settings
from bot.usecases.stage import Stage

FOLDER = Path(__file__).parent / "talks"
TALKS = sorted(FOLDER.glob("*.txt"))


@lru_cache
def stage() -> Stage:
    """The stage that `samvej chat` rehearses on."""
    return opening.set_stage(Settings(data=Path("nowhere")))


def rehearsal(flow: str, language: str, role: str = COUNSELLEE) -> Rehearsal:
    """A new rehearsal, alike each time."""
    clock, numbers = Clock(), count(1)
    house = opening.scratch_house(clock, lambda: f"{next(numbers):022}")
    return Rehearsal(house, clock, stage(), flow=flow, language=language, role=role)


def written(talk: Rehearsal) -> str:
    """A talk as its file holds it."""
    return "\n".join(talk.lines) + "\n"


def replayed(talk: str) -> str:
    """The talk as it goes now, with the same lines said. Its first line names flow, language and, if need be, role: `# flow lang`."""
    first, *lines = talk.splitlines()
    again = rehearsal(*first.removeprefix("# ").split())
    for line in lines:
        if line.startswith(YOU):
            again.hear(line.removeprefix(YOU))
    return written(again)
