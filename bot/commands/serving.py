"""The command that runs the house."""

import argparse
import asyncio
from typing import Any

from bot import app, opening
from bot.commands.base import command
from bot.config import Settings
from bot.domain.people import Role
from bot.records import courses
from bot.records.core import Records
from bot.usecases import inviting
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who

PLAY_NAME, PLAY_WORKPLACE = "Vejleder", "Prøvestedet"
PLAY_REASON = "Vi skal tale om, hvad du vil nu, og hvad jeg kan hjælpe med."


def register(commands: Any) -> None:
    """Declare it."""
    serve = command(commands, "serve", _serve, "Start the web chat, the desk and, with a token, the Telegram bot.")
    serve.add_argument("--play", action="store_true", help="make a counsellor and an invitation to play with, and print both links")


def _serve(settings: Settings, asked: argparse.Namespace) -> None:
    def announce(house: House, stage: Stage) -> None:
        lines = _play(house, stage) if asked.play else [f"Samvej is open on {settings.url}"]
        print("\n".join(lines), flush=True)

    opening.ready(settings, play=asked.play)
    asyncio.run(app.serve(settings, announce))


def _play(house: House, stage: Stage) -> list[str]:
    """Both links for one person who plays both roles; what was begun goes on."""
    links = house.write(lambda records: _play_links(records, stage))
    trial = "This is to try it, on this computer alone. Write nothing real here."
    return ["", "Samvej is open. Two tabs, two roles:", *links, trial, "Ctrl-C stops it; the next start goes on where you were.", ""]


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
