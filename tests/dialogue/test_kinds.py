"""The answers of many parts: entries, cards, orders, choices in one's own words, times, and what is sent."""

from datetime import time

import pytest

from bot.dialogue import engine, phrases
from bot.dialogue.answers import Answer
from bot.dialogue.choosing import offers
from bot.dialogue.flow import Flow
from bot.dialogue.reading import read_flows
from bot.dialogue.turns import Filled, Sent, Wished
from tests.dialogue.talker import Talker

HEAD = """
id = "small"
field = "story"
title = "Mange slags"
gives = "Du prøver dem."
minutes = 1
ending = "Tak."

[[step]]
id = "hello"
kind = "read"
text = "Hej."
why = "Derfor."
"""
LAST = """
[[step]]
id = "last"
kind = "text"
text = "Noget til sidst?"
why = "Så er alt med."
"""
TIMELINE = """
[[step]]
id = "turns"
kind = "timeline"
text = "Hvad har gjort en forskel?"
why = "Derfor."
at_most = 3
part = [
  { id = "age", kind = "number", text = "Hvor gammel?" },
  { id = "event", kind = "text", text = "Hvad skete der?" },
  { id = "feeling", kind = "feeling", text = "Hvordan var det?" },
]
"""
PAIRS = """
[[step]]
id = "around"
kind = "pairs"
text = "Hvem er der?"
why = "Derfor."
part = [
  { id = "name", kind = "text", text = "Hvem?" },
  { id = "near", kind = "choice", text = "Hvor tæt?", choices = [{ id = "near", label = "Tæt på" }, { id = "far", label = "Langt fra" }] },
]
"""
VALUES = """
[[step]]
id = "values"
kind = "several"
text = "Hvad betyder mest?"
why = "Derfor."
own = true
at_most = 3
choices = [{ id = "calm", label = "Ro" }, { id = "humour", label = "Humor" }, { id = "courage", label = "Mod" }]

[[step]]
id = "lived"
kind = "each"
text = "Tag dem én for én."
why = "Derfor."
of = "values"
part = [{ id = "when", kind = "text", text = "Hvornår sidst?" }, { id = "room", kind = "scale", text = "Hvor meget plads?" }]

[[step]]
id = "order"
kind = "rank"
text = "Hvad kommer først?"
why = "Derfor."
of = "values"
"""
DECK = """
[[step]]
id = "deck"
kind = "piles"
text = "Er det dig?"
why = "Derfor."
choices = [{ id = "kind", label = "Venlig" }, { id = "brave", label = "Modig" }, { id = "calm", label = "Rolig" }]
piles = [{ id = "me", label = "Mig" }, { id = "some", label = "Lidt mig" }, { id = "not", label = "Ikke mig" }]
keep = ["me", "some"]

[[step]]
id = "use"
kind = "choice"
text = "Hvilken vil du bruge mere?"
why = "Derfor."
of = "deck"
"""
TIME = """
[[step]]
id = "at"
kind = "time"
text = "Hvornår på dagen?"
why = "Derfor."
choices = [{ id = "h20", label = "kl. 20" }]
"""
PICTURE = """
[[step]]
id = "seen"
kind = "picture"
text = "Vælg et billede."
why = "Derfor."
"""


def flow(*steps: str) -> Flow:
    return read_flows({"small.toml": "".join((HEAD, *steps, LAST))})["small"]


def begun(*steps: str) -> Talker:
    """Somebody at the first of these steps."""
    talker = Talker(flow=flow(*steps))
    talker.press("onward")
    return talker


def test_an_entry_is_asked_part_by_part_and_a_timeline_lies_in_the_order_of_age() -> None:
    talker = begun(TIMELINE)
    talker.type("10,5", "Forældre skilt")
    assert talker.offered()[:11] == tuple(f"={number}" for number in range(-5, 6))
    talker.press("=-2", "add")
    talker.type("9 år: skoleskift")
    talker.press("skip", "save")
    assert talker.kept["turns"] == Answer(
        entries=({"age": 9.0, "event": "skoleskift"}, {"age": 10.5, "event": "Forældre skilt", "feeling": -2})
    )
    assert talker.at == "last"


