"""A conversation round the sheet: begun together, about one field at a time, and ended with what they leave with."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.course import CLOSED
from bot.domain.letter import Letter
from bot.domain.people import Role
from bot.domain.sheet import FIELDS
from bot.domain.trail import Act
from bot.errors import BadInput, NotFound
from bot.marks import N_
from bot.records import conversations, courses, people, post, sightings, sittings
from bot.records.conversations import Frame, Seat
from bot.records.core import Records
from bot.usecases import evaluating, launching, notices, preparing, scales
from bot.usecases.sheets import agenda, grasp, leaving_with, telling
from bot.usecases.sheets.common import words_of
from bot.usecases.sheets.deed import Deed, Done, Op
from bot.usecases.sheets.view import Sitting
from bot.usecases.stage import Stage, Who

OVER = N_("Mødet er slut. Det går I herfra med:")
# For so long it is told what they left with.
LINGERS = timedelta(hours=1)
FIRST, LAST = "agreement", "plan"
# Of these people talk about those they choose: the ones in which something stands that all see. Where nothing does, about what they want.
CHOSEN, ELSE = ("story", "want", "can"), "want"
BEGUN = N_("I er i gang. Alle kan skrive på arket.")
ENDED = N_("Mødet er slut. Tak for i dag.")
NO_GOAL_NO_STEP = N_("Mødet er slut. Der er endnu ikke et mål, som alle har sagt ja til, og ikke noget skridt i planen.")
NO_GOAL = N_("Mødet er slut. Der er endnu ikke et mål, som alle har sagt ja til.")
NO_STEP = N_("Mødet er slut. Der er endnu ikke noget skridt i planen.")


def sitting(records: Records, stage: Stage, who: Who) -> Sitting | None:
    """The conversation that is going on, if one is, with times in the reader's time zone."""
    kept = sittings.going_on(records, who.course)
    if kept is None or courses.state(records, who.course) == CLOSED:
        return None
    zone = people.zone(records, who.person)
    return Sitting(
        begun_at=kept.begun_at.astimezone(zone),
        focus=kept.focus,
        next=after(records, who.course, kept.focus),
        agenda=agenda.agenda(records, stage, who, kept.begun_at),
    )


def closing_lines(records: Records, stage: Stage, who: Who) -> tuple[str, ...]:
    """What they leave with, in plain words; empty when no conversation was ended of late, or with it the course."""
    if courses.state(records, who.course) == CLOSED:
        return ()
    kept = sittings.last(records, who.course)
    ended = kept is not None and kept.ended_at is not None and records.now - kept.ended_at < LINGERS
    return leaving_with.lines(records, stage, who) if ended else ()


def after(records: Records, course: str, focus: str) -> str:
    """The field that comes next; empty after the last. Going elsewhere is free."""
    chosen = [field for field in CHOSEN if words_of(records, course, field)] or [ELSE]
    way, places = [FIRST, *chosen, *scales.FLOWS, LAST], list(FIELDS)
    return next((field for field in way if places.index(field) > places.index(focus)), "")


def sit(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    """Begin (a second time changes nothing), talk about a field, say that a point was talked of, or end. Either side may."""
    courses.require_open(records, who.course, who.person)
    do = _DO.get(op.get("do"))
    if do is None:
        raise BadInput
    return do(records, stage, who, op)


def _begin(records: Records, stage: Stage, who: Who, op: Op) -> Done:
    if sittings.going_on(records, who.course) is None:
        sittings.begin(records, who.course, who.person, grasp.field(op.get("field") or FIRST))
        _tell_others(records, stage, who)
    return Done(said=BEGUN)


def _tell_others(records: Records, stage: Stage, who: Who) -> None:
    """The way to the sheet for everybody else, where they are reached, for as long as it may last."""
    for person in courses.everyone(records, who.course):
        if person != who.person:
            texts = stage.texts_in(people.tongue(records, person)[0])
            way = telling.way_to(records, stage, who.course, person, launching.OPEN)
            letter = Letter(text=texts.say(notices.TEXTS[sightings.CALL]), rows=((way,),))
            notices.send(records, person, who.course, letter, kind=sightings.CALL, good_until=records.now + sittings.LASTS)


def _focus(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    _going_on(records, who)
    sittings.focus(records, who.course, grasp.field(op.get("field")))
    return Done()


def _talked(records: Records, _stage: Stage, who: Who, op: Op) -> Done:
    agenda.talked(records, who, op.get("point"), _going_on(records, who).begun_at)
    sittings.stir(records, who.course)
    return Done()


def _end(records: Records, _stage: Stage, who: Who, _op: Op) -> Done:
    """They have met, whoever says so: the counsellee is asked how it was, and nobody is called to it any more."""
    _going_on(records, who)
    sittings.end(records, who.course)
    post.cancel(records, course=who.course, kind=sightings.CALL)
    _lead_home(records, who.course)
    evaluating.met(records, who)
    records.log(who.person, Act.MEET, who.course)
    courses.move(records, who.course, "meet")
    goal, step = leaving_with.has_goal(records, who.course), leaving_with.has_step(records, who.course)
    return Done(said={(True, True): ENDED, (True, False): NO_STEP, (False, True): NO_GOAL, (False, False): NO_GOAL_NO_STEP}[goal, step])


def _lead_home(records: Records, course: str) -> None:
    """Who came unprepared finds what they leave with in their talk, and not the first question; that stays to go on with."""
    for person in courses.ids(records, course, Role.COUNSELLEE):
        seat = conversations.seat(records, person, course)
        is_first = seat is not None and seat.stack == (Frame(flow=preparing.FLOW),) and not seat.screen
        if seat is None or (is_first and not preparing.has_prepared(records, Who(person=person, course=course))):
            conversations.keep_seat(records, person, course, replace(seat or Seat(), screen="home", says=()))


def _going_on(records: Records, who: Who) -> sittings.Kept:
    kept = sittings.going_on(records, who.course)
    if kept is None:
        raise NotFound
    return kept


_DO: dict[str, Deed] = {"begin": _begin, "focus": _focus, "talked": _talked, "end": _end}
DEEDS: dict[str, Deed] = {"sit": sit}
