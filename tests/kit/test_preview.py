import re

from bot.dialogue.flow import Condition, Kind, Part
from bot.kit.preview import page
from bot.texts import Texts
from tests.kit.written import DANISH, LANGUAGES, a_flow, a_step, choices

ENGLISH = Texts(
    language="en",
    messages={("doorframe", "Pas på døren"): "Mind the door", ("doorframe/cue", "Hvad sker der først?"): "What happens first?"},
)


def test_every_text_of_every_flow_is_on_the_page() -> None:
    parts = (
        Part(id="event", kind=Kind.TEXT, text="Hvad skete der?"),
        Part(id="feeling", kind=Kind.FEELING, text="Hvordan var det?", lowest="skidt", highest="godt"),
        Part(id="near", kind=Kind.CHOICE, text="Hvor tæt på?", choices=choices("Helt tæt", "Langt væk")),
    )
    flow = a_flow(
        a_step(stand_in="det der"),
        a_step("deck", kind=Kind.PILES, text="Hvad er dig?", choices=choices("Rolig"), piles=choices("Mig", "Ikke mig")),
        a_step("life", kind=Kind.TIMELINE, text="Hvad formede dig?", parts=parts),
        a_step("scale", kind=Kind.SCALE, text="Hvor klar er du?", lowest="slet ikke", highest="helt"),
        yields="Hvis {cue}, så ro.",
    )
    shown = re.sub(r"<[^>]+>", "", page({flow.id: flow}, LANGUAGES))
    texts = ["Pas på døren", "Du får en plan.", "Hvad sker der først?", "Et ord er nok.", "Så kan du se det for dig.", "det der"]
    texts += ["Hvad er dig?", "Rolig", "Ikke mig", "Hvad formede dig?", "Hvad skete der?", "Hvordan var det?", "skidt", "godt", "Langt væk"]
    texts += ["Hvor klar er du?", "slet ikke", "helt", "Hvis {cue}, så ro.", "Tak. Det står der nu.", "-5", "10", "Spring over", "Hvorfor?"]
    assert [text for text in texts if text not in shown] == []


def test_languages_stand_side_by_side_and_what_is_missing_is_seen() -> None:
    shown = page({"doorframe": a_flow()}, {"en": ENGLISH, "da": DANISH})
    assert shown.index("Pas på døren</h2>") < shown.index("Mind the door</h2>")
    assert (shown.count('lang="da"'), shown.count('lang="en" title')) == (3, 3)
    assert shown.count("not translated") == 7  # gives, help, three ways, why, ending
    assert "not translated" not in page({"doorframe": a_flow()}, LANGUAGES)


def test_our_own_pictures_are_drawn_as_buttons() -> None:
    shown = page({"doorframe": a_flow(a_step(kind=Kind.PICTURE))}, LANGUAGES)
    assert ("<span>Bro</span>" in shown, shown.count("not translated")) == (True, 0)


def test_what_a_proof_reader_must_know_of_a_step_stands_beside_it() -> None:
    steps = [
        a_step(kind=Kind.SEVERAL, choices=choices("Ja", "Nej")),
        a_step("next", kind=Kind.CHOICE, of="cue", share="both", when=Condition(step="cue", any_of=("a", "b"))),
        a_step("last", share="never", when=Condition(step="next")),
    ]
    shown = page({"doorframe": a_flow(*steps)}, LANGUAGES)
    assert "choice<br>if cue is a, b<br>choices: what was picked in cue<br>seen by both</span>" in shown
    assert "text<br>if next<br>never shared</span>" in shown


def test_words_are_escaped_and_values_are_marked() -> None:
    shown = page({"doorframe": a_flow(a_step(text="{counsellor} <b> & “du”?"))}, LANGUAGES)
    assert '<span class="value">{counsellor}</span> &lt;b&gt; &amp; “du”?' in shown


def test_the_page_stands_alone_and_opens_with_a_table_of_the_flows() -> None:
    shown = page({"doorframe": a_flow()}, LANGUAGES)
    assert re.findall(r"(?:src|href)=\"(?!#)", shown) == []
    assert '<a href="#doorframe">Pas på døren</a>' in shown
    assert re.findall(r'<td class="number">(\d+)</td>', shown) == ["1", "3", "4"]
