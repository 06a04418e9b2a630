"""Everybody who may stand at the door, each with a session, the ids they send, and the words they may see."""

import secrets
from dataclasses import dataclass, field

from bot.domain.people import Role
from bot.records import freezing, links, post
from bot.records.core import Records
from bot.records.sealing import Vault
from bot.stores.memory import Kept, MemoryAnchor, MemoryStore
from bot.usecases import closing, erasing, handing_over, inviting, leading, noticing, spoken_codes
from bot.usecases.house import House
from bot.usecases.stage import Stage, Who
from bot.web.faces import CHAT, DESK
from tests.matrix import sown
from tests.matrix.sown import FOR_COUNSELLEE, FOR_COUNSELLOR, FOR_STAFF_LINK, Course
from tests.web.world import Clock

OWNERS = {"other": "Kollega", "handed": "Kollega"}
NAMES = ("own", "other", "handed", "frozen", "closed", "erased")


class Rewinding(MemoryStore):
    """A store that can be put back to where it was."""

    def mark(self) -> Kept:
        """How everything stands."""
        return self._kept

    def rewind(self, mark: Kept) -> None:
        """Everything stands as it did then."""
        self._kept = mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Somebody at the door: the cookie they hold (face and secret), the ids they send, and the words they may be shown.

    `ids` are those of one course (its `name`); `home` is the name of the one they are guided in themselves, if they are.
    """

    name: str
    face: str = CHAT
    secret: str = ""
    ids: dict[str, str] = field(default_factory=dict)
    may_see: frozenset[str] = frozenset()
    who: Who | None = None
    home: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A house full of people and words. `words` are all that were sown, with their names."""

    house: House
    store: Rewinding
    clock: Clock
    stage: Stage
    witness: MemoryAnchor
    viewers: dict[str, Viewer]
    words: dict[str, str]
    mark: Kept

    def rewind(self) -> None:
        """Nothing has happened."""
        self.store.rewind(self.mark)
        self.witness.head = None


def town(stage: Stage) -> Town:
    """The house, sown and peopled."""
    clock, store = Clock(), Rewinding()
    vault = Vault(secrets.token_bytes(32), secrets.token_bytes)
    house = House(store=store, vault=vault, clock=clock, new_id=lambda: secrets.token_urlsafe(16))
    guides = {name: _added(house, stage, name) for name in ("Vejleder", "Kollega", "Afløser")}
    lead = house.write(lambda r: leading.add_lead(r, stage, "Leder"))[0]
    all_of = {name: _sown(house, stage, name, guides[OWNERS.get(name, "Vejleder")]) for name in NAMES}
    all_of["invited"] = house.write(lambda r: sown.invited(r, stage, "invited", guides["Vejleder"]))
    house.write(lambda r: _befall(r, stage, all_of, guides, lead))
    viewers = house.write(lambda r: _viewers(r, stage, all_of, guides, lead))
    words = {sown.word(name, kind): f"{name}.{kind}" for name in all_of for kind in (*FOR_COUNSELLEE, *FOR_COUNSELLOR)}
    return Town(house=house, store=store, clock=clock, stage=stage, witness=MemoryAnchor(), viewers=viewers, words=words, mark=store.mark())


def _added(house: House, stage: Stage, name: str) -> str:
    return house.write(lambda records: inviting.add_counsellor(records, stage, name))[0]


def _sown(house: House, stage: Stage, name: str, counsellor: str) -> Course:
    return house.write(lambda records: sown.sown(records, stage, name, counsellor))


def _befall(records: Records, stage: Stage, all_of: dict[str, Course], guides: dict[str, str], lead: str) -> None:
    """What has happened to some of the courses."""
    handing_over.hand_over(records, stage, lead, all_of["handed"].ids["course"], guides["Afløser"])
    freezing.freeze(records, all_of["frozen"].ids["course"], all_of["frozen"].counsellee)
    closing.propose(records, stage, _guide(all_of["closed"]))
    closing.answer(records, stage, _guided(all_of["closed"]), yes=True)
    erasing.erase(records, _guided(all_of["erased"]))


def _guide(course: Course) -> Who:
    return Who(person=course.counsellor, course=course.ids["course"])


def _guided(course: Course) -> Who:
    return Who(person=course.counsellee, course=course.ids["course"])


