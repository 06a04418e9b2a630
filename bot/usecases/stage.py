"""What every use case stands on: the flows, the texts, the public address, and who is acting."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.dialogue.dates import When
from bot.dialogue.flow import Flow
from bot.dialogue.turns import Say
from bot.domain.operator import Operator
from bot.domain.people import Role, Viewer
from bot.marks import N_
from bot.records import courses, people
from bot.records.core import Records
from bot.texts import SOURCE, Texts
from bot.usecases.crisis import Crisis
from bot.usecases.grave import Grave


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """What every turn goes by. It never changes; when the flows are read again, another takes its place.

    `menu` lists the methods of each field (flow ids). `bot_name` is the bot's user name in Telegram, empty without one.
    """

    flows: Mapping[str, Flow]
    menu: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, Texts]
    crisis: Crisis
    grave: Grave
    operator: Operator
    url: str = "http://localhost:8080"
    bot_name: str = ""
    language: str = SOURCE
    timezone: str = "Europe/Copenhagen"

    def texts_in(self, language: str) -> Texts:
        """The texts of a language, or of the source language where it is not there."""
        return self.texts.get(language) or self.texts[SOURCE]


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """A member of a course who acts; `shared_only` as in Viewer."""

    person: str
    course: str
    shared_only: bool = False

    @property
    def viewer(self) -> Viewer:
        """This person as somebody who looks."""
        return Viewer(person=self.person, shared_only=self.shared_only)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Texts in one person's language, with the names of their course put in."""

    texts: Texts
    timezone: str
    names: Mapping[str, str] = field(default_factory=dict)

    def say(self, text: str, context: str = "", /, **values: object) -> str:
        """The text with its values."""
        return self.texts.say(text, context, **{**self.names, **values})

    def said(self, said: Say) -> str:
        """What the engine said, in words; its values are what people wrote and are never read as text with values."""
        values = {name: self.texts.moment(v.day, v.at) if isinstance(v, When) else v for name, v in said.values.items()}
        return self.say(said.text, said.context, **values)

    def step(self, flow: Flow, step: str, text: str) -> str:
        """A text of a flow's step."""
        return self.say(text, f"{flow.id}/{step}").strip() if text else ""


def voice(records: Records, stage: Stage, who: Who, /, **names: str) -> Voice:
    """The voice in which a member of a course is spoken to."""
    language, timezone = people.tongue(records, who.person)
    texts = stage.texts_in(language)
    counsellors = records.once(f"counsellors of {who.course}", lambda: counsellors_of(records, who.course))
    return Voice(texts=texts, timezone=timezone, names={"counsellor": counsellors, **names})


def counsellors_of(records: Records, course: str) -> str:
    """The names of a course's counsellors, as they stand in a sentence."""
    return " & ".join(people.name(records, person) for person in courses.ids(records, course, Role.COUNSELLOR))


def called(records: Records, texts: Texts, person: str) -> str:
    """What somebody is called: the name they chose, or a plain word."""
    return people.name(records, person) or texts.say(N_("den vejledte"))
