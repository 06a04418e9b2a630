"""An answer is kept as data and comes back as it was."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.answers import SKIPPED, Answer, cleaned
from bot.dialogue.dates import When

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
WHEN = st.builds(When, day=st.dates(), at=st.none() | st.times().map(lambda at: at.replace(microsecond=0)))
ANY = st.builds(
    Answer,
    text=WORDS,
    picks=st.lists(WORDS).map(tuple),
    number=st.none() | st.integers(0, 10),
    when=st.none() | WHEN,
    lines=st.lists(WORDS).map(tuple),
    skipped=st.booleans(),
)


@given(answer=ANY)
def test_an_answer_survives_being_kept(answer: Answer) -> None:
    assert Answer.from_data(answer.as_data()) == answer


@pytest.mark.parametrize(
    ("answer", "data"),
    [
        (Answer(), {}),
        (SKIPPED, {"skipped": True}),
        (Answer(number=0), {"number": 0}),
        (Answer(when=When(day=date(2026, 11, 27), at=time(14))), {"day": "2026-11-27", "at": "14:00:00"}),
        (Answer(when=When(day=date(2026, 11, 27))), {"day": "2026-11-27", "at": ""}),
        (Answer(text="x", picks=("a",), lines=("l",)), {"text": "x", "picks": ["a"], "lines": ["l"]}),
    ],
)
def test_only_what_was_said_is_kept(answer: Answer, data: dict[str, object]) -> None:
    assert answer.as_data() == data


@given(text=st.text(st.characters()))
def test_cleaned_text_can_be_written_anywhere(text: str) -> None:
    kept = cleaned(text)
    assert "\x00" not in kept
    assert kept.encode().decode() == kept == kept.strip()
