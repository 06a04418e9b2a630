"""What arrives by a messenger: who it is, what they are told, and what changes nothing."""

from dataclasses import replace

import pytest

from bot.domain.letter import Letter
from bot.records import people, post
from bot.records.core import Records
from bot.records.people import Address
from bot.usecases import edited, inviting, noticing, receiving
from bot.usecases.receiving import Arrived, receive
from bot.usecases.stage import Stage
from tests.usecases.story import Story, secret


class Chat:
    """One private chat with the bot."""

    def __init__(self, story: Story, external: str = "77") -> None:
        self.story, self.external = story, external
        self.stage: Stage = replace(story.stage, bot_name="samvej_bot")

    def send(self, kind: str = "text", **what: object) -> Letter | None:
        """Something arrives; the newest letter after it."""
        before = len(self.letters())
        arrived = Arrived(channel="telegram", external=self.external, kind=kind, **what)  # type: ignore[arg-type]
        self.story.clock.later(seconds=1)
        self.story.do(receive, self.stage, arrived)
        after = self.letters()
        return after[-1] if len(after) > before or after else None

    def type(self, text: str) -> Letter:
        """Typed text; the answer."""
        letter = self.send(text=text)
        assert letter is not None
        return letter

    def press(self, label: str) -> Letter:
        """A button of the newest letter; the answer."""
        buttons = [button for row in self.letters()[-1].rows for button in row]
        press = next(button.press for button in buttons if button.label == label)
        return self.forge(press)

    def forge(self, press: str) -> Letter:
        """A press of any kind; the answer."""
        letter = self.send("press", press=press, message=5)
        assert letter is not None
        return letter

    def letters(self) -> list[Letter]:
        """What was said in this chat, without the pictures that follow, oldest first."""
        rows = self.story.rows("outbox", external=self.external, state=post.WAITING)
        keys = [row["key"] for row in sorted(rows, key=lambda row: row["made_at"])]
        found = {one.key: one.letter for one in self.story.ask(_waiting, self.external)}
        return [found[key] for key in keys if not found[key].drawing]

    @property
    def address(self) -> Address | None:
        """Who this chat belongs to."""
        return self.story.ask(people.at, "telegram", self.external)


def _waiting(records: Records, external: str) -> list[post.Envelope]:
    rows = records.rows.some("outbox", {"external": external, "state": post.WAITING})
    return [envelope for row in rows for envelope in post.waiting_for(records, row["person"], "telegram") if envelope.external == external]


def token(story: Story) -> str:
    return secret(story.invitation.web)


def mark(chat: Chat) -> str:
    """The mark of the text about one's data, as a button carries it."""
    return noticing.notice(chat.stage, "da").mark


def in_chat(story: Story) -> Chat:
    chat = Chat(story)
    chat.type(f"/start {token(story)}")
    chat.press("Ja, begynd")
    return chat


def test_opening_an_invitation_shows_it_and_connects_nobody() -> None:
    chat = Chat(Story(duty="Loven siger fem dage", workplace="Kommunen"))
    letter = chat.type(f"/start {token(chat.story)}")
    assert letter.text.split("\n\n") == [
        "Prøveudgave. Skriv ikke noget rigtigt her.",
        "Vejleder fra Kommunen vil gerne mødes med dig.",
        "Vejleder skriver: “Vi skal tale sammen”",
        "Der er en pligt bag: “Loven siger fem dage”",
        "\n".join(noticing.notice(chat.stage, "da").short),
        "Jeg er et program. Her kan du sige, hvad du vil, før I mødes. Vejleder ser kun det, du deler. Vil du være med?",
    ]
    assert [[button.label for button in row] for row in letter.rows] == [["Ja, begynd", "Nej tak"], ["Om dine data"], ["Akut hjælp"]]
    assert (chat.address, len(chat.story.rows("memberships", course=chat.story.counsellor.course))) == (None, 1)


def test_a_no_keeps_nothing_and_a_later_yes_still_counts() -> None:
    chat = Chat(Story())
    chat.type(f"/start {token(chat.story)}")
    assert chat.press("Nej tak").text == "Det er i orden. Intet er gemt."
    assert chat.address is None
    assert chat.forge(f"i:{token(chat.story)}:yes:{mark(chat)}").text.startswith("Hej. Jeg er et program")


def test_a_yes_begins_the_first_flow() -> None:
    chat = in_chat(Story())
    address = chat.address
    assert address is not None
    assert (address.course, address.state) == (chat.story.counsellor.course, "open")
    assert chat.letters()[-1].settles == 5
    assert chat.press("Videre").text.startswith("1 af 7\nHvem fik ideen til, at I skal mødes?")


def test_wrong_used_and_old_links_all_answer_the_same() -> None:
    story = Story()
    in_chat(story)
    old = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Igen")
    story.clock.later(days=31)
    answers = [
        Chat(story, str(number)).type(f"/start {link}").text for number, link in enumerate(("forged", token(story), secret(old.web)))
    ]
    answers += [
        Chat(story, f"9{number}").forge(f"i:{link}:yes").text for number, link in enumerate(("forged", token(story), secret(old.web)))
    ]
    assert answers == ["Det link er brugt eller for gammelt. Bed din vejleder om et nyt."] * 6


def test_a_used_link_brings_its_own_person_back_to_where_they_were() -> None:
    chat = in_chat(Story())
    assert chat.type(f"/start {token(chat.story)}").text.startswith("Hej. Jeg er et program")
    assert chat.forge(f"i:{token(chat.story)}:yes").text.startswith("Hej. Jeg er et program")


