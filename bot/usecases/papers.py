"""The sheet put on paper for one reader: their own copy, the one for both, and the blank one to write on by hand."""

from dataclasses import replace
from itertools import chain

from bot.domain.paper import Paper, PaperAgreed, PaperField
from bot.domain.people import Role
from bot.domain.pictures import Picture
from bot.domain.sheet import BESIDE
from bot.marks import N_
from bot.records import courses, people
from bot.records.core import Records
from bot.usecases import paper_fields, paper_images, paper_words
from bot.usecases.pictures import reading as drawn
from bot.usecases.reviewing import AIM
from bot.usecases.sheets import reading
from bot.usecases.sheets.view import SheetView, Writer
from bot.usecases.stage import Stage, Voice, Who, called, voice

TITLE = N_("Vores ark")
OWN, BOTH = N_("Kun til dig. Her er også det, som kun du kan se."), N_("Her er det, I begge kan se.")
BLANK = N_("Til at skrive på i hånden.")
COUNSELLOR = N_("vejleder")
PAGE, GOES_ON, WENT_ON = N_("Side {page} af {pages}"), N_("Fortsættes på side {page}"), N_("{name} (fortsat)")
DRAWINGS, DRAWN_ON, EMPTY = N_("Tegninger"), N_("Tegning på side {page}"), N_("Tomt endnu")
BY_HAND = {
    "names": N_("Navne:"),
    "date": N_("Dato:"),
    "agreed": N_("Det er vi enige om:"),
    "yes": N_("Ja (navn og dato):"),
    "what": N_("Hvad?"),
    "who": N_("Hvem?"),
    "when": N_("Hvornår?"),
}
# Kept as they are, for the one who draws to put in.
_LATER = {"page": "{page}", "pages": "{pages}", "name": "{name}"}


def read(records: Records, stage: Stage, who: Who, *, everything: bool) -> Paper:
    """The sheet on paper: with `everything` a counsellee's own copy, else (and for a counsellor always) only what all see.

    Raises as `sheets.reading.read`.
    """
    guided = who.person in courses.ids(records, who.course, Role.COUNSELLEE)
    own = everything and guided and not who.shared_only
    reader = who if own else replace(who, shared_only=True)
    sheet, tongue = reading.read(records, stage, reader), voice(records, stage, reader)
    pictures, images = _pictures(records, stage, reader, tongue), paper_images.found(records, stage, reader)
    fields = [paper_fields.put(records, reader, tongue, sheet, field, pictures.get(field.id, ()), images) for field in sheet.fields]
    fields += [PaperField(id=id_, name=tongue.say(BESIDE[id_]), question="", pictures=pictures[id_]) for id_ in BESIDE if id_ in pictures]
    return _paper(records, who, tongue, sheet, tuple(fields), tongue.say(OWN if own else BOTH))


def blank(records: Records, stage: Stage, who: Who) -> Paper:
    """The questions alone, with room to write on by hand. Raises as `sheets.reading.read`."""
    sheet, tongue = reading.read(records, stage, replace(who, shared_only=True)), voice(records, stage, who)
    aim = {"agreement": tuple((tongue.say(about), "") for about in AIM.values())}
    asked = tuple(
        PaperField(id=field.id, name=field.name, question=field.question, aim=aim.get(field.id, ()), agreed=_line(field.id, tongue))
        for field in sheet.fields
    )
    made = tongue.say(BLANK)
    alt = paper_words.told(tongue.say(TITLE), made, asked)
    terms = _terms(tongue) | {name: tongue.say(text) for name, text in BY_HAND.items()}
    return Paper(title=tongue.say(TITLE), alt=alt, language=tongue.texts.language, terms=terms, fields=asked, made=made, blank=True)


def _line(field: str, tongue: Voice) -> PaperAgreed | None:
    return PaperAgreed(told=tongue.say(BY_HAND["agreed"]), settled=False) if field == "agreement" else None


def _paper(records: Records, who: Who, tongue: Voice, sheet: SheetView, fields: tuple[PaperField, ...], made: str) -> Paper:
    day = tongue.texts.short_day(records.now.astimezone(people.zone(records, who.person)).date())
    named = tuple((one.name, _role(one, tongue)) for one in sheet.writers)
    title = f"{tongue.say(TITLE)}: {', '.join(name for name, _ in named)}"
    return Paper(
        title=title,
        alt=paper_words.told(title, f"{made} {day}", fields),
        language=tongue.texts.language,
        terms=_terms(tongue),
        fields=fields,
        people=named,
        made=made,
        day=day,
    )


def _role(one: Writer, tongue: Voice) -> str:
    return tongue.say(COUNSELLOR) if one.role == Role.COUNSELLOR else ""


def _terms(tongue: Voice) -> dict[str, str]:
    texts = {
        "page": PAGE,
        "goes_on": GOES_ON,
        "went_on": WENT_ON,
        "drawings": DRAWINGS,
        "drawn_on": DRAWN_ON,
        "empty": EMPTY,
        "sheet": TITLE,
    }
    return {name: tongue.say(text, **_LATER) for name, text in texts.items()}


def _pictures(records: Records, stage: Stage, who: Who, tongue: Voice) -> dict[str, tuple[Picture, ...]]:
    """The pictures by field; where several are guided, each with the name of whose it is."""
    standing = drawn.standing(records, stage, who)
    several = len({ref.author for ref, _ in chain(*standing.values())}) > 1
    return {
        field: tuple(_named(picture, called(records, tongue.texts, ref.author)) if several else picture for ref, picture in found)
        for field, found in standing.items()
    }


def _named(picture: Picture, name: str) -> Picture:
    return replace(picture, title=f"{name}: {picture.title}")
