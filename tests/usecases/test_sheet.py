"""The sheet on the desk: what the counsellor may see, by field and method, with who said it and when; and nothing else."""

from dataclasses import replace

from bot.usecases import reviewing, sheet
from bot.usecases.sheet import SheetField
from tests.usecases.story import Story, answered, shared


def on(story: Story) -> tuple[SheetField, ...]:
    """The sheet as the counsellor sees it."""
    return story.ask(sheet.read, story.stage, story.counsellor)


def said(story: Story) -> list[tuple[str, list[str]]]:
    """Every field with what is said in it."""
    return [(field.name, [note.said for taking in field.takings for note in taking.notes]) for field in on(story)]


def took(story: Story, method: str, *lines: str, press: str) -> None:
    """The counsellee takes a method, and answers its last question with this press."""
    story.press(f"m:take={method}")
    story.talk(*lines)
    while story.screen is not None and story.screen.name == "step":
        labels = [one.label for one in story.screen.answers]
        story.talk("[Videre]" if "Videre" in labels else "[Spring over]")
    story.talk(press)


def test_an_empty_sheet_has_no_fields() -> None:
    assert on(answered()) == ()


def test_the_sheet_tells_who_said_what_to_which_question_and_when() -> None:
    story = shared()
    [field] = on(story)
    [taking] = field.takings
    assert (field.id, field.name, taking.title) == ("agreement", "Aftalefeltet", "Aftalefeltet")
    note = taking.notes[2]
    assert (note.author, note.question, note.said) == ("Alex", "Hvad vil du gerne have ud af denne vejledning?", "En læreplads")
    assert (note.at.isoformat(), note.edited) == ("2026-11-22T10:00:00+01:00", False)


def test_what_is_skipped_or_private_leaves_no_trace() -> None:
    story = shared()
    took(story, "dream", "Et hus", "[Gem]", press="[Behold for mig selv]")
    assert "Drømmen" not in str(story.page())
    assert said(story) == [("Aftalefeltet", ["Mig", "Både-og", "En læreplads", "Min egen bolig"])]


def test_methods_stand_in_their_fields_the_newest_first() -> None:
    story = shared()
    took(story, "flip", "Jeg sover dårligt", "[Gem]", press="[Del med Vejleder]")
    story.clock.later(days=1)
    took(story, "dream", "Et hus", "[Gem]", press="[Del med Vejleder]")
    assert [field.id for field in on(story)] == ["agreement", "want"]
    assert said(story)[1] == ("Hvad vil jeg?", ["Et hus", "Jeg sover dårligt"])
    story.clock.later(days=1)
    story.press("m:look=flip")
    story.item(1, "Ret")
    story.talk("Jeg er træt", "[Gem]", "[Del rettelsen]")
    [first, _] = on(story)[1].takings
    assert [(note.said, note.edited) for note in first.notes] == [("Jeg er træt", True)]


def test_each_taking_of_a_method_stands_by_itself() -> None:
    story = shared()
    for thing in ("Solen skinnede", "Det regnede"):
        story.clock.later(days=1)
        took(story, "goodthings", thing, "[Gem]", "[Spring over]", press="[Del med Vejleder]")
    [field] = [field for field in on(story) if field.id == "can"]
    assert [[note.said for note in taking.notes] for taking in field.takings] == [["– Det regnede"], ["– Solen skinnede"]]


def test_what_the_counsellor_wrote_for_both_is_there_under_their_name() -> None:
    story = answered()
    story.do(reviewing.write_aim, story.stage, story.counsellor, {"want": "Hjælpe dig videre"})
    [field] = on(story)
    assert [(note.author, note.question, note.said) for note in field.takings[0].notes] == [
        ("Vejleder", "Det vil jeg", "Hjælpe dig videre")
    ]


def test_a_question_and_an_invitation_are_told_elsewhere() -> None:
    story = answered()
    story.do(reviewing.ask, story.stage, story.counsellor, "Hvad mener du?")
    assert on(story) == ()


def test_a_message_stands_on_top_until_it_is_read_and_then_on_the_sheet() -> None:
    story = answered()
    story.talk("[Del intet]")
    story.press("m:write")
    story.talk("Kan vi mødes før?", "[Gem]")
    assert [message.said for message in story.page().messages] == ["Kan vi mødes før?"]
    story.clock.later(minutes=1)
    story.do(reviewing.mark_reviewed, story.stage, story.counsellor)
    assert (story.page().messages, said(story)) == ((), [("Aftalefeltet", ["Kan vi mødes før?"])])


def test_a_photo_on_the_sheet_names_its_file() -> None:
    story = shared()
    [note] = story.mine(flow="agreement", step="outcome")
    answer = {**note.words.answer, "file": "f1", "media": "voice"}
    [told] = story.ask(sheet.told, story.stage, story.counsellor, [replace(note, words=replace(note.words, answer=answer))])
    assert (told.file, told.media) == ("f1", "voice")
