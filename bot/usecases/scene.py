"""All that a screen is drawn from: the records, who looks, where they sit, and the voice they are spoken to in."""

from dataclasses import dataclass

from bot.dialogue.flow import Flow
from bot.domain.people import Viewer
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import crisis
from bot.usecases.press import menu
from bot.usecases.screens import Option
from bot.usecases.sharing import MENU
from bot.usecases.stage import Stage, Voice, Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One look at one seat. `says` is what was just said, in words; `about` the thing the screen is about, if its name tells one."""

    records: Records
    stage: Stage
    who: Who
    seat: Seat
    tongue: Voice
    says: tuple[str, ...] = ()
    about: str = ""

    @property
    def person(self) -> Viewer:
        """The person as somebody who looks at what others wrote to them, which no link given by staff hides."""
        return Viewer(person=self.who.person)

    def say(self, text: str, **values: object) -> str:
        """A text in the person's language."""
        return self.tongue.say(text, **values)

    def ways_out(self) -> tuple[Option, ...]:
        """To the menu, and to help at once."""
        return tuple(Option(label=self.say(label), press=menu(name)) for label, name in ((MENU, "home"), (crisis.TITLE, "crisis")))

    def say_of(self, flow: Flow, text: str) -> str:
        """A text about a flow (its title, what it gives) in the person's language."""
        return self.tongue.say(text, flow.id)
