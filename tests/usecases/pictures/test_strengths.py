"""The strengths: up to five with their examples, how they read without eyes, and who sees them."""

from bot.dialogue.answers import Answer
from bot.domain.pictures import Strength, Strengths
from bot.usecases.pictures import strengths
from tests.usecases.pictures.mapping import picture, shared, taking, wrote

STORY = ("Vi kom i mål", "[Gem]", "Jeg blev ved", "[Gem]")
DECK = ("[Det er mig]", "[Lidt mig]", "[Det er mig]", "[Ikke mig]", "[Færdig]")
BEST = ("[Modig]", "[Tålmodig]", "[Gem]")
REST = ("Jeg ventede", "[Spring over]", "Min søster: Modig", "[Gem]", "[Modig]")


def test_each_strength_has_its_example_and_one_is_to_be_used_more() -> None:
    found = picture(wrote("strengths", *STORY, *DECK, *BEST, *REST), "strengths")
    assert isinstance(found, Strengths)
    assert found.strengths == (Strength(name="Tålmodig", example="Jeg ventede"), Strength(name="Modig", more=True))
    assert (found.title, found.friend) == ("Styrkekabale", "Min søster: Modig")
    assert found.alt.splitlines() == [
        "2 styrker.",
        "– Tålmodig. Jeg ventede",
        "– Modig. Den vil jeg bruge mere.",
        "En, der kan lide mig, ville vælge: Min søster: Modig",
    ]


def test_before_the_best_are_picked_the_pile_is_drawn() -> None:
    found = picture(wrote("strengths", *STORY, *DECK), "strengths")
    assert isinstance(found, Strengths)
    assert [strength.name for strength in found.strengths] == ["Tålmodig", "Nysgerrig"]


def test_of_a_large_pile_five_are_drawn_and_nothing_of_the_others() -> None:
    deck = Answer(piles={"me": ("patient", "brave", "curious", "honest", "kind", "funny"), "some": ("calm",)})
    found = strengths.read(taking("strengths", deck=deck))
    assert isinstance(found, Strengths)
    assert [strength.name for strength in found.strengths] == ["Tålmodig", "Modig", "Nysgerrig", "Ærlig", "Venlig"]


def test_one_strength_is_one() -> None:
    found = strengths.read(taking("strengths", best=Answer(picks=("brave",))))
    assert found
    assert found.alt == "Én styrke.\n– Modig."


def test_a_story_alone_is_nothing_to_draw() -> None:
    assert picture(wrote("strengths", *STORY, "[Spring over]"), "strengths") is None


def test_a_counsellor_sees_no_strength_before_it_is_shared() -> None:
    story = wrote("strengths", *STORY, *DECK, *BEST, *REST)
    assert picture(story, "strengths", story.counsellor) is None
    assert picture(shared(story, "strengths"), "strengths", story.counsellor) == picture(story, "strengths")
