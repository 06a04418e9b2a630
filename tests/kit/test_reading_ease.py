import pytest

from bot.kit.reading_ease import lix, longest_sentence, mean_sentence, sentences, words


def test_words_are_runs_of_letters_and_a_value_is_one_of_them() -> None:
    assert words("{counsellor} ser kun “det”, du deler – kl. 10.") == ["X", "ser", "kun", "det", "du", "deler", "kl", "10"]
    assert words("Både-og, e-mail og 3 gode ting") == ["Både-og", "e-mail", "og", "3", "gode", "ting"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvad vil du? Sig det: Nu! Tak.", ["Hvad vil du?", "Sig det:", "Nu!", "Tak."]),
        ("En linje\nen til\n\nog en", ["En linje", "en til", "og en"]),
        ("Mød op kl. 10. {counsellor} er der.", ["Mød op kl. 10.", "{counsellor} er der."]),
        ("Skriv “1. februar”. Eller fredag.", ["Skriv “1. februar”.", "Eller fredag."]),
        ("Hun siger: “Kom!” Så går du.", ["Hun siger:", "“Kom!”", "Så går du."]),
        ("… – !", []),
        ("", []),
    ],
)
def test_sentences_end_at_marks_and_lines_but_not_in_a_time_or_a_date(text: str, expected: list[str]) -> None:
    assert [_bare(sentence) for sentence in sentences(text)] == [_bare(sentence) for sentence in expected]


def test_lix_is_words_a_sentence_and_long_words_in_a_hundred() -> None:
    assert lix("Vi går en tur. Vejleder kommer.") == 6 / 2 + 100 * 1 / 6
    assert lix("en to tre fire", "fem seks") == 3.0
    assert lix("sekser") == 1.0
    assert lix("syverne") == 101.0
    assert lix("") == 0.0


def test_letters_count_in_a_long_word_and_hyphens_do_not() -> None:
    assert lix("Både-og") == 1.0


def test_sentences_are_measured_in_words() -> None:
    assert mean_sentence("Et to tre. Fire.", "Fem seks") == 2.0
    assert mean_sentence() == 0.0
    assert longest_sentence("Et to tre. Fire.", "Fem seks") == "Et to tre."
    assert longest_sentence("") == ""


def _bare(sentence: str) -> str:
    return sentence.strip("“”\"' ")
