"""What a sheet on paper says, in words, line by line: for whoever hears it read."""

from collections.abc import Iterable, Iterator

from bot.domain.paper import PaperAgreed, PaperField, PaperNote, PaperStep


def told(title: str, made: str, fields: Iterable[PaperField]) -> str:
    """All that stands on it, one line each."""
    return "\n".join((title, made, *(line for field in fields for line in _field(field))))


def _field(field: PaperField) -> Iterator[str]:
    yield _joined(_before(field.name), field.question)
    yield from _agreed(field.agreed) if field.agreed else ()
    yield from (_joined(f"{about}:", said) for about, said in field.aim)
    yield from (_joined(f"{dot.name}:", dot.said, _beside(dot.seen)) for dot in field.dots)
    for step in field.steps:
        yield from _step(step)
    for note in field.notes:
        yield from _note(note)
    yield from (picture.alt for picture in field.pictures)


def _before(name: str) -> str:
    """A name that something follows; one that ends in a sign of its own needs no other."""
    return name if name.endswith(("?", "…")) else f"{name}:"


def _agreed(agreed: PaperAgreed) -> Iterator[str]:
    yield _joined(agreed.told, agreed.text)
    yield from (_joined("✓" if one.yes else "", f"{one.name}:", one.said, one.line) for one in agreed.people)


def _step(step: PaperStep) -> Iterator[str]:
    yield _joined(step.what, _beside(step.by, step.due, step.state, step.seen))
    yield from (_joined(label, said) for label, said in step.lines)


def _note(note: PaperNote) -> Iterator[str]:
    yield _joined(note.question, note.said, _beside(note.by, note.day, note.mark, note.seen))
    for answer in note.answers:
        yield from _note(answer)


def _joined(*parts: str) -> str:
    return " ".join(filter(None, parts))


def _beside(*parts: str) -> str:
    found = ", ".join(filter(None, parts))
    return f"({found})" if found else ""