@pytest.mark.parametrize("typed", ["ni", "-1", "121", "9 10", ""])
def test_what_is_no_age_is_asked_again(typed: str) -> None:
    talker = begun(TIMELINE)
    assert talker.type(typed) == [phrases.NOT_AN_AGE]


@pytest.mark.parametrize(("typed", "feeling"), [("-5", -5), ("+3", 3), ("0", 0), ("−2", -2)])
def test_a_feeling_may_be_typed(typed: str, feeling: int) -> None:
    talker = begun(TIMELINE)
    talker.type("9", "Skoleskift", typed)
    talker.press("save")
    assert talker.kept["turns"].entries[0]["feeling"] == feeling


def test_an_entry_can_be_changed_and_taken_away() -> None:
    talker = begun(TIMELINE)
    talker.type("9: skoleskift")
    talker.press("skip", "add")
    talker.type("12: flyttede")
    talker.press("skip", "edit=0")
    talker.type("8")
    talker.press("keep", "skip", "drop=1", "save")
    assert talker.kept["turns"] == Answer(entries=({"age": 8.0, "event": "skoleskift"},))


def test_no_more_entries_than_there_is_room_for() -> None:
    talker = begun(TIMELINE)
    for age in (1, 2, 3):
        talker.type(f"{age}: noget")
        talker.press("skip")
    assert "add" not in talker.offered()
    assert talker.type("4: mere") == [phrases.PRESS_A_BUTTON]


def test_a_form_adds_a_whole_entry_and_changes_one() -> None:
    talker = begun(TIMELINE)
    talker.take(Filled(turn=talker.place.turn, option="entry", fields={"age": "9", "event": "skoleskift", "feeling": ""}))
    talker.take(Filled(turn=talker.place.turn, option="entry", fields={"at": "0", "age": "9,5", "event": "skoleskift", "feeling": "2"}))
    talker.press("save")
    assert talker.kept["turns"] == Answer(entries=({"age": 9.5, "event": "skoleskift", "feeling": 2},))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"event": "skoleskift"}, phrases.FIRST_FIELD),
        ({"age": "ni"}, phrases.NOT_AN_AGE),
        ({"age": "9", "feeling": "9"}, phrases.NOT_A_FEELING),
    ],
)
def test_a_form_that_does_not_fit_changes_nothing_and_says_why(fields: dict[str, str], said: str) -> None:
    talker = begun(TIMELINE)
    before = talker.place
    talker.take(Filled(turn=before.turn, option="entry", fields=fields))
    assert (talker.told, talker.place) == ([said], before)


def test_a_form_of_an_earlier_turn_changes_nothing() -> None:
    talker = begun(TIMELINE)
    before = talker.place
    talker.take(Filled(turn=before.turn - 1, option="entry", fields={"age": "9"}))
    assert (talker.told, talker.place) == ([phrases.STALE], before)


def test_whoever_leaves_takes_the_entries_along_and_finds_them_again() -> None:
    talker = begun(TIMELINE)
    talker.type("9: skoleskift")
    talker.press("back", "back", "back", "back")
    assert (talker.at, talker.kept["turns"]) == ("hello", Answer(entries=({"age": 9.0, "event": "skoleskift"},)))
    again = engine.advance(talker.flow, talker.place, Wished(option="skip"), talker.kept.get)
    assert again.place.work["entries"] == [{"age": 9.0, "event": "skoleskift"}]


def test_a_pause_keeps_the_entry_that_is_open() -> None:
    talker = begun(TIMELINE)
    talker.type("9", "skoleskift")
    talker.wish("pause")
    talker.press("resume")
    assert talker.place.work["part"] == "feeling"


