"""Reads the good things somebody wrote down, day by day: the last seven days there are."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.domain.pictures import GoodDay, GoodThings, Picture
from bot.domain.sheet import Note
from bot.marks import N_
from bot.records import notes
from bot.records.core import Records
from bot.usecases.pictures.picked import said
from bot.usecases.pictures.taken import Taken
from bot.usecases.stage import Stage, Voice, Who, voice

FLOW, THINGS, MADE, DAYS = "goodthings", "things", "made", 7
TITLE = N_("Gode ting, dag for dag")
TERMS = {"made": N_("Det hjalp:"), "none": N_("Ingen er også fint.")}
ONE, SEVERAL = N_("Gode ting fra én dag."), N_("Gode ting fra {count} dage.")


def read(records: Records, stage: Stage, who: Who, author: str) -> Picture | None:
    """The last seven days of good things, the oldest first; None while there is no good thing to be seen, or its flow is gone.

    A day is one in the reader's time zone; what was written twice on a day stands together.
    """
    if FLOW not in stage.flows:
        return None
    tongue = voice(records, stage, who)
    seen = notes.visible(records, who.course, viewer=who.viewer, author=author, flow=FLOW)
    days = _days(stage, tongue, seen)[-DAYS:]
    if not any(day.things for day in days):
        return None
    return GoodThings(
        title=tongue.say(TITLE),
        alt="\n".join(_told(days, tongue)),
        language=tongue.texts.language,
        terms={name: tongue.say(term) for name, term in TERMS.items()},
        days=tuple(days),
    )


def _days(stage: Stage, tongue: Voice, seen: Iterable[Note]) -> list[GoodDay]:
    takings: dict[str, list[Note]] = {}
    for note in seen:
        if note.step in {THINGS, MADE}:
            takings.setdefault(note.subject, []).append(note)
    zone = ZoneInfo(tongue.timezone)
    # What is written again another day stays where it was: the rest of its taking is as old as before.
    dated = sorted(((min(note.written_at for note in taking), taking) for taking in takings.values()), key=lambda pair: pair[0])
    by_day = groupby(dated, key=lambda pair: pair[0].astimezone(zone).date())
    return [_day(day, [_taken(stage, tongue, taking) for _, taking in pairs]) for day, pairs in by_day]


def _taken(stage: Stage, tongue: Voice, taking: Iterable[Note]) -> Taken:
    return Taken(flow=stage.flows[FLOW], tongue=tongue, notes={note.step: note for note in taking if not note.words.skipped})


def _day(day: date, takings: list[Taken]) -> GoodDay:
    texts = takings[0].tongue.texts
    made = [words for taken in takings if (words := said(taken, MADE))]
    name = texts.weekday(day)
    return GoodDay(
        name=name[:1].upper() + name[1:],
        day=texts.short_day(day),
        things=tuple(line for taken in takings for line in _things(taken)),
        made="\n".join(made),
    )


def _things(taken: Taken) -> tuple[str, ...]:
    words = said(taken, THINGS)
    return taken.answer(THINGS).lines or ((words,) if words else ())


def _told(days: list[GoodDay], tongue: Voice) -> list[str]:
    begin = tongue.say(SEVERAL, count=len(days)) if len(days) > 1 else tongue.say(ONE)
    return [begin, *(line for day in days for line in _lines(day, tongue))]


def _lines(day: GoodDay, tongue: Voice) -> list[str]:
    things = [f"– {thing}" for thing in day.things] or ([] if day.made else [tongue.say(TERMS["none"])])
    return [f"{day.name} {day.day}", *things, *([f"{tongue.say(TERMS['made'])} {day.made}"] if day.made else [])]
