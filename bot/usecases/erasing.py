"""Erasing: everything a counsellee has written, and with it all ways back to it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.people import Role
from bot.domain.trail import Act
from bot.records import agreements, courses, notes, past, people, post, traces
from bot.records.core import Records
from bot.usecases.stage import Who

# What a course has, by its id; its notes, key and own row go beside these.
OF_THE_COURSE = (
    "files", "parked", "wordings", "verdicts", "meetings", "timers", "outbox", "seats", "places", "actions",
    "memberships", "links", "sessions", "suggestions", "begun", "consents", "frozen", "expiring", "handovers", "traces",
    "typed", "absences", "sheets", "spots", "ops", "sittings", "closings",
)  # fmt: skip
# What one of several has in a course that stays for the others.
OF_THE_MEMBER = (
    "verdicts", "timers", "outbox", "seats", "places", "memberships", "links", "sessions", "suggestions", "begun", "consents", "frozen",
    "typed", "absences", "ops",
)  # fmt: skip
# What a person has beside their courses.
OF_THE_PERSON = (
    "addresses",
    "links",
    "sessions",
    "outbox",
    "credentials",
    "challenges",
    "consents",
    "timers",
    "wishes",
    "mailboxes",
    "typed",
)


def erase(records: Records, who: Who) -> None:
    """Erase what this counsellee has in the course; the last one takes the course along.

    What is left is that something was erased, and when. Raises NotAllowed for anybody else, StoreUnavailable when it cannot be noted
    outside the store, and then nothing is erased.
    """
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    if len(courses.ids(records, who.course, Role.COUNSELLEE)) == 1:
        erase_course(records, who.course, Act.ERASE)
        return
    past.note(records, _member(who), *_leaving(records, [who.person]))
    _leave(records, who)
    records.log("", Act.ERASE, who.course)


def put_out(records: Records, who: Who) -> None:
    """Erase what this counsellee has in the course, which stays for its counsellors, even if nobody else is guided in it."""
    courses.require(records, who.course, who.person, Role.COUNSELLEE)
    past.note(records, _member(who), *_leaving(records, [who.person]))
    _leave(records, who)


def erase_course(records: Records, course: str, why: Act) -> None:
    """Erase a course with words, keys, timers and letters, and whoever was guided in this one only. `why` is the act that is logged."""
    guided = courses.ids(records, course, Role.COUNSELLEE)
    past.note(records, _course(course), *_leaving(records, guided))
    told = [*traces.told(records, guided, course), *traces.told_to_strangers(records, course)]
    for note in records.rows.some("notes", {"course": course}):
        records.rows.drop("versions", {"note": note["id"]})
        records.rows.drop("shares", {"note": note["id"]})
    for table in ("notes", *OF_THE_COURSE):
        records.rows.drop(table, {"course": course})
    records.rows.drop("courses", {"id": course})
    records.rows.drop("keys", {"owner": course})
    for person in guided:
        _let_go(records, person, course)
    traces.take_back(records, told)
    records.log("", why, course)


def erase_again(records: Records) -> int:
    """Erase whatever the journal says was erased and an older copy of the database has brought back; how many rows were too many."""
    journal = records.journal
    if journal is None or journal.is_empty():
        return 0
    before = _counted(records)
    for row in records.rows.some("courses", {}):
        if journal.noted_at(_course(row["id"])):
            erase_course(records, row["id"], Act.ERASE)
    for row in records.rows.some("memberships", {"role": Role.COUNSELLEE}):
        who = Who(person=row["person"], course=row["course"])
        # Whoever has come back since is there by a yes of their own.
        if past.ended(records, _member(who), row["joined_at"]):
            _leave(records, who)
    for row in records.rows.some("people", {}):
        if journal.noted_at(_person(row["id"])):
            _forget_person(records, row["id"])
    return before - _counted(records)


def _counted(records: Records) -> int:
    return records.rows.count("courses", {}) + records.rows.count("memberships", {}) + records.rows.count("people", {})


def _course(course: str) -> str:
    return f"course.{course}"


def _person(person: str) -> str:
    return f"person.{person}"


def _member(who: Who) -> str:
    return f"member.{who.course}.{who.person}"


def _leaving(records: Records, persons: Sequence[str]) -> list[str]:
    """The names of those who have no other place than the one they are about to leave."""
    return [_person(person) for person in persons if records.rows.count("memberships", {"person": person}) == 1]


def _let_go(records: Records, person: str, course: str) -> None:
    """Somebody is out of a course: forgotten if it was the last place they had, else at home in another."""
    if not records.rows.count("memberships", {"person": person}):
        _forget_person(records, person)
        return
    others = courses.of(records, person, Role.COUNSELLEE)
    for address in people.reach(records, person):
        if address.course == course:
            people.settle(records, replace(address, course=others[0] if others else ""))


def _forget_person(records: Records, person: str) -> None:
    """Nothing is kept of a person but the ids in the log: name, addresses, ways in, letters either way."""
    for address in people.reach(records, person):
        here = {"channel": address.channel, "external": address.external}
        records.rows.drop("traces", here)
        records.rows.drop("outbox", {**here, "person": "", "course": ""})
        # The rows stay a day under no name, since their numbers tell whether a message came before.
        sent = {"channel": address.channel, "sender": address.external}
        records.rows.change("inbox", sent, {"sender": "", "body": b"", "state": post.DONE})
    for table in OF_THE_PERSON:
        records.rows.drop(table, {"person": person})
    records.rows.drop("people", {"id": person})
    records.rows.drop("keys", {"owner": person})


def _leave(records: Records, who: Who) -> None:
    """One of several goes, with their own words; the course stays for the others."""
    told = traces.told(records, [who.person], who.course)
    typed = {row["note"] for row in records.rows.some("spots", {"course": who.course, "lent_to": who.person})}
    for note in records.rows.some("notes", {"course": who.course}):
        if note["author"] == who.person or note["id"] in typed or _is_only_for(records, note["id"], who):
            records.rows.drop("parked", {"note": note["id"]})
            records.rows.drop("ops", {"course": who.course, "note": note["id"]})
            notes.erase(records, note["id"])
        records.rows.drop("shares", {"note": note["id"], "audience": who.person})
    for action in records.rows.some("actions", {"course": who.course, "doer": who.person}):
        records.rows.drop("timers", {"subject": action["id"]})
    records.rows.drop("actions", {"course": who.course, "doer": who.person})
    _leave_the_sheet(records, who)
    records.rows.drop("files", {"course": who.course, "owner": who.person})
    _drop_wordings(records, who)
    for table in OF_THE_MEMBER:
        records.rows.drop(table, {"course": who.course, "person": who.person})
    _let_go(records, who.person, who.course)
    traces.take_back(records, told)


def _is_only_for(records: Records, note: str, who: Who) -> bool:
    """Whether a counsellor, who may have left since, wrote this note to this one of those who are guided and to no other."""
    guided = set(courses.ids(records, who.course, Role.COUNSELLEE))
    _, author = notes.author_of(records, note)
    told = {row["audience"] for row in records.rows.some("shares", {"note": note})}
    return told & guided == {who.person} and author not in guided


def _leave_the_sheet(records: Records, who: Who) -> None:
    """What stays on the sheet for the others names this person nowhere: not who moved a note, began the meeting or would end the course."""
    for table, column in (("spots", "moved_by"), ("sittings", "by")):
        records.rows.change(table, {"course": who.course, column: who.person}, {column: ""})
    records.rows.drop("closings", {"course": who.course, "by": who.person})


def _drop_wordings(records: Records, who: Who) -> None:
    """What this person put to confirmation goes. The numbers stay, so that a yes to one of them can never count for later words.

    Only the goal moves the headline.
    """
    gone = records.rows.some("wordings", {"course": who.course, "by": who.person})
    for row in gone:
        records.rows.drop("verdicts", {"course": who.course, "version": row["version"]})
    records.rows.change("wordings", {"course": who.course, "by": who.person}, {"by": "", "words": b""})
    if any((row["field"] or agreements.GOAL) == agreements.GOAL for row in gone):
        courses.move(records, who.course, "unsettle")
