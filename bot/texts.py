"""The one door to Babel: texts in the reader's language, and dates as people read them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_time
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.marks import N_

SOURCE = "da"
LANGUAGES = {"da": "Dansk", "en": "English"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """The texts of one language: source text (and context) → text."""

    language: str
    messages: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def say(self, text: str, context: str = "", /, **values: object) -> str:
        """The text in this language with its values put in; the source text where there is no translation."""
        found = self.found(text, context)
        return found.format(**values) if values or "{" in found else found

    def found(self, text: str, context: str = "", /) -> str:
        """The text in this language, its values still to be put in."""
        return self.messages.get((context, text)) or text

    def day(self, day: date) -> str:
        """A day in full: fredag den 27. november 2026."""
        return format_date(day, "full", locale=LOCALES[self.language])

    def moment(self, day: date, at: time | None) -> str:
        """A day, and the time if there is one: fredag den 27. november 2026 kl. 14.00."""
        if at is None:
            return self.day(day)
        return self.say(AT, day=self.day(day), time=format_time(at, "short", locale=LOCALES[self.language]))

    def hour(self, at: time) -> str:
        """A time of day: kl. 20.00."""
        return self.say(AT_HOUR, time=format_time(at, "short", locale=LOCALES[self.language]))

    def when(self, moment: datetime) -> str:
        """An aware moment, in its own time zone."""
        return self.moment(moment.date(), moment.timetz().replace(tzinfo=None))

    def month(self, day: date) -> str:
        """The month of a day, in full and with its year: november 2026."""
        return format_date(day, "LLLL y", locale=LOCALES[self.language])

    def weekday(self, day: date) -> str:
        """The day of the week: fredag."""
        return format_date(day, "cccc", locale=LOCALES[self.language])

    def number(self, number: float) -> str:
        """A number as it is written, with two decimals at most: 10,5."""
        return format_decimal(number, format="0.##", locale=LOCALES[self.language])

    def short_day(self, day: date) -> str:
        """A day in few letters: 27. nov. 2026."""
        return format_date(day, "medium", locale=LOCALES[self.language])


AT = N_("{day} kl. {time}")
AT_HOUR = N_("kl. {time}")
# Days as they are said where the language is spoken here, not in the country Babel thinks of first.
LOCALES = {"da": "da_DK", "en": "en_GB"}


def load_texts(*folders: Path) -> dict[str, Texts]:
    """The texts of every language under `<folder>/<language>/LC_MESSAGES/samvej.po`; the source language is always there.

    Where several folders have a text, the last one's is taken.
    """
    loaded = {SOURCE: Texts(language=SOURCE)}
    for file, language in ((catalogue(folder, language), language) for folder in folders for language in LANGUAGES):
        if file.exists():
            before = loaded.get(language, Texts(language=language))
            loaded[language] = replace(before, messages={**before.messages, **_messages(file, language)})
    return loaded


def catalogue(folder: Path, language: str) -> Path:
    """Where the catalogue of a language stands in a folder of catalogues."""
    return folder / language / "LC_MESSAGES" / "samvej.po"


def unfit(folder: Path) -> list[str]:
    """What cannot be shown of the catalogues of a folder: each text with other values in braces than its source text has."""
    faults = []
    for file, language in ((catalogue(folder, language), language) for language in LANGUAGES):
        found = _messages(file, language) if file.exists() else {}
        faults += [
            f"{file}: the text for {source!r} ({context or 'everywhere'}) has other values in braces; write those of the source text"
            for (context, source), text in found.items()
            if not _can_be_said(text, source)
        ]
    return faults


def best_language(accepted: str, offered: Iterable[str]) -> str:
    """The first offered language of an Accept-Language header, else the source language."""
    tags = [part.split(";")[0].strip().replace("-", "_") for part in accepted.split(",")]
    found = Locale.negotiate([tag for tag in tags if tag], list(offered))
    return str(found) if found else SOURCE


def places(root: Path) -> list[tuple[str, str, str]]:
    """Every source text under a folder that holds `bot` and `flows`, as (file, context, text): what each catalogue must have."""
    methods = [("bot/**.py", "python"), ("bot/web/templates/**.html", "jinja2")]
    methods += [(pattern, "bot.dialogue.extraction:extract") for pattern in ("flows/*.toml", "bot/crisis.toml")]
    keywords = {"_": None, "N_": None, "gettext": None, "pgettext": ((1, "c"), 2)}
    found = {
        (file, context or "", text if isinstance(text, str) else text[-1])
        for file, _, text, _, context in extract_from_dir(root, methods, {}, keywords)
    }
    return sorted(found)


def missing(folder: Path, language: str, sources: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong with a catalogue: each source text (context, text) that is missing, fuzzy or has other values in it."""
    if language == SOURCE:
        return []
    file = catalogue(folder, language)
    if not file.exists():
        return [f"{language}: there is no catalogue; make messages begins one"]
    with file.open("rb") as opened:
        listed = read_po(opened, locale=language)
    faults = []
    for context, text in sources:
        message = listed.get(text, context or None)
        if message is None or not message.string:
            faults.append(f"{language}: there is no text for {text!r} ({context or 'everywhere'})")
        elif message.fuzzy:
            faults.append(f"{language}: the text for {text!r} is fuzzy; look at it and take the mark away")
        elif _values(str(message.string)) != _values(text):
            faults.append(f"{language}: the text for {text!r} has other values in braces")
    return faults


def _messages(file: Path, language: str) -> dict[tuple[str, str], str]:
    with file.open("rb") as opened:
        listed = read_po(opened, locale=language)
    return {
        (message.context or "", str(message.id)): str(message.string)
        for message in listed
        if message.id and message.string and not message.fuzzy
    }


def _can_be_said(text: str, source: str) -> bool:
    """Whether the text can be filled with the values of its source text."""
    try:
        text.format(**dict.fromkeys(_values(source), ""))
    except (KeyError, IndexError, ValueError, AttributeError):
        return False
    return True


def _values(text: str) -> set[str]:
    return {part.split("}")[0] for part in text.split("{")[1:]}
