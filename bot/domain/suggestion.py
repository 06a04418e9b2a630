"""A counsellor's suggestion of a method. It asks for nothing: it can be taken, declined without a reason, or left alone."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class SuggestionState(StrEnum):
    """How a suggestion stands."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One method suggested to one counsellee (`person`) by a counsellor, with a reason in one line (empty: none)."""

    id: str
    course: str
    flow: str
    by: str
    person: str
    reason: str
    state: SuggestionState
    made_at: datetime
