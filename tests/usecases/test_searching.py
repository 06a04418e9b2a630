"""Search finds what a counsellor may see, whatever its accents and capitals, and nothing else."""

from dataclasses import replace

import pytest

from bot.errors import BadInput
from bot.records import courses, people
from bot.records.core import Records
from bot.usecases import agreeing, inviting, owndata, searching, sharing
from bot.usecases.searching import Found
from tests.usecases.story import Story, answered, shared


def search(story: Story, words: str, person: str = "") -> Found:
    return story.ask(searching.search, story.stage, person or story.counsellor.person, words)


def places(found: Found) -> list[tuple[str, str]]:
    return [(hit.where, hit.found) for hit in found.hits]


@pytest.mark.parametrize("words", ["læreplads", "LÆREPLADS", "laereplads", "  Læreplads "])
def test_a_word_that_was_shared_is_found_however_it_is_typed(words: str) -> None:
    [hit] = search(shared(), words).hits
    assert (hit.where, hit.name, hit.before, hit.found, hit.after) == (
        "Hvad vil du gerne have ud af denne vejledning?",
        "Alex",
        "En ",
        "læreplads",
        "",
    )


@pytest.mark.parametrize(
    ("name", "words"), [("Søren", "soren"), ("André", "ANDRE"), ("Aaløv", "aalov"), ("Åse", "ase"), ("Łucja", "lucja")]
)
def test_a_name_is_found_without_its_accents(name: str, words: str) -> None:
    story = shared()
    story.do(lambda records: people.add(records, replace(people.get(records, story.counsellee.person), name=name)))
    assert places(search(story, words)) == [("Navn", name)]


def test_what_is_kept_taken_back_frozen_or_somebody_elses_is_not_found() -> None:
    kept = answered()
    assert places(search(kept, "læreplads")) == []
    story = shared()
    colleague, _ = story.do(inviting.add_counsellor, story.stage, "En anden", "")
    assert search(story, "læreplads", colleague) == Found(hits=(), looked=(), more=False)
    story.do(lambda records: sharing.take_all_back(records, story.stage, story.counsellee))
    assert places(search(story, "læreplads")) == []
    frozen = shared()
    frozen.do(owndata.freeze, frozen.counsellee)
    assert search(frozen, "læreplads") == Found(hits=(), looked=(), more=False)


def test_what_both_may_see_is_found_too_and_the_courses_looked_through_are_told() -> None:
    story = shared()
    story.do(agreeing.propose, story.stage, story.counsellee, "Et værksted at være i")
    found = search(story, "værksted")
    assert (places(found), found.looked) == ([("Målet", "værksted")], (story.counsellee.course,))
    assert search(story, "findes ikke").looked == (story.counsellee.course,)


def test_only_some_words_around_are_shown() -> None:
    story = shared()
    story.do(agreeing.propose, story.stage, story.counsellee, f"{'før ' * 40}nålen {'efter ' * 40}")
    [hit] = search(story, "nålen").hits
    assert hit.before.startswith("…før ")
    assert hit.after.endswith(" efter…")
    assert max(len(hit.before), len(hit.after)) <= searching.AROUND + 1


@pytest.mark.parametrize("words", ["", "a", " a ", "a" * 101])
def test_too_few_letters_or_too_many_are_no_search(words: str) -> None:
    with pytest.raises(BadInput):
        search(shared(), words)


def test_there_is_an_end_to_what_is_shown() -> None:
    story = shared()

    def many(records: Records) -> None:
        for number in range(searching.MOST + 5):
            inviting.invite(records, story.stage, story.counsellor.person, reason="Nu", label=f"Hold {number}")

    story.do(many)
    found = search(story, "hold")
    assert (len(found.hits), found.more) == (searching.MOST, True)


def test_a_name_somebody_chose_later_does_not_hide_what_the_counsellor_calls_the_course() -> None:
    story = shared()
    assert places(search(story, "nr. 7")) == [("Navn", "Nr. 7")]
    assert story.ask(courses.label, story.counsellee.course) == "Nr. 7"
