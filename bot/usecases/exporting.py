"""Everything a person can have about themself, read in one go: what they wrote, what was written to them, and what was done with it."""

from collections.abc import Callable
from datetime import date

from bot.domain.agreement import Wording
from bot.domain.media import Media
from bot.domain.people import Role, Viewer
from bot.domain.sheet import FIELDS, Note
from bot.domain.trail import Act
from bot.errors import NotAllowed
from bot.marks import N_
from bot.privacy.export import (
    Answer,
    Consented,
    Course,
    Event,
    Export,
    Goal,
    Held,
    Kept,
    Meeting,
    Person,
    Put,
    Reminders,
    Shared,
    Step,
    Told,
    Verdict,
    Wrote,
    plain,
)
from bot.records import (
    agreements,
    consents,
    conversations,
    courses,
    files,
    freezing,
    links,
    mailboxes,
    notes,
    parked,
    people,
    reminding,
    spots,
    suggestions,
    trail,
)
from bot.records.core import Records, moment
from bot.records.links import LinkKind
from bot.usecases import accessing
from bot.usecases.sheets import confirming
from bot.usecases.stage import Stage, Voice, Who, voice
from bot.usecases.takings import title

YOU, SOMEBODY = N_("Du"), N_("En anden")
ENDS = {"image/jpeg": "jpg", "audio/ogg": "ogg", "audio/webm": "webm", "audio/mp4": "m4a", "audio/mpeg": "mp3", "audio/wav": "wav"}
SUGGESTED = "suggestion"


def ask(records: Records, who: Who) -> Who:
    """Somebody is about to have everything: it is logged. Raises NotAllowed for who came by a link given by staff."""
    if who.shared_only:
        raise NotAllowed
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    records.log(who.person, Act.EXPORT, who.course)
    return who


def ask_by_link(records: Records, secret: str) -> Who:
    """As `ask`, by the holder of a link of one's own; it is used up. Raises LinkSpent."""
    link = links.use(records, LinkKind.EXPORT, secret)
    return ask(records, Who(person=link.person, course=link.course))


def export(records: Records, stage: Stage, who: Who) -> tuple[Export, dict[str, bytes]]:
    """Everything about this person in all their courses, and their files by name in the archive. Raises NotAllowed as `ask` does."""
    if who.shared_only:
        raise NotAllowed
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    bodies: dict[str, bytes] = {}
    mine = [Who(person=who.person, course=course) for course in courses.of(records, who.person, Role.COUNSELLEE)]
    read = tuple(_course(records, stage, one, bodies) for one in mine)
    operator = stage.operator.said_in(people.tongue(records, who.person)[0])
    about = _person(records, who.person)
    return Export(made_at=records.now, controller=operator.controller, contact=operator.contact, person=about, courses=read), bodies


def _person(records: Records, person: str) -> Person:
    known, row = people.get(records, person), records.rows.one("people", {"id": person})
    return Person(
        id=person,
        name=known.name,
        language=known.language,
        timezone=known.timezone,
        known_since=moment(row["made_at"]) if row else records.now,
        reached_at=tuple(_reached_at(records, person)),
        ways_in=tuple(_ways_in(records, person)),
        wishes=_wishes(records, person),
    )


def _reached_at(records: Records, person: str) -> list[tuple[str, str]]:
    """Channels and the person's own name there; for e-mail that is the address."""
    box = mailboxes.of(records, person)
    return [
        (address.channel, box.address if box and address.external == box.id else address.external)
        for address in people.reach(records, person)
    ]


def _wishes(records: Records, person: str) -> Reminders:
    wanted = reminding.wishes(records, person)
    return Reminders(
        quiet_from=wanted.quiet_from,
        quiet_to=wanted.quiet_to,
        paused_until=wanted.paused_until,
        off=tuple(sorted(wanted.off)),
        first=wanted.first,
        also=wanted.also,
    )


