"""People and the addresses they are reached at."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Person
from bot.errors import NotFound
from bot.ports import Row
from bot.records.core import Records, moment, row_of, stamp

WEB, TELEGRAM, EMAIL = "web", "telegram", "email"
OPEN, GONE = "open", "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody is: a channel and its name for them, and the course they are in there just now."""

    channel: str
    external: str
    person: str
    course: str
    state: str


def add(records: Records, person: Person) -> None:
    """Add a person, or change what is known of them."""
    name = records.seal(person.id, "people", "name", person.id, person.name)
    workplace = records.seal(person.id, "people", "workplace", person.id, person.workplace)
    row = {"id": person.id, "name": name, "workplace": workplace, "language": person.language, "timezone": person.timezone}
    made = records.rows.one("people", {"id": person.id})
    kept = {"reads": made["reads"], "made_at": made["made_at"]} if made else {"reads": None, "made_at": stamp(records.now)}
    records.rows.put("people", {**row, **kept})


def tell_when_reading(records: Records, person: str, words: str) -> None:
    """Keep when a counsellor usually reads, in their own words; empty: they do not say."""
    records.rows.change("people", {"id": person}, {"reads": records.seal(person, "people", "reads", person, words)})


def reads(records: Records, person: str) -> str:
    """When a counsellor usually reads, in their own words; empty where they do not say."""
    row = records.rows.one("people", {"id": person})
    return str(records.open(person, "people", "reads", person, row["reads"])) if row and row["reads"] else ""


def get(records: Records, person: str) -> Person:
    """The person. Raises NotFound."""
    row = records.rows.one("people", {"id": person})
    if row is None:
        raise NotFound
    return Person(
        id=row["id"],
        name=records.open(person, "people", "name", person, row["name"]),
        workplace=records.open(person, "people", "workplace", person, row["workplace"]),
        language=row["language"],
        timezone=row["timezone"],
    )


def name(records: Records, person: str) -> str:
    """What somebody wants to be called. Raises NotFound."""
    row = records.rows.one("people", {"id": person})
    if row is None:
        raise NotFound
    return str(records.open(person, "people", "name", person, row["name"]))


def tongue(records: Records, person: str) -> tuple[str, str]:
    """A person's language and time zone, without opening anything they wrote. Raises NotFound."""
    row = records.rows.one("people", {"id": person})
    if row is None:
        raise NotFound
    return row["language"], row["timezone"]


def zone(records: Records, person: str) -> ZoneInfo:
    """A person's time zone. Raises NotFound."""
    return ZoneInfo(tongue(records, person)[1])


def at(records: Records, channel: str, external: str) -> Address | None:
    """The address, if it belongs to somebody."""
    row = records.rows.one("addresses", {"channel": channel, "external": external})
    return _address(row) if row else None


def reach(records: Records, person: str) -> list[Address]:
    """All addresses of a person."""
    return [_address(row) for row in records.rows.some("addresses", {"person": person})]


def settle(records: Records, address: Address) -> None:
    """Keep an address as it is now."""
    row = {"channel": address.channel, "external": address.external, "person": address.person, "course": address.course}
    records.rows.put("addresses", {**row, "state": address.state, "seen_at": stamp(records.now)})


def settled_at(records: Records, address: Address) -> datetime:
    """Since when an address is as it is. Raises LookupError for one that is nobody's."""
    row = row_of(records.rows.one("addresses", {"channel": address.channel, "external": address.external}))
    return moment(row["seen_at"])


def _address(row: Row) -> Address:
    return Address(**{name: row[name] for name in ("channel", "external", "person", "course", "state")})
