"""Tells people that something has happened, where they can be reached, without saying what was written."""

from datetime import datetime

from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.marks import N_
from bot.records import courses, people, post, reminding, switches
from bot.records.core import Records
from bot.records.people import Address
from bot.usecases.stage import Stage, counsellors_of

TEXTS = {
    "accepted": N_("En person har sagt ja til din invitation."),
    "shared": N_("Der er nyt at læse i et forløb."),
    "proposed": N_("Der er et forslag til et mål."),
    "verdict": N_("Der er svar på et mål."),
    "agreed": N_("I har begge sagt ja til målet."),
    "field_put": N_("Et felt på arket venter på dit svar."),
    "field_verdict": N_("Der er svar på et felt på arket."),
    "field_agreed": N_("Nu har alle sagt ja til et felt på arket."),
    "sitting": N_("Jeres møde ved arket er begyndt."),
    "question": N_("{counsellor} har spurgt dig om noget."),
    "aim": N_("{counsellor} har skrevet, hvad jeres møder skal bruges til."),
    "reviewed": N_("{counsellor} har læst det, du delte."),
    "meeting": N_("Der er tid og sted til jeres møde."),
    "absent": N_("Der er en, der ikke kan komme til jeres møde."),
    "comes": N_("Der er en, der kan komme til jeres møde alligevel."),
    "action": N_("Der er nyt i planen."),
    "closed": N_("Forløbet er slut. Du kan stadig læse, tage tilbage og slette det, du har skrevet."),
    "would_end": N_("Der er et forslag om at slutte et forløb."),
    "not_over": N_("Der er svar: Forløbet er ikke slut endnu."),
    "ended": N_("I har begge sagt, at forløbet er slut."),
    "reopened": N_("{counsellor} har åbnet forløbet igen."),
    "suggested": N_("{counsellor} foreslår en øvelse. Du bestemmer selv."),
    "parking": N_("{counsellor} foreslår at parkere noget. Du bestemmer selv."),
    "journal": N_("{counsellor} har kopieret det, I har aftalt, til sin journal."),
    "message": N_("Der er en besked til dig i et forløb."),
    "evaluated": N_("Der er svar på, hvordan mødet gik."),
    "done": N_("Et skridt i planen er gjort."),
    "help": N_("Der er ønske om hjælp til et skridt."),
    "assigned": N_("Der er et forløb til dig på skrivebordet."),
    "offered": N_("Du er foreslået som vejleder i et forløb. Du ser det, når der er sagt ja."),
    "kept": N_("Der er sagt nej til at give et forløb videre. Det er stadig dit."),
    "passed_on": N_("Der er sagt ja til at give et forløb videre. Du kan ikke se det mere."),
    "handed_over": N_("Der er sagt ja til dig som vejleder i et forløb."),
}
OPEN = N_("Åbn")


def tell(
    records: Records, stage: Stage, person: str, course: str, what: str, *, rows: tuple[tuple[Button, ...], ...] = (), key: str = ""
) -> None:
    """Put a notice for one person in the outbox of the channel they use, once for each key."""
    language, _ = people.tongue(records, person)
    text = stage.texts_in(language).say(TEXTS[what], counsellor=counsellors_of(records, course))
    send(records, person, course, Letter(text=text, rows=rows), kind=what, key=key)


def send(
    records: Records,
    person: str,
    course: str,
    letter: Letter,
    *,
    kind: str,
    key: str = "",
    slot: str = "",
    good_until: datetime | None = None,
) -> None:
    """Put a letter for a person in the outbox of the channel they chose. `good_until`: as in `post.post`.

    Without a choice that is Telegram where they have it, else a mail, else their own page. A mail says only that there is news, so what it
    is about waits on the page.
    """
    for channel, external in _places(records, person, kind):
        post.post(
            records,
            letter,
            key=f"{key or records.new_id()}.{channel}.{external}",
            channel=channel,
            external=external,
            person=person,
            course=course,
            slot=slot or f"{kind}.{course}",
            kind=kind,
            good_until=good_until,
        )


def send_text(records: Records, person: str, course: str, text: str, *, kind: str) -> None:
    """A letter of words alone, as `send` sends it."""
    send(records, person, course, Letter(text=text), kind=kind)


def open_places(records: Records, person: str, kind: str = "") -> list[Address]:
    """Where letters of this kind can reach somebody beside their own page, Telegram first where it is on; no reply in a talk is mailed."""
    has_mail = switches.has_mail(records) and kind not in post.SOON
    channels = [people.TELEGRAM, *([people.EMAIL] if has_mail else [])][:: -1 if switches.is_off(records, switches.TELEGRAM) else 1]
    found = [one for one in people.reach(records, person) if one.state == people.OPEN and one.channel in channels]
    return sorted(found, key=lambda one: channels.index(one.channel))


def _places(records: Records, person: str, kind: str) -> list[tuple[str, str]]:
    page, first = (people.WEB, person), reminding.wishes(records, person).first
    if first == people.WEB:
        return [page]
    reached = open_places(records, person, kind)
    wanted = [one for one in reached if one.channel == first] or [one for one in reached if one.channel == reached[0].channel]
    places = [(one.channel, one.external) for one in wanted]
    return [*places, page] if not wanted or wanted[0].channel == people.EMAIL else places


def tell_counsellors(records: Records, stage: Stage, course: str, what: str, *, key: str = "") -> None:
    """A notice for every counsellor of the course, with a way to the desk; once for each key."""
    for person in courses.ids(records, course, Role.COUNSELLOR):
        language, _ = people.tongue(records, person)
        open_desk = Button(label=stage.texts_in(language).say(OPEN), url=f"{stage.url}/desk/course/{course}")
        tell(records, stage, person, course, what, rows=((open_desk,),), key=key)


def tell_counsellees(records: Records, stage: Stage, course: str, what: str, *, rows: tuple[tuple[Button, ...], ...] = ()) -> None:
    """A notice for every counsellee of the course."""
    for person in courses.ids(records, course, Role.COUNSELLEE):
        tell(records, stage, person, course, what, rows=rows)
