"""Sits somebody down in a flow for a rehearsal, with a counsellor on the other side and something for the flow to be about."""

from dataclasses import dataclass

from bot.records import conversations, notes
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import agreeing, choosing, inviting, reviewing, walking
from bot.usecases.stage import Stage, Who

COUNSELLOR = "Vejleder"
QUESTION, GOAL = "Hvad mener du med det?", "Finde en læreplads inden sommer"
REASON = "Vi skal tale om, hvad du vil nu."
REHEARSED = "rehearsal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seated:
    """Who rehearses, who is on the other side, and which taking of which flow it is."""

    who: Who
    counsellor: Who
    frame: Frame


def sit_down(records: Records, stage: Stage, flow: str, language: str) -> Seated:
    """Somebody at the first question of a flow, in a course of their own.

    A flow that counsellors take goes the same way: who rehearses it sits where a counsellee would.
    """
    person, _ = inviting.add_counsellor(records, stage, COUNSELLOR)
    invitation = inviting.invite(records, stage, person, reason=REASON)
    counsellor = Who(person=person, course=invitation.course)
    who = inviting.accept(records, stage, invitation.web.rsplit("/", 1)[1], language=language)
    if any(flow in methods for methods in stage.menu.values()):
        seat = choosing.begin(records, stage, who, Seat(), flow)
    else:
        seat = walking.open_flow(records, stage, who, Seat(), Frame(flow=flow, subject=_subject(records, stage, counsellor, flow)))
    conversations.keep_seat(records, who.person, who.course, seat)
    return Seated(who=who, counsellor=counsellor, frame=seat.stack[-1])


def _subject(records: Records, stage: Stage, counsellor: Who, flow: str) -> str:
    """Something for the flow to be about: a question that was asked, a wording that was proposed."""
    if flow == "followup":
        reviewing.ask(records, stage, counsellor, QUESTION)
        return notes.visible(records, counsellor.course, viewer=counsellor.viewer, flow="followup", step="question")[0].id
    if flow == "differ":
        return str(agreeing.propose(records, stage, counsellor, GOAL))
    return REHEARSED
