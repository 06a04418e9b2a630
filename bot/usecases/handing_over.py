"""A course gets another counsellor: the one who leaves sees nothing from then on, the one who comes nothing before the counsellee's yes."""

from bot.domain.letter import Button, Letter
from bot.domain.people import Role, Viewer
from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.errors import BadInput, NotAllowed, NotFound
from bot.marks import N_
from bot.records import closings, courses, handovers, links, notes, past, people, post
from bot.records.core import Records, stamp
from bot.records.handovers import Handover
from bot.records.links import LinkKind
from bot.usecases import inviting, park_proposals, suggesting
from bot.usecases.notices import send, tell, tell_counsellors
from bot.usecases.stage import Stage, Voice, Who, names_of, voice

KIND = "handover"
SHARING, BARE, LATER, NO = "share", "bare", "later", "no"
ASK = N_("{leaving} er ikke længere din vejleder. {coming} vil gerne tage over. {coming} ser intet, før du siger ja.")
WOULD = N_("{leaving} vil gerne give forløbet videre til {coming}. {coming} ser intet, før du siger ja.")
STAYS = N_("Siger du nej, er {leaving} stadig din vejleder.")
NOBODY_OFFERED = N_("{leaving} er ikke længere din vejleder. Ingen vejleder kan læse dine svar nu. Du får besked, når der er en ny.")
STILL_PLANNED = N_("I planen står et møde {when}. Det var aftalt med {leaving}.")
BUTTONS = {
    SHARING: N_("Ja, og del det, jeg har delt før"),
    BARE: N_("Ja, men del ikke noget endnu"),
    LATER: N_("Ikke nu"),
}
KEEP = N_("Nej, behold {leaving}")


def hand_over(records: Records, stage: Stage, lead: str, course: str, coming: str) -> None:
    """The counsellor of a course leaves it at once, and another is offered; where nobody has come in yet, the other has it at once.

    Raises NotAllowed for who is no lead, NotFound for no course, BadInput with "coming" for who cannot take it over.
    """
    require_lead(records, lead)
    courses.state(records, course)
    _require_taker(records, course, coming)
    records.log(lead, Act.HAND_OVER, course, coming)
    if not courses.ids(records, course, Role.COUNSELLEE):
        _pass_on(records, stage, course, coming)
        return
    _let_go(records, course, lead)
    _offer(records, stage, course, coming, lead)
    tell(records, stage, coming, course, "offered")


def pass_on(records: Records, stage: Stage, who: Who, coming: str) -> None:
    """A counsellor would give their course to a colleague, and stays until the counsellee says yes; with nobody in it yet it goes at once.

    Raises NotAllowed for who is no counsellor of it, CourseFrozen, BadInput with "coming" for who cannot take it over.
    """
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    _require_taker(records, who.course, coming)
    records.log(who.person, Act.HAND_OVER, who.course, coming)
    if not courses.ids(records, who.course, Role.COUNSELLEE):
        _pass_on(records, stage, who.course, coming)
        return
    handovers.begin(records, who.course, leaving=who.person, by=who.person)
    _offer(records, stage, who.course, coming, who.person)
    tell(records, stage, coming, who.course, "offered")


def keep(records: Records, who: Who) -> None:
    """The counsellor who would give the course away keeps it after all. Raises NotFound where they do not, else as `pass_on`."""
    courses.require(records, who.course, who.person, Role.COUNSELLOR)
    waiting = handovers.of(records, who.course)
    if waiting is None or waiting.leaving != who.person:
        raise NotFound
    _call_off(records, who.course)
    records.log(who.person, Act.HAND_OVER, who.course)


def stays(records: Records, waiting: Handover) -> bool:
    """Whether the one who would leave is the counsellor until the counsellee has said yes."""
    return records.rows.one("memberships", {"course": waiting.course, "person": waiting.leaving}) is not None


def take_back(records: Records, stage: Stage, lead: str, course: str) -> None:
    """The offer is off; where the counsellor has left, the course has none until it is handed over anew. NotFound: nothing is offered."""
    require_lead(records, lead)
    waiting = handovers.of(records, course)
    if waiting is None or not waiting.coming:
        raise NotFound
    if stays(records, waiting):
        _call_off(records, course)
    else:
        _offer(records, stage, course, "", lead)
    records.log(lead, Act.HAND_OVER, course)


