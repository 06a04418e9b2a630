"""The steps of the plan on the sheet: each belongs to whoever is to take it, and chat tells the same."""

from dataclasses import replace
from datetime import date

import pytest

from bot.dialogue import phrases
from bot.domain.plan import ActionState
from bot.errors import BadInput, NotAllowed, NoteMoved, NotFound
from bot.usecases import planning, ringing
from bot.usecases.sheets.view import Seen, StepView
from bot.usecases.stage import Who
from tests.usecases.sheets.pens import Pens


def steps(pens: Pens, who: Who | None = None) -> list[StepView]:
    """The steps somebody (the counsellee) has before them."""
    return list(pens.sheet(who or pens.guided).field("plan").steps)


def made(show: str = "1", **more: str) -> tuple[Pens, StepView]:
    """The counsellee has made a step."""
    pens = Pens()
    pens.do(pens.guided, "step", what="Ringe til skolen", by="fredag", show=show, **more)
    [step] = steps(pens)
    return pens, step


def edit(pens: Pens, step: StepView, **about: str) -> StepView:
    pens.do(pens.guided, "step_edit", action=step.id, version=str(step.version), **about)
    return steps(pens)[0]


def test_a_step_is_written_with_a_day_as_people_type_it_and_is_told_how_it_was_understood() -> None:
    pens = Pens()
    done = pens.do(
        pens.guided, "step", what="Ringe til skolen", by="fredag", first="Finde nummeret", helper="Min bror", sign="Jeg har en tid"
    )
    assert done.said == "Dagen er fredag den 27. november 2026."
    [step] = steps(pens)
    told = (step.what, step.due, step.first, step.helper, step.sign, step.state, step.seen, step.version)
    assert told == ("Ringe til skolen", date(2026, 11, 27), "Finde nummeret", "Min bror", "Jeg har en tid", "open", Seen.MINE, 1)
    assert steps(pens, pens.guide) == []


def test_english_days_are_understood_too() -> None:
    pens = Pens()
    pens.do(pens.guided, "step", what="Ringe", by="next friday")
    assert steps(pens)[0].due == date(2026, 11, 27)


@pytest.mark.parametrize(("by", "said"), [("når jeg gider", phrases.NOT_A_DATE), ("1. november 2026", phrases.DATE_IS_PAST)])
def test_a_day_that_is_none_is_told_of_and_nothing_is_written(by: str, said: str) -> None:
    pens = Pens()
    with pytest.raises(BadInput) as told:
        pens.do(pens.guided, "step", what="Ringe", by=by)
    assert (told.value.details, pens.story.mine(), pens.story.rows("actions")) == ((said,), [], [])


def test_a_step_needs_words_and_nobody_has_more_than_three_in_hand() -> None:
    pens = Pens()
    for what in ("", "  ", "n" * 5000):
        with pytest.raises(BadInput):
            pens.do(pens.guided, "step", what=what)
    for number in range(3):
        pens.do(pens.guided, "step", what=f"Nummer {number}")
    with pytest.raises(BadInput) as told:
        pens.do(pens.guided, "step", what="Nummer fire")
    assert told.value.details == (planning.ENOUGH,)


def test_a_counsellors_promise_is_seen_at_once() -> None:
    pens = Pens()
    pens.do(pens.guide, "step", what="Finde tre steder", by="om en uge", show="")
    [seen] = steps(pens)
    assert (seen.what, seen.due, seen.mine, seen.version) == ("Finde tre steder", date(2026, 11, 29), False, 0)
    assert [letter.text for letter in pens.story.letters(pens.guided.person, "action")] == ["Der er nyt i planen."]


def test_the_chat_tells_of_it_and_changes_it() -> None:
    pens, _ = made()
    pens.story.talk("/menu", "[Mine skridt]")
    assert pens.story.told == ["1. Ringe til skolen (dig, senest 27. nov. 2026, på vej)"]


def test_only_the_doer_changes_a_step_its_day_and_how_it_stands() -> None:
    pens, step = made()
    for kind in ("step_edit", "step_state", "step_show", "step_hide"):
        with pytest.raises(NotAllowed):
            pens.do(pens.guide, kind, action=step.id, version="1", what="Noget andet", by="i morgen", state="done")
    assert steps(pens) == [step]


