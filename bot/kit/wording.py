"""Checks that texts are short and easy to read: LIX, sentences, characters, questions and buttons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.dialogue.flow import Flow
from bot.kit import verbatim
from bot.kit.everything import Text
from bot.kit.messages import Message, messages, told, where
from bot.kit.reading_ease import lix, longest_sentence, mean_sentence, words
from bot.texts import SOURCE, Texts

POOLED_LIX = 25
MEAN_SENTENCE = 12
LONGEST_SENTENCE = 20
LONGEST_BUTTON = 24
# Below this many words a single long word moves LIX by more than ten: so short a message counts in the pool alone.
FEWEST_WORDS = 10
# What one says yes to, or must know of who sees what: it may be a little longer and a little harder.
CONSENT = frozenset({"agreement/intro"})
# Where the program's own texts of that kind stand: the text about one's data.
NOTICE = "bot/usecases/notice_texts.py"
NOTICE_LIX = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one message may be: its highest LIX and its most characters."""

    lix: float = 30
    characters: int = 300


USUAL = Limits()
OF_CONSENT = Limits(lix=35, characters=600)


def flow_faults(flows: Mapping[str, Flow], languages: Mapping[str, Texts]) -> list[str]:
    """Every text of every flow that is too long or too hard, with file, step and what to do. No flows are a fault.

    LIX and the length of sentences are asked of the source language, of which LIX says something; the rest of every language.
    """
    if not flows:
        return ["there are no flows whose words could be checked; add at least one file"]
    found = list(verbatim.faults(flows))
    for flow in flows.values():
        for language, texts in sorted(languages.items()):
            found += _sizes(list(messages(flow, texts)), "" if language == SOURCE else f" ({language})")
        found += _ease_of_flow(flow, languages[SOURCE])
    return found


def program_faults(texts: Iterable[Text]) -> list[str]:
    """As above for the texts of the program itself: those that are sentences, and not labels. None at all is a fault."""
    told_here = sorted((text.language, text.text, text.place) for text in texts if text.text.rstrip("”").endswith((".", "?", "!", ":")))
    source = {text: place for language, text, place in told_here if language == SOURCE}
    if not source:
        return ["there are no texts of the program whose words could be checked; look at where they are collected from"]
    found = [fault for language, text, place in told_here for fault in _size(f"{place} ({language}), {text!r}", text, _of_program(place))]
    for text, place in source.items():
        found += _ease(f"{place}, {text!r}", text, _of_program(place))
    notice = [text for text, place in source.items() if place == NOTICE]
    others = [text for text, place in source.items() if place != NOTICE]
    return [*found, *_pooled("the program's own texts", others), *_pooled("the text about one's data", notice, NOTICE_LIX)]


def _of_program(place: str) -> Limits:
    return OF_CONSENT if place == NOTICE else USUAL


def pool(flow: Flow, texts: Texts) -> list[str]:
    """The messages of a flow whose reading ease counts: all but the model's own sentences, whose help stays."""
    found = (_without_verbatim(message, text) for message, text in told(messages(flow, texts)))
    return [text for text in found if text]


def _sizes(found: list[Message], language: str) -> Iterator[str]:
    for message in found:
        if message.is_button and len(message.text) > LONGEST_BUTTON:
            place = f"{message.where}{language}"
            yield f"{place}: {message.text!r} has {len(message.text)} characters, and a button {LONGEST_BUTTON}; shorten it"
    for message, text in told(found):
        yield from _size(f"{message.where}{language}", text, limits(message.context))


def _size(place: str, text: str, allowed: Limits) -> Iterator[str]:
    if len(text) > allowed.characters:
        yield f"{place}: {len(text)} characters in one message, and it may have {allowed.characters}; cut it"
    if text.count("?") > 1:
        yield f"{place}: {text.count('?')} question marks in one message; ask one thing at a time"


def _ease_of_flow(flow: Flow, texts: Texts) -> Iterator[str]:
    for message, text in told(messages(flow, texts)):
        yield from _ease(message.where, _without_verbatim(message, text), limits(message.context))
    yield from _pooled(where(flow.id), pool(flow, texts))


def _ease(place: str, text: str, allowed: Limits) -> Iterator[str]:
    if len(words(text)) >= FEWEST_WORDS and lix(text) > allowed.lix:
        yield f"{place}: LIX is {lix(text):.0f}, and one message may have {allowed.lix:.0f}; use shorter words or sentences"
    longest = longest_sentence(text)
    if len(words(longest)) > LONGEST_SENTENCE:
        yield f"{place}: a sentence of {len(words(longest))} words, and it may have {LONGEST_SENTENCE}; divide it: {longest!r}"


def _pooled(place: str, texts: list[str], highest: float = POOLED_LIX) -> Iterator[str]:
    if lix(*texts) > highest:
        yield f"{place}: LIX is {lix(*texts):.1f} over all its messages, and it may be {highest}; use shorter words or sentences"
    if mean_sentence(*texts) > MEAN_SENTENCE:
        yield f"{place}: its sentences have {mean_sentence(*texts):.1f} words on average, and it may be {MEAN_SENTENCE}; divide the longest"


def limits(context: str) -> Limits:
    """What a message in this place may be."""
    return OF_CONSENT if context in CONSENT else USUAL


def _without_verbatim(message: Message, text: str) -> str:
    return verbatim.without(message.context, text) if message.part == "text" else text
