"""A counsellor proposes to park something of the counsellee's; it is parked when the counsellee says yes, and not before."""

from bot.dialogue.turns import Say
from bot.domain.letter import Button
from bot.domain.people import Role
from bot.domain.sheet import Note, Words
from bot.domain.trail import Act
from bot.errors import BadInput, NotFound
from bot.marks import N_
from bot.records import courses, notes, parked, people
from bot.records.core import Records
from bot.usecases import sharing, suggesting
from bot.usecases.notices import tell
from bot.usecases.stage import Stage, Who, voice

FLOW, PROPOSED = "parking", "proposed"
LONGEST = 2000
PROPOSES = N_("{counsellor} foreslår at parkere det")
YES, NO = N_("Ja, parkér den"), N_("Nej tak")
LOOK = N_("Se forslaget")
NOW_PARKED = N_("Den er parkeret. {counsellor} kan se, at du sagde ja.")
STATES = {"": N_("ikke svaret"), parked.KEPT: N_("parkeret"), parked.LET_GO: N_("nej tak"), parked.TALKED: N_("talt om")}


def propose(records: Records, stage: Stage, who: Who, thought: str) -> None:
    """Propose to park something, in the counsellor's words. Raises BadInput without words, or with too many."""
    courses.require_open(records, who.course, who.person, Role.COUNSELLOR)
    said = thought.strip()
    if not said or len(said) > LONGEST:
        raise BadInput
    words = Words(question=voice(records, stage, who).say(PROPOSES), said=said, answer={"text": said})
    # One for each counsellee, since each answers for themself and sees no other's answer.
    for person in courses.ids(records, who.course, Role.COUNSELLEE):
        place = {"field": FLOW, "flow": FLOW, "step": PROPOSED, "subject": records.new_id()}
        note = notes.write(records, course=who.course, author=who.person, words=words, **place)
        records.log(who.person, Act.PROPOSE_PARKING, who.course, note)
        notes.share(records, note, 1, person)
        look = Button(label=stage.texts_in(people.tongue(records, person)[0]).say(LOOK), press="m:parked")
        tell(records, stage, person, who.course, "parking", rows=((look,),))


def waiting(records: Records, who: Who) -> list[Note]:
    """What is proposed to this counsellee and not answered, oldest first."""
    answered = parked.states(records, who.course)
    seen = notes.visible(records, who.course, viewer=who.viewer, flow=FLOW, step=PROPOSED)
    return [note for note in seen if note.author != who.person and note.id not in answered]


def answer(records: Records, stage: Stage, who: Who, note_id: str, *, yes: bool) -> tuple[Say, ...]:
    """The counsellee says yes or no; after a yes it is a thought of theirs. Raises NotFound for what does not wait for them."""
    note = next((one for one in waiting(records, who) if one.id == note_id), None)
    if note is None:
        raise NotFound
    parked.move(records, who.course, note.id, parked.KEPT if yes else parked.LET_GO)
    records.log(who.person, Act.PARKED if yes else Act.NOT_PARKED, who.course, note.id)
    if not yes:
        return (Say(text=suggesting.DECLINED),)
    flow = stage.flows[FLOW]
    step = flow.steps[0]
    question = voice(records, stage, who).step(flow, step.id, step.text)
    words = Words(question=question, said=note.words.said, answer={"text": note.words.said}, language=note.words.language)
    place = {"field": FLOW, "flow": FLOW, "step": step.id, "subject": records.new_id()}
    mine = notes.write(records, course=who.course, author=who.person, words=words, **place)
    sharing.let_see(records, who, mine, 1)
    return (Say(text=NOW_PARKED),)


def take_back(records: Records, course: str, counsellor: str) -> None:
    """What this counsellor proposed and nobody has answered waits no more."""
    answered = parked.states(records, course)
    for note in records.rows.some("notes", {"course": course, "author": counsellor, "flow": FLOW, "step": PROPOSED}):
        if note["id"] not in answered:
            parked.move(records, course, note["id"], parked.LET_GO)


def made(records: Records, who: Who) -> list[tuple[str, str]]:
    """What this counsellor proposed to park, oldest first: the words, and how it was answered (source text)."""
    found = parked.states(records, who.course)
    mine = notes.visible(records, who.course, viewer=who.viewer, author=who.person, flow=FLOW, step=PROPOSED)
    return [(note.words.said, STATES[found.get(note.id, ("", ""))[0]]) for note in mine]
