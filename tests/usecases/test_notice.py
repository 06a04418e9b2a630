"""What people are told of their data, that their yes to it is kept with the text as it stood, and that a change is told once."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot import opening
from bot.config import Settings
from bot.domain.operator import AgeRule, Basis, Below, Operator
from bot.kit.reading_ease import lix, longest_sentence, words
from bot.records import people
from bot.records.people import Address
from bot.texts import Texts
from bot.usecases import notice_texts, noticing
from bot.usecases.stage import Stage
from tests.usecases.story import Story, answered, secret
from tests.usecases.test_receiving import Chat, token

EXAMPLE = Path(__file__).parents[2] / "docs" / "operator.toml"
OPERATOR = opening.read_operator(Settings(data=Path("nowhere"), operator=EXAMPLE))
DANISH = Texts(language="da")


def text(operator: Operator = OPERATOR, *, telegram: bool = False) -> str:
    return notice_texts.written(operator, DANISH, telegram=telegram).text


def below(rule: Below, **age: str) -> Operator:
    return replace(OPERATOR, age=AgeRule(country="DK", limit=15, below=rule, **age))


def changed(stage: Stage, **words: object) -> Stage:
    """The stage after the operator wrote something else."""
    return replace(stage, operator=replace(stage.operator, **words))  # type: ignore[arg-type]


def test_it_names_who_why_for_what_how_long_and_where_to_complain() -> None:
    said = text(replace(OPERATOR, keeps="Datoen for jeres møder bliver i journalen i 5 år"))
    words_of_theirs = (OPERATOR.controller, OPERATOR.contact, OPERATOR.officer, OPERATOR.law, OPERATOR.complaint)
    for part in (
        *words_of_theirs,
        *OPERATOR.purposes,
        *OPERATOR.recipients,
        "Datoen for jeres møder",
        "et år",
        "90 dage",
        "2 år",
        "uge før",
    ):
        assert part in said, part


def test_it_tells_every_right_that_nobody_reads_along_and_that_not_everything_stays_secret() -> None:
    for part in ("se alt", "rette", "tilbage", "fryse", "slette", "klage", "Ingen læser med lige nu", "Nej, ikke alt.", "pligt"):
        assert part in text(), part


def test_a_public_task_asks_for_no_consent_and_a_consent_can_be_taken_back() -> None:
    task = notice_texts.written(replace(OPERATOR, basis=Basis.PUBLIC_TASK), DANISH, telegram=True)
    asked = " ".join([*task.short, task.text]).lower()
    assert [part for part in ("samtykke", "giver lov", "siger ja", "ja tilbage") if part in asked] == []
    consent = notice_texts.written(replace(OPERATOR, basis=Basis.CONSENT), DANISH, telegram=True)
    assert all("Du kan altid tage dit ja tilbage." in part for part in (" ".join(consent.short), consent.text))


def test_telegram_is_named_where_one_can_write_there() -> None:
    assert ("uden for EU" in text(telegram=True), "Telegram" in text()) == (True, False)


def test_each_age_rule_is_said() -> None:
    assert "Er du under 15 år?\nDu behøver ikke spørge en forælder her." in text(below(Below.COUNSELLING))
    assert "Er du under 15 år?\nSå skal en forælder sige ja, før du begynder." in text(below(Below.GUARDIAN))
    assert "Gør det her i stedet: Ring 116 111." in text(below(Below.REFER, refer_to="Ring 116 111."))


@pytest.mark.parametrize("basis", list(Basis))
def test_it_is_easy_to_read_with_the_words_of_the_example(basis: Basis) -> None:
    notice = notice_texts.written(replace(OPERATOR, basis=basis), DANISH, telegram=True)
    assert (lix(notice.text) <= 35, len(words(longest_sentence(notice.text))) <= 20, len(notice.text) < 2500) == (True, True, True)
    assert len(notice.short) == 3


def test_it_is_told_in_the_operators_own_words_of_the_language() -> None:
    english = notice_texts.written(OPERATOR, Texts(language="en"), telegram=False).text
    assert ("Nordby Municipality" in english, "Nordby Kommune" in english) == (True, False)
    assert "Nordby Kommune" in notice_texts.written(replace(OPERATOR, translated={}), Texts(language="en"), telegram=False).text


def test_the_example_names_everything_an_operator_can_say() -> None:
    written = EXAMPLE.read_text(encoding="utf-8")
    names = {*Operator.__dataclass_fields__, *OPERATOR.retention.__dataclass_fields__, *OPERATOR.age.__dataclass_fields__}
    there = set(re.findall(r"^(?:# )?([a-z_]+) = ", written, re.MULTILINE)) | set(re.findall(r"^\[([a-z]+)", written, re.MULTILINE))
    assert names - there == {"demonstration", "translated"}
    assert there - names == {"words"}


def test_a_yes_is_kept_with_the_text_as_it_was_shown() -> None:
    story = Story().accept()
    shown = noticing.notice(story.stage, "da")
    (kept,) = story.rows("consents", course=story.counsellee.course)
    assert {name: kept[name] for name in ("person", "act", "notice", "language", "channel")} == {
        "person": story.counsellee.person, "act": "process", "notice": shown.hash, "language": "da", "channel": "web",
    }  # fmt: skip
    assert kept["at"].startswith("2026-11-22T09:00")
    assert story.rows("notices", hash=shown.hash)[0]["text"] == "\n\n".join([*shown.short, shown.text])


def test_a_changed_text_is_told_once_and_every_version_can_be_read_again() -> None:
    story = Story().accept()
    story.stage = changed(story.stage, complaint="Et nyt sted")
    tell = (story.stage, story.counsellee, "web", story.counsellee.person)
    story.clock.later(days=3)
    for _ in range(2):
        story.do(noticing.tell, *tell)
    (letter,) = story.letters(story.counsellee.person, "notice")
    assert (letter.text, letter.rows[0][0].label) == ("Teksten om dine data er ændret.", "Læs")
    story.press(letter.rows[0][0].press)
    assert "Er du utilfreds, kan du klage her: Et nyt sted." in "\n".join(story.told)
    story.talk("[Det, du har sagt ja til]")
    told = "\n".join(story.told)
    assert told.index("Du fik besked om en ny tekst 25. nov. 2026.") < told.index("Et nyt sted")
    assert told.index("Du sagde ja 22. nov. 2026.") < told.index("klage her: Datatilsynet")
    assert [row["act"] for row in story.rows("consents")] == ["process", "told"]


def test_another_language_is_no_new_text() -> None:
    story = Story().accept("/sprog", "[English]")
    assert not story.ask(noticing.is_news, story.stage, story.counsellee)


def test_somebody_from_before_there_was_a_text_is_told() -> None:
    story = Story().accept()
    story.do(lambda records: records.rows.drop("consents", {"course": story.counsellee.course}))
    assert story.ask(noticing.is_news, story.stage, story.counsellee)
    story.do(noticing.tell, story.stage, story.counsellee, "web", story.counsellee.person)
    assert not story.ask(noticing.is_news, story.stage, story.counsellee)


def test_who_came_by_a_link_of_staffs_is_told_nothing_in_their_name() -> None:
    story = Story().accept()
    story.stage = changed(story.stage, complaint="Et nyt sted")
    guest = replace(story.counsellee, shared_only=True)
    story.do(noticing.tell, story.stage, guest, "web", guest.person)
    assert [row["act"] for row in story.rows("consents")] == ["process"]


def test_in_a_messenger_the_change_is_told_at_the_next_look_but_not_into_urgent_help() -> None:
    story = Story().accept("[Videre]", "[Mig]", "[Både-og]")
    who = story.counsellee
    story.do(people.settle, Address(channel="telegram", external="77", person=who.person, course=who.course, state=people.OPEN))
    chat = Chat(story)
    chat.type("Jeg vil ikke leve mere")
    assert "Teksten om dine data er ændret." not in [letter.text for letter in chat.letters()]
    chat.type("/menu")
    chat.type("/menu")
    assert [letter.text for letter in chat.letters()].count("Teksten om dine data er ændret.") == 1


def offered(story: Story) -> list[str]:
    screen = story.talk("/menu")
    return [one.label for one in screen.answers] if screen else []


def test_sharing_is_another_act_and_refusing_it_changes_nothing_else() -> None:
    yes, no = answered(), answered()
    assert no.screen
    assert not any(option.on for option in no.screen.answers)
    yes.talk("[Del alt]")
    no.talk("[Del intet]")
    assert [row["act"] for row in yes.rows("consents")] == [row["act"] for row in no.rows("consents")] == ["process"]
    assert [note.words.said for note in yes.mine()] == [note.words.said for note in no.mine()]
    assert (any(note.shared for note in yes.mine()), any(note.shared for note in no.mine())) == (True, False)
    with_it, without = offered(yes), offered(no)
    assert [one for one in with_it if one not in without] == ["Tag alt tilbage"]
    assert [one for one in with_it if one in without] == without


def test_in_a_messenger_the_whole_text_is_one_press_before_the_yes() -> None:
    chat = Chat(Story())
    chat.type(f"/start {token(chat.story)}")
    letter = chat.press("Om dine data")
    assert letter.text == noticing.notice(chat.stage, "da").text
    assert chat.press("Ja, begynd").text.startswith("Hej. Jeg er et program")
    assert [row["channel"] for row in chat.story.rows("consents")] == ["telegram"]


def test_a_yes_to_a_text_that_has_changed_meanwhile_shows_the_new_one_first() -> None:
    chat = Chat(Story())
    chat.type(f"/start {token(chat.story)}")
    chat.stage = changed(chat.stage, complaint="Et nyt sted")
    assert "Et nyt sted" in chat.press("Ja, begynd").text
    assert chat.story.rows("consents") == []
    chat.press("Ja, begynd")
    assert [row["notice"] for row in chat.story.rows("consents")] == [noticing.notice(chat.stage, "da").hash]


def at_the_age(rule: Below, **age: str) -> Chat:
    """Somebody who wants to begin where the age is asked for."""
    chat = Chat(Story())
    chat.stage = changed(chat.stage, age=below(rule, **age).age)
    chat.type(f"/start {token(chat.story)}")
    assert chat.press("Ja, begynd").text.startswith("Er du fyldt 15 år?")
    return chat


def kept_of(chat: Chat) -> tuple[object, ...]:
    rows = chat.story.rows
    return chat.address, len(rows("people")), len(rows("memberships", course=chat.story.counsellor.course)), rows("consents")


def test_below_the_age_a_guardian_says_yes_and_only_that_is_kept() -> None:
    chat = at_the_age(Below.GUARDIAN)
    waits = chat.press("Nej")
    assert [[button.label for button in row] for row in waits.rows] == [
        ["En forælder har sagt ja", "Ikke endnu"],
        ["Om dine data"],
        ["Akut hjælp"],
    ]
    assert chat.press("Ikke endnu").text.endswith("Intet er gemt. Linket virker stadig, når I er klar.")
    assert kept_of(chat) == (None, 1, 1, [])
    chat.type(f"/start {token(chat.story)}")
    chat.press("Ja, begynd")
    chat.press("Nej")
    assert chat.press("En forælder har sagt ja").text.startswith("Hej. Jeg er et program")
    assert sorted(row["act"] for row in chat.story.rows("consents")) == ["guardian", "process"]


def test_of_age_one_begins_and_the_age_is_kept_nowhere() -> None:
    chat = at_the_age(Below.GUARDIAN)
    assert chat.press("Ja").text.startswith("Hej. Jeg er et program")
    assert [row["act"] for row in chat.story.rows("consents")] == ["process"]


def test_where_they_are_referred_nothing_is_kept_and_the_invitation_stays_unanswered() -> None:
    chat = at_the_age(Below.REFER, refer_to="Ring 116 111")
    assert "Gør det her i stedet: Ring 116 111." in chat.press("Nej").text
    assert kept_of(chat) == (None, 1, 1, [])
    assert chat.story.rows("courses")[0]["state"] == "invited"
    mark = noticing.notice(chat.stage, "da").mark
    assert chat.forge(f"i:{secret(chat.story.invitation.web)}:guardian:{mark}").text.startswith("Er du fyldt 15 år?")
