"""What is asked of a letter at the moment it leaves: whether its receiver rests, and whether it may be a second copy."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.letter import Letter
from bot.domain.reminder import LATE
from bot.marks import N_
from bot.records import people, reminding
from bot.records.core import Records
from bot.records.post import REMINDER, Envelope
from bot.usecases.stage import Stage

MAYBE_BEFORE = N_("(Måske har du fået den her før.)")


def rests_until(records: Records, envelope: Envelope) -> datetime | None:
    """When a reminder that was held up may be sent, if its receiver rests just now."""
    if not envelope.kind.startswith(REMINDER) or envelope.made_at is None or records.now - envelope.made_at <= LATE:
        return None
    wanted = reminding.wishes(records, envelope.person)
    local = records.now.astimezone(ZoneInfo(people.tongue(records, envelope.person)[1]))
    return wanted.awake(local) if wanted.is_quiet(local) else None


def second_copy(records: Records, stage: Stage, envelope: Envelope, letter: Letter) -> Letter:
    """The letter, which may have arrived before, and says so; to delete or to change something twice is as good as once."""
    if letter.replaces or not letter.text:
        return letter
    address = people.at(records, envelope.channel, envelope.external)
    person = envelope.person or (address.person if address else "")
    texts = stage.texts_in(people.tongue(records, person)[0] if person else stage.language)
    return replace(letter, text=f"{texts.say(MAYBE_BEFORE)}\n\n{letter.text}")
