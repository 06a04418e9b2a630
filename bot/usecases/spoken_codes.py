"""An invitation's code to say on the phone: it opens the same page as the link, once, within a day."""

from bot.domain import spoken
from bot.records import links
from bot.records.core import Records
from bot.records.links import LinkKind


def make(records: Records, course: str) -> str:
    """A fresh code for a course, as it is said; an earlier one opens nothing any more."""
    links.forget(records, LinkKind.CODE, course=course)
    code = spoken.spoken(records.new_id())
    # Two courses never have the same code, however small the chance.
    while links.is_taken(records, LinkKind.CODE, spoken.typed(code)):
        code = spoken.spoken(records.new_id())
    links.make(records, LinkKind.CODE, course=course, token=spoken.typed(code))
    return code


def follow(records: Records, said: str) -> str:
    """The secret of an invitation for whoever types its code, which is used up. Raises LinkSpent alike for wrong, used and old."""
    course = links.use(records, LinkKind.CODE, spoken.typed(said)).course
    return links.make(records, LinkKind.INVITE, course=course)
