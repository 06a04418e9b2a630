"""The texts of a flow one by one, in one language, each with its place and its use: the one way into a flow for every check."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.dialogue.flow import Choice, Flow, Kind, Part, Step
from bot.texts import SOURCE, Texts


class Use(StrEnum):
    """What a text is for. A title stands on the buttons of a menu; an aside is put into other texts."""

    TITLE = "title"
    GIVES = "gives"
    ASKED = "asked"
    HELP = "help"
    WHY = "why"
    BUTTON = "button"
    MARK = "mark"
    ASIDE = "aside"
    ENDING = "ending"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One text: where it stands (`flow` or `flow/step`), which key of the file it is, the text, and what it is for."""

    context: str
    part: str
    text: str
    use: Use

    @property
    def where(self) -> str:
        """The place as a writer finds it: file, step, key."""
        return where(self.context, self.part)

    @property
    def is_button(self) -> bool:
        """Whether the text stands on a button."""
        return self.use in {Use.TITLE, Use.BUTTON}


def where(context: str, part: str = "") -> str:
    """A place in the flow files as a writer finds it: file, step, key."""
    flow, _, step = context.partition("/")
    return ", ".join([f"{flow}.toml", *([f"step {step}"] if step else []), *([part] if part else [])])


def messages(flow: Flow, texts: Texts) -> Iterator[Message]:
    """Every text of the flow in the language of `texts`, in the order of the file; one that is not translated is left out."""
    yield from (message for message in placed(flow, texts) if message.text)


def placed(flow: Flow, texts: Texts) -> Iterator[Message]:
    """As above, but what is not translated has its place, with an empty text."""
    yield from (replace(message, text=in_language(texts, message.text, message.context)) for message in _messages(flow))


def in_language(texts: Texts, source: str, context: str = "") -> str:
    """A source text in the language of `texts`, its values still in braces; empty where there is no translation."""
    return source if texts.language == SOURCE else texts.messages.get((context, source), "")


def told(found: Iterable[Message]) -> list[tuple[Message, str]]:
    """What is sent as one message each, with its whole text: a question together with its help, and no buttons."""
    sent: list[tuple[Message, str]] = []
    for message in found:
        if message.use is Use.HELP and sent and sent[-1][0].context == message.context:
            asked, text = sent.pop()
            sent.append((asked, f"{text}\n{message.text}"))
        elif message.use in {Use.GIVES, Use.ASKED, Use.HELP, Use.WHY, Use.ENDING}:
            sent.append((message, message.text))
    return sent


def _messages(flow: Flow) -> Iterator[Message]:
    yield from _some(flow.id, [("title", flow.title, Use.TITLE), ("gives", flow.gives, Use.GIVES)])
    for step in flow.steps:
        yield from _of_step(f"{flow.id}/{step.id}", step)
    yield from _some(flow.id, [("yields", flow.yields, Use.ASIDE), ("ending", flow.ending, Use.ENDING)])


def _of_step(context: str, step: Step) -> Iterator[Message]:
    yield from _some(context, [("text", step.text, Use.ASKED), ("help", step.help, Use.HELP)])
    if step.kind is not Kind.PICTURE:  # the words of our own pictures stand in the program, not in the flow
        yield from _choices(context, "choice", step.choices)
    yield from _choices(context, "pile", step.piles)
    yield from _some(context, [("lowest", step.lowest, Use.MARK), ("highest", step.highest, Use.MARK)])
    for part in step.parts:
        yield from _of_part(context, part)
    yield from _some(context, [("stand_in", step.stand_in, Use.ASIDE), ("why", step.why, Use.WHY)])


def _of_part(context: str, part: Part) -> Iterator[Message]:
    name = f"part {part.id}"
    yield from _some(context, [(name, part.text, Use.ASKED)])
    yield from _choices(context, f"{name}, choice", part.choices)
    yield from _some(context, [(f"{name}, lowest", part.lowest, Use.MARK), (f"{name}, highest", part.highest, Use.MARK)])


def _choices(context: str, name: str, choices: Iterable[Choice]) -> Iterator[Message]:
    yield from _some(context, [(f"{name} {choice.id}", choice.label, Use.BUTTON) for choice in choices])


def _some(context: str, texts: Iterable[tuple[str, str, Use]]) -> Iterator[Message]:
    yield from (Message(context=context, part=part, text=text, use=use) for part, text, use in texts if text)
