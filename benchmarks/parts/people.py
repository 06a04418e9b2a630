"""People to talk with: invited and let in by the real use cases, by the hundred."""

from functools import partial
from pathlib import Path

from bot.config import Settings
from bot.opening import open_house, set_stage
from bot.records import people
from bot.records.core import Records
from bot.records.people import OPEN, TELEGRAM, Address
from bot.usecases import inviting
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who

A_COUNSELLORS_COURSES = 50


def opened(folder: Path) -> tuple[House, Stage]:
    """A house in a folder of its own, and the stage of the program as it is."""
    settings = Settings(data=folder)
    return open_house(settings), set_stage(settings)


def invited(house: House, stage: Stage, number: int) -> list[Who]:
    """So many new counsellees, each in a course of their own, reachable on Telegram under the id of their person."""
    found: list[Who] = []
    while len(found) < number:
        some = min(A_COUNSELLORS_COURSES, number - len(found))
        found += house.write(partial(_let_in, stage=stage, number=some))
    return found


def _let_in(records: Records, stage: Stage, number: int) -> list[Who]:
    counsellor, _ = inviting.add_counsellor(records, stage, "Vejleder", "Kommunen")
    return [_one(records, stage, counsellor) for _ in range(number)]


def _one(records: Records, stage: Stage, counsellor: str) -> Who:
    invitation = inviting.invite(records, stage, counsellor, reason="Vi skal tale om skolen", duty="Vi skal mødes inden fem dage")
    who = inviting.accept(records, stage, invitation.web.rsplit("/", 1)[1], language="da")
    address = Address(channel=TELEGRAM, external=str(chat_of(who)), person=who.person, course=who.course, state=OPEN)
    people.settle(records, address)
    return who


def chat_of(who: Who) -> int:
    """The chat of a person: a number such as Telegram gives."""
    return int.from_bytes(who.person.encode()[:6])
