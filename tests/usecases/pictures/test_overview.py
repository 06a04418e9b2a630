"""Where are we, as a picture: the same as the words of it say, for the counsellee and for the counsellor."""

from dataclasses import replace

from bot.domain.pictures import Overview, Place
from bot.usecases import fields
from bot.usecases.pictures import overview
from bot.usecases.stage import Who
from tests.usecases.pictures.mapping import shared, wrote
from tests.usecases.story import Story, answered


def drawn(story: Story, who: Who) -> Overview:
    found = story.ask(overview.read, story.stage, who, who.person)
    assert isinstance(found, Overview)
    return found


def by_name(found: Overview) -> dict[str, Place]:
    return {place.id: place for place in found.places}


def begun() -> Story:
    """Answers in the agreement, a dream, and a lifeline that is open."""
    story = answered()
    story.press("m:take=dream")
    story.talk("Et hus ved havet", "[Gem]")
    story.press("m:take=lifeline")
    return story


def test_every_field_is_told_filled_begun_or_empty_and_where_one_is() -> None:
    story = begun()
    places = by_name(drawn(story, story.counsellee))
    assert {place.id: place.state for place in places.values()} == {
        "agreement": "filled",
        "parking": "empty",
        "story": "begun",
        "want": "filled",
        "can": "empty",
        "importance": "empty",
        "belief": "empty",
        "plan": "empty",
    }
    assert [place.id for place in places.values() if place.here] == ["story"]
    assert not any(place.shared for place in places.values())


def test_the_picture_says_what_the_words_of_the_sheet_say() -> None:
    story = shared(begun(), "dream")
    found = drawn(story, story.counsellee)
    story.talk("/kort")
    words = [line.splitlines()[0] for line in story.told if " – " in line.splitlines()[0]]
    assert found.alt.splitlines()[1:9] == words
    assert found.alt.splitlines()[0] == "Arket med sine 8 felter."
    assert by_name(found)["want"].shared
    assert not by_name(found)["agreement"].shared


def test_where_one_is_stands_last_in_the_text() -> None:
    story = begun()
    assert drawn(story, story.counsellee).alt.splitlines()[-1] == "Du er her: Min livsfortælling"


def test_a_counsellor_is_shown_what_is_shared_and_nothing_of_what_is_not() -> None:
    story = begun()
    before = drawn(story, story.counsellor)
    assert {(place.state, place.shared, place.here) for place in before.places} == {("empty", False, False)}
    after = drawn(shared(story, "dream"), story.counsellor)
    assert [place.id for place in after.places if place.state == "filled"] == ["want"]
    assert after.alt.splitlines()[1:] == [line.splitlines()[0] for line in story.ask(fields.seen, story.stage, story.counsellor)]
    assert set(after.terms) == {"filled", "empty"}
    assert not any(place.shared for place in after.places)


def test_a_link_from_staff_tells_nothing_of_what_is_open_or_not_shared() -> None:
    story = begun()
    found = drawn(story, replace(story.counsellee, shared_only=True))
    assert {(place.state, place.here) for place in found.places} == {("empty", False)}


def test_on_nobodys_seat_nobody_is_here() -> None:
    story = Story().accept()
    found = drawn(story, Who(person=story.counsellor.person, course=story.counsellor.course))
    assert "here" not in found.terms


def test_a_counsellee_sees_their_own_sheet_only() -> None:
    story = wrote("dream")
    assert story.ask(overview.read, story.stage, story.counsellee, "somebody") is None
