"""People, the roles they have in a course, and who is looking."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in a course. A lead is in none: they say who guides whom, and read nothing."""

    COUNSELLEE = "counsellee"
    COUNSELLOR = "counsellor"
    LEAD = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, with what they want to be called (empty: not said), their language and time zone (IANA name)."""

    id: str
    name: str = ""
    workplace: str = ""
    language: str = "da"
    timezone: str = "Europe/Copenhagen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in a course."""

    course: str
    person: Person
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who asks to see words. With `shared_only`, also the author sees no more of their own than what they have shared.

    That is how somebody comes back who has only a link given by staff, until they show their recovery code.
    """

    person: str
    shared_only: bool = False
