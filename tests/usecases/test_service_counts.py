"""What a service may count: months and kinds of things, no small number, and none that can be reckoned from the others."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from bot.domain.agreement import Verdict
from bot.domain.plan import ActionState
from bot.domain.trail import Act
from bot.errors import NotAllowed
from bot.usecases import agreeing, inviting, leading, planning, service_counts
from bot.usecases.service_counts import AGREED, DONE, INVITED, PREPARED, Cell, Counts, hidden
from bot.usecases.stage import Who
from tests.usecases.story import Story, secret

Shown = tuple[tuple[Cell, ...], ...]
World = tuple[tuple[int, int], ...]
UNDER = Cell(number=None, few=True)


def rows(*numbers: tuple[int, ...]) -> list[dict[str, int]]:
    return [dict(zip((INVITED, PREPARED, AGREED, DONE), each, strict=True)) for each in numbers]


def worlds(months: int, most: int) -> Iterator[World]:
    """Every way it may have been: each month how many were invited and how many had prepared, never more than were invited until then."""
    for numbers in product(range(most + 1), repeat=2 * months):
        found = tuple(zip(numbers[::2], numbers[1::2], strict=True))
        if all(sum(p for _, p in found[: n + 1]) <= sum(i for i, _ in found[: n + 1]) for n in range(months)):
            yield found


def shown(world: World, least: int) -> Shown:
    cells = hidden(rows(*((invited, prepared, 0, 0) for invited, prepared in world)), least)
    return tuple((row[INVITED], row[PREPARED]) for row in cells)


@pytest.mark.parametrize(("months", "most", "least"), [(1, 20, 5), (2, 12, 5), (3, 6, 3)])
def test_no_small_number_can_be_reckoned_from_what_is_shown(months: int, most: int, least: int) -> None:
    alike: dict[Shown, list[World]] = defaultdict(list)
    for world in worlds(months, most):
        alike[shown(world, least)].append(world)
    assert len(alike) > months
    for cells, possible in alike.items():
        for month, column in product(range(months), range(2)):
            if cells[month][column].number is None:
                known = {world[month][column] for world in possible}
                assert len(known) > 1 or known.isdisjoint(range(least)), (cells, known)


def test_a_number_under_five_is_hidden_and_five_is_shown() -> None:
    (row,) = hidden(rows((20, 5, 4, 0)))
    assert row == {INVITED: Cell(number=20), PREPARED: Cell(number=5), AGREED: UNDER, DONE: UNDER}


def test_a_number_that_would_tell_of_a_small_one_is_hidden_too() -> None:
    # Nine of five had prepared, so all four of the month before were invited, and none of them had prepared.
    first, second = hidden(rows((4, 0, 0, 0), (5, 9, 0, 0)))
    assert (first[PREPARED], second[PREPARED]) == (Cell(number=None), Cell(number=None))
    assert (first[INVITED], second[INVITED], first[AGREED]) == (UNDER, Cell(number=5), UNDER)


class House:
    """A house with a lead, in which as many courses as one likes come all the way."""

    def __init__(self) -> None:
        self.story = Story()
        self.lead, _ = self.story.do(leading.add_lead, self.story.stage, "Leder")

    def guide(self) -> None:
        """Somebody is invited, shares something, agrees on a goal, and a step is done."""
        story, counsellor = self.story, self.story.counsellor.person
        invitation = story.do(inviting.invite, story.stage, counsellor, reason="Hej")
        counsellee = story.do(inviting.accept, story.stage, secret(invitation.web), language="da")
        me = Who(person=counsellor, course=invitation.course)
        story.do(lambda records: records.log(counsellee.person, Act.SHARE, me.course))
        story.do(agreeing.propose, story.stage, me, "Finde en læreplads")
        for who in (me, counsellee):
            story.do(agreeing.say, story.stage, who, 1, Verdict.YES)
        step = story.do(planning.promise, story.stage, me, what="Ringe", first="", due=None, remind_at=None)
        story.do(planning.report, story.stage, me, step, 1, ActionState.DONE)

    def counts(self) -> Counts:
        return self.story.ask(service_counts.counts, self.lead)


def test_only_a_lead_is_told_and_one_course_is_no_number() -> None:
    house = House()
    house.guide()
    with pytest.raises(NotAllowed):
        house.story.ask(service_counts.counts, house.story.counsellor.person)
    found = house.counts()
    assert found.months == (date(2026, 11, 1),)
    assert set(found.rows[0].values()) == {UNDER}
    assert set(found.sums.values()) == {(0, False)}


def test_everything_is_counted_once_in_its_month() -> None:
    house = House()
    for _ in range(6):
        house.guide()
    house.story.clock.later(days=40)
    for row in house.story.rows("courses"):
        house.story.do(lambda records, course=row["id"]: records.log("", Act.SHARE, course))
    house.guide()
    found = house.counts()
    assert found.months == (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
    assert [cell.number for cell in found.rows[0].values()] == [7, 6, 6, 6]
    assert set(found.rows[2].values()) == {UNDER}
    assert found.sums[INVITED] == (7, False)