def _viewers(records: Records, stage: Stage, all_of: dict[str, Course], guides: dict[str, str], lead: str) -> dict[str, Viewer]:
    shared = _shared(records, stage, all_of, guides)
    ids = {name: shared | _letters(records, course) | course.ids for name, course in all_of.items()}
    open_desk = _theirs(all_of, "own", "closed", "invited") | all_of["frozen"].words("called", "label")
    found = [
        Viewer(name="nobody", ids=ids["own"]),
        *(_in_chat(records, name, all_of[course], ids[course]) for name, course in (
            ("guided", "own"), ("guided_between", "handed"), ("guided_frozen", "frozen"), ("guided_closed", "closed"),
        )),
        _by_staff(records, all_of["own"], ids["own"]),
        _at_desk(records, "left", guides["Kollega"], ids["handed"], _theirs(all_of, "other")),
        _at_desk(records, "coming", guides["Afløser"], ids["handed"], set()),
        _at_desk(records, "colleague", guides["Kollega"], ids["own"], _theirs(all_of, "other")),
        _at_desk(records, "lead", lead, ids["handed"], set(), Role.LEAD),
        *(_at_desk(records, f"guide_{name}", guides["Vejleder"], ids[name], open_desk) for name in
          ("own", "frozen", "closed", "erased", "invited")),
    ]  # fmt: skip
    stranger = _in_chat(records, "stranger", all_of["other"], ids["own"])
    return {viewer.name: viewer for viewer in (*found, stranger)}


def _theirs(all_of: dict[str, Course], *names: str) -> set[str]:
    return {word for name in names for word in all_of[name].words(*FOR_COUNSELLOR)}


def _shared(records: Records, stage: Stage, all_of: dict[str, Course], guides: dict[str, str]) -> dict[str, str]:
    """What everybody can ask for, by id or secret. What has no id here is `missing`."""
    spent = _last(inviting.sign_in_link(records, stage, guides["Afløser"]))
    inviting.sign_in(records, spent)
    return {
        "open_invite": all_of["invited"].ids["invite"],
        "spent": spent,
        "sign_in": _last(inviting.sign_in_link(records, stage, guides["Vejleder"])),
        "coming": guides["Afløser"],
        "taker": guides["Vejleder"],
        "other_course": all_of["other"].ids["course"],
        "other_guide": guides["Kollega"],
        "code_said": spoken_codes.make(records, all_of["invited"].ids["course"]),
        "notice": noticing.notice(stage, "da").mark,
    }


def _last(link: str) -> str:
    return link.rsplit("/", 1)[1]


def _letters(records: Records, course: Course) -> dict[str, str]:
    """The keys of a letter to the counsellee and of one to the counsellor, where they wait."""
    match = {"course": course.ids["course"], "state": post.WAITING}
    rows = records.rows.some("outbox", match)
    to = {"letter": course.counsellee, "guide_letter": course.counsellor}
    return {name: row["key"] for name, person in to.items() for row in rows if row["person"] == person}


def _in_chat(records: Records, name: str, course: Course, ids: dict[str, str]) -> Viewer:
    who = _guided(course)
    secret = links.open_session(records, person=who.person, course=who.course, role=Role.COUNSELLEE)
    return Viewer(
        name=name, secret=secret, ids=ids, may_see=frozenset(course.words(*FOR_COUNSELLEE)), who=who, home=course.name, person=who.person
    )


def _by_staff(records: Records, course: Course, ids: dict[str, str]) -> Viewer:
    who = Who(person=course.counsellee, course=course.ids["course"], shared_only=True)
    secret = links.open_session(records, person=who.person, course=who.course, role=Role.COUNSELLEE, scope=links.SHARED)
    return Viewer(
        name="by_staff",
        secret=secret,
        ids=ids,
        may_see=frozenset(course.words(*FOR_STAFF_LINK)),
        who=who,
        home=course.name,
        person=who.person,
    )


def _at_desk(records: Records, name: str, person: str, ids: dict[str, str], may_see: set[str], role: Role = Role.COUNSELLOR) -> Viewer:
    secret = links.open_session(records, person=person, course="", role=role)
    return Viewer(name=name, face=DESK, secret=secret, ids=ids, may_see=frozenset(may_see), person=person)
