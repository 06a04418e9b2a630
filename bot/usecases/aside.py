"""Words somebody had begun lie aside while the turn is of one who came in by a link of staff's, who neither sees nor moves them."""

from dataclasses import replace

from bot.dialogue.turns import Place, Sent
from bot.records import conversations, files
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases.stage import Stage, Who
from bot.usecases.walking import go, open_new, typing

Aside = list[tuple[Frame, Place]]


def lay_aside(records: Records, who: Who) -> Aside:
    """What was typed or said into an open question and not kept yet; in every flow, since a turn may open another."""
    begun = [(frame, place) for frame, place in conversations.places(records, who.person, who.course) if place.draft or place.file]
    for frame, place in begun:
        conversations.keep_place(records, who.person, who.course, frame, replace(place, draft=(), file=None))
    return begun


def lay_back(records: Records, stage: Stage, who: Who, aside: Aside) -> None:
    """Put it before the words that came since; where its question was answered meanwhile it is parked, for its author to find."""
    for frame, before in aside:
        after = conversations.place(records, who.person, who.course, frame)
        if after is None or after.step != before.step:
            _park(records, stage, who, before)
            continue
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
