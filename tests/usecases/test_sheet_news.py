"""What is written on the sheet reaches whoever is in the chat, and what is said in the chat stands on the sheet."""

from datetime import time, timedelta

import pytest

from bot.domain.reminder import Wishes
from bot.ports import Row
from bot.records import post, reminding, sightings
from bot.usecases.sheets import ops
from bot.usecases.sheets.deed import Op
from bot.usecases.sheets.view import Seen
from tests.usecases.sheet_talk import SheetTalk

AROUND = ["[Åbn arket]", "[Jeg har set det]", "[Menu]", "[Akut hjælp]"]


@pytest.fixture
def talk() -> SheetTalk:
    return SheetTalk()


def me(talk: SheetTalk) -> str:
    return talk.story.counsellee.person


def counsellor(talk: SheetTalk) -> str:
    return talk.story.counsellor.person


def waiting(talk: SheetTalk, person: str) -> list[Row]:
    return talk.story.rows("outbox", person=person, state=post.WAITING)


def test_a_note_is_told_a_minute_later_without_a_word_of_it(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Hemmeligt ord")
    assert talk.due(me(talk)) == []
    talk.story.clock.later(seconds=61)
    [letter] = talk.due(me(talk))
    assert (letter.text, [button.label for row in letter.rows for button in row]) == ("På arket: Der er nyt fra Vejleder.", ["Se det nye"])


def test_several_at_once_are_told_once(talk: SheetTalk) -> None:
    for word in ("Et", "To", "Tre"):
        talk.guide("add", field="want", text=word)
    talk.story.clock.later(seconds=61)
    assert len(talk.due(me(talk))) == 1


def test_a_minute_is_counted_from_the_first_so_that_writing_on_puts_nothing_off(talk: SheetTalk) -> None:
    for _ in range(3):
        talk.guide("add", field="want", text="Noget")
        talk.story.clock.later(seconds=30)
    assert len(talk.due(me(talk))) == 1


def test_who_has_looked_at_the_sheet_is_not_told(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Noget")
    talk.story.do(sightings.seen, me(talk), talk.story.counsellee.course)
    talk.story.clock.later(seconds=61)
    assert talk.due(me(talk)) == []
    talk.guide("add", field="want", text="Mere")
    talk.story.clock.later(seconds=61)
    assert len(talk.due(me(talk))) == 1


def test_nobody_is_told_of_what_they_wrote_themselves_or_of_what_is_private(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Noget")
    note = talk.guided("add", field="want", text="Kun mit").note
    talk.guided("dot", field="belief", value="3", show="")
    talk.guided("step", what="Ringe", show="")
    talk.story.clock.later(seconds=61)
    assert (len(talk.due(me(talk))), talk.due(counsellor(talk))) == (1, [])
    talk.guided("show", note=note)
    talk.story.do(sightings.seen, counsellor(talk), talk.story.counsellee.course)
    talk.guided("edit", note=note, base="1", text="Kun mit igen", show="")
    talk.story.clock.later(seconds=61)
    assert talk.due(counsellor(talk)) == []


SHOWN = (
    ("add", {"field": "want", "text": "Hemmeligt ord", "show": "1"}),
    ("dot", {"field": "belief", "value": "3", "show": "1"}),
    ("step", {"what": "Hemmeligt ord", "show": "1"}),
)


@pytest.mark.parametrize(("kind", "about"), SHOWN)
def test_what_a_counsellee_shows_the_counsellor_is_told_of_a_minute_later_without_a_name(
    talk: SheetTalk, kind: str, about: dict[str, str]
) -> None:
    talk.guided(kind, **about)
    assert talk.due(counsellor(talk)) == []
    talk.story.clock.later(seconds=61)
    [letter] = talk.due(counsellor(talk))
    assert (letter.text, [button.label for row in letter.rows for button in row]) == ("Der er nyt at læse i et forløb.", ["Åbn arket"])


def test_all_that_a_counsellee_shows_in_a_minute_is_one_letter_and_none_when_the_counsellor_has_looked(talk: SheetTalk) -> None:
    for kind, about in SHOWN:
        talk.guided(kind, **about)
    assert len(waiting(talk, counsellor(talk))) == 1
    talk.story.do(sightings.seen, counsellor(talk), talk.story.counsellee.course)
    assert waiting(talk, counsellor(talk)) == []


def test_a_note_that_is_hidden_before_anybody_looked_is_not_told_of(talk: SheetTalk) -> None:
    talk.chat.type("/tag-tilbage")
    note = talk.guided("add", field="want", text="Hemmeligt ord", show="1").note
    talk.guided("hide", note=note)
    talk.story.clock.later(seconds=61)
    assert talk.due(counsellor(talk)) == []


def test_who_sits_round_the_sheet_together_is_not_told_of_each_thing(talk: SheetTalk) -> None:
    talk.guide("sit", do="begin")
    talk.gone()
    talk.guided("add", field="want", text="Et", show="1")
    talk.guide("add", field="want", text="To")
    talk.guide("step", what="Ringe")
    talk.story.clock.later(minutes=30)
    assert (talk.due(me(talk)), talk.due(counsellor(talk))) == ([], [])
    assert {row["kind"] for person in (me(talk), counsellor(talk)) for row in waiting(talk, person)} == {"sheet"}
    talk.story.clock.later(minutes=31)
    assert (len(talk.due(me(talk))), len(talk.due(counsellor(talk)))) == (1, 1)


def test_what_is_done_twice_by_the_same_id_is_told_once(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Noget")
    talk.story.do(sightings.seen, me(talk), talk.story.counsellee.course)
    again = talk.story.rows("ops")[-1]["op"]
    talk.story.do(ops.do, talk.story.stage, talk.story.counsellor, Op(id=again, kind="add", about={"field": "want", "text": "Noget"}))
    talk.story.clock.later(seconds=61)
    assert talk.due(me(talk)) == []


def test_it_waits_until_the_quiet_hours_and_a_pause_are_over(talk: SheetTalk) -> None:
    def wish(wanted: Wishes) -> None:
        talk.story.do(reminding.keep, me(talk), wanted)

    local = talk.story.clock.now + timedelta(hours=1)
    wish(Wishes(quiet_from=time(local.hour), quiet_to=time(local.hour + 2)))
    talk.guide("add", field="want", text="Noget")
    talk.story.clock.later(minutes=90)
    assert talk.due(me(talk)) == []
    talk.story.clock.later(minutes=31)
    assert len(talk.due(me(talk))) == 1


def test_in_the_chat_the_words_stand_one_after_the_other_and_each_can_be_answered(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Kunne du tænke dig en praktik?")
    talk.guide("add", field="can", text="Du er god til at få folk til at grine.")
    talk.chat.type("/menu")
    assert "[Nyt på arket]" in talk.news()
    talk.chat.press("Nyt på arket")
    assert talk.news() == [
        "1. Vejleder skrev i “Hvad vil jeg?”",
        "Kunne du tænke dig en praktik?",
        "2. Vejleder skrev i “Hvad kan jeg?”",
        "Du er god til at få folk til at grine.",
        "Nyt på arket",
        "[1. Svar]",
        "[2. Svar]",
        *AROUND,
    ]
    talk.chat.press("1. Svar")
    assert talk.news()[0] == "Skriv dit svar. Det kommer på arket, og den anden kan læse det."
    talk.chat.type("Ja, hos en mekaniker")
    assert talk.news()[:3] == [
        "Gemt. Vejleder kan se det.",
        "1. Vejleder skrev i “Hvad kan jeg?”",
        "Du er god til at få folk til at grine.",
    ]
    asked = talk.note(talk.story.counsellor, "Kunne du tænke dig en praktik?")
    assert [(answer.said, answer.mine) for answer in asked.answers] == [("Ja, hos en mekaniker", False)]


def test_what_was_seen_is_new_no_more_in_the_chat_and_stays_on_the_sheet(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Noget")
    talk.chat.forge("m:news")
    talk.chat.press("Jeg har set det")
    assert talk.news()[0] == "Så er det set. Det står stadig på arket."
    assert "[Nyt på arket]" not in talk.news()
    talk.chat.forge("m:news")
    assert talk.news() == ["Der er ikke noget nyt på arket.", "[Åbn arket]", "[Menu]", "[Akut hjælp]"]
    assert talk.note(talk.story.counsellee, "Noget").mine is False


def test_an_answer_to_ones_own_note_says_what_it_answers(talk: SheetTalk) -> None:
    note = talk.guided("add", field="want", text="Jeg vil være tømrer", show="1").note
    talk.guide("add", about=note, text="Hvad kan du lide ved det?")
    talk.chat.forge("m:news")
    assert talk.news()[:2] == ["1. Vejleder svarer på: “Jeg vil være tømrer”", "Hvad kan du lide ved det?"]


@pytest.mark.parametrize(
    ("label", "stands", "told"),
    [
        ("1. Ja, brug de ord", "Jeg vil bygge huse", "Nu står de nye ord der."),
        ("1. Nej, behold mine ord", "Jeg vil være tømrer", "Forslaget er væk. Ordene står, som de stod."),
    ],
)
def test_other_words_are_taken_or_left_in_the_chat(talk: SheetTalk, label: str, stands: str, told: str) -> None:
    note = talk.guided("add", field="want", text="Jeg vil være tømrer", show="1").note
    talk.guide("wish", note=note, text="Jeg vil bygge huse")
    talk.chat.forge("m:news")
    assert talk.news()[:2] == ["1. Vejleder foreslår andre ord for: “Jeg vil være tømrer”", "Jeg vil bygge huse"]
    talk.chat.press(label)
    assert talk.news()[0] == told
    assert talk.note(talk.story.counsellor, stands).id == note
    assert not any("foreslår" in line for line in talk.news()[1:])


@pytest.mark.parametrize(("label", "mine"), [("1. Ja, det er mine ord", True), ("1. Nej, tag det væk", False)])
def test_what_was_typed_for_somebody_is_theirs_after_their_yes_in_the_chat(talk: SheetTalk, label: str, *, mine: bool) -> None:
    talk.guide("add", field="can", text="Jeg kan svejse", lent_to=me(talk))
    talk.chat.forge("m:news")
    assert talk.news()[:2] == ["1. Vejleder har skrevet for dig i “Hvad kan jeg?”. Er det dine ord?", "Jeg kan svejse"]
    talk.chat.press(label)
    found = [note for field in talk.sheet(talk.story.counsellor).fields for note in field.notes if note.said == "Jeg kan svejse"]
    assert [note.author != "Vejleder" for note in found] == ([True] if mine else [])


def test_a_field_is_said_yes_to_in_the_chat_and_only_in_the_words_that_were_read(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="En praktik")
    talk.guide("put", field="want", seen="0")
    talk.chat.forge("m:news")
    put = talk.news().index("2. “Hvad vil jeg?”: Er I enige om det her?")
    assert talk.news()[put + 1].endswith("En praktik")
    old = next(button.press for row in talk.chat.letters()[-1].rows for button in row if button.label == "2. Ja")
    talk.guide("add", field="want", text="Og et kørekort")
    talk.chat.forge(old)
    assert talk.news()[0] == "Ordene er ændret, siden du så dem. Læs dem, som de står nu."
    talk.guide("put", field="want", seen=old.split(":")[1])
    talk.chat.forge("m:news")
    talk.chat.press(next(line for line in talk.news() if line.endswith(". Ja]"))[1:-1])
    confirmation = talk.sheet(talk.story.counsellor).field("want").confirmation
    assert confirmation is not None
    assert [tick.verdict for tick in confirmation.ticks if not tick.me] == ["yes"]


def test_seeing_it_otherwise_is_written_in_ones_own_words(talk: SheetTalk) -> None:
    talk.guide("put", field="agreement", text="At finde en praktik", seen="0")
    talk.chat.forge("m:news")
    talk.chat.press("1. Jeg ser det anderledes")
    assert talk.news()[0] == "Skriv, hvordan du ser det. Den anden kan læse det."
    talk.chat.type("Først et kørekort")
    confirmation = talk.sheet(talk.story.counsellor).field("agreement").confirmation
    assert confirmation is not None
    assert [(tick.verdict, tick.line) for tick in confirmation.ticks if not tick.me] == [("differently", "Først et kørekort")]


def test_what_is_taken_off_the_sheet_is_not_answered_any_more(talk: SheetTalk) -> None:
    note = talk.guide("add", field="want", text="Noget").note
    talk.chat.forge("m:news")
    talk.chat.press("1. Svar")
    talk.guide("erase", note=note)
    talk.chat.type("Et svar")
    assert talk.news()[0] == "Det er ikke på arket mere."
    talk.chat.forge(f"n:{note}:reply")
    assert talk.news()[0] == "Den knap virker ikke mere. Her er vi nu."


@pytest.mark.parametrize("typed", ["x" * 2001])
def test_an_answer_that_is_too_long_is_asked_for_again(talk: SheetTalk, typed: str) -> None:
    note = talk.guide("add", field="want", text="Noget").note
    talk.chat.forge(f"n:{note}:reply")
    talk.chat.type(typed)
    assert talk.news()[:2] == ["Skriv noget på højst 2000 tegn.", "Skriv dit svar. Det kommer på arket, og den anden kan læse det."]


def test_a_thought_parked_in_the_chat_lies_on_the_sheet_and_the_other_way_round(talk: SheetTalk) -> None:
    talk.chat.type("/parker Huslejen")
    assert talk.note(talk.story.counsellee, "Huslejen").field == "parking"
    assert "Huslejen" not in str(talk.sheet(talk.story.counsellor))
    talk.guided("add", field="parking", text="Kørekortet")
    assert "Kørekortet" in talk.chat.type("/parkerede").text


def test_an_answer_given_in_the_chat_stands_on_the_sheet_once_it_is_shared(talk: SheetTalk) -> None:
    assert talk.note(talk.story.counsellor, "En læreplads").author == "Alex"
    assert talk.note(talk.story.counsellee, "En læreplads").seen == Seen.BOTH


def test_where_the_course_is_closed_the_new_can_be_read_and_nothing_pressed(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Noget")
    talk.story.close()
    talk.chat.forge("m:news")
    assert talk.news() == ["1. Vejleder skrev i “Hvad vil jeg?”", "Noget", "Nyt på arket", "[Åbn arket]", "[Menu]", "[Akut hjælp]"]


def test_the_button_that_opens_the_sheet_opens_it_inside_telegram(talk: SheetTalk) -> None:
    letter = talk.chat.forge("m:map")
    [opens] = [button for row in letter.rows for button in row if button.label == "Åbn arket"]
    assert (opens.url, opens.inside) == ("https://samvej.test/mini", True)


def test_who_has_answered_all_that_is_new_is_not_asked_whether_they_have_seen_it(talk: SheetTalk) -> None:
    talk.guide("add", field="want", text="Noget")
    talk.chat.forge("m:news")
    talk.chat.press("1. Svar")
    talk.chat.type("Ja")
    assert talk.news()[:2] == ["Gemt. Vejleder kan se det.", "Der er ikke noget nyt på arket."]
    assert "[Jeg har set det]" not in talk.news()
    assert talk.story.rows("outbox", person=me(talk), kind=sightings.KIND) == []
