"""Reads the tables of who may do what: one line for each thing that can be done, one column for each who might try."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

HERE = Path(__file__).parent
MISSING = "missing"
_NAMED = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What is done (`what`) with what (`sends`: name=value&…), and what comes of it by who tries.

    {name} in a value stands for an id of the viewer's. A name that stands in the address goes there, the others in the form.
    """

    what: str
    sends: str
    outcomes: dict[str, str]

    def request(self, ids: dict[str, str]) -> tuple[str, str, dict[str, str]]:
        """Method, address and the rest of what is sent. What somebody has no id of is `missing`."""
        method, path = self.what.split(" ")
        given = {name: filled(value, ids) for name, value in parse_qsl(self.sends, keep_blank_values=True)}
        inside = {name: given.get(name) or ids.get(name, MISSING) for name in _NAMED.findall(path)}
        return method, filled(path, inside), {name: value for name, value in given.items() if name not in inside}

    def ids(self, ids: dict[str, str]) -> list[str]:
        """The viewer's ids that are asked for."""
        return [ids[name] for name in _NAMED.findall(f"{self.what} {self.sends}") if name in ids]


def read(name: str) -> list[Line]:
    """The lines of a table; those beginning with # are remarks."""
    rows = [line.split("\t") for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    (_, _, *columns), *lines = rows
    return [
        Line(what=what, sends="" if sends == "-" else sends, outcomes=dict(zip(columns, said, strict=True))) for what, sends, *said in lines
    ]


def filled(text: str, ids: dict[str, str]) -> str:
    """A text with ids in the place of their names."""
    return _NAMED.sub(lambda found: ids.get(found[1], MISSING), text)
