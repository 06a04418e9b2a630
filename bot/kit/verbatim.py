"""The sentences that come from the model itself, letter by letter: they are exempt from the limits of reading ease, and never changed."""

from collections.abc import Iterator, Mapping

from bot.dialogue.flow import Flow
from bot.kit.messages import where

# Those of the goal are points of a list in the model and begin with a small letter there; at the beginning of a step it is a big one.
VERBATIM = {
    "agreement/outcome": "Hvad vil du gerne have ud af denne vejledning?",
    "agreement/different": "Hvordan vil du gerne være anderledes stillet efter denne vejledning?",
    "goal/specific": "hvad ser, hører og føler du, når du har nået målet?",
    "goal/responsibility": "hvad kan du selv påvirke, og hvad kan du få hjælp til",
    "goal/timed": "hvornår skal målet være nået?",
    "goal/ecological": "stemmer målet overens med dine mål og værdier i livet?",
}


def faults(flows: Mapping[str, Flow]) -> Iterator[str]:
    """Each sentence that does not stand in its step to the letter, and each that stands there without a plain line of help."""
    for context, sentence in VERBATIM.items():
        flow, _, step_id = context.partition("/")
        step = flows[flow].step(step_id) if flow in flows else None
        if step is None:
            yield f"{where(context)}: there is no such step, and it asks “{sentence}”; put it back, or move its line in bot/kit/verbatim.py"
        elif not any(form in step.text for form in _forms(sentence)):
            yield f"{where(context, 'text')}: this sentence is the model's own; write it to the letter: “{sentence}”"
        elif not step.help:
            yield f"{where(context, 'help')}: the sentence asked is the model's own; say it in plain words in a line of help"


def without(context: str, text: str) -> str:
    """The text of a step without the model's own sentence, if that place has one."""
    for form in _forms(VERBATIM.get(context, "")):
        text = text.replace(form, "") if form else text
    return text.strip()


def _forms(sentence: str) -> tuple[str, str]:
    return sentence, sentence[:1].upper() + sentence[1:]
