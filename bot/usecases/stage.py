"""What every use case stands on: the flows, the texts, the public address, and who is acting."""

import re
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

# Stands for the counsellor's name while a course has none.
NOBODY = N_("din vejleder")
_BEGINS = re.compile(r"(?:^|(?<=[.!?] )|(?<=\n))\{counsellor\}")


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
    """Texts in one person's language, with the names of their course put in. `alone`: the course has no counsellor just now."""

    texts: Texts
    timezone: str
    names: Mapping[str, str] = field(default_factory=dict)
    alone: bool = False

    def say(self, text: str, context: str = "", /, **values: object) -> str:
        """The text with its values."""
        if self.alone and "{counsellor}" in text:
            return _BEGINS.sub("{Counsellor}", self.texts.found(text, context)).format(**{**self.names, **values})
        return self.texts.say(text, context, **{**self.names, **values})

    @property
    def begins(self) -> str:
        """The counsellor's name as it begins a sentence."""
        return self.names.get("Counsellor") or self.names["counsellor"]

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
    counsellors = records.once(names_of(who.course), lambda: counsellors_of(records, who.course))
    if counsellors:
        return Voice(texts=texts, timezone=timezone, names={"counsellor": counsellors, **names})
    anybody = texts.say(NOBODY)
    stand_in = {"counsellor": anybody, "Counsellor": anybody[:1].upper() + anybody[1:]}
    return Voice(texts=texts, timezone=timezone, names={**stand_in, **names}, alone=True)


def names_of(course: str) -> str:
    """Under what the names of a course's counsellors are worked out once in a transaction."""
    return f"counsellors of {course}"


def counsellors_of(records: Records, course: str) -> str:
    """The names of a course's counsellors, as they stand in a sentence; empty while there are none."""
    return " & ".join(people.name(records, person) for person in courses.ids(records, course, Role.COUNSELLOR))


def called(records: Records, texts: Texts, person: str) -> str:
    """What somebody is called: the name they chose, or a plain word."""
    return people.name(records, person) or texts.say(N_("den vejledte"))