def _ways_in(records: Records, person: str) -> list[Event]:
    """What opens a door for the person, by kind and time; the secrets themselves are not kept."""
    found = [("link." + row["kind"], row["made_at"]) for row in records.rows.some("links", {"person": person})]
    found += [("session", row["made_at"]) for row in records.rows.some("sessions", {"person": person})]
    found += [("credential." + row["kind"], row["made_at"]) for row in records.rows.some("credentials", {"person": person})]
    return [Event(at=moment(at), what=what) for what, at in sorted(found, key=lambda one: (one[1], one[0]))]


def _course(records: Records, stage: Stage, who: Who, bodies: dict[str, bytes]) -> Course:
    tongue, named = voice(records, stage, who), _namer(records, stage, who)
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person)
    mine += notes.removed(records, who.course, viewer=who.viewer)
    joined = records.rows.one("memberships", {"course": who.course, "person": who.person})
    since = freezing.since(records, who.course, who.person)
    meeting = courses.meeting(records, who.course)
    timers = records.rows.some("timers", {"course": who.course, "person": who.person}, order=("due_at",))
    return Course(
        id=who.course,
        called=courses.label(records, who.course),
        counsellors=tuple(people.name(records, one) for one in courses.ids(records, who.course, Role.COUNSELLOR)),
        state=courses.state(records, who.course),
        joined_at=moment(joined["joined_at"]) if joined else records.now,
        frozen_since=moment(since) if since else None,
        answers=tuple(_answer(records, stage, note, tongue, named) for note in mine),
        held=tuple(_held(records, who)),
        told=tuple(sorted([*_told(records, who, named), *_suggested(records, stage, who, tongue, named)], key=lambda one: one.at)),
        goals=tuple(_goals(records, who, named)),
        fields=tuple(_fields(records, stage, who, named)),
        steps=tuple(_steps(records, who)),
        reminders=tuple(Event(at=moment(row["due_at"]), what=row["kind"]) for row in timers),
        meeting=Meeting(at=meeting.starts_at, timezone=meeting.timezone, place=meeting.place) if meeting else None,
        files=tuple(_files(records, who, bodies)),
        agreed=tuple(_agreed(records, who)),
        looked=tuple(Event(at=one.at, what=one.what.value, who=one.who) for one in accessing.reads_of(records, who.course)),
        done=tuple(_done(records, who)),
    )


def _namer(records: Records, stage: Stage, who: Who) -> Callable[[str], str]:
    """What people are called in the export: the person themself, those they know by name, and nobody else."""
    tongue = voice(records, stage, who)
    staff = {one: people.name(records, one) for one in _counsellors(records, who.course)}
    return lambda person: tongue.say(YOU) if person == who.person else staff.get(person) or tongue.say(SOMEBODY)


def _counsellors(records: Records, course: str) -> set[str]:
    """Who guides here, and who did and wrote something."""
    guided = {row["person"] for row in records.rows.some("memberships", {"course": course, "role": Role.COUNSELLEE})}
    wrote = {row["author"] for row in records.rows.some("notes", {"course": course})} | set(courses.ids(records, course, Role.COUNSELLOR))
    return {one for one in wrote - guided if records.rows.one("people", {"id": one})}


def _answer(records: Records, stage: Stage, note: Note, tongue: Voice, named: Callable[[str], str]) -> Answer:
    viewer = Viewer(person=note.author)
    return Answer(
        id=note.id,
        method=note.flow,
        title=title(stage, note, tongue),
        step=note.step,
        taking=note.subject,
        versions=tuple(
            Wrote(
                version=number,
                at=at,
                question=said.question,
                said=said.said,
                skipped=said.skipped,
                answer=plain(said.answer),
                language=said.language,
            )
            for number, at, said in notes.history(records, note, viewer=viewer)
        ),
        shared=tuple(
            Shared(version=version, to=named(to), since=since, until=until) for version, to, since, until in notes.sharing_of(records, note)
        ),
        parked=parked.states(records, note.course).get(note.id, ("", ""))[0],
        typed_by=named(typist) if (typist := spots.get(records, note.course, note.id).typed_by) else "",
    )


