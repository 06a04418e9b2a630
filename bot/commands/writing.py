"""The commands for those who write flows: talk, check, lay out, draw, release."""

import argparse
import contextlib
import itertools
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot import opening
from bot.channels.rehearsal import COMMANDS, COUNSELLEE, COUNSELLOR, Rehearsal
from bot.channels.scratch import Clock
from bot.commands.base import command, show
from bot.config import Settings
from bot.dialogue.drawing import draw, draw_menu
from bot.dialogue.library import Library, located
from bot.domain import course
from bot.errors import NotFound, SamvejError
from bot.kit import commands as kit
from bot.kit import living
from bot.kit.ids import FILE as RELEASED
from bot.kit.living import Touched
from bot.texts import LANGUAGES, missing, places
from bot.usecases.stage import Stage


def register(commands: Any) -> None:
    """Declare them."""
    talks = f"Talk to a flow here in the terminal. Nothing is kept. Beside the product's own words: {', '.join(COMMANDS)}."
    chat = command(commands, "chat", _chat, talks)
    chat.add_argument("flow", nargs="?", default="agreement", help="which flow (agreement)")
    chat.add_argument("--lang", default="da", choices=sorted(LANGUAGES), help="the language to talk in")
    chat.add_argument("--as", dest="role", default=COUNSELLEE, choices=(COUNSELLEE, COUNSELLOR), help="whose side is shown")
    chat.add_argument("--save", metavar="NAME", help="write the talk down as a golden test of this name, or to this path")
    check = command(commands, "check", _check, "Look all flows, texts and ids over; every fault at once, with file, step and what to do.")
    check.add_argument("--no-spelling", action="store_true", help="where hunspell and its dictionaries are not at hand")
    preview = command(commands, "preview", _preview, "Print every message of every flow in every language as one HTML page to proof-read.")
    preview.add_argument("file", nargs="?", metavar="FILE", help="write the page here instead")
    command(commands, "release", _release, "Write the ids of all flows down, for later checks to compare with.")
    picture = command(commands, "draw", _draw, "Print the course and the flows as Mermaid charts.")
    picture.add_argument("flow", nargs="?", help="one flow only, or 'course' or 'menu'")


def _chat(settings: Settings, asked: argparse.Namespace) -> None:
    stage, clock, numbers = opening.set_stage(settings), Clock(), itertools.count(1)
    if asked.flow not in stage.flows:
        raise NotFound(f"There is no flow {asked.flow!r}; there are {', '.join(sorted(stage.flows))}.")
    house = opening.scratch_house(clock, lambda: f"{next(numbers):022}")
    rehearsal = Rehearsal(house, clock, stage, flow=asked.flow, language=asked.lang, role=asked.role)
    with contextlib.suppress(EOFError):
        rehearsal.talk(input, print)
    if asked.save:
        _talk_file(asked.save).write_text("\n".join(rehearsal.lines) + "\n", encoding="utf-8")


def _talk_file(name: str) -> Path:
    """Where a talk is written: among the golden talks under its name, or where a path says."""
    talks = opening.folder("tests") / "flows" / "talks"
    return talks / f"{name}.txt" if talks.is_dir() and name == Path(name).stem else Path(name)


def _check(settings: Settings, asked: argparse.Namespace) -> None:
    stage, library = opening.set_stage(settings), opening.read_flows(settings)
    known, found = _words(stage, spelled=not asked.no_spelling)
    remarks: list[str] = []
    if settings.flows:
        own = {name: library.flows[name] for name in library.added}
        faults, remarks = kit.of_own(own, stage.texts, settings.flows / RELEASED)
        found += faults
    found, remarks = ([located(one, library.added) for one in ones] for ones in (found, remarks))
    touched, said = _living(settings, library)
    summary = f"{len(stage.flows)} flows and {known} texts in {len(LANGUAGES)} languages: {len(found) or 'no'} faults"
    data = {
        "flows": len(stage.flows),
        "texts": known,
        "faults": found,
        "remarks": [*remarks, *said],
        "living": [asdict(one) for one in touched],
    }
    show(asked, data, "\n".join([*found, *remarks, *said, *living.lines(touched), summary]))
    if found:
        sys.exit(1)


def words_faults(settings: Settings) -> Iterator[str]:
    """What is wrong with the flows and the catalogues; their spelling is not looked at."""
    _, found = _words(opening.set_stage(settings), spelled=False)
    yield from found


def _words(stage: Stage, *, spelled: bool) -> tuple[int, list[str]]:
    """How many texts there are, and every fault of them and of the flows."""
    texts = places(opening.HERE.parent)
    known = sorted({(context, text) for _, context, text in texts})
    found = [fault for language in LANGUAGES for fault in missing(opening.folder("locales"), language, known)]
    found += kit.check(stage.flows, stage.texts, texts, opening.folder("flows") / RELEASED, spelled=spelled)
    return len(known), found


def _living(settings: Settings, library: Library) -> tuple[list[Touched], list[str]]:
    """Whom the flows as they are now would touch, and a sentence where that cannot be said, which is no fault."""
    try:
        touched = opening.look_in(settings, lambda records: living.touched(records, library.flows))
    except SamvejError as trouble:
        return [], [f"Live places were not compared. {' '.join(trouble.details) or trouble}"]
    return touched, [] if touched else ["No live places are touched."]


def _preview(settings: Settings, asked: argparse.Namespace) -> None:
    stage = opening.set_stage(settings)
    page = kit.lay_out(stage.flows, stage.texts)
    if asked.file:
        Path(asked.file).write_text(page, encoding="utf-8")
    said = f"Written to {asked.file}." if asked.file else page
    show(asked, {"file": asked.file, "html": page}, said)


def _release(settings: Settings, asked: argparse.Namespace) -> None:
    library = opening.read_flows(settings)
    flows = {name: library.flows[name] for name in library.added} if settings.flows else library.flows
    file = (settings.flows or opening.folder("flows")) / RELEASED
    kit.release(flows, file)
    show(asked, {"file": str(file), "flows": len(flows)}, f"The ids of {len(flows)} flows are written to {file}.")


def _draw(settings: Settings, asked: argparse.Namespace) -> None:
    stage = opening.set_stage(settings)
    charts = {"course": course.CHART.mermaid(), "menu": draw_menu(stage.menu, stage.flows)}
    charts |= {name: draw(flow) for name, flow in stage.flows.items()}
    if asked.flow and asked.flow not in charts:
        raise NotFound(f"There is no chart {asked.flow!r}; there are {', '.join(charts)}.")
    wanted = {asked.flow: charts[asked.flow]} if asked.flow else charts
    show(asked, wanted, "\n".join(wanted.values()))
