from typing import Any

import pytest

from bot.dialogue.flow import Flow, Kind, Part, Step
from bot.kit.everything import Text
from bot.kit.wording import NOTICE, flow_faults, program_faults
from bot.texts import Texts, places
from tests.house.tree import ROOT
from tests.kit.written import LANGUAGES, a_flow, a_step, choices, flows

HARD = "Vejlederen foreslår afklarende spørgsmål om beskæftigelse til samtalen i morgen tidlig."
LONG = " ".join(["Et", *["og to"] * 10, "ja."])  # 22 words


def test_plain_words_are_no_fault() -> None:
    assert flow_faults(flows(a_flow()), LANGUAGES) == []


def test_no_flows_are_a_fault() -> None:
    assert flow_faults({}, LANGUAGES) == ["there are no flows whose words could be checked; add at least one file"]


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"text": HARD, "help": ""}, "text: LIX is 66, and one message may have 30; use shorter words or sentences"),
        ({"why": HARD}, "why: LIX is 66, and one message may have 30; use shorter words or sentences"),
        ({"why": LONG}, f"why: a sentence of 22 words, and it may have 20; divide it: {LONG!r}"),
        ({"help": "Et ord er nok. " * 19}, "text: 306 characters in one message, and it may have 300; cut it"),
        ({"help": "Hvad så nu?"}, "text: 2 question marks in one message; ask one thing at a time"),
        (
            {"kind": Kind.CHOICE, "choices": choices("Ja", "x" * 25)},
            f"choice b: '{'x' * 25}' has 25 characters, and a button 24; shorten it",
        ),
        (
            {"kind": Kind.PILES, "choices": choices("Ja", "Nej"), "piles": choices("Mig", "x" * 25)},
            f"pile b: '{'x' * 25}' has 25 characters, and a button 24; shorten it",
        ),
    ],
)
def test_a_step_that_is_too_much_is_named_with_what_to_do(changed: dict[str, Any], fault: str) -> None:
    assert found(a_step(**changed)) == [f"doorframe.toml, step cue, {fault}"]


def test_every_part_of_an_entry_is_a_message_of_its_own() -> None:
    parts = (
        Part(id="age", kind=Kind.NUMBER, text="Hvor gammel? Og hvornår?"),
        Part(id="near", kind=Kind.CHOICE, text="Hvor tæt på?", choices=choices("Tæt på", "x" * 25)),
    )
    assert found(a_step(kind=Kind.TIMELINE, parts=parts)) == [
        f"doorframe.toml, step cue, part near, choice b: '{'x' * 25}' has 25 characters, and a button 24; shorten it",
        "doorframe.toml, step cue, part age: 2 question marks in one message; ask one thing at a time",
    ]


def test_a_title_is_a_button_of_the_menu_and_its_first_and_last_words_are_messages() -> None:
    flow = a_flow(*easy(), title="x" * 25, gives=LONG, ending=HARD)
    assert flow_faults(flows(flow), LANGUAGES) == [
        f"doorframe.toml, title: '{'x' * 25}' has 25 characters, and a button 24; shorten it",
        f"doorframe.toml, gives: a sentence of 22 words, and it may have 20; divide it: {LONG!r}",
        "doorframe.toml, ending: LIX is 66, and one message may have 30; use shorter words or sentences",
    ]


def test_messages_of_few_words_count_in_the_pool_alone() -> None:
    short = "Beskæftigelse kræver afklarende spørgsmål."
    assert found(a_step(why=short)) == []
    assert flow_faults(flows(a_flow(a_step(text=short, help="", why=short), gives=short)), LANGUAGES) == [
        "doorframe.toml: LIX is 56.3 over all its messages, and it may be 25; use shorter words or sentences"
    ]


def test_sentences_are_short_on_average() -> None:
    thirteen = " ".join(["et"] * 12) + " ord."
    flow = a_flow(a_step(text=thirteen, help="", why=thirteen), gives=thirteen, ending=thirteen)
    assert flow_faults(flows(flow), LANGUAGES) == [
        "doorframe.toml: its sentences have 13.0 words on average, and it may be 12; divide the longest"
    ]


def test_what_one_says_yes_to_may_be_a_little_longer_and_harder() -> None:
    a_bit_hard = "Vejleder ser kun det, du deler. Så kan du svare, og svarene er frivillige og kan slettes."
    longer = "Et ord er nok. " * 25
    assert len(faults_at("agreement", "intro", a_bit_hard, longer)) == 0
    assert len(faults_at("doorframe", "intro", "Vejleder ser det.", longer)) == 1
    assert "LIX is 41" in faults_at("agreement", "intro", a_bit_hard.replace("det, du deler", "spørgsmål"), "")[0]


def test_another_language_has_the_limits_of_size_but_not_of_lix() -> None:
    english = Texts(
        language="en",
        messages={
            ("doorframe/cue", "Hvad sker der først?"): "What happens first? And then?",
            ("doorframe/cue", "Så kan du se det for dig."): " ".join(["Understanding"] * 21),
            ("doorframe", "Pas på døren"): "Mind the doorframe, please",
        },
    )
    assert flow_faults(flows(a_flow()), {**LANGUAGES, "en": english}) == [
        "doorframe.toml, title (en): 'Mind the doorframe, please' has 26 characters, and a button 24; shorten it",
        "doorframe.toml, step cue, text (en): 2 question marks in one message; ask one thing at a time",
    ]


