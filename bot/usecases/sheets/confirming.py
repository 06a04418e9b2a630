"""A field is put to confirmation, word for word, and everybody says what they say to exactly these words.

The goal is kept as its words. Of any other field it is kept which notes stood there, in which version: so nothing that its author
takes back or erases stays readable in it for anybody else, and no yes counts for other words than those that were put.
"""

import json
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from bot.domain.agreement import Agreement, Verdict, Wording
from bot.domain.sheet import FIELDS, Note
from bot.errors import BadInput, WordingMoved
from bot.marks import N_
from bot.records import agreements, courses, notes, spots
from bot.records.agreements import GOAL
from bot.records.core import Records
from bot.usecases import agreeing
from bot.usecases.sheets.common import Words, require_whole, words_of
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.sheets.view import Confirmation, Tick
from bot.usecases.stage import Stage, Voice, Who, called, voice

AGREEMENT = "agreement"
LINE, ASKED = "{name}: {said}", "{name}: {question} {said}"
TAKEN_BACK = N_("(taget tilbage)")
PUT = N_("Nu kan I hver især sige, om I er enige.")
FIELD_AGREED = N_("Nu har alle sagt ja til det, der står her.")
YES_KEPT = N_("Dit ja er skrevet ned. Det gælder, når alle har sagt ja.")
LINE_KEPT = N_("Det er skrevet ned. Det gælder først, når alle siger ja.")


# What is looked up once: notes in a version, as one member sees them (None: they do not).
Known = dict[tuple[str, int], Note | None]


def confirmation(records: Records, stage: Stage, who: Who, field: str, here: Iterable[Note] = ()) -> Confirmation | None:
    """What was put to confirmation in a field, as this member reads it; `here`: the notes of the field as they see them, if at hand."""
    agreement = agreements.read(records, who.course, kept_as(field))
    if agreement.now is None:
        return None
    tongue, now, moved = voice(records, stage, who), agreement.now, _moved(records, who.course, field, agreement)
    known: Known = {(note.id, note.version): note for note in here}
    before = [now, *agreement.earlier] if moved else agreement.earlier
    zone = ZoneInfo(tongue.timezone)
    return Confirmation(
        version=now.version,
        text=_text(records, who, field, now, tongue, known),
        by=called(records, tongue.texts, now.by),
        at=now.at.astimezone(zone),
        ticks=_ticks(records, who, now, tongue),
        settled=not moved and agreement.settled(courses.everyone(records, who.course)),
        moved=moved,
        earlier=tuple((_text(records, who, field, one, tongue, known), one.at.astimezone(zone).date()) for one in before),
    )


def confirmed(records: Records, stage: Stage, who: Who) -> dict[str, Confirmation]:
    """Every field whose words all have said yes to, by id, in the order of the sheet: the goal stands under "agreement"."""
    found = {field: confirmation(records, stage, who, field) for field in FIELDS}
    return {field: one for field, one in found.items() if one and one.settled}


def words_put(records: Records, stage: Stage, who: Who, field: str) -> list[tuple[Wording, str]]:
    """All that was put to confirmation in a field, oldest first, each with the words of it that this member may still read."""
    tongue, known = voice(records, stage, who), Known()
    return [(one, _text(records, who, field, one, tongue, known)) for one in agreements.read(records, who.course, kept_as(field)).wordings]


def put(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Put the goal in these words, or what everybody sees in a field, to confirmation. It is no yes of whoever puts it."""
    require_whole(who)
    field, seen = op.get("field"), _number(op.get("seen"))
    if field not in FIELDS:
        raise BadInput
    if field == AGREEMENT:
        agreeing.propose(records, stage, who, op.get("text"), seen=seen)
        return Done(said=PUT)
    words = words_of(records, who.course, field)
    if not words:
        raise BadInput
    agreeing.put(records, stage, who, field, json.dumps(words), seen=seen)
    return Done(said=PUT)


def tick(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Say yes, not yet, or how one sees it, to the words of this version and to no others. Raises WordingMoved when they are others now."""
    require_whole(who)
    version, line = _number(op.get("version")), op.get("line")
    kept = agreements.field_of(records, who.course, version)
    if kept is None:
        raise WordingMoved
    field = kept or AGREEMENT
    if _moved(records, who.course, field, agreements.read(records, who.course, kept)):
        raise WordingMoved
    verdict = _verdict(op.get("verdict"), line)
    settled = agreeing.say(records, stage, who, version, verdict, line, field=kept)
    if kept == GOAL:
        return Done(said=agreeing.AGREED if settled else agreeing.YES_KEPT if verdict is Verdict.YES else agreeing.NOT_YET_KEPT)
    return Done(said=FIELD_AGREED if settled else YES_KEPT if verdict is Verdict.YES else LINE_KEPT)


def kept_as(field: str) -> str:
    """Under what the wordings of a field are kept: those of the goal stand in the field of the agreement."""
    return GOAL if field == AGREEMENT else field


def _moved(records: Records, course: str, field: str, agreement: Agreement) -> bool:
    """Whether what stands in the field is not what was put any more; in which order it lies there makes no difference."""
    if field == AGREEMENT or agreement.now is None:
        return False
    return set(_words(agreement.now)) != set(words_of(records, course, field))


def _words(wording: Wording) -> Words:
    return tuple((note, version) for note, version in json.loads(wording.text))


def _text(records: Records, who: Who, field: str, wording: Wording, tongue: Voice, known: Known) -> str:
    if field == AGREEMENT:
        return wording.text
    words = _words(wording)
    for one in words:
        if one not in known:
            known[one] = notes.as_it_was(records, *one, viewer=who.viewer)
    return "\n".join(_line(records, tongue, known[one]) for one in words)


def _line(records: Records, tongue: Voice, note: Note | None) -> str:
    if note is None:
        return tongue.say(TAKEN_BACK)
    asked = note.words.question if note.flow not in spots.LOOSE else ""
    return (ASKED if asked else LINE).format(name=called(records, tongue.texts, note.author), question=asked, said=note.words.said)


def _ticks(records: Records, who: Who, wording: Wording, tongue: Voice) -> tuple[Tick, ...]:
    said = wording.said
    return tuple(
        Tick(
            name=called(records, tongue.texts, person),
            me=person == who.person,
            verdict=said[person].verdict if person in said else "",
            line=said[person].line if person in said else "",
        )
        for person in courses.everyone(records, who.course)
    )


def _verdict(said: str, line: str) -> Verdict:
    if said not in set(Verdict) or len(line) > agreeing.LONGEST_GOAL:
        raise BadInput("line")
    return Verdict(said)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise BadInput
    return int(text)


DEEDS: dict[str, Deed] = {"put": put, "tick": tick}
