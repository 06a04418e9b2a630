"""What the writers' commands do, on plain values: check all words and ids, lay the preview out, write the ids of a release down."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.dialogue.flow import Flow
from bot.domain.sheet import FIELDS
from bot.errors import FaultyFlow
from bot.kit import banned, ids, preview, spelling, wording
from bot.kit.everything import Source, of_flows, of_program
from bot.kit.messages import placed
from bot.texts import LANGUAGES, Texts


def check(
    flows: Mapping[str, Flow], languages: Mapping[str, Texts], sources: Sequence[Source], released: Path, *, spelled: bool = True
) -> list[str]:
    """Every fault of the words of all flows and of the program, and every released id that is gone; each with place and what to do."""
    own = list(of_program(languages, sources))
    texts = [*of_flows(flows, languages), *own]
    return [
        *ids.faults(flows, _read(released)),
        *wording.flow_faults(flows, languages),
        *wording.program_faults(own),
        *banned.faults(texts, banned.read_banned(_read(banned.FILE))),
        *(spelling.faults(texts, spelling.own_words()) if spelled else []),
    ]


def lay_out(flows: Mapping[str, Flow], languages: Mapping[str, Texts]) -> str:
    """The page to proof-read, the flows in the order of the fields."""
    order = list(FIELDS)
    ordered = sorted(flows.values(), key=lambda flow: order.index(flow.field) if flow.field in order else len(order))
    return preview.page({flow.id: flow for flow in ordered}, languages)


def of_own(added: Mapping[str, Flow], languages: Mapping[str, Texts], released: Path) -> tuple[list[str], list[str]]:
    """Of an organisation's own flows: faults (a released id that is gone), and remarks, which are none: texts without translation."""
    remarks = untranslated(added, languages)
    if not released.exists():
        return [], [*remarks, f"{released}: there is none, so no ids of your own flows can be compared; write it with: samvej release"]
    return ids.faults(added, _read(released)), remarks


def untranslated(flows: Mapping[str, Flow], languages: Mapping[str, Texts]) -> list[str]:
    """Each text that is shown in the source language to readers of another, with its place."""
    return [
        f"{one.where} ({language}): there is no translation, so the text is shown as it is"
        for language in LANGUAGES
        for flow in flows.values()
        for one in placed(flow, languages.get(language) or Texts(language=language))
        if not one.text
    ]


def release(flows: Mapping[str, Flow], released: Path) -> None:
    """Write the ids of all flows down for later checks. Raises FaultyFlow where an id of the last release is gone undeclared."""
    found = ids.faults(flows, _read(released)) if released.exists() else []
    if found:
        raise FaultyFlow(*found)
    released.write_text(ids.lock(flows), encoding="utf-8")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
