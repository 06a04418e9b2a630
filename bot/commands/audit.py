"""The commands about the trail: whether it is whole, what somebody on the staff had before them, and taking it as it stands."""

import argparse
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from bot import opening
from bot.commands.base import command, group, show
from bot.config import Settings
from bot.domain.trail import Head
from bot.errors import BrokenTrail, WrongSettings
from bot.records import trail
from bot.records.core import Records
from bot.stores.anchor import Anchor
from bot.usecases import accessing

TOLD = 20
DAY = re.compile(r"\d{4}-?\d\d-?\d\d")


def register(commands: Any) -> None:
    """Declare them."""
    audit = group(commands, "audit", "Check the trail of everything that was done, and ask it who has read what.")
    command(audit, "verify", _verify, "Check every row of the trail, and that it reaches what was anchored outside the database.")
    touched = command(audit, "show", _show, "List the courses of which somebody on the staff had words before them; no words of anybody's.")
    touched.add_argument("--staff", required=True, metavar="ID", help="the id of who has read; --staff=ID where it begins with -")
    touched.add_argument(
        "--from", dest="since", required=True, type=_moment, metavar="TIME", help="from then on: 2026-11-23, or 2026-11-23T14:30 (UTC)"
    )
    touched.add_argument("--to", dest="until", required=True, type=_end, metavar="TIME", help="to then; a day to its end (UTC)")
    anchor = command(audit, "anchor", _anchor, "Print what is anchored outside the database; or take the trail as it stands.")
    anchor.add_argument("--accept", action="store_true", help="anchor the trail as it stands, after a restore; this is written down in it")


def _verify(settings: Settings, asked: argparse.Namespace) -> None:
    # The anchor first: what is written meanwhile makes the trail longer, never shorter.
    anchor = Anchor(opening.witness(settings)).read()
    found, rows = opening.look_in(settings, lambda records: _looked_over(records, anchor))
    if found:
        more = [f"And {len(found) - TOLD} more."] if len(found) > TOLD else []
        raise BrokenTrail(*found[:TOLD], *more)
    show(asked, {"rows": rows, "anchored": anchor.number if anchor else 0}, f"The trail is whole: {rows} rows, to what was anchored.")


def _looked_over(records: Records, anchor: Head | None) -> tuple[list[str], int]:
    return list(trail.faults(records.rows, records.vault, anchor)), records.head().number


def _show(settings: Settings, asked: argparse.Namespace) -> None:
    found = opening.look_in(settings, lambda records: _touched(records, asked.staff, asked.since, asked.until))
    lines = [f"{row['course']}  {row['first']}  {row['last']}  {', '.join(row['acts'])}" for row in found]
    show(asked, found, "\n".join(lines) or "Nothing was read by them in that time.")


def _touched(records: Records, staff: str, since: datetime, until: datetime) -> list[dict[str, Any]]:
    return [
        {
            "course": course,
            "first": min(at for at, _ in reads).strftime("%Y-%m-%d %H:%M"),
            "last": max(at for at, _ in reads).strftime("%Y-%m-%d %H:%M"),
            "acts": sorted({act.value for _, act in reads}),
        }
        for course, reads in sorted(accessing.touched(records, staff, since, until).items())
    ]


def _anchor(settings: Settings, asked: argparse.Namespace) -> None:
    witness = Anchor(opening.witness(settings))
    head = _accepted(settings, witness) if asked.accept else witness.read()
    if head is None:
        raise WrongSettings("SAMVEJ_WITNESS: nothing is anchored there yet; the service does so by itself when it runs")
    show(asked, {"number": head.number, "mac": head.mac.hex()}, f"Row {head.number} is anchored: {head.mac.hex()}")


def _accepted(settings: Settings, witness: Anchor) -> Head:
    house = opening.open_house(settings)
    try:
        return accessing.accept(house, witness)
    finally:
        house.store.close()


def _moment(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _end(text: str) -> datetime:
    return _moment(text) + timedelta(days=1) if DAY.fullmatch(text) else _moment(text)
