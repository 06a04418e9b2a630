"""The commands about people: counsellors, invitations, courses."""

import argparse
from typing import Any

from bot.commands.base import at_home, command, group, show
from bot.config import Settings
from bot.domain.people import Person, Role
from bot.errors import NotFound
from bot.records import courses, people
from bot.records.core import Records
from bot.usecases import inviting, leading, ways_in


def register(commands: Any) -> None:
    """Declare them."""
    staff = group(commands, "counsellor", "Add counsellors and let them in.")
    add = command(staff, "add", _add, "Add a counsellor and print their one-time sign-in link.")
    add.add_argument("name", metavar="NAME", help="the name counsellees see")
    add.add_argument("--workplace", default="", help="the workplace counsellees see")
    link = command(staff, "link", _link, "Print a fresh one-time sign-in link.")
    link.add_argument("name", metavar="COUNSELLOR", help="name or id")
    shut = command(staff, "shut", _shut, "End every sign-in and take every way in, until a fresh link is given.")
    shut.add_argument("name", metavar="COUNSELLOR", help="name or id")
    leads = group(commands, "lead", "Add leads, who give and hand over courses and read nothing, and let them in.")
    add = command(leads, "add", _add_lead, "Add a lead and print their one-time sign-in link.")
    add.add_argument("name", metavar="NAME", help="the name; whoever counsels too has two accounts")
    link = command(leads, "link", _lead_link, "Print a fresh one-time sign-in link.")
    link.add_argument("name", metavar="LEAD", help="name or id")
    shut = command(leads, "shut", _shut_lead, "End every sign-in and take every way in, until a fresh link is given.")
    shut.add_argument("name", metavar="LEAD", help="name or id")
    invite = command(commands, "invite", _invite, "Invite a counsellee; print the web link and, with a bot, the Telegram link.")
    invite.add_argument("counsellor", metavar="COUNSELLOR", help="name or id")
    invite.add_argument("--reason", required=True, help="one line: why you should meet")
    invite.add_argument("--duty", default="", help="one line: the duty behind it, if there is one")
    command(commands, "courses", _courses, "List the courses and how each stands; no words of anybody's.")


def _add(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, stage):
        person, link = house.write(lambda records: inviting.add_counsellor(records, stage, asked.name, asked.workplace))
    show(asked, {"id": person, "link": link}, f"{asked.name} signs in once with this link, within a day:\n{link}")


def _link(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, stage):
        link = house.write(lambda records: inviting.sign_in_link(records, stage, _counsellor(records, asked.name).id))
    show(asked, {"link": link}, link)


def _add_lead(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, stage):
        person, link = house.write(lambda records: leading.add_lead(records, stage, asked.name))
    show(asked, {"id": person, "link": link}, f"{asked.name} signs in once with this link, within a day:\n{link}")


def _lead_link(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, stage):
        link = house.write(lambda records: inviting.sign_in_link(records, stage, _lead(records, asked.name).id))
    show(asked, {"link": link}, link)


def _shut(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, _):
        house.write(lambda records: ways_in.shut(records, _counsellor(records, asked.name).id))
    show(asked, {"shut": asked.name}, f"{asked.name} is out everywhere. Their courses stay theirs until a lead hands them over.")


def _shut_lead(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, _):
        house.write(lambda records: ways_in.shut(records, _lead(records, asked.name).id))
    show(asked, {"shut": asked.name}, f"{asked.name} is out everywhere.")


def _invite(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, stage):
        made = house.write(
            lambda records: inviting.invite(records, stage, _counsellor(records, asked.counsellor).id, reason=asked.reason, duty=asked.duty)
        )
    lines = [f"web       {made.web}", *([f"telegram  {made.telegram}"] if made.telegram else [])]
    show(asked, {"course": made.course, "web": made.web, "telegram": made.telegram, "sms": made.sms}, "\n".join(lines))


def _courses(settings: Settings, asked: argparse.Namespace) -> None:
    with at_home(settings) as (house, _):
        found = house.read(_course_rows)
    lines = [f"{row['course']}  {row['state']:<10} {row['counsellors']}  {row['moved_at'][:10]}" for row in found]
    show(asked, found, "\n".join(lines) or "There are no courses yet. Make one: samvej invite COUNSELLOR --reason '…'")


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


def _counsellor(records: Records, name: str) -> Person:
    return _one(inviting.counsellors(records), name, "counsellor")


def _lead(records: Records, name: str) -> Person:
    return _one(leading.leads(records), name, "lead")


def _one(staff: list[Person], name: str, role: str) -> Person:
    found = [person for person in staff if name in {person.id, person.name}]
    if len(found) != 1:
        raise NotFound(f"{len(found)} {role}s are called {name!r}; give the id, or add one: samvej {role} add NAME")
    return found[0]
