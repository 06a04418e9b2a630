"""Somebody who parks one thought after the other while something else goes on, and what is kept of it."""

from threading import Event

from bot.domain.people import Role, Viewer
from bot.records import courses, notes
from bot.records.core import Records
from tests.fakes.bot_api_people import Person
from tests.journeys.running import Samvej, wait_until


def parks(person: Person, enough: Event) -> list[str]:
    """The thoughts, each parked when the one before was answered, until it is enough."""
    said: list[str] = []
    while not enough.is_set():
        said.append(f"Tanke nummer {len(said) + 1}.")
        before = len(person.chat())
        person.send(f"/parker {said[-1]}")
        wait_until(lambda before=before: len(person.chat()) > before + 1)  # type: ignore[misc]
    return said


def kept(samvej: Samvej, course: str) -> str:
    """Everything the counsellee of the course has written."""

    def read(records: Records) -> str:
        [person] = courses.ids(records, course, Role.COUNSELLEE)
        return repr(notes.visible(records, course, viewer=Viewer(person=person)))

    with samvej.house() as house:
        return house.read(read)
