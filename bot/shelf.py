"""Takes flows, menu and texts from their folders, also an organisation's own, and puts a new set in the place of the running one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from bot.dialogue.library import Library, read_library
from bot.errors import FaultyFlow, SamvejError
from bot.records.core import Records
from bot.records.renames import rename
from bot.texts import Texts, load_texts, unfit
from bot.usecases.house import House
from bot.usecases.stage import Stage


class Door(Protocol):
    """What lets people in. It asks for its stage once a transaction."""

    stage: Stage


def read_flows(shipped: Path, own: Path | None) -> Library:
    """The flows of one folder, with those of the other added or put in their place. Raises FaultyFlow with every fault."""
    return read_library({file.name: file.read_text(encoding="utf-8") for file in sorted(shipped.glob("*.toml"))}, _own_files(own))


def read_texts(shipped: Path, own: Path | None) -> dict[str, Texts]:
    """The catalogues of one folder, and those in `locales` of the other. Raises FaultyFlow for texts that cannot be shown."""
    if own is None:
        return load_texts(shipped)
    try:
        found, texts = unfit(own / "locales"), load_texts(shipped, own / "locales")
    except (OSError, ValueError, LookupError) as error:
        raise FaultyFlow(f"{own / 'locales'}: a catalogue cannot be read ({error}); write it as UTF-8 text") from error
    if found:
        raise FaultyFlow(*found)
    return texts


def take_into_use(fresh: Stage, house: House, doors: Sequence[Door]) -> int:
    """Let all doors go by these flows and texts from now on; how many rows found their new ids. Raises StoreUnavailable: all stays.

    It is done as a piece of writing work: these run one at a time, so that every turn sees one set from first to last.
    """
    before = doors[0].stage
    after = replace(before, flows=fresh.flows, menu=fresh.menu, texts=fresh.texts)

    def swap(records: Records) -> int:
        moved = rename(records, after.flows)
        _give(doors, after)
        return moved

    try:
        return house.write(swap)
    except SamvejError:
        _give(doors, before)
        raise


def _own_files(own: Path | None) -> dict[str, str]:
    if own is None:
        return {}
    try:
        files = {str(file): file.read_text(encoding="utf-8") for file in sorted(own.glob("*.toml"))}
    except (OSError, UnicodeDecodeError) as error:
        raise FaultyFlow(f"{own}: a file cannot be read ({error}); write it as UTF-8 text") from error
    if not files:
        raise FaultyFlow(f"{own}: there are no flow files (.toml) in this folder; put one there, or take SAMVEJ_FLOWS away")
    return files


def _give(doors: Sequence[Door], stage: Stage) -> None:
    for door in doors:
        door.stage = stage
