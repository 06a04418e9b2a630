"""A link that is wrong, one that was used and one that is too old are answered alike at every door, after the same questions."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest
from starlette.testclient import TestClient

from bot.ports import Match, Row
from bot.records import links, post
from bot.records.core import Records, stamp
from bot.records.links import LinkKind
from bot.stores.memory import MemoryRows
from bot.usecases.receiving import Arrived, receive
from bot.usecases.sharing import typed_code
from tests.web.desk_steps import joined
from tests.web.world import World

DOORS = {
    "/i": LinkKind.INVITE,
    "/r": LinkKind.PRIVATE,
    "/igen": LinkKind.REENTER,
    "/ind": LinkKind.SIGN_IN,
}
STATES = ("wrong", "used", "old")
SOMEBODY_ELSES = "somebody else's"
SECRET = "ABCDEFGHIJKLMNOPQRSTUV"


def lay(world: World, kind: LinkKind, state: str, secret: str = SECRET) -> str:
    """A link in this state, or none at all; its secret."""

    def work(records: Records) -> None:
        links.make(records, kind, person=world.counsellor, course="", token=secret)
        change = {"used": {"used_at": stamp(records.now)}, "old": {"expires_at": stamp(records.now - timedelta(days=1))}}.get(state)
        if change:
            records.rows.change("links", {"kind": kind}, change)

    if state != "wrong":
        world.write(work)
    return secret


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("door", DOORS)
def test_a_link_that_opens_nothing_is_answered_alike_whatever_is_wrong_with_it(
    world: World, door: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = counted(monkeypatch)
    answers = set()
    for state in STATES:
        secret = lay(world, DOORS[door], state)
        asked.clear()
        answer = TestClient(world.app, base_url=world.stage.url, follow_redirects=False).request(method, f"{door}/{secret}")
        answers.add((answer.status_code, answer.text, frozenset(answer.headers.keys()), tuple(asked)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 410


def test_a_recovery_code_is_refused_alike_whatever_is_wrong_with_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    who, code = joined(world), typed_code("ABCDEFGHIJKLMNOP")
    asked, answers = counted(monkeypatch), set()
    for state in (*STATES, SOMEBODY_ELSES):
        lay(world, LinkKind.RECOVERY, state, code)
        browser = world.browser()
        browser.go(world.renew(who.course).web)
        browser.press("Fortsæt")
        browser.go("/genskab")
        asked.clear()
        browser.press("Åbn", code=code)
        answers.add((browser.status, browser.text, tuple(asked)))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


@pytest.mark.parametrize("kind", [LinkKind.INVITE, LinkKind.TELEGRAM])
def test_a_start_link_in_a_messenger_is_refused_alike_whatever_is_wrong_with_it(
    world: World, kind: LinkKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.write(lambda records: receive(records, world.stage, Arrived(channel="telegram", external="first", kind="text", text="Hej")))
    asked, answers = counted(monkeypatch), set()
    for number, state in enumerate(STATES):
        secret = lay(world, kind, state)
        asked.clear()
        arrived = Arrived(channel="telegram", external=str(number), kind="text", text=f"/start {secret}")
        world.write(partial(receive, stage=world.stage, arrived=arrived))
        questions = tuple(asked)
        answers.add((told(world, str(number)), questions))
    assert len(answers) == 1


def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of which the store is asked from now on, in order: how long an answer takes is made of these."""
    asked: list[str] = []
    some = MemoryRows.some

    def telling(
        rows: MemoryRows, table: str, match: Match, *, up_to: Match | None = None, order: Sequence[str] = (), limit: int = -1
    ) -> list[Row]:
        asked.append(table)
        return some(rows, table, match, up_to=up_to, order=order, limit=limit)

    monkeypatch.setattr(MemoryRows, "some", telling)
    return asked


def told(world: World, external: str) -> tuple[str, ...]:
    def work(records: Records) -> tuple[str, ...]:
        return tuple(envelope.letter.text for envelope in post.waiting_on(records, "telegram", external))

    return world.write(work)