def answer(records: Records, stage: Stage, who: Who, coming: str, what: str) -> str:
    """What the counsellee says to the one who is offered; that one's name. Raises NotFound for an offer that is not (or no more) made."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    waiting = handovers.of(records, who.course)
    if waiting is None or not coming or waiting.coming != coming or what not in _answers(records, waiting):
        raise NotFound
    if what in {LATER, NO}:
        records.log(who.person, Act.HAND_OVER_REFUSED, who.course)
        if what == NO:
            _call_off(records, who.course)
            tell(records, stage, waiting.leaving, who.course, "kept")
        return people.name(records, coming)
    if stays(records, waiting):
        waiting = _leave(records, waiting)
        tell(records, stage, waiting.leaving, who.course, "passed_on")
    _come(records, waiting, who.course)
    if what == SHARING:
        _let_follow(records, who, waiting)
    courses.move(records, who.course, "unsettle")
    records.log(who.person, Act.HANDED_OVER, who.course, what)
    tell_counsellors(records, stage, who.course, "handed_over")
    return people.name(records, coming)


def lines(records: Records, waiting: Handover, tongue: Voice) -> list[str]:
    """What the counsellee reads of a hand-over, in words."""
    names = {"leaving": people.name(records, waiting.leaving), "coming": people.name(records, waiting.coming) if waiting.coming else ""}
    meeting = courses.meeting(records, waiting.course)
    if stays(records, waiting):
        return [tongue.say(WOULD, **names), tongue.say(STAYS, **names)]
    told = [tongue.say(ASK if waiting.coming else NOBODY_OFFERED, **names)]
    if meeting and meeting.starts_at > records.now:
        told.append(tongue.say(STILL_PLANNED, when=tongue.texts.when(meeting.starts_at), leaving=names["leaving"]))
    return told


def buttons(records: Records, waiting: Handover, tongue: Voice) -> list[tuple[str, str]]:
    """What the counsellee can say to it, as (words, press); nothing while nobody is offered."""
    leaving, answers = people.name(records, waiting.leaving), _answers(records, waiting)
    return [(tongue.say(label, leaving=leaving), f"o:{waiting.coming}:{what}") for what, label in answers.items()] if waiting.coming else []


def _answers(records: Records, waiting: Handover) -> dict[str, str]:
    """What can be said to it: not now where the counsellor has left, and a plain no where they stay."""
    yes = {SHARING: BUTTONS[SHARING], BARE: BUTTONS[BARE]}
    return {**yes, NO: KEEP} if stays(records, waiting) else BUTTONS


def _require_taker(records: Records, course: str, coming: str) -> None:
    if coming not in courses.roll(records) or records.rows.one("memberships", {"course": course, "person": coming}):
        raise BadInput("coming")


def _call_off(records: Records, course: str) -> None:
    handovers.end(records, course)
    _forget_letters(records, course)


def require_lead(records: Records, person: str) -> None:
    """Raises NotAllowed for who is no lead."""
    if courses.post(records, person) is not Role.LEAD:
        raise NotAllowed


def let_go_again(records: Records) -> int:
    """Whoever had left a course and was brought back to it by an older copy leaves anew; how many. A lead offers somebody else then."""
    gone = 0
    for course in {row["course"] for row in records.rows.some("memberships", {"role": Role.COUNSELLEE})}:
        rows = records.rows.some("memberships", {"course": course, "role": Role.COUNSELLOR})
        leaving = [row["person"] for row in rows if past.ended(records, _leaving(course, row["person"]), row["joined_at"])]
        if leaving:
            _see_off(records, course, leaving, "")
        gone += len(leaving)
    return gone


def _let_go(records: Records, course: str, lead: str) -> None:
    """Whoever is the course's counsellor now is so no more: no sight, no notices, no reminders, no ways in of their making."""
    leaving = courses.ids(records, course, Role.COUNSELLOR)
    past.note(records, *(_leaving(course, person) for person in leaving))
    _see_off(records, course, leaving, lead)


def _leave(records: Records, waiting: Handover) -> Handover:
    """The one who had stayed until the yes leaves now."""
    past.note(records, _leaving(waiting.course, waiting.leaving))
    _see_off(records, waiting.course, [waiting.leaving], waiting.leaving)
    return handovers.offer(records, waiting.course, waiting.coming, by=waiting.leaving)


def _leaving(course: str, person: str) -> str:
    return f"left.{course}.{person}"


