"""The map of somebody's life: what they placed, how it reads without eyes, and who sees it."""

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.answers import Answer
from bot.domain.pictures import Around, LifeSpace
from bot.usecases.pictures import lifespace
from tests.usecases.pictures.mapping import picture, shared, taking, wrote

MOTHER = ("Min mor", "[Tæt på]", "[Det hjælper]")
DEBT = ("[Tilføj en mere]", "Gæld", "[Langt væk]", "[Det tager kræfter]")
LOOSE = ("[Tilføj en mere]", "Fodbold", "[Spring over]", "[Spring over]")
AROUND = ("En fast hverdag", "[Gem]", *MOTHER, *DEBT, *LOOSE, "[Færdig]")
ALL = (*AROUND, "[Spring over]", "Regninger", "[Gem]", "Ro", "[Gem]")


def test_what_was_placed_is_drawn_where_it_was_placed() -> None:
    drawn = picture(wrote("lifespace", *ALL), "lifespace")
    assert isinstance(drawn, LifeSpace)
    assert drawn.around == (
        Around(name="Min mor", near="near", effect="helps"),
        Around(name="Gæld", near="far", effect="drains"),
        Around(name="Fodbold"),
    )
    assert (drawn.title, drawn.question, drawn.more, drawn.less) == ("Mit liv lige nu", "En fast hverdag", "Ro", "Regninger")


def test_the_map_reads_as_text_from_near_to_far() -> None:
    drawn = picture(wrote("lifespace", *ALL), "lifespace")
    assert drawn
    assert drawn.alt.splitlines() == [
        "Et kort med mig i midten og 3 ting omkring.",
        "Det handler om: En fast hverdag",
        "Tæt på:",
        "– Min mor (Det hjælper)",
        "Langt væk:",
        "– Gæld (Det tager kræfter)",
        "Uden plads endnu:",
        "– Fodbold",
        "Mere af: Ro",
        "Mindre af: Regninger",
    ]


def test_one_thing_is_told_as_one() -> None:
    drawn = picture(wrote("lifespace", "[Spring over]", *MOTHER, "[Færdig]"), "lifespace")
    assert drawn
    assert drawn.alt.splitlines()[0] == "Et kort med mig i midten og én ting omkring."


def test_with_nothing_around_there_is_nothing_to_draw() -> None:
    assert picture(wrote("lifespace", "En fast hverdag", "[Gem]", "[Spring over]"), "lifespace") is None


def test_a_counsellor_sees_no_map_before_it_is_shared() -> None:
    story = wrote("lifespace", *ALL)
    assert picture(story, "lifespace", story.counsellor) is None
    assert picture(shared(story, "lifespace"), "lifespace", story.counsellor) == picture(story, "lifespace")


WORDS = st.text("abc æøå", min_size=1, max_size=20).filter(lambda words: words == words.strip())
PLACED = st.fixed_dictionaries(
    {"name": WORDS},
    optional={"near": st.sampled_from(["near", "middle", "far", "gone"]), "effect": st.sampled_from(["helps", "drains", "odd"])},
)


@given(st.lists(PLACED, min_size=1, max_size=15), WORDS)
def test_the_text_holds_every_word_of_the_map(around: list[dict[str, str]], question: str) -> None:
    drawn = lifespace.read(taking("lifespace", around=Answer(entries=tuple(around)), question=Answer(text=question)))
    assert drawn
    lines = [line.removeprefix("– ").partition(" (")[0] for line in drawn.alt.splitlines() if line.startswith("– ")]
    assert sorted(lines) == sorted(entry["name"] for entry in around)
    assert f"Det handler om: {question}" in drawn.alt
