"""Erases a course as its counsellee does; run as a program of its own, to be killed at any moment.

    python -m tests.faults.erases COURSE

What is in the environment says which house.
"""

import os
import sys
from contextlib import closing

from bot import opening
from bot.config import read_settings
from bot.domain.people import Role
from bot.records import courses
from bot.records.core import Records
from bot.usecases import erasing
from bot.usecases.stage import Who


def main(course: str) -> None:
    """Erase it, and leave nothing of it behind."""
    house = opening.open_house(read_settings(os.environ))
    with closing(house.store):
        house.write(lambda records: erase(records, course))
        house.purge()


def erase(records: Records, course: str) -> None:
    [person] = courses.ids(records, course, Role.COUNSELLEE)
    erasing.erase(records, Who(person=person, course=course))


if __name__ == "__main__":
    main(sys.argv[1])