def _see_off(records: Records, course: str, leaving: list[str], lead: str) -> None:
    for person in leaving:
        _end_sight(records, course, person)
        _end_waiting(records, course, person)
        _clear_desk(records, course, person)
    courses.call(records, course, "")
    links.forget(records, LinkKind.REENTER, course=course)
    records.rows.drop("sessions", {"course": course, "scope": links.SHARED})
    records.anew(names_of(course))
    if leaving:
        closings.end(records, course)
        courses.move(records, course, "withdraw")
        handovers.begin(records, course, leaving=leaving[0], by=lead)


def _end_sight(records: Records, course: str, person: str) -> None:
    courses.leave(records, course, person)
    notes.blind(records, course, person)


def _end_waiting(records: Records, course: str, person: str) -> None:
    """What this counsellor had begun and nobody has answered: proposals, suggestions, letters to them, reminders of theirs."""
    park_proposals.take_back(records, course, person)
    suggesting.take_back(records, course, person)
    post.cancel(records, course=course, person=person)
    records.rows.drop("timers", {"course": course, "person": person})


def _clear_desk(records: Records, course: str, person: str) -> None:
    """What they had begun to write for themselves is not kept half done."""
    for table in ("seats", "places"):
        records.rows.drop(table, {"course": course, "person": person})


def _offer(records: Records, stage: Stage, course: str, coming: str, lead: str) -> None:
    """This one is offered from now on (nobody, with an empty id), and no letter speaks of another any more."""
    _forget_letters(records, course)
    waiting = handovers.offer(records, course, coming, by=lead)
    for person in courses.ids(records, course, Role.COUNSELLEE):
        tongue = voice(records, stage, Who(person=person, course=course))
        rows = tuple((Button(label=label, press=press),) for label, press in buttons(records, waiting, tongue))
        send(records, person, course, Letter(text="\n\n".join(lines(records, waiting, tongue)), rows=rows), kind=KIND)


def _forget_letters(records: Records, course: str) -> None:
    for kind in (KIND, "offered"):
        post.cancel(records, course=course, kind=kind)


def _come(records: Records, waiting: Handover, course: str) -> None:
    """The one who was offered is the counsellor now, and sees what the house itself had said at the beginning."""
    courses.join(records, course, waiting.coming, Role.COUNSELLOR)
    handovers.end(records, course)
    _forget_letters(records, course)
    records.anew(names_of(course))
    for note in _by_those_before(records, course, "invitation"):
        notes.share(records, note.id, note.version, waiting.coming)


def _let_follow(records: Records, who: Who, waiting: Handover) -> None:
    """What this counsellee had shared when the other left is shared with the one who comes, and the questions it answered."""
    for row in records.rows.some("notes", {"course": who.course, "author": who.person}):
        ended = records.rows.some("shares", {"note": row["id"], "ended_at": stamp(waiting.left_at)})
        if ended:
            notes.share(records, row["id"], max(share["version"] for share in ended), waiting.coming)
            courses.move(records, who.course, "share")
    for note in _by_those_before(records, who.course, "followup"):
        notes.share(records, note.id, note.version, waiting.coming)


def _by_those_before(records: Records, course: str, flow: str) -> list[Note]:
    """What counsellors wrote to the counsellees under this flow."""
    found = {}
    for person in courses.ids(records, course, Role.COUNSELLEE):
        seen = notes.visible(records, course, viewer=Viewer(person=person), flow=flow)
        found.update({note.id: note for note in seen if note.author != person})
    return list(found.values())


def _pass_on(records: Records, stage: Stage, course: str, coming: str) -> None:
    """Nobody has come in yet: the course begins anew with another counsellor, who invites for the same reason."""
    leaving = courses.ids(records, course, Role.COUNSELLOR)
    reason, duty = inviting.reason_of(records, Who(person=leaving[0], course=course))
    past.note(records, *(_leaving(course, person) for person in leaving))
    for person in leaving:
        _end_sight(records, course, person)
        _end_waiting(records, course, person)
        _clear_desk(records, course, person)
        for note in records.rows.some("notes", {"course": course, "author": person}):
            notes.erase(records, note["id"])
    for table in ("actions", "wordings", "verdicts", "timers"):
        records.rows.drop(table, {"course": course})
    courses.call(records, course, "")
    courses.join(records, course, coming, Role.COUNSELLOR)
    inviting.give_reason(records, Who(person=coming, course=course), reason, duty)
    records.anew(names_of(course))
    tell_counsellors(records, stage, course, "assigned")
