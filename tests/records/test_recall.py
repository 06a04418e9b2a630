from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.ports import Match, Row, Rows
from bot.records.recall import Recall
from bot.stores.memory import MemoryStore

T = TypeVar("T")
SEAT: Row = {"person": "p", "course": "c", "turn": 1, "body": b"sealed", "moved_at": "2026"}
WHERE = {"person": "p", "course": "c"}


class Counted:
    """Rows that count how often they are asked."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.asked = 0
        self.add, self.put, self.heads, self.last, self.change, self.drop, self.count = (
            rows.add,
            rows.put,
            rows.heads,
            rows.last,
            rows.change,
            rows.drop,
            rows.count,
        )

    def one(self, table: str, match: Match) -> Row | None:
        self.asked += 1
        return self._rows.one(table, match)

    def some(self, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1) -> list[Row]:
        self.asked += 1
        return self._rows.some(table, match, up_to=up_to, order=order, limit=limit)


def recalled(work: Callable[[Counted, Recall], T]) -> T:
    def counted(rows: Rows) -> T:
        below = Counted(rows)
        return work(below, Recall(below))

    return MemoryStore().write(counted)


def test_the_same_question_is_asked_of_the_store_once() -> None:
    def work(below: Counted, rows: Recall) -> tuple[list[Row | None], int]:
        return [rows.one("seats", WHERE), rows.one("seats", WHERE)], below.asked

    assert recalled(work) == ([None, None], 1)


def test_what_was_written_is_seen_by_the_next_question() -> None:
    def work(_: Counted, rows: Recall) -> list[Row | None]:
        seen = [rows.one("seats", WHERE)]
        rows.add("seats", SEAT)
        seen.append(rows.one("seats", WHERE))
        rows.change("seats", WHERE, {"turn": 2})
        seen.append(rows.one("seats", WHERE))
        rows.drop("seats", WHERE)
        return [*seen, rows.one("seats", WHERE)]

    assert recalled(work) == [None, SEAT, {**SEAT, "turn": 2}, None]


def test_a_row_that_was_put_is_known_without_asking_and_others_are_asked_for() -> None:
    def work(below: Counted, rows: Recall) -> tuple[Row | None, int, list[Row], int]:
        rows.put("seats", SEAT)
        known, asked = rows.one("seats", WHERE), below.asked
        return known, asked, rows.some("seats", {"course": "c"}), below.asked

    assert recalled(work) == (SEAT, 0, [SEAT], 1)
