"""What docs/doors.md says of sessions, limits and sizes is what the code does."""

import re
from pathlib import Path

import pytest
from argon2.profiles import RFC_9106_LOW_MEMORY

from bot.config import Settings
from bot.domain.limits import LIMITS
from bot.domain.media import LARGEST
from bot.domain.signing import FRESH, LONGEST, SHORTEST
from bot.records.links import SESSION_LIFE, STAFF_IDLE, STAFF_SESSION_LIFE
from bot.records.sealing import KEY_BYTES
from bot.rendering.photos import FORMATS, MOST_DOTS
from bot.web.guard import LONGEST as LONGEST_FORM
from bot.web.locks import SIDE_BY_SIDE
from tests.house.tree import ROOT

TEXT = (ROOT / "docs" / "doors.md").read_text(encoding="utf-8")
PLAIN = " ".join(TEXT.split())
LIMIT = re.compile(r"^\| `(\w+)` \| (\d+) \| (\d+) s \| (\w+) \|$", re.MULTILINE)


def test_the_table_of_limits_is_the_one_that_counts() -> None:
    told = {name: (int(size), int(refill), fails) for name, size, refill, fails in LIMIT.findall(TEXT)}
    assert told == {name: (limit.size, limit.refill.total_seconds(), limit.fails) for name, limit in LIMITS.items()}


@pytest.mark.parametrize(
    "told",
    [
        f"| staff | {STAFF_IDLE.seconds // 60} minutes without a press | {STAFF_SESSION_LIFE.seconds // 3600} hours |",
        f"| counsellees | - | {SESSION_LIFE.days} days |",
        f"within {FRESH.seconds // 60} minutes",
        f"at least {SHORTEST} signs and at most {LONGEST}",
        f"at most {SIDE_BY_SIDE} passwords",
        f"at most {LONGEST_FORM:,} bytes without a file",
        f"at most {LARGEST:,} bytes. A photo",
        f"at most {MOST_DOTS:,} dots",
        f"master key ({KEY_BYTES * 8} bits)",
        f"argon2id, {RFC_9106_LOW_MEMORY.memory_cost // 1024} MiB, {RFC_9106_LOW_MEMORY.time_cost} rounds",
        f"listens on `{Settings(data=Path()).host}`",
    ],
)
def test_a_number_is_told_as_it_is(told: str) -> None:
    assert told in PLAIN


def test_every_kind_of_picture_is_told() -> None:
    assert [kind for kind in FORMATS if kind.lower() not in TEXT.lower()] == []
