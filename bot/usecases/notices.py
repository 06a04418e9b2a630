"""Tells people that something has happened, where they can be reached, without saying what was written."""

from datetime import datetime

from bot.domain.letter import Button, Letter
from bot.domain.people import Role
from bot.marks import N_
from bot.records import courses, people, post
from bot.records.core import Records
from bot.usecases.stage import Stage, counsellors_of

TEXTS = {
    "accepted": N_("En person har sagt ja til din invitation."),
    "shared": N_("Der er nyt at læse i et forløb."),
    "proposed": N_("Der er et forslag til et mål."),
    "verdict": N_("Der er svar på et mål."),
    "agreed": N_("I har begge sagt ja til målet."),
    "question": N_("{counsellor} har spurgt dig om noget."),
    "aim": N_("{counsellor} har skrevet, hvad jeres møder skal bruges til."),
    "reviewed": N_("{counsellor} har læst det, du delte."),
    "meeting": N_("Der er tid og sted til jeres møde."),
    "action": N_("Der er nyt i planen."),
    "closed": N_("Forløbet er slut. Du kan stadig læse, tage tilbage og slette det, du har skrevet."),
    "reopened": N_("{counsellor} har åbnet forløbet igen."),
    "suggested": N_("{counsellor} foreslår en øvelse. Du bestemmer selv."),
    "parking": N_("{counsellor} foreslår at parkere noget. Du bestemmer selv."),
    "message": N_("Der er en besked til dig i et forløb."),
    "evaluated": N_("Der er svar på, hvordan mødet gik."),
    "done": N_("Et skridt i planen er gjort."),
    "assigned": N_("Der er et forløb til dig på skrivebordet."),
    "offered": N_("Du er foreslået som vejleder i et forløb. Du ser det, når der er sagt ja."),
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
    """Put a letter for a person in the outbox: Telegram where they have it, else their own page. `good_until`: as in `post.post`."""
    addresses = [a for a in people.reach(records, person) if a.channel == people.TELEGRAM and a.state == people.OPEN]
    for channel, external in [(a.channel, a.external) for a in addresses] or [(people.WEB, person)]:
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