def test_somebody_without_a_link_is_told_how_one_comes_in() -> None:
    chat = Chat(Story())
    letters = [chat.type("hej"), chat.type("/start"), chat.forge("t:1:onward")]
    assert [letter.text for letter in letters] == ["Hej. Jeg er et program. Du kommer ind med et link fra din vejleder."] * 3
    assert chat.address is None


def test_a_counsellor_who_connects_is_told_of_news_there() -> None:
    story = Story()
    chat = Chat(story, "88")
    link = story.do(inviting.telegram_link, chat.stage, story.counsellor.person)
    assert chat.type(f"/start {link.rsplit('=', 1)[1]}").text == "Telegram er nu klar."
    assert chat.type("hej").text == "Her får du besked, når der er nyt. Læs og svar på skrivebordet."
    in_chat(story)
    assert chat.letters()[-1].text == "En person har sagt ja til din invitation."
    assert story.do(inviting.telegram_link, replace(chat.stage, bot_name=""), story.counsellor.person) == ""


def test_a_talk_goes_on_in_chat_to_the_end_and_a_stale_button_changes_nothing() -> None:
    chat = in_chat(Story())
    used = chat.letters()[-1].rows[0][0].press
    chat.press("Videre")
    letter = chat.forge(used)
    assert letter.text.split("\n\n")[0] == "Den knap er brugt. Her er vi nu."
    chat.press("Mig")
    chat.press("Fint")
    assert "Du har skrevet: Læreplads" in chat.type("Læreplads").text
    assert chat.press("Gem").text.startswith("4 af 7")


@pytest.mark.parametrize(
    "press", ["", "i:", "i:::", "c:forged", "t:1:all", "g:1:yes", "a:x:1:done", "q:x", "z:1", "e:x", "t:99:onward", "\x00", "å" * 60]
)
def test_a_forged_press_changes_nothing(press: str) -> None:
    chat = in_chat(Story())
    before = [chat.story.rows(table) for table in ("notes", "shares", "wordings", "actions", "memberships")]
    chat.forge(press)
    assert [chat.story.rows(table) for table in ("notes", "shares", "wordings", "actions", "memberships")] == before


@pytest.mark.parametrize(("kind", "told"), [("unusable", receiving.UNUSABLE), ("edited", edited.UNKNOWN)])
def test_what_cannot_be_taken_is_said_and_the_question_is_asked_again(kind: str, told: str) -> None:
    chat = in_chat(Story())
    chat.press("Videre")
    letter = chat.send(kind, text="noget")
    assert letter is not None
    assert (letter.text.startswith(f"{told}\n\n1 af 7"), chat.story.rows("versions")[1:]) == (True, [])


def test_a_blocked_chat_is_not_written_to_until_it_opens_again() -> None:
    chat = in_chat(Story())
    count = len(chat.letters())
    chat.send("blocked")
    address = chat.address
    assert address is not None
    assert (address.state, len(chat.letters())) == ("gone", count)
    chat.send("unblocked")
    assert chat.address == replace(address, state="open")
    chat.send("blocked")
    chat.type("hej igen")
    assert chat.address == replace(address, state="open")
    Chat(chat.story, "nobody").send("blocked")


def test_two_courses_in_one_chat_are_switched_by_a_button() -> None:
    story = Story()
    chat = in_chat(story)
    second = story.do(inviting.invite, story.stage, story.counsellor.person, reason="Noget andet")
    chat.type(f"/start {secret(second.web)}")
    assert "Noget andet" in chat.letters()[-1].text
    chat.press("Ja, begynd")
    address = chat.address
    assert address is not None
    assert address.course == second.course
    chat.type("/menu")
    chat.press("Skift forløb")
    chat.press("Vejleder")
    assert chat.address == replace(address, course=story.counsellor.course)


def test_erasing_in_chat_says_what_is_left_to_do() -> None:
    chat = in_chat(Story())
    chat.type("/slet")
    chat.press("Ja, slet alt")
    told = [row for row in chat.story.rows("outbox", external="77") if row["state"] == post.WAITING]
    assert (len(told), chat.address) == (1, None)
    assert chat.type("hej").text == "Hej. Jeg er et program. Du kommer ind med et link fra din vejleder."


def test_the_newest_draft_takes_the_place_of_those_that_still_wait() -> None:
    chat = in_chat(Story())
    for label in ("Videre", "Mig", "Fint"):
        chat.press(label)
    before = len(chat.letters())
    chat.type("en")
    chat.type("to")
    assert (len(chat.letters()), "Du har skrevet: en\nto" in chat.letters()[-1].text) == (before + 1, True)


def test_an_invitation_is_read_in_the_language_of_the_reader_where_it_is_there() -> None:
    chat = Chat(Story())
    letter = chat.send(text=f"/start {token(chat.story)}", language="xx")
    assert letter is not None
    assert letter.text.split("\n\n")[1] == "Vejleder vil gerne mødes med dig."


def test_help_after_grave_words_is_not_overtaken_by_what_is_said_to_the_next_line() -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Både-og]")
    story.do(
        people.settle,
        Address(channel="telegram", external="77", person=story.counsellee.person, course=story.counsellee.course, state=people.OPEN),
    )
    chat = Chat(story)
    chat.stage = story.stage
    chat.type("Jeg vil ikke leve mere")
    chat.type("og jeg er træt")
    assert [letter.text.startswith("Tak, fordi du skriver det.") for letter in chat.letters()[-2:]] == [True, False]
