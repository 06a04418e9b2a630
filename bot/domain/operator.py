"""Who runs this house, on what basis, for what, and how long each kind of thing is kept: the operator's word, given in a file."""

from collections.abc import Mapping
from dataclasses import dataclass
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

    `demonstration`: nobody runs it; it is only being tried.
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


def operator_from(data: Mapping[str, Any], *, demonstration: bool = False) -> Operator:
    """The operator's word out of a parsed TOML file. Raises WrongSettings with every fault."""
    faults = [fault for fault in _faults(data) if fault]
    if faults:
        raise WrongSettings(*faults)
    return Operator(
        controller=data["controller"],
        contact=data["contact"],
        officer=data.get("officer", ""),
        basis=Basis(data["basis"]),
        law=data["law"],
        purposes=tuple(data["purposes"]),
        recipients=tuple(data.get("recipients", ())),
        complaint=data["complaint"],
        retention=Retention(**{name: data["retention"][name] for name in _PERIODS}),
        age=AgeRule(**{**data["age"], "below": Below(data["age"]["below"])}),
        keeps=data.get("keeps", ""),
        demonstration=demonstration,
    )


_TEXTS = ("controller", "contact", "law", "complaint")
_PERIODS = tuple(Retention.__dataclass_fields__)


def _faults(data: Mapping[str, Any]) -> list[str]:
    found = [f"operator: say {name!r} in one or more words" for name in _TEXTS if not _is_text(data.get(name))]
    found += [] if data.get("basis") in set(Basis) else [f"operator: 'basis' is one of {', '.join(Basis)}"]
    purposes = data.get("purposes")
    found += [] if purposes and all(map(_is_text, purposes)) else ["operator: say at least one of the 'purposes', as a list of texts"]
    periods = data.get("retention", {})
    found += [f"operator: 'retention.{name}' is a number of days" for name in _PERIODS if not _is_number(periods.get(name))]
    return [*found, *_age_faults(data.get("age", {}))]


def _age_faults(age: Mapping[str, Any]) -> list[str]:
    found = [] if _is_text(age.get("country")) else ["operator: 'age.country' is a country's two letters, like DK"]
    found += [] if _is_number(age.get("limit")) else ["operator: 'age.limit' is a number of years"]
    found += [] if age.get("below") in set(Below) else [f"operator: 'age.below' is one of {', '.join(Below)}"]
    silent = age.get("below") == Below.REFER and not _is_text(age.get("refer_to"))
    return [*found, *(["operator: with age.below = 'refer', 'age.refer_to' says where else to go"] if silent else [])]


def _is_text(said: object) -> bool:
    return isinstance(said, str) and bool(said.strip())


def _is_number(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and said > 0
