"""All flows there are, with the menu they are chosen from: those shipped, and those an organisation adds or puts in their place."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.dialogue.checking import faults
from bot.dialogue.flow import Flow
from bot.dialogue.reading import read_flows
from bot.dialogue.reading_faults import FIELDS
from bot.errors import FaultyFlow

MENU = "menu.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The flows by id, and for each field of the sheet the methods that can be chosen (ids of flows), in the order of the menu."""

    flows: Mapping[str, Flow]
    menu: Mapping[str, tuple[str, ...]]

    @property
    def methods(self) -> tuple[str, ...]:
        """All methods of the menu, in its order."""
        return tuple(method for methods in self.menu.values() for method in methods)


def read_library(shipped: Mapping[str, str], added: Mapping[str, str] | None = None) -> Library:
    """The library of these files (name → TOML text), `menu.toml` among them. Raises FaultyFlow with every fault of every file.

    A flow among the added files takes the place of the shipped one with its id; a list in the added menu that of the same field.
    """
    found: list[str] = []
    flows: dict[str, Flow] = {}
    menu: dict[str, tuple[str, ...]] = {}
    for files in (shipped, added or {}):
        flows |= _flows(files, found)
        menu |= _menu(files, found)
    found += faults(flows) if not found else []
    found += list(_menu_faults(menu, flows)) if not found else []
    if found:
        raise FaultyFlow(*found)
    return Library(flows=flows, menu={field: menu[field] for field in FIELDS if field in menu})


def _flows(files: Mapping[str, str], found: list[str]) -> dict[str, Flow]:
    scripts = {name: text for name, text in files.items() if name != MENU}
    if files and not scripts:
        return {}
    try:
        return read_flows(scripts) if files else {}
    except FaultyFlow as faulty:
        found += faulty.details
        return {}


def _menu(files: Mapping[str, str], found: list[str]) -> dict[str, tuple[str, ...]]:
    try:
        data: dict[str, Any] = tomllib.loads(files.get(MENU, ""))
    except tomllib.TOMLDecodeError as error:
        found.append(f"{MENU}: this is not TOML ({error}); mend the line it names")
        return {}
    wrong = [field for field, methods in data.items() if not isinstance(methods, list) or not all(isinstance(one, str) for one in methods)]
    found += [f"{MENU}: {field!r} must be a list of flow ids" for field in wrong]
    return {field: tuple(methods) for field, methods in data.items() if field not in wrong}


def _menu_faults(menu: Mapping[str, tuple[str, ...]], flows: Mapping[str, Flow]) -> Iterator[str]:
    if not menu:
        yield f"{MENU}: there is no menu; write one list of flow ids for each field"
    yield from (f"{MENU}: {field!r} is no field; known are {', '.join(FIELDS)}" for field in menu if field not in FIELDS)
    listed = [method for methods in menu.values() for method in methods]
    yield from (f"{MENU}: {method!r} stands twice" for method in sorted({one for one in listed if listed.count(one) > 1}))
    for field, methods in menu.items():
        for method in methods:
            if method not in flows:
                yield f"{MENU}: there is no flow {method!r}; add {method}.toml or take it out of the menu"
            elif flows[method].field != field:
                yield f"{MENU}: the flow {method!r} fills the field {flows[method].field!r} and not {field!r}"
            elif flows[method].takers != "counsellee":
                yield f"{MENU}: the flow {method!r} is not for counsellees; take it out of the menu"
