"""A meeting that nobody prepared ends in an agreement, a plan and an evaluation, all of it done on the sheet."""

from bot.usecases import ringing
from bot.usecases.sheets import sitting
from tests.usecases.sheets.pens import Pens


def test_a_meeting_that_was_never_prepared_ends_with_an_agreement_and_a_plan() -> None:
    pens = Pens()
    _agree(pens)
    _talk(pens)
    _plan(pens)
    assert pens.do(pens.guided, "sit", do="end").said == sitting.ENDED
    assert pens.story.ask(sitting.closing_lines, pens.story.stage, pens.guided) == (
        "Alle har sagt ja til målet: “At finde en læreplads før sommer”",
        "Dig: Ringe til tømreren, senest 27. nov. 2026",
        "Vejleder: Finde tre steder, senest 29. nov. 2026",
        "Dig: ringer jeg til skolen, senest 23. nov. 2026",
        "I har ikke aftalt et nyt møde.",
    )
    assert pens.story.line().headline == "i gang"
    pens.story.do(ringing.ring_due, pens.story.stage, 10)
    pens.story.do(ringing.ring_due, pens.story.stage, 10)
    assert [letter.text.splitlines()[0] for letter in pens.story.letters(pens.guided.person, "remind_evaluation")] == ["Et minut om mødet?"]


def _agree(pens: Pens) -> None:
    """They begin with the goal: one proposes, the other sees it differently, and both say yes to the words they end with."""
    pens.do(pens.guided, "sit", do="begin")
    pens.do(pens.guide, "put", field="agreement", text="At komme i arbejde", seen="0")
    pens.do(pens.guided, "tick", version="1", verdict="differently", line="Jeg vil lære noget først")
    pens.do(pens.guided, "put", field="agreement", text="At finde en læreplads før sommer", seen="1")
    for who in (pens.guided, pens.guide):
        pens.do(who, "tick", version="2", verdict="yes")
    agreed = pens.sheet(pens.guide).field("agreement").confirmation
    assert agreed is not None
    assert (agreed.settled, [text for text, _ in agreed.earlier]) == (True, ["At komme i arbejde"])


def _talk(pens: Pens) -> None:
    """They go where the sheet leads: what the counsellee wants, and the two numbers."""
    for field in ("want", "importance", "belief", "plan"):
        now = pens.sheet(pens.guided).sitting
        assert now is not None
        assert now.next == field
        pens.do(pens.guide, "sit", do="focus", field=field)
        if field == "want":
            lent = pens.write(pens.guide, "Noget med træ", lent_to=pens.guided.person)
            pens.do(pens.guided, "lent_yes", note=lent)
            pens.do(pens.guided, "put", field="want", seen="0")
            for who in (pens.guided, pens.guide):
                pens.do(who, "tick", version="3", verdict="yes")
        elif field != "plan":
            pens.do(pens.guided, "dot", field=field, value="7", show="1")
    assert [dot.now for field in ("importance", "belief") for dot in pens.sheet(pens.guide).field(field).dots] == [7, 7]


def _plan(pens: Pens) -> None:
    """Each leaves with a step, and the counsellee with an if–then for the door."""
    pens.do(pens.guided, "step", what="Ringe til tømreren", by="fredag", show="1")
    pens.do(pens.guide, "step", what="Finde tre steder", by="om en uge")
    pens.do(pens.guided, "door", forget="Telefonen", cue="jeg sætter mig i bussen", reply="ringer jeg til skolen", by="i morgen", show="1")
