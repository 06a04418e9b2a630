"""Every text there is, of the flows and of the program itself, in every language, with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.dialogue.flow import Flow
from bot.kit.messages import in_language, messages
from bot.texts import Texts

# A source text as (file, context, text), as `bot.texts.places` collects them. Those of the flows have a context.
Source = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text in one language, and its place as a writer finds it."""

    place: str
    language: str
    text: str


def of_flows(flows: Mapping[str, Flow], languages: Mapping[str, Texts]) -> Iterator[Text]:
    """The texts of the flows in each language. What is not translated is left out, here and below."""
    for language, texts in sorted(languages.items()):
        for flow in flows.values():
            yield from (Text(place=one.where, language=language, text=one.text) for one in messages(flow, texts))


def of_program(languages: Mapping[str, Texts], sources: Iterable[Source]) -> Iterator[Text]:
    """The program's own texts in each language: those of the sources that stand in no flow."""
    own = [(file, text) for file, context, text in sources if not context]
    for language, texts in sorted(languages.items()):
        said = ((file, in_language(texts, text)) for file, text in own)
        yield from (Text(place=file, language=language, text=text) for file, text in said if text)
