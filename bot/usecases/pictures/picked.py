"""What was picked and said in a taking, in words as its reader reads them."""

from collections.abc import Mapping

from bot.usecases import telling
from bot.usecases.pictures.taken import Taken


def names(taken: Taken, *steps: str) -> Mapping[str, str]:
    """The words behind the picks of these steps, by id: people's own first, then the flow's, then as they stood when it was answered."""
    stood: dict[str, str] = {}
    listed: dict[str, str] = {}
    own: dict[str, str] = {}
    for name in steps:
        step, note = taken.flow.step(name), taken.notes.get(name)
        listed |= {choice.id: taken.tongue.step(taken.flow, name, choice.label) for choice in step.choices} if step else {}
        stood |= dict(note.words.choices) if note else {}
        own |= taken.answer(name).own
    return {**stood, **listed, **own}


def said(taken: Taken, step: str) -> str:
    """What was said to a step: of a voice message or photo the words with it, or else that there is one."""
    answer = taken.answer(step)
    return (answer.text or telling.spoken(taken.flow, taken.flow.steps[0], answer, {}, taken.tongue)) if answer.file else taken.said(step)


def about(taken: Taken, step: str, part: str) -> Mapping[str, str]:
    """What was said to one part of an `each` step, by the id of what it was said about; empty lines are left out."""
    return {entry["of"]: entry[part] for entry in taken.answer(step).entries if "of" in entry and entry.get(part) not in {None, ""}}


def plain(words: str) -> str:
    """Words by which something is called, without what people add or leave out as they type them again."""
    return words.strip(" .!“”\"'»«").casefold()
