"""Words as people may type them: short, long, in one go, in capitals, in other scripts, and the letters of a program."""

from hypothesis import strategies as st

from tests.faults.length import LONG

# How many drawings are looked at for one promise: each takes a good while.
SOME = 200 if LONG else 6
LONG_WORDS = (
    "Uddannelsesvejledningscenterafdelingsleder",
    "W" * 40,
    "x" * 10_000,
    "12345678901234567890" * 3,
    "https://www.eksempel.dk/en/lang/vej",
)
OTHERS = ("הבית של אמא", "الأسرة والعمل", "Мама и работа", "#let x = 1", "$x$ *a* _b_ \\ // @b <c>", "\u202emor", "a\u0301" * 90)
ALPHABET = "abcdefgæøå WM-,.?"
WORDS = st.one_of(
    st.text(ALPHABET, min_size=1, max_size=90).filter(lambda words: bool(words.strip())),
    st.sampled_from((*LONG_WORDS, *OTHERS)),
)
MAYBE = st.one_of(st.just(""), WORDS)
LANGUAGES = st.sampled_from(("da", "en", "he"))
