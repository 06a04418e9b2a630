"""The values: their order, the room each has, how they read without eyes, and who sees them."""

from bot.dialogue.answers import Answer
from bot.domain.pictures import Values, Worth
from bot.usecases import sharing
from bot.usecases.pictures import values
from tests.usecases.pictures.mapping import picture, shared, taking, wrote

PICKED = ("[Frihed]", "[Ro]", "Min hund", "[Gem]")
LIVED = ("I går", "[8]", "[Spring over]", "[0]", "I skoven", "[10]")
REST = ("[Ro]", "[Min hund]", "[Ro]", "En tur uden telefon", "[Gem]")


def drawn(*lines: str) -> Values:
    found = picture(wrote("values", *PICKED, *lines), "values")
    assert isinstance(found, Values)
    return found


def test_the_most_important_comes_first_with_the_room_it_has() -> None:
    found = drawn(*LIVED, *REST)
    assert found.worths == (
        Worth(name="Ro", room=0, rank=1, more=True),
        Worth(name="Min hund", room=10, rank=2, last="I skoven"),
        Worth(name="Frihed", room=8, rank=3, last="I går"),
    )
    assert (found.title, found.small) == ("Mine værdier", "En tur uden telefon")


def test_the_values_read_as_text_line_by_line() -> None:
    assert drawn(*LIVED, *REST).alt.splitlines() == [
        "3 værdier. Nummer 1 betyder mest.",
        "1. Ro. Plads nu: 0 / 10. Det vil jeg give mere plads.",
        "2. Min hund. Plads nu: 10 / 10. Sidst: I skoven",
        "3. Frihed. Plads nu: 8 / 10. Sidst: I går",
        "I denne uge: En tur uden telefon",
    ]


def test_values_alone_are_drawn_as_they_were_picked() -> None:
    found = drawn("[Spring over]")
    assert [worth.name for worth in found.worths] == ["Frihed", "Ro", "Min hund"]
    assert found.alt.splitlines() == ["3 værdier.", "– Frihed.", "– Ro.", "– Min hund."]


def test_one_value_is_one() -> None:
    found = values.read(taking("values", picked=Answer(picks=("calm",))))
    assert found
    assert found.alt == "Én værdi.\n– Ro."


def test_what_was_said_of_a_value_that_was_let_go_is_not_drawn() -> None:
    lived = Answer(entries=({"of": "calm", "room": 3}, {"of": "nature", "room": 9}))
    found = values.read(taking("values", picked=Answer(picks=("calm",)), lived=lived, order=Answer(picks=("nature", "calm"))))
    assert isinstance(found, Values)
    assert found.worths == (Worth(name="Ro", room=3, rank=1),)


def test_a_voice_message_is_told_of_where_it_has_no_words() -> None:
    small = Answer(file="f1", media="voice", seconds=12)
    found = values.read(taking("values", picked=Answer(picks=("calm",)), small=small))
    assert isinstance(found, Values)
    assert found.small == "Talebesked (0:12)"


def test_without_values_there_is_nothing_to_draw() -> None:
    assert picture(wrote("values", "[Spring over]"), "values") is None


def test_a_counsellor_sees_of_the_values_what_is_shared_and_no_more() -> None:
    story = wrote("values", *PICKED, *LIVED, *REST)
    assert picture(story, "values", story.counsellor) is None
    [lived] = [note for note in story.mine(flow="values") if note.step == "lived"]
    story.do(sharing.share, story.stage, story.counsellee, [lived])
    seen = picture(story, "values", story.counsellor)
    assert isinstance(seen, Values)
    told = [(worth.name, worth.room, worth.rank, worth.more) for worth in seen.worths]
    assert told == [("Frihed", 8, 0, False), ("Min hund", 10, 0, False), ("Ro", 0, 0, False)]
    assert "telefon" not in str(seen)
    assert picture(shared(story, "values"), "values", story.counsellor) == picture(story, "values")
