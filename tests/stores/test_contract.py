"""What every store promises."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from typing import Any

import pytest

from bot.errors import NotAllowed, StoreUnavailable
from bot.ports import Match, Row, Rows, Store
from bot.records.tables import TABLES


def share(note: str, version: int = 1, **more: str | None) -> Row:
    return {"note": note, "version": version, "audience": "counsellor", "shared_at": None, "ended_at": None} | more


def letter(key: str, **more: object) -> Row:
    return dict.fromkeys(TABLES["outbox"].columns) | {"key": key} | more


def arrival(key: str, sender: str, number: int, state: str = "new") -> Row:
    return {"channel": "web", "key": key, "sender": sender, "number": number, "body": b"", "state": state, "received_at": "2026"}


def keep(store: Store, table: str, *rows: Row) -> None:
    def putting(tables: Rows) -> None:
        for row in rows:
            tables.put(table, row)

    store.write(putting)


def counts(store: Store, table: str, *matches: Match) -> list[int]:
    return store.read(lambda rows: [rows.count(table, match) for match in matches])


def everything(store: Store, table: str) -> list[Row]:
    return store.read(lambda rows: rows.some(table, {}))


def test_a_row_comes_back_as_it_was_put(store: Store) -> None:
    row = letter("a", number=3, body=b"\x00\xff", state="æøå 👋")
    assert store.write(lambda rows: rows.add("outbox", row)) is True
    assert everything(store, "outbox") == [row]


def test_columns_left_out_are_null(store: Store) -> None:
    store.write(lambda rows: rows.add("outbox", {"key": "a"}))
    assert everything(store, "outbox") == [letter("a")]


def test_adding_a_key_twice_keeps_the_first(store: Store) -> None:
    assert store.write(lambda rows: [rows.add("shares", share("n", shared_at=at)) for at in ("1", "2")]) == [True, False]
    assert everything(store, "shares") == [share("n", shared_at="1")]


def test_adding_to_one_of_many_keys_is_no_conflict(store: Store) -> None:
    keep(store, "shares", share("n", 1), share("n", 2), share("m", 1))
    assert everything(store, "shares") == [share("m", 1), share("n", 1), share("n", 2)]


def test_putting_replaces_the_whole_row(store: Store) -> None:
    keep(store, "shares", share("n", shared_at="1"), {"note": "n", "version": 1, "audience": "counsellor", "ended_at": "2"})
    assert everything(store, "shares") == [share("n", ended_at="2")]


def test_one_is_the_first_by_key(store: Store) -> None:
    keep(store, "outbox", letter("b", course="c"), letter("a", course="c"), letter("0", course="d"))
    assert store.read(lambda rows: rows.one("outbox", {"course": "c"})) == letter("a", course="c")


def test_one_of_nothing_is_none(store: Store) -> None:
    assert store.read(lambda rows: rows.one("outbox", {"key": "a"})) is None


def test_a_key_with_more_asked_must_fit_in_all(store: Store) -> None:
    keep(store, "outbox", letter("a", course="c"))
    asked: list[Match] = [{"key": "a", "course": "c"}, {"key": "a", "course": "d"}, {"key": "a", "course": None}]
    assert counts(store, "outbox", *asked) == [1, 0, 0]


def test_none_matches_null_and_nothing_else(store: Store) -> None:
    keep(store, "shares", share("a"), share("b", ended_at="1"), share("c", ended_at=""))
    assert store.read(lambda rows: rows.some("shares", {"ended_at": None})) == [share("a")]
    assert store.read(lambda rows: rows.some("shares", {"ended_at": ""})) == [share("c", ended_at="")]


def test_up_to_includes_the_value_and_leaves_out_nulls(store: Store) -> None:
    keep(store, "shares", share("a", ended_at="1"), share("b", ended_at="2"), share("c", ended_at="3"), share("d"))
    found = store.read(lambda rows: rows.some("shares", {"version": 1}, up_to={"ended_at": "2"}))
    assert [row["note"] for row in found] == ["a", "b"]
    assert store.read(lambda rows: rows.some("shares", {}, up_to={"ended_at": None})) == []


def test_order_comes_before_the_key_and_nulls_come_first(store: Store) -> None:
    keep(store, "outbox", letter("a", number=2), letter("b", number=10), letter("c", number=2), letter("d"), letter("e", number=-1))
    found = store.read(lambda rows: rows.some("outbox", {}, order=["number"]))
    assert [row["key"] for row in found] == ["d", "e", "a", "c", "b"]


def test_text_is_ordered_by_code_point(store: Store) -> None:
    keep(store, "outbox", *[letter(name) for name in ("b", "B", "å", "a", "👋", "", "aa")])
    assert [row["key"] for row in everything(store, "outbox")] == ["", "B", "a", "aa", "b", "å", "👋"]


@pytest.mark.parametrize(("limit", "names"), [(-1, "abc"), (0, ""), (2, "ab"), (9, "abc")])
def test_a_limit_takes_the_first(store: Store, limit: int, names: str) -> None:
    keep(store, "outbox", *[letter(name) for name in "cab"])
    assert [row["key"] for row in store.read(lambda rows: rows.some("outbox", {}, limit=limit))] == list(names)


def test_heads_are_the_oldest_of_each(store: Store) -> None:
    keep(
        store, "inbox", arrival("1", "s", 1, "done"), arrival("2", "s", 5), arrival("3", "s", 3), arrival("4", "t", 4), arrival("5", "u", 2)
    )
    found = store.read(lambda rows: rows.heads("inbox", {"state": "new"}, by="sender", order=["received_at", "number"], limit=9))
    assert found == [arrival("5", "u", 2), arrival("3", "s", 3), arrival("4", "t", 4)]


@pytest.mark.parametrize(("limit", "keys"), [(-1, ["3", "1", "2"]), (0, []), (1, ["3"]), (2, ["3", "1"]), (3, ["3", "1", "2"])])
def test_heads_are_limited_and_ties_go_by_key(store: Store, limit: int, keys: list[str]) -> None:
    keep(store, "inbox", arrival("2", "t", 2), arrival("1", "s", 2), arrival("3", "u", 1), arrival("4", "s", 2))
    found = store.read(lambda rows: rows.heads("inbox", {}, by="sender", order=["number"], limit=limit))
    assert [row["key"] for row in found] == keys


def test_heads_are_looked_for_among_those_up_to_a_value(store: Store) -> None:
    keep(store, "outbox", letter("a", external="1", due_at="3"), letter("b", external="1", due_at="2"))
    keep(store, "outbox", letter("c", external="2", due_at="1"), letter("d", external="3"))

    def found(until: str | None) -> list[str]:
        look = {"due_at": until}
        return [row["key"] for row in store.read(lambda rows: rows.heads("outbox", {}, by="external", order=[], limit=9, up_to=look))]

    assert [found("3"), found("2"), found("0"), found(None)] == [["a", "c"], ["b", "c"], [], []]


def test_no_value_is_a_value_among_heads(store: Store) -> None:
    keep(store, "outbox", letter("a"), letter("b"), letter("c", person="x"))
    found = store.read(lambda rows: rows.heads("outbox", {}, by="person", order=[], limit=9))
    assert [row["key"] for row in found] == ["a", "c"]


def test_changing_says_how_many(store: Store) -> None:
    keep(store, "outbox", letter("a", state="open"), letter("b", state="open"), letter("c"))
    assert store.write(lambda rows: rows.change("outbox", {"state": "open"}, {"state": None, "due_at": "2026"})) == 2
    assert store.write(lambda rows: rows.change("outbox", {"state": "open"}, {"due_at": "2027"})) == 0
    assert everything(store, "outbox") == [letter("a", due_at="2026"), letter("b", due_at="2026"), letter("c")]


def test_changing_without_a_match_changes_all(store: Store) -> None:
    keep(store, "outbox", letter("a"), letter("b"))
    assert store.write(lambda rows: rows.change("outbox", {}, {"person": "x"})) == 2
    assert everything(store, "outbox") == [letter("a", person="x"), letter("b", person="x")]


def test_a_key_can_be_changed(store: Store) -> None:
    keep(store, "shares", share("a", 1), share("a", 2), share("b", 1))
    assert store.write(lambda rows: rows.change("shares", {"note": "a", "version": 2}, {"note": "b"})) == 1
    assert everything(store, "shares") == [share("a", 1), share("b", 1), share("b", 2)]


def test_a_row_can_be_changed_to_the_key_it_has(store: Store) -> None:
    keep(store, "shares", share("a"))
    assert store.write(lambda rows: rows.change("shares", {"note": "a"}, {"note": "a", "ended_at": "1"})) == 1
    assert everything(store, "shares") == [share("a", ended_at="1")]


@pytest.mark.parametrize(("match", "to"), [({"note": "a"}, {"note": "b"}), ({"note": "a"}, {"version": 1}), ({}, {"note": "c"})])
def test_two_rows_never_get_one_key(store: Store, match: Match, to: Match) -> None:
    kept = [share("a", 1), share("a", 2), share("b", 1)]
    keep(store, "shares", *kept)
    with pytest.raises(ValueError, match=r"shares"):
        store.write(lambda rows: rows.change("shares", match, to))
    assert everything(store, "shares") == kept


def test_dropping_says_how_many(store: Store) -> None:
    keep(store, "shares", share("a", 1), share("a", 2), share("b", ended_at="1"), share("c"))
    assert store.write(lambda rows: rows.drop("shares", {"note": "a"})) == 2
    assert store.write(lambda rows: rows.drop("shares", {"ended_at": None})) == 1
    assert store.write(lambda rows: rows.drop("shares", {"note": "a"})) == 0
    assert everything(store, "shares") == [share("b", ended_at="1")]


def test_counting_counts_what_matches_or_all(store: Store) -> None:
    keep(store, "shares", share("a"), share("b", ended_at="1"), share("c"))
    assert counts(store, "shares", {}, {"ended_at": None}, {"note": "b"}, {"note": "x"}) == [3, 2, 1, 0]


REFUSED: dict[str, Callable[[Rows], object]] = {
    "drop without a match": lambda rows: rows.drop("shares", {}),
    "change of nothing": lambda rows: rows.change("shares", {}, {}),
    "change to no key": lambda rows: rows.change("shares", {}, {"note": None}),
    "change of an unknown column": lambda rows: rows.change("shares", {}, {"colour": "red"}),
    "add without key": lambda rows: rows.add("shares", {"note": "a"}),
    "add with half a key": lambda rows: rows.add("shares", share("a", audience=None)),
    "put without key": lambda rows: rows.put("outbox", letter("a") | {"key": None}),
    "add of an unknown column": lambda rows: rows.add("outbox", letter("a", colour="red")),
    "add of the wrong type": lambda rows: rows.add("outbox", letter("a", number="1")),
    "put of words in clear": lambda rows: rows.put("outbox", letter("a", body="in clear")),
    "change to the wrong type": lambda rows: rows.change("shares", {}, {"ended_at": 1}),
    "match of the wrong type": lambda rows: rows.one("shares", {"version": "1"}),
    "match of an unknown column": lambda rows: rows.some("shares", {'note" OR 1=1 --': "x"}),
    "limit on an unknown column": lambda rows: rows.some("shares", {}, up_to={"colour": "x"}),
    "order of an unknown column": lambda rows: rows.some("shares", {}, order=["colour"]),
    "the last by an unknown column": lambda rows: rows.last("shares", "colour"),
    "heads by an unknown column": lambda rows: rows.heads("shares", {}, by="colour", order=[], limit=1),
    "heads in an unknown order": lambda rows: rows.heads("shares", {}, by="note", order=["colour"], limit=1),
    "add to an unknown table": lambda rows: rows.add("carpets", {}),
    "one of an unknown table": lambda rows: rows.one("carpets", {}),
    "some of an unknown table": lambda rows: rows.some("carpets", {}),
    "count of an unknown table": lambda rows: rows.count("carpets", {}),
    "drop from an unknown table": lambda rows: rows.drop("carpets", {"key": "a"}),
}


@pytest.mark.parametrize("asked", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_meant_is_refused_and_changes_nothing(store: Store, asked: Callable[[Rows], object]) -> None:
    keep(store, "shares", share("z"))
    with pytest.raises(ValueError, match=r"."):
        store.write(asked)
    assert [everything(store, "shares"), everything(store, "outbox")] == [[share("z")], []]


def test_work_sees_its_own_rows(store: Store) -> None:
    def work(rows: Rows) -> list[int]:
        rows.add("outbox", letter("a"))
        first = rows.count("outbox", {})
        rows.drop("outbox", {"key": "a"})
        return [first, rows.count("outbox", {})]

    assert store.write(work) == [1, 0]


def test_a_read_sees_only_what_is_committed(store: Store) -> None:
    def work(rows: Rows) -> list[Row]:
        rows.add("outbox", letter("b"))
        rows.drop("outbox", {"key": "a"})
        return everything(store, "outbox")

    keep(store, "outbox", letter("a"))
    assert store.write(work) == [letter("a")]
    assert everything(store, "outbox") == [letter("b")]


def test_a_read_keeps_its_view_while_others_write(store: Store) -> None:
    def reading(rows: Rows) -> list[int]:
        first = rows.count("outbox", {})
        keep(store, "outbox", letter("a"))
        return [first, rows.count("outbox", {})]

    assert store.read(reading) == [0, 0]
    assert store.read(lambda rows: rows.count("outbox", {})) == 1


WRITES: dict[str, Callable[[Rows], object]] = {
    "add": lambda rows: rows.add("outbox", letter("b")),
    "put": lambda rows: rows.put("outbox", letter("a", person="x")),
    "change": lambda rows: rows.change("outbox", {}, {"person": "x"}),
    "drop": lambda rows: rows.drop("outbox", {"key": "a"}),
}


@pytest.mark.parametrize("writing", WRITES.values(), ids=WRITES.keys())
def test_a_read_cannot_write(store: Store, writing: Callable[[Rows], object]) -> None:
    keep(store, "outbox", letter("a"))
    with pytest.raises(RuntimeError, match="a read cannot write to outbox"):
        store.read(writing)
    assert everything(store, "outbox") == [letter("a")]


def test_rows_handed_out_are_copies(store: Store) -> None:
    given = letter("a")
    keep(store, "outbox", given)
    given["person"] = "changed"
    for row in everything(store, "outbox"):
        row["person"] = "changed"
    assert everything(store, "outbox") == [letter("a")]


def test_an_exception_undoes_its_work_and_reaches_the_caller(store: Store) -> None:
    def failing(rows: Rows) -> None:
        rows.put("outbox", letter("a", person="x"))
        rows.add("shares", share("n"))
        raise NotAllowed("no")

    keep(store, "outbox", letter("a"))
    with pytest.raises(NotAllowed, match="no"):
        store.write(failing)
    assert [everything(store, "outbox"), everything(store, "shares")] == [[letter("a")], []]


def test_neighbours_of_failing_work_are_kept(store: Store) -> None:
    def failing(rows: Rows) -> None:
        rows.add("outbox", letter("bad"))
        rows.drop("outbox", {"key": "a"})
        raise NotAllowed

    works: list[Callable[[Rows], Any]] = [lambda rows: rows.add("outbox", letter("a")), failing]
    works += [lambda rows: rows.add("outbox", letter("b")), failing, lambda rows: rows.count("outbox", {})]
    futures: list[Future[Any]] = [store.submit(work) for work in works]
    wait(futures, 60)
    assert [type(future.exception()) for future in futures] == [type(None), NotAllowed, type(None), NotAllowed, type(None)]
    assert futures[-1].result() == 2
    assert everything(store, "outbox") == [letter("a"), letter("b")]


def test_a_failed_read_is_told_and_the_next_works(store: Store) -> None:
    def failing(_: Rows) -> None:
        raise NotAllowed

    for _ in range(20):
        with pytest.raises(NotAllowed):
            store.read(failing)
    assert everything(store, "outbox") == []


@pytest.mark.parametrize("way", ["submit", "write"])
def test_work_within_work_is_refused_instead_of_waiting_for_ever(store: Store, way: str) -> None:
    with pytest.raises(RuntimeError, match="work cannot submit work"):
        store.write(lambda _: getattr(store, way)(lambda rows: rows.count("outbox", {})))
    assert everything(store, "outbox") == []


def test_even_what_is_no_exception_reaches_the_caller(store: Store) -> None:
    def leaving(_: Rows) -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        store.write(leaving)
    assert everything(store, "outbox") == []


def test_many_threads_lose_nothing(store: Store) -> None:
    def one_more(rows: Rows) -> None:
        row = rows.one("outbox", {"key": "a"}) or letter("a", number=0)
        rows.put("outbox", row | {"number": row["number"] + 1})

    threads = [Thread(target=lambda: [store.write(one_more) for _ in range(50)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert everything(store, "outbox") == [letter("a", number=200)]


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    for asked in (store.submit, store.write, store.read):
        with pytest.raises(StoreUnavailable):
            asked(lambda rows: rows.count("outbox", {}))
