"""Words somebody had begun lie aside while the turn is of one who came in by a link of staff's, who neither sees nor moves them."""

from dataclasses import replace

from bot.dialogue.turns import Place, Sent
from bot.ports import Row
from bot.records import conversations, files
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import go, open_new, typing

Aside = list[tuple[Frame, Place, Row]]


def lay_aside(records: Records, who: Who) -> Aside:
    """What was typed or said into an open question and not kept yet; in every flow, since a turn may open another."""
    whose = {"person": who.person, "course": who.course}
    rows = {(row["flow"], row["subject"]): row for row in records.rows.some("places", whose)}
    held = [(frame, place) for frame, place in conversations.places(records, **whose) if place.draft or place.file]
    for frame, place in held:
        conversations.keep_place(records, **whose, frame=frame, place=_without(place))
    return [(frame, place, rows[frame.flow, frame.subject]) for frame, place in held]


def lay_back(records: Records, stage: Stage, who: Who, aside: Aside) -> None:
    """Put it before the words that came since; where its question was answered meanwhile it is parked, for its author to find."""
    for frame, before, row in aside:
        after = conversations.place(records, who.person, who.course, frame)
        if after == _without(before):
            records.rows.put("places", row)
        elif after is None or after.step != before.step:
            _park(records, stage, who, before)
        else:
            _join(records, who, frame, before, after)


def _without(place: Place) -> Place:
    return replace(place, draft=(), file=None)


def _join(records: Records, who: Who, frame: Frame, before: Place, after: Place) -> None:
    if before.file and after.file:
        files.drop(records, after.file[0])
    whole = replace(after, draft=(*before.draft, *after.draft), file=before.file or after.file)
    conversations.keep_place(records, who.person, who.course, frame, whole)


def _park(records: Records, stage: Stage, who: Who, before: Place) -> None:
    seat = open_new(records, stage, who, Seat(), "parking")
    if before.file:
        file, media, seconds = before.file
        seat = go(records, stage, who, seat, lambda _: Sent(file=file, media=media, seconds=seconds))
    go(records, stage, who, seat, lambda labelled: typing(records, stage, who, "\n".join(before.draft), labelled, whole=True))
