import pytest

from bot.kit.banned import FILE, Banned, faults, read_banned
from bot.kit.everything import Text

PHRASES = read_banned(FILE.read_text(encoding="utf-8"))
JUDGING = Banned(language="da", phrase="flot*", reason="Praise judges.")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("da", "Det er helt hemmeligt."),
        ("da", "{counsellor} fortæller det aldrig til nogen."),
        ("da", "Godt klaret!"),
        ("da", "Flot."),
        ("da", "Du bør tale med nogen."),
        ("da", "Du skal huske din kode."),
        ("da", "Har du fået en diagnose?"),
        ("da", "Jeg forstår hvordan du har det."),
        ("da", "Jeg er ked af at høre det."),
        ("da", "Din handlekompetence"),
        ("da", "Afdækning af dit liv"),
        ("da", "Hvilke ressourcer har du?"),
        ("da", "Empowerment"),
        ("en", "This is completely\nsecret."),
        ("en", "Well done!"),
        ("en", "I recommend a walk."),
        ("en", "Which symptoms do you have?"),
        ("en", "I'm sorry to hear that."),
        ("en", "Empowering you"),
    ],
)
def test_what_nobody_is_to_read_here_is_found(language: str, text: str) -> None:
    others = [Text(place="x", language=one, text="Tak") for one in ("da", "en")]
    assert len(faults([Text(place="x", language=language, text=text), *others], PHRASES)) == 1


@pytest.mark.parametrize("text", ["Tak.", "Intet er gemt.", "Den dato forstod jeg ikke.", "Du kan være anonym.", "En flotille"])
def test_plain_words_are_left_alone(text: str) -> None:
    assert faults([Text(place="x", language=one, text=text) for one in ("da", "en")], PHRASES) == []


def test_a_fault_names_the_place_the_words_and_the_reason() -> None:
    text = Text(place="dream.toml, step why, help", language="da", text="Hvor er det flotte ord!")
    assert faults([text], [JUDGING]) == [
        "dream.toml, step why, help (da): “flotte”. Praise judges. Say it another way: 'Hvor er det flotte ord!'"
    ]


def test_every_phrase_has_a_reason_and_finds_itself() -> None:
    assert len(PHRASES) > 100
    for one in PHRASES:
        assert one.reason
        assert len(faults([Text(place="x", language=one.language, text=one.phrase.replace("*", ""))], [one])) == 1


def test_a_language_without_phrases_or_without_texts_is_a_fault() -> None:
    assert faults([Text(place="x", language="sv", text="Tack")], [JUDGING]) == [
        "da: there are no texts in which to look for banned phrases; look at where they are collected from",
        "sv: no phrases are banned in this language; add them to bot/kit/banned.toml",
    ]
