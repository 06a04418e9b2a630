"""A house with a counsellor and a counsellee, what each of them does there, and what reaches them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from bot import opening
from bot.channels.terminal import options
from bot.config import Settings
from bot.domain.letter import Letter
from bot.domain.sheet import Note
from bot.ports import Row
from bot.records import notes, post
from bot.records.core import Records
from bot.usecases import closing, inviting, talking
from bot.usecases.heard import Heard
from bot.usecases.listing import CourseLine, course_lines
from bot.usecases.looking import CoursePage, course_page
from bot.usecases.screens import Option, Screen
from bot.usecases.stage import Stage, Who

T = TypeVar("T")
BEGUN_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SHORT_WAY = ("[Videre]", "[Mig]", "[Både-og]", "En læreplads", "[Gem]", "Min egen bolig", "[Gem]", "[Spring over]")
SHORT_WAY_TO_THE_END = (*SHORT_WAY, "Alex", "[Gem]", "[Nej, det er nok]")


@lru_cache
def stage() -> Stage:
    """The stage as it is shipped, with a bot's name."""
    return opening.set_stage(Settings(data=Path("nowhere"), url="https://samvej.test"))


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = BEGUN_AT

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def later(self, **by: float) -> None:
        """Some time passes (as timedelta's arguments)."""
        self.now += timedelta(**by)


class Story:
    """One course, from its invitation on."""

    def __init__(self, *, duty: str = "", workplace: str = "") -> None:
        self.clock = Clock()
        numbers = count(1)
        self.house = opening.scratch_house(self.clock, lambda: f"id{next(numbers):020}")
        self.stage = stage()
        person, self.sign_in_link = self.do(inviting.add_counsellor, self.stage, "Vejleder", workplace)
        self.invitation = self.do(inviting.invite, self.stage, person, reason="Vi skal tale sammen", duty=duty, label="Nr. 7")
        self.counsellor = Who(person=person, course=self.invitation.course)
        self.counsellee = Who(person="", course=self.invitation.course)
        self.screen: Screen | None = None

    def do(self, work: Callable[..., T], *args: object, **kwargs: object) -> T:
        """A use case, in a transaction of its own."""
        return self.house.write(lambda records: work(records, *args, **kwargs))

    def ask(self, work: Callable[..., T], *args: object, **kwargs: object) -> T:
        """Something read."""
        return self.house.read(lambda records: work(records, *args, **kwargs))

    def accept(self, *lines: str) -> "Story":
        """The counsellee says yes, and then these lines."""
        self.counsellee = self.do(inviting.accept, self.stage, secret(self.invitation.web), language="da")
        self.talk("/menu", "/fortsæt", *lines)
        return self

    def talk(self, *lines: str) -> Screen | None:
        """The counsellee types or presses [labels], one after the other; the screen after it."""
        for line in lines:
            if line.startswith("["):
                self.press(self.option(line[1:-1]).press)
            else:
                self.screen = self.do(talking.turn, self.stage, self.counsellee, Heard(text=line))
        return self.screen

    def press(self, data: str, **more: Any) -> Screen | None:
        """The counsellee's client sends this press."""
        self.screen = self.do(talking.turn, self.stage, self.counsellee, Heard(press=data, **more))
        return self.screen

    def option(self, label: str) -> Option:
        """What can be pressed now, by its label; LookupError with the labels there are."""
        assert self.screen is not None
        offered = {option.label: option for option in reversed(options(self.screen))}
        if label not in offered:
            raise LookupError(label, list(offered))
        return offered[label]

    def item(self, number: int, label: str) -> Screen | None:
        """Press a button of one answer in the list."""
        assert self.screen is not None
        listed = self.screen.items[number - 1]
        return self.press(next(option.press for option in listed.options if option.label == label))

    def close(self) -> None:
        """The counsellor proposes that the course is over, and whoever is guided in it says so too."""
        self.do(closing.propose, self.stage, self.counsellor)
        if self.counsellee.person:
            self.do(closing.answer, self.stage, self.counsellee, yes=True)

    @property
    def told(self) -> list[str]:
        """What was just said and is shown, as lines."""
        assert self.screen is not None
        return [line for line in (*self.screen.says, *self.screen.paragraphs, self.screen.text) if line]

    @property
    def states(self) -> list[tuple[str, str]]:
        """The counsellee's list: each answer and how it stands."""
        assert self.screen is not None
        return [(item.said, item.state) for item in self.screen.items]

    def mine(self, **where: str) -> list[Note]:
        """The counsellee's own notes."""
        return self.ask(notes.visible, self.counsellee.course, viewer=self.counsellee.viewer, author=self.counsellee.person, **where)

    def page(self) -> CoursePage:
        """The course as the counsellor sees it."""
        return self.ask(course_page, self.stage, self.counsellor)

    def line(self) -> CourseLine:
        """The course in the counsellor's list."""
        return self.ask(course_lines, self.stage, self.counsellor.person)[0]

    def letters(self, person: str, kind: str = "") -> list[Letter]:
        """What waits for a person in the outbox, oldest first."""
        return self.ask(_letters, person, kind)

    def rows(self, table: str, **match: object) -> list[Row]:
        """The rows of a table."""
        return self.house.read(lambda records: records.rows.some(table, match))


def answered() -> Story:
    """A course whose counsellee has gone the short way."""
    return Story().accept(*SHORT_WAY_TO_THE_END)


def shared() -> Story:
    """As `answered`, with everything shared."""
    story = answered()
    story.talk("[Del alt]")
    return story


def secret(link: str) -> str:
    """The secret at the end of a link."""
    return link.rsplit("/", 1)[1]


def _letters(records: Records, person: str, kind: str) -> list[Letter]:
    waiting = records.rows.some("outbox", {"person": person, "state": post.WAITING}, order=("made_at", "key"))
    channels = {row["channel"] for row in waiting}
    found = [envelope for channel in sorted(channels) for envelope in post.waiting_for(records, person, channel)]
    return [envelope.letter for envelope in found if kind in {"", envelope.kind}]
