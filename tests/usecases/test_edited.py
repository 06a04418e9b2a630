"""Somebody edits a message in their chat: the answer follows, and what is shared is asked about first."""

import json
from dataclasses import replace

import pytest

from bot.domain.sheet import Note
from bot.domain.trail import Act
from bot.records import people, traces, typed
from bot.records.core import stamp
from bot.usecases import edited, inviting, sharing
from bot.usecases.care import THANKS
from bot.usecases.stage import Who
from tests.usecases.story import Story, secret
from tests.usecases.test_receiving import Chat, in_chat

TO_A_TEXT = ("Videre", "Mig", "Fint")


class Talk(Chat):
    """A chat in which every message has its number."""

    number = 100

    def write(self, text: str) -> int:
        """A message; its number."""
        self.number += 1
        self.send(text=text, wrote=self.number)
        return self.number

    def edit(self, number: int, text: str) -> str:
        """A message is edited; the newest letter after it."""
        letter = self.send("edited", text=text, wrote=number)
        assert letter is not None
        return letter.text

    @property
    def who(self) -> Who:
        """Who talks here."""
        address = self.address
        assert address is not None
        return Who(person=address.person, course=address.course)

    def mine(self, said: str) -> Note:
        """The note that reads like this."""
        self.story.counsellee = self.who
        return next(note for note in self.story.mine() if note.words.said == said)

    def said(self) -> list[str]:
        """All that is kept in words."""
        self.story.counsellee = self.who
        return [note.words.said for note in self.story.mine()]

    def row(self) -> dict[str, object]:
        """What is kept of the newest message."""
        [row] = self.story.rows("typed", message=self.number)
        return row


@pytest.fixture
def talk() -> Talk:
    """A chat before the first question that is answered in words."""
    begun = in_chat(Story())
    talk = Talk(begun.story)
    for label in TO_A_TEXT:
        talk.press(label)
    return talk


def saved(talk: Talk) -> int:
    """An answer that is kept; its message."""
    number = talk.write("En læreplads")
    talk.press("Gem")
    return number


def shared(talk: Talk) -> int:
    """An answer that is shared; its message."""
    number = saved(talk)
    note = talk.mine("En læreplads")
    talk.story.do(sharing.share, talk.stage, talk.who, [note])
    return number


def test_an_edited_part_of_a_draft_is_replaced_and_the_draft_is_shown_again(talk: Talk) -> None:
    first = talk.write("En læreplads")
    talk.write("og en bolig")
    assert talk.edit(first, "En lærerplads").endswith("Du har skrevet: En lærerplads\nog en bolig")
    talk.press("Gem")
    assert talk.mine("En lærerplads\nog en bolig").words.answer == {"text": "En lærerplads\nog en bolig"}


def test_a_part_is_edited_as_often_as_one_likes(talk: Talk) -> None:
    number = talk.write("en")
    talk.edit(number, "to")
    assert talk.edit(number, "tre").endswith("Du har skrevet: tre")


def test_an_answer_that_is_kept_gets_a_new_version_in_words_and_as_data(talk: Talk) -> None:
    number = saved(talk)
    assert talk.edit(number, "En bolig").startswith("Jeg har rettet dit svar.\n\n4 af 7")
    note = talk.mine("En bolig")
    assert (note.version, note.words.answer, note.shared) == (2, {"text": "En bolig"}, 0)


def test_of_an_answer_in_several_messages_only_the_edited_part_changes(talk: Talk) -> None:
    numbers = [talk.write(text) for text in ("et", "to", "tre")]
    talk.press("Gem")
    talk.edit(numbers[1], "2")
    assert "et\n2\ntre" in talk.said()


def test_what_is_shared_is_asked_about_and_changed_after_a_yes_for_its_writer_alone(talk: Talk) -> None:
    number = shared(talk)
    assert talk.edit(number, "En bolig") == (
        "Det, du rettede, har du delt. Skal jeg rette det? Vejleder ser det først, når du deler rettelsen."
    )
    assert talk.mine("En læreplads").version == 1
    assert "En bolig" not in json.dumps(talk.row(), default=repr)
    assert talk.press("Ret det").text.startswith("Jeg har rettet dit svar.\n\n")
    note = talk.mine("En bolig")
    assert (note.version, note.shared, "Del rettelsen" in str(talk.letters()[-1])) == (2, 1, True)


def test_after_a_no_what_is_shared_stays_and_the_button_does_nothing_any_more(talk: Talk) -> None:
    number = shared(talk)
    talk.edit(number, "En bolig")
    asked = talk.letters()[-1].rows[0][0].press
    assert talk.press("Lad det være").text.startswith("Det er i orden. Det, du delte, er ikke ændret.\n\n")
    assert talk.forge(asked).text.startswith("Den knap virker ikke mere.")
    assert (talk.mine("En læreplads").version, asked) == (1, f"x:{number}:yes")


def test_a_further_edit_before_the_yes_counts(talk: Talk) -> None:
    number = shared(talk)
    talk.edit(number, "En bolig")
    talk.edit(number, "Et værelse")
    talk.press("Ret det")
    assert talk.mine("Et værelse").version == 2


