"""The goal: one sentence, its eight criteria, how it reads without eyes, and who sees it."""

from bot.dialogue.answers import Answer
from bot.domain.pictures import Goal
from bot.usecases import sharing
from bot.usecases.pictures import goal
from bot.usecases.stage import Who
from tests.usecases.pictures.mapping import picture, shared, taking, wrote
from tests.usecases.story import Story

SKIP = "[Spring over]"
LINES = ("En læreplads", "[Gem]", SKIP, SKIP, SKIP, "Ringe selv", "[Gem]", "Skrive brevet\nRinge", "[Gem]", "1. juni", "[Ja, det passer]")
REST = ("Ja", "[Gem]", "Tidligt op", "[Gem]", "Jeg vil have en læreplads.", "[Gem]")
DAY = "tirsdag den 1. juni 2027"


def drawn(story: Story, who: Who | None = None) -> Goal:
    found = picture(story, "goal", who)
    assert isinstance(found, Goal)
    return found


def test_the_goal_is_its_sentence_with_its_day() -> None:
    found = drawn(wrote("goal", *LINES, *REST))
    assert (found.title, found.sentence, found.by) == ("Mit mål", "Jeg vil have en læreplads.", DAY)


def test_the_eight_criteria_stand_in_the_order_of_the_model_with_what_was_said() -> None:
    assert [(one.name, one.said) for one in drawn(wrote("goal", *LINES, *REST)).criteria] == [
        ("Sagt positivt", "En læreplads"),
        ("Klart for mig", ""),
        ("Til at se eller måle", ""),
        ("Noget, jeg har lyst til", ""),
        ("Noget, jeg selv kan gøre", "Ringe selv"),
        ("Til at nå", "– Skrive brevet\n– Ringe"),
        ("Med en dag på", DAY),
        ("Passer til mit liv", "Ja\nTidligt op"),
    ]


def test_the_goal_reads_as_text_line_by_line() -> None:
    assert drawn(wrote("goal", *LINES, *REST)).alt.splitlines() == [
        "Målet: Jeg vil have en læreplads.",
        f"Senest {DAY}.",
        "5 af 8 spørgsmål til målet har et svar.",
        "1. Sagt positivt: En læreplads",
        "2. Klart for mig: Ikke svaret endnu",
        "3. Til at se eller måle: Ikke svaret endnu",
        "4. Noget, jeg har lyst til: Ikke svaret endnu",
        "5. Noget, jeg selv kan gøre: Ringe selv",
        "6. Til at nå: – Skrive brevet",
        "– Ringe",
        f"7. Med en dag på: {DAY}",
        "8. Passer til mit liv: Ja",
        "Tidligt op",
    ]


def test_until_it_is_one_sentence_the_goal_is_what_it_began_with() -> None:
    assert drawn(wrote("goal", "En læreplads", "[Gem]")).sentence == "En læreplads"


def test_a_goal_without_a_sentence_says_so() -> None:
    found = goal.read(taking("goal", specific=Answer(text="En nøgle")))
    assert isinstance(found, Goal)
    assert (found.sentence, found.alt.splitlines()[0]) == ("", "Målet er ikke sagt i én sætning endnu.")


def test_a_criterion_answered_by_voice_is_answered() -> None:
    found = goal.read(taking("goal", specific=Answer(file="f1", media="voice")))
    assert isinstance(found, Goal)
    assert found.criteria[1].said == "Talebesked"


def test_without_answers_there_is_nothing_to_draw() -> None:
    assert picture(wrote("goal", SKIP), "goal") is None


def test_a_counsellor_sees_of_the_goal_what_is_shared_and_no_more() -> None:
    story = wrote("goal", *LINES, *REST)
    assert picture(story, "goal", story.counsellor) is None
    [line] = [note for note in story.mine(flow="goal") if note.step == "one_line"]
    story.do(sharing.share, story.stage, story.counsellee, [line])
    seen = drawn(story, story.counsellor)
    assert (seen.sentence, seen.by, {one.said for one in seen.criteria}) == ("Jeg vil have en læreplads.", "", {""})
    assert drawn(shared(story, "goal"), story.counsellor) == drawn(story)
