"""Who runs this house, on what basis, for what, and how long each kind of thing is kept: the operator's word, given in a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from bot.errors import WrongSettings


class Basis(StrEnum):
    """Why the law allows that words are kept here."""

    CONSENT = "consent"
    PUBLIC_TASK = "public_task"


class Below(StrEnum):
    """What is said to somebody below the age limit."""

    COUNSELLING = "counselling"
    GUARDIAN = "guardian"
    REFER = "refer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long each kind of thing is kept, in days."""

    course: int
    closed: int
    invitation: int
    letters: int
    trail: int
    backups: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeRule:
    """The age from which somebody decides alone in this country, and what follows below it; `refer_to` says where else to go."""

    country: str
    limit: int
    below: Below
    refer_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """The operator's word. `keeps` says what the law makes them keep, and why; empty where nothing is.

    `translated` has the words of other languages by language and name. `demonstration`: nobody runs it; it is only being tried.
    """

    controller: str
    contact: str
    officer: str
    basis: Basis
    law: str
    purposes: tuple[str, ...]
    recipients: tuple[str, ...]
    complaint: str
    retention: Retention
    age: AgeRule
    keeps: str = ""
    demonstration: bool = False
    translated: Mapping[str, Mapping[str, str | tuple[str, ...]]] = field(default_factory=dict)

    def said_in(self, language: str) -> "Operator":
        """The same, in the words of this language where there are any."""
        words: dict[str, Any] = dict(self.translated.get(language, {}))
        age = replace(self.age, refer_to=words.pop("refer_to", self.age.refer_to))
        return replace(self, age=age, **words)


def operator_from(data: Mapping[str, Any], *, demonstration: bool = False) -> Operator:
    """The operator's word out of a parsed TOML file. Raises WrongSettings with every fault."""
    faults = [f"SAMVEJ_OPERATOR: {fault}" for fault in _faults(data)]
    if faults:
        raise WrongSettings(*faults)
    words = _words(data)
    return Operator(
        **{"officer": "", "recipients": (), "keeps": "", **words},
        basis=Basis(data["basis"]),
        retention=Retention(**data["retention"]),
        age=AgeRule(**{**data["age"], "below": Below(data["age"]["below"])}),
        demonstration=demonstration,
        translated={language: _words(table) for language, table in data.get("words", {}).items()},
    )


_NEEDED = ("controller", "contact", "law", "complaint")
_SAID = (*_NEEDED, "officer", "keeps", "refer_to")
_LISTS = ("purposes", "recipients")
_TABLES = ("retention", "age", "words")
_PERIODS = tuple(Retention.__dataclass_fields__)
_OF_AGE = tuple(AgeRule.__dataclass_fields__)


def _words(table: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(table[name]) if name in _LISTS else table[name] for name in (*_SAID, *_LISTS) if name in table}


def _faults(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"'{name}' is missing; say it in one or more words" for name in _NEEDED if name not in data)
    yield from _word_faults({name: said for name, said in data.items() if name not in {"basis", *_TABLES}}, "", ("refer_to",))
    if data.get("basis") not in tuple(Basis):
        yield f"'basis' is one of {', '.join(Basis)}"
    if not data.get("purposes"):
        yield "'purposes' is missing; say at least one, as a list of texts"
    tables = {name: data.get(name, {}) for name in _TABLES}
    yield from (f"'{name}' is a table: [{name}]" for name, table in tables.items() if not isinstance(table, Mapping))
    found = {name: table if isinstance(table, Mapping) else {} for name, table in tables.items()}
    yield from _retention_faults(found["retention"])
    yield from _age_faults(found["age"])
    for language, words in found["words"].items():
        yield from _word_faults(words if isinstance(words, Mapping) else {language: words}, f"words.{language}.", ())


def _word_faults(words: Mapping[str, Any], place: str, unknown: tuple[str, ...]) -> Iterator[str]:
    for name, said in words.items():
        if name in unknown or name not in {*_SAID, *_LISTS}:
            yield f"'{place}{name}' is no name that is known here; take it out or correct it"
        elif name in _LISTS and not _are_texts(said):
            yield f"'{place}{name}' is a list of texts"
        elif name in _SAID and not _is_text(said):
            yield f"'{place}{name}' is empty; say it in one or more words"


def _retention_faults(periods: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"'retention.{name}' is a number of days" for name in _PERIODS if not _is_number(periods.get(name)))
    yield from (f"'retention.{name}' is no name that is known here; take it out or correct it" for name in periods if name not in _PERIODS)


def _age_faults(age: Mapping[str, Any]) -> Iterator[str]:
    if not _is_text(age.get("country")):
        yield "'age.country' is a country's two letters, like DK"
    if not _is_number(age.get("limit")):
        yield "'age.limit' is a number of years"
    if age.get("below") not in tuple(Below):
        yield f"'age.below' is one of {', '.join(Below)}"
    if age.get("below") == Below.REFER and not _is_text(age.get("refer_to")):
        yield "'age.refer_to' is missing; with age.below = 'refer' it says where else to go"
    yield from (f"'age.{name}' is no name that is known here; take it out or correct it" for name in age if name not in _OF_AGE)


def _is_text(said: object) -> bool:
    return isinstance(said, str) and bool(said.strip())


def _are_texts(said: object) -> bool:
    return isinstance(said, list) and all(_is_text(one) for one in said)


def _is_number(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and said > 0