def test_an_edit_that_takes_itself_back_asks_nothing_any_more(talk: Talk) -> None:
    number = shared(talk)
    talk.edit(number, "En bolig")
    before = len(talk.letters())
    talk.edit(number, "En læreplads")
    assert len(talk.letters()) == before
    assert talk.press("Ret det").text.startswith("Den knap virker ikke mere.")


def test_a_correction_that_is_not_shared_yet_is_changed_without_asking(talk: Talk) -> None:
    number = shared(talk)
    talk.edit(number, "En bolig")
    talk.press("Ret det")
    assert talk.edit(number, "Et værelse").startswith("Jeg har rettet dit svar.")
    assert (talk.mine("Et værelse").version, talk.mine("Et værelse").shared) == (3, 1)


def test_what_was_taken_back_is_changed_without_asking(talk: Talk) -> None:
    number = shared(talk)
    talk.story.do(sharing.withdraw, talk.who, [talk.mine("En læreplads")])
    assert talk.edit(number, "En bolig").startswith("Jeg har rettet dit svar.")
    assert talk.mine("En bolig").shared == 0


@pytest.mark.parametrize("text", ["noget andet", "/menu", "x" * 10_001])
def test_an_edit_of_what_was_no_part_of_an_answer_changes_nothing(talk: Talk, text: str) -> None:
    saved(talk)
    before = talk.story.rows("versions")
    assert talk.edit(7, text).startswith(edited.UNKNOWN)
    assert talk.story.rows("versions") == before


def test_an_edit_that_is_too_long_changes_nothing_and_says_so(talk: Talk) -> None:
    number = saved(talk)
    assert talk.edit(number, "x" * 10_001).startswith("Det er længere, end der er plads til.")
    assert talk.mine("En læreplads").version == 1


def test_a_thought_parked_in_one_move_is_edited_and_one_let_go_is_not_brought_back(talk: Talk) -> None:
    number = talk.write("/parker Husk nøglen")
    assert talk.edit(number, "/parker Husk nøglerne").startswith("Jeg har rettet dit svar.")
    talk.forge(f"p:{talk.mine('Husk nøglerne').id}:{Act.GO}")
    left = talk.said()
    assert talk.edit(number, "/parker Husk").startswith(edited.UNKNOWN)
    assert (talk.said(), "Husk nøglerne" in left) == (left, False)


def test_a_message_that_reads_as_it_did_is_not_spoken_of(talk: Talk) -> None:
    number = saved(talk)
    before = len(talk.letters())
    talk.send("edited", text="En læreplads", wrote=number)
    assert len(talk.letters()) == before


def test_grave_words_in_an_edit_are_met_with_help_and_kept(talk: Talk) -> None:
    number = saved(talk)
    assert talk.edit(number, "Jeg vil ikke leve mere").startswith(THANKS)
    assert talk.mine("Jeg vil ikke leve mere").version == 2


def test_grave_words_in_an_edit_of_what_is_shared_are_met_with_help_and_asked_about(talk: Talk) -> None:
    number = shared(talk)
    assert talk.edit(number, "Jeg vil ikke leve mere").startswith("Det, du rettede, har du delt.")
    assert talk.letters()[-2].text.startswith(THANKS)


def test_the_edit_of_somebody_elses_message_is_none(talk: Talk) -> None:
    number = saved(talk)
    stranger = Talk(talk.story, "78")
    assert stranger.edit(number, "Noget andet").startswith("Hej. Jeg er et program")
    assert talk.mine("En læreplads").version == 1


def test_in_a_closed_course_an_edit_changes_nothing(talk: Talk) -> None:
    number = saved(talk)
    talk.story.do(lambda records: records.rows.change("courses", {"id": talk.who.course}, {"state": "closed"}))
    assert talk.edit(number, "Noget andet").startswith("Forløbet er slut.")
    assert talk.mine("En læreplads").version == 1


def test_what_a_message_became_is_forgotten_with_the_messages_after_two_days(talk: Talk) -> None:
    number = saved(talk)
    talk.story.clock.later(hours=49)
    assert talk.row()["at"] < stamp(talk.story.clock.now - typed.KEPT)  # type: ignore[operator]
    assert talk.story.do(traces.forget) >= 1
    assert talk.story.rows("typed") == []
    assert talk.edit(number, "Noget andet").startswith(edited.UNKNOWN)


def test_a_chat_that_has_come_to_somebody_else_edits_nothing_of_the_one_before(talk: Talk) -> None:
    number, address = shared(talk), talk.address
    assert address is not None
    talk.edit(number, "En bolig")
    other = talk.story.do(inviting.accept, talk.stage, invited_too(talk), language="da")
    talk.story.do(people.settle, replace(address, person=other.person, course=other.course))
    assert talk.edit(number, "Noget andet").startswith(edited.UNKNOWN)
    assert talk.forge(f"x:{number}:yes").text.startswith("Den knap virker ikke mere.")
    talk.story.do(people.settle, address)
    assert talk.mine("En læreplads").version == 1


def invited_too(talk: Talk) -> str:
    """The secret of one more invitation."""
    return secret(talk.story.do(inviting.invite, talk.stage, talk.story.counsellor.person, reason="Igen").web)
