"""Puts a typed day, Danish or English, into a few plain English words, which the rules for days and hours read."""

import re
import unicodedata

LONGEST = 80
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


def plain(text: str) -> str:
    """`text` in plain words, one space apart, numbers as digits; empty when there is nothing to read or more than `LONGEST`."""
    if len(text) > LONGEST:
        return ""
    words = unicodedata.normalize("NFKC", text).casefold()
    for pattern, said in _RULES:
        words = pattern.sub(said, words)
    return " ".join(words.split())


_SIGNS = (
    (r"\b([ap])\.m\b\.?", r"\1m"),
    ("@", " at "),
    ("[\u2010-\u2015]", "-"),
    (r"[^\w\s.:/-]", " "),
    (r"(?<!\d)\.|\.(?!\d)", " "),
    (r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " "),
    (r"(?<=\d) t (?=\d\d:)", " "),
    (r"(?<=\d) (?:st|nd|rd|th)\b", ""),
    (r"\s+", " "),
)

_PHRASES = (
    (r"i ?over ?morgen|overmorgen|(?:the )?day after tomorrow", "overmorrow"),
    (r"i ?morge?n|tomorr?ow|tommorr?ow", "tomorrow"),
    (r"i ?aften|tonight|this evening", "today evening"),
    (r"i ?eftermiddag|this afternoon", "today afternoon"),
    (r"i ?formiddag|this morning", "today forenoon"),
    (r"i ?dag", "today"),
    (r"i ?g(?:å|aa)r", "yesterday"),
    (r"tidligt?|early|(?:om )?morgen(?:en)?|(?:in the )?morning", "morning"),
    (r"(?:om )?formiddag(?:en)?", "forenoon"),
    (r"(?:om )?eftermiddag(?:en)?|(?:in the )?afternoon", "afternoon"),
    (r"(?:om )?aften(?:en)?|(?:in the )?evening", "evening"),
    (r"middag|midday", "noon"),
    (r"n(?:æ|ae)ste", "next"),
    (r"(?:i |in |til |at |over )?(?:the )?(?:(?:denne|this) )?weekend(?:en)?", "weekend"),
    (r"(?:i |in )?next weekend", "next weekend"),
    (r"(?:i )?denne uge", "this week"),
    (r"(?:(?:i|at|by) )?(?:the )?(?:slutningen|udgangen|end) (?:af|of)|sidst på", "end"),
    (r"(?:et )?halvt år|half a year", "6 month"),
    (r"(?:a )?fortnight", "14 day"),
    (r"(?:et par|a couple of)(?= (?:dage|uger|måneder|days|weeks|months)\b)", "2"),
)

_HOURS = (
    (r"kl|klokken", "at"),
    (r"(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o clock", r"at \1"),
    (r"(?:at )?halv", "30 before"),
    (r"(?:at )?half past", "30 after"),
    (r"(?:at )?(?:kvart i|(?:a )?quarter to)", "15 before"),
    (r"(?:at )?(?:kvart over|(?:a )?quarter past)", "15 after"),
    (r"(?:at )?(fem|ti|tyve|five|ten|twenty|5|10|20)(?: minutter| minutes)? (?:i|to)", r"\1 before"),
    (r"(?:at )?(fem|ti|tyve|five|ten|twenty|5|10|20)(?: minutter| minutes)? (?:over|past)", r"\1 after"),
)

_NUMBERS = (
    "en et én ét a an one første first",
    "to two",
    "tre three",
    "fire four",
    "fem five",
    "seks six",
    "syv seven",
    "otte eight",
    "ni nine",
    "ti ten",
    "elleve eleven",
    "tolv twelve",
)
_MORE_NUMBERS = (("fjorten|fourteen", "14"), ("tyve|twenty", "20"))

# A short form counts only with a number after it: alone, `man`, `sat` and `sun` are ordinary words.
_WEEKDAYS = (
    ("manda?g", "man mon"),
    ("tirsda?g|tues?day", "tir tirs tue tues"),
    ("onsda?g|wed(?:nes|ens|ns)day", "ons wed"),
    ("torsda?g|thursday", "tor tors thu thur thurs"),
    ("freda?g", "fre fri"),
    ("l(?:ø|oe|o)rda?g", "lør sat"),
    ("s(?:ø|oe|o)nda?g", "søn sun"),
)
_MONTHS = (
    "januar jan",
    "februar feb",
    "marts mar",
    "apr",
    "maj",
    "juni jun",
    "juli jul",
    "aug",
    "sept sep",
    "oktober okt oct",
    "nov",
    "dec",
)

_UNITS = (
    (r"dage?|days|døgn", "day"),
    (r"uger?|ugen|weeks", "week"),
    (r"m(?:å|aa)ned(?:er|en)?|months", "month"),
    (r"år|years", "year"),
)

_JOINTS = (
    (r"om(?= \d)", "in"),
    (r"den|d", "the"),
    (r"the(?! \d)", ""),
    (r"(?:i|in|om)(?= +(?:next|this|week)\b)", ""),
    (r"nu på|på|on|til|senest|by|of|af|ca|cirka|omkring|around|coming|f(?:ø|oe)rstkommende|denne|this(?! week)", ""),
)


def _any(names: str) -> str:
    return "|".join(names.split())


_WORDS = (
    *_PHRASES,
    *_HOURS,
    *((_any(names), str(number)) for number, names in enumerate(_NUMBERS, start=1)),
    *_MORE_NUMBERS,
    *((rf"{full}|(?:{_any(short)})(?=\b.*\d)", name) for name, (full, short) in zip(WEEKDAYS, _WEEKDAYS, strict=True)),
    *((_any(names), name) for name, names in zip(MONTHS, _MONTHS, strict=True)),
    *_UNITS,
    *_JOINTS,
)
_RULES = (
    *((re.compile(pattern), said) for pattern, said in _SIGNS),
    *((re.compile(rf"\b(?:{pattern})\b"), said) for pattern, said in _WORDS),
)
