"""The paper's own rules: the course's headline, the agreement, the plan, a note."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.agreement import Agreement, Said, Verdict, Wording
from bot.domain.course import CHART, NAMES, OPEN, STATES, after
from bot.domain.plan import Action, ActionState, reminder_time
from bot.domain.sheet import Note, Words
from bot.errors import WordingMoved

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Copenhagen"))


def walked(state: str, *triggers: str) -> str:
    for trigger in triggers:
        state = after(state, trigger)
    return state


def test_a_course_goes_from_invited_to_closed() -> None:
    way = ("accept", "share", "review", "meet", "agree", "act", "evaluate", "close")
    assert [walked("invited", *way[: index + 1]) for index in range(len(way))] == list(STATES[1:])


@pytest.mark.parametrize("state", OPEN)
def test_every_open_course_can_be_closed_and_opened_again(state: str) -> None:
    assert (walked(state, "close"), walked(state, "close", "reopen")) == ("closed", "met")


@pytest.mark.parametrize("state", STATES)
def test_what_makes_no_difference_moves_nothing(state: str) -> None:
    assert (after(state, "forged"), after(state, "to_closed")) == (state, state)
    assert state != "closed" or {after(state, trigger) for trigger in ("accept", "share", "meet", "agree", "act", "close")} == {"closed"}


@pytest.mark.parametrize("state", [state for state in OPEN if state not in {"acting", "evaluated"}])
def test_people_agree_from_every_open_state(state: str) -> None:
    assert after(state, "agree") == "agreed"


def test_taking_all_back_and_a_new_wording_lead_back() -> None:
    assert (walked("shared", "withdraw"), walked("reviewed", "withdraw"), walked("agreed", "unsettle")) == ("preparing", "preparing", "met")
    assert (set(NAMES), CHART.initial) == (set(STATES), "invited")


def wording(version: int, text: str, **said: Verdict) -> Wording:
    return Wording(
        version=version, text=text, by="a", at=NOW, said={who: Said(verdict=verdict, line="", at=NOW) for who, verdict in said.items()}
    )


YES, NOT_YET = Verdict.YES, Verdict.NOT_YET


@pytest.mark.parametrize(
    ("wordings", "people", "settled"),
    [
        ((), ["a", "b"], False),
        ((wording(1, "x"),), ["a", "b"], False),
        ((wording(1, "x", a=YES),), ["a", "b"], False),
        ((wording(1, "x", a=YES, b=NOT_YET),), ["a", "b"], False),
        ((wording(1, "x", a=YES, b=YES),), ["a", "b"], True),
        ((wording(1, "x", a=YES, b=YES),), ["a", "b", "c"], False),
        ((wording(1, "x", a=YES, b=YES), wording(2, "y", a=YES)), ["a", "b"], False),
        ((wording(1, "x", a=YES),), ["a"], False),
    ],
)
def test_an_agreement_is_settled_when_all_of_at_least_two_say_yes_to_the_last_words(
    wordings: tuple[Wording, ...], people: list[str], *, settled: bool
) -> None:
    assert Agreement(wordings=wordings).settled(people) is settled


def test_only_the_last_words_can_be_in_front_of_somebody() -> None:
    agreement = Agreement(wordings=(wording(1, "x"), wording(2, "y"), wording(3, "z")))
    assert (agreement.seen(3).text, [one.text for one in agreement.earlier]) == ("z", ["y", "x"])
    for made, version in ((agreement, 2), (agreement, 4), (Agreement(), 0)):
        with pytest.raises(WordingMoved):
            made.seen(version)


@pytest.mark.parametrize(
    ("choice", "own", "due", "at"),
    [
        ("tomorrow", None, None, "2026-11-23T10:00"),
        ("day_before", None, date(2026, 11, 27), "2026-11-26T10:00"),
        ("day_before", None, None, "2026-11-23T10:00"),
        ("day_before", None, date(2026, 11, 22), "2026-11-23T10:00"),
        ("same_day", None, date(2026, 11, 27), "2026-11-27T10:00"),
        ("same_day", None, date(2026, 11, 22), "2026-11-23T10:00"),
        ("own", NOW + timedelta(hours=3), None, "2026-11-22T13:00"),
        ("own", NOW - timedelta(hours=3), None, "2026-11-23T10:00"),
        ("own", None, date(2026, 11, 27), ""),
        ("never", None, date(2026, 11, 27), ""),
        ("", None, date(2026, 11, 27), ""),
    ],
)
def test_a_reminder_falls_when_it_was_asked_for(choice: str, own: datetime | None, due: date | None, at: str) -> None:
    expected = datetime.fromisoformat(at).replace(tzinfo=NOW.tzinfo) if at else None
    assert reminder_time(choice, own, due, NOW) == expected


@pytest.mark.parametrize(("state", "waits"), [("open", True), ("not_yet", True), ("done", False), ("dropped", False)])
def test_a_step_waits_until_it_is_done_or_dropped(state: str, *, waits: bool) -> None:
    action = Action(id="a", course="c", doer="p", version=1, state=ActionState(state), due=None, remind_at=None)
    assert action.waits is waits


@pytest.mark.parametrize(("shared", "version", "newer"), [(0, 2, False), (1, 2, True), (2, 2, False)])
def test_newer_words_wait_only_behind_shared_ones(shared: int, version: int, *, newer: bool) -> None:
    note = Note(
        id="n", course="c", author="p", field="f", flow="f", step="s", subject="", version=version, words=Words(question="", said=""),
        written_at=NOW, shared=shared,
    )  # fmt: skip
    assert note.newer is newer
