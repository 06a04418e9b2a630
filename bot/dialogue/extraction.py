"""Finds the texts of the TOML files for Babel: each with the flow and step it stands in as its context."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

Found = tuple[int, str, str | tuple[str, str], list[str]]

_FLOW = ("title", "gives", "ending", "yields")
_STEP = ("text", "help", "why", "lowest", "highest", "stand_in")
_PART = ("text", "lowest", "highest")
_LINE = ("name", "about")


def extract(fileobj: BinaryIO, *_: object, **__: object) -> Iterator[Found]:
    """A Babel extraction method for flow files and for the crisis lines. Line numbers are not known, and 1 throughout.

    What else Babel passes (keywords, comment tags, options) says nothing about TOML.
    """
    data = tomllib.loads(fileobj.read().decode())
    for context, text in [*flow_texts(data), *line_texts(data)]:
        if context:
            yield 1, "pgettext", (context, text), []
        else:
            yield 1, "gettext", text, []


def flow_texts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of a flow file as (context, text)."""
    flow = data.get("id", "")
    yield from ((flow, data[key].strip()) for key in _FLOW if key in data)
    for step in data.get("step", ()):
        context = f"{flow}/{step['id']}"
        yield from ((context, step[key].strip()) for key in _STEP if key in step)
        yield from ((context, text) for text in _labels(step, "choices", "piles"))
        for part in step.get("part", ()):
            yield from ((context, part[key].strip()) for key in _PART if key in part)
            yield from ((context, text) for text in _labels(part, "choices"))


def _labels(data: Mapping[str, Any], *keys: str) -> Iterator[str]:
    return (choice["label"].strip() for key in keys for choice in data.get(key, ()))


def line_texts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of the crisis lines; they stand everywhere, so without context."""
    for line in data.get("line", ()):
        yield from (("", line[key].strip()) for key in _LINE)