def test_skipping_the_first_part_of_the_only_entry_skips_the_question() -> None:
    talker = begun(TIMELINE)
    talker.press("skip")
    assert (talker.at, talker.kept["turns"]) == ("last", Answer(skipped=True))


def test_a_choice_in_an_entry_is_pressed_or_typed() -> None:
    talker = begun(PAIRS)
    talker.type("Mor")
    talker.press("=near", "add")
    talker.type("Skolen", "far")
    talker.press("save")
    assert talker.kept["around"] == Answer(entries=({"name": "Mor", "near": "near"}, {"name": "Skolen", "near": "far"}))


def valued() -> Talker:
    """Somebody who picked calm and a word of their own."""
    talker = begun(VALUES)
    talker.press("+calm")
    talker.type("Fodbold")
    talker.press("save")
    return talker


def test_words_of_ones_own_are_one_more_choice() -> None:
    talker = valued()
    assert talker.kept["values"] == Answer(picks=("calm", "own1"), own={"own1": "Fodbold"})
    step = talker.flow.step("values")
    assert step
    assert [offer.label for offer in offers(talker.flow, step, talker.place)] == ["Ro", "Humor", "Mod", "Fodbold"]


def test_the_same_words_twice_are_one_choice() -> None:
    talker = begun(VALUES)
    talker.type("Fodbold", "Klaver", "fodbold")
    talker.press("save")
    assert talker.kept["values"] == Answer(picks=("own2",), own={"own2": "Klaver"})


def test_each_of_what_was_picked_is_asked_about() -> None:
    talker = valued()
    talker.type("I går")
    talker.press("=4")
    talker.press("skip", "=9")
    assert talker.kept["lived"] == Answer(entries=({"of": "calm", "when": "I går", "room": 4}, {"of": "own1", "room": 9}))
    assert talker.at == "order"


def test_an_order_is_pressed_first_things_first_and_the_last_needs_no_press() -> None:
    talker = valued()
    talker.press("skip", "skip", "skip", "skip", "+own1")
    assert (talker.kept["order"], talker.at) == (Answer(picks=("own1", "calm")), "last")


def test_what_is_asked_about_picks_is_not_asked_without_any() -> None:
    talker = begun(VALUES)
    talker.press("skip")
    assert talker.at == "last"


def test_only_what_no_longer_fits_is_asked_again_when_the_picks_change() -> None:
    talker = valued()
    talker.type("I går")
    talker.press("=4", "skip", "=9", "+own1")
    talker.change("values")
    talker.press("+humour", "save")
    assert talker.at == "lived"
    fewer = valued()
    fewer.type("I går")
    fewer.press("=4", "skip", "=9", "+own1")
    fewer.change("values")
    fewer.press("save")
    assert fewer.at == "last"


def test_cards_are_put_on_piles_one_by_one_and_what_is_not_me_is_not_kept() -> None:
    talker = begun(DECK)
    talker.press("=some", "=not", "undo", "=me", "=not")
    assert talker.kept["deck"] == Answer(picks=("brave", "kind"), piles={"me": ("brave",), "some": ("kind",)})
    assert talker.offered()[:2] == ("=brave", "=kind")


def test_one_may_stop_before_all_cards_are_sorted() -> None:
    talker = begun(DECK)
    talker.press("=me", "save")
    assert (talker.kept["deck"].picks, talker.at) == (("kind",), "last")


def test_a_form_sorts_all_cards_at_once() -> None:
    talker = begun(DECK)
    talker.take(Filled(turn=talker.place.turn, option="piles", fields={"kind": "me", "brave": "not", "calm": "some", "x": "me"}))
    assert talker.kept["deck"] == Answer(picks=("kind", "calm"), piles={"me": ("kind",), "some": ("calm",)})


def test_a_form_without_a_card_says_so() -> None:
    talker = begun(DECK)
    talker.take(Filled(turn=talker.place.turn, option="piles", fields={"kind": "elsewhere"}))
    assert (talker.told, talker.at) == ([phrases.NO_CARDS], "deck")