def test_a_changed_step_is_seen_as_it_was_until_it_is_shown() -> None:
    pens, step = made()
    mine = edit(pens, step, what="Skrive til skolen", by="om to uger", show="")
    assert (mine.what, mine.due, mine.seen) == ("Skrive til skolen", date(2026, 12, 6), Seen.NEWER)
    [theirs] = steps(pens, pens.guide)
    assert (theirs.what, theirs.due) == ("Ringe til skolen", date(2026, 11, 27))
    edit(pens, mine, show="1")
    [theirs] = steps(pens, pens.guide)
    assert (theirs.what, theirs.due) == ("Skrive til skolen", date(2026, 12, 6))


def test_where_nothing_is_said_of_showing_it_stays_as_it_was() -> None:
    pens, step = made()
    assert edit(pens, step, what="Skrive til skolen").seen is Seen.BOTH
    assert steps(pens, pens.guide)[0].what == "Skrive til skolen"
    pens, step = made(show="")
    assert edit(pens, step, what="Skrive til skolen").seen is Seen.MINE
    assert steps(pens, pens.guide) == []


def test_what_is_emptied_is_gone_and_what_did_not_come_along_stays() -> None:
    pens, step = made(helper="Min bror", first="Finde nummeret")
    changed = edit(pens, step, helper="", by="", show="1")
    assert (changed.helper, changed.due, changed.first, changed.what) == ("", None, "Finde nummeret", "Ringe til skolen")
    [theirs] = steps(pens, pens.guide)
    assert (theirs.helper, theirs.due, theirs.first) == ("", None, "Finde nummeret")


def test_two_pens_at_one_step_do_not_overrun_each_other() -> None:
    pens, step = made()
    edit(pens, step, what="Skrive til skolen")
    with pytest.raises(NoteMoved) as moved:
        edit(pens, step, what="Gå hen på skolen")
    assert (moved.value.now, moved.value.version) == ("Skrive til skolen", 2)


def test_how_it_went_is_the_doers_to_say() -> None:
    pens, step = made()
    pens.do(pens.guided, "step_state", action=step.id, version="1", state="done")
    assert [(one.state, one.state_name, one.waits) for one in steps(pens, pens.guide)] == [("done", "gjort", False)]
    assert [letter.text for letter in pens.story.letters(pens.guide.person, "done")] == ["Et skridt i planen er gjort."]
    pens.do(pens.guided, "step_state", action=step.id, version="2", state="open")
    assert steps(pens)[0].waits
    for state in ("", "perhaps"):
        with pytest.raises(BadInput):
            pens.do(pens.guided, "step_state", action=step.id, version="3", state=state)


def test_what_got_in_the_way_is_shown_as_the_step_is() -> None:
    pens, step = made()
    pens.do(pens.guided, "step_state", action=step.id, version="1", state="not_yet", hindered="Der var lukket")
    assert [steps(pens, who)[0].hindered for who in (pens.guided, pens.guide)] == ["Der var lukket"] * 2
    pens.story.talk("/menu", "[Mine skridt]")
    assert pens.story.told[0].endswith("ikke endnu)\nDet kom i vejen: Der var lukket")
    pens, step = made(show="")
    pens.do(pens.guided, "step_state", action=step.id, version="1", state="not_yet", hindered="Der var lukket")
    assert (steps(pens)[0].hindered, steps(pens, pens.guide)) == ("Der var lukket", [])
    assert [note.shared for note in pens.story.mine(step="hindered")] == [0]


def test_a_wish_for_help_reaches_the_counsellor() -> None:
    pens, step = made()
    assert pens.do(pens.guided, "step_state", action=step.id, version="1", state="help").said == planning.HELP_SEEN
    assert [letter.text for letter in pens.story.letters(pens.guide.person, "help")] == ["Der er ønske om hjælp til et skridt."]
    pens.do(pens.guide, "step", what="Finde tal")
    mine = steps(pens, pens.guide)[1]
    with pytest.raises(NotAllowed):
        pens.do(pens.guide, "step_state", action=mine.id, version="1", state="help")


