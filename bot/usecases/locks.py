"""What is not open: to somebody who came in by a link of staff's, and in a course that is closed."""

from bot.domain.course import CLOSED as CLOSED_STATE
from bot.records import courses
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import mail_screen, methods, pages
from bot.usecases.heard import Heard, named
from bot.usecases.sheets import latest
from bot.usecases.stage import Who

SHARING = {"sharing", "picking"}
PAGES = {*pages.PAGES, *methods.SCREENS, "sharing", "seen", "parked", mail_screen.NAME, latest.NAME}
# What somebody wants of their reminders is theirs, whatever becomes of the course.
_OWN = {"r", "reminders", mail_screen.NAME, latest.NAME}
_LOCKED = {
    "g",
    "a",
    "b",
    "d",
    "e",
    "c",
    "o",
    "p",
    "q",
    "s",
    "k",
    "n",
    "z",
    "back",
    "edit",
    "back=",
    "nothing",
    "f",
    "w",
    "withdraw",
    "export",
    *_OWN,
}
_STAYS_OPEN = {*PAGES, mail_screen.FORGET, *_OWN, "b", "f", "withdraw", "export", "look", "home", "link", "stay", "l", "c", "k", "o"}


def is_locked(heard: Heard) -> bool:
    """What a link given by staff does not open, so that nobody says yes, takes back or erases in somebody else's name.

    Questions are among it: whether one is answered already is not to be found out by trying.
    """
    return named(heard) in _LOCKED


def is_too_late(records: Records, who: Who, seat: Seat, heard: Heard) -> bool:
    """A closed course takes no more answers; reading, taking back and erasing stay."""
    if courses.state(records, who.course) != CLOSED_STATE:
        return False
    on_the_list = screen_name(seat) in SHARING and named(heard) in {"back=", "nothing", "none", "pick", "open"}
    return named(heard) not in _STAYS_OPEN and not on_the_list


def screen_name(seat: Seat) -> str:
    """The name of the screen somebody sits before, without what it is about."""
    return seat.screen.partition("=")[0]
