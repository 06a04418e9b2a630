"""Courses in which every place a person can write in holds a word like no other, and what each kind of viewer may see of them."""

from dataclasses import dataclass
from datetime import date

from bot.domain.agreement import Verdict
from bot.domain.media import PICTURE, Media
from bot.domain.people import Person
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Words
from bot.records import courses, files, links, notes, parked, people, plans
from bot.records.core import Records
from bot.records.links import LinkKind
from bot.usecases import agreeing, inviting, park_proposals, planning, reviewing, sharing, suggesting, talking
from bot.usecases.heard import Heard
from bot.usecases.pictures.reading import Ref
from bot.usecases.stage import Stage, Who
from tests.trust.canaries import canary

# What the counsellor wrote to be read, and what both own.
TOLD = ("label", "reason", "duty", "aim", "question", "goal", "line", "place", "promise", "proposal", "suggestion")
# What the counsellee shared, and what they kept, took back or have only begun.
SHARED = ("said", "taken_up", "message", "evaluation", "shared_file")
OWN = ("edited", "kept", "withdrawn", "thought", "step", "draft", "kept_file")
# What the counsellor keeps for themself.
DESK = ("selfcheck",)

FOR_COUNSELLEE = (*TOLD, *SHARED, *OWN, "called")
FOR_STAFF_LINK = (*TOLD, *SHARED, "called")
FOR_COUNSELLOR = (*TOLD, *SHARED, *DESK, "called")


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A sown course: who is in it, and the ids of what is in it, by name."""

    name: str
    counsellor: str
    counsellee: str
    ids: dict[str, str]

    def words(self, *kinds: str) -> set[str]:
        """Its words of these kinds."""
        return {word(self.name, kind) for kind in kinds}


def word(course: str, kind: str) -> str:
    """The one word of a kind in a course."""
    return canary(f"{course}.{kind}")


def invited(records: Records, stage: Stage, name: str, counsellor: str) -> Course:
    """A course that nobody has come into; its invitation under `invite`."""
    lines = {one: word(name, one) for one in ("reason", "duty", "label")}
    made = inviting.invite(records, stage, counsellor, **lines)
    return Course(
        name=name, counsellor=counsellor, counsellee="", ids={"name": name, "course": made.course, "invite": made.web.rsplit("/", 1)[1]}
    )


def sown(records: Records, stage: Stage, name: str, counsellor: str) -> Course:
    """A course with every kind of word in it."""
    course = invited(records, stage, name, counsellor)
    who = inviting.accept(records, stage, course.ids["invite"], language="da")
    guide = Who(person=counsellor, course=who.course)
    people.add(records, Person(id=who.person, name=word(name, "called")))
    ids = course.ids | {"person": who.person} | _answers(records, who, guide, name) | _thoughts(records, who, guide, name)
    ids |= _plan(records, stage, who, guide, name) | _told(records, stage, guide, name) | _roads(records, who, guide, name)
    agreeing.say(records, stage, who, 1, Verdict.DIFFERENTLY, word(name, "line"))
    _begun(records, stage, who, name)
    return Course(name=name, counsellor=counsellor, counsellee=who.person, ids=ids | _ways_back(records, stage, who, guide))


def _write(records: Records, author: Who, place: str, said: str, subject: str = "", **answer: str) -> str:
    """A note at "field.flow.step"."""
    field, flow, step = place.split(".")
    words = Words(question="?", said=said, answer={"text": said, **answer})
    return notes.write(records, course=author.course, author=author.person, field=field, flow=flow, step=step, subject=subject, words=words)


def _answers(records: Records, who: Who, guide: Who, name: str) -> dict[str, str]:
    """An answer that is shared and was changed since, one kept, one taken back, and what both see at once."""
    shared_file, kept_file = (_file(records, who, word(name, kind)) for kind in ("shared_file", "kept_file"))
    said = _write(records, who, "agreement.agreement.outcome", word(name, "said"), file=shared_file, media=PICTURE)
    files.attach(records, shared_file, said)
    notes.share(records, said, 1, guide.person)
    _write(records, who, "agreement.agreement.outcome", word(name, "edited"), file=shared_file, media=PICTURE)
    kept = _write(records, who, "agreement.agreement.different", word(name, "kept"), file=kept_file, media=PICTURE)
    files.attach(records, kept_file, kept)
    back = _write(records, who, "agreement.agreement.help", word(name, "withdrawn"))
    notes.share(records, back, 1, guide.person)
    notes.withdraw(records, back)
    for place in ("message.message.message", "evaluation.evaluation.differently"):
        seen = _write(records, who, place, word(name, place.split(".")[0]), subject="m1")
        notes.share(records, seen, 1, guide.person)
    _write(records, guide, "evaluation.selfcheck.next_time", word(name, "selfcheck"), subject="s1")
    courses.move(records, who.course, "share")
    return {"said": said, "kept": kept, "shared_file": shared_file, "kept_file": kept_file}


def _roads(records: Records, who: Who, guide: Who, name: str) -> dict[str, str]:
    """A crossroads that is drawn: with one road for both, and since then with one for its author alone."""
    roads = [{"name": word(name, "said")}, {"name": word(name, "kept")}]
    place = {"course": who.course, "author": who.person, "field": "want", "flow": "crossroads", "step": "roads", "subject": "r1"}
    told = [Words(question="?", said="; ".join(one["name"] for one in some), answer={"entries": some}) for some in (roads[:1], roads)]
    [note, _] = [notes.write(records, **place, words=words) for words in told]
    notes.share(records, note, 1, guide.person)
    return {"picture": str(Ref(kind="crossroads", author=who.person, subject="r1"))}


def _file(records: Records, who: Who, body: str) -> str:
    return files.keep(records, who.course, who.person, Media(media=PICTURE, kind="image/jpeg", body=body.encode()))


def _thoughts(records: Records, who: Who, guide: Who, name: str) -> dict[str, str]:
    """A thought that just lies there, and one that was taken up for the meeting."""
    thought = _write(records, who, "parking.parking.thought", word(name, "thought"), subject="t1")
    up = _write(records, who, "parking.parking.thought", word(name, "taken_up"), subject="t2")
    notes.share(records, up, 1, guide.person)
    parked.move(records, who.course, up, parked.AGENDA)
    return {"thought": thought, "taken_up": up}


def _plan(records: Records, stage: Stage, who: Who, guide: Who, name: str) -> dict[str, str]:
    """A step of the counsellee's that only they see, and a promise of the counsellor's."""
    whose = {"course": who.course, "doer": who.person}
    action = Action(id=records.new_id(), **whose, version=1, state=ActionState.OPEN, due=date(2027, 1, 4), remind_at=None)
    plans.keep(records, action)
    _write(records, who, "plan.actions.what", word(name, "step"), subject=action.id)
    promise = planning.promise(records, stage, guide, what=word(name, "promise"), first="", due=None, remind_at=None)
    return {"action": action.id, "promise": promise}


def _told(records: Records, stage: Stage, guide: Who, name: str) -> dict[str, str]:
    """What the counsellor wrote to the counsellee."""
    reviewing.write_aim(records, stage, guide, {"want": word(name, "aim")})
    reviewing.ask(records, stage, guide, word(name, "question"))
    reviewing.set_meeting(records, stage, guide, day_and_time="2026-12-24T10:00", timezone="Europe/Copenhagen", place=word(name, "place"))
    agreeing.propose(records, stage, guide, word(name, "goal"))
    park_proposals.propose(records, stage, guide, word(name, "proposal"))
    suggesting.suggest(records, stage, guide, "dream", word(name, "suggestion"))
    found = {"question": ("followup", "question"), "proposal": ("parking", "proposed")}
    ids = {one: _note(records, guide, flow, step) for one, (flow, step) in found.items()}
    return ids | {"suggestion": records.rows.some("suggestions", {"course": guide.course})[0]["id"]}


def _note(records: Records, author: Who, flow: str, step: str) -> str:
    match = {"course": author.course, "author": author.person, "flow": flow, "step": step}
    return str(records.rows.some("notes", match)[0]["id"])


def _begun(records: Records, stage: Stage, who: Who, name: str) -> None:
    """Words that were typed and not yet kept."""
    talking.turn(records, stage, who, Heard(press="m:park"))
    talking.turn(records, stage, who, Heard(text=word(name, "draft")))


def _ways_back(records: Records, stage: Stage, who: Who, guide: Who) -> dict[str, str]:
    private = inviting.private_link(records, stage, who).rsplit("/", 1)[1]
    by_staff = inviting.renew(records, stage, guide).web.rsplit("/", 1)[1]
    code = links.make(records, LinkKind.RECOVERY, person=who.person, token=sharing.recovery_code(records.new_id()))
    kinds = {"export": LinkKind.EXPORT, "knock": LinkKind.KNOCK}
    made = {name: links.make(records, kind, person=who.person, course=who.course) for name, kind in kinds.items()}
    return {"private": private, "by_staff": by_staff, "code": code} | made
