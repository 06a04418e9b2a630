"""One person in two channels, linked by their own act: a notice comes in one of them, and the talk goes on in either."""

from bot.usecases import inviting, notices
from tests.usecases.story import Story
from tests.usecases.test_receiving import Chat


def linked() -> Chat:
    """Somebody who began on the web and opened the chat by their own link."""
    story = Story().accept("[Videre]", "[Mig]", "[Både-og]")
    chat = Chat(story)
    link = story.do(inviting.telegram_link, chat.stage, story.counsellee.person, story.counsellee.course)
    chat.type(f"/start {link.rsplit('=', 1)[1]}")
    return chat


def test_a_notice_comes_in_the_chat_alone() -> None:
    chat = linked()
    who = chat.story.counsellee
    chat.story.do(notices.tell, chat.stage, who.person, who.course, "aim")
    assert [row["channel"] for row in chat.story.rows("outbox", person=who.person, kind="aim")] == ["telegram"]


def test_what_was_begun_on_the_web_goes_on_in_the_chat_and_back() -> None:
    chat = linked()
    assert any("3 af 7\nHvad vil du gerne have ud" in letter.text for letter in chat.letters())
    assert "Du har skrevet: En læreplads" in chat.type("En læreplads").text
    chat.story.talk("/fortsæt", "[Gem]")
    assert "En læreplads" in [note.words.said for note in chat.story.mine()]
    assert "4 af 7" in chat.type("/fortsæt").text
