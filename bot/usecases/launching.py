"""The sheet inside a messenger: where it opens, and a session for whose address the messenger says it is."""

from datetime import timedelta

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.errors import NotAllowed
from bot.marks import N_
from bot.records import courses, links, people
from bot.records.core import Records
from bot.usecases.screens import Option
from bot.usecases.stage import Stage, Voice

PAGE, SHEET = "/mini", "/ark"
# Where a counsellor has it.
DESK = f"/desk/course/{{course}}{SHEET}"
OPEN, SHORT = N_("Åbn arket"), N_("Arket")
# A messenger lets somebody in anew with one press, so that nothing needs to stay open there.
LIFE = timedelta(hours=12)


def inside_at(url: str) -> str:
    """Where the sheet opens inside Telegram, which wants https; empty where this house has none."""
    return f"{url}{PAGE}" if url.startswith("https:") else ""


def button(stage: Stage, tongue: Voice) -> Option:
    """What opens the sheet: in a browser its page, in a messenger inside it where that can be."""
    return Option(label=tongue.say(OPEN), url=f"{stage.url}{SHEET}", inside=inside_at(stage.url) if stage.bot_name else "")


def let_in(records: Records, channel: str, external: str) -> str:
    """A session in the course that this address talks about just now; its secret. Raises NotAllowed for who is guided in none."""
    address = people.at(records, channel, external)
    if address is None or address.person not in courses.ids(records, address.course, Role.COUNSELLEE):
        raise NotAllowed
    records.log(address.person, Act.COME_BACK, address.course, links.FULL)
    return links.open_session(records, person=address.person, course=address.course, role=Role.COUNSELLEE, life=LIFE)
