"""Days as people type them, in both languages, are read as one would read them aloud; nothing else is a day."""

from datetime import UTC, date, datetime, time, timedelta

import dateparser
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.dialogue.calendar import understand
from bot.dialogue.dates import When, read
from bot.dialogue.dates_words import LONGEST, MONTHS, WEEKDAYS

SUNDAY = datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001 -- the person's own clock

OWN = """
i dag | 2026-11-22
idag | 2026-11-22
today | 2026-11-22
i går | 2026-11-21
yesterday | 2026-11-21
i morgen | 2026-11-23
imorgen | 2026-11-23
imorgn | 2026-11-23
I MORGEN! | 2026-11-23
i morgen tidlig | 2026-11-23 08:00
tomorrow | 2026-11-23
tomorrow morning | 2026-11-23 08:00
i morgen, mandag | 2026-11-23
i overmorgen | 2026-11-24
overmorgen | 2026-11-24
the day after tomorrow | 2026-11-24
i aften | 2026-11-22 19:00
i aften kl. 8 | 2026-11-22 20:00
tonight at 8 | 2026-11-22 20:00
i eftermiddag | 2026-11-22 14:00
i formiddag | 2026-11-22 10:00
fredag | 2026-11-27
Fredag. | 2026-11-27
  på   FREDAG  | 2026-11-27
torsdg | 2026-11-26
søndag | 2026-11-29
sunday | 2026-11-29
på lørdag 🎉 | 2026-11-28
naeste loerdag | 2026-11-28
næste fredag | 2026-11-27
next friday | 2026-11-27
this friday | 2026-11-27
fredag i næste uge | 2026-11-27
friday next week | 2026-11-27
nu på torsdag | 2026-11-26
mandag morgen | 2026-11-23 08:00
fredag eftermiddag | 2026-11-27 14:00
fredag eftermiddag kl. 2 | 2026-11-27 14:00
fredag aften | 2026-11-27 19:00
fredag kl. 14 | 2026-11-27 14:00
fredag\u00a0kl.\u00a014 | 2026-11-27 14:00
fredag kl 14.30 | 2026-11-27 14:30
fredag 14:30 | 2026-11-27 14:30
fredag 14.30 | 2026-11-27 14:30
fre kl.9 | 2026-11-27 09:00
fredag kl. 10-12 | 2026-11-27 10:00
fredag kl. 14.30 - 15.30 | 2026-11-27 14:30
klokken ni på tirsdag | 2026-11-24 09:00
friday at 2pm | 2026-11-27 14:00
fri at 2:30 p.m. | 2026-11-27 14:30
2 o'clock tomorrow | 2026-11-23 14:00
fredag d. 27. nov | 2026-11-27
fredag den 27. | 2026-11-27
fredag 27. november kl. 14 | 2026-11-27 14:00
Fredag den 27. november 2026, kl. 14.30. | 2026-11-27 14:30
friday 27 november 2 pm | 2026-11-27 14:00
Fri, 27 Nov 2026 14:00:00 | 2026-11-27 14:00
27. november | 2026-11-27
22. november | 2026-11-22
21. november | 2027-11-21
Nov 27 | 2026-11-27
november 27th at 14:00 | 2026-11-27 14:00
the 27th of november | 2026-11-27
27/11 | 2026-11-27
27/11 - 14:00 | 2026-11-27 14:00
d.27/11 kl.14 | 2026-11-27 14:00
27/11-2026 | 2026-11-27
27.11.2026 | 2026-11-27
27-11-26 | 2026-11-27
2026-11-27 | 2026-11-27
2026-11-27T14:00 | 2026-11-27 14:00
24.12 14.30 | 2026-12-24 14:30
3/4 | 2027-04-03
29. februar | 2028-02-29
den 27. | 2026-11-27
d. 1 | 2026-12-01
d. 31 | 2026-12-31
on the 3rd | 2026-12-03
1. december | 2026-12-01
den første december | 2026-12-01
om to uger | 2026-12-06
om 3 dage | 2026-11-25
om tolv dage | 2026-12-04
om en uge | 2026-11-29
om en uge kl. 10 | 2026-11-29 10:00
om en måned | 2026-12-22
om et halvt år | 2027-05-22
om et år | 2027-11-22
om fjorten dage | 2026-12-06
in two weeks | 2026-12-06
in 3 days | 2026-11-25
in a fortnight | 2026-12-06
next week | 2026-11-23
i næste uge | 2026-11-23
i denne uge | 2026-11-16
næste måned | 2026-12-01
kl. 9 i morgen | 2026-11-23 09:00
i morgen kl 9 | 2026-11-23 09:00
tomorrow at 9 | 2026-11-23 09:00
kl. 5 i morgen tidlig | 2026-11-23 05:00
kl 1430 i morgen | 2026-11-23 14:30
at noon | 2026-11-22 12:00
kl. 12 | 2026-11-22 12:00
kl. 10 | 2026-11-23 10:00
kl. 02 | 2026-11-23 02:00
halv ni | 2026-11-23 08:30
halv et | 2026-11-22 12:30
halv ni i aften | 2026-11-22 20:30
kvart over to | 2026-11-22 14:15
kvart i tre | 2026-11-22 14:45
quarter to three | 2026-11-22 14:45
half past two on friday | 2026-11-27 14:30
ti minutter over ni i morgen | 2026-11-23 09:10
slutningen af måneden | 2026-11-30
sidst på måneden | 2026-11-30
at the end of the month | 2026-11-30
slutningen af næste måned | 2026-12-31
end of february | 2027-02-28
i weekenden | 2026-11-28
next weekend | 2026-11-28
uge 48 | 2026-11-23
i uge 47 | 2026-11-16
uge 46 | 2027-11-15
uge 1 | 2027-01-04
mandag i uge 50 2027 | 2027-12-13
mandag i uge 50 | 2026-12-07
"""

