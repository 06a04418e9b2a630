"""What is begun and not yet kept: it survives leaving, a pause, and questions that change meanwhile."""

from bot.dialogue import engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.turns import Changed, Pressed, Sent, Typed, Wished
from tests.dialogue.talker import NOW, Talker, small


def test_marks_that_were_not_saved_are_kept_by_whoever_goes_back() -> None:
    talker = Talker("colours")
    talker.press("+red", "+blue", "back")
    assert (talker.at, talker.kept["colours"]) == ("wish", Answer(picks=("red", "blue")))


def test_too_few_marks_are_no_answer() -> None:
    talker = Talker("colours")
    talker.press("+red", "back")
    assert "colours" not in talker.kept


def test_marks_are_still_there_after_a_pause() -> None:
    talker = Talker("colours")
    talker.press("+red")
    talker.wish("pause")
    talker.press("resume")
    assert talker.place.chosen == ("red",)


def test_marks_are_saved_by_the_word_for_it() -> None:
    talker = Talker("colours")
    talker.press("+red", "+blue")
    talker.wish("save")
    assert (talker.at, talker.kept["colours"]) == ("level", Answer(picks=("red", "blue")))


def test_whoever_leaves_what_they_wrote_before_writes_no_new_version() -> None:
    talker = Talker("wish")
    talker.type("Ro")
    paused = engine.advance(talker.flow, talker.place, Wished(option="pause"))
    awake = engine.advance(talker.flow, paused.place, Pressed(turn=paused.place.turn, option="resume"))
    back = engine.advance(talker.flow, awake.place, Pressed(turn=awake.place.turn, option="back"), {"wish": Answer(text="Ro")}.get)
    assert (back.place.step, back.notes) == ("mood", ())


def test_a_voice_that_a_pause_has_kept_is_not_dropped() -> None:
    talker = Talker("wish")
    talker.take(Sent(file="f1", media="voice", seconds=3))
    talker.wish("pause")
    talker.press("resume")
    over = engine.advance(talker.flow, talker.place, Pressed(turn=talker.place.turn, option="over"), talker.kept.get)
    assert (over.place.file, over.dropped) == (None, ())


def test_going_back_from_the_first_question_leaves_everything_as_it_is() -> None:
    flow = small(('id = "hello"\nkind = "read"', 'id = "hello"\nkind = "text"'))
    begun = engine.advance(flow, engine.start(flow).place, Typed(text="halvt", now=NOW))
    turn = engine.advance(flow, begun.place, Wished(option="back"))
    assert (turn.place, turn.notes) == (begun.place, ())


def test_words_begun_in_a_question_that_is_gone_are_kept() -> None:
    talker = Talker("list")
    talker.type("huslejen")
    turn = engine.adopt(small(('id = "list"', 'id = "points"')), talker.place)
    assert [(note.step, note.answer) for note in turn.notes] == [("list", Answer(text="huslejen"))]


def test_an_answer_changed_where_one_stands_is_the_one_that_is_shown() -> None:
    talker = Talker("wish")
    talker.type("Ro")
    turn = engine.advance(talker.flow, talker.place, Changed(step="mood"))
    assert [note.answer for note in turn.notes] == [Answer(text="Ro")]


def test_an_answer_is_to_the_question_one_saw_also_when_another_has_changed_meanwhile() -> None:
    talker = Talker("list")
    talker.flow = small(("Hvad vil du?", "Hvad vil du helst?"))
    talker.turn = engine.adopt(talker.flow, talker.place, answers=True)
    talker.type("huslejen", whole=True)
    assert (talker.at, talker.kept["list"]) == ("wish", Answer(lines=("huslejen",)))


def shared_at_once() -> Talker:
    talker = Talker("wish", small(('id = "wish"\n', 'id = "wish"\nshare = "both"\nhelp = "Begge ser det."\n')))
    talker.type("halvt")
    return talker


def test_what_others_would_see_at_once_waits_through_a_pause() -> None:
    talker = shared_at_once()
    talker.wish("pause")
    assert "wish" not in talker.kept
    talker.press("resume")
    assert talker.place.draft == ("halvt",)


def test_what_others_would_see_at_once_is_not_kept_by_going_away() -> None:
    talker = shared_at_once()
    assert (talker.wish("back"), talker.change("mood"), talker.at, talker.kept.get("wish")) == (
        [phrases.SAVE_FIRST],
        [phrases.SAVE_FIRST],
        "wish",
        None,
    )
