"""The sheet as it is put on paper: one frozen value for the whole of it, with every word in it as its reader reads it."""

from dataclasses import dataclass

from bot.domain.pictures import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperImage:
    """What somebody chose (`drawn`: the id of one of our drawings) or sent (`photo`: a JPEG as it is kept), and what it is in words."""

    alt: str
    drawn: str = ""
    photo: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNote:
    """One note: what was asked (empty: nothing), what was said, by whom and on what day, and who sees it if not both (in words).

    `guided`: they are a counsellee's words. `method` is what it belongs to (empty: written freely); `answers` are notes written to it;
    `mark` tells of a voice message, or that it is for the next meeting; `image` is a picture that was the answer.
    """

    said: str
    by: str
    day: str
    guided: bool = True
    question: str = ""
    method: str = ""
    seen: str = ""
    mark: str = ""
    image: PaperImage | None = None
    answers: tuple["PaperNote", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTick:
    """What one person says to a wording: `said` in words with the day ("" for a yes needs no more than its sign), and their own line."""

    name: str
    yes: bool
    said: str
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAgreed:
    """What was put to confirmation: `told` says how it stands, `text` are the exact words (empty: what stands in the field)."""

    told: str
    settled: bool
    text: str = ""
    people: tuple[PaperTick, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDot:
    """A number somebody gave on the line from 0 to 10, the same in words, those they gave before, and who sees it if not all."""

    name: str
    number: int
    said: str
    before: tuple[int, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStep:
    """One step of the plan: what, by whom, until when (in words), how it stands, and further lines with their labels."""

    what: str
    by: str
    due: str
    state: str
    done: bool
    lines: tuple[tuple[str, str], ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperField:
    """One field with its question and all that stands in it, and the pictures drawn of its methods.

    `aim`: lines with what each is about. What belongs to no field ("evaluation") has pictures alone.
    """

    id: str
    name: str
    question: str
    notes: tuple[PaperNote, ...] = ()
    aim: tuple[tuple[str, str], ...] = ()
    agreed: PaperAgreed | None = None
    dots: tuple[PaperDot, ...] = ()
    steps: tuple[PaperStep, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Picture):
    """The sheet. `people` are its writers with their roles (empty: the one it is about), `made` says whose copy it is, `day` of what day.

    `blank`: only the questions, with room to write by hand. Terms: sheet, page, goes_on, went_on, drawn_on ({name}, {page} and {pages} are
    put in by the one who draws), drawings, empty, and for a blank one names, date, agreed, yes, what, who, when.
    """

    kind = "sheet"
    fields: tuple[PaperField, ...]
    people: tuple[tuple[str, str], ...] = ()
    made: str = ""
    day: str = ""
    blank: bool = False