NOT_A_DAY = """
ved ikke | hej | ja | 14 | 14. | 14.30 | 2026 | 1450000000 | a | et | man | sun | sat | may | mar | maj | nu | now | in | om | siden | i
d. | efter jul | i december | december | morgen | good morning | eftermiddag | om lidt | om nogle dage | two weeks | en time | 10 days
30. februar | 31/4 | d. 32 | 32. november | 0/0 | 13/13 | 11/27 | uge 54 | uge 0 | fredag 26. november | i morgen, tirsdag
friday the 13th | fredag 14 | tirsdag 8 | 3-4 | fredag om 14 dage | mandag eller tirsdag | 27/11 eller 28/11 | en fredag | hver fredag
ikke fredag | sidste fredag | first friday in december | fredag kl. | fredag morgen eftermiddag | kl. 25 | kl. 14.75 | 27. nov kl 25
13 pm | 🎉 | . | -
"""

DISTANCES = {
    "om 2 timer": When(day=date(2026, 11, 22), at=time(12)),
    "in 24 hours": When(day=date(2026, 11, 23), at=time(10)),
    "om 30min": When(day=date(2026, 11, 22), at=time(10, 30)),
    "for 3 dage siden": When(day=date(2026, 11, 19)),
    "3 days ago": When(day=date(2026, 11, 19)),
    "in 1 year and 2 months": When(day=date(2028, 1, 22)),
}


def rows(table: str) -> list[tuple[str, When | None]]:
    pairs = [line.rsplit(" | ", 1) for line in table.strip("\n").split("\n")]
    return [(text, None if meant == "none" else when(meant)) for text, meant in pairs]


def when(meant: str) -> When:
    day, _, at = meant.partition(" ")
    return When(day=date.fromisoformat(day), at=time.fromisoformat(at) if at else None)


@pytest.mark.parametrize(("text", "meant"), rows(OWN))
def test_a_day_is_read_as_it_is_said(text: str, meant: When | None) -> None:
    assert (read(text, SUNDAY), understand(text, SUNDAY)) == (meant, meant)


@pytest.mark.parametrize("text", ["", *NOT_A_DAY.strip().replace("\n", " | ").split(" | ")])
def test_what_is_no_day_or_two_days_or_contradicts_itself_is_not_guessed_at(text: str) -> None:
    assert (read(text, SUNDAY), understand(text, SUNDAY)) == (None, None)


@pytest.mark.parametrize(("text", "meant"), DISTANCES.items())
def test_a_distance_with_its_direction_is_understood_beyond_our_own_words(text: str, meant: When) -> None:
    assert (read(text, SUNDAY), understand(text, SUNDAY)) == (None, meant)