def _held(records: Records, who: Who) -> list[Held]:
    """What is begun in each method, and what stands on the screen that is open."""
    rows = records.rows.some("places", {"person": who.person, "course": who.course})
    begun = {(row["flow"], row["subject"]): moment(row["moved_at"]) for row in rows}
    found = [
        Held(method=frame.flow, taking=frame.subject, at=begun[frame.flow, frame.subject], body=plain(place))
        for frame, place in conversations.places(records, who.person, who.course)
    ]
    seat, row = conversations.seat(records, who.person, who.course), records.rows.one("seats", {"person": who.person, "course": who.course})
    return [*found, *([Held(method="", taking="", at=moment(row["moved_at"]), body=plain(seat))] if seat and row else [])]


def _told(records: Records, who: Who, named: Callable[[str], str]) -> list[Told]:
    """What others wrote and let this person see."""
    seen = notes.visible(records, who.course, viewer=Viewer(person=who.person))
    theirs = [note for note in seen if note.author != who.person]
    return [
        Told(by=named(note.author), about=note.flow, question=note.words.question, said=note.words.said, at=note.written_at)
        for note in theirs
    ]


def _suggested(records: Records, stage: Stage, who: Who, tongue: Voice, named: Callable[[str], str]) -> list[Told]:
    made = suggestions.visible(records, who.course, viewer=who.viewer, person=who.person)
    titles = {flow.id: tongue.say(flow.title, flow.id).strip() for flow in stage.flows.values()}
    return [
        Told(by=named(one.by), about=SUGGESTED, question=titles.get(one.flow, one.flow), said=one.reason, at=one.made_at) for one in made
    ]


def _goals(records: Records, who: Who, named: Callable[[str], str]) -> list[Goal]:
    return [
        Goal(version=wording.version, text=wording.text, by=named(wording.by), at=wording.at, said=_said(wording, named))
        for wording in agreements.read(records, who.course).wordings
    ]


def _fields(records: Records, stage: Stage, who: Who, named: Callable[[str], str]) -> list[Put]:
    """What was put to confirmation in every other field; what its author has taken back is not in it."""
    return [
        Put(field=field, version=one.version, text=text, by=named(one.by), at=one.at, said=_said(one, named))
        for field in FIELDS
        if field != confirming.AGREEMENT
        for one, text in confirming.words_put(records, stage, who, field)
    ]


def _said(wording: Wording, named: Callable[[str], str]) -> tuple[Verdict, ...]:
    return tuple(Verdict(by=named(one), verdict=said.verdict, line=said.line, at=said.at) for one, said in wording.said.items())


def _steps(records: Records, who: Who) -> list[Step]:
    rows = records.rows.some("actions", {"course": who.course, "doer": who.person}, order=("made_at",))
    return [
        Step(
            id=row["id"],
            state=row["state"],
            due=date.fromisoformat(row["due"]) if row["due"] else None,
            remind_at=moment(row["remind_at"]) if row["remind_at"] else None,
        )
        for row in rows
    ]


def _files(records: Records, who: Who, bodies: dict[str, bytes]) -> list[Kept]:
    found = []
    for row in records.rows.some("files", {"course": who.course, "owner": who.person}, order=("made_at",)):
        media = files.visible(records, who.course, row["id"], viewer=who.viewer)
        if media:
            name = _file_name(len(bodies) + 1, media)
            bodies[name] = media.body
            found.append(Kept(file=name, kind=media.kind, seconds=media.seconds, answer=row["note"], at=moment(row["made_at"])))
    return found


def _file_name(number: int, media: Media) -> str:
    return f"filer/{number:03}.{ENDS.get(media.kind, 'bin')}"


def _agreed(records: Records, who: Who) -> list[Consented]:
    return [
        Consented(at=one.at, act=one.act, language=one.language, channel=one.channel, text=consents.text(records, one.notice))
        for one in consents.of(records, who.person, who.course)
    ]


def _done(records: Records, who: Who) -> list[Event]:
    """What the person did here, as the log has it."""
    rows = trail.acts(records.rows, {"course": who.course, "actor": who.person})
    return [Event(at=moment(row["at"]), what=row["act"]) for row in rows]
