"""Draws the screen somebody has before them, from where they are."""

from dataclasses import replace

from bot.records import conversations
from bot.records.conversations import Seat
from bot.records.core import Records
from bot.usecases import adding, drawn_letters, mail_screen, methods, pages, parked, retelling, step_files, written
from bot.usecases.scene import Scene
from bot.usecases.screens import Screen
from bot.usecases.sheets import latest
from bot.usecases.stage import Stage, Who
from bot.usecases.steps import step_screen
from bot.usecases.topics import tongue_at

SCREENS = {
    **methods.SCREENS,
    "sharing": written.screen,
    "picking": written.screen,
    "seen": written.seen,
    "told": retelling.screen,
    "adding": adding.screen,
    "parked": parked.screen,
    mail_screen.NAME: mail_screen.screen,
    "lying": parked.lying_screen,
    step_files.SCREEN: step_files.screen,
    latest.NAME: latest.screen,
    latest.REPLY: latest.asking,
    latest.DIFFERS: latest.asking,
}


def show(records: Records, stage: Stage, who: Who, seat: Seat) -> Screen:
    """The screen of this seat, with what was just said on top."""
    frame = seat.stack[-1] if seat.stack else None
    place = conversations.place(records, who.person, who.course, frame) if frame else None
    if place and who.shared_only:
        # Begun words are nobody's to see who came by a link of staff's.
        place = replace(place, draft=(), chosen=(), asked=None, file=None, work={}, own={})
    tongue = tongue_at(records, stage, who, frame, place.step if place else "")
    says = tuple(tongue.said(said) for said in seat.says if not (who.shared_only and said.values))
    scene = Scene(records=records, stage=stage, who=who, seat=seat, tongue=tongue, says=says, about=seat.screen.partition("=")[2])
    drawn = SCREENS.get(seat.screen.partition("=")[0])
    if drawn:
        return drawn_letters.with_picture(scene, drawn(scene))
    if frame is None or place is None or seat.screen:
        return drawn_letters.with_picture(scene, pages.page(scene))
    return drawn_letters.at_a_question(scene, frame, place.step, step_screen(scene, frame, place))
