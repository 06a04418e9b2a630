"""All flows there are, with the menu they are chosen from: those shipped, and those an organisation adds or puts in their place."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.checking import faults
from bot.dialogue.flow import Flow
from bot.dialogue.reading import read_flows
from bot.dialogue.reading_faults import FIELDS
from bot.errors import FaultyFlow

MENU = "menu.toml"
_BEGINNING = re.compile(r"(\w+)(?:\.toml)?(?=[,:])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The flows by id, and for each field of the sheet the methods that can be chosen (ids of flows), in the order of the menu.

    `added` are the names of the files that were added, by the id of their flow.
    """

    flows: Mapping[str, Flow]
    menu: Mapping[str, tuple[str, ...]]
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def methods(self) -> tuple[str, ...]:
        """All methods of the menu, in its order."""
        return tuple(method for methods in self.menu.values() for method in methods)


def read_library(shipped: Mapping[str, str], added: Mapping[str, str] | None = None) -> Library:
    """The library of these files (name → TOML text), `menu.toml` among them. Raises FaultyFlow with every fault of every file.

    A flow among the added files takes the place of the shipped one with its id; a list in the added menu that of the same field.
    Added files may have a folder in their names; faults name them as they are called.
    """
    found: list[str] = []
    flows: dict[str, Flow] = {}
    menu: dict[str, tuple[str, ...]] = {}
    menus: dict[str, str] = {}
    places = _places(added or {})
    for files in (shipped, added or {}):
        flows |= _flows(files, found)
        listed = _menu(files, found)
        menu |= listed
        menus |= dict.fromkeys(listed, next((name for name in files if _is_menu(name)), MENU))
    found += [located(fault, places) for fault in faults(flows)] if not found else []
    found += list(_menu_faults(menu, menus, flows)) if not found else []
    if found:
        raise FaultyFlow(*found)
    return Library(flows=flows, menu={field: menu[field] for field in FIELDS if menu.get(field)}, added=places)


def located(fault: str, places: Mapping[str, str]) -> str:
    """A fault that begins with the id of a flow, with the name of that flow's file (`places`: by id) instead."""
    named = _BEGINNING.match(fault)
    return f"{places[named[1]]}{fault[named.end() :]}" if named and named[1] in places else fault


def _places(files: Mapping[str, str]) -> dict[str, str]:
    return {flow_id: name for name, text in files.items() if not _is_menu(name) for flow_id in _ids(text)}


def _ids(text: str) -> list[str]:
    try:
        return [str(tomllib.loads(text).get("id", ""))]
    except tomllib.TOMLDecodeError:
        return []


def _is_menu(name: str) -> bool:
    return name.rpartition("/")[2] == MENU


def _flows(files: Mapping[str, str], found: list[str]) -> dict[str, Flow]:
    scripts = {name: text for name, text in files.items() if not _is_menu(name)}
    if not scripts:
        return {}
    try:
        return read_flows(scripts)
    except FaultyFlow as faulty:
        found += faulty.details
        return {}


def _menu(files: Mapping[str, str], found: list[str]) -> dict[str, tuple[str, ...]]:
    name, text = next(((name, text) for name, text in files.items() if _is_menu(name)), (MENU, ""))
    try:
        data: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found.append(f"{name}: this is not TOML ({error}); mend the line it names")
        return {}
    wrong = [field for field, methods in data.items() if not isinstance(methods, list) or not all(isinstance(one, str) for one in methods)]
    found += [f"{name}: {field!r} must be a list of flow ids" for field in wrong]
    return {field: tuple(methods) for field, methods in data.items() if field not in wrong}


def _menu_faults(menu: Mapping[str, tuple[str, ...]], menus: Mapping[str, str], flows: Mapping[str, Flow]) -> Iterator[str]:
    if not menu:
        yield f"{MENU}: there is no menu; write one list of flow ids for each field"
    yield from (f"{menus[field]}: {field!r} is no field; known are {', '.join(FIELDS)}" for field in menu if field not in FIELDS)
    listed = [method for methods in menu.values() for method in methods]
    yield from (f"{MENU}: {method!r} stands twice" for method in sorted({one for one in listed if listed.count(one) > 1}))
    for field_name, methods in menu.items():
        for method in methods:
            fault = _method_fault(field_name, method, flows.get(method))
            yield from [f"{menus[field_name]}: {fault}"] if fault else []


def _method_fault(listed: str, method: str, flow: Flow | None) -> str:
    if flow is None:
        return f"there is no flow {method!r}; add {method}.toml or take it out of the menu"
    if flow.field != listed:
        return f"the flow {method!r} fills the field {flow.field!r} and not {listed!r}"
    return "" if flow.takers == "counsellee" else f"the flow {method!r} is not for counsellees; take it out of the menu"