def test_with_nothing_on_the_kept_piles_the_question_is_skipped() -> None:
    talker = begun(DECK)
    talker.press("=not", "=not", "=not")
    assert (talker.kept["deck"], talker.at) == (Answer(skipped=True), "last")


@pytest.mark.parametrize(("typed", "at"), [("20", time(20)), ("kl. 19.30", time(19, 30)), ("7:05", time(7, 5)), ("19.30", time(19, 30))])
def test_a_time_of_day_may_be_typed(typed: str, at: time) -> None:
    talker = begun(TIME)
    talker.type(typed)
    assert talker.kept["at"] == Answer(at=at)


def test_a_time_of_day_may_be_pressed_and_read_again() -> None:
    talker = begun(TIME)
    talker.press("=h20")
    assert talker.kept["at"] == Answer(picks=("h20",), at=time(20))
    assert Answer.from_data(talker.kept["at"].as_data()) == talker.kept["at"]


@pytest.mark.parametrize("typed", ["25", "snart", "i morgen kl. 8", "kl. 99"])
def test_what_is_no_time_of_day_is_asked_again(typed: str) -> None:
    talker = begun(TIME)
    assert (talker.type(typed), talker.at) == ([phrases.NOT_A_TIME], "at")


def test_a_picture_is_chosen_from_ours_or_sent() -> None:
    chosen, sent = begun(PICTURE), begun(PICTURE)
    chosen.press("=bridge")
    sent.take(Sent(file="f1", media="picture"))
    assert (chosen.kept["seen"], sent.kept["seen"]) == (Answer(picks=("bridge",)), Answer(file="f1", media="picture"))


def test_a_voice_message_waits_to_be_saved_and_may_stand_beside_words() -> None:
    talker = begun()
    talker.take(Sent(file="f1", media="voice", seconds=12))
    assert (talker.told, talker.offered()[:2]) == ([phrases.VOICE_HELD], ("save", "over"))
    talker.type("Og det her")
    talker.press("save")
    assert talker.kept["last"] == Answer(text="Og det her", file="f1", media="voice", seconds=12)


def test_a_voice_message_thrown_away_or_sent_again_leaves_no_file_behind() -> None:
    talker = begun()
    talker.take(Sent(file="f1", media="voice", seconds=12))
    assert talker.take(Sent(file="f2", media="voice", seconds=3)).dropped == ("f1",)
    talker.press("over")
    assert (talker.turn.dropped, talker.place.file) == (("f2",), None)


@pytest.mark.parametrize(("steps", "media"), [((TIMELINE,), "voice"), ((PICTURE,), "voice"), ((), "picture"), ((TIME,), "picture")])
def test_a_file_that_a_step_cannot_use_is_dropped_and_said(steps: tuple[str, ...], media: str) -> None:
    talker = begun(*steps)
    turn = talker.take(Sent(file="f1", media=media))
    assert (turn.dropped, talker.told) == (("f1",), [phrases.NOT_A_FILE_HERE])


def test_answers_of_every_kind_can_be_kept_as_data() -> None:
    answers = [
        Answer(entries=({"age": 9.5, "event": "x"},)),
        Answer(piles={"me": ("a", "b")}, picks=("a", "b")),
        Answer(picks=("own1",), own={"own1": "Ro"}),
        Answer(text="x", file="f", media="voice", seconds=3),
    ]
    assert [Answer.from_data(answer.as_data()) for answer in answers] == answers


def test_renamed_steps_keep_their_answers() -> None:
    talker = begun(TIME)
    talker.press("=h20")
    renamed = flow(TIME.replace('id = "at"', 'id = "hour"\nwas = "at"'))
    adopted = engine.adopt(renamed, talker.place)
    assert (set(adopted.place.marks), adopted.place.step) == ({"hour"}, "last")