WRONG_ALONE = ["fredag kl. 14", "14", "et", "man", "27. nov kl 25", "fredag 26. november", "two weeks", "uge 48", "næste fredag", "halv ni"]


@pytest.mark.parametrize("text", WRONG_ALONE)
def test_the_library_alone_would_have_read_it_otherwise(text: str) -> None:
    alone = dateparser.parse(text, languages=["da", "en"], settings={"RELATIVE_BASE": SUNDAY, "PREFER_DATES_FROM": "future"})
    ours = understand(text, SUNDAY)
    assert (alone and alone.date(), alone and alone.time()) != (ours and ours.day, ours and ours.at)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("fredag", date(2026, 12, 4)),
        ("på fredag", date(2026, 12, 4)),
        ("næste fredag", date(2026, 12, 4)),
        ("lørdag", date(2026, 11, 28)),
        ("næste lørdag", date(2026, 12, 5)),
        ("i weekenden", date(2026, 11, 28)),
        ("næste weekend", date(2026, 12, 5)),
        ("næste uge", date(2026, 11, 30)),
        ("d. 27", date(2026, 11, 27)),
        ("d. 26", date(2026, 12, 26)),
    ],
)
def test_on_a_friday_a_friday_is_a_week_ahead(text: str, day: date) -> None:
    assert understand(text, SUNDAY + timedelta(days=5)) == When(day=day)


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        ("om en måned", date(2027, 1, 31), date(2027, 2, 28)),
        ("d. 31", date(2027, 2, 1), date(2027, 3, 31)),
        ("29/2", date(2096, 3, 1), date(2104, 2, 29)),
        ("uge 53", date(2026, 12, 28), date(2026, 12, 28)),
        ("fredag i uge 53", date(2026, 11, 22), date(2027, 1, 1)),
        ("uge 53", date(2028, 1, 10), None),
        ("slutningen af måneden", date(2028, 2, 29), date(2028, 2, 29)),
        ("i morgen", date.max, None),
        ("29/2", date.max, None),
        ("slutningen af måneden", date.max, None),
    ],
)
def test_months_and_years_of_unequal_length_are_kept_apart(text: str, now: date, day: date | None) -> None:
    assert understand(text, datetime.combine(now, time(10))) == (None if day is None else When(day=day))


@pytest.mark.parametrize("text", ["om 2 timer", "fredag kl. 14", "kl. 9", "3 days ago"])
def test_only_the_persons_own_date_and_time_matter(text: str) -> None:
    assert understand(text, SUNDAY.replace(tzinfo=UTC)) == understand(text, SUNDAY)


def test_a_text_too_long_for_a_day_is_not_read() -> None:
    texts = ["a" * 10_000, "om " * 4_000, "fredag" + " " * LONGEST, "1/" * 5_000]
    assert [understand(text, SUNDAY) for text in texts] == [None] * len(texts)


WORDS = """
om in i d. den the kl. at 14 14:30 14.30 27/11 2026 - halv kvart over to fredag fri maj november uge næste end siden ago timer dage år 999
"""


@given(st.text() | st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join), st.datetimes())
@example("om 999 år", datetime.max)  # noqa: DTZ901 -- the person's own clock
@example("999 år siden", datetime.min)  # noqa: DTZ901
@example("3 days ago", datetime.min)  # noqa: DTZ901
@example("in 3 hours", datetime.max)  # noqa: DTZ901
@example("om 99999999999 timer", SUNDAY)
@settings(max_examples=300, deadline=None)
def test_whatever_is_typed_nothing_is_raised(text: str, now: datetime) -> None:
    assert isinstance(understand(text, now), When | None)


@pytest.mark.parametrize("days", range(300))
def test_every_day_of_the_coming_months_is_read_back(days: int) -> None:
    day = SUNDAY.date() + timedelta(days=days)
    month, weekday = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    texts = [
        f"{day.day}. {month}",
        f"{day.day}/{day.month}",
        f"{day.day}/{day.month}-{day.year}",
        f"{day:%d.%m.%Y} kl. 14",
        f"{weekday} {month} {day.day}",
        day.isoformat(),
        f"om {days} dage",
    ]
    found = {text: understand(text, SUNDAY) for text in texts}
    assert {text: seen and seen.day for text, seen in found.items()} == dict.fromkeys(texts, day)
