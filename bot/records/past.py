"""What is over for good, noted outside the store before it is confirmed: whatever an older copy brings back of it is ended again."""

from datetime import datetime

from bot.records.core import Records, moment


def note(records: Records, *names: str) -> None:
    """These are over from now on. Raises StoreUnavailable when it cannot be noted, and nothing is to be ended then.

    It comes first: if all stops right after it, they are ended at the next start.
    """
    if records.journal and names:
        records.journal.note(names, records.now)


def ended(records: Records, name: str, begun: str) -> datetime | None:
    """When what began then (a stamp) was ended; None where it was not, or has begun anew since."""
    at = records.journal.noted_at(name) if records.journal else None
    return at if at and moment(begun) <= at else None


def is_empty(records: Records) -> bool:
    """Whether nothing was ever noted."""
    return records.journal is None or records.journal.is_empty()
