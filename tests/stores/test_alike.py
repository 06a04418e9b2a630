"""Whatever is done to both, the stores answer alike."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.ports import Match, Row, Rows
from bot.stores.memory import MemoryStore
from bot.stores.sqlite import SqliteStore

COLUMNS = {
    "note": st.sampled_from(["a", "b", "å"]),
    "version": st.integers(0, 2),
    "audience": st.sampled_from(["x", "y"]),
    "shared_at": st.none() | st.sampled_from(["", "1", "10", "2"]),
    "ended_at": st.none() | st.sampled_from(["1", "2"]),
}
KEY = ["note", "version", "audience"]
WHOLE = st.fixed_dictionaries({name: COLUMNS[name] for name in KEY}, optional={name: COLUMNS[name] for name in ("shared_at", "ended_at")})
PART = st.fixed_dictionaries({}, optional=COLUMNS)
ORDER = st.lists(st.sampled_from(list(COLUMNS)), max_size=3)
LIMIT = st.integers(-1, 4)


class Alike(RuleBasedStateMachine):
    """One operation after another on a memory store and an SQLite store."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.memory = MemoryStore()
        self.sqlite = SqliteStore(Path(self.folder.name) / "samvej.db")

    def teardown(self) -> None:
        """Let go of the file."""
        self.sqlite.close()
        self.folder.cleanup()

    def both(self, work: Callable[[Rows], object]) -> None:
        """The same outcome, a refusal being one."""
        assert outcome(lambda: self.memory.write(work)) == outcome(lambda: self.sqlite.write(work))

    @rule(row=WHOLE)
    def add(self, row: Row) -> None:
        """Add."""
        self.both(lambda rows: rows.add("shares", row))

    @rule(row=WHOLE)
    def put(self, row: Row) -> None:
        """Put."""
        self.both(lambda rows: rows.put("shares", row))

    @rule(match=PART, to=PART)
    def change(self, match: Match, to: Match) -> None:
        """Change, keys too."""
        self.both(lambda rows: rows.change("shares", match, to))

    @rule(match=PART)
    def drop(self, match: Match) -> None:
        """Drop."""
        self.both(lambda rows: rows.drop("shares", match))

    @rule(match=PART, up_to=PART, order=ORDER, limit=LIMIT)
    def some(self, match: Match, up_to: Match, order: list[str], limit: int) -> None:
        """Look."""
        self.both(lambda rows: [rows.some("shares", match, up_to=up_to, order=order, limit=limit), rows.one("shares", match)])
        self.both(lambda rows: rows.count("shares", match))

    @rule(match=PART, up_to=PART, by=st.sampled_from(list(COLUMNS)), order=ORDER, limit=LIMIT)
    def heads(self, match: Match, up_to: Match, by: str, order: list[str], limit: int) -> None:
        """Look at the first of each."""
        self.both(lambda rows: rows.heads("shares", match, by=by, order=order, limit=limit, up_to=up_to))

    @rule(by=st.sampled_from(list(COLUMNS)))
    def last(self, by: str) -> None:
        """Look at the last."""
        self.both(lambda rows: rows.last("shares", by))

    @rule(row=WHOLE, match=PART, to=PART)
    def fail(self, row: Row, match: Match, to: Match) -> None:
        """Do several things and then fail."""

        def work(rows: Rows) -> None:
            rows.put("shares", row)
            rows.change("shares", match, to)
            raise ArithmeticError

        self.both(work)

    @invariant()
    def same(self) -> None:
        """Both hold the same rows."""
        assert self.memory.read(everything) == self.sqlite.read(everything)


def everything(rows: Rows) -> list[Row]:
    return rows.some("shares", {})


def outcome(asked: Callable[[], object]) -> object:
    try:
        return asked()
    except (ValueError, ArithmeticError) as error:
        return type(error)


TestAlike = Alike.TestCase
TestAlike.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
