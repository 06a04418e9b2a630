"""The command line: everything an operator or a writer of flows does without a browser."""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from bot import app
from bot.channels.rehearsal import COMMANDS, COUNSELLEE, COUNSELLOR, Rehearsal
from bot.channels.scratch import Clock
from bot.config import Settings, read_settings
from bot.dialogue.drawing import draw, draw_menu
from bot.dialogue.library import Library, located
from bot.domain import course
from bot.domain.people import Person, Role
from bot.errors import NotFound, SamvejError
from bot.kit import commands as writing
from bot.kit import living
from bot.kit.ids import FILE as RELEASED
from bot.kit.living import Touched
from bot.records import courses, people, post
from bot.records.core import Records, stamp
from bot.texts import LANGUAGES, missing, places
from bot.usecases import inviting
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who

PLAY_NAME, PLAY_WORKPLACE = "Vejleder", "Prøvestedet"
PLAY_REASON = "Vi skal tale om, hvad du vil nu, og hvad jeg kan hjælpe med."


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command; what goes wrong is said in a sentence, with exit code 1."""
    asked = _parser().parse_args(arguments)
    try:
        asked.run(read_settings(os.environ), asked)
    except SamvejError as error:
        sys.exit(str(error))
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samvej", description="A guided dialogue for counselling, in Telegram and on the web.")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[Settings, argparse.Namespace], None], text: str, within: Any = commands
    ) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = within.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        made.add_argument("--json", action="store_true", help="print JSON, for scripts")
        return made

    serve = command("serve", _serve, "Start the web chat, the desk and, with a token, the Telegram bot.")
    serve.add_argument("--play", action="store_true", help="make a counsellor and an invitation to play with, and print both links")
    staff = commands.add_parser("counsellor", help="Add counsellors and let them in.").add_subparsers(required=True, metavar="COMMAND")
    add = command("add", _add, "Add a counsellor and print their one-time sign-in link.", staff)
    add.add_argument("name", metavar="NAME", help="the name counsellees see")
    add.add_argument("--workplace", default="", help="the workplace counsellees see")
    link = command("link", _link, "Print a fresh one-time sign-in link.", staff)
    link.add_argument("name", metavar="COUNSELLOR", help="name or id")
    invite = command("invite", _invite, "Invite a counsellee; print the web link and, with a bot, the Telegram link.")
    invite.add_argument("counsellor", metavar="COUNSELLOR", help="name or id")
    invite.add_argument("--reason", required=True, help="one line: why you should meet")
    invite.add_argument("--duty", default="", help="one line: the duty behind it, if there is one")
    command("courses", _courses, "List the courses and how each stands; no words of anybody's.")
    chat = command(
        "chat", _chat, f"Talk to a flow here in the terminal. Nothing is kept. Beside the product's own words: {', '.join(COMMANDS)}."
    )
    chat.add_argument("flow", nargs="?", default="agreement", help="which flow (agreement)")
    chat.add_argument("--lang", default="da", choices=sorted(LANGUAGES), help="the language to talk in")
    chat.add_argument("--as", dest="role", default=COUNSELLEE, choices=(COUNSELLEE, COUNSELLOR), help="whose side is shown")
    chat.add_argument("--save", metavar="NAME", help="write the talk down as a golden test of this name, or to this path")
    check = command("check", _check, "Look all flows, texts and ids over; every fault at once, with file, step and what to do.")
    check.add_argument("--no-spelling", action="store_true", help="where hunspell and its dictionaries are not at hand")
    preview = command("preview", _preview, "Print every message of every flow in every language as one HTML page to proof-read.")
    preview.add_argument("file", nargs="?", metavar="FILE", help="write the page here instead")
    command("release", _release, "Write the ids of all flows down, for later checks to compare with.")
    picture = command("draw", _draw, "Print the course and the flows as Mermaid charts.")
    picture.add_argument("flow", nargs="?", help="one flow only, or 'course' or 'menu'")
    command("status", _status, "Say what waits and what did not arrive.")
    return parser


def _serve(settings: Settings, asked: argparse.Namespace) -> None:
    def announce(house: House, stage: Stage) -> None:
        lines = _play(house, stage) if asked.play else [f"Samvej is open on {settings.url}"]
        print("\n".join(lines), flush=True)

    asyncio.run(app.serve(settings, announce))


def _play(house: House, stage: Stage) -> list[str]:
    """Both links for one person who plays both roles; what was begun goes on."""
    links = house.write(lambda records: _play_links(records, stage))
    return ["", "Samvej is open. Two tabs, two roles:", *links, "Ctrl-C stops it; the next start goes on where you were.", ""]


def _play_links(records: Records, stage: Stage) -> list[str]:
    staff = inviting.counsellors(records)
    person = staff[0].id if staff else inviting.add_counsellor(records, stage, PLAY_NAME, PLAY_WORKPLACE)[0]
    mine = courses.of(records, person, Role.COUNSELLOR)
    waiting = [one for one in mine if not courses.ids(records, one, Role.COUNSELLEE)]
    if mine and not waiting:
        guided = f"  counsellee  {stage.url}/chat  (in the browser you used; or invite another from the desk)"
    else:
        invitation = (
            inviting.renew(records, stage, Who(person=person, course=waiting[-1]))
            if waiting
            else inviting.invite(records, stage, person, reason=PLAY_REASON)
        )
        guided = f"  counsellee  {invitation.web}"
        guided += f"\n              {invitation.telegram}" if invitation.telegram else ""
    return [f"  counsellor  {inviting.sign_in_link(records, stage, person)}", guided]


def _add(settings: Settings, asked: argparse.Namespace) -> None:
    with _house(settings) as (house, stage):
        person, link = house.write(lambda records: inviting.add_counsellor(records, stage, asked.name, asked.workplace))
    _print(asked, {"id": person, "link": link}, f"{asked.name} signs in once with this link, within a day:\n{link}")


def _link(settings: Settings, asked: argparse.Namespace) -> None:
    with _house(settings) as (house, stage):
        link = house.write(lambda records: inviting.sign_in_link(records, stage, _counsellor(records, asked.name).id))
    _print(asked, {"link": link}, link)


def _invite(settings: Settings, asked: argparse.Namespace) -> None:
    with _house(settings) as (house, stage):
        made = house.write(
            lambda records: inviting.invite(records, stage, _counsellor(records, asked.counsellor).id, reason=asked.reason, duty=asked.duty)
        )
    lines = [f"web       {made.web}", *([f"telegram  {made.telegram}"] if made.telegram else [])]
    _print(asked, {"course": made.course, "web": made.web, "telegram": made.telegram, "sms": made.sms}, "\n".join(lines))


def _courses(settings: Settings, asked: argparse.Namespace) -> None:
    with _house(settings) as (house, _):
        found = house.read(_course_rows)
    lines = [f"{row['course']}  {row['state']:<10} {row['counsellors']}  {row['moved_at'][:10]}" for row in found]
    _print(asked, found, "\n".join(lines) or "There are no courses yet. Make one: samvej invite COUNSELLOR --reason '…'")


def _course_rows(records: Records) -> list[dict[str, str]]:
    return [
        {
            "course": row["id"],
            "state": row["state"],
            "moved_at": row["moved_at"],
            "counsellors": ", ".join(people.get(records, one).name for one in courses.ids(records, row["id"], Role.COUNSELLOR)),
        }
        for row in records.rows.some("courses", {}, order=("made_at",))
    ]


def _chat(settings: Settings, asked: argparse.Namespace) -> None:
    stage, clock, numbers = app.set_stage(settings), Clock(), itertools.count(1)
    if asked.flow not in stage.flows:
        raise NotFound(f"There is no flow {asked.flow!r}; there are {', '.join(sorted(stage.flows))}.")
    house = app.scratch_house(clock, lambda: f"{next(numbers):022}")
    rehearsal = Rehearsal(house, clock, stage, flow=asked.flow, language=asked.lang, role=asked.role)
    with contextlib.suppress(EOFError):
        rehearsal.talk(input, print)
    if asked.save:
        _talk_file(asked.save).write_text("\n".join(rehearsal.lines) + "\n", encoding="utf-8")


def _talk_file(name: str) -> Path:
    """Where a talk is written: among the golden talks under its name, or where a path says."""
    talks = app.folder("tests") / "flows" / "talks"
    return talks / f"{name}.txt" if talks.is_dir() and name == Path(name).stem else Path(name)


def _check(settings: Settings, asked: argparse.Namespace) -> None:
    stage, library = app.set_stage(settings), app.read_flows(settings)
    texts = places(app.HERE.parent)
    known = sorted({(context, text) for _, context, text in texts})
    found = [fault for language in LANGUAGES for fault in missing(app.folder("locales"), language, known)]
    found += writing.check(stage.flows, stage.texts, texts, app.folder("flows") / RELEASED, spelled=not asked.no_spelling)
    remarks: list[str] = []
    if settings.flows:
        own = {name: library.flows[name] for name in library.added}
        faults, remarks = writing.of_own(own, stage.texts, settings.flows / RELEASED)
        found += faults
    found, remarks = ([located(one, library.added) for one in ones] for ones in (found, remarks))
    touched, said = _living(settings, library)
    summary = f"{len(stage.flows)} flows and {len(known)} texts in {len(LANGUAGES)} languages: {len(found) or 'no'} faults"
    data = {
        "flows": len(stage.flows),
        "texts": len(known),
        "faults": found,
        "remarks": [*remarks, *said],
        "living": [asdict(one) for one in touched],
    }
    _print(asked, data, "\n".join([*found, *remarks, *said, *living.lines(touched), summary]))
    if found:
        sys.exit(1)


def _living(settings: Settings, library: Library) -> tuple[list[Touched], list[str]]:
    """Whom the flows as they are now would touch, and a sentence where that cannot be said, which is no fault."""
    try:
        touched = app.look_in(settings, lambda records: living.touched(records, library.flows))
    except SamvejError as trouble:
        return [], [f"Live places were not compared. {' '.join(trouble.details) or trouble}"]
    return touched, [] if touched else ["No live places are touched."]


def _preview(settings: Settings, asked: argparse.Namespace) -> None:
    stage = app.set_stage(settings)
    page = writing.lay_out(stage.flows, stage.texts)
    if asked.file:
        Path(asked.file).write_text(page, encoding="utf-8")
    said = f"Written to {asked.file}." if asked.file else page
    _print(asked, {"file": asked.file, "html": page}, said)


def _release(settings: Settings, asked: argparse.Namespace) -> None:
    library = app.read_flows(settings)
    flows = {name: library.flows[name] for name in library.added} if settings.flows else library.flows
    file = (settings.flows or app.folder("flows")) / RELEASED
    writing.release(flows, file)
    _print(asked, {"file": str(file), "flows": len(flows)}, f"The ids of {len(flows)} flows are written to {file}.")


def _draw(settings: Settings, asked: argparse.Namespace) -> None:
    stage = app.set_stage(settings)
    charts = {"course": course.CHART.mermaid(), "menu": draw_menu(stage.menu, stage.flows)}
    charts |= {name: draw(flow) for name, flow in stage.flows.items()}
    if asked.flow and asked.flow not in charts:
        raise NotFound(f"There is no chart {asked.flow!r}; there are {', '.join(charts)}.")
    wanted = {asked.flow: charts[asked.flow]} if asked.flow else charts
    _print(asked, wanted, "\n".join(wanted.values()))


def _status(settings: Settings, asked: argparse.Namespace) -> None:
    with _house(settings) as (house, _):
        found = house.read(_counts)
    _print(asked, found, "\n".join(f"{name.replace('_', ' '):<24}{count}" for name, count in found.items()))


def _counts(records: Records) -> dict[str, int]:
    rows = records.rows
    return {
        "courses": rows.count("courses", {}),
        "unhandled_updates": rows.count("inbox", {"state": post.NEW}),
        "updates_set_aside": rows.count("inbox", {"state": post.ASIDE}),
        "letters_waiting": rows.count("outbox", {"state": post.WAITING}),
        "letters_refused": rows.count("outbox", {"state": post.REFUSED}),
        "timers_set": rows.count("timers", {}),
        "timers_overdue": len(rows.some("timers", {"state": post.WAITING}, up_to={"due_at": stamp(records.now)})),
    }


def _counsellor(records: Records, name: str) -> Person:
    found = [person for person in inviting.counsellors(records) if name in {person.id, person.name}]
    if len(found) != 1:
        raise NotFound(f"{len(found)} counsellors are called {name!r}; give the id, or add one: samvej counsellor add NAME")
    return found[0]


@contextlib.contextmanager
def _house(settings: Settings) -> Any:
    house = app.open_house(settings)
    try:
        yield house, app.set_stage(settings)
    finally:
        house.store.close()


def _print(asked: argparse.Namespace, data: object, text: str) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2) if asked.json else text)
