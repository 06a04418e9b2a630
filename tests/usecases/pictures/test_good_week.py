"""The good things day by day: the last seven days in the reader's time zone, how they read without eyes, and who sees them."""

from dataclasses import replace

from bot.domain.pictures import GoodDay, GoodThings
from bot.usecases import sharing
from bot.usecases.pictures import reading
from bot.usecases.stage import Who
from tests.usecases.pictures.mapping import picture, shared, wrote
from tests.usecases.story import Story

SUN = ("Sol\nTe", "[Gem]", "Jeg stod op", "[Gem]", "[Nej tak]")
NONE = ("[Spring over]", "[Nej tak]")


def again(story: Story, *lines: str, **later: float) -> Story:
    """The good things are written once more, some time later."""
    story.clock.later(**later)
    story.press("m:take=goodthings")
    story.talk(*lines)
    return story


def drawn(story: Story, who: Who | None = None) -> GoodThings:
    found = picture(story, "goodthings", who)
    assert isinstance(found, GoodThings)
    return found


def test_each_day_has_its_good_things_and_what_made_them_possible() -> None:
    found = drawn(again(again(wrote("goodthings", *SUN), *NONE, days=1), "Regn", "[Gem]", "[Spring over]", "[Nej tak]", days=1))
    assert found.days == (
        GoodDay(name="Søndag", day="22. nov. 2026", things=("Sol", "Te"), made="Jeg stod op"),
        GoodDay(name="Mandag", day="23. nov. 2026"),
        GoodDay(name="Tirsdag", day="24. nov. 2026", things=("Regn",)),
    )
    assert found.alt.splitlines() == [
        "Gode ting fra 3 dage.",
        "Søndag 22. nov. 2026",
        "– Sol",
        "– Te",
        "Det hjalp: Jeg stod op",
        "Mandag 23. nov. 2026",
        "Ingen er også fint.",
        "Tirsdag 24. nov. 2026",
        "– Regn",
    ]


def test_a_flow_that_was_taken_away_leaves_no_picture_and_the_sheet_still_opens() -> None:
    story = wrote("goodthings", *SUN)
    without = replace(story.stage, flows={name: flow for name, flow in story.stage.flows.items() if name != "goodthings"})
    assert story.ask(reading.standing, story.stage, story.counsellee)
    assert not story.ask(reading.standing, without, story.counsellee)


def test_what_was_written_twice_on_a_day_stands_together() -> None:
    [day] = drawn(again(wrote("goodthings", *SUN), "Kage", "[Gem]", "Mormor", "[Gem]", "[Nej tak]", hours=5)).days
    assert (day.things, day.made) == (("Sol", "Te", "Kage"), "Jeg stod op\nMormor")


def test_a_day_is_one_where_the_reader_is() -> None:
    story = again(wrote("goodthings", *SUN), "Nat", "[Gem]", "[Spring over]", "[Nej tak]", hours=14, minutes=30)
    assert [day.name for day in drawn(story).days] == ["Søndag", "Mandag"]


def test_the_last_seven_days_are_drawn_the_oldest_first() -> None:
    story = wrote("goodthings", *SUN)
    for number in range(8):
        again(story, f"Nummer {number}", "[Gem]", "[Spring over]", "[Nej tak]", days=1)
    assert [day.things for day in drawn(story).days] == [(f"Nummer {number}",) for number in range(1, 8)]


def test_a_day_alone_is_one() -> None:
    assert drawn(wrote("goodthings", *SUN)).alt.splitlines()[0] == "Gode ting fra én dag."


def test_days_without_any_good_thing_are_nothing_to_draw() -> None:
    assert picture(wrote("goodthings", *NONE), "goodthings") is None


def test_a_counsellor_sees_of_the_days_what_is_shared_and_no_more() -> None:
    story = again(wrote("goodthings", *SUN), "Hemmeligt", "[Gem]", "[Spring over]", "[Nej tak]", days=1)
    assert picture(story, "goodthings", story.counsellor) is None
    [first, *_] = [note for note in story.mine(flow="goodthings") if note.step == "things"]
    story.do(sharing.share, story.stage, story.counsellee, [first])
    seen = drawn(story, story.counsellor)
    assert seen.days == (GoodDay(name="Søndag", day="22. nov. 2026", things=("Sol", "Te")),)
    assert "Hemmeligt" not in str(seen)
    assert drawn(shared(story, "goodthings"), story.counsellor) == drawn(story)
