"""Pictures are drawn beside the house: one that hangs, dies or grows too large is given up, and the next is drawn all the same."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.drawing import Drawing, Form
from bot.domain.pictures import Picture, Strength, Strengths
from bot.errors import NotDrawn
from bot.ports import Painter
from bot.rendering import pool
from bot.rendering.pool import Pool
from tests.fakes.painter import FakePainter

BEGINS = {Form.PNG: b"\x89PNG\r\n\x1a\n", Form.SVG: b"<svg", Form.PDF: b"%PDF-1.7"}


class Undrawn(Picture):
    """A picture that nobody can draw; typst says so in its words."""

    kind = "hemmeligt"


def card(name: str = "Mod", form: Form = Form.PNG) -> Drawing:
    picture = Strengths(title="Det kan jeg", alt=f"Det kan jeg: {name}", terms={"more": "", "friend": ""}, strengths=(Strength(name=name),))
    return Drawing(picture=picture, form=form)


def hanging(form: Form = Form.PDF) -> Drawing:
    """As much as nobody draws in a moment."""
    return card("ord " * 2_000_000, form)


@pytest.fixture
async def painter() -> AsyncIterator[Pool]:
    drawing = Pool()
    yield drawing
    await asyncio.to_thread(drawing.close)


@pytest.fixture(params=[Pool, FakePainter])
async def either(request: pytest.FixtureRequest) -> AsyncIterator[Painter]:
    drawing: Painter = request.param()
    yield drawing
    await asyncio.to_thread(drawing.close)


async def test_a_picture_comes_in_the_form_that_is_asked_for(either: Painter) -> None:
    for form, begins in BEGINS.items():
        assert (await either.paint(card(form=form))).startswith(begins)


async def test_what_hangs_is_given_up_and_the_next_is_drawn() -> None:
    painter = Pool(patience=1.0)
    try:
        with pytest.raises(NotDrawn):
            await painter.paint(hanging())
        assert await painter.paint(card())
    finally:
        await asyncio.to_thread(painter.close)


async def test_what_takes_too_much_room_is_given_up() -> None:
    painter = Pool(memory=96 * 2**20)
    try:
        with pytest.raises(NotDrawn):
            await painter.paint(hanging(Form.PNG))
        assert await painter.paint(card(form=Form.PDF))
    finally:
        await asyncio.to_thread(painter.close)


async def test_workers_that_were_all_ended_are_replaced(painter: Pool) -> None:
    await painter.paint(card())
    for worker in _workers():
        os.kill(worker, signal.SIGKILL)
    drawn = [await _tried(painter, name) for name in ("a", "b", "c")]
    assert drawn[-1]


async def test_workers_that_all_stand_still_are_replaced(painter: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    await painter.paint(card())
    monkeypatch.setattr(pool, "WAITS", 0.5)
    for worker in _workers():
        os.kill(worker, signal.SIGSTOP)
    assert not await _tried(painter, "a")
    monkeypatch.setattr(pool, "WAITS", 60.0)
    assert await asyncio.wait_for(_tried(painter, "b"), 30)


async def test_the_row_has_an_end() -> None:
    painter = Pool(waiting=2)
    try:
        tried = await asyncio.gather(*(_tried(painter, f"{number}") for number in range(5)))
        assert sorted(tried) == [False, False, False, True, True]
    finally:
        await asyncio.to_thread(painter.close)


async def test_the_loop_goes_on_while_pictures_are_drawn(painter: Pool) -> None:
    late = [0.0]

    async def watch() -> None:
        while True:
            begun = time.perf_counter()
            await asyncio.sleep(0.01)
            late.append(time.perf_counter() - begun - 0.01)

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(painter.paint(card(f"{number}")) for number in range(10)))
    watching.cancel()
    assert len(late) > 10
    assert sorted(late)[len(late) // 2] < 0.05


async def test_closing_is_prompt_and_what_waits_is_told() -> None:
    painter = Pool()
    await painter.paint(card())
    waiting = [asyncio.create_task(_tried(painter, "ord " * (400_000 + number))) for number in range(6)]
    await asyncio.sleep(0.3)
    begun = time.perf_counter()
    await asyncio.to_thread(painter.close)
    assert time.perf_counter() - begun < 2
    assert await asyncio.wait_for(asyncio.gather(*waiting), 5) == [False] * 6
    with pytest.raises(NotDrawn):
        await painter.paint(card("mere"))


async def test_the_words_of_a_picture_that_fails_are_not_in_the_log(
    painter: Pool, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(NotDrawn):
        await painter.paint(Drawing(picture=Undrawn(title="Hemmeligt", alt="Hemmeligt")))
    said = "".join(capfd.readouterr()) + caplog.text
    assert "not_drawn" in said
    assert "emmeligt" not in said


async def test_a_worker_knows_nothing_of_the_house(painter: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVEJ_TELEGRAM_TOKEN", "canary")
    await painter.paint(card())
    lines = list(_workers().values())
    assert len(lines) == pool.WORKERS
    assert all(b"samvej" not in line.lower() and b"canary" not in line for line in lines)


def test_a_worker_started_by_the_command_line_loads_no_second_house() -> None:
    asked = "import sys, json; sys.argv = ['samvej']; import bot.__main__; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True).stdout)
    assert "bot.__main__" in loaded
    assert not {"bot.cli", "bot.app", "starlette", "telegram"} & set(loaded)


async def _tried(painter: Painter, name: str) -> bool:
    try:
        return bool(await painter.paint(card(name)))
    except NotDrawn:
        return False


def _workers() -> dict[int, bytes]:
    """Our own, by how they were started."""
    found = dict[int, bytes]()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            begun, parent = (place / "cmdline").read_bytes(), int((place / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        found |= {int(place.name): begun} if b"spawn_main" in begun and parent == os.getpid() else {}
    return found
