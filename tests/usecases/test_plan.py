"""Steps somebody will take: kept, reminded of, reported, and told to the other only when shared."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.plan import Action, ActionState
from bot.errors import BadInput, NotAllowed, NotFound
from bot.records import plans, timers
from bot.usecases import planning, ringing, step_reminders
from bot.usecases.stage import Who
from tests.usecases.story import Story

WHAT = ("Ringe til mester", "[Gem]", "Finde nummeret", "[Gem]", "på fredag", "[Ja, det passer]", "[Spring over]", "[Spring over]")


def planned(*remind: str) -> Story:
    return Story().accept("/menu", "[Lav et skridt]", *WHAT, *(remind or ("[I morgen kl. 10]",)))


def the_step(story: Story) -> Action:
    [action] = story.ask(plans.visible, story.counsellee.course, viewer=story.counsellee.viewer)
    return action


def due(story: Story) -> list[datetime]:
    return [datetime.fromisoformat(row["due_at"]) for row in story.rows("timers", kind=step_reminders.TIMER)]


def ring(story: Story) -> None:
    story.do(ringing.ring_due, story.stage, 10)


def local(*parts: int) -> datetime:
    """A time of day in Denmark in winter."""
    year, month, day, hour, minute = (*parts, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("remind", "at"),
    [
        (("[I morgen kl. 10]",), [local(2026, 11, 23, 10)]),
        (("[Dagen før kl. 10]",), [local(2026, 11, 26, 10)]),
        (("[På dagen kl. 10]",), [local(2026, 11, 27, 10)]),
        (("[Slet ikke]",), []),
        (("[Spring over]",), []),
        (("[Jeg vælger selv]", "i morgen kl. 17", "[Ja, det passer]"), [local(2026, 11, 23, 17)]),
        (("[Jeg vælger selv]", "[Spring over]"), []),
        (("[Jeg vælger selv]", "i morgen kl. 23", "[Ja, det passer]"), [local(2026, 11, 23, 23)]),
        (("[Jeg vælger selv]", "i morgen kl. 6", "[Ja, det passer]"), [local(2026, 11, 23, 6)]),
    ],
)
def test_a_step_is_reminded_of_when_the_person_wants(remind: tuple[str, ...], at: list[datetime]) -> None:
    assert due(planned(*remind)) == at


def test_a_step_is_kept_with_its_words() -> None:
    story = planned()
    action = the_step(story)
    kept = Action(
        id=action.id,
        course=story.counsellee.course,
        doer=story.counsellee.person,
        version=1,
        state=ActionState.OPEN,
        due=date(2026, 11, 27),
        remind_at=local(2026, 11, 23, 10),
        what="Ringe til mester",
        first="Finde nummeret",
    )
    assert (action, story.page().actions) == (kept, ())


def test_a_step_without_a_what_is_none() -> None:
    story = Story().accept("/menu", "[Lav et skridt]", *["[Spring over]"] * 4)
    assert (story.rows("actions"), story.rows("timers")) == ([], [])


def test_a_reminder_that_is_not_due_waits() -> None:
    story = planned()
    assert (story.ask(timers.any_due), story.do(timers.claim, 10)) == (False, [])


def test_done_is_told_to_the_counsellor_only_when_the_step_is_shared() -> None:
    private, shared = planned(), planned()
    shared.talk("[Del med Vejleder]")
    for story in (private, shared):
        step = the_step(story)
        story.press(f"a:{step.id}:1:done")
        assert story.told[0] == "Tak, fordi du sagde det. Skridtet er gjort."
    told = ["Et skridt i planen er gjort."]
    assert [[letter.text for letter in story.letters(story.counsellor.person, "done")] for story in (private, shared)] == [[], told]
    assert [action.state for action in shared.page().actions] == [ActionState.DONE]


@pytest.mark.parametrize(
    ("again", "at"), [("I morgen", [local(2026, 11, 23, 10)]), ("Om en uge", [local(2026, 11, 29, 10)]), ("Slet ikke", [])]
)
def test_not_yet_asks_when_to_be_reminded_again(again: str, at: list[datetime]) -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", "[1. Ikke endnu]")
    assert (story.told[0], due(story)) == ("Det er i orden. Hvornår skal jeg minde dig om det igen?", [])
    story.talk(f"[{again}]")
    assert (due(story), the_step(story).state) == (at, ActionState.NOT_YET)


def test_a_changed_plan_takes_its_reminder_with_it() -> None:
    story = planned()
    story.talk("/menu", "[Mine skridt]", "[1. Ret planen]", "Ringe til to", "[Gem]", *["[Behold svaret]"] * 4, "[På dagen kl. 10]")
    step = the_step(story)
    assert (step.what, step.version, due(story)) == ("Ringe til to", 2, [local(2026, 11, 27, 10)])


@pytest.mark.parametrize(
    "press", ["a:{id}:9:done", "a:{id}:1:forged", "a:{id}:1", "a:nothing:1:done", "a:nothing:1:change", "a:{id}:9:week"]
)
def test_a_stale_or_forged_press_changes_no_step(press: str) -> None:
    story = planned()
    step = the_step(story)
    story.press(press.format(id=step.id))
    assert (the_step(story), story.told[0]) == (step, "Den knap virker ikke mere. Her er vi nu.")


def test_a_counsellors_promise_is_seen_by_both_and_reminded_of() -> None:
    story = Story().accept()
    at = story.clock.now + timedelta(hours=2)
    story.do(planning.promise, story.stage, story.counsellor, what=" Ringe til skolen ", first="", due=date(2026, 11, 30), remind_at=at)
    story.talk("/menu", "[Mine skridt]")
    assert story.told == ["1. Ringe til skolen (Vejleder, senest 30. nov. 2026, på vej)"]
    assert [letter.text for letter in story.letters(story.counsellee.person, "action")] == ["Der er nyt i planen."]
    story.clock.later(hours=3)
    ring(story)
    [letter] = story.letters(story.counsellor.person, "remind_step")
    assert "Ringe til skolen" in letter.text
    [action] = story.page().actions
    assert story.line().waits == ("Du har lovet noget, der venter",)
    story.do(planning.report, story.stage, story.counsellor, action.id, 1, ActionState.DONE)
    assert len(story.letters(story.counsellee.person, "done")) == 1


def test_a_promise_needs_words() -> None:
    story = Story().accept()
    with pytest.raises(BadInput):
        story.do(planning.promise, story.stage, story.counsellor, what=" ", first="", due=None, remind_at=None)


def test_nobody_reports_for_the_other() -> None:
    story = planned()
    step = the_step(story)
    elsewhere = Who(person=step.doer, course="other")
    with pytest.raises(NotAllowed):
        story.do(planning.report, story.stage, story.counsellor, step.id, 1, ActionState.DONE)
    with pytest.raises(NotAllowed):
        story.do(planning.remind_again, story.counsellor, step.id, 1, "week")
    with pytest.raises(NotFound):
        story.do(planning.report, story.stage, elsewhere, step.id, 1, ActionState.DONE)
    with pytest.raises(NotFound):
        story.do(planning.remind_again, elsewhere, step.id, 1, "week")


def test_three_steps_at_a_time_are_enough() -> None:
    story = planned()
    for _ in range(2):
        story.talk("/menu", "[Lav et skridt]", *WHAT, "[Slet ikke]")
    story.talk("/menu", "[Lav et skridt]")
    assert story.told[0] == "Du har tre skridt i gang. Gør et færdigt, eller ret et af dem først."
    assert len(story.rows("actions")) == 3


def test_who_helps_and_how_it_is_seen_done_stand_with_the_step() -> None:
    story = Story().accept("/menu", "[Lav et skridt]", *WHAT[:6], "Min søster", "[Gem]", "Jeg har en tid", "[Gem]", "[Slet ikke]")
    action = the_step(story)
    assert (action.helper, action.sign) == ("Min søster", "Jeg har en tid")
    story.talk("[Del med Vejleder]", "/menu", "[Mine skridt]")
    assert story.told == [
        (
            "1. Ringe til mester (dig, senest 27. nov. 2026, på vej)\nFørste lille stykke: Finde nummeret\n"
            "Hvem hjælper: Min søster\nSådan ser I, at det er gjort: Jeg har en tid"
        )
    ]
    assert [(one.helper, one.sign) for one in story.page().actions] == [("Min søster", "Jeg har en tid")]


def test_a_step_of_ones_own_does_not_show_in_the_headline_before_it_is_shared() -> None:
    story = planned()
    before = story.page().headline
    story.talk("[Del med Vejleder]")
    assert (before, story.page().headline) == ("har sagt ja", "i gang")


def test_the_day_of_a_step_is_seen_only_when_it_is_shared() -> None:
    story = planned()
    days = []
    story.talk("[Behold for mig selv]", "/deling")
    story.press(f"m:look={plans.FLOW}")
    for step in ("what", "by"):
        [note] = story.mine(step=step, flow=plans.FLOW)
        story.talk("/deling")
        assert story.screen
        story.press(f"t:{story.screen.turn}:open={plans.FLOW}")
        story.press(f"t:{story.screen.turn}:share={note.id}")
        days += [action.due for action in story.page().actions]
    assert days == [None, date(2026, 11, 27)]


def test_a_day_that_was_changed_is_seen_as_it_was_until_the_change_is_shared() -> None:
    story = planned()
    story.talk("[Del med Vejleder]")
    [note] = story.mine(step="by", flow=plans.FLOW)
    story.press(f"m:look={plans.FLOW}")
    assert story.screen
    story.press(f"t:{story.screen.turn}:edit={note.id}")
    story.talk("på lørdag", "[Ja, det passer]")
    before = [action.due for action in story.page().actions]
    story.talk("[Del rettelsen]")
    assert (before, [action.due for action in story.page().actions]) == ([date(2026, 11, 27)], [date(2026, 11, 28)])
