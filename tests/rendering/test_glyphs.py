"""What no type of ours has is drawn as something near, so that nobody meets an empty box and the paper is always made."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.drawing import Drawing, Form
from bot.domain.pictures import Strength, Strengths
from bot.rendering import glyphs, typesetting
from bot.rendering.glyphs import MISSING, clean, fit, fitted
from bot.rendering.signs import NEAR
from tests.rendering.said import SOME

MARKS = [chr(code) for code in range(0x300, 0x11000) if unicodedata.category(chr(code)).startswith("M")]
LETTERS = st.characters() | st.characters(max_codepoint=0x2FFF) | st.sampled_from([*MARKS, *NEAR, "\u200d", "\ufe0f", "❤"])


@settings(max_examples=10 * SOME, deadline=None)
@given(words=st.text(LETTERS, min_size=1, max_size=12))
def test_any_words_become_an_accessible_paper_at_the_first_try(words: str) -> None:
    card = Strengths(title=words, alt=words, terms={"more": "", "friend": ""}, strengths=(Strength(name=words, example=words),))
    told = fitted(json.loads(typesetting.told(Drawing(picture=card, form=Form.PDF))))
    assert typesetting._compiled(told, []).startswith(b"%PDF")  # noqa: SLF001 - the first try, without the second


@pytest.mark.parametrize(
    "words", ["", "Rødgrød med fløde – 10,5 år…", "„Ja“ × ½ → ☺ ♥ ✓", "Ελλάδα Привіт שָׁלוֹם مرحبا नमस्ते สวัสดี ქართული", "e\u0301 å"]
)
def test_what_can_be_drawn_stays_as_it_is(words: str) -> None:
    assert fit(words) == unicodedata.normalize("NFC", words)


def test_a_mark_that_turns_words_round_is_gone_and_line_ends_are_one() -> None:
    assert fit("a\u202eb\u2066c\u2069\ufeffd") == "abcd"
    assert fit("a\r\nb\rc\u2028d\x0be\tf") == "a\nb\nc\nd\ne f"
    assert fit("\x00\x1b[0m\x7f") == "[0m"


def test_what_is_no_text_is_a_dot() -> None:
    assert fit("\ud800 \ue000 \uffff \U0010ffff") == " ".join(MISSING * 4)


def test_marks_do_not_pile_up() -> None:
    assert fit("Z" + "\u0316" * 90 + "a") == "Z" + "\u0316" * 4 + "a"


def test_the_near_signs_are_ours_to_draw() -> None:
    ours, _ = glyphs._faces()  # noqa: SLF001 - what Debian has does not count
    assert len(NEAR) > 100
    assert {sign for sign in NEAR.values() if not any(ord(sign) in face for face in ours)} == set()


def test_what_is_missing_is_near_or_a_dot(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, _ = glyphs._faces()  # noqa: SLF001 - as where Debian has nothing
    monkeypatch.setattr(glyphs, "_faces", lambda: (ours, []))
    glyphs._covers.cache_clear()  # noqa: SLF001
    assert fit("🙂😭💚 🇩🇰 1️⃣ 👍🏽 ❤️") == "☺☹♥ DK 1 👍 ❤"
    assert fit("👩‍👩‍👧‍👦 日本") == "· ··"
    assert fit("Ạ\u20e5 日\u20d1") == "Ạ ·"
    assert fit("㎏ ㏂ Ａ") == "kg a.m. A"
    glyphs._covers.cache_clear()  # noqa: SLF001


def test_the_words_beside_a_drawing_stay_the_persons_own() -> None:
    told = {"alt": "🙂 日本\x00", "title": "\x00", "events": [{"what": "a\x00", "age": 9.5, "said": None, "alt": ""}]}
    assert fitted(told) == {"alt": "🙂 日本", "title": MISSING, "events": [{"what": "a", "age": 9.5, "said": None, "alt": MISSING}]}
    assert clean("🙂 日本") == "🙂 日本"
