"""The trail: everything that is done, row after row, each bound to the one before it by a mac that only the key can make."""

import re
from collections.abc import Callable, Iterator

from bot.domain.trail import NO_ROWS, Act, Head
from bot.ports import Match, Row, Rows
from bot.records.sealing import Vault, as_json

OWNER = "trail"
FIELDS = ("number", "at", "actor", "act", "course", "subject")
_CODE = re.compile(r"[A-Za-z0-9_.:=-]{0,64}")


def append(rows: Rows, vault: Vault, head: Head, done: Row) -> Head:
    """Write down the next row, `done` being its at, actor, act, course and subject. Raises ValueError for what is no act or no code."""
    row = {"number": head.number + 1, **done, "act": Act(done["act"]).value}
    words = [name for name in ("actor", "course", "subject") if not _CODE.fullmatch(row[name])]
    if words:
        raise ValueError(f"the trail holds ids and short codes, no words: {', '.join(words)}")
    mac = _mac(vault, rows, head.mac, row)
    if not rows.add("trail", {**row, "mac": mac}):
        raise ValueError(f"the trail has a row {row['number']} already")
    return Head(number=row["number"], mac=mac)


def trim(rows: Rows, vault: Vault, until: str) -> int:
    """Let go the rows written until then (a stamp); the newest of them stays as the base on which the others stand. How many went."""
    old = rows.some("trail", {}, up_to={"at": until}, order=("number",))
    first = old[0]["number"] if old else 0
    going = [row for place, row in enumerate(old) if row["number"] == first + place]
    if not [row for row in going if row["act"] != Act.BASE]:
        return 0
    last = going[-1]
    for row in going:
        rows.drop("trail", {"number": row["number"]})
    base = {"number": last["number"], "at": last["at"], "actor": "", "act": Act.BASE.value, "course": "", "mac": last["mac"]}
    rows.add("trail", {**base, "subject": _base_mark(vault.signer(rows, OWNER), base)})
    return len(going) - 1


def head(rows: Rows) -> Head:
    """The last row there is."""
    row = rows.last("trail", "number")
    return Head(number=row["number"], mac=row["mac"]) if row else NO_ROWS


def holds(rows: Rows, anchor: Head | None) -> bool:
    """Whether the row that was anchored outside is still there, as it was."""
    if anchor is None or not anchor.number:
        return True
    row = rows.one("trail", {"number": anchor.number})
    return row is not None and row["mac"] == anchor.mac


def acts(rows: Rows, match: Match) -> list[Row]:
    """What was done, oldest first; also what was written down before there was a trail, which is bound to nothing."""
    return rows.some("audit", match, order=("at",)) + rows.some("trail", match, order=("number",))


def faults(rows: Rows, vault: Vault, anchor: Head | None) -> Iterator[str]:
    """What is wrong with the trail, a sentence each; nothing when it is whole and reaches what was anchored."""
    kept = rows.some("trail", {}, order=("number",))
    if not kept and not vault.has_key(rows, OWNER):
        yield from _anchor_faults([], anchor)
        return
    if not kept:
        yield "The trail is empty, and it had been begun: its rows were deleted."
    elif not vault.has_key(rows, OWNER):
        yield "The key of the trail is gone: no row of it can be checked."
    else:
        yield from _row_faults(rows, vault, kept)
    yield from _anchor_faults(kept, anchor)


def _row_faults(rows: Rows, vault: Vault, kept: list[Row]) -> Iterator[str]:
    sign = vault.signer(rows, OWNER)
    begins_on_base = kept[0]["act"] == Act.BASE
    mac, expected = NO_ROWS.mac, kept[0]["number"] if begins_on_base else 1

    def fits(row: Row, before: bytes) -> bool:
        if begins_on_base and row is kept[0]:
            return bool(row["subject"] == _base_mark(sign, row))
        return bool(sign(before + _canonical(row)) == row["mac"])

    for row in kept:
        if row["number"] != expected:
            yield _missing(expected, row["number"] - 1)
        elif not fits(row, mac):
            yield f"Row {row['number']} is not as it was written: it, or the row before it, was changed."
        mac, expected = row["mac"] or b"", row["number"] + 1


def _missing(first: int, last: int) -> str:
    if last < first:
        return f"Row {last + 1} does not belong there."
    return f"Row {first} is missing." if first == last else f"Rows {first} to {last} are missing."


def _anchor_faults(kept: list[Row], anchor: Head | None) -> Iterator[str]:
    last = kept[-1]["number"] if kept else 0
    if anchor is None:
        if kept:
            yield f"Nothing is anchored outside the database, and the trail has {last} rows: whether its end was cut off cannot be told."
        return
    if last < anchor.number:
        yield f"The end of the trail was cut off: it ends at row {last}, and row {anchor.number} was anchored. Or an older backup runs."
    elif anchor.number and not any(row["number"] == anchor.number and row["mac"] == anchor.mac for row in reversed(kept)):
        yield f"Row {anchor.number} is another one than was anchored: the trail was replaced from there or from before."


def _mac(vault: Vault, rows: Rows, before: bytes, row: Row) -> bytes:
    return vault.signer(rows, OWNER)(before + _canonical(row))


def _base_mark(sign: Callable[[bytes], bytes], row: Row) -> str:
    """What only the key can say of the row on which the rest of the trail stands, in 64 hexadecimal digits."""
    return sign(as_json([Act.BASE.value, row["number"], row["at"], row["mac"].hex()])).hex()


def _canonical(row: Row) -> bytes:
    return as_json([row[name] for name in FIELDS])