def test_a_step_is_shown_and_taken_back_as_a_whole() -> None:
    pens, step = made(show="", first="Finde nummeret")
    pens.do(pens.guided, "step_show", action=step.id, version="1")
    assert [(one.what, one.first, one.due) for one in steps(pens, pens.guide)] == [
        ("Ringe til skolen", "Finde nummeret", date(2026, 11, 27))
    ]
    pens.do(pens.guided, "step_hide", action=step.id)
    assert (steps(pens, pens.guide), steps(pens)[0].seen) == ([], Seen.MINE)
    pens.do(pens.guide, "step", what="Finde tal")
    with pytest.raises(NotAllowed):
        pens.do(pens.guide, "step_hide", action=steps(pens, pens.guide)[0].id)


def test_nobody_learns_from_a_steps_number_that_words_were_kept_private() -> None:
    pens, step = made()
    before = steps(pens, pens.guide)
    edit(pens, step, what="Skrive til skolen", helper="Min bror", show="")
    assert steps(pens, pens.guide) == before


def test_reminders_follow_a_step_whose_day_is_moved() -> None:
    pens, step = made(remind="day_before")
    assert _reminded(pens) == ["2026-11-26T09:00"]
    edit(pens, step, by="om to uger")
    assert _reminded(pens) == ["2026-12-05T09:00"]
    pens.do(pens.guided, "step_state", action=step.id, version="2", state="done")
    assert _reminded(pens) == []


def test_the_door_frame_on_the_sheet_makes_an_if_then_that_is_reminded_of() -> None:
    pens = Pens()
    about = {"forget": "Telefonen", "cue": "Hvis jeg sætter mig i bussen", "reply": "så ringer jeg til skolen"}
    pens.do(pens.guided, "door", **about, by="i morgen", remind="tomorrow", show="1")
    [step] = steps(pens, pens.guide)
    assert (step.what, step.sentence) == ("så ringer jeg til skolen", "Hvis jeg sætter mig i bussen, så ringer jeg til skolen.")
    pens.story.clock.later(days=1)
    pens.story.do(ringing.ring_due, pens.story.stage, 10)
    [letter] = pens.story.letters(pens.guided.person, "remind_step")
    assert letter.text.startswith("Hvis jeg sætter mig i bussen, så ringer jeg til skolen.")
    mine = steps(pens)[0]
    changed = edit(pens, mine, what="Ringe", first="Finde nummeret", helper="Min bror", sign="En tid", reply="ringer jeg")
    told = (changed.what, changed.first, changed.helper, changed.sign, changed.sentence)
    assert told == ("Ringe", "Finde nummeret", "Min bror", "En tid", "Hvis jeg sætter mig i bussen, så ringer jeg.")
    with pytest.raises(BadInput):
        pens.do(pens.guided, "door", cue="Hvis jeg sætter mig i bussen", reply=" ")


def test_who_sees_only_what_they_show_writes_nothing_private() -> None:
    pens, step = made(show="")
    by_staff = replace(pens.guided, shared_only=True)
    for kind, about in (("step", {"what": "Noget"}), ("door", {"cue": "a", "reply": "b"})):
        with pytest.raises(NotAllowed):
            pens.do(by_staff, kind, **about)
    with pytest.raises(NotFound):
        pens.do(by_staff, "step_edit", action=step.id, version="1", what="Noget")
    pens.do(by_staff, "step", what="Noget", show="1")
    [seen] = steps(pens, by_staff)
    assert seen.what == "Noget"
    for kind in ("step_edit", "step_show", "step_hide"):
        with pytest.raises(NotAllowed):
            pens.do(by_staff, kind, action=seen.id, version="1", what="Andet", show="1")


def test_every_state_has_its_name() -> None:
    pens, step = made()
    for version, state in enumerate(ActionState, start=step.version):
        pens.do(pens.guided, "step_state", action=step.id, version=str(version), state=state)
        assert steps(pens)[0].state == state


def _reminded(pens: Pens) -> list[str]:
    return [row["due_at"][:16] for row in pens.story.rows("timers", kind="action")]
