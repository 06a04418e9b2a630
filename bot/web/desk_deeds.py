"""What the desk's forms do: each reads what was typed and calls one use case."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from starlette.requests import Request

from bot.domain.agreement import Verdict
from bot.errors import BadInput, NotFound
from bot.marks import N_
from bot.records import people, post
from bot.records.core import Records
from bot.usecases import (
    absent,
    agreeing,
    commenting,
    deeds,
    inviting,
    meetings,
    park_proposals,
    planning,
    press,
    reviewing,
    suggesting,
    wishes,
)
from bot.usecases.inviting import LONGEST_REASON, Invitation
from bot.usecases.stage import Stage, Who
from bot.web import desk_endings, desk_plan

Form = Mapping[str, str]
Deed = Callable[[Records, Stage, Who, Form], None]
LONGEST_LABEL = 100
YEARS = range(2000, 2200)
SECTIONS = {
    **desk_endings.SECTIONS,
    **desk_plan.SECTIONS,
    "reviewed": "shared",
    "comment": "shared",
    "question": "question",
    "park": "park",
    "aim": "aim",
    "goal": "goal",
    "verdict": "goal",
    "meeting": "meeting",
    "met": "meeting",
    "cancel": "meeting",
    "absent": "meeting",
    "suggest": "methods",
    "unsuggest": "methods",
    "promise": "plan",
    "step": "plan",
}
FAULTS = {
    **desk_endings.FAULTS,
    **desk_plan.FAULTS,
    "reason": N_("Skriv med højst 300 tegn, hvorfor I skal mødes."),
    "duty": N_("Skriv pligten med højst 300 tegn."),
    "today": N_("Skriv højst 300 tegn."),
    "often": N_("Det er mange invitationer på kort tid. Vent et par minutter, og prøv igen."),
    "undo": N_("Den anden har delt noget. Nu kan invitationen ikke fortrydes."),
    "label": N_("Skriv højst 100 tegn."),
    "park": N_("Skriv med højst 2000 tegn, hvad I kan parkere."),
    "question": N_("Skriv et spørgsmål på højst 2000 tegn."),
    "reviewed": N_("Der er kommet noget nyt, siden du åbnede siden. Det står her nu."),
    "comment": N_("Skriv en besked på højst 1000 tegn."),
    "gone": N_("Det, du skrev til, er taget tilbage. Dine ord er ikke sendt."),
    "aim": N_("Skriv højst 2000 tegn i hver linje."),
    "goal": N_("Skriv målet med højst 2000 tegn."),
    "verdict": N_("Tryk på et af svarene."),
    "line": N_("Skriv med få ord, hvordan du ser det."),
    "meeting": N_("Vælg en dag og et klokkeslæt."),
    "comes": N_("Skriv højst 200 tegn."),
    "cancel": N_("Mødet er ikke mere, som du så det. Se her, hvordan det står."),
    "suggest": N_("Vælg en øvelse på listen."),
    "suggest_reason": N_("Skriv højst 200 tegn."),
    "promise": N_("Skriv med højst 2000 tegn, hvad du vil gøre."),
    "first": N_("Skriv højst 2000 tegn."),
    "due": N_("Vælg en dag, der findes."),
    "remind_at": N_("Vælg et tidspunkt, der ikke er gået."),
}


async def typed(request: Request) -> Form:
    """What was typed, by field. A line break counts as one character, as it does in the browser."""
    form = await request.form()
    return {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}


def faulty(fault: BadInput, otherwise: str, texts: Mapping[str, str] = FAULTS) -> dict[str, str]:
    """What is wrong with a form, as a source text by field; `otherwise` is the field where the fault names none."""
    name = next((name for name in fault.details[:1] if name in texts), otherwise)
    return {name: texts[name]}


def invite(records: Records, stage: Stage, person: str, form: Form) -> Invitation:
    """A new invitation. Raises BadInput with the name of the field."""
    reason, duty, label = (form.get(name, "").strip() for name in ("reason", "duty", "label"))
    for name, said, longest in (("duty", duty, LONGEST_REASON), ("label", label, LONGEST_LABEL)):
        _fits(name, said, longest)
    return inviting.invite(records, stage, person, reason=reason, duty=duty, label=label)


def section(name: str, form: Form) -> str:
    """Where on the page of a course what was done can be seen."""
    return f"note-{form.get('note', '')}" if name == "comment" else SECTIONS[name]


def step(records: Records, stage: Stage, who: Who, data: str) -> str:
    """A press about one of the counsellor's own steps; what the course's page then shows, as its query."""
    read = press.read(data)
    if read is None or read.about != "a":
        raise NotFound
    _, screen = deeds.do(records, stage, who, read)
    if screen.startswith("again="):
        return screen
    return "saved=step" if screen == "actions" else "saved=gone"


def dismiss(records: Records, stage: Stage, person: str, form: Form) -> str:
    """A notice is read, or one of its buttons pressed; the address to go to. Raises NotFound."""
    waiting = {envelope.key: envelope for envelope in post.waiting_for(records, person, people.WEB)}
    envelope = waiting.get(form.get("key", ""))
    if envelope is None:
        raise NotFound
    offered = {button.press for row in envelope.letter.rows for button in row if button.press}
    data = form.get("press", "")
    pressed = press.read(data) if data in offered else None
    if pressed and pressed.about == "r":
        wishes.press(records, stage, person, pressed)
        post.ended(records, envelope.key, post.SENT)
        return "/desk/paamindelser" if pressed.parts[0] == "see" else "/desk/paamindelser?gemt"
    query = step(records, stage, Who(person=person, course=envelope.course), data) if data in offered else ""
    post.ended(records, envelope.key, post.SENT)
    return f"/desk/course/{envelope.course}?{query}#plan" if query else "/desk"


def _reviewed(records: Records, stage: Stage, who: Who, form: Form) -> None:
    reviewing.mark_reviewed(records, stage, who, form["seen"].split() if "seen" in form else None)


def _met(records: Records, stage: Stage, who: Who, _form: Form) -> None:
    reviewing.mark_met(records, stage, who)


def _ask(records: Records, stage: Stage, who: Who, form: Form) -> None:
    reviewing.ask(records, stage, who, form.get("question", ""))


def _comment(records: Records, stage: Stage, who: Who, form: Form) -> None:
    try:
        commenting.write(records, stage, who, form.get("note", ""), form.get("text", ""), op=form.get("op", ""))
    except NotFound as gone:
        raise BadInput("gone") from gone
    except BadInput as fault:
        raise BadInput("comment") from fault


def _park(records: Records, stage: Stage, who: Who, form: Form) -> None:
    park_proposals.propose(records, stage, who, form.get("park", ""))


def _aim(records: Records, stage: Stage, who: Who, form: Form) -> None:
    reviewing.write_aim(records, stage, who, {line: form[line] for line in reviewing.AIM if line in form})


def _propose(records: Records, stage: Stage, who: Who, form: Form) -> None:
    agreeing.propose(records, stage, who, form.get("goal", ""), seen=_number(form.get("seen", "")))


def _verdict(records: Records, stage: Stage, who: Who, form: Form) -> None:
    try:
        verdict = Verdict(form.get("verdict", ""))
    except ValueError as error:
        raise BadInput from error
    line = form.get("line", "").strip() if verdict is Verdict.DIFFERENTLY else ""
    if verdict is Verdict.DIFFERENTLY and not line:
        raise BadInput("line")
    _fits("line", line, agreeing.LONGEST_GOAL)
    agreeing.say(records, stage, who, _number(form.get("seen", "")), verdict, line)


def _meeting(records: Records, stage: Stage, who: Who, form: Form) -> None:
    zone, day_and_time = form.get("timezone", ""), form.get("day_and_time", "")
    _moment("meeting", day_and_time, "UTC")
    place, comes = form.get("place", ""), form.get("comes", "").strip()
    _fits("comes", comes, reviewing.LONGEST_COMES)
    reviewing.set_meeting(records, stage, who, day_and_time=day_and_time, timezone=zone, place=place, comes=comes)


def _cancel(records: Records, stage: Stage, who: Who, form: Form) -> None:
    meetings.cancel(records, stage, who, seen=_number(form.get("seen", "")))


def _absent(records: Records, stage: Stage, who: Who, _form: Form) -> None:
    absent.mark_seen(records, stage, who)


def _promise(records: Records, stage: Stage, who: Who, form: Form) -> None:
    what, first, due, at = (form.get(name, "").strip() for name in ("what", "first", "due", "remind_at"))
    _fits("promise", what, reviewing.LONGEST)
    _fits("first", first, reviewing.LONGEST)
    _, timezone = people.tongue(records, who.person)
    remind_at = _moment("remind_at", at, timezone) if at else None
    if remind_at and remind_at <= records.now:
        raise BadInput("remind_at")
    planning.promise(records, stage, who, what=what, first=first, due=_day("due", due) if due else None, remind_at=remind_at)


def _suggest(records: Records, stage: Stage, who: Who, form: Form) -> None:
    suggesting.suggest(records, stage, who, form.get("flow", ""), form.get("reason", ""))


def _unsuggest(records: Records, _stage: Stage, who: Who, form: Form) -> None:
    suggesting.withdraw(records, who, form.get("suggestion", ""))


DEEDS: dict[str, Deed] = {
    **desk_endings.DEEDS,
    **desk_plan.DEEDS,
    "reviewed": _reviewed,
    "question": _ask,
    "comment": _comment,
    "park": _park,
    "aim": _aim,
    "goal": _propose,
    "verdict": _verdict,
    "meeting": _meeting,
    "met": _met,
    "cancel": _cancel,
    "absent": _absent,
    "suggest": _suggest,
    "unsuggest": _unsuggest,
    "promise": _promise,
}


def _fits(name: str, said: str, longest: int) -> None:
    if len(said) > longest:
        raise BadInput(name)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else 0


def _moment(name: str, text: str, timezone: str) -> datetime:
    """A local time as the browser sends it. Raises BadInput with the name of the field."""
    try:
        local = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(name) from error
    if local.year not in YEARS:
        raise BadInput(name)
    return local.replace(tzinfo=ZoneInfo(timezone))


def _day(name: str, text: str) -> date:
    return _moment(name, text, "UTC").date()