def test_a_sentence_of_the_model_stands_to_the_letter_with_plain_help() -> None:
    written = flows(a_flow())
    assert plant(written, "agreement", text="Hvad vil du have ud af denne vejledning?") == [
        (
            "agreement.toml, step outcome, text: this sentence is the model's own; "
            "write it to the letter: “Hvad vil du gerne have ud af denne vejledning?”"
        )
    ]
    assert plant(written, "agreement", help="") == [
        "agreement.toml, step outcome, help: the sentence asked is the model's own; say it in plain words in a line of help"
    ]
    assert plant(written, "agreement", id="outcomes") == [
        (
            "agreement.toml, step outcome: there is no such step, and it asks “Hvad vil du gerne have ud af denne vejledning?”; "
            "put it back, or move its line in bot/kit/verbatim.py"
        )
    ]
    assert plant(written, "goal", text="Hvad ser, hører og mærker du, når du har nået målet?") == [
        (
            "goal.toml, step specific, text: this sentence is the model's own; "
            "write it to the letter: “hvad ser, hører og føler du, når du har nået målet?”"
        )
    ]
    assert plant(written, "goal", text="Hvad ser, hører og føler du, når du har nået målet?") == []
    del written["goal"]
    assert [fault.split(":")[0] for fault in flow_faults(written, LANGUAGES)] == [
        f"goal.toml, step {step}" for step in ("specific", "responsibility", "timed", "ecological")
    ]


def test_a_sentence_of_the_model_counts_nowhere_but_its_help_does() -> None:
    written = flows(a_flow())
    assert plant(written, "agreement", help=HARD) == [
        "agreement.toml, step outcome, text: LIX is 66, and one message may have 30; use shorter words or sentences"
    ]


def test_the_programs_own_sentences_have_the_same_limits_and_its_labels_none() -> None:
    said = [Text(place="bot/one.py", language="da", text=text) for text in ("Det er skrevet ned. Tak.", "Et felt om beskæftigelse")]
    easy = [Text(place="bot/two.py", language="da", text=f"Det er nu {number} år.") for number in range(12)]
    assert program_faults([*said, *easy]) == []
    hard = Text(place="bot/one.py", language="da", text=HARD)
    asks = Text(place="bot/one.py", language="en", text="Is it? Is it so?")
    assert program_faults([*said, *easy, hard, asks]) == [
        "bot/one.py (en), 'Is it? Is it so?': 2 question marks in one message; ask one thing at a time",
        f"bot/one.py, {HARD!r}: LIX is 66, and one message may have 30; use shorter words or sentences",
    ]
    assert program_faults([hard])[1:] == [
        "the program's own texts: LIX is 65.5 over all its messages, and it may be 25; use shorter words or sentences"
    ]


def test_the_text_about_ones_data_may_be_a_little_harder_and_is_counted_by_itself() -> None:
    easy = [Text(place="bot/two.py", language="da", text=f"Det er nu {number} år.") for number in range(3)]
    harder = Text(place=NOTICE, language="da", text="Du bestemmer selv, hvad din vejleder ser nu. Du bestemmer også, hvornår vi ses igen.")
    assert program_faults([*easy, harder]) == []
    assert program_faults([*easy, Text(place=NOTICE, language="da", text=HARD)]) == [
        f"{NOTICE}, {HARD!r}: LIX is 66, and one message may have 35; use shorter words or sentences",
        "the text about one's data: LIX is 65.5 over all its messages, and it may be 35; use shorter words or sentences",
    ]
    (long,) = program_faults([*easy, Text(place=NOTICE, language="da", text=LONG)])[:1]
    assert "a sentence of 22 words, and it may have 20" in long


def test_the_text_about_ones_data_is_there_to_be_checked() -> None:
    assert sum(file == NOTICE for file, _, _ in places(ROOT)) > 20


def test_a_program_that_says_nothing_is_a_fault() -> None:
    assert program_faults([]) == ["there are no texts of the program whose words could be checked; look at where they are collected from"]


def found(step: Step) -> list[str]:
    return flow_faults(flows(a_flow(step, *easy())), LANGUAGES)


def easy() -> list[Step]:
    """So many easy words that one hard message does not move the pool over its limit."""
    return [a_step(f"easy{number}") for number in range(12)]


def faults_at(flow_id: str, step_id: str, text: str, help_line: str) -> list[str]:
    step = a_step(step_id, kind=Kind.READ, text=text, help=help_line)
    written = flows()
    there = list(written[flow_id].steps) if flow_id in written else []
    return flow_faults({**written, flow_id: a_flow(step, *there, *easy(), flow_id=flow_id)}, LANGUAGES)


def plant(written: dict[str, Flow], flow_id: str, **changed: str) -> list[str]:
    """The faults after something was changed in the first step of a flow."""
    first, *rest = written[flow_id].steps
    usual = {"text": first.text, "help": first.help}
    step = a_step(**{"step_id": changed.pop("id", first.id), **usual, **changed})
    return flow_faults({**written, flow_id: a_flow(step, *rest, *easy(), flow_id=flow_id)}, LANGUAGES)
