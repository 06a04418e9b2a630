"""Two people in one house, each of whom has written a word of their own in every field there is."""

from copy import copy
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from bot.dialogue.turns import Place
from bot.domain.agreement import Verdict
from bot.domain.media import Media
from bot.domain.people import Role
from bot.domain.plan import Action, ActionState
from bot.domain.sheet import Words
from bot.records import conversations, courses, files, freezing, notes, plans
from bot.records.conversations import Frame
from bot.records.core import Records
from bot.usecases import agreeing, inviting, reviewing, suggesting
from bot.usecases.sheets import ops
from bot.usecases.sheets.deed import Op
from bot.usecases.stage import Who
from tests.usecases.story import Story


@dataclass(kw_only=True)
class Canaried:
    """One of them: who they are, and the words that are theirs. `bodies` are bytes of files."""

    who: Who
    words: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


class Birds:
    """Words that stand nowhere else."""

    def __init__(self, name: str, into: list[str]) -> None:
        self._name, self._into, self._numbers = name, into, count(100)

    def __call__(self) -> str:
        """A new one."""
        self._into.append(f"{self._name}fugl{next(self._numbers)}")
        return self._into[-1]


def two_people() -> tuple[Story, Canaried, Canaried]:
    """Two counsellees of one counsellor, in a course each."""
    first = Story()
    second = copy(first)
    second.invitation = first.do(inviting.invite, first.stage, first.counsellor.person, reason="Vi skal tale", label="Nr. 8")
    second.counsellor = Who(person=first.counsellor.person, course=second.invitation.course)
    return first, seeded(first, "anna"), seeded(second, "bent")


def seeded(story: Story, name: str) -> Canaried:
    """Let the counsellee of this story come in and write in every field, and the counsellor write to them."""
    words: list[str] = []
    bird = Birds(name, words)
    story.accept("[Videre]", "[Mig]", "[Både-og]", bird(), "[Gem]", bird(), "[Gem]", "[Spring over]", bird(), "[Gem]", "[Nej, det er nok]")
    story.item(3, "Ret")
    story.talk(bird(), "[Gem]", "/deling", "[Del alt]")
    story.item(4, "Tag tilbage")
    story.talk(f"/parker {bird()}", "/menu", "[Lav et skridt]", bird())
    one = Canaried(who=story.counsellee, words=words, bodies=[f"{name}billede".encode()])
    story.do(_in_every_field, story, one, bird)
    _in_the_agreement(story, bird)
    for write, text in ((reviewing.ask, bird()), (suggesting_to, bird())):
        story.do(write, story.stage, story.counsellor, text)
    story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": bird()})
    meets = {"day_and_time": "2026-11-27T14:00", "timezone": "Europe/Copenhagen", "place": bird()}
    story.do(reviewing.set_meeting, story.stage, story.counsellor, **meets)
    on_the_sheet(story, bird)
    return one


def on_the_sheet(story: Story, bird: Birds) -> None:
    """Both write on the sheet: what is kept, shown, hidden and put away, what one types for the other, and what is said of a field."""
    guided, guide = partial(_does, story, story.counsellee), partial(_does, story, story.counsellor)
    note = guided("add", field="want", text=bird(), show="1")
    guided("add", field="story", text=bird())
    guided("hide", note=guided("add", field="want", text=bird(), show="1"))
    guided("remove", note=guided("add", field="can", text=bird(), show="1"))
    guided("edit", note=note, base="1", text=bird(), show="")
    guided("lent_yes", note=guide("add", field="can", text=bird(), lent_to=story.counsellee.person))
    guide("add", field="can", text=bird(), lent_to=story.counsellee.person)
    guide("add", about=note, text=bird())
    guide("wish", note=note, text=bird())
    guided("wish", note=guide("add", field="want", text=bird()), text=bird())
    before = [row["version"] for row in story.rows("wordings", course=story.counsellee.course, field="want")]
    guided("put", field="want", seen=str(max(before, default=0)))
    version = max(row["version"] for row in story.rows("wordings", course=story.counsellee.course))
    guided("tick", version=str(version), verdict="differently", line=bird())
    guide("tick", version=str(version), verdict="differently", line=bird())
    guided("sit", do="begin")


def _does(story: Story, who: Who, kind: str, **about: str) -> str:
    """Somebody does something on the sheet; the note it is about."""
    number = len(story.rows("ops")) + 1
    return story.do(ops.do, story.stage, who, Op(id=f"op{number}", kind=kind, about=about)).note


def suggesting_to(records: Records, stage: object, who: Who, reason: str) -> None:
    """The counsellor suggests a method, with a reason."""
    suggesting.suggest(records, stage, who, "dream", reason)  # type: ignore[arg-type]


def join(records: Records, person: Who, course: str) -> Who:
    """One more counsellee in a course that is there, as in a group."""
    courses.join(records, course, person.person, Role.COUNSELLEE)
    return Who(person=person.person, course=course)


def frozen(records: Records, who: Who) -> bool:
    """Whether this person has frozen the course."""
    return who.person in freezing.frozen_by(records, who.course)


def _in_every_field(records: Records, story: Story, one: Canaried, bird: Birds) -> None:
    who, stage = one.who, story.stage
    for flow in stage.flows.values():
        for step in flow.steps if flow.field != "selfcheck" else []:
            said = Words(question="?", said=bird(), answer={"text": bird()}, language="da")
            place = {"field": flow.field, "flow": flow.id, "step": step.id, "subject": "kanarie"}
            notes.write(records, course=who.course, author=who.person, words=said, **place)
        held = Place(flow=flow.id, digest=flow.digest, step=flow.steps[0].id, draft=(bird(),), work={"entry": bird()}, own={"own": bird()})
        conversations.keep_place(records, who.person, who.course, Frame(flow=flow.id, subject="kanarie"), held)
    file = files.keep(records, who.course, who.person, Media(media="picture", kind="image/jpeg", body=one.bodies[0], seconds=0))
    note = notes.visible(records, who.course, viewer=who.viewer, author=who.person, subject="kanarie")[0]
    files.attach(records, file, note.id)
    open_one = ActionState.OPEN
    action = Action(id="kanarie" + who.person, course=who.course, doer=who.person, version=1, state=open_one, due=None, remind_at=None)
    plans.keep(records, action)


def _in_the_agreement(story: Story, bird: Birds) -> None:
    story.do(agreeing.propose, story.stage, story.counsellee, bird())
    version = story.do(agreeing.propose, story.stage, story.counsellor, bird())
    story.do(agreeing.say, story.stage, story.counsellee, version, Verdict.DIFFERENTLY, bird())
